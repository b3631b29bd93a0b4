"""Reads TSV and CSV tables that hold a pair a row."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from qa_lint.config import Config
from qa_lint.model import Document, Pair, Problem, Segment
from qa_lint.readers import Job
from qa_lint.readers.cells import Row, rows
from qa_lint.readers.columns import Columns, columns
from qa_lint.readers.parts import Entry, capped, documents
from qa_lint.readers.stream import lines
from qa_lint.textfile import TextError, read_head

_SAMPLE = 60
_HEAD = 200_000


def read(job: Job, config: Config) -> Iterator[Document]:
    """The document in the job's one file, in parts. Raises `TextError`."""
    path = job.paths[0]
    rest = lines(path)
    head = _head(rest)
    delimiter = _delimiter(path, head)
    layout = _layout(head, delimiter, config)
    found = _entries(path, rows(chain(head, rest), delimiter), layout)
    yield from documents(path, capped(path, found, "rows"))


def _head(rest: Iterator[str]) -> list[str]:
    """The lines within the first `_HEAD` characters, at least one."""
    found: list[str] = []
    size = 0
    for line in rest:
        found.append(line)
        size += len(line) + 1
        if size >= _HEAD:
            break
    return found


def is_bilingual(path: str, config: Config) -> bool:
    """Whether the file is a table of source and target, as its beginning tells.

    One that cannot be read counts as such.
    """
    try:
        head = read_head(path).split("\n")
    except TextError:
        return True
    try:
        _layout(head, _delimiter(path, head), config)
    except TextError:
        return False
    return True


def _layout(head: Sequence[str], delimiter: str, config: Config) -> Columns:
    return columns([row.cells for row in islice(rows(head, delimiter), _SAMPLE) if not row.fault], config)


def _delimiter(path: str, head: Sequence[str]) -> str:
    """A tab for TSV; for CSV the one of `,`, `;` and tab that cuts the first rows into the same number of
    cells most often.
    """
    if path.lower().endswith(".tsv"):
        return "\t"

    def evenness(delimiter: str) -> int:
        widths = [len(row.cells) for row in islice(rows(head, delimiter), _SAMPLE)]
        return max((widths.count(width) for width in set(widths) if width > 1), default=0)

    return max(",;\t", key=evenness)


def _entries(path: str, table: Iterable[Row], layout: Columns) -> Iterator[Entry]:
    source, target = layout.source, layout.target
    source_language, target_language = layout.source_language, layout.target_language
    width = max(source, target) + 1
    for number, row in enumerate(table):
        if not number and layout.has_header:
            continue
        if row.fault or len(row.cells) < width:
            fault = row.fault or f"this row has {len(row.cells)} of at least {width} cells; it is skipped"
            yield Problem(path, fault, row.line)
            continue
        source_text, source_anchors = row.cell(source)
        target_text, target_anchors = row.cell(target)
        if source_text or target_text:
            yield Pair(
                Segment(source_text, source_language, path, source_anchors),
                Segment(target_text, target_language, path, target_anchors),
            )
