"""The report for pipelines: one JSON object a line (https://jsonlines.org), each a finding as in `json`."""

import json
from collections.abc import Iterator, Sequence

from qa_lint.model import Finding, Run
from qa_lint.writers import Layout
from qa_lint.writers.json import as_json


def write(findings: Sequence[Finding], _run: Run, _layout: Layout) -> Iterator[str]:
    """The report, line by line."""
    for finding in findings:
        yield json.dumps(as_json(finding), ensure_ascii=False) + "\n"
