"""Lines of text files, with their places, and segments made of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa_lint.languages import pack
from qa_lint.model import Anchor, Segment
from qa_lint.readers.blocks import Block, Text
from qa_lint.textfile import read_text


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its text without the blanks around it, its number, the column where the text
    begins, and the name of its place where the number tells too little, as in a DOCX.

    Lines of the same number are one paragraph of a format that has line breaks in paragraphs.
    """

    text: str
    number: int
    column: int
    unit: str = ""

    @property
    def end(self) -> int:
        """The column just behind the text."""
        return self.column + len(self.text)


Unit = tuple[Line, ...]
"""Lines that are one paragraph."""


def text_lines(text: str) -> list[Line]:
    """The lines of `text` (whose lines end in `\\n`) that are not blank."""
    lines = []
    for number, raw in enumerate(text.split("\n"), 1):
        stripped = raw.strip()
        if stripped:
            lines.append(Line(stripped, number, len(raw) - len(raw.lstrip()) + 1))
    return lines


def joined(lines: Sequence[Line], joint: str) -> tuple[str, tuple[Anchor, ...]]:
    """The lines as one text, with `joint` between them, and where it stands."""
    anchors = []
    offset = 0
    for line in lines:
        anchors.append(Anchor(offset, line.number, line.column))
        offset += len(line.text) + len(joint)
    return joint.join(line.text for line in lines), tuple(anchors)


def segment(lines: Sequence[Line], language: str, path: str) -> Segment:
    """The lines joined as one text, with a space where the language parts words by spaces."""
    text, anchors = joined(lines, " " if pack(language).spaced else "")
    return Segment(text, language, path, anchors, lines[0].unit)


def missing(language: str, path: str, line: int, column: int, unit: str = "") -> Segment:
    """An empty segment, where a text is missing."""
    return Segment("", language, path, (Anchor(0, line, column),), unit)


def extract(path: str) -> Text:
    """The lines of the file at `path`, each a block. Raises `TextError`."""
    lines = text_lines(read_text(path))
    return Text(tuple(Block(line.text, (Anchor(0, line.number, line.column),)) for line in lines))
