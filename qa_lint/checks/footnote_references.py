"""Hits about references: markers without a note and notes without a marker."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from qa_lint.checks.footnote_lists import placed
from qa_lint.markers.anchors import find_anchors
from qa_lint.markers.graph import NUMBERS, Graph, Key, Marker, Note, key, other
from qa_lint.markers.lists import Comparison, repeated
from qa_lint.markers.pairing import Pairing
from qa_lint.markers.positions import relabelled
from qa_lint.markers.styles import AUTOMATIC, Style
from qa_lint.model import Mark, PlacedHit, Side

_AUTOMATIC = key(Style.RST, AUTOMATIC)


@dataclass(slots=True)
class _Loose:
    """The markers of one side without a note, by their keys, and its notes without a marker."""

    markers: dict[Key, Marker] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


def references(graph: Graph, pairing: Pairing, comparison: Comparison) -> Iterator[tuple[str, PlacedHit]]:
    """Hits about markers without notes and notes without markers, with their kinds.

    A marker and a note that only miss each other, since one bears a wrong number, are one hit.
    """
    loose = _loose(graph, pairing, comparison)
    for side in Side:
        lone = not graph.markers_of(other(side))
        yield from (("mismatch", hit) for hit in _wrong_notes(graph, side, loose[side]))
        yield from (("mismatch", hit) for hit in _wrong_markers(graph, side, loose[side], lone=lone))
    yield from (("note-missing", hit) for hit in _without_note(graph, loose))
    yield from (("note-unreferenced", hit) for hit in _without_marker(graph, loose))


def _loose(graph: Graph, pairing: Pairing, comparison: Comparison) -> dict[Side, _Loose]:
    """What is alone, but for what other hits tell of."""
    told = {id(marker) for match in pairing.mistaken for marker in match} | {id(m) for m in pairing.extra}
    told_keys = {note.key for match in comparison.mistaken for note in match}
    told_keys |= {note.key for note in comparison.untranslated}
    lists = {side: {note.key for note in graph.notes_of(side)} for side in Side}
    families = {side: {family for family, _ in keys} for side, keys in lists.items()}
    result = {side: _Loose() for side in Side}
    for marker in graph.markers:
        family = marker.key[0]
        own = marker.side if family in families[marker.side] else other(marker.side)
        if marker.key in lists[own] or marker.key in told_keys or id(marker) in told:
            continue
        if _needs_note(marker, has_list=family in families[own]):
            result[marker.side].markers.setdefault(marker.key, marker)
    pointed = {
        marker.key
        for marker in graph.markers
        if not marker.in_note or marker.style in (Style.MARKDOWN, Style.RST)
    }
    kinds = {(note.side, note.head.style) for note in graph.notes if note.key in pointed}
    kinds |= {
        (n.side, Style.SYMBOL)
        for n in graph.notes
        if n.head.style is Style.SYMBOL and "*" not in n.head.label
    }
    for note in graph.notes:
        if note.key not in pointed and note.key not in told_keys and _needs_marker(note, kinds):
            result[note.side].notes.append(note)
    _count_automatic(graph, pairing, comparison, result)
    return result


def _count_automatic(
    graph: Graph, pairing: Pairing, comparison: Comparison, loose: dict[Side, _Loose]
) -> None:
    """Adds the last automatic markers or notes where there are fewer of the others: they go by order."""
    if comparison.untranslated or any(m.label == AUTOMATIC for m, _ in pairing.missing):
        return
    if any(marker.label == AUTOMATIC for marker in pairing.extra):
        return
    for side in Side:
        markers = [marker for marker in graph.markers_of(side) if marker.key == _AUTOMATIC]
        notes = [note for note in graph.notes_of(side) if note.key == _AUTOMATIC]
        if not markers or not notes:
            continue
        loose[side].notes += notes[len(markers) :]
        for marker in markers[len(notes) :][-1:]:
            loose[side].markers[marker.key] = marker


def _needs_note(marker: Marker, *, has_list: bool) -> bool:
    """Whether a marker is certain enough to be one, and of a kind that names its note."""
    if marker.in_note and marker.style is not Style.MARKDOWN:
        return False
    if marker.label == AUTOMATIC or marker.style is Style.ASCIIDOC:
        return False
    start = marker.candidate.span.start
    follows_text = start > 0 and not marker.segment.text[start - 1].isspace()
    return has_list or (marker.style is Style.MARKDOWN and follows_text)


def _needs_marker(note: Note, kinds: set[tuple[Side, Style]]) -> bool:
    """Whether a note is certain enough to be one, and of a kind that needs a marker."""
    style, label = note.head.style, note.head.label
    if style is Style.RST:
        return label.isdigit() or (label.startswith("#") and len(label) > 1)
    if style is Style.MARKDOWN:
        return True
    if style is Style.SYMBOL:
        # Items of a list begin with an asterisk too, but not with a dagger.
        return note.among_notes and ("*" not in label or (note.side, style) in kinds)
    if note.among_notes and not note.head.plain:
        return True
    # A numbered list looks the same: it is one of notes if markers point to others of it.
    return (note.side, style) in kinds


def _wrong_notes(graph: Graph, side: Side, loose: _Loose) -> Iterator[PlacedHit]:
    """Notes without a marker, or there twice, where the list lacks a number that a marker bears."""
    notes = [note for note in graph.notes_of(side) if note.key[0] == NUMBERS]
    suspects = {id(note) for note in loose.notes} | {id(note) for pair in repeated(notes) for note in pair}
    if not suspects or not loose.markers:
        return
    labels = [note.key[1] for note in notes]
    told: set[int] = set()
    for at, note in enumerate(notes):
        if id(note) not in suspects:
            continue
        marker = _expected(labels, at, loose.markers)
        if marker:
            del loose.markers[marker.key]
            told.add(id(note))
            expected = relabelled(note.mark.text, note.head.label, marker.label) or marker.text
            yield placed(
                graph,
                {side: note.mark},
                _mismatch("note", note.mark.text, expected, f": the marker '{marker.text}' has no note"),
                expected,
            )
    loose.notes = [note for note in loose.notes if id(note) not in told]


def _wrong_markers(graph: Graph, side: Side, loose: _Loose, *, lone: bool) -> Iterator[PlacedHit]:
    """Markers without a note, or there twice on the only side, where the text lacks a note's number."""
    notes = {note.key: note for note in loose.notes if note.key[0] == NUMBERS}
    if not notes:
        return
    markers = [m for m in graph.markers_of(side) if m.key[0] == NUMBERS and not m.in_note]
    labels = [marker.label for marker in markers]
    counts = Counter(labels)
    told: set[int] = set()
    for at, marker in enumerate(markers):
        if marker.key not in loose.markers and not (lone and counts[marker.label] > 1):
            continue
        note = _expected(labels, at, notes)
        if note:
            del notes[note.key]
            loose.markers.pop(marker.key, None)
            told.add(id(note))
            expected = relabelled(marker.text, marker.label, note.head.label) or note.mark.text
            yield placed(
                graph,
                {side: marker.mark},
                _mismatch("marker", marker.text, expected, f": the note '{note.mark.text}' has no marker"),
                expected,
            )
    loose.notes = [note for note in loose.notes if id(note) not in told]


