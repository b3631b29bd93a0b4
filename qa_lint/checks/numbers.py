"""Numbers of a pair that do not agree."""

from collections.abc import Iterator

from qa_lint.checks import PairCheck
from qa_lint.model import Hit, Pair
from qa_lint.numbers import Kind, Quantity, Value
from qa_lint.numbers.match import Comparison, compare


def _compare(pair: Pair) -> Comparison:
    source, target = pair.source, pair.target
    return compare(source.text, source.language, target.text, target.language)


def mismatch(pair: Pair, *, ignore: list[str]) -> Iterator[Hit]:
    """Numbers that have another value in the translation."""
    for source, target in _compare(pair).changed:
        if _written(pair.source.text, source) not in ignore:
            yield Hit(source.span, target.span, {"value": spell(source), "target_value": spell(target)})


def missing(pair: Pair, *, ignore: list[str]) -> Iterator[Hit]:
    """Numbers of the source that the translation does not have."""
    for quantity in _compare(pair).missing:
        if _written(pair.source.text, quantity) not in ignore:
            yield Hit(quantity.span, None, {"value": spell(quantity)})


def added(pair: Pair, *, ignore: list[str]) -> Iterator[Hit]:
    """Numbers of the translation that the source does not have."""
    for quantity in _compare(pair).added:
        if _written(pair.target.text, quantity) not in ignore:
            yield Hit(None, quantity.span, {"value": spell(quantity)})


def spell(quantity: Quantity) -> str:
    """The value of a quantity, for people: `204,000`, `5.2%`, `2/3`; the literal of a code."""
    if quantity.literal or not quantity.values:
        return quantity.literal
    value = quantity.values[0]
    if quantity.kind is Kind.PERCENT:
        return f"{_decimal(value * 100)}%"
    if quantity.kind in (Kind.YEAR, Kind.DECADE):
        return str(value)
    return _decimal(value)


def _decimal(value: Value) -> str:
    if value.denominator == 1:
        return f"{int(value):,}"
    if value.denominator in (3, 6, 7, 9):
        return str(value)
    return f"{float(value):,.6f}".rstrip("0")


def _written(text: str, quantity: Quantity) -> str:
    return text[quantity.span.start : quantity.span.end]


MISMATCH = PairCheck(mismatch)
MISSING = PairCheck(missing)
ADDED = PairCheck(added)
