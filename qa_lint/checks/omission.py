"""Clauses that a translation leaves out."""

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_lint.checks import CollectingCheck
from qa_lint.model import Document, Pair, PlacedHit
from qa_lint.omissions import left_out, length
from qa_lint.states import State, judge

# In letters: shorter sources say too little about the length of a translation.
_LONG = 120
_ENOUGH = 8
# Of good translations into most languages nearly all are longer than this, with the source as 1.
_USUAL = 0.8
# A translation is too short below this share of the length that the other segments let one expect; long ones
# vary less. One good translation in twenty is below the last share, so that numbers or names have to be
# missing too.
_SHORT = 0.6
_SHORT_LONG = 0.68
_VERY_LONG = 320
_SHORTER = 0.85


@dataclass(frozen=True, slots=True)
class Long:
    """A long segment and its translation, and how long that is in proportion."""

    path: str
    pair: Pair
    share: float


def collect(document: Document) -> list[Long]:
    """The long segments of `document` that are translated."""
    result = []
    for pair in document.pairs:
        source, target = pair.source, pair.target
        if len(source.text) * 3 < _LONG or not target.text:
            continue
        size = length(source.text)
        if size < _LONG:
            continue
        state, _ = judge(source.text, target.text, source.language, target.language)
        if state in (State.TRANSLATED, State.UNSURE):
            result.append(Long(document.path, pair, length(target.text) / size))
    return result


def judge_all(summaries: Sequence[list[Long]]) -> Iterator[PlacedHit]:
    """Segments whose translations are far too short, or too short and without numbers and names of a clause.
    Fields: `reason`."""
    segments = [segment for summary in summaries for segment in summary]
    shares = [segment.share for segment in segments]
    usual = statistics.median(shares) if len(shares) >= _ENOUGH else _USUAL
    for segment in segments:
        share = segment.share / usual
        if share > _SHORTER:
            continue
        pair = segment.pair
        source, target = pair.source, pair.target
        omission = left_out(source.text, target.text, source.language, target.language)
        if omission and length(source.text[omission.span.start : omission.span.end]) >= _LONG / 4:
            *others, last = (f"'{anchor}'" for anchor in omission.anchors[:3])
            names = f"{', '.join(others)} and {last}" if others else last
            mark = source.mark(omission.span)
            reason = f"{names} of this passage are not in it"
        elif share <= _short(length(source.text)):
            mark = source.mark()
            reason = f"it has {share:.0%} of the length that is usual {_where(len(shares))}"
        else:
            continue
        yield PlacedHit(segment.path, mark, None, {"reason": reason}, pair=pair)


def _short(size: int) -> float:
    part = min(1.0, (size - _LONG) / (_VERY_LONG - _LONG))
    return _SHORT + part * (_SHORT_LONG - _SHORT)


def _where(count: int) -> str:
    return "in this document" if count >= _ENOUGH else "for such a text"


OMISSION = CollectingCheck(collect, judge_all, "document")
