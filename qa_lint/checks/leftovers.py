"""Words of the source's language left over in translations, in headings and in notes."""

import re
from collections.abc import Iterator, Sequence

from qa_lint.checks import CollectingCheck
from qa_lint.glossary import Entry
from qa_lint.languages import pack
from qa_lint.leftovers import kept_words, leftovers, without
from qa_lint.markers.notes import is_heading
from qa_lint.model import Aside, Document, Mark, PlacedHit, Segment, Side, Span
from qa_lint.states import State, judge

_TRANSLATED = (State.TRANSLATED, State.UNSURE, State.ALIKE)


def collect(document: Document, *, keep: list[str], glossary: tuple[Entry, ...]) -> list[PlacedHit]:
    """Words of the source's language left in translated segments and in asides, but for those in `keep` and
    those that the glossary wants kept.

    Fields: `what` was left over, and `language`, its name.
    """
    name = pack(document.source_language).name or "the language of the source"
    kept = kept_words(tuple(keep), glossary)
    hits: list[PlacedHit] = []
    pairs = [(pair.source.text, pair.target) for pair in document.pairs if pair.source.text]
    for aside in document.asides:
        text = without(aside.segment.text, kept) if kept else aside.segment.text
        if is_heading(text, document.source_language):
            hits += _heading(document, aside, name)
        elif aside.side is Side.TARGET:
            pairs.append(("", aside.segment))
    for source, target in pairs:
        found = _found(source, target, document.source_language, kept) if target.text else ()
        hits += [_left(document.path, target.mark(span), "", name, None) for span in found]
    return hits


def _found(source: str, target: Segment, language: str, kept: re.Pattern[str] | None) -> list[Span]:
    """Words left over in a translation; none if it is no translation at all."""
    spans = list(leftovers(source, target.text, language, target.language))
    if spans and kept:
        spans = list(leftovers(source, without(target.text, kept), language, target.language))
    if spans and source and judge(source, target.text, language, target.language)[0] not in _TRANSLATED:
        return []
    return spans


def judge_all(summaries: Sequence[list[PlacedHit]]) -> Iterator[PlacedHit]:
    """All that was collected."""
    for hits in summaries:
        yield from hits


def _heading(document: Document, aside: Aside, name: str) -> Iterator[PlacedHit]:
    """A heading over notes of the target that is in the source's language, on whichever side it stands."""
    if is_heading(aside.segment.text, document.target_language):
        return
    if aside.side is Side.TARGET:
        yield _left(document.path, aside.segment.mark(), "the heading ", name, None)
        return
    source_notes = any(
        other.side is Side.SOURCE and not is_heading(other.segment.text, document.source_language)
        for other in document.asides
    )
    if not source_notes and any(other.side is Side.TARGET for other in document.asides):
        yield _left(document.path, None, "the heading ", name, aside.segment.mark())


def _left(path: str, target: Mark | None, kind: str, language: str, source: Mark | None) -> PlacedHit:
    mark = target or source
    text = mark.text.strip() if mark else ""
    return PlacedHit(path, source, target, {"what": f"{kind}'{text}'", "language": language})


TEXT = CollectingCheck(collect, judge_all, "document")
