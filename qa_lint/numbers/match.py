"""Which number of a source text is which number of its translation, and what is left over."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from fractions import Fraction
from functools import lru_cache

from qa_lint.numbers import quantities
from qa_lint.numbers.alternatives import take_out
from qa_lint.numbers.digits import LITERAL, read_literal
from qa_lint.numbers.excuses import SMALL, excuse_added, excuse_missing, is_lost_from_phrase
from qa_lint.numbers.lexicon import Lexicon, lexicon
from qa_lint.numbers.quantity import Firmness, Kind, Quantity, Side, Value, magnitude
from qa_lint.numbers.units import alike

# Kinds that may render one another; a month is never a weekday.
_FAMILIES = {
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
_CLOSE = 5
_TIMES = {"year", "month", "week", "day", "hour", "minute", "second"}
_LITERAL = re.compile(LITERAL)
_SCALES = (1_000, 1_000_000, 1_000_000_000)
_SPELLED = 11


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of the numbers of a pair.

    `matched` are source and target quantities of one value, `changed` those that stand for one another with
    different values; `missing` and `added` are firm ones that nothing on the other side explains.
    """

    matched: tuple[tuple[Quantity, Quantity], ...] = ()
    changed: tuple[tuple[Quantity, Quantity], ...] = ()
    missing: tuple[Quantity, ...] = ()
    added: tuple[Quantity, ...] = ()


@lru_cache(maxsize=64)
def compare(source_text: str, source_language: str, target_text: str, target_language: str) -> Comparison:
    """Compares the numbers of a source text with those of its translation."""
    source = Side(source_text, source_language, quantities(source_text, source_language))
    target = Side(target_text, target_language, quantities(target_text, target_language))
    if not lexicon(target_language).table:
        source = _figures_only(source, spelled=range(_SPELLED))
    if not lexicon(source_language).table:
        target = _figures_only(target, spelled=range(0))
    if not any(quantity.firmness for quantity in (*source.quantities, *target.quantities)):
        return Comparison()
    if _in_step(source, target):
        return Comparison(tuple(zip(source.quantities, target.quantities, strict=True)))
    pairs = _assign(source, target)
    source_left = _left(source, (pair[0] for pair in pairs))
    target_left = _left(target, (pair[1] for pair in pairs))
    if not source_left and not target_left:
        return Comparison(tuple(_resolve(pairs, source, target)))
    take_out(source, source_left, target, target_left)
    changed = _changed(source, target, source_left, target_left, pairs)
    for s, t in changed:
        source_left.discard(s)
        target_left.discard(t)
    return Comparison(
        matched=tuple(_resolve(pairs, source, target)),
        changed=tuple(_resolve(changed, source, target)),
        missing=tuple(_missing(source, target, source_left)),
        added=tuple(_added(source, target, target_left)),
    )


def _figures_only(side: Side, *, spelled: range) -> Side:
    """`side` as far as a language can answer of which nothing is known but its digits.

    Numbers in words are owed nothing, nor are ordinals and numbers in `spelled`, which may be words there;
    the figures of 9 million may stand alone, before a word for the scale.
    """
    entry = lexicon(side.language)
    return Side(
        side.text,
        side.language,
        tuple(_figure(side.text, quantity, entry, spelled) for quantity in side.quantities),
    )


def _figure(text: str, quantity: Quantity, entry: Lexicon, spelled: range) -> Quantity:
    literal = _LITERAL.search(text, *astuple(quantity.span))
    if not literal:
        return quantity._replace(firmness=Firmness.SOFT)
    readings = (*quantity.values, *read_literal(literal.group(), entry.decimal, entry.group))
    # 10,000 may be 10 and a word for thousands.
    readings += tuple(
        value // scale
        for value in readings
        for scale in _SCALES
        if isinstance(value, int) and value % scale == 0
    )
    small = quantity.kind is Kind.ORDINAL or (quantity.values[:1] and quantity.values[0] in spelled)
    firmness = min(quantity.firmness, Firmness.LOOSE) if small else quantity.firmness
    return quantity._replace(values=tuple(dict.fromkeys(readings)), unit="", firmness=firmness)


def _resolve(
    pairs: Iterable[tuple[int, int]], source: Side, target: Side
) -> Iterator[tuple[Quantity, Quantity]]:
    return ((source.quantities[s], target.quantities[t]) for s, t in sorted(pairs))


