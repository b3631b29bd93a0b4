"""Findings that are known: those that people had ignored, and those of the baseline.

They pass the gate like all others, so that their fingerprints do not depend on what is known, and are left
out then.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa_lint.binding import Binder, binder
from qa_lint.checking import Checked
from qa_lint.checking_parts import RuleHit
from qa_lint.checks import SuppressionCheck
from qa_lint.config import Config, relative_to_root
from qa_lint.gate import order, pass_gate
from qa_lint.model import Finding, Problem, Use
from qa_lint.suppressions import Noted, indexed, is_settled, match, noted_uses, uses


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding of the baseline; `path` names its document from the root on."""

    fingerprint: str
    rule: str
    path: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a run: what people had ignored, and the baseline. `is_complete` says that all
    documents there are are checked, so that what the rules over the project find is final."""

    noted: tuple[Noted, ...] = ()
    baseline: tuple[Entry, ...] = ()
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Settled:
    """How many findings are ignored, how many are in the baseline, and what of the baseline is no more."""

    ignored: int = 0
    known: int = 0
    fixed: tuple[Entry, ...] = ()


NOTHING = Known()


def settle(
    findings: Sequence[Finding],
    hits: Sequence[RuleHit],
    checked: Sequence[Checked],
    known: Known,
    problems: list[Problem],
    config: Config,
) -> tuple[list[Finding], Settled]:
    """The `findings` that are not known, with those about what was ignored in vain. `hits` is all that was
    found, also what others make idle."""
    rules = binder(config)
    names = {document.path: relative_to_root(config.root, document.path) for document in checked}
    judged = _judged(checked, hits, problems, rules, known, config)
    scopes = indexed(scope for document in checked for scope in document.scopes)
    used = {name for found in hits for name in match(scopes, found.rule, found.hit).names}
    noted = {entry.fingerprint for entry in known.noted}
    by_name = {names[path]: found for path, found in judged.items()}
    there = {finding.fingerprint for finding in findings}
    became = [
        *uses(scopes, used, config.rules, judged),
        *noted_uses(known.noted, there, by_name, config.root),
    ]
    open_ = [
        finding
        for finding in findings
        if finding.fingerprint not in noted and not match(scopes, finding.rule, finding).is_ignored
    ]
    ignored = len(findings) - len(open_)
    open_ = sorted([*open_, *pass_gate(list(_hits(became, rules)), problems, config)], key=order)
    there = {finding.fingerprint for finding in open_}
    baseline = {entry.fingerprint for entry in known.baseline}
    new = [finding for finding in open_ if finding.fingerprint not in baseline]
    fixed = tuple(_fixed(known.baseline, there, by_name, config.root))
    return new, Settled(ignored, len(open_) - len(new), fixed)


def _hits(became: Sequence[Use], rules: Binder) -> Iterator[RuleHit]:
    for use in became:
        for active in rules.rules(use.path, ("", "")).values():
            check = active.rule.load()
            if isinstance(check, SuppressionCheck):
                for hit in check.judge(use, **active.options):
                    yield RuleHit(active.rule.id, active.severity, hit)


def _judged(
    checked: Sequence[Checked],
    hits: Sequence[RuleHit],
    problems: Sequence[Problem],
    rules: Binder,
    known: Known,
    config: Config,
) -> dict[str, frozenset[str]]:
    """By document, the rules of which all findings are known: none where something could not be read, or
    where a finding about the whole document makes others idle."""
    unclear = {problem.path for problem in problems}
    unclear |= {found.hit.path for found in hits if found.hit.whole and config.rules[found.rule].supersedes}
    is_final = known.is_complete and not problems
    judged: dict[str, frozenset[str]] = {}
    for document in checked:
        bound = [set(rules.rules(document.path, languages)) for languages in document.languages]
        project = {rule for collected in document.collected for rule in collected.rules}
        is_clear = bound and document.path not in unclear
        rules_of = set.intersection(*bound) if is_clear else set()
        judged[document.path] = frozenset(rules_of - (set() if is_final else project))
    return judged


def _fixed(
    baseline: Sequence[Entry], there: Collection[str], judged: Mapping[str, Collection[str]], root: Path
) -> Iterator[Entry]:
    for entry in baseline:
        if entry.fingerprint not in there and is_settled(entry.rule, entry.path, judged, root):
            yield entry
