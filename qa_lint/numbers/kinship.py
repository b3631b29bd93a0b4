"""Which numbers may stand for one another: by their kinds, by a reading that both have, by their places."""

from collections.abc import Iterable, Sequence

from qa_lint.numbers.quantity import Firmness, Kind, Quantity, Side

# Kinds that may render one another; a month is never a weekday.
FAMILIES = {
    Kind.PERCENT: "percent",
    Kind.POINT: "percent",
    Kind.BASIS_POINT: "percent",
    Kind.FRACTION: "percent",
    Kind.MONTH: "month",
    Kind.WEEKDAY: "weekday",
    Kind.YEAR: "year",
    Kind.DECADE: "year",
    Kind.CENTURY: "year",
    Kind.CODE: "code",
    Kind.VERSION: "code",
    Kind.ENUMERATOR: "order",
    Kind.ORDINAL: "order",
    Kind.ROMAN: "order",
}
# Kinds that the other side may write as a plain number.
_PLAIN_ELSEWHERE = {"order", "year", "code", Kind.DAY.value, Kind.TIME.value}


def keys(quantity: Quantity) -> Sequence[object]:
    """What a quantity may be found by: its readings, and the literal of a code."""
    return (*quantity.values, quantity.literal) if quantity.literal else quantity.values


def position(side: Side, quantity: Quantity) -> float:
    """How far into the text a quantity stands, from 0 to 1."""
    return quantity.span.start / len(side.text)


def choose(ranked: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs of source and target numbers in their order, each number once."""
    sources: set[int] = set()
    targets: set[int] = set()
    chosen: list[tuple[int, int]] = []
    for s, t in ranked:
        if s not in sources and t not in targets:
            sources.add(s)
            targets.add(t)
            chosen.append((s, t))
    return chosen


def is_explained(quantity: Quantity, other: Side) -> bool:
    """Whether the other side has the value in a number that could be meant, which need not be the one
    matched."""
    own = set(keys(quantity))
    return any(
        _is_repetition(quantity, candidate)
        for candidate in other.quantities
        if own.intersection(keys(candidate))
    )


def _is_repetition(quantity: Quantity, other: Quantity) -> bool:
    """Whether `other`, of the same value, may stand for `quantity` too: 183处…183个 may be "183" once."""
    family, other_family = (FAMILIES.get(kind, kind.value) for kind in (quantity.kind, other.kind))
    if family == other_family:
        return quantity.unit == other.unit or (
            not (quantity.unit and other.unit) and quantity.firmness is not Firmness.FIRM
        )
    # An ordinal may be a plain number on the other side, 二中全会, but no multiple and no share.
    plain = {family, other_family} - {Kind.CARDINAL.value}
    if quantity.unit or other.unit or len(plain) > 1 or not plain & _PLAIN_ELSEWHERE:
        return False
    return other.firmness is not Firmness.SOFT or family != "order"
