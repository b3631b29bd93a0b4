"""The report for GitLab's merge requests: code quality (https://docs.gitlab.com/ci/testing/code_quality/)."""

import json
from collections.abc import Iterator, Sequence

from qa_lint.model import Finding, Run, Severity
from qa_lint.writers import Layout
from qa_lint.writers.shown import file_name, worst_first

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(findings: Sequence[Finding], _run: Run, _layout: Layout) -> Iterator[str]:
    """The report, piece by piece, the worst first."""
    yield "["
    for number, finding in enumerate(worst_first(findings)):
        place = finding.place
        unit = f" [{place.unit}]" if place.unit else ""
        entry = {
            "description": finding.message + unit,
            "check_name": finding.rule,
            "fingerprint": finding.fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": file_name(place.path),
                "lines": {"begin": place.line, "end": max(place.line, place.end_line)},
            },
        }
        yield ("," if number else "") + "\n" + json.dumps(entry, ensure_ascii=False)
    yield "\n]\n"
