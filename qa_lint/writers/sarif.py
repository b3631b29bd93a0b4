"""The report for code scanning: SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html).

GitHub reads 25,000 results of a run and shows the 5,000 most severe
(https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning):
the worst come first, and what is left out is told.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from qa_lint import __version__
from qa_lint.model import Finding, Mark, Place, Problem, RuleFacts, Run, Severity
from qa_lint.writers import Layout
from qa_lint.writers.shown import counted, file_name, worst_first

MAX_RESULTS = 25_000
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_MAX_DESCRIPTION = 1_000


def write(findings: Sequence[Finding], run: Run, _layout: Layout) -> Iterator[str]:
    """The report, piece by piece."""
    found = {finding.rule for finding in findings}
    rules = [rule for rule in run.rules if rule.id in found]
    indexes = {rule.id: number for number, rule in enumerate(rules)}
    results = worst_first(findings)[:MAX_RESULTS]
    head = {
        "tool": {
            "driver": {"name": "qa-lint", "semanticVersion": __version__, "rules": [*map(_rule, rules)]}
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(run, len(findings) - len(results))],
        "properties": {
            "signature": run.signature,
            "documents": run.documents,
            "pairs": run.pairs,
            "languages": list(run.languages),
        },
    }
    yield f'{{\n"$schema": "{_SCHEMA}",\n"version": "2.1.0",\n"runs": [{{\n'
    for key, value in head.items():
        yield f'"{key}": {_dump(value)},\n'
    yield '"results": ['
    for number, finding in enumerate(results):
        yield ("," if number else "") + "\n" + _dump(_result(finding, indexes))
    yield "\n]\n}]\n}\n"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _rule(rule: RuleFacts) -> dict[str, Any]:
    why, alarms = _joined(rule.why), _joined(rule.false_alarms)
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": why[:_MAX_DESCRIPTION]},
        "help": {
            "text": f"{rule.summary}.\n\n{why}\n\nKnown false alarms: {alarms}",
            "markdown": f"**{rule.summary}.**\n\n{why}\n\n**Known false alarms.** {alarms}",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "category": rule.category,
            "mqm": rule.mqm,
            "problem.severity": _GITHUB_LEVELS[rule.severity],
            "tags": ["translation", rule.category],
        },
    }


def _joined(text: str) -> str:
    """A text of a rule file with its lines joined to paragraphs."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def _invocation(run: Run, left_out: int) -> dict[str, Any]:
    notes = [_notification("error", problem) for problem in run.problems]
    notes += [{"level": "note", "message": {"text": notice}} for notice in run.notices]
    if left_out:
        text = f"{counted(left_out, 'finding')} left out here: a run has {MAX_RESULTS:,} results at most"
        notes.append({"level": "warning", "message": {"text": text}})
    return {"executionSuccessful": not run.problems, "toolExecutionNotifications": notes}


def _notification(level: str, problem: Problem) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(problem.path)}}
    if problem.line is not None:
        place["region"] = {"startLine": problem.line}
    locations = [{"physicalLocation": place}] if problem.path else []
    return {"level": level, "message": {"text": problem.message}, "locations": locations}


def _result(finding: Finding, indexes: Mapping[str, int]) -> dict[str, Any]:
    mark = finding.target or finding.source
    other = finding.source if finding.target else None
    suggestion = f" (suggestion: {finding.suggestion})" if finding.suggestion else ""
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message + suggestion},
        "locations": [_location(finding.place, mark)],
        "partialFingerprints": {
            "qaLint/v1": finding.fingerprint,
            "primaryLocationLineHash": finding.fingerprint,  # the only one that GitHub goes by
        },
        "properties": {"category": finding.category, "mqm": finding.mqm},
    }
    if finding.rule in indexes:
        result["ruleIndex"] = indexes[finding.rule]
    if other:
        related = {"id": 1, "message": {"text": f"The source: {other.text}"}, **_location(other.place, other)}
        result["relatedLocations"] = [related]
    if finding.suggestion is not None:
        result["properties"]["suggestion"] = finding.suggestion
    return result


def _location(place: Place, mark: Mark | None) -> dict[str, Any]:
    region: dict[str, Any] = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    if mark and mark.text:
        region["snippet"] = {"text": mark.text}
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": _uri(place.path)}, "region": region}
    }
    if place.unit:
        location["logicalLocations"] = [{"name": place.unit}]
    return location


def _uri(path: str) -> str:
    name = file_name(path)
    if os.path.isabs(name):
        return PurePath(name).as_uri()
    return quote(name.encode("utf-8", "surrogatepass"))
