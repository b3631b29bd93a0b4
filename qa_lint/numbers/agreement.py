"""Where numbers that match by value differ all the same: in their unit, in their bound, or by an exchange."""

import re
from collections.abc import Iterator, Sequence

from qa_lint.numbers.lexicon import is_wide, lexicon
from qa_lint.numbers.quantity import Bound, Firmness, Kind, Quantity, Side
from qa_lint.numbers.units import TIMES, alike, conversion, is_about

_Pair = tuple[Quantity, Quantity]
_UP = {Bound.OVER, Bound.AT_LEAST}
_NEAR = {Bound.ABOUT, Bound.NEARLY}
_DOWN = {Bound.UNDER, Bound.AT_MOST, Bound.NEARLY}
# As far behind a number as "or younger" reaches.
_OPEN = 16
_TIMES = TIMES | {"age"}
# From here on, and with units and shares, 以上 may be "over": 1万个以上, over 10,000; 8岁以上, over 8 years
# old. But 三级以上 is level three too.
_LARGE = 20
# Between the two parts of "6 feet 2 inches" there is no more than the first unit.
_COMPOUND = 12
_BRACKET = re.compile(r"[(（][^()（）\n]{0,60}[)）]")


def unit_conflicts(matched: Sequence[_Pair], source: Side, target: Side) -> Iterator[_Pair]:
    """Pairs of one value with two units that are not the same, but for those exchanged with one another."""
    conflicts = [pair for pair in matched if _conflict(*pair) and _is_certain(*pair)]
    if not conflicts:
        return
    # In Hong Kong and Taiwan 元 is a dollar.
    if any(_is_everyday(*pair) for pair in conflicts) and any(
        is_wide(side.text, lexicon(side.language)) for side in (source, target)
    ):
        conflicts = [pair for pair in conflicts if not _is_everyday(*pair)]
    swapped = {id(quantity) for pairs in exchanges(conflicts) for pair in pairs for quantity in pair}
    for one, other in conflicts:
        if id(one) not in swapped:
            yield one, other


def _is_everyday(source: Quantity, target: Quantity) -> bool:
    return {source.unit, target.unit} == {"yuan", "dollar"}


def exchanges(matched: Sequence[_Pair]) -> Iterator[tuple[_Pair, _Pair]]:
    """Two pairs whose values stand with each other's units: 20亿元 and 30公顷 as "30 billion yuan" and "20
    hectares".
    """
    crossed = [pair for pair in matched if _conflict(*pair) and _is_certain(*pair)][:50]
    done: set[int] = set()
    for n, (source, target) in enumerate(crossed):
        for m in range(n + 1, len(crossed)):
            other_source, other_target = crossed[m]
            if n in done or m in done or source.values[0] == other_source.values[0]:
                continue
            if (source.unit, target.unit) == (other_target.unit, other_source.unit):
                done |= {n, m}
                yield (source, target), (other_source, other_target)


def points_as_percent(changed: Sequence[_Pair]) -> Iterator[_Pair]:
    """Percentage points that became percent, or the other way round: 2个百分点 as "2%"."""
    for source, target in changed:
        kinds = {source.kind, target.kind}
        if kinds == {Kind.POINT, Kind.PERCENT}:
            point, percent = (source, target) if source.kind is Kind.POINT else (target, source)
            if point.values[0] == percent.values[0] * 100:
                yield source, target


def wrong_conversions(side: Side) -> Iterator[tuple[Quantity, Quantity]]:
    """Amounts in brackets that do not follow from the amount before: 58,000 mu (3,867 hectares) is right."""
    previous = (None, *side.quantities)
    for larger, before, inside in zip(previous, side.quantities, side.quantities[1:], strict=False):
        if not before.unit or not inside.unit or not before.values or not inside.values:
            continue
        bracket = _BRACKET.search(side.text, before.span.end, before.span.end + 100)
        if bracket is None or not bracket.start() < inside.span.start < bracket.end():
            continue
        exact = conversion(before.values[0], before.unit, inside.unit)
        if larger and larger.unit and exact is not None and before.span.start - larger.span.end <= _COMPOUND:
            # 6 feet 2 inches (188 cm)
            exact += conversion(larger.values[0], larger.unit, inside.unit) or 0
        if exact is not None and before.unit != inside.unit and not is_about(inside.values[0], exact):
            yield before, inside


def bound_shifts(matched: Sequence[_Pair], source: Side, target: Side) -> Iterator[_Pair]:
    """Pairs whose bounds do not agree: 28.1万 as "over 281,000", 不少于50万 as "about 500,000"."""
    differing = [pair for pair in matched if not _agree(*pair) and _is_certain(*pair)]
    if not differing or not all(lexicon(side.language).bounds.words_before for side in (source, target)):
        return
    for one, other in differing:
        # A bound may be said elsewhere in the sentence; then nothing is certain.
        if one.bound is Bound.EXACT and (_is_open(source, one) or _says(source, other.bound)):
            continue
        if other.bound is Bound.EXACT and (_is_open(target, other) or _says(target, one.bound)):
            continue
        yield one, other


def _is_open(side: Side, quantity: Quantity) -> bool:
    """Whether what stands behind a quantity makes it a limit of either kind: Java 17+, 13 or older."""
    words = tuple(f" {word}" for word in lexicon(side.language).table.get("open-bounds", ()))
    end = quantity.span.end
    return side.text[end : end + _OPEN].lower().startswith(("+", "\uff0b", *words))


def _is_certain(source: Quantity, target: Quantity) -> bool:
    """Whether the two are surely each other's rendering: owed, and of one first reading."""
    if not source.firmness or not target.firmness:
        return False
    owed = source.firmness is Firmness.FIRM or target.firmness is Firmness.FIRM
    return owed and source.values[:1] == target.values[:1]


def _conflict(source: Quantity, target: Quantity) -> bool:
    return bool(source.unit and target.unit) and not alike(source.unit, target.unit)


def _agree(source: Quantity, target: Quantity) -> bool:
    one, other = source.bound, target.bound
    if one is other or {source.kind, target.kind} - {
        Kind.CARDINAL,
        Kind.PERCENT,
        Kind.FRACTION,
        Kind.MULTIPLE,
    }:
        return True
    if {source.unit, target.unit} & _TIMES and Bound.EXACT in (one, other):
        return True  # "over three years" is while they last, 近三年 the last three
    if Bound.EXACT in (one, other) and {one, other} & {Bound.ABOUT, Bound.AT_MOST}:
        return True
    if {one, other} == _UP:
        return (
            source.kind is not Kind.CARDINAL or source.values[0] >= _LARGE or bool(source.unit or target.unit)
        )
    return {one, other} <= _DOWN or {one, other} <= _NEAR


def _says(side: Side, bound: Bound) -> bool:
    """Whether the text has a word for a bound of this direction anywhere."""
    group = _UP if bound in _UP else _DOWN | _NEAR
    words = lexicon(side.language).bounds
    lower = side.text.lower()
    return any(
        found in group and word in lower
        for table in (words.words_before, words.words_behind)
        for entry in table.values()
        for word, found in zip(*entry, strict=True)
    )
