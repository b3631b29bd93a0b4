"""Documents in, findings out.

Pair checks run on each pair, collecting checks once a document or the whole project is read. Every finding
passes one gate, which rejects impossible spans, and comes out in an order that depends on the input alone.
"""

import hashlib
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from qa_lint.catalogue import Rule
from qa_lint.checks import CollectingCheck, PairCheck
from qa_lint.config import ActiveRule, Config, active_rules, names_rule, relative_to_root
from qa_lint.glossary import entries_for, scopes_of
from qa_lint.model import Document, Finding, Hit, Mark, Pair, PlacedHit, Problem, Segment, Side, Span

_Find = Callable[[Pair], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class _Bound:
    """The checks of the rules in force for one set of overrides, with their options filled in."""

    pair: tuple[tuple[ActiveRule, _Find, bool], ...]
    document: tuple[tuple[ActiveRule, CollectingCheck], ...]
    project: tuple[tuple[ActiveRule, CollectingCheck], ...]


@dataclass(slots=True)
class Result:
    """What a run found: the findings in order, the problems met on the way, and what was read."""

    findings: list[Finding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    documents: int = 0
    pairs: int = 0
    languages: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Raw:
    """A finding on its way through the gate, with the pairs it is about, counted over the document."""

    active: ActiveRule
    hit: PlacedHit
    pairs: range


def lint(documents: Iterable[Document], config: Config) -> Result:
    """Checks `documents`, of which those of one path must follow each other.

    A document of several pairs of languages is several to the checks.
    """
    result = Result()
    bound: dict[tuple[object, ...], _Bound] = {}
    scopes = scopes_of(config.glossaries)
    summaries: dict[str, list[Any]] = {}
    project: dict[str, tuple[ActiveRule, CollectingCheck]] = {}
    raws: list[_Raw] = []
    for path, parts in itertools.groupby(documents, key=lambda document: document.path):
        overrides = config.overrides_for(path)
        fitting = tuple(scope for scope in scopes if config.is_within(path, scope))
        count = 0
        for languages, group in itertools.groupby(parts, key=_language_pair):
            key = *map(id, overrides), languages, fitting
            if key not in bound:
                glossary = entries_for(config.glossaries, *languages, fitting)
                values = {"glossary": glossary, "references": config.references}
                bound[key] = _bind(active_rules(config, overrides, values))
            checks = bound[key]
            found, count = _lint_document(path, group, checks, result, summaries, count)
            raws += found
            project |= {active.rule.id: (active, check) for active, check in checks.project}
        result.documents += 1
    for rule_id, (active, check) in project.items():
        judge = partial(_judge, active, check, summaries.get(rule_id, []))
        raws += [_Raw(active, hit, hit.pairs) for hit in _guarded(result, active.rule, "", judge)]
    result.findings = _gate(_supersede(raws), result.problems, config.root)
    return result


def _bind(actives: Sequence[ActiveRule]) -> _Bound:
    pair: list[tuple[ActiveRule, _Find, bool]] = []
    collecting: list[tuple[ActiveRule, CollectingCheck]] = []
    for active in actives:
        needed = (option.keyword for option in active.rule.options.values() if option.required)
        if not all(active.options[keyword] for keyword in needed):
            continue
        check = active.rule.load()
        if isinstance(check, PairCheck):
            pair.append((active, partial(check.run, **active.options), check.one_sided))
        else:
            collecting.append((active, check))
    return _Bound(
        pair=tuple(pair),
        document=tuple(entry for entry in collecting if entry[1].scope == "document"),
        project=tuple(entry for entry in collecting if entry[1].scope == "project"),
    )


def _lint_document(
    path: str,
    parts: Iterable[Document],
    checks: _Bound,
    result: Result,
    project: dict[str, list[Any]],
    start: int,
) -> tuple[list[_Raw], int]:
    """What is found in the parts of a document in one pair of languages, and the number of the pair after its
    last; the first one is `start`.
    """
    raws: list[_Raw] = []
    summaries: dict[str, list[Any]] = {}
    count = start
    for document in parts:
        result.problems += document.problems
        if document.pairs or document.remarks:
            result.languages[_languages(document)] += len(document.pairs)
        for number, pair in enumerate(document.pairs, count):
            raws += _lint_pair(path, pair, number, checks, result)
        count += len(document.pairs)
        result.pairs += 0 if document.lone else len(document.pairs)
        collected: list[tuple[Callable[..., Any], Mapping[str, Any], list[Any]]] = []
        for active, check in (*checks.document, *checks.project):
            options = _own(check.collect, active.options)
            summary = next((s for f, o, s in collected if f is check.collect and o == options), None)
            if summary is None:  # Rules that collect the same share it.
                summary = _guarded(result, active.rule, path, partial(_collect, check, document, options))
                collected.append((check.collect, options, summary))
            store = project if check.scope == "project" else summaries
            store.setdefault(active.rule.id, []).extend(summary)
    for active, check in checks.document:
        judge = partial(_judge, active, check, summaries.get(active.rule.id, []))
        for hit in _guarded(result, active.rule, path, judge):
            raws.append(_Raw(active, hit, range(start + hit.pairs.start, start + hit.pairs.stop)))
    return raws, count


def _language_pair(document: Document) -> tuple[str, str]:
    return document.source_language, document.target_language


def _languages(document: Document) -> str:
    """The languages of a document as a report names them: `zh-en`, `zh` for one without a translation."""
    if document.lone is Side.SOURCE and not document.target_language:
        return document.source_language or "?"
    return f"{document.source_language or '?'}-{document.target_language or '?'}"


def _lint_pair(path: str, pair: Pair, number: int, checks: _Bound, result: Result) -> list[_Raw]:
    both = bool(pair.source.text and pair.target.text)
    raws: list[_Raw] = []
    for active, find, one_sided in checks.pair:
        if not (both or one_sided):
            continue
        try:
            hits = list(find(pair))
        except Exception as error:
            result.problems.append(_failure(active.rule, path, error, pair.source.position(0)[0]))
            continue
        for hit in hits:
            source = _mark(pair.source, hit.source)
            target = _mark(pair.target, hit.target)
            placed = PlacedHit(path, source, target, hit.fields, hit.suggestion, pair=pair)
            raws.append(_Raw(active, placed, range(number, number + 1)))
    return raws


def _mark(segment: Segment, span: Span | None) -> Mark | None:
    return None if span is None else segment.mark(span)


def _collect(check: CollectingCheck, document: Document, options: Mapping[str, Any]) -> Iterable[Any]:
    return [check.collect(document, **options)]


def _judge(active: ActiveRule, check: CollectingCheck, summaries: list[Any]) -> Iterable[PlacedHit]:
    return check.judge(summaries, **_own(check.judge, active.options))


def _own(function: Callable[..., Any], options: Mapping[str, Any]) -> dict[str, Any]:
    """The options that are keyword arguments of `function`."""
    names = function.__code__.co_varnames[
        : function.__code__.co_argcount + function.__code__.co_kwonlyargcount
    ]
    return {name: value for name, value in options.items() if name in names}


def _guarded(result: Result, rule: Rule, path: str, run: Callable[[], Iterable[Any]]) -> list[Any]:
    """What `run` yields; nothing and a problem if it fails, since one broken check must not hide the others'
    findings."""
    try:
        return list(run())
    except Exception as error:
        result.problems.append(_failure(rule, path, error))
        return []


def _failure(rule: Rule, path: str, error: Exception, line: int | None = None) -> Problem:
    return Problem(
        path, f"the rule {rule.id} failed here ({type(error).__name__}: {error}); please report it", line
    )


def _supersede(raws: list[_Raw]) -> list[_Raw]:
    """Drops what a finding of a superseding rule makes idle: in the same pairs, or in the document if it is
    about the whole."""
    silenced: dict[tuple[str, int | None], set[tuple[str, str]]] = {}
    for raw in raws:
        names = {(raw.active.rule.id, name) for name in raw.active.rule.supersedes}
        for pair in (None,) if raw.hit.whole else raw.pairs:
            if names:
                silenced.setdefault((raw.hit.path, pair), set()).update(names)
    return [raw for raw in raws if not _is_silenced(raw, silenced)] if silenced else raws


def _is_silenced(raw: _Raw, silenced: Mapping[tuple[str, int | None], set[tuple[str, str]]]) -> bool:
    path, rule = raw.hit.path, raw.active.rule.id
    places = [(path, pair) for pair in raw.pairs]

    def is_named(place: tuple[str, int | None]) -> bool:
        return any(by != rule and names_rule(name, rule) for by, name in silenced.get(place, ()))

    return is_named((path, None)) or (bool(places) and all(map(is_named, places)))


def _gate(raws: Iterable[_Raw], problems: list[Problem], root: Path) -> list[Finding]:
    findings = list(_findings(raws, problems))
    findings.sort(key=_order)
    seen: Counter[str] = Counter()
    names = {finding.path: relative_to_root(root, finding.path) for finding in findings}
    return [_stamp(finding, seen, names[finding.path]) for finding in findings]


def _findings(raws: Iterable[_Raw], problems: list[Problem]) -> Iterator[Finding]:
    for raw in raws:
        rule, hit = raw.active.rule, raw.hit
        if not all(_is_possible(mark) for mark in (hit.source, hit.target) if mark):
            problems.append(
                Problem(hit.path, f"the rule {rule.id} marked an impossible place; please report it")
            )
            continue
        fields = {
            "source": hit.source.text if hit.source else "",
            "target": hit.target.text if hit.target else "",
            **hit.fields,
        }
        yield Finding(
            rule=rule.id,
            severity=raw.active.severity,
            category=rule.category,
            message=rule.message.format_map(fields),
            path=hit.path,
            source=hit.source,
            target=hit.target,
            suggestion=hit.suggestion,
            fingerprint="",
            pair=hit.pair,
        )


def _is_possible(mark: Mark) -> bool:
    return 0 <= mark.span.start <= mark.span.end <= len(mark.segment)


def _order(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    source = finding.source.place if finding.source else place
    return (
        finding.path,
        place.path,
        place.line,
        place.column,
        finding.rule,
        source.line,
        source.column,
        finding.message,
    )


def _stamp(finding: Finding, seen: Counter[str], name: str) -> Finding:
    """`finding` with its fingerprint: of its rule, the document's name, the marked texts and the source
    segment.

    Findings that are the same in all of these are counted.
    """
    marks = [finding.source, finding.target]
    context = next((mark.segment for mark in marks if mark), "")
    key = "\0".join([finding.rule, name, *(mark.text if mark else "" for mark in marks), context])
    seen[key] += 1
    digest = hashlib.sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass"))
    return replace(finding, fingerprint=digest.hexdigest()[:16])
