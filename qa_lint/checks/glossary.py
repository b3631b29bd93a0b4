"""Whether terms are rendered as the glossary says."""

from collections.abc import Iterable, Iterator

from qa_lint.checks import PairCheck
from qa_lint.glossary import Entry
from qa_lint.model import Hit, Pair, Segment, Span
from qa_lint.terms import Term, Words, find_rendering, find_terms, holds_joined, split
from qa_lint.words import stands_alone


def follow(pair: Pair, *, glossary: tuple[Entry, ...]) -> Iterator[Hit]:
    """Terms of the source whose approved rendering is not in the target, and forbidden renderings used
    instead.

    A forbidden rendering counts only where the approved ones are fewer than the terms: else it renders
    another word.
    """
    if not glossary:
        return
    terms = find_terms(pair.source.text, pair.source.language, glossary)
    if not terms:
        return
    language = pair.target.language
    target = split(pair.target.text, language)
    approved = {term: _renderings(target, language, term, _approved(term)) for term in terms}
    covered = [span for spans in approved.values() for span in spans]
    for term, spans in terms.items():
        if len(approved[term]) >= len(spans):
            continue
        forbidden = [
            span
            for span in _renderings(target, language, term, _forbidden(term))
            if not any(other.start <= span.start and span.end <= other.end for other in covered)
        ]
        if not forbidden and (approved[term] or not _approved(term) or _holds_joined(target, term)):
            continue
        source = next((span for span in spans if _stands_alone(pair.source, span, glossary)), None)
        if source is None:
            continue
        for span in forbidden:
            if _stands_alone(pair.target, span, glossary):
                yield Hit(source, span, _fields(pair, source, span, term), next(iter(_approved(term)), None))
        if not forbidden:
            yield Hit(source, None, _fields(pair, source, None, term))


def _approved(term: Term) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rendering for entry in term.entries for rendering in entry.approved))


def _forbidden(term: Term) -> tuple[str, ...]:
    approved = _approved(term)
    return tuple(
        dict.fromkeys(
            rendering for entry in term.entries for rendering in entry.forbidden if rendering not in approved
        )
    )


def _renderings(target: Words, language: str, term: Term, renderings: Iterable[str]) -> list[Span]:
    """Where any of `renderings` stands; of those that overlap the longest counts."""
    exact = any(entry.case_sensitive for entry in term.entries)
    spans = {
        span for rendering in renderings for span in find_rendering(target, rendering, language, exact=exact)
    }
    result: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
        if not any(span.start < other.end and other.start < span.end for other in result):
            result.append(span)
    return sorted(result, key=lambda span: span.start)


def _holds_joined(target: Words, term: Term) -> bool:
    return any(holds_joined(target.text, rendering) for rendering in _approved(term))


def _stands_alone(segment: Segment, span: Span, glossary: tuple[Entry, ...]) -> bool:
    terms = (term for entry in glossary for term in (*entry.source, *entry.approved, *entry.forbidden))
    return stands_alone(segment.text, span, segment.language, glossary, terms)


def _fields(pair: Pair, source: Span, found: Span | None, term: Term) -> dict[str, str]:
    approved = " or ".join(f"'{rendering}'" for rendering in _approved(term))
    instead = f"'{pair.target.text[found.start : found.end]}'" if found else ""
    if any(entry.do_not_translate for entry in term.entries):
        advice = "be kept as it is" + (f", not become {instead}" if instead else "")
    elif not approved:
        advice = f"not be translated as {instead}"
    else:
        advice = f"be translated as {approved}" + (f", not as {instead}" if instead else "")
    notes = dict.fromkeys(entry.note for entry in term.entries if entry.note)
    return {
        "term": pair.source.text[source.start : source.end],
        "approved": approved,
        "forbidden": instead,
        "advice": advice,
        "note": f" ({'; '.join(notes)})" if notes else "",
    }


GLOSSARY = PairCheck(follow)
