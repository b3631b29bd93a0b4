"""A part of a document in, what is found in it out, and what the rules over more than it need to know of it.

Parts do not depend on each other here: they may be checked in any order, in several processes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from qa_lint.binding import Binder, Bound, Languages, languages_of, own
from qa_lint.catalogue import Rule
from qa_lint.model import Document, Mark, Pair, PlacedHit, Problem, Segment, Severity, Side, Span
from qa_lint.suppressions import Scope, scopes_in
from qa_lint.words import count_words


@dataclass(frozen=True, slots=True)
class RuleHit:
    """What a rule found, and how much it matters there."""

    rule: str
    severity: Severity
    hit: PlacedHit


Summaries = dict[str, list[Any]]
"""What was collected for each rule."""


class Part(NamedTuple):
    """A part of a document, and the number of its first pair."""

    document: Document
    start: int


@dataclass(slots=True)
class CheckedPart:
    """What came of a part of a document: the hits of the rules that see pairs, what the others need, and, as
    `Checked` has them for the whole document, problems and facts.

    `label` names its languages as a report does. The sources of its `pairs` have so many `words`.
    """

    languages: Languages
    label: str
    first: Pair | None
    hits: list[RuleHit] = field(default_factory=list)
    summaries: Summaries = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    is_sound: bool = True
    pairs: int = 0
    words: int = 0
    is_lone: bool = False
    is_empty: bool = False
    source_lines: list[tuple[int, int]] = field(default_factory=list)
    revision: str = ""
    scopes: list[Scope] = field(default_factory=list)


def check_part(part: Part, binder: Binder) -> CheckedPart:
    """Checks a part of a document by itself."""
    document = part.document
    languages = languages_of(document)
    bound = binder.checks(document.path, languages)
    checked = CheckedPart(
        languages,
        _label(document),
        next(iter(document.pairs), None),
        problems=[*document.problems],
        pairs=len(document.pairs),
        words=sum(count_words(pair.source.text) for pair in document.pairs),
        is_lone=document.lone is not None,
        is_empty=not (document.pairs or document.remarks),
        source_lines=list(_source_lines(document)),
        revision=document.revision,
        scopes=list(scopes_in(document)),
    )
    for number, pair in enumerate(document.pairs, part.start):
        checked.hits += _check_pair(document.path, pair, number, bound, checked.problems)
    _collect(document, bound, checked.summaries, checked.problems)
    checked.is_sound = len(checked.problems) == len(document.problems)
    return checked


def _source_lines(document: Document) -> Iterator[tuple[int, int]]:
    for pair in document.pairs:
        if pair.source.text and pair.source.path != pair.target.path:
            place = pair.source.mark().place
            yield place.line, place.end_line


def _label(document: Document) -> str:
    """The languages of a document as a report names them: `zh-en`, `zh` for one without a translation."""
    if document.lone is Side.SOURCE and not document.target_language:
        return document.source_language or "?"
    return f"{document.source_language or '?'}-{document.target_language or '?'}"


def _check_pair(
    path: str, pair: Pair, number: int, bound: Bound, problems: list[Problem]
) -> Iterator[RuleHit]:
    both = bool(pair.source.text and pair.target.text)
    for one_sided, concerns, checks in bound.pair:
        if not (both or one_sided) or (concerns and not _concerns(concerns, pair)):
            continue
        for active, find in checks:
            try:
                hits = list(find(pair))
            except MemoryError:
                raise
            except Exception as error:
                problems.append(_failure(active.rule, path, error, pair.source.position(0)[0]))
                continue
            for hit in hits:
                marks = _mark(pair.source, hit.source), _mark(pair.target, hit.target)
                pairs = range(number, number + 1)
                placed = PlacedHit(path, *marks, hit.fields, hit.suggestion, pair=pair, pairs=pairs)
                yield RuleHit(active.rule.id, active.severity, placed)


def _concerns(concerns: Callable[[Pair], bool], pair: Pair) -> bool:
    try:
        return concerns(pair)
    except MemoryError:
        raise
    except Exception:
        return True  # the checks meet the same, and it is told which they are


def _mark(segment: Segment, span: Span | None) -> Mark | None:
    return None if span is None else segment.mark(span)


def _collect(document: Document, bound: Bound, summaries: Summaries, problems: list[Problem]) -> None:
    """Adds what the checks collect of `document`. Rules that collect the same share it."""
    shared: list[tuple[Callable[..., Any], Mapping[str, Any], list[Any]]] = []
    for active, check in bound.collecting:
        options = own(check.collect, active.options)
        found = next(
            (found for function, same, found in shared if (function, same) == (check.collect, options)), None
        )
        if found is None:
            run = partial(check.collect, document, **options)
            found = guarded_one(problems, active.rule, document.path, run)
            shared.append((check.collect, options, found))
        summaries.setdefault(active.rule.id, []).extend(found)


def guarded_one(problems: list[Problem], rule: Rule, path: str, run: Callable[[], Any]) -> list[Any]:
    """What `run` gives, as the only one, guarded."""
    return guarded(problems, rule, path, lambda: [run()])


def guarded(problems: list[Problem], rule: Rule, path: str, run: Callable[[], Iterable[Any]]) -> list[Any]:
    """What `run` yields; nothing and a problem if it fails, since one broken check must not hide the others'
    findings. Raises `MemoryError`, which is no fault of the rule."""
    try:
        return list(run())
    except MemoryError:
        raise
    except Exception as error:
        problems.append(_failure(rule, path, error))
        return []


def _failure(rule: Rule, path: str, error: Exception, line: int | None = None) -> Problem:
    return Problem(
        path, f"the rule {rule.id} failed here ({type(error).__name__}: {error}); please report it", line
    )
