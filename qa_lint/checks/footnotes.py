"""Footnotes: what is wrong with the markers and notes of a document.

The checks look at the same graph of markers and notes, and share what they find: a fault has one finding,
though it may show in several ways. A marker with a wrong number is missing, extra and without a note at once.
"""

from collections.abc import Iterator, Sequence

from qa_lint.checks import CollectingCheck, footnote_lists, footnote_markers, footnote_references
from qa_lint.markers.evidence import join, read
from qa_lint.markers.graph import Graph, Part
from qa_lint.markers.lists import compare
from qa_lint.markers.pairing import pair_markers
from qa_lint.model import PlacedHit

Faults = dict[str, list[PlacedHit]]


def faults(parts: Sequence[Part]) -> Faults:
    """All that is wrong with the footnotes of a document, by kind."""
    return _judge(join(parts)) if any(part.markers or part.notes for part in parts) else {}


def _judge(graph: Graph) -> Faults:
    if not graph.markers and not graph.notes:
        return {}
    pairing = pair_markers(graph)
    comparison = compare(graph)
    found: Faults = {
        "missing": list(footnote_markers.missing(graph, pairing)),
        "extra": list(footnote_markers.extra(graph, pairing)),
        "mismatch": [
            *footnote_markers.mistaken(graph, pairing),
            *footnote_lists.mistaken(graph, comparison),
        ],
        "order": [*footnote_markers.order(graph, pairing), *footnote_lists.order(graph, comparison)],
        "style": list(footnote_markers.style(graph, pairing)),
        "duplicate": [
            *footnote_markers.duplicate(graph, pairing),
            *footnote_lists.duplicate(graph, comparison),
        ],
        "note-untranslated": list(footnote_lists.untranslated(graph, comparison)),
    }
    for kind, hit in footnote_references.references(graph, pairing, comparison):
        found.setdefault(kind, []).append(hit)
    return found


def _check(kind: str) -> CollectingCheck:
    def judge(found: Faults) -> Iterator[PlacedHit]:
        yield from found.get(kind, ())

    return CollectingCheck(read, judge, "document", join=faults)


MARKER_MISSING = _check("missing")
MARKER_EXTRA = _check("extra")
MISMATCH = _check("mismatch")
ORDER = _check("order")
DUPLICATE = _check("duplicate")
STYLE = _check("style")
NOTE_MISSING = _check("note-missing")
NOTE_UNREFERENCED = _check("note-unreferenced")
NOTE_UNTRANSLATED = _check("note-untranslated")
