"""Gaps in the alignment of two texts: what stands in one of them alone."""

from collections.abc import Iterator

from qa_lint.checks import PairCheck
from qa_lint.leftovers import has_letters
from qa_lint.model import Hit, Pair, Side, Span

_SHOWN = 60


def _gap(pair: Pair, present: Side) -> Iterator[Hit]:
    source, target = pair.source, pair.target
    text = (source if present is Side.SOURCE else target).text
    if pair.is_gap and has_letters(text):
        shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
        yield Hit(Span(0, len(source.text)), Span(0, len(target.text)), {"text": shown})


def segment_missing(pair: Pair) -> Iterator[Hit]:
    """A segment of the source that no segment of the translation answers. Fields: `text`."""
    return _gap(pair, Side.SOURCE)


def segment_extra(pair: Pair) -> Iterator[Hit]:
    """A segment of the translation that answers no segment of the source. Fields: `text`."""
    return _gap(pair, Side.TARGET)


MISSING = PairCheck(segment_missing, one_sided=True)
EXTRA = PairCheck(segment_extra, one_sided=True)
