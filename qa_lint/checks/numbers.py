"""Numbers of a pair that do not agree."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from qa_lint.checks import PairCheck
from qa_lint.markers import spans
from qa_lint.model import Hit, Pair, Span
from qa_lint.numbers import Bound, Kind, Quantity, quantities
from qa_lint.numbers.agreement import (
    bound_shifts,
    exchanges,
    points_as_percent,
    unit_conflicts,
    wrong_conversions,
)
from qa_lint.numbers.match import Comparison, compare
from qa_lint.numbers.quantity import Side
from qa_lint.numbers.spell import rewrite, said, spell_amount
from qa_lint.numbers.units import conversion, unit_name

# Code in Markdown, reStructuredText or AsciiDoc.
_CODE = re.compile(r"``[^`]+``(?!`)|`[^`]+`")


def mismatch(pair: Pair, *, ignore: list[str]) -> Iterator[Hit]:
    """Numbers that have another value in the translation."""
    changed = _compared(pair).numbers.changed
    points = list(points_as_percent(changed))
    for source, target in changed:
        if (source, target) in points:
            continue
        written, target_written = _text(pair.source.text, source.span), _text(pair.target.text, target.span)
        if written in ignore:
            continue
        fields = {"said": said(written, source), "target_said": said(target_written, target)}
        suggestion = None
        if source.kind is target.kind and source.values:
            suggestion = rewrite(target_written, target, source.values[0], pair.target.language)
        yield Hit(source.span, target.span, fields, suggestion)


def missing(pair: Pair, *, ignore: list[str]) -> Iterator[Hit]:
    """Numbers of the source that the translation does not have."""
    yield from (
        Hit(quantity.span, None, {"said": said(_text(pair.source.text, quantity.span), quantity)})
        for quantity in _compared(pair).numbers.missing
        if _text(pair.source.text, quantity.span) not in ignore
    )


def added(pair: Pair, *, ignore: list[str]) -> Iterator[Hit]:
    """Numbers of the translation that the source does not have."""
    yield from (
        Hit(None, quantity.span, {"said": said(_text(pair.target.text, quantity.span), quantity)})
        for quantity in _compared(pair).numbers.added
        if _text(pair.target.text, quantity.span) not in ignore
    )


def unit(pair: Pair) -> Iterator[Hit]:
    """Numbers whose value was kept and whose unit was not, and amounts in brackets that were converted
    wrongly.
    """
    numbers, source_side, target_side = _compared(pair)
    for source, target in points_as_percent(numbers.changed):
        written = _text(pair.target.text, target.span)
        fields = {
            "said": f"'{_text(pair.source.text, source.span)}' is in {_measure(source)}",
            "problem": f"the translation says '{written}', in {_measure(target)}",
        }
        yield Hit(source.span, target.span, fields)
    for source, target in unit_conflicts(numbers.matched, source_side, target_side):
        fields = {
            "said": f"'{_text(pair.source.text, source.span)}' is in {_measure(source)}",
            "problem": f"the translation has it in {_measure(target)}",
        }
        yield Hit(source.span, target.span, fields)
    for amount, converted in wrong_conversions(target_side):
        right = spell_amount(conversion(amount.values[0], amount.unit, converted.unit) or 0)
        fields = {
            "said": f"'{_text(pair.target.text, amount.span)}' in {_measure(amount)} makes about {right}"
            f" in {_measure(converted)}",
            "problem": f"the brackets say '{_text(pair.target.text, converted.span)}'",
        }
        yield Hit(None, converted.span, fields, right)


def order(pair: Pair) -> Iterator[Hit]:
    """Two numbers that stand with each other's units."""
    for (source, target), (other, _) in exchanges(_compared(pair).numbers.matched):
        fields = {
            "first": f"'{_text(pair.source.text, source.span)}' ({_measure(source)})",
            "second": f"'{_text(pair.source.text, other.span)}' ({_measure(other)})",
        }
        yield Hit(source.span, target.span, fields)


def bound(pair: Pair) -> Iterator[Hit]:
    """Numbers whose value was kept, but not whether it is exact, a limit, or about right."""
    numbers, source_side, target_side = _compared(pair)
    for source, target in bound_shifts(numbers.matched, source_side, target_side):
        fields = {
            "said": f"'{_text(pair.source.text, source.span)}' is given as {_limit(source)}",
            "target_said": f"'{_text(pair.target.text, target.span)}' as {_limit(target)}",
        }
        yield Hit(source.span, target.span, fields)


def _measure(quantity: Quantity) -> str:
    """The unit, for people: `square metres`, `CNY`, `percent`."""
    if quantity.kind in (Kind.POINT, Kind.PERCENT):
        return "percentage points" if quantity.kind is Kind.POINT else "percent"
    return unit_name(quantity.unit)


def _limit(quantity: Quantity) -> str:
    return "exact" if quantity.bound is Bound.EXACT else f"'{quantity.bound}'"


class _Compared(NamedTuple):
    """What became of the numbers of a pair, and the numbers of each side, those of footnote markers too."""

    numbers: Comparison
    source: Side
    target: Side


def _compared(pair: Pair) -> _Compared:
    source, target = pair.source, pair.target
    return _compare(source.text, source.language, target.text, target.language)


@lru_cache(maxsize=64)
def _compare(source_text: str, source_language: str, target_text: str, target_language: str) -> _Compared:
    source, target = quantities(source_text, source_language), quantities(target_text, target_language)
    texts = _without_code(
        _without_markers(source_text, source_language), _without_markers(target_text, target_language)
    )
    numbers = compare(texts[0], source_language, texts[1], target_language)
    return _Compared(
        numbers, Side(source_text, source_language, source), Side(target_text, target_language, target)
    )


def _without_code(source: str, target: str) -> tuple[str, str]:
    """Both texts with spaces in place of code that stands in both: `log4j-2.17:alpha` is read as a number in
    one language and as a name in another.
    """
    if "`" not in source or "`" not in target:
        return source, target
    common = Counter(_CODE.findall(source)) & Counter(_CODE.findall(target))
    for code in [code for code in common if not any(map(str.isalpha, code))]:
        del common[code]  # `3` is a number of the text
    return (_without(source, common.copy()), _without(target, common)) if common else (source, target)


def _without(text: str, stretches: Counter[str]) -> str:
    def blank(match: re.Match[str]) -> str:
        if not stretches[match[0]]:
            return match[0]
        stretches[match[0]] -= 1
        return " " * len(match[0])

    return _CODE.sub(blank, text)


def _without_markers(text: str, language: str) -> str:
    """`text` with spaces in place of footnote markers: the rules on footnotes compare their numbers."""
    pieces: list[str] = []
    end = 0
    for span in spans(text, language):
        pieces += (text[end : span.start], " " * (span.end - max(end, span.start)))
        end = max(end, span.end)
    return "".join(pieces) + text[end:] if pieces else text


def _has_numbers(pair: Pair) -> bool:
    source, target = pair.source, pair.target
    return bool(quantities(source.text, source.language) or quantities(target.text, target.language))


def _text(text: str, span: Span) -> str:
    return text[span.start : span.end]


MISMATCH = PairCheck(mismatch, concerns=_has_numbers)
MISSING = PairCheck(missing, concerns=_has_numbers)
ADDED = PairCheck(added, concerns=_has_numbers)
UNIT = PairCheck(unit, concerns=_has_numbers)
ORDER = PairCheck(order, concerns=_has_numbers)
BOUND = PairCheck(bound, concerns=_has_numbers)
