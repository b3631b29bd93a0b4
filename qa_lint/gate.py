"""The one gate that every finding passes.

What others make idle is dropped, impossible spans are rejected, and what is left is ordered and gets its
fingerprint.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from qa_lint.catalogue import Rule
from qa_lint.checking_parts import RuleHit
from qa_lint.config import Config, names_rule, relative_to_root
from qa_lint.model import Finding, Mark, Problem


def pass_gate(hits: Sequence[RuleHit], problems: list[Problem], config: Config) -> list[Finding]:
    """The findings that `hits` are, in order. What is impossible is added to `problems`."""
    return _stamped(_findings(_supersede(hits, config.rules), problems, config.rules), config.root)


def _supersede(hits: Sequence[RuleHit], rules: Mapping[str, Rule]) -> Sequence[RuleHit]:
    """Drops what a finding of a superseding rule makes idle: in the same pairs, or in the document if it is
    about the whole."""
    silenced: dict[tuple[str, int | None], set[tuple[str, str]]] = {}
    for found in hits:
        names = {(found.rule, name) for name in rules[found.rule].supersedes}
        for pair in (None,) if found.hit.whole else found.hit.pairs:
            if names:
                silenced.setdefault((found.hit.path, pair), set()).update(names)
    return [found for found in hits if not _is_silenced(found, silenced)] if silenced else hits


def _is_silenced(found: RuleHit, silenced: Mapping[tuple[str, int | None], set[tuple[str, str]]]) -> bool:
    path, rule = found.hit.path, found.rule
    places = [(path, pair) for pair in found.hit.pairs]

    def is_named(place: tuple[str, int | None]) -> bool:
        return any(by != rule and names_rule(name, rule) for by, name in silenced.get(place, ()))

    return is_named((path, None)) or (bool(places) and all(map(is_named, places)))


def _stamped(found: Iterable[Finding], root: Path) -> list[Finding]:
    findings = sorted(found, key=order)
    seen: Counter[str] = Counter()
    names = {path: relative_to_root(root, path) for path in {finding.path for finding in findings}}
    return [_stamp(finding, seen, names[finding.path]) for finding in findings]


def _findings(
    hits: Iterable[RuleHit], problems: list[Problem], rules: Mapping[str, Rule]
) -> Iterator[Finding]:
    for found in hits:
        rule, hit = rules[found.rule], found.hit
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
            severity=found.severity,
            category=rule.category,
            mqm=rule.mqm,
            message=rule.message.format_map(fields),
            path=hit.path,
            source=hit.source,
            target=hit.target,
            suggestion=hit.suggestion,
            fingerprint="",
            pair=hit.pair,
            whole=hit.whole,
        )


def _is_possible(mark: Mark) -> bool:
    return 0 <= mark.span.start <= mark.span.end <= len(mark.segment)


def order(finding: Finding) -> tuple[object, ...]:
    """Where a finding stands in a report."""
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

    Findings that are the same in all of these are counted, so that of three the first is always 1 and the
    last 3. One that is added anywhere adds the fingerprint of 4: those of the others stay, in this document
    and in all others.
    """
    marks = [finding.source, finding.target]
    context = next((mark.segment for mark in marks if mark), "")
    key = "\0".join([finding.rule, name, *(mark.text if mark else "" for mark in marks), context])
    seen[key] += 1
    digest = hashlib.sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass"))
    return replace(finding, fingerprint=digest.hexdigest()[:16])