def _left(side: Side, used: Iterable[int]) -> set[int]:
    taken = set(used)
    return {n for n, quantity in enumerate(side.quantities) if n not in taken and quantity.firmness}


def _in_step(source: Side, target: Side) -> bool:
    """Whether both sides have the same numbers in the same order, as most pairs do."""
    if len(source.quantities) != len(target.quantities):
        return False
    for a, b in zip(source.quantities, target.quantities, strict=True):
        if a.values[:1] != b.values[:1] or a.kind is not b.kind or a.unit != b.unit or a.literal != b.literal:
            return False
    return True


def _assign(source: Side, target: Side) -> list[tuple[int, int]]:
    """One assignment of source to target quantities that share a reading, the likeliest pairs first."""
    by_key: dict[object, list[int]] = {}
    for t, quantity in enumerate(target.quantities):
        for key in _keys(quantity):
            by_key.setdefault(key, []).append(t)
    scored: dict[tuple[int, int], float] = {}
    occurrences: dict[object, int] = {}
    for s, quantity in enumerate(source.quantities):
        for key in _keys(quantity):
            others = by_key.get(key, ())
            if not others:
                continue
            nth = occurrences[key] = occurrences.get(key, -1) + 1
            # Many of one value are taken in their order, which keeps this linear.
            near = others if len(others) <= 20 else others[max(0, nth - 10) : nth + 10]
            for t in near:
                score = _likeness(source, s, target, t)
                if score > scored.get((s, t), -1):
                    scored[s, t] = score
    taken_source: set[int] = set()
    taken_target: set[int] = set()
    counts = Counter(
        quantity.values[0] for quantity in (*source.quantities, *target.quantities) if quantity.values
    )
    pairs = []
    for (s, t), _ in sorted(scored.items(), key=lambda item: (-item[1], item[0])):
        if s not in taken_source and t not in taken_target:
            if _differ_in_time(source.quantities[s], target.quantities[t], counts):
                continue
            taken_source.add(s)
            taken_target.add(t)
            pairs.append((s, t))
    return pairs


def _differ_in_time(a: Quantity, b: Quantity, counts: Counter[Value]) -> bool:
    """Whether one is a span of time and the other is not, while there are more numbers of that value: 三年 is
    not "three cities" where 三地 is there too."""
    if (
        (a.unit and b.unit)
        or not {a.unit, b.unit} & _TIMES
        or a.kind is not b.kind
        or a.kind is not Kind.CARDINAL
    ):
        return False
    return bool(a.values and b.values) and max(counts[a.values[0]], counts[b.values[0]]) > 2


def _keys(quantity: Quantity) -> Sequence[object]:
    return (*quantity.values, quantity.literal) if quantity.literal else quantity.values


def _likeness(source: Side, s: int, target: Side, t: int) -> float:
    """How likely two quantities that share a reading are each other's rendering; negative if they cannot
    be."""
    a, b = source.quantities[s], target.quantities[t]
    family_a, family_b = _FAMILIES.get(a.kind, ""), _FAMILIES.get(b.kind, "")
    if "weekday" in (family_a, family_b) and family_a != family_b:
        return -1
    if (
        "month" in (family_a, family_b)
        and family_a != family_b
        and (family_a or family_b) not in ("", "month")
    ):
        return -1
    score = 10.0
    if a.literal and a.literal == b.literal:
        score += 10
    elif a.kind is Kind.CODE and b.kind is Kind.CODE:
        score -= 3
    if a.kind is b.kind:
        score += 4
    elif family_a == family_b:
        score += 3
    if a.unit and b.unit:
        score += 5 if alike(a.unit, b.unit) else -5
    elif a.unit or b.unit:
        score -= 1
    if a.values and b.values and a.values[0] == b.values[0]:
        score += 3
    score += min(a.firmness, b.firmness) / 2
    return score - 4 * abs(_position(source, a) - _position(target, b))


def _position(side: Side, quantity: Quantity) -> float:
    return quantity.span.start / len(side.text)


