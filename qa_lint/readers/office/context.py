"""What is open while the paragraphs of an office document are read."""

from dataclasses import dataclass, field, replace

from qa_lint.readers.office.paragraph import Cell
from qa_lint.readers.office.styles import Format

NOTHING = Format()
# Fields whose results come with the layout of the pages.
_PAGE_FIELDS = frozenset(("PAGE", "PAGEREF", "NUMPAGES", "SECTIONPAGES"))


def is_of_page(instruction: str) -> bool:
    """Whether the result of a field comes with the layout of the pages."""
    words = instruction.split(maxsplit=1)
    return bool(words) and words[0].upper() in _PAGE_FIELDS


@dataclass(slots=True)
class Field:
    """A field: its instruction, whether its result has begun, and whether that is left out."""

    instruction: str = ""
    is_result: bool = False
    is_left_out: bool = False


@dataclass(slots=True)
class Open:
    """A paragraph not yet at its end. `goes_on` says that its end is deleted: the next one is its rest."""

    number: int
    style: str = ""
    own: Format = NOTHING
    texts: list[str] = field(default_factory=list)
    length: int = 0
    goes_on: bool = False


@dataclass(slots=True)
class Context:
    """Where paragraphs stand: in the body, or in a text box that hangs on one of them.

    `place` is its name, `tables` how many tables it is within, `cell` where in the outermost of these, and
    `next_column` where the next cell there begins. `silent` counts the fields that text now is what makes
    them, or a result that is left out.
    """

    place: str = ""
    paragraph: Open | None = None
    rest: Open | None = None
    fields: list[Field] = field(default_factory=list)
    silent: int = 0
    run: Format = NOTHING
    tables: int = 0
    cell: Cell = Cell(0)  # noqa: RUF009 -- frozen
    next_column: int = 1
    is_heading: bool = False
    is_nested: bool = False

    def begin_field(self) -> None:
        """A field begins, with what makes it."""
        self.fields.append(Field())
        self.silent += 1

    def begin_result(self) -> bool:
        """The result of the innermost field begins; says whether it comes with the layout of the pages."""
        if not self.fields or self.fields[-1].is_result:
            return False
        self.fields[-1].is_result = True
        self.silent -= 1
        return is_of_page(self.fields[-1].instruction)

    def leave_out_result(self) -> None:
        """The result of the innermost field is none of the text."""
        self.fields[-1].is_left_out = True
        self.silent += 1

    def end_field(self) -> None:
        """The innermost field ends."""
        if self.fields:
            ended = self.fields.pop()
            self.silent -= ended.is_left_out or not ended.is_result

    def start_run(self) -> None:
        """A run of text begins, in the format of the paragraph as long as nothing else is said."""
        self.run = NOTHING

    def start_shape(self, purpose: str = "") -> None:
        """A shape of a slide begins, or what it is for becomes known."""
        self.is_heading = purpose in ("title", "ctrTitle")

    def end_table(self) -> None:
        """A table ends."""
        self.tables -= 1

    def start_row(self) -> None:
        """A row of a table begins."""
        if self.tables == 1:
            self.cell = Cell(self.cell.table, self.cell.row + 1)
            self.next_column = 1

    def start_cell(self, span: str) -> None:
        """A cell begins, across as many columns as `span` says; empty for one, or if that is said later."""
        if self.tables == 1:
            self.cell = Cell(self.cell.table, self.cell.row, self.next_column)
            self.next_column += 1
            self.widen(span)

    def widen(self, span: str) -> None:
        """The cell goes across so many columns."""
        if self.tables == 1 and span.isdecimal() and 1 < int(span[:4]) < 1_000:
            self.cell = replace(self.cell, span=int(span[:4]))
            self.next_column = self.cell.column + self.cell.span

    def leave_out(self, count: str) -> None:
        """So many columns are left out at the beginning of a row."""
        if self.tables == 1 and count.isdecimal() and int(count[:4]) < 1_000:
            self.next_column += int(count[:4])
