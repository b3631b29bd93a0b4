"""The report for programs: a JSON object, described by `reports/findings.schema.json`, one finding a line."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from qa_lint import __version__
from qa_lint.model import Finding, Mark, Run, Severity
from qa_lint.writers import Layout
from qa_lint.writers.statistics import as_facts

SCHEMA_VERSION = 1


def write(findings: Sequence[Finding], run: Run, _layout: Layout) -> Iterator[str]:
    """The report, piece by piece."""
    head = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "qa-lint", "version": __version__},
        "run": _run(run),
        "summary": _summary(findings),
        "statistics": as_facts(run.statistics) if run.statistics else None,
    }
    yield "{\n"
    for key, value in head.items():
        yield f'"{key}": {_dump(value)},\n'
    yield '"findings": ['
    for number, finding in enumerate(findings):
        yield ("," if number else "") + "\n" + _dump(as_json(finding))
    yield "\n]\n}\n"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _run(run: Run) -> dict[str, Any]:
    return {
        "documents": run.documents,
        "pairs": run.pairs,
        "languages": list(run.languages),
        "problems": [
            {"path": problem.path, "line": problem.line, "message": problem.message}
            for problem in run.problems
        ],
        "notices": list(run.notices),
        "known": {"ignored": run.ignored, "baseline": run.known, "fixed": len(run.fixed)},
        "signature": run.signature,
    }


def _summary(findings: Sequence[Finding]) -> dict[str, Any]:
    severities = Counter(finding.severity for finding in findings)
    rules = Counter(finding.rule for finding in findings)
    return {
        "findings": len(findings),
        "by_severity": {severity.label: severities[severity] for severity in reversed(Severity)},
        "by_rule": dict(sorted(rules.items())),
    }


def as_json(finding: Finding) -> dict[str, Any]:
    """A finding as the schema describes it."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.label,
        "category": finding.category,
        "mqm": finding.mqm,
        "message": finding.message,
        "path": finding.path,
        "source": _side(finding.source),
        "target": _side(finding.target),
        "suggestion": finding.suggestion,
        "fingerprint": finding.fingerprint,
    }


def _side(mark: Mark | None) -> dict[str, Any] | None:
    if mark is None:
        return None
    place = mark.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "unit": place.unit,
        "text": mark.text,
    }
