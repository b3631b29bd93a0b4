"""Footnotes: a note without a marker, a marker without a note, a marker lost in translation.

The three checks look at the same graph of markers and notes over one document.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from qa_lint.checks import CollectingCheck
from qa_lint.markers.anchors import find_anchors
from qa_lint.markers.graph import Graph, Marker, Note, Part, bears, end_of, is_glued, join, read
from qa_lint.markers.styles import Style
from qa_lint.model import Document, Mark, PlacedHit, Side

_last: list[tuple[Document, Part]] = []


def collect(document: Document) -> Part:
    """The possible markers and notes of a document; read once for the checks that follow each other on it."""
    if not _last or _last[0][0] is not document:
        _last[:] = [(document, read(document))]
    return _last[0][1]


def note_unreferenced(parts: Sequence[Part]) -> Iterator[PlacedHit]:
    """Notes that no marker on either side points to, one hit for a note and its translation.

    Fields: `label`, the note's sign; `where`, empty or where the marker most likely belongs.
    """
    graph = join(parts)
    pointed = {
        marker.key
        for marker in graph.markers
        if not marker.in_note or marker.style in (Style.MARKDOWN, Style.RST)
    }
    lost = [
        note for note in graph.notes if note.key not in pointed and _must_be_referenced(note, graph, pointed)
    ]
    groups: defaultdict[tuple[str, str], list[Note]] = defaultdict(list)
    for note in lost:
        groups[note.key].append(note)
    chosen = [entry for notes in groups.values() for entry in _by_turns(notes)]
    first = [entry.get(Side.TARGET) or entry[Side.SOURCE] for entry in chosen]
    anchors = find_anchors(graph, first)
    for number, entry in enumerate(chosen):
        note, anchor = first[number], anchors.get(number)
        marks = {side: found.mark for side, found in entry.items()}
        yield PlacedHit(
            graph.path,
            marks.get(Side.SOURCE),
            marks.get(Side.TARGET),
            {"label": note.mark.text, "where": _where(note, anchor)},
        )


def note_missing(parts: Sequence[Part]) -> Iterator[PlacedHit]:
    """Markers without a note, where the document has notes of their kind or only footnotes look so.

    One hit a label. Fields: `label`, the marker.
    """
    graph = join(parts)
    by_side = {side: {note.key for note in graph.notes if note.side is side} for side in Side}
    families = {side: {family for family, _ in keys} for side, keys in by_side.items()}
    hits: dict[tuple[str, str], dict[Side, Marker]] = {}
    for marker in graph.markers:
        family = marker.key[0]
        own = marker.side if family in families[marker.side] else _other(marker.side)
        if marker.key in by_side[own] or not _needs_note(marker, has_list=family in families[own]):
            continue
        hits.setdefault(marker.key, {}).setdefault(marker.side, marker)
    for entry in hits.values():
        marks = {side: marker.mark for side, marker in entry.items()}
        label = (entry.get(Side.TARGET) or entry[Side.SOURCE]).mark.text
        yield PlacedHit(graph.path, marks.get(Side.SOURCE), marks.get(Side.TARGET), {"label": label})


def marker_missing(parts: Sequence[Part]) -> Iterator[PlacedHit]:
    """Markers of the source that are not in the target of the same pair, nor in that of its neighbours.

    Fields: `label`, the marker. The hit's target is the empty span behind the target's text.
    """
    graph = join(parts)
    real: defaultdict[int, list[Marker]] = defaultdict(list)
    for marker in graph.markers:
        if marker.side is Side.SOURCE:
            real[marker.pair].append(marker)
    if not real:
        return
    targets: defaultdict[int, list[Marker]] = defaultdict(list)
    for marker in graph.lookalikes:
        if marker.side is Side.TARGET:
            targets[marker.pair].append(marker)
    renumbered = not any(
        {marker.key for marker in markers} & {marker.key for marker in targets[pair]}
        for pair, markers in real.items()
    )
    for number, markers in real.items():
        pair = graph.pairs[number]
        if not pair.target.text.strip():
            continue
        missing = list(_missing(markers, targets[number], pair.target.text))
        extra = {marker.key for marker in targets[number]} - {marker.key for marker in markers}
        if renumbered and len(extra) >= len(missing):
            continue
        for marker in missing:
            if not _moved(marker, number, real, targets):
                yield PlacedHit(
                    graph.path,
                    marker.mark,
                    pair.target.mark(end_of(pair.target)),
                    {"label": marker.mark.text},
                )


def _by_turns(notes: Sequence[Note]) -> Iterator[dict[Side, Note]]:
    """Notes of one label: the first of either side together, then the second, and so on."""
    sides = {side: [note for note in notes if note.side is side] for side in Side}
    for number in range(max(map(len, sides.values()))):
        yield {side: entries[number] for side, entries in sides.items() if number < len(entries)}


def _must_be_referenced(note: Note, graph: Graph, pointed: set[tuple[str, str]]) -> bool:
    """Whether a note is certain enough to be one, and of a kind that needs a marker."""
    style, label = note.head.style, note.head.label
    if style is Style.RST:
        return label.isdigit() or (label.startswith("#") and len(label) > 1)
    if style is Style.MARKDOWN:
        return True
    if style is Style.SYMBOL:
        return note.among_notes and "*" not in label
    if note.among_notes and not note.head.plain:
        return True
    # A numbered list looks the same: it is one of notes if markers point to others of it.
    return any(
        other.key in pointed for other in graph.notes if other.head.style is style and other.side is note.side
    )


def _needs_note(marker: Marker, *, has_list: bool) -> bool:
    """Whether a marker is certain enough to be one, and of a kind that names its note."""
    if is_glued(marker) or (marker.in_note and marker.style is not Style.MARKDOWN):
        return False
    if marker.style is Style.RST and marker.label == "#":
        return False
    return has_list or (marker.style is Style.MARKDOWN and _follows_text(marker))


def _where(note: Note, anchor: Mark | None) -> str:
    if anchor is None:
        return ""
    place = anchor.place
    path = "" if place.path == note.segment.path else f"{place.path}, "
    return (
        f"; it most likely belongs behind '{anchor.text}' in {path}line {place.line}, column {place.column}"
    )


def _other(side: Side) -> Side:
    return Side.TARGET if side is Side.SOURCE else Side.SOURCE


def _follows_text(marker: Marker) -> bool:
    start = marker.candidate.span.start
    return start > 0 and not marker.segment.text[start - 1].isspace()


def _missing(markers: Iterable[Marker], found: Sequence[Marker], target: str) -> Iterator[Marker]:
    """The markers whose label no look-alike in the target bears; automatic ones (`[#]_`) are counted."""
    automatic = Counter(marker.key for marker in found if marker.label == "#")
    keys = {marker.key for marker in found}
    seen: set[tuple[str, str]] = set()
    for marker in markers:
        if marker.label == "#":
            automatic[marker.key] -= 1
            if automatic[marker.key] < 0:
                yield marker
        elif marker.key not in keys and marker.key not in seen:
            seen.add(marker.key)
            if not (is_glued(marker) and bears(target, marker.label)):
                yield marker


def _moved(
    marker: Marker, pair: int, real: dict[int, list[Marker]], targets: dict[int, list[Marker]]
) -> bool:
    """Whether a neighbouring target has the marker, whose source does not."""
    return any(
        marker.key in {other.key for other in targets.get(near, ())}
        and marker.key not in {other.key for other in real.get(near, ())}
        for near in (pair - 1, pair + 1)
    )


NOTE_UNREFERENCED = CollectingCheck(collect, note_unreferenced, "document")
NOTE_MISSING = CollectingCheck(collect, note_missing, "document")
MARKER_MISSING = CollectingCheck(collect, marker_missing, "document")
