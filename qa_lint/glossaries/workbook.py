"""Reads glossaries in XLSX workbooks."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from qa_lint.glossaries.rows import Fault, Row, has_header, read_rows
from qa_lint.glossary import Item
from qa_lint.model import Problem
from qa_lint.readers.office.workbook import opened_workbook
from qa_lint.textfile import TextError

_MAX_ROWS = 500_000
_MAX_COLUMNS = 64


def read_workbook(path: str) -> Iterator[Item | Problem]:
    """The entries in an XLSX file: in its first sheet, and in any other that names its columns as a glossary
    does.
    """
    try:
        with opened_workbook(path) as book:
            yield from _sheets(book, path)
    except TextError as error:
        yield Problem(path, error.message)


def _sheets(book: Any, path: str) -> Iterator[Item | Problem]:
    for number, sheet in enumerate(book.worksheets):
        rows = _rows(sheet)
        first = next((row for row in rows if any(cell.strip() for cell in row.cells)), None)
        if first is None or (number and not has_header(first.cells)):
            continue
        for item in read_rows(_chain(first, rows)):
            if isinstance(item, Fault):
                yield Problem(path, f"sheet '{sheet.title}', row {item.number}: {item.message}", item.number)
            else:
                yield item


def _chain(first: Row, rows: Iterator[Row]) -> Iterator[Row | Fault]:
    yield first
    for row in rows:
        if row.number > _MAX_ROWS:
            yield Fault(row.number, f"a sheet is read up to row {_MAX_ROWS:,}; the rest is left out")
            return
        yield row


def _rows(sheet: Any) -> Iterator[Row]:
    # A row that says that its number is 9,999,999,999 is handed over behind as many empty ones.
    rows = islice(sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS), _MAX_ROWS + 1)
    for number, row in enumerate(rows, 1):
        yield Row(number, [_text(cell) for cell in row])


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
