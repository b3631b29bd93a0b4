"""Gaps in the alignment of two texts: what stands in one of them alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_lint.checks import CollectingCheck
from qa_lint.leftovers import has_letters
from qa_lint.model import Document, Pair, PlacedHit, Side

_SHOWN = 60
# So many in a row are one finding: a chapter, or the strings of a new part of a program. Fewer are told one
# by one, each at its place.
_RUN = 5


@dataclass(frozen=True, slots=True)
class Gap:
    """A pair of which only one side is there: its number in the part of the document, and which side."""

    number: int
    pair: Pair
    present: Side


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps in a part of a document, which has so many `pairs`."""

    path: str
    pairs: int
    gaps: tuple[Gap, ...]


def collect(document: Document) -> Gaps:
    """The gaps in `document` that hold words."""
    gaps = []
    for number, pair in enumerate(document.pairs):
        text = pair.source.text or pair.target.text
        if pair.is_gap and has_letters(text):
            gaps.append(Gap(number, pair, Side.SOURCE if pair.source.text else Side.TARGET))
    return Gaps(document.path, len(document.pairs), tuple(gaps))


def _check(present: Side) -> CollectingCheck:
    def judge(summaries: Sequence[Gaps]) -> Iterator[PlacedHit]:
        """One hit a gap; many in a row are one. Fields: `text`, and `more`: empty, or how many follow."""
        start = 0
        for summary in summaries:
            for run in _runs([gap for gap in summary.gaps if gap.present is present]):
                for first, count in [(run[0], len(run))] if len(run) >= _RUN else [(gap, 1) for gap in run]:
                    yield _hit(summary.path, first, count, start)
            start += summary.pairs

    return CollectingCheck(collect, judge, "document")


def _runs(gaps: Sequence[Gap]) -> list[list[Gap]]:
    """Gaps that follow each other, together."""
    runs: list[list[Gap]] = []
    for gap in gaps:
        if runs and runs[-1][-1].number + 1 == gap.number:
            runs[-1].append(gap)
        else:
            runs.append([gap])
    return runs


def _hit(path: str, first: Gap, count: int, start: int) -> PlacedHit:
    source, target = first.pair.source, first.pair.target
    text = source.text or target.text
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
    fields = {"text": shown, "more": f" and {count - 1} more in a row" if count > 1 else ""}
    number = start + first.number
    pairs = range(number, number + count)
    return PlacedHit(path, source.mark(), target.mark(), fields, pair=first.pair, pairs=pairs)


MISSING = _check(Side.SOURCE)
EXTRA = _check(Side.TARGET)
