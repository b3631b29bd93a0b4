"""Which number of a source text is which number of its translation, and what is left over."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from functools import lru_cache

from qa_lint.numbers import quantities
from qa_lint.numbers.alternatives import take_out
from qa_lint.numbers.changes import changed_pairs
from qa_lint.numbers.digits import LITERAL_PATTERN, read_literal
from qa_lint.numbers.excuses import SMALL, excuse_added, excuse_missing, is_lost_from_phrase
from qa_lint.numbers.kinship import FAMILIES, choose, is_explained, keys, position
from qa_lint.numbers.lexicon import Lexicon, lexicon
from qa_lint.numbers.quantity import Bound, Firmness, Kind, Quantity, Side, Value, magnitude
from qa_lint.numbers.units import TIMES, alike

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
    changed = changed_pairs(source, target, source_left, target_left, pairs)
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
    literal = LITERAL_PATTERN.search(text, *astuple(quantity.span))
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
        for key in keys(quantity):
            by_key.setdefault(key, []).append(t)
    scored: dict[tuple[int, int], float] = {}
    occurrences: dict[object, int] = {}
    for s, quantity in enumerate(source.quantities):
        for key in keys(quantity):
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
    counts = Counter(
        quantity.values[0] for quantity in (*source.quantities, *target.quantities) if quantity.values
    )
    ranked = sorted(scored.items(), key=lambda item: (-item[1], item[0]))
    return choose(
        (s, t)
        for (s, t), _ in ranked
        if not _differ_in_time(source.quantities[s], target.quantities[t], counts)
    )


def _differ_in_time(a: Quantity, b: Quantity, counts: Counter[Value]) -> bool:
    """Whether one is a span of time and the other is not, while there are more numbers of that value: 三年 is
    not "three cities" where 三地 is there too."""
    if (
        (a.unit and b.unit)
        or not {a.unit, b.unit} & TIMES
        or a.kind is not b.kind
        or a.kind is not Kind.CARDINAL
    ):
        return False
    return bool(a.values and b.values) and max(counts[a.values[0]], counts[b.values[0]]) > 2


def _likeness(source: Side, s: int, target: Side, t: int) -> float:
    """How likely two quantities that share a reading are each other's rendering; negative if they cannot
    be."""
    a, b = source.quantities[s], target.quantities[t]
    family_a, family_b = FAMILIES.get(a.kind, ""), FAMILIES.get(b.kind, "")
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
    if a.bound is b.bound is not Bound.EXACT:
        score += 2  # (<60 or ≥60)
    score += min(a.firmness, b.firmness) / 2
    return score - 4 * abs(position(source, a) - position(target, b))


def _missing(source: Side, target: Side, left: set[int]) -> Iterator[Quantity]:
    for s in sorted(left):
        quantity = source.quantities[s]
        owed = quantity.firmness is Firmness.FIRM or is_lost_from_phrase(
            quantity, source.text, source.quantities, target.text, target.quantities
        )
        if not owed or (_may_be_said_once(quantity) and is_explained(quantity, target)):
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


def _added(source: Side, target: Side, left: set[int]) -> Iterator[Quantity]:
    for t in sorted(left):
        quantity = target.quantities[t]
        if quantity.firmness is not Firmness.FIRM or is_explained(quantity, source):
            continue
        if not excuse_added(quantity, target.text, source.text, lexicon(source.language)):
            yield quantity
