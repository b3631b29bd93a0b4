"""Hits about markers: what differs between those of the two sides."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from qa_lint.markers.graph import NUMBERS, Graph, Marker, is_glued
from qa_lint.markers.pairing import Match, Pairing, reordered
from qa_lint.markers.positions import Position, neighbour, position, relabelled, rendered
from qa_lint.markers.sequence import falls, is_unbroken
from qa_lint.markers.styles import AUTOMATIC, rank
from qa_lint.model import PlacedHit, Side, Span

# In a segment that lacks more markers than this, the place of none is looked for.
_PLACED = 8
_PLACES = 3
_WORD = 24
_SPACELESS_WORD = 6


def missing(graph: Graph, pairing: Pairing) -> Iterator[PlacedHit]:
    """Markers of the source that the target lacks, or that stand far away in it.

    Fields: `label`, the marker; `where`, empty or where it most likely belongs. The target's mark is that
    place, or the end of the text.
    """
    lacking = Counter(marker.pair for marker, _ in pairing.missing)
    wanted = lacking.keys()
    matched: defaultdict[int, list[Match]] = defaultdict(list)
    markers: defaultdict[int, list[Marker]] = defaultdict(list)
    present = Counter((one.pair, one.key) for one, _ in pairing.matched)
    for match in pairing.matched:
        matched[match[0].pair].append(match)
    for marker in graph.markers:
        if marker.pair in wanted:
            markers[marker.pair].append(marker)
    for marker, elsewhere in pairing.missing:
        pair = graph.pairs[marker.pair]
        end = len(pair.target.text)
        place = Position(Span(end, end), "")
        if lacking[marker.pair] <= _PLACED:
            place = position(marker, pair.target, matched[marker.pair], markers[marker.pair])
        where = f"; it most likely belongs after '{place.behind}'" if place.behind else ""
        if elsewhere:
            where += f"; one stands in line {elsewhere.mark.place.line}"
        answers = present[marker.pair, marker.key]
        if answers and marker.label != AUTOMATIC:
            where = _so_often(answers + 1, answers) + where
        yield PlacedHit(
            graph.path,
            marker.mark,
            pair.target.mark(place.span),
            {"label": marker.text, "where": where},
            suggestion=rendered(marker, pairing.matched[:200]) if place.behind else None,
            pair=pair,
        )


def extra(graph: Graph, pairing: Pairing) -> Iterator[PlacedHit]:
    """Markers of the target that the source lacks. Fields: `label`, the marker; `count`, empty or how often.

    A marker and a note that only the target has are a note of the translator's.
    """
    notes = {side: {note.key for note in graph.notes_of(side)} for side in Side}
    counts = Counter((marker.side, marker.pair, marker.key) for marker in graph.markers)
    for marker in _surplus(graph, pairing):
        if notes[Side.SOURCE] and marker.key in notes[Side.TARGET] - notes[Side.SOURCE]:
            continue
        there = counts[Side.SOURCE, marker.pair, marker.key]
        here = counts[Side.TARGET, marker.pair, marker.key]
        count = _so_often(there, here) if there and marker.label != AUTOMATIC else ""
        fields = {"label": marker.text, "count": count}
        yield PlacedHit(graph.path, None, marker.mark, fields, pair=graph.pairs[marker.pair])


def duplicate(graph: Graph, pairing: Pairing) -> Iterator[PlacedHit]:
    """Markers that stand once in the source and again at another place of the target.

    Fields: `what`, a marker; `label`; `where` the other one stands.
    """
    first = {marker.key: marker for marker in reversed([target for _, target in pairing.matched])}
    again = {id(marker) for marker in _surplus(graph, pairing)}
    for marker in pairing.extra:
        if id(marker) not in again:
            other = first[marker.key].mark.place.line
            fields = {"what": "marker", "label": marker.text, "where": f"line {other}"}
            yield PlacedHit(graph.path, None, marker.mark, fields, pair=graph.pairs[marker.pair])
    if not graph.markers_of(Side.SOURCE):
        for marker, earlier in _lone_repeated(graph):
            fields = {"what": "marker", "label": marker.text, "where": f"line {earlier.mark.place.line}"}
            yield PlacedHit(graph.path, None, marker.mark, fields)


def mistaken(graph: Graph, pairing: Pairing) -> Iterator[PlacedHit]:
    """Markers that point to another note than in the source.

    Fields: `what`, a marker; `found` and `expected`, how it is written and should be; `why`.
    """
    for source, target in pairing.mistaken:
        expected = relabelled(target.text, target.label, source.label) or source.text
        yield PlacedHit(
            graph.path,
            source.mark,
            target.mark,
            {"what": "marker", "found": target.text, "expected": expected, "why": ", as in the source"},
            suggestion=expected,
            pair=graph.pairs[target.pair],
        )


def order(graph: Graph, pairing: Pairing) -> Iterator[PlacedHit]:
    """Markers of the target that stand behind one that follows them in the source, or has a higher number.

    Fields: `what`, a marker; `label`; `before`, the other one; `source`, what the source does.
    """
    for first, second, is_sure in reordered(pairing):
        if not is_sure and not _are_exchanged(graph, first, second):
            continue
        before, (source, target) = first[1], second
        fields = {
            "what": "marker",
            "label": target.text,
            "before": before.text,
            "rule": "; in the source it comes before it",
        }
        yield PlacedHit(graph.path, source.mark, target.mark, fields, pair=graph.pairs[target.pair])
    if not graph.markers_of(Side.SOURCE):
        for before, after in _falling(graph):
            fields = {"what": "marker", "label": after.text, "before": before.text, "rule": ""}
            yield PlacedHit(graph.path, None, after.mark, fields)


def style(graph: Graph, pairing: Pairing) -> Iterator[PlacedHit]:
    """Markers of the target that are nothing but digits glued to the text.

    Where all its markers are so there is one hit, at the first. Fields: `what` is so, and `places`.
    """
    alike = {id(target) for source, target in pairing.matched if is_glued(source)}
    own = graph.markers_of(Side.TARGET)
    glued = [marker for marker in own if is_glued(marker) and id(marker) not in alike]
    groups = [glued] if glued and len(glued) == len(own) else [[marker] for marker in glued]
    for group in groups:
        what = f"{len(group)} footnote markers have" if len(group) > 1 else "A footnote marker has"
        places = [f"'{_with_word(marker)}' in line {marker.mark.place.line}" for marker in group[:_PLACES]]
        if len(group) > _PLACES:
            places.append("…")
        yield PlacedHit(graph.path, None, group[0].mark, {"what": what, "places": ", ".join(places)})


def _are_exchanged(graph: Graph, first: Match, second: Match) -> bool:
    """Whether what stands before one of two markers in the source stands before the other in the target."""
    pair = graph.pairs[first[1].pair]
    markers = [marker for marker in graph.markers if marker.pair == first[1].pair]
    for (source, _), (_, other) in ((first, second), (second, first)):
        place = neighbour(source, pair.target, markers)
        if place is not None and abs(place - other.candidate.span.start) <= 1:
            return True
    return False


def _surplus(graph: Graph, pairing: Pairing) -> Iterator[Marker]:
    """The extra markers but for those that the source has once, at another place."""
    source = Counter(marker.key for marker in graph.markers_of(Side.SOURCE))
    matched = {(target.key, target.pair) for _, target in pairing.matched}
    keys = {key for key, _ in matched}
    for marker in pairing.extra:
        elsewhere = marker.key in keys and (marker.key, marker.pair) not in matched
        if not (elsewhere and source[marker.key] == 1 and marker.label != AUTOMATIC):
            yield marker


def _falling(graph: Graph) -> Iterator[tuple[Marker, Marker]]:
    """Markers of the target with a lower number than the one before; none where that is the rule."""
    notes = {note.key for note in graph.notes}
    for first, _ in _lone(graph):
        known = [marker for marker in first.values() if marker.key in notes]
        entries = known or list(first.values())
        yield from falls(entries, [rank(marker.label) or 0 for marker in entries])


def _lone_repeated(graph: Graph) -> Iterator[tuple[Marker, Marker]]:
    """The only number that stands twice where the target alone has markers; references may repeat more.

    In markup it is usual to refer to a note twice.
    """
    for first, again in _lone(graph):
        unbroken = len(first) > 1 and is_unbroken([rank(label) or 0 for label in first])
        if len(again) == 1 and again[0].key[0] in (NUMBERS, "*") and unbroken:
            yield again[0], first[again[0].label]


def _lone(graph: Graph) -> Iterator[tuple[dict[str, Marker], list[Marker]]]:
    """The numbered markers of the target by their kinds: the first with each number, and the others."""
    kinds: defaultdict[str, tuple[dict[str, Marker], list[Marker]]] = defaultdict(lambda: ({}, []))
    for marker in graph.markers_of(Side.TARGET):
        if rank(marker.label) is not None and not marker.in_note:
            first, again = kinds[marker.key[0]]
            if first.setdefault(marker.label, marker) is not marker:
                again.append(marker)
    yield from kinds.values()


def _so_often(there: int, here: int) -> str:
    return f" as often (the source has {there}, the translation {here})"


def _with_word(marker: Marker) -> str:
    """The digits with what they are glued to."""
    end = marker.candidate.span.start
    words = marker.segment.text[max(0, end - _WORD) : end].split()
    word = words[-1] if words else ""
    return f"{word if word.isascii() else word[-_SPACELESS_WORD:]}{marker.text}"
