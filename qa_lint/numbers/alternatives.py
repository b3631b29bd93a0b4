"""Numbers that the other side says in other numbers: 1,000 jin as half a tonne, 五分之一 as "one in five"."""

from fractions import Fraction

from qa_lint.numbers.quantity import Kind, Quantity, Side
from qa_lint.numbers.units import conversion, is_about

_SHARES = (Kind.FRACTION, Kind.PERCENT)
# So many leftovers have other causes than another way to say a number.
_MOST = 40
_GAP = 12


def take_out(source: Side, source_left: set[int], target: Side, target_left: set[int]) -> None:
    """Takes out of the leftovers what the other side says in another way."""
    if len(source_left) > _MOST or len(target_left) > _MOST:
        return
    for side, left, other, other_left in (
        (source, source_left, target, target_left),
        (target, target_left, source, source_left),
    ):
        for n in sorted(left):
            found = _converted(side.quantities[n], other, other_left) or _shared(
                side.quantities[n], other, other_left
            )
            if found:
                left.discard(n)
                other_left.difference_update(found)


def _converted(quantity: Quantity, other: Side, left: set[int]) -> tuple[int, ...]:
    """The number that is the same amount in another unit: 300亩, "some 20 hectares"."""
    if not quantity.unit or not quantity.values:
        return ()
    for m in sorted(left):
        candidate = other.quantities[m]
        if candidate.unit and candidate.unit != quantity.unit and candidate.values:
            exact = conversion(quantity.values[0], quantity.unit, candidate.unit)
            if exact is not None and is_about(candidate.values[0], exact):
                return (m,)
    return ()


def _shared(quantity: Quantity, other: Side, left: set[int]) -> tuple[int, ...]:
    """The two numbers that make a share: 二十分之一 and "1 in 20", 九成 and "nine in ten"."""
    if quantity.kind not in _SHARES or not quantity.values or not 0 < quantity.values[0] < 1:
        return ()
    for m, (above, below) in enumerate(zip(other.quantities, other.quantities[1:], strict=False)):
        near = below.span.start - above.span.end <= _GAP
        if not near or m + 1 not in left or not above.values or not below.values or not below.values[0]:
            continue
        if Fraction(above.values[0]) / Fraction(below.values[0]) == quantity.values[0]:
            return (m, m + 1)
    return ()
