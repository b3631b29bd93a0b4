"""Texts put together from pieces of a file, each of which knows where it stands."""

import bisect
import re
from collections.abc import Iterable, Sequence

from qa_lint.model import Anchor, Segment
from qa_lint.textfile import MAX_LINE

# What stands for a tag between words, as a line break or a placeholder is: the OBJECT REPLACEMENT CHARACTER
# of Unicode, so that `2020<br/>30` is not read as one number. Tags around words, as of bold type, leave
# nothing.
OBJECT = "\ufffc"


class Pieces:
    """A text in the making: `add` appends a piece as it stands in the file, line ends included.

    What goes beyond `MAX_LINE` characters is not kept: a segment longer than that is not checked, but is a
    problem (see `parts.documents`).
    """

    __slots__ = ("_anchors", "_length", "_texts")

    def __init__(self) -> None:
        """Begins with no text."""
        self._texts: list[str] = []
        self._anchors: list[Anchor] = []
        self._length = 0

    def __len__(self) -> int:
        """How many characters were added."""
        return self._length

    def add(self, text: str, line: int, column: int) -> None:
        """Appends `text`, whose first character stands at `line`, `column` (from 1) of the file.

        What stands in the file as an escape sequence is a piece of its own, and so is what follows it.
        """
        if not text or self._length > MAX_LINE:
            return
        text = text[: MAX_LINE + 1]
        self._anchor(line, column)
        if "\n" in text:
            offset = self._length
            while (end := text.find("\n", offset - self._length)) >= 0:
                offset = self._length + end + 1
                line += 1
                if offset < self._length + len(text):
                    self._anchors.append(Anchor(offset, line, 1))
        self._texts.append(text)
        self._length += len(text)

    def _anchor(self, line: int, column: int) -> None:
        if self._anchors:
            last = self._anchors[-1]
            if last.line == line and last.column + self._length - last.offset == column:
                return
        self._anchors.append(Anchor(self._length, line, column))

    def without(self, tags: re.Pattern[str]) -> "Pieces":
        """The text without what `tags` match, but with `OBJECT` in place of what has their first group."""
        text = "".join(self._texts)
        kept = Pieces()
        at = 0
        for match in tags.finditer(text):
            kept._take(text[at : match.start()], self._anchors, at)
            if match[1]:
                kept._take(OBJECT, self._anchors, match.start())
            at = match.end()
        kept._take(text[at:], self._anchors, at)
        return kept

    def _take(self, text: str, anchors: Sequence[Anchor], start: int) -> None:
        if text:
            for anchor in part(anchors, start, start + len(text)):
                self._anchors.append(Anchor(self._length + anchor.offset, anchor.line, anchor.column))
            self._texts.append(text)
            self._length += len(text)

    def segment(self, language: str, path: str, unit: str = "", empty: tuple[int, int] = (1, 1)) -> Segment:
        """The text so far as a segment, without the blanks around it; if it is empty, at `empty` (line and
        column).
        """
        text, anchors = bare("".join(self._texts), self._anchors, empty)
        return Segment(text, language, path, anchors, unit)


def bare(text: str, anchors: Sequence[Anchor], empty: tuple[int, int]) -> tuple[str, tuple[Anchor, ...]]:
    """`text` without the blanks around it, and its anchors; if nothing is left, it stands at `empty` (line
    and column).
    """
    stripped = text.strip() if len(text) <= MAX_LINE else text
    if not stripped:
        return "", (Anchor(0, *empty),)
    lead = len(text) - len(text.lstrip())
    return stripped, part(anchors, lead, lead + len(stripped))


def rebuilt(
    text: str, anchors: Sequence[Anchor], stretches: Iterable[tuple[int, int, str | None]]
) -> tuple[str, tuple[Anchor, ...]]:
    """The stretches of `text` (start, end, and what stands there instead, if anything does) as one text,
    without the blanks around it.
    """
    texts: list[str] = []
    places: list[Anchor] = []
    length = 0
    for start, end, instead in stretches:
        found = text[start:end] if instead is None else instead
        if found:
            own = part(anchors, start, end)[: None if instead is None else 1]
            places += [Anchor(anchor.offset + length, anchor.line, anchor.column) for anchor in own]
            texts.append(found)
            length += len(found)
    return bare("".join(texts), places, (anchors[0].line, anchors[0].column))


def part(anchors: Sequence[Anchor], start: int, end: int) -> tuple[Anchor, ...]:
    """The anchors of a text's part from `start` to `end`."""
    if not start and anchors[-1].offset < end:
        return tuple(anchors)
    before = anchors[bisect.bisect_right(anchors, start, key=lambda anchor: anchor.offset) - 1]
    first = Anchor(0, before.line, before.column + start - before.offset)
    rest = (Anchor(a.offset - start, a.line, a.column) for a in anchors if start < a.offset < end)
    return (first, *rest)
