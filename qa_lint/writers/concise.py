"""The report for editors and `grep`: one line a finding, `path:line:column: severity rule message [unit]`."""

from collections.abc import Iterator, Sequence

from qa_lint.model import Finding, Run
from qa_lint.writers import Layout
from qa_lint.writers.terminal import safe


def write(findings: Sequence[Finding], _run: Run, _layout: Layout) -> Iterator[str]:
    """The report, line by line."""
    for finding in findings:
        place = finding.place
        unit = f" [{safe(place.unit)}]" if place.unit else ""
        yield (
            f"{safe(place.path)}:{place.line}:{place.column}: "
            f"{finding.severity.label} {finding.rule} {safe(finding.message)}{unit}\n"
        )
