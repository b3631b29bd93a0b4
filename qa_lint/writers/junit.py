"""The report for test dashboards: JUnit XML, as Jenkins and GitLab read it.

A suite is a document, a test case a rule that found something in it: what fails has a short name, and a fault
that is mended makes its case go away. Findings below the failing severity are the output of a case that
passes. It is valid by the schema of Jenkins, `junit-4.xsd` (https://plugins.jenkins.io/xunit/).
"""

from collections.abc import Iterator, Mapping, Sequence

from qa_lint.model import Finding, Run
from qa_lint.writers import Layout
from qa_lint.writers.shown import counted, excerpt, file_name, sides, worst, worst_first
from qa_lint.xml_text import attribute, text

_ROOM = 160


def write(findings: Sequence[Finding], run: Run, _layout: Layout) -> Iterator[str]:
    """The report, piece by piece."""
    cases: dict[str, dict[str, list[Finding]]] = {}
    for finding in worst_first(findings):
        cases.setdefault(file_name(finding.path), {}).setdefault(finding.rule, []).append(finding)
    failures = {
        path: sum(_fails(entries, run) for entries in rules.values()) for path, rules in cases.items()
    }
    tests = sum(map(len, cases.values())) + max(1, len(run.problems))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        f'<testsuites name="qa-lint" tests="{tests}" failures="{sum(failures.values())}" '
        f'errors="{len(run.problems)}">\n'
    )
    yield from _own(run)
    for path in sorted(cases):
        yield from _suite(path, cases[path], failures[path], run)
    yield "</testsuites>\n"


def _fails(findings: Sequence[Finding], run: Run) -> bool:
    return worst(findings) >= run.fail_on


def _own(run: Run) -> Iterator[str]:
    """The suite of the run as a whole, so that a clean run has a test that passes."""
    count = len(run.problems)
    yield f'<testsuite name="qa-lint" tests="{max(1, count)}" failures="0" errors="{count}">\n'
    signature = f'<property name="signature" value={attribute(run.signature)}/>'
    yield f"<properties>{signature}</properties>\n"
    if not count:
        checked = f"{counted(run.documents, 'document')}, {counted(run.pairs, 'pair')}"
        yield (
            '<testcase classname="qa-lint" name="everything was checked">'
            f"<system-out>{checked}</system-out></testcase>\n"
        )
    for problem in run.problems:
        place = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
        yield (
            f'<testcase classname="qa-lint" name={attribute(place)}>'
            f'<error message={attribute(problem.message)} type="problem"/></testcase>\n'
        )
    yield "</testsuite>\n"


def _suite(path: str, rules: Mapping[str, list[Finding]], failures: int, run: Run) -> Iterator[str]:
    yield (f'<testsuite name={attribute(path)} tests="{len(rules)}" failures="{failures}" errors="0">\n')
    for rule, findings in rules.items():
        report = text("\n\n".join(map(_report, findings)))
        yield f"<testcase classname={attribute(path)} name={attribute(rule)}>"
        if _fails(findings, run):
            more = f" (and {len(findings) - 1:,} more)" if len(findings) > 1 else ""
            message = attribute(findings[0].message + more)
            yield f'<failure message={message} type="{worst(findings).label}">{report}</failure>'
        else:
            yield f"<system-out>{report}</system-out>"
        yield "</testcase>\n"
    yield "</testsuite>\n"


def _report(finding: Finding) -> str:
    place = finding.place
    where = f"{file_name(place.path)}:{place.line}:{place.column}"
    unit = f" [{place.unit}]" if place.unit else ""
    lines = [f"{where}{unit} {finding.severity.label} {finding.message}"]
    for name, mark in zip(("source", "target"), sides(finding), strict=True):
        if mark and mark.segment:
            shown = excerpt(mark, _ROOM)
            spot = f"⟦{shown.spot}⟧" if shown.spot else ""
            lines.append(f"  {name} {mark.place.line}:{mark.place.column}: {shown.before}{spot}{shown.after}")
    if finding.suggestion is not None:
        lines.append(f"  suggestion: {finding.suggestion}")
    return "\n".join(lines)
