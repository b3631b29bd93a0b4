"""A table of two columns, parted by tabs, that `qa-lint check` and spreadsheets read."""

import csv
import io
from collections.abc import Iterator

from qa_lint.model import Document


def write(document: Document, _level: str) -> Iterator[str]:
    """A row with the names of the columns, and one a pair; a text with a tab, a quotation mark or a line
    break is quoted (https://www.rfc-editor.org/rfc/rfc4180).
    """
    for row in [("source", "target"), *((pair.source.text, pair.target.text) for pair in document.pairs)]:
        line = io.StringIO()
        csv.writer(line, delimiter="\t", lineterminator="\n").writerow(row)
        yield line.getvalue()
