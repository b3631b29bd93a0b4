"""The cells of tables in AsciiDoc."""

import re
from collections.abc import Iterator, Sequence

from qa_lint.readers.blocks import Block
from qa_lint.readers.lines import Line
from qa_lint.readers.wrapped import cut, wrapped

_COLUMNS = re.compile(r"cols=\"?([^\"\]]+)")
# What begins a cell: `|`, perhaps with how it is spanned, aligned and styled: `2.3+^.>s|`.
_CELL = re.compile(
    r"(?:(?<!\S)(?:\d{1,3}\*)?(?:\d{0,3}(?:\.\d{1,3})?\+)?[<^>]?(?:\.[<^>])?[adehlmsv]?)?(?<!\\)\|"
)
_FIELD = re.compile(r"(?:^|,)(?=.)", re.DOTALL)


def cells(lines: Sequence[Line], style: str, sign: str) -> Iterator[Block]:
    """The cells of a table, row by row; the depth of each is the number of its column."""
    found: list[list[Line]] = []
    width = 0
    pattern = _FIELD if sign == "," else _CELL
    for line in lines:
        marks = list(pattern.finditer(line.text))
        if found and (not marks or marks[0].start()):
            found[-1].append(cut(line, 0, marks[0].start() if marks else None))
        for mark, end in zip(marks, [*(after.start() for after in marks[1:]), None], strict=False):
            found.append([cut(line, mark.end(), end)])
        width = width or len(found)
    width = _width(style) or width
    for number, parts in enumerate(found):
        if bare := [line for line in parts if line.text]:
            yield wrapped(bare, "cell", depth=number % width + 1)


def _width(style: str) -> int:
    """How many columns the attributes of a table ask for: `[cols="1,2*a"]` for three."""
    match = _COLUMNS.search(style)
    columns = re.split("[,;]", match[1]) if match else []
    return sum(int(column.split("*")[0]) if re.match(r"\s*\d{1,3}\*", column) else 1 for column in columns)
