"""Numbers of a pair that do not agree."""

from collections.abc import Iterator

from qa_lint.checks import PairCheck
from qa_lint.model import Hit, Pair, Span
from qa_lint.numbers.match import Comparison, compare
from qa_lint.numbers.spell import rewrite, said


def mismatch(pair: Pair, *, ignore: list[str]) -> Iterator[Hit]:
    """Numbers that have another value in the translation."""
    for source, target in _compare(pair).changed:
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
        for quantity in _compare(pair).missing
        if _text(pair.source.text, quantity.span) not in ignore
    )


def added(pair: Pair, *, ignore: list[str]) -> Iterator[Hit]:
    """Numbers of the translation that the source does not have."""
    yield from (
        Hit(None, quantity.span, {"said": said(_text(pair.target.text, quantity.span), quantity)})
        for quantity in _compare(pair).added
        if _text(pair.target.text, quantity.span) not in ignore
    )


def _compare(pair: Pair) -> Comparison:
    source, target = pair.source, pair.target
    return compare(source.text, source.language, target.text, target.language)


def _text(text: str, span: Span) -> str:
    return text[span.start : span.end]


MISMATCH = PairCheck(mismatch)
MISSING = PairCheck(missing)
ADDED = PairCheck(added)
