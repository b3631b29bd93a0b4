"""The report as a workbook: findings in one sheet, with the marked spots in bold, and the run in another.

Made by openpyxl (https://openpyxl.readthedocs.io) in its write-only mode, which keeps no rows in memory.
"""

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from qa_lint.model import Finding, Run, Severity, Statistics
from qa_lint.writers import Layout, ReportError
from qa_lint.writers.rows import COLUMNS, MAX_TEXT, is_like_formula, rows
from qa_lint.writers.shown import Excerpt
from qa_lint.writers.statistics import as_rows
from qa_lint.xml_text import allowed

_WIDTHS = (28, 7, 14, 26, 10, 16, 30, 52, 52, 52, 24, 19)
_FILLS = {"error": "F9D5D0", "warning": "FCEBC4", "info": "DCE9F7"}
_COLOR = "B3261E"
_CHUNK = 1 << 16


def write(findings: Sequence[Finding], run: Run, _layout: Layout) -> Iterator[bytes]:
    """The report, piece by piece. Raises `ReportError` if openpyxl is missing."""
    try:
        from openpyxl import Workbook
    except ImportError:
        raise ReportError(
            "to write workbooks, install qa-lint with openpyxl: pip install 'qa-lint[xlsx]'"
        ) from None
    book = Workbook(write_only=True)
    book.properties.creator = "qa-lint"  # by which a later run knows it for a report
    _findings(book.create_sheet("Findings"), findings)
    _summary(book.create_sheet("Run"), findings, run)
    if run.statistics:
        _statistics(book.create_sheet("Statistics"), run.statistics)
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def _findings(sheet: Any, findings: Sequence[Finding]) -> None:
    from openpyxl.styles import Alignment, PatternFill
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(findings) + 1}"
    wrapped = Alignment(wrap_text=True, vertical="top")
    plain = _style(sheet, alignment=wrapped)
    quoted = _style(sheet, alignment=wrapped, quotePrefix=True)
    filled = {
        name: _style(sheet, alignment=wrapped, fill=PatternFill("solid", fgColor=color))
        for name, color in _FILLS.items()
    }
    severity = COLUMNS.index("severity")
    sheet.append(_bold(sheet, COLUMNS))
    for row in rows(findings):
        cells: list[Any] = [_cell(sheet, value, plain, quoted) if value else None for value in row.cells]
        cells[severity]._style = filled[str(row.cells[severity])]
        sheet.append(cells)


def _summary(sheet: Any, findings: Sequence[Finding], run: Run) -> None:
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 14
    plain, quoted = _style(sheet), _style(sheet, quotePrefix=True)
    counts = Counter((finding.severity, finding.rule) for finding in findings)
    severities = Counter(finding.severity for finding in findings)
    facts: list[tuple[str, str | int]] = [
        ("documents", run.documents),
        ("pairs", run.pairs),
        ("languages", ", ".join(run.languages)),
        ("signature", run.signature),
        *((f"{severity.label} findings", severities[severity]) for severity in reversed(Severity)),
        *(("could not be checked", f"{problem.path}: {problem.message}") for problem in run.problems),
    ]
    for name, value in facts:
        sheet.append([*_bold(sheet, (name,)), _cell(sheet, value, plain, quoted)])
    sheet.append([])
    sheet.append(_bold(sheet, ("rule", "findings", "severity")))
    for (severity, rule), count in sorted(
        counts.items(), key=lambda item: (-item[0][0], -item[1], item[0][1])
    ):
        sheet.append([_cell(sheet, rule, plain, quoted), count, severity.label])


def _statistics(sheet: Any, statistics: Statistics) -> None:
    sheet.column_dimensions["A"].width = 12
    sheet.column_dimensions["B"].width = 40
    sheet.freeze_panes = "A2"
    plain, quoted = _style(sheet), _style(sheet, quotePrefix=True)
    headings, *values = as_rows(statistics)
    sheet.auto_filter.ref = f"A1:H{len(values) + 1}"
    sheet.append(_bold(sheet, [str(heading) for heading in headings]))
    for row in values:
        sheet.append([None if value == "" else _cell(sheet, value, plain, quoted) for value in row])


def _style(sheet: Any, **settings: Any) -> Any:
    """A style to share: to set it up anew for each cell takes openpyxl longer than to write the cell."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet)
    for name, setting in settings.items():
        setattr(cell, name, setting)
    return cell._style


def _bold(sheet: Any, names: Sequence[str]) -> list[Any]:
    from openpyxl.styles import Font

    style = _style(sheet, font=Font(bold=True))
    return [_cell(sheet, name, style, style) for name in names]


def _cell(sheet: Any, value: str | float | Excerpt, plain: Any, quoted: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, Excerpt):
        value = _marked(value)
    elif isinstance(value, str):
        value = allowed(value[:MAX_TEXT])
    cell = WriteOnlyCell(sheet, value)
    cell._style = plain
    if isinstance(value, str) and is_like_formula(str(value)):
        cell.data_type = "s"  # openpyxl takes all that begins with = for a formula
        cell._style = quoted  # and so would Excel, once the cell is edited
    return cell


def _marked(parts: Excerpt) -> Any:
    """The text of a segment with the marked spot in bold."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    before, spot, after = map(allowed, (parts.before, parts.spot, parts.after))
    if not spot or not (before or after):
        return before + spot + after
    block = TextBlock(InlineFont(b=True, color=_COLOR), spot)
    return CellRichText(*(piece for piece in (before, block, after) if piece))
