"""Numbers that stand for one another with different values."""

from collections import Counter
from fractions import Fraction

from qa_lint.numbers.kinship import FAMILIES, choose, is_explained, keys, position
from qa_lint.numbers.quantity import Firmness, Kind, Quantity, Side, Value, magnitude
from qa_lint.numbers.units import alike

_CLOSE = 5


def changed_pairs(
    source: Side, target: Side, source_left: set[int], target_left: set[int], pairs: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Quantities that stand for one another with different values, closest first. One of the two has its
    value nowhere on the other side."""
    sources = [s for s in source_left if not is_explained(source.quantities[s], target)]
    targets = [t for t in target_left if not is_explained(target.quantities[t], source)]
    if len(sources) * len(targets) > 10_000:
        return []
    few = len(sources) <= 1 and len(targets) <= 1
    candidates = [(_closeness(source, s, target, t) + few, s, t) for s in sources for t in targets]
    for s, penalty in _spare(source, source_left, target, [pair[::-1] for pair in pairs]):
        candidates += [(_closeness(source, s, target, t) - penalty, s, t) for t in targets]
    for t, penalty in _spare(target, target_left, source, pairs):
        candidates += [(_closeness(source, s, target, t) - penalty, s, t) for s in sources]
    # Both may be left over although either value stands elsewhere: the second of "the second group" as "the
    # third".
    spare_sources = [s for s in source_left if s not in sources]
    spare_targets = [t for t in target_left if t not in targets]
    if len(spare_sources) * len(spare_targets) <= 400:
        candidates += [
            (_closeness(source, s, target, t) - 2, s, t) for s in spare_sources for t in spare_targets
        ]
    ranked = sorted(candidates, key=lambda candidate: (-candidate[0], candidate[1:]))
    return choose((s, t) for closeness, s, t in ranked if closeness >= _CLOSE)


def _spare(side: Side, left: set[int], other: Side, pairs: list[tuple[int, int]]) -> list[tuple[int, float]]:
    """Quantities of `side` whose value the other side has, but for another number; with a penalty for the
    doubt.

    `pairs` are (other, own). Left over, since the other side has the value less often; or matched across
    units, the three of "a three-year plan" to "three cities"; or matched to a word that holds a number but
    counts nothing, "both".
    """
    spare = [(n, 0.5) for n in sorted(left) if is_explained(side.quantities[n], other)]
    counts = Counter(quantity.values[0] for quantity in side.quantities if quantity.values)
    for theirs, own in pairs:
        quantity, match = side.quantities[own], other.quantities[theirs]
        if not quantity.firmness:
            continue
        if match.firmness is Firmness.SOFT and not _has_digit(side, quantity):
            spare.append((own, 1.0))
        elif (
            quantity.unit
            and quantity.unit != match.unit
            and quantity.values
            and counts[quantity.values[0]] > 1
        ):
            spare.append((own, 1.5))
    return spare[:50]


def _has_digit(side: Side, quantity: Quantity) -> bool:
    return any(character.isdecimal() for character in side.text[quantity.span.start : quantity.span.end])


def _closeness(source: Side, s: int, target: Side, t: int) -> float:
    a, b = source.quantities[s], target.quantities[t]
    family_a, family_b = FAMILIES.get(a.kind, ""), FAMILIES.get(b.kind, "")
    digits_a, digits_b = _figures(a), _figures(b)
    if (
        "month" in (family_a, family_b) or "weekday" in (family_a, family_b) or "code" in (family_a, family_b)
    ) and family_a != family_b:
        return 0
    if family_a == family_b == "code":
        letters_a, letters_b = _letters(a.literal), _letters(b.literal)
        return 8 if letters_a == letters_b else 0
    score = 0.0
    if a.kind is b.kind is Kind.ENUMERATOR and _has_digit(source, a) and _has_digit(target, b):
        return 0  # a list may be numbered anew
    if set(keys(a)).intersection(keys(b)) or (Kind.FRACTION in (a.kind, b.kind) and family_a != family_b):
        return 0
    if a.kind is b.kind:
        score += 2 if a.kind is Kind.CARDINAL else 3
    elif family_a == family_b or "order" in (family_a, family_b):
        score += 2
    if a.unit and b.unit:
        score += 4 if alike(a.unit, b.unit) else -3
    if a.values and b.values:
        score += _resemblance(digits_a, digits_b, a.values[0], b.values[0])
    distance = abs(position(source, a) - position(target, b))
    score += 2 if distance < 0.15 else 1 if distance < 0.3 else -1
    if min(a.firmness, b.firmness) is Firmness.LOOSE and a.kind is not b.kind and distance > 0.3:
        score -= 2
    return score


def _resemblance(figures_a: str, figures_b: str, a: Value, b: Value) -> float:
    """Same figures at another scale, or one figure off, or of one size."""
    if figures_a and figures_a == figures_b:
        return 4
    small = 0 < a <= 20 and 0 < b <= 20
    if small:
        return 2
    if a and b and abs(len(figures_a) - len(figures_b)) <= 1 and _one_apart(figures_a, figures_b):
        return 4
    return 1 if a and b and 1 / 4 <= magnitude(Fraction(a) / Fraction(b)) <= 4 else 0


def _one_apart(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(x != y for x, y in zip(one, other, strict=True)) <= 1 or sorted(one) == sorted(other)
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return any(longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer)))


def _figures(quantity: Quantity) -> str:
    """The significant figures of the value."""
    if not quantity.values:
        return ""
    value: Value = magnitude(quantity.values[0])
    for _ in range(9):  # thirds never end
        if value.denominator == 1:
            break
        value *= 10
    return str(int(value)).rstrip("0")


def _letters(literal: str) -> str:
    return "".join(character for character in literal if not character.isdigit())
