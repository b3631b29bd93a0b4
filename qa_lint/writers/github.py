"""The report for a step of GitHub Actions: workflow commands, which become annotations on the changed files.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from collections.abc import Iterator, Sequence

from qa_lint.model import Finding, Run, Severity
from qa_lint.writers import Layout
from qa_lint.writers.shown import by_severity, counted, excerpt, file_name, sides, worst_first

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_ROOM = 160


def write(findings: Sequence[Finding], run: Run, _layout: Layout) -> Iterator[str]:
    """The report, line by line, the worst first: GitHub shows ten errors and ten warnings of a step."""
    for finding in worst_first(findings):
        place = finding.place
        facts: dict[str, str | int] = {"file": file_name(place.path), "line": place.line}
        if place.end_line == place.line:
            facts |= {"col": place.column, "endColumn": max(place.column, place.end_column - 1)}
        else:
            facts["endLine"] = place.end_line
        facts["title"] = finding.rule
        values = ",".join(f"{name}={_value(str(value))}" for name, value in facts.items())
        yield f"::{_COMMANDS[finding.severity]} {values}::{_data(_message(finding))}\n"
    for problem in run.problems:
        line = f",line={problem.line}" if problem.line is not None else ""
        yield f"::error file={_value(file_name(problem.path))}{line}::{_data(problem.message)}\n"
    yield f"{counted(len(findings), 'finding')}{' (' + by_severity(findings) + ')' if findings else ''}\n"


def _message(finding: Finding) -> str:
    lines = [finding.message]
    if finding.place.unit:
        lines.append(f"unit: {finding.place.unit}")
    for name, mark in zip(("source", "target"), sides(finding), strict=True):
        if mark and mark.segment:
            lines.append(f"{name}: {excerpt(mark, _ROOM)}")
    if finding.suggestion is not None:
        lines.append(f"suggestion: {finding.suggestion}")
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
