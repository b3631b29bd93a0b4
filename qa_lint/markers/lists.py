"""The notes of the two sides compared: which are misnumbered, out of order, twice there, or untranslated."""

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qa_lint.markers.assign import assign
from qa_lint.markers.graph import Graph, Key, Note
from qa_lint.markers.pairing import rank
from qa_lint.markers.styles import AUTOMATIC, Style
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
    by_key: defaultdict[Key, list[Note]] = defaultdict(list)
    for note in target:
        by_key[note.key].append(note)
    wanted: defaultdict[Key, list[Note]] = defaultdict(list)
    for note in source:
        wanted[note.key].append(note)
    for key, notes in wanted.items():
        if len(notes) > len(by_key[key]):
            answered = {id(one) for one, _ in assign(notes, by_key[key], _distance)}
            yield from (note for note in notes if id(note) not in answered)


def _distance(one: Note, other: Note) -> float:
    """How unlike two notes are that may be translations of each other: pairs tell, then lengths."""
    if one.pair is not None or other.pair is not None:
        return float(one.pair != other.pair)
    return abs(math.log((len(one.text) + 4) / (len(other.text) + 4)))


def _has_text(note: Note, graph: Graph) -> bool:
    """Whether the translation of the segment that holds the note is not empty altogether."""
    return note.pair is None or bool(graph.pairs[note.pair].target.text.strip())


def sections(notes: Sequence[Note]) -> list[list[Note]]:
    """The numbered notes of one side, cut where they begin anew: `[1] [2] [3] [1] [2]`."""
    numbered = [note for note in notes if note.key[1].isdecimal()]
    result: list[list[Note]] = []
    for at, note in enumerate(numbered):
        value = int(note.key[1])
        following = numbered[at + 1].key[1] if at + 1 < len(numbered) else ""
        anew = result and note.key[1] == result[-1][0].key[1] and following == str(value + 1)
        if not result or anew:
            result.append([])
        result[-1].append(note)
    return result


def repeated(notes: Sequence[Note]) -> Iterator[tuple[Note, Note]]:
    """Notes that bear a number or name for the second time, each with the first."""
    named = [note for note in notes if not note.key[1].isdecimal()]
    for section in (*sections(notes), named):
        first: dict[Key, Note] = {}
        for note in section:
            if note.head.style is not Style.SYMBOL and note.head.label not in (AUTOMATIC, "*"):
                if note.key in first:
                    yield note, first[note.key]
                first.setdefault(note.key, note)


def falling(notes: Sequence[Note]) -> list[tuple[Note, Note]]:
    """Notes whose number is lower than that of the one before, with that one; none where that is the rule."""
    found = [
        (before, after)
        for section in sections(notes)
        for before, after in itertools.pairwise(section)
        if (rank(after.key[1]) or 0) < (rank(before.key[1]) or 0)
    ]
    return found if len(found) <= 1 + len(notes) // 10 else []