_Entry = TypeVar("_Entry", Marker, Note)


def _expected(labels: Sequence[str], at: int, known: Mapping[Key, _Entry]) -> _Entry | None:
    """That of the entries whose number follows the one before `at`, or comes before the one behind."""
    before = int(labels[at - 1]) + 1 if at else 0
    behind = int(labels[at + 1]) - 1 if at + 1 < len(labels) else 0
    return known.get((NUMBERS, str(before))) or known.get((NUMBERS, str(behind)))


def _without_note(graph: Graph, loose: dict[Side, _Loose]) -> Iterator[PlacedHit]:
    """Markers without a note, one hit for a marker and its counterpart. Fields: `label`."""
    for name in dict.fromkeys(name for side in Side for name in loose[side].markers):
        entry = {side: loose[side].markers[name] for side in Side if name in loose[side].markers}
        label = (entry.get(Side.TARGET) or entry[Side.SOURCE]).text
        yield placed(graph, {side: marker.mark for side, marker in entry.items()}, {"label": label})


def _without_marker(graph: Graph, loose: dict[Side, _Loose]) -> Iterator[PlacedHit]:
    """Notes that no marker points to, one hit for a note and its translation.

    Fields: `label`, the note's sign; `where`, empty or where the marker most likely belongs.
    """
    turns: defaultdict[tuple[Key, int], dict[Side, Note]] = defaultdict(dict)
    for side in Side:
        counts: Counter[Key] = Counter()
        for note in loose[side].notes:
            turns[note.key, counts[note.key]][side] = note
            counts[note.key] += 1
    chosen = list(turns.values())
    first = [entry.get(Side.TARGET) or entry[Side.SOURCE] for entry in chosen]
    anchors = find_anchors(graph, first)
    for number, (entry, note) in enumerate(zip(chosen, first, strict=True)):
        fields = {"label": note.mark.text, "where": _where(note, anchors.get(number))}
        yield placed(graph, {side: found.mark for side, found in entry.items()}, fields)


def _mismatch(what: str, found: str, expected: str, why: str) -> dict[str, str]:
    return {"what": what, "found": found, "expected": expected, "why": why}


def _where(note: Note, anchor: Mark | None) -> str:
    if anchor is None:
        return ""
    place = anchor.place
    path = "" if place.path == note.segment.path else f"{place.path}, "
    return f"; it most likely belongs after '{anchor.text}' in {path}line {place.line}, column {place.column}"
