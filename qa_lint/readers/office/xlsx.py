"""Reads XLSX workbooks whose sheets hold a pair a row.

Hidden sheets, rows and columns are read as any others: a filter hides rows too.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from qa_lint.config import Config
from qa_lint.model import Anchor, Document, Pair, Problem, Segment
from qa_lint.readers import Job
from qa_lint.readers.columns import Columns, located
from qa_lint.readers.office.cell_text import shown
from qa_lint.readers.office.workbook import opened_workbook
from qa_lint.readers.parts import Entry, documents
from qa_lint.textfile import TextError

_SAMPLE = 70
_MAX_ROWS = 500_000
_MAX_COLUMNS = 64

_Row = tuple[int, Sequence[str]]
"""The number of a row, and what its cells show."""


def read(job: Job, config: Config) -> Iterator[Document]:
    """The documents in the job's one file, of all sheets with columns for source and target.

    Raises `TextError`.
    """
    path = job.paths[0]
    with opened_workbook(path) as book:
        yield from documents(path, _entries(path, book, config))


def is_bilingual(path: str, config: Config) -> bool:
    """Whether a sheet of the workbook has columns for source and target. One that cannot be read counts as
    such.
    """
    try:
        with opened_workbook(path) as book:
            return _has_columns(book, config)
    except TextError:
        return True


def _has_columns(book: Any, config: Config) -> bool:
    try:
        return next(_tables(book, config), None) is not None
    except TextError:
        return False


def _tables(book: Any, config: Config) -> Iterator[tuple[Any, int, Columns]]:
    """The sheets with columns for source and target, each with the number of the first row that holds texts.

    Raises `TextError` if there is none.
    """
    fault: TextError | None = None
    has_one = False
    for sheet in book.worksheets:
        sample = list(islice(_rows(sheet, _MAX_COLUMNS), _SAMPLE))
        if not sample:
            continue
        try:
            start, layout = located([cells for _, cells in sample], config)
        except TextError as error:
            fault = fault or error
            continue
        has_one = True
        yield sheet, sample[start][0] if start < len(sample) else sample[-1][0] + 1, layout
    if not has_one:
        raise fault or TextError("its sheets are empty", 1)


def _rows(sheet: Any, width: int) -> Iterator[_Row]:
    """The rows of a sheet that show anything, and the first one that is beyond what is read.

    One that says that its number is 9,999,999,999 is handed over behind as many empty ones.
    """
    for number, cells in enumerate(islice(sheet.iter_rows(max_col=width), _MAX_ROWS + 1), 1):
        texts = [
            # To ask for the format takes time, and strings have none.
            shown(value, "" if isinstance(value, str) else cell.number_format).strip()
            if (value := cell.value) is not None
            else ""
            for cell in cells
        ]
        if any(texts) or number > _MAX_ROWS:
            yield number, texts


def _entries(path: str, book: Any, config: Config) -> Iterator[Entry]:
    from openpyxl.utils import get_column_letter

    for sheet, start, layout in _tables(book, config):
        places = layout.source, layout.target
        languages = layout.source_language, layout.target_language
        columns = [get_column_letter(place + 1) for place in places]
        name = sheet.title if re.fullmatch(r"\w+", sheet.title) else f"'{sheet.title}'"
        for number, cells in _rows(sheet, max(places) + 1):
            if number > _MAX_ROWS:
                message = f"sheet '{sheet.title}' is read up to row {_MAX_ROWS:,}; the rest is left out"
                yield Problem(path, message, number)
                break
            texts = [cells[place] if place < len(cells) else "" for place in places]
            if number >= start and any(texts):
                anchors = (Anchor(0, number, 1),)
                yield Pair(
                    *(
                        Segment(text, language, path, anchors, f"{name}!{column}{number}")
                        for text, language, column in zip(texts, languages, columns, strict=True)
                    )
                )
