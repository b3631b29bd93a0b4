"""A document in, what is found in it out, and what the rules over the whole project need to know of it.

Documents do not depend on each other here: they may be checked in any order, in several processes, and what
came out may be kept.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from qa_lint.binding import Binder, Languages, languages_of, own
from qa_lint.checking_parts import CheckedPart, Part, RuleHit, Summaries, check_part, guarded, guarded_one
from qa_lint.checks import CollectingCheck
from qa_lint.config import ActiveRule
from qa_lint.model import Document, Pair, PlacedHit, Problem, Severity
from qa_lint.suppressions import Scope


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


Over = Callable[[Callable[[Part], CheckedPart], Iterator[Part]], Iterable[CheckedPart]]
"""Applies a function to the parts of a document, one after the other or at once: as `map` does."""
# A document in several pairs of languages is several to the checks: the pairs of each are counted from a
# multiple of this on.
_STRIDE = 1_000_000_000


def check(documents: Iterable[Document], binder: Binder, over: Over = map) -> Iterator[Checked]:
    """Checks `documents`, of which those of one path must follow each other."""
    for path, parts in itertools.groupby(documents, key=lambda document: document.path):
        yield _check(path, parts, binder, over)


def _check(path: str, documents: Iterable[Document], binder: Binder, over: Over) -> Checked:
    checked = Checked(path)
    summaries: dict[Languages, Summaries] = {}
    for part in over(partial(check_part, binder=binder), _numbered(documents)):
        checked.first = checked.first or part.first
        checked.revision = checked.revision or part.revision
        checked.source_lines += part.source_lines
        checked.problems += part.problems
        checked.is_sound = checked.is_sound and part.is_sound
        checked.scopes += part.scopes
        if not part.is_empty:
            checked.counts[part.label] = checked.counts.get(part.label, 0) + part.pairs
        checked.words[part.label] = checked.words.get(part.label, 0) + part.words
        checked.hits += part.hits
        checked.pairs += 0 if part.is_lone else part.pairs
        collected = summaries.setdefault(part.languages, {})
        for rule, found in part.summaries.items():
            collected.setdefault(rule, []).extend(found)
    checked.languages = list(summaries)
    told = len(checked.problems)
    for index, (languages, of_rules) in enumerate(summaries.items()):
        bound = binder.checks(path, languages)
        by_document = [entry for entry in bound.collecting if entry[1].scope == "document"]
        hits = judge(by_document, of_rules, path, checked.problems, lambda active, _: active.severity)
        checked.hits += [_moved(entry, _STRIDE * index) for entry in hits]
        by_project = [active.rule.id for active, check in bound.collecting if check.scope == "project"]
        checked.collected += _shared(by_project, of_rules)
    checked.is_sound = checked.is_sound and len(checked.problems) == told
    return checked


def _numbered(documents: Iterable[Document]) -> Iterator[Part]:
    """The parts of a document with the numbers of their first pairs."""
    numbers: dict[Languages, int] = {}
    for document in documents:
        languages = languages_of(document)
        start = numbers.setdefault(languages, _STRIDE * len(numbers))
        numbers[languages] += len(document.pairs)
        yield Part(document, start)


def _moved(entry: RuleHit, start: int) -> RuleHit:
    """The hit with its pairs counted from `start`."""
    pairs = entry.hit.pairs
    if not start or not pairs:
        return entry
    return replace(entry, hit=replace(entry.hit, pairs=range(start + pairs.start, start + pairs.stop)))


def _shared(rules: Iterable[str], summaries: Summaries) -> list[Collected]:
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
            run = partial(check.join, own_summaries)
            joined[key] = guarded_one(problems, active.rule, path, run)
        options = own(check.judge, active.options)
        for summary in joined[key]:
            hits = guarded(problems, active.rule, path, partial(check.judge, summary, **options))
            yield from (RuleHit(active.rule.id, severity(active, hit), hit) for hit in hits)
