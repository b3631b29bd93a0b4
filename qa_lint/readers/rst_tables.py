"""The cells of tables in reStructuredText: grid tables and simple tables."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from qa_lint.readers.blocks import Block
from qa_lint.readers.lines import Line
from qa_lint.readers.wrapped import cut, wrapped

_GRID = re.compile(r"\+(?:[-=]{2,}\+)+$")
_BORDER = re.compile(r"={2,}(?: +={2,})+$|={2,}$")
_SPAN = re.compile(r"-[- ]*$")
_CELL = re.compile(r"\S+(?: \S+)*")


def is_grid(line: Line) -> bool:
    """Whether a grid table begins with the line."""
    return bool(_GRID.match(line.text))


def is_simple(line: Line) -> bool:
    """Whether a simple table of two columns or more begins with the line."""
    return " " in line.text and bool(_BORDER.match(line.text))


def is_border(line: Line) -> bool:
    """Whether the line is a border of a simple table."""
    return bool(_BORDER.match(line.text))


def table(lines: Sequence[Line], depth: int) -> Iterator[Block]:
    """The cells of a table, row by row; the depth of each is the number of its column.

    A row whose cells cannot be told apart is one block.
    """
    return _grid(lines, depth) if is_grid(lines[0]) else _simple(lines)


def _grid(lines: Sequence[Line], depth: int) -> Iterator[Block]:
    for is_border, group in groupby(lines, key=lambda line: line.text.startswith("+")):
        row = list(group)
        if is_border:
            continue
        # Wide characters count as two columns, or as one where the writer did not know: bars are counted.
        bars = [[at for at, sign in enumerate(line.text) if sign == "|"] for line in row]
        if len({len(places) for places in bars}) > 1 or len(bars[0]) < 2:
            yield wrapped(row, "row", depth=depth)
            continue
        for column in range(len(bars[0]) - 1):
            parts = [
                cut(line, places[column] + 1, places[column + 1])
                for line, places in zip(row, bars, strict=True)
            ]
            yield from _cell(parts, column)


def _simple(lines: Sequence[Line]) -> Iterator[Block]:
    border = lines[0]
    starts = [match.start() + border.column for match in re.finditer("=+", border.text)]
    row: dict[int, list[Line]] = {}
    for line in lines[1:]:
        is_border = bool(_BORDER.match(line.text) or _SPAN.match(line.text))
        cells = [] if is_border else list(_parts(line, starts))
        if is_border or (cells and not cells[0][0]):
            for column, parts in sorted(row.items()):
                yield from _cell(parts, column)
            row = {}
        for column, part in cells:
            row.setdefault(column, []).append(part)
    for column, parts in sorted(row.items()):
        yield from _cell(parts, column)


def _parts(line: Line, starts: Sequence[int]) -> Iterator[tuple[int, Line]]:
    """The parts of a line by column, which begin at the places `starts`.

    Where the writer did not keep to the places, what is parted by two spaces is one part.
    """
    widths = (2 if unicodedata.east_asian_width(sign) in "FW" else 1 for sign in line.text)
    places = list(accumulate(widths, initial=line.column))
    offsets = [bisect_left(places, start, hi=len(line.text)) for start in starts[1:]]
    if all(offset == len(line.text) or not line.text[offset - 1 : offset].strip() for offset in offsets):
        for column, (start, end) in enumerate(pairwise((0, *offsets, len(line.text)))):
            if (part := cut(line, start, end)).text:
                yield column, part
    else:
        for match in _CELL.finditer(line.text):
            yield max(bisect_right(starts, places[match.start()]) - 1, 0), cut(line, *match.span())


def _cell(parts: Sequence[Line], column: int) -> Iterator[Block]:
    if found := [line for line in parts if line.text]:
        yield wrapped(found, "cell", depth=column + 1)
