"""What files say of their units and of themselves: not done, out of date, no translation of each other."""

from collections.abc import Iterator, Sequence

from qa_lint.checks import CollectingCheck
from qa_lint.model import Document, PlacedHit, Remark


def _check(remark: Remark, *, whole: bool) -> CollectingCheck:
    def collect(document: Document) -> list[PlacedHit]:
        return [
            PlacedHit(
                document.path,
                entry.pair.source.mark(),
                entry.pair.target.mark(),
                entry.fields,
                whole=whole,
                pair=entry.pair,
            )
            for entry in document.remarks
            if entry.remark is remark
        ]

    def judge(summaries: Sequence[list[PlacedHit]]) -> Iterator[PlacedHit]:
        for hits in summaries:
            yield from hits

    return CollectingCheck(collect, judge, "document")


UNFINISHED = _check(Remark.UNFINISHED, whole=False)
OUTDATED = _check(Remark.OUTDATED, whole=True)
UNMATCHED = _check(Remark.UNMATCHED, whole=True)
