"""The report as a table in CSV (https://www.rfc-editor.org/rfc/rfc4180), with a byte order mark for Excel."""

import csv
import io
from collections.abc import Iterator, Sequence

from qa_lint.model import Finding, Mark, Run
from qa_lint.writers import Layout
from qa_lint.writers.rows import COLUMNS, is_like_formula, rows


def write(findings: Sequence[Finding], _run: Run, _layout: Layout) -> Iterator[str]:
    """The report, row by row. A cell that a spreadsheet would run as a formula begins with an apostrophe."""
    yield "\ufeff" + _line(COLUMNS)
    for row in rows(findings):
        yield _line([cell.segment if isinstance(cell, Mark) else cell for cell in row.cells])


def _line(cells: Sequence[str | int]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(
        f"'{cell}" if isinstance(cell, str) and is_like_formula(cell) else cell for cell in cells
    )
    return line.getvalue()
