"""Whether terms are rendered as the glossary says.

A document is checked as a whole: where a translation introduces an acronym or another short form of a
rendering, `the National Medical Products Administration (NMPA)`, that may stand for it elsewhere.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from qa_lint.checks import CollectingCheck
from qa_lint.glossary import Entry
from qa_lint.model import Document, Pair, PlacedHit, Segment, Span
from qa_lint.prose import fixed
from qa_lint.renderings import (
    approved_renderings,
    approved_spans,
    find_rendering,
    forbidden_spans,
    holds_joined,
)
from qa_lint.replacements import find_instead, short_forms
from qa_lint.terms import Term, Words, find_terms, split
from qa_lint.words import stands_alone

_SENTENCE_END = re.compile(r"[。！？!?…]+|\.(?=\s|$)")
_LINE = re.compile(r"[^\n]+")
Kind = Literal["missing", "forbidden", "kept", "count"]


@dataclass(frozen=True, slots=True)
class Deviation:
    """A term in the pair `number` whose approved renderings are `lacking` so many times, which is wrong
    unless short forms make up for it.
    """

    kind: Kind
    number: int
    approved: tuple[str, ...]
    lacking: int
    hit: PlacedHit


@dataclass(frozen=True, slots=True)
class Summary:
    """What deviates in a document, or in a part of it that has so many `pairs`, and the short forms that it
    introduces, with the renderings that they stand for.
    """

    pairs: int
    deviations: tuple[Deviation, ...]
    short_forms: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Place:
    """A pair in which terms are found, and what may be said of it."""

    path: str
    number: int
    pair: Pair
    target: Words
    glossary: tuple[Entry, ...]

    @property
    def language(self) -> str:
        """That of the target."""
        return self.pair.target.language


def collect(document: Document, *, glossary: tuple[Entry, ...]) -> Summary:
    """Terms of the source whose approved rendering is not in the target, or not as often, and forbidden
    renderings used instead.

    A forbidden rendering counts only where the approved ones are fewer than the terms: else it renders
    another word.
    """
    deviations: list[Deviation] = []
    introduced: set[tuple[str, str]] = set()
    for number, pair in enumerate(document.pairs if glossary else ()):
        if not (pair.source.text and pair.target.text):
            continue
        terms = _translatable(pair, find_terms(pair.source.text, pair.source.language, glossary))
        if not terms:
            continue
        place = _Place(document.path, number, pair, split(pair.target.text, pair.target.language), glossary)
        deviations += _deviations(place, terms, introduced)
    return Summary(len(document.pairs), tuple(deviations), frozenset(introduced))


def _translatable(pair: Pair, terms: dict[Term, list[Span]]) -> dict[Term, list[Span]]:
    """`terms` without those inside of code, addresses and placeholders, and on lines that are left as they
    are, as those of a program.
    """
    source, target = pair.source.text, pair.target.text
    blank = fixed(source) if terms else []
    if "\n" in source:
        copied = {line.strip() for line in target.split("\n")}
        lines = (match for match in _LINE.finditer(source) if match[0].strip() in copied)
        blank += [Span(*match.span()) for match in lines]
    if not blank:
        return terms
    found = {term: [span for span in spans if not _is_inside(span, blank)] for term, spans in terms.items()}
    return {term: spans for term, spans in found.items() if spans}


def _is_inside(span: Span, others: Iterable[Span]) -> bool:
    """Whether `span` is a part of one of `others` and not all of it."""
    return any(other.start <= span.start and span.end <= other.end and span != other for other in others)


def _deviations(
    place: _Place, terms: dict[Term, list[Span]], introduced: set[tuple[str, str]]
) -> Iterator[Deviation]:
    approved = {
        term: approved_spans(place.target, term, place.language, len(spans)) for term, spans in terms.items()
    }
    for term, found in approved.items():
        forms = short_forms(place.target, found)
        introduced.update((rendering, form) for form in forms for rendering in approved_renderings(term))
    covered = [span for spans in approved.values() for span in spans]
    for term, spans in terms.items():
        if len(approved[term]) >= len(spans):
            continue
        own = [span for span in spans if _stands_alone(place.pair.source, span, place.glossary)]
        if len(approved[term]) < len(own):
            yield from _deviation(place, term, own, len(own) - len(approved[term]), covered)


def _deviation(
    place: _Place, term: Term, spans: Sequence[Span], lacking: int, covered: Sequence[Span]
) -> Iterator[Deviation]:
    forbidden = [
        span
        for span in forbidden_spans(place.target, term, place.language)
        if span not in covered
        and not _is_inside(span, [*covered, *fixed(place.target.text)])
        and _stands_alone(place.pair.target, span, place.glossary)
    ]
    approved = approved_renderings(term)
    is_kept = any(entry.do_not_translate for entry in term.entries)
    for span in forbidden:
        fields = _fields(place, term, span)
        yield _found(place, "kept" if is_kept else "forbidden", term, lacking, spans[0], span, fields)
    if forbidden or not approved:
        return
    if lacking < len(spans):
        if source := _without_rendering(place, term, spans):
            counts = {"count": _times(len(spans)), "times": _times(len(spans) - lacking)}
            yield _found(place, "count", term, lacking, source, None, _fields(place, term, None) | counts)
        return
    if any(holds_joined(place.target.text, text) for text in approved):
        return
    found = (find_instead(place.target, rendering, place.language, covered) for rendering in approved)
    instead = next((span for span in found if span), None)
    fields = _fields(place, term, instead)
    yield _found(place, "kept" if is_kept else "missing", term, lacking, spans[0], instead, fields)


def _without_rendering(place: _Place, term: Term, spans: Iterable[Span]) -> Span | None:
    """The first of `spans` in a sentence whose translation has no approved rendering, where sentences answer
    each other one by one. Within a sentence, a translation says once what the source says twice.
    """
    source, target = place.pair.source.text, place.pair.target.text
    ends, target_ends = ([match.end() for match in _SENTENCE_END.finditer(text)] for text in (source, target))
    if len(ends) != len(target_ends):
        return None
    found = approved_spans(place.target, term, place.language, len(target))
    rendered = {bisect_left(target_ends, span.end) for span in found}
    return next((span for span in spans if bisect_left(ends, span.end) not in rendered), None)


def _found(
    place: _Place,
    kind: Kind,
    term: Term,
    lacking: int,
    source: Span,
    target: Span | None,
    fields: dict[str, str],
) -> Deviation:
    pair, approved = place.pair, approved_renderings(term)
    hit = PlacedHit(
        place.path,
        pair.source.mark(source),
        pair.target.mark(target) if target else None,
        fields | {"term": pair.source.text[source.start : source.end]},
        approved[0] if approved and target else None,
        pair=pair,
    )
    return Deviation(kind, place.number, approved, lacking, hit)


def _missing(summaries: Sequence[Summary]) -> Iterator[PlacedHit]:
    """Terms none of whose approved renderings is there."""
    return _judge("missing", summaries)


def _forbidden(summaries: Sequence[Summary]) -> Iterator[PlacedHit]:
    """Terms that are rendered as forbidden."""
    return _judge("forbidden", summaries)


def _kept(summaries: Sequence[Summary]) -> Iterator[PlacedHit]:
    """Terms that should stay as they are and did not."""
    return _judge("kept", summaries)


def _count(summaries: Sequence[Summary]) -> Iterator[PlacedHit]:
    """Terms that come more often than their approved renderings."""
    return _judge("count", summaries)


def _judge(kind: Kind, summaries: Sequence[Summary]) -> Iterator[PlacedHit]:
    """The deviations of one kind that no short form makes up for."""
    forms: dict[str, set[str]] = {}
    for summary in summaries:
        for rendering, form in summary.short_forms:
            forms.setdefault(rendering, set()).add(form)
    before = 0
    for summary in summaries:
        for deviation in summary.deviations:
            if deviation.kind == kind and not _is_short(deviation, forms):
                number = before + deviation.number
                yield replace(deviation.hit, pairs=range(number, number + 1))
        before += summary.pairs


def _is_short(deviation: Deviation, forms: Mapping[str, set[str]]) -> bool:
    """Whether short forms of its renderings stand as often in the translation as renderings are lacking."""
    own = set().union(*(forms.get(rendering, ()) for rendering in deviation.approved))
    if not own or not deviation.hit.pair:
        return False
    target = deviation.hit.pair.target
    words = split(target.text, target.language)
    return (
        sum(len(find_rendering(words, form, target.language, exact=True)) for form in own)
        >= deviation.lacking
    )


def _stands_alone(segment: Segment, span: Span, glossary: tuple[Entry, ...]) -> bool:
    terms = (term for entry in glossary for term in (*entry.source, *entry.approved, *entry.forbidden))
    return stands_alone(segment.text, span, segment.language, glossary, terms)


def _fields(place: _Place, term: Term, found: Span | None) -> dict[str, str]:
    """The fields of the messages: what is `approved`, what stands there instead, and the `note`."""
    approved = " or ".join(f"'{rendering}'" for rendering in approved_renderings(term))
    text = place.pair.target.text
    words = f"'{text[found.start : found.end]}'" if found else ""
    notes = dict.fromkeys(entry.facts.note for entry in term.entries if entry.facts.note)
    return {
        "approved": approved,
        "forbidden": words,
        "but": f", but as {approved}" if approved else "",
        "instead": f", not as {words}" if found else "",
        "replaced": f", not replaced by {words}" if found else "",
        "note": f" ({'; '.join(notes)})" if notes else "",
    }


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


MISSING, FORBIDDEN, KEPT, COUNT = (
    CollectingCheck(collect, judge, "document") for judge in (_missing, _forbidden, _kept, _count)
)
