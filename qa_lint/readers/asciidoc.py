"""Extracts the blocks of AsciiDoc (https://docs.asciidoctor.org/asciidoc/latest/)."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from qa_lint.readers.asciidoc_tables import cells
from qa_lint.readers.blocks import Block, Text
from qa_lint.readers.lines import Line
from qa_lint.readers.wrapped import cut, kept, wrapped
from qa_lint.textfile import read_text

_HEADING = re.compile(r"(={1,6}|#{1,6})[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,}|~{3,}|\^{3,}|\+{3,})$")
_UNDERLINES = "=-~^+"
_DELIMITER = re.compile(r"(?:-{4,}|\.{4,}|\+{4,}|/{4,}|={4,}|\*{4,}|_{4,}|--|`{3,}+\S*+|[|,:!]={3,})$")
_VERBATIM = "-.+/`"
_ATTRIBUTE = re.compile(r":(!?[\w][\w-]*!?):(?:[ \t]+(?=\S)|$)")
_BLOCK_ATTRIBUTES = re.compile(r"\[(?:\[[^\[\]]+\]|[^\[\]^][^\]]*|)\]$")
_VERBATIM_STYLE = re.compile(
    r"\[(?:source|listing|literal|stem|latexmath|asciimath|pass|,)\b|\[,", re.IGNORECASE
)
_TITLE = re.compile(r"\.(?=[^\s.])")
_ITEM = re.compile(
    r"(\*{1,9}|-|\.{1,9}|\d{1,9}\.|[a-zA-Z]\.|<(?:\d{1,4}|\.)>)[ \t]+(?=\S)(?:\[[ xX*]\][ \t]+(?=\S))?"
)
_TERM = re.compile(r"(?P<term>(?:[^:;]|:(?!:)|;(?!;)){1,300})(?P<mark>:{2,4}|;;)(?=\s|$)")
_MACRO = re.compile(r"(image|video|audio|include|toc|ifdef|ifndef|ifeval|endif|\w{2,20})::[^\s\[]*\[(.*)\]$")
_ALT = re.compile(r"\"([^\"]+)\"|([^,=\"]+)(?=,|$)")
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+(?=\S)")
_RULE = re.compile(r"(?:'{3,}|<{3,}|\* ?\* ?\*|- ?- ?-|_ ?_ ?_)$")
_BREAK = re.compile(r"[ \t]\+$")
_TEXTS = frozenset(("description", "title", "doctitle", "subtitle", "summary"))


def extract(path: str) -> Text:
    """The blocks of the AsciiDoc file at `path`. Raises `TextError`."""
    reader = _Reader(
        [Line(line.rstrip(), number, 1) for number, line in enumerate(read_text(path).split("\n"), 1)]
    )
    return Text(tuple(reader.blocks()), fields=reader.fields)


class _Reader:
    """The lines of a file, those of them read so far, and what they are in."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._at = 0
        self._kinds = ["paragraph"]  # of the delimited blocks that are open
        self._delimiters: list[str] = []
        self._items: list[str] = []  # the marks of the lists that are open
        self._style = ""
        self._is_titled = False
        self.fields: dict[str, str] = {}

    def blocks(self) -> Iterator[Block]:
        """The blocks in order."""
        while self._at < len(self._lines):
            line = cut(self._lines[self._at], 0)
            if not line.text:
                self._at += 1
            elif found := self._special(line):
                yield from found
            else:
                yield from self._paragraph()

    def _special(self, line: Line) -> Iterator[Block] | None:
        """The blocks of a line that is no part of a paragraph; none if it is one."""
        text = line.text
        if _DELIMITER.match(text) and not line.column > 1:
            return self._delimited(text)
        if text.startswith("//") and not text.startswith("///"):
            return self._skip()
        if _BLOCK_ATTRIBUTES.match(text):
            self._style += text
            return self._skip()
        if text == "+" or _RULE.match(text):
            return self._skip()
        if match := _ATTRIBUTE.match(text):
            return self._attribute(line, match)
        if match := _HEADING.match(text):
            return self._heading(cut(line, match.end()), f"h{len(match[1])}")
        if (match := _MACRO.match(text)) and not text.startswith("footnote"):
            return self._macro(line, match)
        if match := _TITLE.match(text):
            return self._one(cut(line, match.end()), "caption")
        if (following := self._underline(text)) and not self._items:
            return self._heading(line, f"h{_UNDERLINES.index(following) + 1}", 2)
        return None

    def _skip(self) -> Iterator[Block]:
        self._at += 1
        return iter(())

    def _one(self, line: Line, kind: str) -> Iterator[Block]:
        self._at += 1
        yield wrapped([line], kind, depth=self._depth)

    @property
    def _depth(self) -> int:
        return len(self._items) + self._kinds.count("quote")

    def _underline(self, text: str) -> str:
        """The sign that underlines the line `text`, empty if none does."""
        line = self._lines[self._at + 1].text if self._at + 1 < len(self._lines) else ""
        is_closing = line in self._delimiters or bool(_ITEM.match(text))
        if is_closing or not _UNDERLINE.match(line) or not any(map(str.isalnum, text)):
            return ""
        width = sum(2 if unicodedata.east_asian_width(sign) in "FW" else 1 for sign in text)
        return line[0] if min(abs(len(line) - len(text)), abs(len(line) - width)) < 3 else ""

    def _heading(self, line: Line, kind: str, count: int = 1) -> Iterator[Block]:
        self._at += count
        self._items.clear()
        self._style = ""
        closing = re.search(r"[ \t]+={1,6}$", line.text)
        yield wrapped([cut(line, 0, closing.start()) if closing else line], kind)
        if kind == "h1" and not self._is_titled:
            self._is_titled = True
            yield from self._authors()

    def _authors(self) -> Iterator[Block]:
        """The author and the revision, which stand right below the title."""
        lines = []
        while self._at < len(self._lines) and (text := self._lines[self._at].text) and text[0] not in ":/[":
            lines.append(cut(self._lines[self._at], 0))
            self._at += 1
        if any(line.text for line in lines):
            yield kept([line for line in lines if line.text], "author")

    def _attribute(self, line: Line, match: re.Match[str]) -> Iterator[Block]:
        self._at += 1
        lines = [cut(line, match.end())]
        while lines[-1].text.endswith("\\") and self._at < len(self._lines):
            lines[-1] = cut(lines[-1], 0, -1)
            lines.append(cut(self._lines[self._at], 0))
            self._at += 1
        name = match[1].strip("!").lower()
        lines = [line for line in lines if line.text]
        self.fields[name] = " ".join(line.text for line in lines)
        if lines and name in _TEXTS:
            yield wrapped(lines, "field", key=name)

    def _macro(self, line: Line, match: re.Match[str]) -> Iterator[Block]:
        self._at += 1
        yield kept([line], "mark", depth=self._depth)
        alt = _ALT.match(match[2]) if match[1] == "image" else None
        if alt and alt.lastindex:
            start, end = alt.span(alt.lastindex)
            if (part := cut(line, match.start(2) + start, match.start(2) + end)).text:
                yield wrapped([part], "alt", depth=self._depth)

    def _delimited(self, text: str) -> Iterator[Block]:
        """A line that opens or closes a block."""
        style, self._style = self._style, ""
        self._at += 1
        if text in self._delimiters:
            while self._delimiters.pop() != text:
                self._kinds.pop()
            self._kinds.pop()
            return
        if self._at > 1 and self._lines[self._at - 2].text != "+":
            self._items.clear()
        closing = "```" if text.startswith("```") else text
        is_table = text.endswith("===") and text[0] in "|,:!"
        if text[0] in _VERBATIM and text != "--":
            lines = self._until(closing)
            if text[0] != "/" and lines:
                yield kept(lines, depth=self._depth)
        elif is_table:
            yield from cells(self._until(closing), style, text[0])
        else:
            self._delimiters.append(text)
            self._kinds.append("quote" if text[0] == "_" else self._kinds[-1])

    def _until(self, closing: str) -> list[Line]:
        """The lines up to `closing` that are not blank."""
        lines = []
        while self._at < len(self._lines) and self._lines[self._at].text != closing:
            lines.append(cut(self._lines[self._at], 0))
            self._at += 1
        self._at += 1
        return [line for line in lines if line.text]

    def _paragraph(self) -> Iterator[Block]:
        style, self._style = self._style, ""
        first = self._lines[self._at]
        line = cut(first, 0)
        kind = self._kinds[-1]
        follows = self._at > 0 and self._lines[self._at - 1].text in ("+", "")
        if item := _ITEM.match(line.text):
            self._open(item[1] if item[1][0] in "*-." else "<" if item[1][0] == "<" else "1.")
            line, kind = cut(line, item.end()), "item"
        elif term := _TERM.match(line.text):
            self._open(term["mark"])
            yield wrapped([cut(line, 0, term.end("term"))], "term", depth=self._depth)
            line, kind = cut(line, term.end()), "item"
        elif self._items and follows and self._lines[self._at - 1].text != "+" and line.column == 1:
            self._items.clear()
        lines = [line, *self._rest()]
        lines = [line for line in lines if line.text]
        if not lines:
            return
        if kind != "item" and ((first.text[0] in " \t" and not self._items) or _VERBATIM_STYLE.match(style)):
            yield kept(lines, depth=self._depth)
            return
        if match := _ADMONITION.match(lines[0].text):
            lines[0] = cut(lines[0], match.end())
        breaks = frozenset(line.number for line in lines if _BREAK.search(line.text))
        yield wrapped(
            [cut(line, 0, -1) if line.number in breaks else line for line in lines],
            kind,
            depth=self._depth,
            breaks=breaks,
        )

    def _open(self, mark: str) -> None:
        """Opens a list, or goes on with one."""
        if mark in self._items:
            del self._items[self._items.index(mark) + 1 :]
        else:
            self._items.append(mark)

    def _rest(self) -> Iterator[Line]:
        """The lines of a paragraph behind the first."""
        self._at += 1
        while self._at < len(self._lines):
            line = cut(self._lines[self._at], 0)
            text = line.text
            if not text or text == "+" or (_DELIMITER.match(text) and line.column == 1):
                return
            if _BLOCK_ATTRIBUTES.match(text) or (self._items and (_ITEM.match(text) or _TERM.match(text))):
                return
            self._at += 1
            if not text.startswith("//"):
                yield line
