"""Reads TSV and CSV tables that hold a pair a row."""

from collections.abc import Iterator
from itertools import islice

from qa_lint.config import Config
from qa_lint.model import Document, Pair, Problem, Segment
from qa_lint.readers import Job
from qa_lint.readers.cells import rows
from qa_lint.readers.columns import Columns, columns
from qa_lint.readers.parts import Entry, documents
from qa_lint.textfile import TextError, read_head, read_text

_SAMPLE = 60
_MAX_PROBLEMS = 20


def read(job: Job, config: Config) -> Iterator[Document]:
    """The document in the job's one file, in parts. Raises `TextError`."""
    path = job.paths[0]
    text = read_text(path)
    try:
        delimiter = _delimiter(path, text)
        layout = _layout(text, delimiter, config)
    except TextError as error:
        raise TextError(error.message, error.line, path) from None
    yield from documents(path, _entries(path, text, delimiter, layout))


def is_bilingual(path: str, config: Config) -> bool:
    """Whether the file is a table of source and target, as its beginning tells.

    One that cannot be read counts as such.
    """
    try:
        text = read_head(path)
    except (TextError, OSError):
        return True
    try:
        _layout(text, _delimiter(path, text), config)
    except TextError:
        return False
    return True


def _layout(text: str, delimiter: str, config: Config) -> Columns:
    return columns([row.cells for row in islice(rows(text, delimiter), _SAMPLE) if not row.fault], config)


def _delimiter(path: str, text: str) -> str:
    """A tab for TSV; for CSV the one of `,`, `;` and tab that cuts the first rows into the same number of
    cells most often.
    """
    if path.lower().endswith(".tsv"):
        return "\t"

    def evenness(delimiter: str) -> int:
        widths = [len(row.cells) for row in islice(rows(text[:200_000], delimiter), _SAMPLE)]
        return max((widths.count(width) for width in set(widths) if width > 1), default=0)

    return max(",;\t", key=evenness)


def _entries(path: str, text: str, delimiter: str, layout: Columns) -> Iterator[Entry]:
    source, target = layout.source, layout.target
    source_language, target_language = layout.source_language, layout.target_language
    width = max(source, target) + 1
    faults = 0
    for number, row in enumerate(rows(text, delimiter)):
        if not number and layout.has_header:
            continue
        if row.fault or len(row.cells) < width:
            faults += 1
            fault = row.fault or f"this row has {len(row.cells)} of at least {width} cells; it is skipped"
            if faults <= _MAX_PROBLEMS:
                yield Problem(path, fault, row.line)
            continue
        source_text, source_anchors = row.cell(source)
        target_text, target_anchors = row.cell(target)
        if source_text or target_text:
            yield Pair(
                Segment(source_text, source_language, path, source_anchors),
                Segment(target_text, target_language, path, target_anchors),
            )
    if faults > _MAX_PROBLEMS:
        yield Problem(path, f"{faults - _MAX_PROBLEMS:,} more rows cannot be read")
