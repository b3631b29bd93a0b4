"""Hits about notes: what differs between the lists of the two sides."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from qa_lint.markers.graph import Graph, Key, Marker, Note, other
from qa_lint.markers.lists import Comparison, falling, repeated
from qa_lint.markers.positions import relabelled
from qa_lint.markers.styles import AUTOMATIC
from qa_lint.model import Mark, PlacedHit, Side


def mistaken(graph: Graph, comparison: Comparison) -> Iterator[PlacedHit]:
    """Notes with another number or name than in the source. Fields: as those of the markers."""
    for source, target in comparison.mistaken:
        expected = relabelled(target.mark.text, target.head.label, source.head.label) or source.mark.text
        fields = {
            "what": "note",
            "found": target.mark.text,
            "expected": expected,
            "why": ", as in the source",
        }
        yield PlacedHit(graph.path, source.mark, target.mark, fields, suggestion=expected)


def order(graph: Graph, comparison: Comparison) -> Iterator[PlacedHit]:
    """Notes that have changed places, or whose numbers fall. Fields: as those of the markers."""
    if comparison.reordered:
        first, second = comparison.reordered[0][1], comparison.reordered[-1][1]
        source = next(one for one, _ in comparison.reordered if one.key == second.key)
        fields = _order_fields(second, first, "; in the source it comes before it")
        yield PlacedHit(graph.path, source.mark, second.mark, fields)
    pointed = {marker.key for marker in graph.markers}
    lists = {side: graph.notes_of(side) for side in Side}
    for side in Side:
        if lists[side] and not lists[other(side)]:
            for before, after in falling(lists[side]):
                if after.key in pointed and before.key in pointed:
                    yield placed(graph, {side: after.mark}, _order_fields(after, before, ""))


def untranslated(graph: Graph, comparison: Comparison) -> Iterator[PlacedHit]:
    """Notes of the source that the target lacks, one hit for all if it has none.

    Fields: `what`, the note or notes. The target's mark is the first marker.
    """
    notes = comparison.untranslated
    markers: dict[Key, Marker] = {}
    for marker in graph.markers_of(Side.TARGET):
        if marker.label != AUTOMATIC:
            markers.setdefault(marker.key, marker)
    groups = [[note] for note in notes] if graph.notes_of(Side.TARGET) else [notes] * bool(notes)
    for group in groups:
        what = f"note {_signs(group)} of the source is"
        if len(group) > 1:
            what = f"notes {_signs(group)} of the source are"
        found = next((markers[note.key] for note in group if note.key in markers), None)
        yield PlacedHit(graph.path, group[0].mark, found.mark if found else None, {"what": what})


def duplicate(graph: Graph, comparison: Comparison) -> Iterator[PlacedHit]:
    """Notes that bear the number or name of another one. Fields: as those of the markers."""
    told = {id(note) for match in comparison.mistaken for note in match}
    pointed = {marker.key for marker in graph.markers}
    groups: defaultdict[Key, dict[Side, tuple[Note, Note]]] = defaultdict(dict)
    for side in Side:
        for note, first in repeated(graph.notes_of(side)):
            if note.key in pointed and not {id(note), id(first)} & told:
                groups[note.key].setdefault(side, (note, first))
    for entry in groups.values():
        note, first = entry.get(Side.TARGET) or entry[Side.SOURCE]
        fields = {"what": "note", "label": note.mark.text, "where": f"line {first.mark.place.line}"}
        yield placed(graph, {side: pair[0].mark for side, pair in entry.items()}, fields)


def _order_fields(note: Note, before: Note, rule: str) -> dict[str, str]:
    return {"what": "note", "label": note.mark.text, "before": before.mark.text, "rule": rule}


def _signs(notes: Sequence[Note]) -> str:
    return " to ".join(f"'{note.mark.text}'" for note in dict.fromkeys((notes[0], notes[-1])))


def placed(
    graph: Graph, marks: Mapping[Side, Mark], fields: dict[str, str], suggestion: str | None = None
) -> PlacedHit:
    """A hit at the marks of one side or both."""
    return PlacedHit(graph.path, marks.get(Side.SOURCE), marks.get(Side.TARGET), fields, suggestion)
