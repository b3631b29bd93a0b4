"""A document in, what is found in it out, and what the rules over the whole project need to know of it.

Documents do not depend on each other here: they may be checked in any order, in several processes, and what
came out may be kept.
"""

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from qa_lint.binding import Binder, Bound, Languages, languages_of, own
from qa_lint.catalogue import Rule
from qa_lint.checks import CollectingCheck
from qa_lint.config import ActiveRule
from qa_lint.model import Document, Mark, Pair, PlacedHit, Problem, Segment, Severity, Side, Span
from qa_lint.suppressions import Scope, scopes_in
from qa_lint.words import count_words


@dataclass(frozen=True, slots=True)
class RuleHit:
    """What a rule found, and how much it matters there."""

    rule: str
    severity: Severity
    hit: PlacedHit


@dataclass(frozen=True, slots=True)
class Collected:
    """The summaries of a document for the `rules` over the project that collect the same: one for each part.
    Where they come out of the cache they are `packed`, until they are needed."""

    rules: list[str]
    summaries: list[Any] = field(default_factory=list)
    packed: bytes = b""


@dataclass(slots=True)
class Checked:
    """What came of a document: the hits of the rules that need no other one, what the others need, problems,
    the languages of its parts, and how many pairs and words of the source are in each as a report names them.

    `first` is where to look first for what is said of the whole document. `source_lines` are the first and
    the last line of each text of the source, if that has a file of its own; `revision` is the commit of the
    source that the translation says it is of. Nothing failed if it `is_sound`. `scopes` are the comments in
    it that say what not to report.
    """

    path: str
    first: Pair | None = None
    hits: list[RuleHit] = field(default_factory=list)
    collected: list[Collected] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    languages: list[Languages] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    pairs: int = 0
    source_lines: list[tuple[int, int]] = field(default_factory=list)
    revision: str = ""
    is_sound: bool = True
    scopes: list[Scope] = field(default_factory=list)
    words: dict[str, int] = field(default_factory=dict)


_Summaries = dict[str, list[Any]]
# A document in several pairs of languages is several to the checks: the pairs of each are counted from a
# multiple of this on.
_STRIDE = 1_000_000_000


def check(documents: Iterable[Document], binder: Binder) -> Iterator[Checked]:
    """Checks `documents`, of which those of one path must follow each other."""
    for path, parts in itertools.groupby(documents, key=lambda document: document.path):
        yield _check(path, parts, binder)


def _check(path: str, parts: Iterable[Document], binder: Binder) -> Checked:
    checked = Checked(path)
    told = 0
    summaries: dict[Languages, _Summaries] = {}
    numbers: Counter[Languages] = Counter()
    counts: Counter[str] = Counter()
    words: Counter[str] = Counter()
    bounds: dict[Languages, Bound] = {}
    for document in parts:
        languages = languages_of(document)
        bound = bounds.setdefault(languages, binder.checks(path, languages))
        start = _STRIDE * list(bounds).index(languages)
        checked.first = checked.first or next(iter(document.pairs), None)
        checked.revision = checked.revision or document.revision
        checked.source_lines += _source_lines(document)
        checked.problems += document.problems
        told += len(document.problems)
        checked.scopes += scopes_in(document)
        if document.pairs or document.remarks:
            counts[_label(document)] += len(document.pairs)
        words[_label(document)] += sum(count_words(pair.source.text) for pair in document.pairs)
        for number, pair in enumerate(document.pairs, start + numbers[languages]):
            checked.hits += _check_pair(path, pair, number, bound, checked.problems)
        numbers[languages] += len(document.pairs)
        checked.pairs += 0 if document.lone else len(document.pairs)
        _collect(document, bound, summaries.setdefault(languages, {}), checked.problems)
    checked.languages = list(bounds)
    checked.counts = dict(counts)
    checked.words = dict(words)
    for index, (languages, bound) in enumerate(bounds.items()):
        by_document = [entry for entry in bound.collecting if entry[1].scope == "document"]
        hits = judge(
            by_document, summaries[languages], path, checked.problems, lambda active, _: active.severity
        )
        checked.hits += [_moved(entry, _STRIDE * index) for entry in hits]
        by_project = [active.rule.id for active, check in bound.collecting if check.scope == "project"]
        checked.collected += _shared(by_project, summaries[languages])
    checked.is_sound = len(checked.problems) == told
    return checked


def _moved(entry: RuleHit, start: int) -> RuleHit:
    """The hit with its pairs counted from `start`."""
    pairs = entry.hit.pairs
    if not start or not pairs:
        return entry
    return replace(entry, hit=replace(entry.hit, pairs=range(start + pairs.start, start + pairs.stop)))


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
    for active, find, one_sided in bound.pair:
        if not (both or one_sided):
            continue
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


def _mark(segment: Segment, span: Span | None) -> Mark | None:
    return None if span is None else segment.mark(span)


def _collect(document: Document, bound: Bound, summaries: _Summaries, problems: list[Problem]) -> None:
    """Adds what the checks collect of `document`. Rules that collect the same share it."""
    shared: list[tuple[Callable[..., Any], Mapping[str, Any], list[Any]]] = []
    for active, check in bound.collecting:
        options = own(check.collect, active.options)
        found = next(
            (found for function, same, found in shared if (function, same) == (check.collect, options)), None
        )
        if found is None:
            run = partial(_one, partial(check.collect, document, **options))
            found = guarded(problems, active.rule, document.path, run)
            shared.append((check.collect, options, found))
        summaries.setdefault(active.rule.id, []).extend(found)


def _one(function: Callable[[], Any]) -> Iterator[Any]:
    yield function()


def _shared(rules: Iterable[str], summaries: _Summaries) -> list[Collected]:
    groups: dict[tuple[int, ...], Collected] = {}
    for rule in rules:
        collected = summaries.get(rule, [])
        group = groups.setdefault(tuple(map(id, collected)), Collected([], collected))
        group.rules.append(rule)
    return list(groups.values())


def judge(
    collecting: Iterable[tuple[ActiveRule, CollectingCheck]],
    summaries: Mapping[str, list[Any]],
    path: str,
    problems: list[Problem],
    severity: Callable[[ActiveRule, PlacedHit], Severity],
) -> Iterator[RuleHit]:
    """What collecting checks find in the summaries of their rules; `severity` says how much a hit matters.
    `path` is that of the document, empty for the whole project."""
    joined: dict[tuple[object, ...], list[Any]] = {}
    for active, check in collecting:
        own_summaries = summaries.get(active.rule.id, [])
        key = (check.join, *map(id, own_summaries))
        if key not in joined:
            run = partial(_one, partial(check.join, own_summaries))
            joined[key] = guarded(problems, active.rule, path, run)
        options = own(check.judge, active.options)
        for summary in joined[key]:
            hits = guarded(problems, active.rule, path, partial(check.judge, summary, **options))
            yield from (RuleHit(active.rule.id, severity(active, hit), hit) for hit in hits)


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
