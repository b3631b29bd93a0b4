"""Extracts the blocks of Markdown (https://spec.commonmark.org/0.31.2/, https://github.github.com/gfm/)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from qa_lint.model import Ignore, Place
from qa_lint.readers.blocks import Block, Text
from qa_lint.readers.directives import NAME, parse
from qa_lint.readers.front_matter import front_matter
from qa_lint.readers.html import html_blocks, html_ignores
from qa_lint.readers.lines import Line
from qa_lint.readers.markdown_rules import enclosing, tokens
from qa_lint.readers.wrapped import cut, kept, line_starts, place, wrapped
from qa_lint.textfile import read_text

if TYPE_CHECKING:
    from markdown_it.token import Token

_HASHES = re.compile(r"#{1,6}(?=[ \t]|$)")
_CLOSING_HASHES = re.compile(r"(?:^|[ \t])#+$")
# `{#id}`, `{: .class}` and `{#id .class key=value}` behind a heading.
_ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.:][^{}\n]{0,200}\}$")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_ALERT = re.compile(r"\[!\w+\][+-]?")
_DEFINITION = re.compile(r"[:~][ \t]+(?=\S)")
_CELL_END = re.compile(r"(?:[^|\\]|\\.?)*", re.DOTALL)
_TITLE = re.compile(
    r"(?:!!!|\?\?\?\+?|===\+?|///) ?[^\"]*\"([^\"]+)\"|:{3,}\s*\{?[\w-]+[ \t]*\[?([^\[\]{}]*)"
)
_ESM = re.compile(r"(?:import|export)\s[^\n]*[;'\"{(]|\{/\*")
_MDX_COMMENT = re.compile(r"\{/\*(.*)\*/\}", re.DOTALL)
_COMMENT = re.compile(r"\{\{[<%]\s*(/?)\s*comment\b")
# A paragraph of nothing but shortcodes, as `{{< youtube id >}}`.
_SHORTCODES = re.compile(r"(?:\{\{[<%](?:[^%>]|[%>](?!\}\}))*[%>]\}\}\s*)+")
# Those that a paragraph begins and ends with, as `{{% alert %}} Text {{% /alert %}}`.
_SHORTCODE_FIRST = re.compile(r"\{\{[<%]\s*/?\s*(?P<name>[\w./-]+)(?:[^%>]|[%>](?!\}\}))*[%>]\}\}")
_SHORTCODE_LAST = re.compile(r"\{\{[<%]\s*/?\s*(?P<name>[\w./-]+)(?:[^%>{]|[%>](?!\}\}))*[%>]\}\}$")
_MOST_SHORTCODES = 4
_KEPT = {"fence": "code", "code_block": "code", "math": "math", "definition": "definition"}


def extract(path: str) -> Text:
    """The blocks of the Markdown file at `path`. Raises `TextError`."""
    text = read_text(path)
    front = front_matter(text, path)
    head = "\n" * text.count("\n", 0, front.end)
    body = head + text[front.end :]
    reader = _Reader(body, line_starts(body), enclosing(body), is_mdx=path.lower().endswith(".mdx"))
    blocks: list[Block] = []
    notes: list[Block] = []
    for block in reader.blocks():
        (notes if block.kind == "note" else blocks).append(block)
    ignores = tuple(reader.ignores(path)) if NAME in body else ()
    return Text((*front.blocks, *blocks), tuple(notes), front.fields, front.problems, ignores)


@dataclass(frozen=True, slots=True)
class _Reader:
    """The text of a file, the offsets of its lines, and the shortcodes that enclose something in it."""

    text: str
    starts: Sequence[int]
    enclosing: frozenset[str]
    is_mdx: bool

    def lines(self, token: "Token") -> list[Line]:
        """The lines of a token that are not blank, without the marks before them."""
        first = token.map[0] if token.map else 0
        found = (self.line(number, start) for number, start in enumerate(token.meta["starts"], first))
        return [line for line in found if line.text]

    def line(self, number: int, start: int) -> Line:
        """The rest of the line numbered from 0, from the offset `start` on; its text may be empty."""
        end = self.starts[number + 1] - 1 if number + 1 < len(self.starts) else len(self.text)
        return cut(Line(self.text[start:end], number + 1, start - self.starts[number] + 1), 0)

    def blocks(self) -> Iterator[Block]:
        """The blocks in order, those of notes as kind `note`."""
        depth = 0
        kinds = ["paragraph"]
        mark: int | None = None
        is_comment = False
        for token in tokens(self.text, self.enclosing):
            name = token.type
            if name in ("bullet_list_open", "ordered_list_open"):
                depth += 1
            elif name in ("bullet_list_close", "ordered_list_close"):
                depth -= 1
            elif name in ("list_item_open", "blockquote_open", "footnote_open"):
                depth += name == "blockquote_open"
                kinds.append({"l": "item", "b": "quote", "f": "note"}[name[0]])
                mark = token.meta["begin"] if name == "footnote_open" else None
            elif name in ("list_item_close", "blockquote_close", "footnote_close"):
                depth -= name == "blockquote_close"
                kinds.pop()
            elif "starts" in token.meta:
                lines = self.lines(token)
                if mark is not None and token.map and lines:
                    lines[0] = self.line(token.map[0], mark)
                mark = None
                if comment := _COMMENT.match(lines[0].text) if lines and name == "mark" else None:
                    is_comment = not comment[1]
                elif lines and not is_comment:
                    yield from self._leaf(token, lines, kinds[-1], depth)
                if kinds[-1] == "item":
                    kinds[-1] = "paragraph"  # what follows in the item

    def ignores(self, path: str) -> Iterator[Ignore]:
        """What comments of their own say to ignore; in MDX they are written `{/* … */}`."""
        for token in tokens(self.text, self.enclosing):
            lines = self.lines(token) if "starts" in token.meta else []
            text = "\n".join(line.text for line in lines)
            if token.type == "html_block":
                yield from html_ignores(text, partial(_in_file, lines, line_starts(text)), path)
            elif self.is_mdx and (comment := _MDX_COMMENT.fullmatch(text)):
                last = lines[-1]
                end = last.number, last.column + len(last.text)
                if ignore := parse(comment[1], Place(path, lines[0].number, lines[0].column, *end)):
                    yield ignore

    def _leaf(self, token: "Token", lines: list[Line], kind: str, depth: int) -> Iterable[Block]:
        name = token.type
        if name == "heading_open":
            return _heading(lines, token.tag, kind, depth)
        if name == "table_open":
            return _table(lines, kind)
        if name == "html_block":
            return _html(lines, kind, depth)
        if name in ("mark", "admonition") and kind != "note":  # [^1]: {{% param notes.docker %}}
            return _mark(lines[0], depth)
        if name == "code_block" and _SHORTCODES.fullmatch("\n".join(line.text for line in lines)):
            return [kept(lines, "mark", depth=depth)]
        if name in _KEPT:
            return [kept(lines, _KEPT[name], depth=depth)]
        return self._paragraph(lines, kind, depth)

    def _paragraph(self, lines: list[Line], kind: str, depth: int) -> Iterator[Block]:
        if kind == "item" and (task := _TASK.match(lines[0].text)):
            lines[0] = cut(lines[0], task.end())
        elif kind == "quote" and _ALERT.fullmatch(lines[0].text):
            yield kept(lines[:1], "mark", depth=depth)
            lines = lines[1:]
        text = "\n".join(line.text for line in lines)
        if _SHORTCODES.fullmatch(text) or (self.is_mdx and _ESM.match(text)):
            yield kept(lines, kind if kind == "item" else "mark", depth=depth)
            return
        ends: list[Line] = []
        for _ in range(_MOST_SHORTCODES):
            if match := self._encloses(_SHORTCODE_FIRST.match(lines[0].text)) if lines else None:
                yield kept([cut(lines[0], 0, match.end())], "mark", depth=depth)
                lines[0] = cut(lines[0], match.end())
            if match := self._encloses(_SHORTCODE_LAST.search(lines[-1].text)) if lines else None:
                ends.append(cut(lines[-1], match.start()))
                lines[-1] = cut(lines[-1], 0, match.start())
            lines = [line for line in lines if line.text]
        for part, part_kind in _definitions(lines, kind):
            breaks = {line.number for line in part if self._is_broken(line)}
            bare = [
                cut(line, 0, -1) if line.text.endswith("\\") and line.number in breaks else line
                for line in part
            ]
            if found := [line for line in bare if line.text]:
                yield wrapped(found, part_kind, depth=depth, breaks=frozenset(breaks))
        for end in reversed(ends):
            yield kept([end], "mark", depth=depth)

    def _encloses(self, match: re.Match[str] | None) -> re.Match[str] | None:
        """The match, if it is a shortcode that encloses something."""
        return match if match and match["name"] in self.enclosing else None

    def _is_broken(self, line: Line) -> bool:
        """Whether a hard line break ends the line: a backslash, two spaces or a tag."""
        end = self.starts[line.number - 1] + line.column - 1 + len(line.text)
        backslashes = len(line.text) - len(line.text.rstrip("\\"))
        return (
            backslashes % 2 == 1 or self.text.startswith("  ", end) or line.text.endswith(("<br>", "<br/>"))
        )


def _definitions(lines: list[Line], kind: str) -> Iterator[tuple[list[Line], str]]:
    """The parts of a paragraph, which may be a list of terms and definitions (`: definition`)."""
    marks = [number for number, line in enumerate(lines) if _DEFINITION.match(line.text)]
    if not marks or kind == "note":
        yield lines, kind
        return
    for line in lines[: marks[0]]:
        yield [line], "term"
    for number, end in zip(marks, [*marks[1:], len(lines)], strict=True):
        match = _DEFINITION.match(lines[number].text)
        yield [cut(lines[number], match.end() if match else 0), *lines[number + 1 : end]], "item"


def _heading(lines: list[Line], tag: str, kind: str, depth: int) -> Iterator[Block]:
    if hashes := _HASHES.match(lines[0].text):
        line = cut(lines[0], hashes.end())
        closing = _CLOSING_HASHES.search(line.text)
        parts = [cut(line, 0, closing.start())] if closing else [line]
    else:
        parts = lines[:-1]  # what underlines it
    if parts and (attributes := _ATTRIBUTES.search(parts[-1].text)):
        parts[-1] = cut(parts[-1], 0, attributes.start())
    if found := [line for line in parts if line.text]:
        yield wrapped(found, "note" if kind == "note" else tag, depth=depth)


def _table(lines: list[Line], kind: str) -> Iterator[Block]:
    """The cells, row by row; the depth of each is the number of its column."""
    for row in (lines[0], *lines[2:]):
        at, column = 0, 0
        if row.text.startswith("|"):
            at = 1
        while at < len(row.text):
            match = _CELL_END.match(row.text, at)
            end = match.end() if match else len(row.text)
            column += 1
            if (cell := cut(row, at, end)).text:
                yield wrapped([cell], "note" if kind == "note" else "cell", depth=column)
            at = end + 1


def _html(lines: list[Line], kind: str, depth: int) -> Iterator[Block]:
    """The texts between the tags of HTML."""
    text = "\n".join(line.text for line in lines)
    for block in html_blocks(text, partial(_in_file, lines, line_starts(text))):
        yield replace(block, kind="note" if kind == "note" else block.kind, depth=block.depth + depth)


def _in_file(lines: Sequence[Line], starts: Sequence[int], offset: int) -> tuple[int, int]:
    """Line and column in the file of an offset in the joined `lines`, which begin at `starts` there."""
    number, column = place(starts, offset)
    line = lines[number - 1]
    return line.number, line.column + column - 1


def _mark(line: Line, depth: int) -> Iterator[Block]:
    """A line that steers how the page is made, and the title that it may give."""
    yield kept([line], "mark", depth=depth)
    title = _TITLE.match(line.text)
    if title and title.lastindex and (part := cut(line, *title.span(title.lastindex))).text:
        yield wrapped([part], "caption", depth=depth)
