"""A document whose pairs are cut into sentences."""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from qa_lint.alignment.align import align
from qa_lint.alignment.passages import Passage
from qa_lint.alignment.search import SENTENCES, Bead
from qa_lint.alignment.sentences import sentences
from qa_lint.model import Anchor, Document, Pair, Segment, Span
from qa_lint.readers.pieces import part


def by_sentence(document: Document) -> Document:
    """The document with each pair cut into pairs of sentences, of one or more a side."""
    sides: tuple[list[tuple[Segment, Span]], list[tuple[Segment, Span]]] = ([], [])
    whole: list[Bead] = []
    for pair in document.pairs:
        starts = len(sides[0]), len(sides[1])
        for side, segment in zip(sides, (pair.source, pair.target), strict=True):
            side += [(segment, span) for span in sentences(segment.text, segment.language)]
        whole.append((starts[0], len(sides[0]), starts[1], len(sides[1])))
    first, second = (
        [Passage(segment.text[span.start : span.end]) for segment, span in side] for side in sides
    )
    languages = document.source_language, document.target_language
    beads = deque(align(first, second, languages, SENTENCES, whole).beads)
    pairs = []
    for pair, (_, a_last, _, b_last) in zip(document.pairs, whole, strict=True):
        ends = [0, 0]
        while beads and (beads[0][0] < a_last or beads[0][2] < b_last):
            a, a_end, b, b_end = beads.popleft()
            found = []
            for number, entries in enumerate((sides[0][a:a_end], sides[1][b:b_end])):
                segment = (pair.source, pair.target)[number]
                found.append(_cut(segment, [span for _, span in entries], ends[number]))
                ends[number] = entries[-1][1].end if entries else ends[number]
            pairs.append(Pair(found[0], found[1], is_gap=a == a_end or b == b_end))
    return replace(document, pairs=tuple(pairs))


def _cut(segment: Segment, spans: Sequence[Span], before: int) -> Segment:
    """The part of a segment that the sentences at `spans` make, or an empty one behind what is `before`."""
    if not spans:
        line, column = segment.position(before)
        return replace(segment, text="", anchors=(Anchor(0, line, column),))
    start, end = spans[0].start, spans[-1].end
    return replace(segment, text=segment.text[start:end], anchors=part(segment.anchors, start, end))
