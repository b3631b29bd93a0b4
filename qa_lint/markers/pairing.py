"""Which marker of the translation stands for which of the source, and which have no counterpart."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qa_lint.markers.assign import assign
from qa_lint.markers.graph import NUMBERS, Graph, Key, Marker, is_glued
from qa_lint.markers.styles import rank
from qa_lint.model import Side

# So many numbers that differ are another numbering, not that many faults.
_RENUMBERED = 3

_SENTENCE_END = re.compile(r"[。！？!?]|\.(?=\s)")
_DIGITS = re.compile(r"\d+")

Match = tuple[Marker, Marker]


@dataclass(slots=True)
class Pairing:
    """The markers of both sides, source first.

    `mistaken` stand at one place but bear different numbers or names; `missing` are those of the source that
    the target lacks, each with the marker of its label that stands elsewhere in the target, if one does;
    `extra` are those of the target that the source lacks. All empty where only one side has any.
    """

    matched: list[Match] = field(default_factory=list)
    mistaken: list[Match] = field(default_factory=list)
    missing: list[tuple[Marker, Marker | None]] = field(default_factory=list)
    extra: list[Marker] = field(default_factory=list)


def pair_markers(graph: Graph) -> Pairing:
    """The markers of both sides of the document matched, pair by pair."""
    result = Pairing()
    source, target = (_by_pair(graph, side) for side in Side)
    if not source:
        return result
    lacking: dict[int, list[Marker]] = {}
    surplus: dict[int, list[Marker]] = {}
    shift = 0
    for number in sorted(source.keys() | target.keys()):
        matched, missing, extra = _match(source.get(number, []), target.get(number, []), 0)
        if shift and missing and extra:
            again = _match(source[number], target[number], shift)
            if len(again[1]) < len(missing):
                matched, missing, extra = again
        missing = _without_borne(missing, graph.pairs[number].target.text)
        deltas = {d for d in map(_delta, zip(missing, extra, strict=False)) if d is not None}
        shift = deltas.pop() if len(deltas) == 1 else shift
        result.matched += matched
        lacking[number], surplus[number] = missing, extra
    balance = _balance(lacking, surplus)
    misplaced = [pair for number in lacking for pair in zip(lacking[number], surplus[number], strict=False)]
    for number in lacking:
        count = min(len(lacking[number]), len(surplus[number]))
        del lacking[number][:count], surplus[number][:count]
    wrong = _mistaken(misplaced, result.matched, graph, balance)
    result.mistaken = [pair for pair in misplaced if id(pair[0]) in wrong]
    result.matched += [pair for pair in misplaced if id(pair[0]) not in wrong]
    _move(lacking, surplus, result)
    result.missing += [
        (marker, None)
        for number, markers in lacking.items()
        for marker in markers
        if graph.pairs[number].target.text.strip()
    ]
    result.extra = [
        marker
        for number, markers in surplus.items()
        for marker in markers
        if graph.pairs[number].source.text.strip()
    ]
    _find_elsewhere(result)
    return result


def _by_pair(graph: Graph, side: Side) -> dict[int, list[Marker]]:
    found: defaultdict[int, list[Marker]] = defaultdict(list)
    for marker in graph.markers_of(side):
        found[marker.pair].append(marker)
    return found


def _match(
    source: Sequence[Marker], target: Sequence[Marker], shift: int
) -> tuple[list[Match], list[Marker], list[Marker]]:
    """The markers of one pair that bear the same label, or numbers that differ by `shift`; those left."""
    by_key: defaultdict[Key, list[Marker]] = defaultdict(list)
    for marker in target:
        by_key[_shifted(marker.key, -shift)].append(marker)
    matched: list[Match] = []
    used: set[int] = set()
    wanted: defaultdict[Key, list[Marker]] = defaultdict(list)
    for marker in source:
        wanted[marker.key].append(marker)
    for key, markers in wanted.items():
        for one, other in assign(markers, by_key.get(key, []), _distance):
            matched.append((one, other))
            used |= {id(one), id(other)}
    return (
        matched,
        [marker for marker in source if id(marker) not in used],
        [marker for marker in target if id(marker) not in used],
    )


def _shifted(key: Key, shift: int) -> Key:
    return (key[0], str(int(key[1]) + shift)) if shift and key[1].isdecimal() else key


def _distance(one: Marker, other: Marker) -> float:
    """How differently far two markers stand into their texts."""
    depths = [marker.candidate.span.start / len(marker.segment.text) for marker in (one, other)]
    return abs(depths[0] - depths[1])


def _delta(match: Match) -> int | None:
    one, other = match
    if one.label.isdecimal() and other.label.isdecimal():
        return int(other.label) - int(one.label)
    return None


def _balance(lacking: dict[int, list[Marker]], surplus: dict[int, list[Marker]]) -> dict[int, int]:
    """By how many markers the target is ahead of the source before each pair."""
    ahead = 0
    result: dict[int, int] = {}
    for number, missing in lacking.items():
        result[number] = ahead
        ahead += len(surplus[number]) - len(missing)
    return result


def _mistaken(
    misplaced: Sequence[Match], matched: Sequence[Match], graph: Graph, balance: dict[int, int]
) -> set[int]:
    """Which of the pairs that bear different labels do so by mistake, by the identity of the source marker.

    A translation may number its notes anew, from another number on or with notes of its own among them:
    then the difference stays the same from one marker to the next.
    """
    misplaced_ids = {id(one) for one, _ in misplaced}
    row = sorted((*matched, *misplaced), key=lambda match: (match[0].pair, match[0].candidate.span.start))
    deltas = [_delta(match) for match in row]
    notes = {side: {note.key for note in graph.notes_of(side)} for side in Side}
    labels = {side: {marker.key for marker in graph.markers_of(side)} for side in Side}
    found: list[Match] = []
    for at, (one, other) in enumerate(row):
        if id(one) not in misplaced_ids:
            continue
        delta = deltas[at]
        near = [*deltas[max(0, at - 1) : at], *deltas[at + 1 : at + 2], balance[one.pair]]
        # In markup a number is a name.
        lone = len(row) == 1 and other.label == "1" and other.key[0] == NUMBERS
        if delta is not None and (delta in near or lone):
            continue
        if _is_renamed(one.key, other.key, notes, labels):
            continue
        found.append((one, other))
    rising = [int(other.label) for _, other in row if other.label.isdecimal()]
    if len(found) >= _RENUMBERED and all(a <= b for a, b in itertools.pairwise(rising)):
        return set()
    return {id(one) for one, _ in found}


def _is_renamed(one: Key, other: Key, notes: dict[Side, set[Key]], labels: dict[Side, set[Key]]) -> bool:
    """Whether marker and note have another name or number in the translation, both the same."""
    return (
        other in notes[Side.TARGET]
        and one not in notes[Side.TARGET]
        and other not in labels[Side.SOURCE]
        and one not in labels[Side.TARGET]
    )


def _move(lacking: dict[int, list[Marker]], surplus: dict[int, list[Marker]], result: Pairing) -> None:
    """Matches what is left over in neighbouring pairs: the marker went with its sentence."""
    for number, markers in lacking.items():
        for near in (number - 1, number + 1):
            if not markers or not surplus.get(near):
                continue
            matched, missing, extra = _match(markers, surplus[near], 0)
            result.matched += matched
            markers[:], surplus[near][:] = missing, extra


def _find_elsewhere(result: Pairing) -> None:
    """Joins what is missing at one place and extra at another, far away, to one fault."""
    by_key = Counter(marker.key for marker in result.extra)
    places = {marker.key: marker for marker in result.extra if by_key[marker.key] == 1}
    missing = Counter(marker.key for marker, _ in result.missing)
    moved: set[int] = set()
    for number, (marker, _) in enumerate(result.missing):
        place = places.get(marker.key)
        if place and missing[marker.key] == 1:
            result.missing[number] = (marker, place)
            moved.add(id(place))
    result.extra = [marker for marker in result.extra if id(marker) not in moved]


def _without_borne(markers: list[Marker], text: str) -> list[Marker]:
    """The markers but for mere digits that `text` bears too, wherever."""
    if not any(map(is_glued, markers)):
        return markers
    borne = set(_DIGITS.findall(text))
    return [marker for marker in markers if not (is_glued(marker) and marker.label in borne)]


def reordered(pairing: Pairing) -> Iterator[tuple[Match, Match, bool]]:
    """Two markers that follow each other in the target but not in the source, and whether that is a fault.

    It is where their numbers fall. Names have no order of their own, and another syntax may turn two of one
    sentence round: then it is one for sure only where a sentence ends between them.
    """
    row = sorted(pairing.matched, key=lambda match: (match[1].pair, match[1].candidate.span.start))
    for first, second in itertools.pairwise(row):
        places = [(match[0].pair, match[0].candidate.span.start) for match in (first, second)]
        if places[0] > places[1]:
            values = rank(first[1].label), rank(second[1].label)
            if values[0] is None or values[1] is None:
                yield first, second, _are_apart(first[1], second[1])
            elif values[0] > values[1]:
                yield first, second, True


def _are_apart(one: Marker, other: Marker) -> bool:
    """Whether a sentence ends between two markers."""
    if one.pair != other.pair:
        return True
    between = one.segment.text[one.candidate.span.end : other.candidate.span.start]
    return _SENTENCE_END.search(between) is not None
