"""Untranslated text: a whole document, a segment, words left over in a segment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_lint.checks import CollectingCheck, PairCheck
from qa_lint.languages import pack
from qa_lint.leftovers import State, has_letters, leftovers, state
from qa_lint.markers.notes import is_heading
from qa_lint.model import Aside, Document, Hit, Mark, Pair, PlacedHit, Side, Span

_WHOLE = 0.9
_WHOLE_SEGMENTS = 3


def segment(pair: Pair) -> Iterator[Hit]:
    """Segments without a translation, or with the source in its place. Fields: `reason`."""
    found = state(pair)
    if found is not State.TRANSLATED:
        yield Hit(Span(0, len(pair.source.text)), Span(0, len(pair.target.text)), {"reason": found.value})


def collect_text(document: Document, *, keep: list[str]) -> list[PlacedHit]:
    """Words of the source's language left in translated segments and in asides, but for those in `keep`.

    Fields: `what` was left over, and `language`, its name.
    """
    hits: list[PlacedHit] = []
    kept = {word.casefold() for word in keep}
    name = pack(document.source_language).name or "the language of the source"
    for pair in document.pairs:
        source, target = pair.source, pair.target
        if not source.text or not target.text:
            continue
        spans = [
            span
            for span in leftovers(source.text, target.text, source.language, target.language)
            if target.text[span.start : span.end].casefold() not in kept
        ]
        if spans and state(pair) is State.TRANSLATED:
            hits += (_left(document.path, target.mark(span), "", name, None) for span in spans)
    return hits + [
        hit for hit in _asides(document, name) if not (hit.target and hit.target.text.casefold() in kept)
    ]


def judge_text(summaries: Sequence[list[PlacedHit]]) -> Iterator[PlacedHit]:
    """All that was collected."""
    for hits in summaries:
        yield from hits


def _asides(document: Document, name: str) -> Iterator[PlacedHit]:
    """Headings and notes of the target that are still in the source's language."""
    source, target = document.source_language, document.target_language
    own_notes = any(not is_heading(a.segment.text, source) for a in document.asides if a.side is Side.SOURCE)
    for aside in document.asides:
        text = aside.segment.text
        if is_heading(text, source) and not is_heading(text, target):
            if aside.side is Side.TARGET:
                yield _left(document.path, aside.segment.mark(), "the heading ", name, None)
            elif not own_notes and _has_target_notes(document.asides):
                yield _left(document.path, None, "the heading ", name, aside.segment.mark())
        elif aside.side is Side.TARGET:
            for span in leftovers("", text, source, target):
                yield _left(document.path, aside.segment.mark(span), "", name, None)


def _has_target_notes(asides: Sequence[Aside]) -> bool:
    return any(aside.side is Side.TARGET for aside in asides)


def _left(path: str, target: Mark | None, kind: str, language: str, source: Mark | None) -> PlacedHit:
    mark = target or source
    text = mark.text.strip() if mark else ""
    return PlacedHit(path, source, target, {"what": f"{kind}'{text}'", "language": language})


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of a document or a part of it has no translation; `first` is the first segment with text."""

    path: str
    language: str
    lone: bool
    segments: int
    untranslated: int
    first: Mark | None


def collect_document(document: Document) -> Extent:
    """How much of the document has no translation."""
    segments = untranslated = 0
    first = None
    for pair in document.pairs:
        if not has_letters(pair.source.text):
            continue
        first = first or pair.source.mark()
        segments += 1
        untranslated += state(pair) is not State.TRANSLATED
    return Extent(
        document.path,
        document.source_language,
        document.lone is Side.SOURCE,
        segments,
        untranslated,
        first,
    )


def judge_document(extents: Sequence[Extent]) -> Iterator[PlacedHit]:
    """One hit for a document of which (nearly) nothing is translated. Fields: `reason`, `count`."""
    segments = sum(extent.segments for extent in extents)
    untranslated = sum(extent.untranslated for extent in extents)
    if not segments:
        return
    lone = all(extent.lone for extent in extents)
    if not lone and (segments < _WHOLE_SEGMENTS or untranslated < _WHOLE * segments):
        return
    first = next(extent for extent in extents if extent.first)
    count = f"{segments} segment{'s' if segments > 1 else ''}"
    if not lone and untranslated < segments:
        count = f"{untranslated} of {count}"
    language = pack(first.language).name
    yield PlacedHit(
        first.path,
        first.first,
        None,
        {
            "reason": "No translation of this document was found"
            if lone
            else "This document is not translated",
            "count": f"{count} in {language}" if language else count,
        },
        whole=True,
    )


SEGMENT = PairCheck(segment, one_sided=True)
TEXT = CollectingCheck(collect_text, judge_text, "document")
DOCUMENT = CollectingCheck(collect_document, judge_document, "document")