def _changed(
    source: Side, target: Side, source_left: set[int], target_left: set[int], pairs: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Quantities that stand for one another with different values, closest first. One of the two has its
    value nowhere on the other side."""
    sources = [s for s in source_left if not _is_explained(source.quantities[s], target)]
    targets = [t for t in target_left if not _is_explained(target.quantities[t], source)]
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
    result: list[tuple[int, int]] = []
    done_source: set[int] = set()
    done_target: set[int] = set()
    for closeness, s, t in sorted(candidates, key=lambda candidate: (-candidate[0], candidate[1:])):
        if closeness >= _CLOSE and s not in done_source and t not in done_target:
            done_source.add(s)
            done_target.add(t)
            result.append((s, t))
    return result


def _spare(side: Side, left: set[int], other: Side, pairs: list[tuple[int, int]]) -> list[tuple[int, float]]:
    """Quantities of `side` whose value the other side has, but for another number; with a penalty for the
    doubt.

    `pairs` are (other, own). Left over, since the other side has the value less often; or matched across
    units, the three of "a three-year plan" to "three cities"; or matched to a word that holds a number but
    counts nothing, "both".
    """
    spare = [(n, 0.5) for n in sorted(left) if _is_explained(side.quantities[n], other)]
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


def _is_explained(quantity: Quantity, other: Side) -> bool:
    """Whether the other side has the value in a number that could be meant, which need not be the one
    matched."""
    keys = set(_keys(quantity))
    return any(
        _is_repetition(quantity, candidate)
        for candidate in other.quantities
        if keys.intersection(_keys(candidate))
    )


def _is_repetition(quantity: Quantity, other: Quantity) -> bool:
    """Whether `other`, of the same value, may stand for `quantity` too: 183处…183个 may be "183" once."""
    family, other_family = (_FAMILIES.get(kind, kind.value) for kind in (quantity.kind, other.kind))
    if family == other_family:
        return quantity.unit == other.unit or (
            not (quantity.unit and other.unit) and quantity.firmness is not Firmness.FIRM
        )
    # An ordinal may be a plain number on the other side, 二中全会, but no multiple and no share.
    plain = {family, other_family} - {Kind.CARDINAL.value}
    if quantity.unit or other.unit or len(plain) > 1 or not plain & _PLAIN_ELSEWHERE:
        return False
    return other.firmness is not Firmness.SOFT or family != "order"


def _closeness(source: Side, s: int, target: Side, t: int) -> float:
    a, b = source.quantities[s], target.quantities[t]
    family_a, family_b = _FAMILIES.get(a.kind, ""), _FAMILIES.get(b.kind, "")
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
    if set(_keys(a)).intersection(_keys(b)) or (Kind.FRACTION in (a.kind, b.kind) and family_a != family_b):
        return 0
    if a.kind is b.kind:
        score += 2 if a.kind is Kind.CARDINAL else 3
    elif family_a == family_b or "order" in (family_a, family_b):
        score += 2
    if a.unit and b.unit:
        score += 4 if alike(a.unit, b.unit) else -3
    if a.values and b.values:
        score += _resemblance(digits_a, digits_b, a.values[0], b.values[0])
    distance = abs(_position(source, a) - _position(target, b))
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


def _missing(source: Side, target: Side, left: set[int]) -> Iterator[Quantity]:
    for s in sorted(left):
        quantity = source.quantities[s]
        owed = quantity.firmness is Firmness.FIRM or _is_lost_from_phrase(quantity, source, target)
        if not owed or (_may_be_said_once(quantity) and _is_explained(quantity, target)):
            continue
        if not excuse_missing(
            quantity, source.text, target.text, lexicon(source.language), lexicon(target.language)
        ):
            yield quantity


def _may_be_said_once(quantity: Quantity) -> bool:
    """Whether a repeated number may be said once: a date, a code, 183处…183个. Small counts count different
    things each time."""
    counts = quantity.kind in (Kind.CARDINAL, Kind.ORDINAL, Kind.ENUMERATOR, Kind.MULTIPLE, Kind.FRACTION)
    return not counts or not quantity.values or magnitude(quantity.values[0]) > SMALL


def _is_lost_from_phrase(quantity: Quantity, side: Side, other: Side) -> bool:
    return is_lost_from_phrase(quantity, side.text, side.quantities, other.text, other.quantities)


def _added(source: Side, target: Side, left: set[int]) -> Iterator[Quantity]:
    for t in sorted(left):
        quantity = target.quantities[t]
        if quantity.firmness is not Firmness.FIRM or _is_explained(quantity, source):
            continue
        if not excuse_added(quantity, target.text, source.text):
            yield quantity
