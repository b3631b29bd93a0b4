"""Whether terms are rendered as the glossary says.

A document is checked as a whole: where a translation introduces an acronym or another short form of a
rendering, `the National Medical Products Administration (NMPA)`, that may stand for it elsewhere.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from qa_lint.checks import CollectingCheck
from qa_lint.glossary import Entry
from qa_lint.model import Document, Pair, PlacedHit, Segment, Span
from qa_lint.renderings import find_instead, find_loosely, find_rendering, holds_joined, short_forms
from qa_lint.terms import Term, Words, find_terms, split
from qa_lint.words import stands_alone

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
        terms = find_terms(pair.source.text, pair.source.language, glossary)
        if not terms:
            continue
        place = _Place(document.path, number, pair, split(pair.target.text, pair.target.language), glossary)
        deviations += _deviations(place, terms, introduced)
    return Summary(len(document.pairs), tuple(deviations), frozenset(introduced))


def _deviations(
    place: _Place, terms: dict[Term, list[Span]], introduced: set[tuple[str, str]]
) -> Iterator[Deviation]:
    approved = {term: _approved_spans(place, term, len(spans)) for term, spans in terms.items()}
    for term, found in approved.items():
        forms = short_forms(place.target, found)
        introduced.update((rendering, form) for form in forms for rendering in _approved(term))
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
        for span in _forbidden_spans(place, term)
        if not any(other.start <= span.start and span.end <= other.end for other in covered)
        and _stands_alone(place.pair.target, span, place.glossary)
    ]
    approved = _approved(term)
    is_kept = any(entry.do_not_translate for entry in term.entries)
    for span in forbidden:
        fields = _fields(place, term, span)
        yield _found(place, "kept" if is_kept else "forbidden", term, lacking, spans[0], span, fields)
    if forbidden or not approved:
        return
    if lacking < len(spans):
        counts = {"count": _times(len(spans)), "times": _times(len(spans) - lacking)}
        fields = _fields(place, term, None) | counts
        yield _found(place, "count", term, lacking, spans[-1], None, fields)
        return
    if any(holds_joined(place.target.text, text) for text in approved):
        return
    found = (
        find_instead(place.target, rendering, place.pair.target.language, covered) for rendering in approved
    )
    instead = next((span for span in found if span), None)
    fields = _fields(place, term, instead)
    yield _found(place, "kept" if is_kept else "missing", term, lacking, spans[0], instead, fields)


def _found(
    place: _Place,
    kind: Kind,
    term: Term,
    lacking: int,
    source: Span,
    target: Span | None,
    fields: dict[str, str],
) -> Deviation:
    pair, approved = place.pair, _approved(term)
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


def _approved(term: Term) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rendering for entry in term.entries for rendering in entry.approved))


def _approved_spans(place: _Place, term: Term, enough: int) -> list[Span]:
    """Where any of the approved renderings stands, and where it may be said to, if that is not `enough`."""
    language, exact = place.pair.target.language, _is_exact(term)
    spans: list[Span] = []
    for find in (find_rendering, find_loosely):
        found = [span for text in _approved(term) for span in find(place.target, text, language, exact=exact)]
        spans += _longest(
            span
            for span in found
            if not any(span.start < other.end and other.start < span.end for other in spans)
        )
        if len(spans) >= enough:
            break
    return spans


def _forbidden_spans(place: _Place, term: Term) -> list[Span]:
    """Where any of the forbidden renderings stands that no entry for the term approves."""
    find = partial(find_rendering, place.target, language=place.pair.target.language, exact=_is_exact(term))
    approved = _approved(term)
    renderings = {text for entry in term.entries for text in entry.forbidden if text not in approved}
    return _longest(span for rendering in renderings for span in find(rendering))


def _is_exact(term: Term) -> bool:
    return any(entry.facts.case_sensitive for entry in term.entries)


def _longest(spans: Iterable[Span]) -> list[Span]:
    """Those of `spans` that do not overlap with a longer one."""
    result: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.start - span.end, span.start)):
        if not any(span.start < other.end and other.start < span.end for other in result):
            result.append(span)
    return sorted(result, key=lambda span: span.start)


def _stands_alone(segment: Segment, span: Span, glossary: tuple[Entry, ...]) -> bool:
    terms = (term for entry in glossary for term in (*entry.source, *entry.approved, *entry.forbidden))
    return stands_alone(segment.text, span, segment.language, glossary, terms)


def _fields(place: _Place, term: Term, found: Span | None) -> dict[str, str]:
    """The fields of the messages: what is `approved`, what stands there instead, and the `note`."""
    approved = " or ".join(f"'{rendering}'" for rendering in _approved(term))
    text = place.pair.target.text
    words = f"'{text[found.start : found.end]}'" if found else ""
    notes = dict.fromkeys(entry.facts.note for entry in term.entries if entry.facts.note)
    return {
        "approved": approved,
        "forbidden": words,
        "but": f", but as {approved}" if approved else "",
        "instead": f", not as {words}" if found else "",
        "note": f" ({'; '.join(notes)})" if notes else "",
    }


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


MISSING, FORBIDDEN, KEPT, COUNT = (
    CollectingCheck(collect, judge, "document") for judge in (_missing, _forbidden, _kept, _count)
)
