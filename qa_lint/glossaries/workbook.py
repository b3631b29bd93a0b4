"""Reads glossaries in XLSX workbooks, by openpyxl (https://openpyxl.readthedocs.io)."""

import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from qa_lint.glossaries.rows import Fault, Row, has_header, read_rows
from qa_lint.glossary import Item
from qa_lint.model import Problem

# A workbook is compressed: a small file may hold gigabytes.
_MAX_SIZE = 200_000_000
_MAX_ROWS = 500_000
_MAX_COLUMNS = 64


def read_workbook(path: str) -> Iterator[Item | Problem]:
    """The entries in an XLSX file: in its first sheet, and in any other that names its columns as a glossary
    does.
    """
    if fault := _fault(path):
        yield Problem(path, fault)
        return
    try:
        from openpyxl import load_workbook
    except ImportError:
        yield Problem(path, "to read workbooks, install qa-lint with openpyxl: pip install 'qa-lint[xlsx]'")
        return
    try:
        with warnings.catch_warnings():  # about parts of the workbook that play no role here
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
            try:
                yield from _sheets(book, path)
            finally:
                book.close()
    except Exception as error:  # openpyxl lets through whatever a broken part leads to
        yield Problem(path, f"this workbook is damaged ({error})")


def _fault(path: str) -> str:
    """Why the file cannot be a workbook, if it cannot."""
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except OSError as error:
        return f"cannot be read: {error.strerror or error}"
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "this is no XLSX workbook"
    if size > _MAX_SIZE:
        return (
            f"the workbook holds {size / 1e6:,.0f} MB when unpacked; {_MAX_SIZE / 1e6:,.0f} MB is the limit"
        )
    return ""


def _sheets(book: Any, path: str) -> Iterator[Item | Problem]:
    for number, sheet in enumerate(book.worksheets):
        sheet.reset_dimensions()  # what it says of its size may be wrong
        rows = _rows(sheet)
        first = next((row for row in rows if any(cell.strip() for cell in row.cells)), None)
        if first is None or (number and not has_header(first.cells)):
            continue
        for item in read_rows(_chain(first, rows), path, sheet.title):
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
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS), 1):
        yield Row(number, [_text(cell) for cell in row])


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
