"""A run: from the paths named on the command line to findings."""

import gc
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa_lint import outdated
from qa_lint.baseline import baseline_file, read_baseline
from qa_lint.cache import Cache, digest, load, open_cache, prune, store
from qa_lint.checking import Checked
from qa_lint.checking_parts import RuleHit
from qa_lint.config import Config, active_rules
from qa_lint.discover import discover
from qa_lint.engine import Judged, conclude, judge_project
from qa_lint.git import Changed, GitError, changed_since, fork_point
from qa_lint.glossaries import load_glossaries
from qa_lint.jobs import Outcome
from qa_lint.known import Known, Settled
from qa_lint.model import Finding, Problem, RuleFacts, Run
from qa_lint.packing import PackError
from qa_lint.schedule import Progress, check_jobs
from qa_lint.sidecar import read_noted
from qa_lint.signature import signature
from qa_lint.since import touched
from qa_lint.statistics import statistics


@dataclass(frozen=True, slots=True)
class Means:
    """How a run is done, which has no bearing on what it finds: by how many processes (0: as many as can run
    at once), with what was kept of earlier runs or without, and who is told how far it is; and whether
    statistics are wanted."""

    processes: int = 0
    cached: bool = True
    progress: Progress = lambda _done, _total: None
    statistics: bool = False


def run_check(
    paths: Sequence[str], config: Config, means: Means, since: str = ""
) -> tuple[list[Finding], Run]:
    """Checks the documents that `paths` name, or that are in these folders; reports what is found in what
    changed `since` a revision, if one is given. Raises `GitError`."""
    try:
        return _run(paths, config, means, since)
    except PackError:  # An entry is sound, but not what this version wrote.
        return _run(paths, config, replace(means, cached=False), since)


def _run(paths: Sequence[str], config: Config, means: Means, since: str) -> tuple[list[Finding], Run]:
    gc.set_threshold(100_000)  # segments and findings are many, and hold no cycles
    commit = fork_point(since) if since else ""
    found = discover(paths, config)
    named = config.glossaries
    glossaries = load_glossaries(named)
    config = replace(config, glossaries=glossaries.items)
    problems = [*glossaries.problems, *found.problems]
    if config.reference:
        from qa_lint.references import read_references

        approved = read_references(found.jobs, config)
        problems += approved.problems
        config = replace(config, references=approved.translations)
    cache = open_cache(config, named) if means.cached else None
    processes = means.processes or usable()
    outcomes = check_jobs(found.jobs, config, cache, processes, means.progress)
    checked = [entry for outcome in outcomes for entry in outcome.checked]
    judged = _judged(outcomes, config, cache)
    known = _known(paths, config)
    notices = list(found.notices)
    changed = changed_since(commit) if commit else {}
    late = _outdated(checked, config, commit, changed, notices)
    result = conclude(checked, judged, config, late, known)
    findings = touched(result.findings, changed) if commit else result.findings
    notices += _gone(result.settled, config)
    if cache:
        prune(cache)
    problems += [problem for outcome in outcomes for problem in outcome.problems]
    problems += result.problems
    if not found.jobs:
        # A gate must not pass because it looks in the wrong folder.
        empty = [path for path in paths if os.path.isdir(path)]
        problems += [Problem(path, "no document there, so nothing was checked") for path in empty]
    languages = sorted(result.languages, key=lambda name: (-result.languages[name], name))
    facts = Run(
        documents=result.documents,
        pairs=result.pairs,
        languages=tuple(languages),
        problems=tuple(
            sorted(set(problems), key=lambda problem: (problem.path, problem.line or 0, problem.message))
        ),
        notices=tuple(notices),
        ignored=result.settled.ignored,
        known=result.settled.known,
        fixed=tuple(entry.fingerprint for entry in result.settled.fixed),
        rules=_rule_facts(config),
        signature=signature(config, languages),
        fail_on=config.fail_on,
        statistics=statistics(findings, checked) if means.statistics else None,
    )
    return findings, facts


def _outdated(
    checked: Sequence[Checked], config: Config, commit: str, changed: Changed, notices: list[str]
) -> list[RuleHit]:
    """The translations that are of an older source, each once, if that is not found already."""
    checked = [entry for entry in checked if all(hit.rule != outdated.RULE for hit in entry.hits)]
    hits = []
    try:
        hits += outdated.as_stated(checked, config, notices)
    except GitError as error:  # no repository is needed to check documents
        notices.append(f"whether translations are of the commits they name is not known: {error}")
    if commit:
        hits += outdated.since(checked, commit, changed, config)
    if config.outdated == "history":
        hits += outdated.by_history(checked, config)
    return list({hit.hit.path: hit for hit in reversed(hits)}.values())


def _known(paths: Sequence[str], config: Config) -> Known:
    """What is known before the run. It is complete if it takes in all that the settings are for."""
    # `Path.resolve` fails for a link in a circle.
    top = Path(os.path.realpath(config.root))
    folders = {Path(os.path.realpath(path)) for path in paths}
    return Known(read_noted(config.root), read_baseline(config), not folders.isdisjoint((top, *top.parents)))


def _gone(settled: Settled, config: Config) -> Iterator[str]:
    """What is to be told of the baseline."""
    if settled.fixed:
        count = (
            "1 finding of it is" if len(settled.fixed) == 1 else f"{len(settled.fixed):,} findings of it are"
        )
        yield f"{baseline_file(config)}: {count} no longer there; see 'qa-lint baseline --prune'"


def _judged(outcomes: Sequence[Outcome], config: Config, cache: Cache | None) -> Judged:
    """What the rules over the whole project find: kept too, as long as no document changes."""
    keys = [outcome.key for outcome in outcomes]
    key = digest("project", *keys) if cache and all(keys) else b""
    kept: Judged | None = load(cache, key, Judged) if cache and key else None
    if kept is not None:
        return kept
    from qa_lint.binding import binder

    judged = judge_project([entry for outcome in outcomes for entry in outcome.checked], binder(config))
    if cache and key and not judged.problems:
        store(cache, key, judged)
    return judged


def usable() -> int:
    """How many processes can run at once, as far as this one may use the machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _rule_facts(config: Config) -> tuple[RuleFacts, ...]:
    """What reports say of the rules that are on anywhere, with the severity that they have most widely."""
    active = {
        entry.rule.id: entry
        for overrides in (*((override,) for override in config.overrides), ())
        for entry in active_rules(config, overrides)
    }
    return tuple(
        RuleFacts(
            id=rule_id,
            severity=entry.severity,
            category=entry.rule.category,
            mqm=entry.rule.mqm,
            summary=entry.rule.summary,
            why=entry.rule.why,
            false_alarms=entry.rule.false_alarms,
        )
        for rule_id, entry in sorted(active.items())
    )
