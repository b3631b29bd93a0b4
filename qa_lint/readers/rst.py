"""Extracts the blocks of reStructuredText
(https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html).

The parser of docutils does not tell the line of each item, cell and definition.
"""

import re
from collections.abc import Iterator

from qa_lint.readers import rst_marks as marks
from qa_lint.readers.blocks import Block, Text
from qa_lint.readers.lines import Line, text_lines
from qa_lint.readers.rst_marks import Region
from qa_lint.readers.rst_tables import is_border, is_grid, is_simple, table
from qa_lint.readers.wrapped import cut, kept, wrapped
from qa_lint.textfile import read_text


def extract(path: str) -> Text:
    """The blocks of the reStructuredText file at `path`. Raises `TextError`."""
    reader = _Reader(text_lines(read_text(path)))
    blocks: list[Block] = []
    notes: list[Block] = []
    for block in reader.blocks():
        (notes if block.kind == "note" else blocks).append(block)
    return Text(tuple(blocks), tuple(notes), reader.fields)


# What is nested deeper is read as paragraphs.
_DEEPEST = 60


class _Reader:
    """The lines of a file, those of them read so far, and what they are in."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._at = 0
        self._regions = [Region(-1, 0)]
        self._levels: list[tuple[str, bool]] = []
        self._is_opening = True  # before the first paragraph, where the fields of the document stand
        self.fields: dict[str, str] = {}

    def blocks(self) -> Iterator[Block]:
        """The blocks in order, notes as kind `note`."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            while self._regions[-1].indent >= _indent(line):
                self._regions.pop()
            if self._regions[-1].state == "text":
                yield from self._element(line)
            else:
                lines = self._indented(self._regions[-1].indent)
                if self._regions[-1].state == "kept":
                    yield kept(lines, depth=self._depth)

    @property
    def _depth(self) -> int:
        return self._regions[-1].depth

    def _indented(self, indent: int) -> list[Line]:
        """The lines from here on that are indented by more."""
        start = self._at
        while self._at < len(self._lines) and _indent(self._lines[self._at]) > indent:
            self._at += 1
        return self._lines[start : self._at]

    def _next(self, count: int = 1) -> Line | None:
        """The line `count` lines further, if no blank line is between."""
        at = self._at + count
        is_near = at < len(self._lines) and self._lines[at].number == self._lines[self._at].number + count
        return self._lines[at] if is_near else None

    def _element(self, line: Line) -> Iterator[Block]:
        text = line.text
        if (text.startswith("..") and not marks.ADORNMENT.match(text)) or text == "..":
            return self._explicit(line)
        if (block := self._title(line)) or (marks.ADORNMENT.match(text) and len(text) > 3):
            return iter(block or self._skip())
        if is_grid(line):
            return table(self._paragraph_lines(), self._depth)
        if is_simple(line):
            return table(self._simple_table(), self._depth)
        if marks.TARGET.match(text):
            return self._kept_line("definition")
        if text.startswith(">>> "):
            return iter([kept(self._paragraph_lines(is_code=True), depth=self._depth)])
        if marks.LINE_BLOCK.match(text):
            return self._line_block()
        if len(self._regions) > _DEEPEST:
            return self._paragraph(line)
        if match := marks.BULLET.match(text) or self._enumerator(line):
            return self._open(line, match.end(), "item", nests=1)
        if match := marks.FIELD.match(text):
            return self._field(line, match)
        return self._paragraph(line)

    def _skip(self) -> list[Block]:
        self._at += 1
        return []

    def _kept_line(self, kind: str) -> Iterator[Block]:
        """This line, and those below it that are indented, as it stays in any language."""
        line = self._lines[self._at]
        self._at += 1
        yield kept([line, *self._indented(_indent(line))], kind, depth=self._depth)

    def _title(self, line: Line) -> list[Block]:
        """The title that begins at `line`, if one does."""
        if _indent(line) or len(self._regions) > 1:
            return []
        second, third = self._next(), self._next(2)
        is_over = bool(marks.ADORNMENT.match(line.text))
        title, under = (second, third) if is_over else (line, second)
        if not title or not under or not marks.ADORNMENT.match(under.text) or _indent(under):
            return []
        if (is_over and under.text != line.text) or len(under.text) < min(4, len(title.text)):
            return []
        if is_over and marks.ADORNMENT.match(title.text):
            return []
        level = under.text[0], is_over
        if level not in self._levels:
            self._levels.append(level)
        self._at += 2 + is_over
        return [wrapped([title], f"h{min(self._levels.index(level) + 1, 6)}")]

    def _enumerator(self, line: Line) -> re.Match[str] | None:
        """The mark of an item; `A. Einstein` at the beginning of a paragraph is none."""
        match = marks.ENUMERATOR.match(line.text)
        following = self._next()
        if match and following and _indent(following) <= _indent(line):
            return (
                match
                if marks.ENUMERATOR.match(following.text) or _indent(following) < _indent(line)
                else None
            )
        return match

    def _open(
        self, line: Line, width: int, kind: str, *, nests: int = 0, inside: int = 0, key: str = ""
    ) -> Iterator[Block]:
        """Opens a region behind a mark of `width` characters; the rest of the line is its first."""
        rest = cut(line, width)
        inside = inside or _indent(line) + width
        further = "note" if kind == "note" else "paragraph"
        self._regions.append(Region(_indent(line), inside, kind, further, "text", self._depth + nests, key))
        if rest.text:
            self._lines[self._at] = rest
        else:
            self._at += 1
        return iter(())

    def _field(self, line: Line, match: re.Match[str]) -> Iterator[Block]:
        name = match[1].lower()
        if self._is_opening:
            self.fields[name] = line.text[match.end() :]
        return self._open(line, match.end(), "field", inside=_indent(line) + 4, key=name)

    def _line_block(self) -> Iterator[Block]:
        lines = []
        while self._at < len(self._lines) and (match := marks.LINE_BLOCK.match(self._lines[self._at].text)):
            lines.append(cut(self._lines[self._at], match.end()))
            following = self._next()
            self._at += 1
            if following is None:
                break
        if found := [line for line in lines if line.text]:
            yield wrapped(
                found, self._kind(), depth=self._depth, breaks=frozenset(line.number for line in found)
            )

    def _kind(self) -> str:
        """The kind of the paragraph that is read now."""
        self._is_opening = self._is_opening and self._regions[-1].kind == "field"
        region = self._regions[-1]
        self._regions[-1] = region._replace(kind=region.rest, key="")
        return region.kind

    def _paragraph_lines(self, *, is_code: bool = False) -> list[Line]:
        """The lines up to the next blank line that are in the same region and indented no further, but for
        code.
        """
        first = self._lines[self._at]
        indent = self._regions[-1].indent
        start = self._at
        while (
            (line := self._next()) and indent < _indent(line) and (is_code or _indent(line) <= _indent(first))
        ):
            self._at += 1
        self._at += 1
        return self._lines[start : self._at]

    def _simple_table(self) -> list[Line]:
        """The lines up to the border below which there is a blank line."""
        start = self._at
        indent = _indent(self._lines[start])
        while self._at + 1 < len(self._lines) and _indent(self._lines[self._at + 1]) >= indent:
            following = self._next()
            self._at += 1
            if is_border(self._lines[self._at]) and not self._next() and (following or self._at > start + 1):
                break
        self._at += 1
        return self._lines[start : self._at]

    def _paragraph(self, line: Line) -> Iterator[Block]:
        following = self._next()
        if following and _indent(following) > _indent(line):
            self._at += 1
            yield wrapped([line], "term", depth=self._depth + 1)
            self._regions.append(Region(_indent(line), _indent(following), "item", depth=self._depth + 1))
            return
        if len(self._regions) == 1 and _indent(line):
            self._regions.append(Region(_indent(line) - 1, _indent(line), "quote", "quote", depth=1))
        lines = self._paragraph_lines()
        inside = (
            min(map(_indent, lines))
            if len(lines) > 1
            else min(_indent(line), self._regions[-1].inside or _indent(line))
        )
        key = self._regions[-1].key
        kind = self._kind()
        depth = self._depth
        if lines[-1].text.endswith("::"):
            self._regions.append(Region(inside, inside + 1, state="kept", depth=depth))
            lines[-1] = cut(lines[-1], 0, -1 if lines[-1].text[-3:-2].strip() else -2)
        if found := [line for line in lines if line.text]:
            yield wrapped(found, kind, key=key, depth=depth)

    def _explicit(self, line: Line) -> Iterator[Block]:
        """Explicit markup: notes, targets, directives, comments."""
        text = line.text
        if marks.NOTE.match(text):
            return self._note(line)
        if text.startswith((".. _", ".. __")):
            return self._kept_line("definition")
        if match := marks.DIRECTIVE.match(text):
            return self._directive(line, match)
        if text != ".." or self._next():
            self._regions.append(Region(_indent(line), 0, state="dropped"))
        return iter(self._skip())

    def _note(self, line: Line) -> Iterator[Block]:
        self._at += 1
        self._regions.append(Region(_indent(line), _indent(line) + 3, "note", "note", depth=self._depth))
        last = line
        lines = [line]
        while self._at < len(self._lines) and (below := self._lines[self._at]).number == last.number + 1:
            if _indent(below) <= _indent(line):
                break
            lines.append(below)
            last = below
            self._at += 1
        yield wrapped(lines, "note", depth=self._depth)

    def _directive(self, line: Line, match: re.Match[str]) -> Iterator[Block]:
        name = match["name"].lower().rpartition(":")[2]
        indent, depth = _indent(line), self._depth
        argument = cut(line, match.end())
        region = Region(indent, indent + 3, depth=depth)
        if marks.RUNNING.fullmatch(name):
            yield from self._open(line, match.end(), "paragraph", inside=indent + 3)
            return
        if marks.TITLED.fullmatch(name):
            if argument.text:
                yield wrapped([argument], "caption", depth=depth)
        else:
            yield kept([line], "mark", depth=depth)
        yield from self._options(indent, depth)
        if marks.KEPT.fullmatch(name) or match["substitution"]:
            region = region._replace(state="kept")
        elif name == "figure":
            region = region._replace(kind="caption")
        self._regions.append(region)

    def _options(self, indent: int, depth: int) -> Iterator[Block]:
        """The texts among the options of a directive."""
        while line := self._next():
            option = marks.OPTION.match(line.text)
            if not option or _indent(line) <= indent:
                break
            self._at += 1
            lines = [cut(line, option.end())]
            while (below := self._next()) and _indent(below) > _indent(line):
                self._at += 1
                lines.append(below)
            found = [line for line in lines if line.text]
            if found and option[1] in marks.TEXTS:
                yield wrapped(found, "alt" if option[1] == "alt" else "caption", depth=depth)
        self._at += 1


def _indent(line: Line) -> int:
    return line.column - 1
