"""Rows and cells of TSV and CSV files (RFC 4180, https://www.rfc-editor.org/info/rfc4180), with the place of
every character.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qa_lint.model import Anchor
from qa_lint.readers.pieces import part

# A quoted cell longer than this is taken for one whose quote was never closed.
_MAX_CELL_LINES = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the number of its first line, its cells as written between delimiters, and where they stand.

    `anchors` is empty for a row without quotes, where cells follow each other on the line with one delimiter
    between them. `fault` says what is wrong with a row that cannot be read; it has no cells.
    """

    line: int
    cells: list[str]
    anchors: Sequence[tuple[Anchor, ...]] = ()
    fault: str = ""

    def cell(self, index: int) -> tuple[str, tuple[Anchor, ...]]:
        """A cell's text without the blanks around it, and where that stands."""
        text = self.cells[index]
        stripped = text.strip()
        lead = len(text) - len(text.lstrip()) if len(stripped) < len(text) and stripped else 0
        if not self.anchors:
            column = 1 + lead
            for before in self.cells[:index]:
                column += len(before) + 1
            return stripped, (Anchor(0, self.line, column),)
        anchors = self.anchors[index]
        return stripped, anchors if stripped == text else part(anchors, lead, lead + len(stripped))


def rows(lines: Iterable[str], delimiter: str) -> Iterator[Row]:
    """The rows of a table, given its lines without their ends, but for blank lines.

    Where the delimiter is a tab, a quote that does not close is a letter. Lines are read as they are needed.
    """
    rest = iter(lines)
    ahead: list[str] = []
    number = 0
    while ahead or _fetch(rest, ahead):
        line = ahead[0]
        if '"' not in line:
            read = 1
            if line and not line.isspace():
                yield Row(number + 1, line.split(delimiter))
        else:
            row, read = _quoted_row(ahead, rest, number, delimiter)
            yield row
        del ahead[:read]
        number += read


def _fetch(rest: Iterator[str], lines: list[str]) -> bool:
    """Appends the next line, if there is one."""
    line = next(rest, None)
    if line is not None:
        lines.append(line)
    return line is not None


def _quoted_row(lines: list[str], rest: Iterator[str], before: int, delimiter: str) -> tuple[Row, int]:
    """The row that begins on the first of `lines`, behind `before` others, and how many lines it has; `rest`
    are the lines after `lines`.
    """
    cells: list[str] = []
    places: list[tuple[Anchor, ...]] = []
    index, column = 0, 0
    while True:
        line = lines[index]
        closed = None
        if line.startswith('"', column):
            closed = _quoted_cell(lines, rest, before, index, column, delimiter)
        if closed:
            text, anchors, index, end = closed
        elif line.startswith('"', column) and delimiter != "\t":
            fault = (
                f"the quote at column {column + 1} opens a cell that does not close at a '{delimiter}' "
                "or a line's end; the line is skipped"
            )
            return Row(before + 1, [], fault=fault), 1
        else:
            end = line.find(delimiter, column)
            end = len(line) if end < 0 else end
            text, anchors = line[column:end], (Anchor(0, before + index + 1, column + 1),)
        cells.append(text)
        places.append(anchors)
        if end == len(lines[index]):
            return Row(before + 1, cells, places), index + 1
        column = end + 1


def _quoted_cell(
    lines: list[str], rest: Iterator[str], before: int, index: int, column: int, delimiter: str
) -> tuple[str, tuple[Anchor, ...], int, int] | None:
    """The cell whose quote opens at `column` of the line at `index`: its text, its anchors, and the line and
    column just behind its closing quote.
    """
    last = index + _MAX_CELL_LINES
    column += 1
    parts: list[str] = []
    anchors = [Anchor(0, before + index + 1, column + 1)]
    offset = 0
    while index < last and (index < len(lines) or _fetch(rest, lines)):
        line = lines[index]
        quote = line.find('"', column)
        if quote < 0:
            part, column, index = line[column:] + "\n", 0, index + 1
        elif line.startswith('"', quote + 1):
            part, column = line[column : quote + 1], quote + 2
        elif quote + 1 == len(line) or line.startswith(delimiter, quote + 1):
            parts.append(line[column:quote])
            return "".join(parts), tuple(anchors), index, quote + 1
        else:
            return None
        parts.append(part)
        offset += len(part)
        anchors.append(Anchor(offset, before + index + 1, column + 1))
    return None
