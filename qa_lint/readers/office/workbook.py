"""Opens XLSX workbooks by openpyxl (https://openpyxl.readthedocs.io)."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from qa_lint.readers.office.package import opened
from qa_lint.textfile import TextError


@contextmanager
def opened_workbook(path: str) -> Iterator[Any]:
    """The workbook at `path`, to be read row by row, with the values last shown in place of formulas.

    Raises `TextError`, also for what openpyxl meets while the workbook is read.
    """
    with opened(path, "XLSX workbook") as package:
        package.measure()
    try:
        from openpyxl import load_workbook
    except ImportError:
        message = "to read workbooks, install qa-lint with openpyxl: pip install 'qa-lint[xlsx]'"
        raise TextError(message, path=path) from None
    try:
        with warnings.catch_warnings():  # about parts of the workbook that play no role here
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
            try:
                for sheet in book.worksheets:
                    sheet.reset_dimensions()  # what it says of its size may be wrong
                yield book
            finally:
                book.close()
    except TextError as error:
        raise TextError(error.message, error.line, path) from None
    except Exception as error:  # openpyxl lets through whatever a broken part leads to
        raise TextError(f"this workbook is damaged ({error})", path=path) from None
