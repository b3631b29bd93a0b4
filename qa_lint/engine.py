"""Documents in, findings out: each document is checked by itself, then what came out is judged together.

Every finding passes one gate, and comes out in an order that depends on the input alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from qa_lint.binding import Binder, binder, together
from qa_lint.checking import Checked, check, judge
from qa_lint.checking_parts import RuleHit
from qa_lint.checks import CollectingCheck
from qa_lint.config import ActiveRule, Config
from qa_lint.gate import pass_gate
from qa_lint.known import NOTHING, Known, Settled, settle
from qa_lint.model import Document, Finding, PlacedHit, Problem, Severity
from qa_lint.packing import unpack_summaries


@dataclass(slots=True)
class Judged:
    """What the rules over the whole project found, and which of them failed."""

    hits: list[RuleHit] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class Result:
    """What a run found: the findings in order, the problems met on the way, and what was read."""

    findings: list[Finding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    documents: int = 0
    pairs: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    settled: Settled = field(default_factory=Settled)


def lint(documents: Iterable[Document], config: Config, known: Known = NOTHING) -> Result:
    """Checks `documents`, of which those of one path must follow each other. What is `known` is left out."""
    rules = binder(config)
    checked = list(check(documents, rules))
    return conclude(checked, judge_project(checked, rules), config, known=known)


def judge_project(checked: Sequence[Checked], rules: Binder) -> Judged:
    """What the rules over the whole project find in what was collected of the documents, in order."""
    judged = Judged()
    summaries: dict[str, list[Any]] = {}
    actives: dict[str, dict[int, ActiveRule]] = {}
    severities: dict[tuple[str, str], Severity] = {}
    for document in checked:
        bound = [rules.rules(document.path, languages) for languages in document.languages]
        for collected in document.collected:
            name = bound[0][collected.rules[0]].rule.check
            found = collected.summaries
            if collected.packed:
                found = unpack_summaries(name, collected.packed)
            for rule in collected.rules:
                summaries.setdefault(rule, []).extend(found)
                of_rule = {id(entry[rule]): entry[rule] for entry in bound}
                actives.setdefault(rule, {}).update(of_rule)
                severities[document.path, rule] = bound[0][rule].severity

    def severity(active: ActiveRule, hit: PlacedHit) -> Severity:
        return severities.get((hit.path, active.rule.id), active.severity)

    collecting = _collecting(together(list(actives[rule].values())) for rule in sorted(actives))
    judged.hits += judge(collecting, summaries, "", judged.problems, severity)
    return judged


def _collecting(actives: Iterable[ActiveRule]) -> Iterator[tuple[ActiveRule, CollectingCheck]]:
    for active in actives:
        check = active.rule.load()
        if isinstance(check, CollectingCheck):
            yield active, check


def conclude(
    checked: Sequence[Checked],
    judged: Judged,
    config: Config,
    more: Iterable[RuleHit] = (),
    known: Known = NOTHING,
) -> Result:
    """The result of a run from what came of its documents and of the project, and from `more` that was found
    elsewhere. What is `known` is left out of the findings."""
    result = Result()
    hits: list[RuleHit] = []
    for document in checked:
        hits += document.hits
        result.problems += document.problems
        result.documents += 1
        result.pairs += document.pairs
        result.languages.update(document.counts)
    result.problems += judged.problems
    hits += [*judged.hits, *more]
    result.findings = pass_gate(hits, result.problems, config)
    if known is not NOTHING or any(document.scopes for document in checked):
        result.findings, result.settled = settle(
            result.findings, hits, checked, known, result.problems, config
        )
    return result
