"""Paragraphs of office documents, and what is counted in one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from qa_lint.model import Problem
from qa_lint.readers.blocks import Block
from qa_lint.readers.lines import Line, joined

MOST_IN_CELL = 3
"""A cell with more paragraphs than that is a text of its own."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The number of a table in its part of the document, of the row in it and of the column, from 1, and
    across how many columns the cell goes.
    """

    table: int
    row: int = 0
    column: int = 0
    span: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its text (line breaks are `\\n`), its number in the document, what it is and where it is.

    All paragraphs count, from 1, in the order of the document, empty ones and those of tables too. `place` is
    how the tool calls the place: `paragraph 12`, `table 1, row 5`, `header`. `cell` is set within a table.
    """

    text: str
    number: int
    kind: str
    depth: int
    place: str
    cell: Cell | None = None


@dataclass(slots=True)
class Numbers:
    """What is counted through the parts of one document: paragraphs, and the labels that footnotes and
    endnotes are referred to by, in the order of the references (empty for one with a sign of its own).
    `headers` are the ids of headers and footers used.
    """

    paragraphs: int = 0
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)
    headers: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def label(self, kind: str, id_: str) -> str:
        """The label of a note: `3` for the third footnote, `e3` for the third endnote."""
        if (kind, id_) not in self.notes:
            prefix = "e" if kind == "endnote" else ""
            self._counts[kind] += 1
            self.notes[kind, id_] = f"{prefix}{self._counts[kind]}"
        return self.notes[kind, id_]


def blocks(paragraphs: Iterable[Paragraph]) -> Iterator[Block]:
    """The blocks that paragraphs are: a cell of a table is one, unless it holds a text of its own."""
    for (cell, _), group in groupby(paragraphs, key=lambda paragraph: (paragraph.cell, paragraph.place)):
        found = list(group)
        if cell and len(found) <= MOST_IN_CELL and all(entry.kind == "paragraph" for entry in found):
            yield replace(block(found), kind="cell")
        else:
            yield from (block([paragraph]) for paragraph in found)


def block(paragraphs: Sequence[Paragraph], label: str = "") -> Block:
    """Paragraphs as one block; `label` is that of a note."""
    lines = list(lines_of(paragraphs, label, are_whole=True))
    first = paragraphs[0]
    return Block(*joined(lines, "\n"), first.kind, depth=first.depth, unit=first.place)


def lines_of(paragraphs: Iterable[Paragraph], label: str = "", *, are_whole: bool = False) -> Iterator[Line]:
    """The lines of paragraphs, or each paragraph as one; the first of a note begins with its label."""
    for paragraph in paragraphs:
        text = f"[^{label}]: {paragraph.text.lstrip()}" if label else paragraph.text
        label, column = "", 1
        for part in (text,) if are_whole else text.split("\n"):
            if bare := part.strip():
                column_of = column + len(part) - len(part.lstrip())
                yield Line(bare, paragraph.number, column_of, paragraph.place)
            column += len(part) + 1
