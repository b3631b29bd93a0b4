"""The notes of the two sides compared: which are misnumbered, out of order, twice there, or untranslated."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from qa_lint.markers.assign import assign
from qa_lint.markers.graph import Graph, Key, Note
from qa_lint.markers.sequence import falls
from qa_lint.markers.styles import AUTOMATIC, rank
from qa_lint.model import Side

# So many notes at other places are another order or numbering, not that many faults.
_REORDERED = 3

Match = tuple[Note, Note]


@dataclass(slots=True)
class Comparison:
    """What differs between the notes of the two sides, source first.

    `mistaken` stand at one place under different numbers or names, `reordered` have changed places;
    `untranslated` are those of the source that the target lacks.
    """

    mistaken: list[Match] = field(default_factory=list)
    reordered: list[Match] = field(default_factory=list)
    untranslated: list[Note] = field(default_factory=list)


def compare(graph: Graph) -> Comparison:
    """The notes of the two sides compared; they may be the translator's own, and in the target alone."""
    source, target = graph.notes_of(Side.SOURCE), graph.notes_of(Side.TARGET)
    result = Comparison()
    if not source or not target:
        if source and _should_be_translated(source, graph):
            result.untranslated = source
        return result
    if len(source) == len(target):
        differing = [(a, b) for a, b in zip(source, target, strict=True) if a.key != b.key]
        if Counter(a.key for a, _ in differing) == Counter(b.key for _, b in differing):
            result.reordered = differing if len(differing) <= max(_REORDERED, len(source) // 2) else []
            return result
        if len(differing) < max(_REORDERED, len(source) // 2 + 1):
            result.mistaken = list(_mistaken(differing, graph))
            return result
    if {note.key for note in source}.isdisjoint({note.key for note in target}):
        return result
    result.untranslated = [note for note in _unanswered(source, target) if _has_text(note, graph)]
    return result


def _should_be_translated(notes: Sequence[Note], graph: Graph) -> bool:
    """Whether the target is a text of its own, in a file of its own, with markers that point nowhere."""
    keys = {note.key for note in notes}
    return any(
        marker.key in keys and marker.segment.path != notes[0].segment.path
        for marker in graph.markers_of(Side.TARGET)
    )


def _mistaken(differing: Sequence[Match], graph: Graph) -> Iterator[Match]:
    """Those but for notes that the markers of the target know by their own name, and not by the source's."""
    own, pointed = ({marker.key for marker in graph.markers_of(side)} for side in Side)
    for one, other in differing:
        if not (other.key in pointed and one.key not in pointed and one.key in own):
            yield one, other


def _unanswered(source: Sequence[Note], target: Sequence[Note]) -> Iterator[Note]:
    """The notes of the source that no note of the target answers."""
    lengths = [sum(len(note.text) + 1 for note in notes) / len(notes) for notes in (source, target)]
    distance = partial(_distance, lengths[0] / lengths[1])
    by_key: defaultdict[Key, list[Note]] = defaultdict(list)
    for note in target:
        by_key[note.key].append(note)
    wanted: defaultdict[Key, list[Note]] = defaultdict(list)
    for note in source:
        wanted[note.key].append(note)
    for key, notes in wanted.items():
        if len(notes) > len(by_key[key]):
            answered = {id(one) for one, _ in assign(notes, by_key[key], distance)}
            yield from (note for note in notes if id(note) not in answered)


def _distance(ratio: float, one: Note, other: Note) -> float:
    """How unlike two notes are that may be translations of each other: pairs tell, then lengths.

    `ratio` is how much longer the source is as a rule.
    """
    if one.pair is not None or other.pair is not None:
        return float(one.pair != other.pair)
    return abs(math.log((len(one.text) + 1) / (len(other.text) + 1) / ratio))


def _has_text(note: Note, graph: Graph) -> bool:
    """Whether the translation of the segment that holds the note is not empty altogether."""
    return note.pair is None or bool(graph.pairs[note.pair].target.text.strip())


def sections(notes: Sequence[Note]) -> Iterator[list[Note]]:
    """The notes of one side by their kinds, cut where numbers begin anew: `[1] [2] [3] [1] [2]`."""
    kinds: defaultdict[str, list[Note]] = defaultdict(list)
    for note in notes:
        kinds[note.key[0]].append(note)
    for entries in kinds.values():
        ranks = [rank(note.head.label) for note in entries]
        start = 0
        for at, value in enumerate(ranks):
            following = ranks[at + 1] if at + 1 < len(ranks) else None
            if at and value is not None and value == ranks[start] and following == value + 1:
                yield entries[start:at]
                start = at
        yield entries[start:]


def repeated(notes: Sequence[Note]) -> Iterator[tuple[Note, Note]]:
    """Notes that bear a number or name for the second time, each with the first."""
    for section in sections(notes):
        first: dict[Key, Note] = {}
        for note in section:
            if note.head.label != AUTOMATIC:
                if note.key in first:
                    yield note, first[note.key]
                first.setdefault(note.key, note)


def falling(notes: Sequence[Note]) -> Iterator[tuple[Note, Note]]:
    """Notes whose number is lower than that of the one before, with that one; none where that is the rule."""
    for section in sections(notes):
        numbered = [note for note in section if rank(note.head.label) is not None]
        yield from falls(numbered, [rank(note.head.label) or 0 for note in numbered])
