"""Extracts the blocks of HTML (https://html.spec.whatwg.org/)."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from html import unescape
from typing import NamedTuple

from qa_lint import model
from qa_lint.model import Ignore
from qa_lint.readers.blocks import Block, Text
from qa_lint.readers.directives import NAME, parse
from qa_lint.readers.html_tokens import Spans, Token, attributes, html_tokens
from qa_lint.readers.pieces import OBJECT, Pieces
from qa_lint.readers.wrapped import joint, line_starts, of_pieces, place, referenced
from qa_lint.textfile import read_text

Place = Callable[[int], tuple[int, int]]
"""Line and column in the file, from 1, of an offset in the text."""

_KINDS = {
    **{f"h{level}": f"h{level}" for level in range(1, 7)},
    **dict.fromkeys(("li", "dd"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("caption", "figcaption", "legend", "summary"), "caption"),
    "dt": "term",
    **dict.fromkeys(("pre", "listing", "xmp", "textarea", "math"), "code"),
    "blockquote": "quote",
    "title": "field",
}
_NESTS = frozenset(("ul", "ol", "menu", "dl", "blockquote"))
_BLOCKS = frozenset(_KINDS) | frozenset(
    (
        "address",
        "article",
        "aside",
        "body",
        "center",
        "colgroup",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "fieldset",
        "figure",
        "footer",
        "form",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "iframe",
        "main",
        "menu",
        "nav",
        "noscript",
        "object",
        "ol",
        "optgroup",
        "option",
        "p",
        "script",
        "search",
        "section",
        "select",
        "style",
        "svg",
        "table",
        "tbody",
        "template",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "video",
        "audio",
        "button",
        "canvas",
    )
)
_DROPPED = frozenset(("script", "style", "template", "svg", "noframes", "iframe", "canvas"))
_VOID = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    )
)
_OBJECTS = frozenset(("br", "img", "input", "embed"))
# What ends where an element begins, for elements whose end tags may be left out.
_PARAGRAPH = frozenset(("p",))
_ENDED = {
    **dict.fromkeys(("li",), frozenset(("li", "p"))),
    **dict.fromkeys(("dt", "dd"), frozenset(("dt", "dd", "p"))),
    **dict.fromkeys(("td", "th"), frozenset(("td", "th", "p"))),
    **dict.fromkeys(("tr", "tbody", "tfoot"), frozenset(("tr", "td", "th", "p"))),
    "option": frozenset(("option",)),
}
_TEXTS = ("alt", "title", "placeholder", "aria-label")
_NO_CLASS = frozenset(("notranslate", "no-translate"))
_META = frozenset(("description", "og:title", "og:description", "twitter:title", "twitter:description"))
_PIECE = re.compile(r"(?:[^ \t\n\f&]+(?: (?=[^ \t\n\f&]))?)+|[ \t\n\f]+|&#?\w{1,32};|&")
_PREFORMATTED = re.compile(r"[^&\n]+|&#?\w{1,32};|[&\n]")


class _Open(NamedTuple):
    """An element that is open: of which kind and depth the texts in it are, whether they are kept or no
    texts."""

    name: str
    kind: str
    depth: int
    is_kept: bool
    is_dropped: bool


def extract(path: str) -> Text:
    """The blocks of the HTML file at `path`. Raises `TextError`."""
    text = read_text(path)
    fields: dict[str, str] = {}
    starts = line_starts(text)

    def in_file(offset: int) -> tuple[int, int]:
        return place(starts, offset)

    blocks = tuple(html_blocks(text, in_file, fields))
    return Text(blocks, fields=fields, ignores=tuple(html_ignores(text, in_file, path)))


def html_ignores(text: str, place: Place, path: str) -> Iterator[Ignore]:
    """What the comments in a stretch of HTML in the file at `path` say to ignore."""
    for token in html_tokens(text) if NAME in text else ():
        if token.kind == "comment":
            content = text[token.start : token.end].removeprefix("<!--").removesuffix("-->")
            where = model.Place(path, *place(token.start), *place(token.end))
            if ignore := parse(content, where):
                yield ignore


def html_blocks(text: str, place: Place, fields: dict[str, str] | None = None) -> Iterator[Block]:
    """The blocks of a stretch of HTML; what it says of itself goes to `fields`."""
    reader = _Reader(text, place, {} if fields is None else fields)
    for token in html_tokens(text):
        if token.kind == "text":
            reader.add(token.start, token.end)
        elif token.kind == "end":
            yield from reader.end(token)
        elif token.kind == "start":
            yield from reader.start(token)
    yield from reader.flush()


class _Reader:
    """The elements that are open, and the text of the block in the making."""

    def __init__(self, text: str, place: Place, fields: dict[str, str]) -> None:
        self._text, self._place, self._fields = text, place, fields
        self._open = [_Open("", "paragraph", 0, False, False)]
        self._counts: Counter[str] = Counter()
        self._pieces = Pieces()
        self._asides: list[Block] = []
        self._last = ""  # the last character of the block
        self._blanks: tuple[int, int] | None = None  # where blanks stand behind it
        self._column = 0

    def add(self, start: int, end: int) -> None:
        """Adds text: blanks as one space, references as what they stand for."""
        inside = self._open[-1]
        pattern = _PREFORMATTED if inside.kind == "code" else _PIECE
        for match in () if inside.is_dropped else pattern.finditer(self._text, start, end):
            piece = match[0]
            if piece[0] in " \t\n\f" and pattern is _PIECE:
                self._blanks = self._blanks or match.span()
            else:
                for part in referenced(piece):
                    self._put(part, match.start())

    def _put(self, piece: str, offset: int) -> None:
        """Adds a piece, and the blanks before it."""
        if self._blanks and self._last:
            is_line_end = "\n" in self._text[slice(*self._blanks)]
            blank = joint(self._last, piece[0]) if is_line_end else " "
            self._pieces.add(blank, *self._place(self._blanks[0]))
        self._blanks = None
        self._pieces.add(piece, *self._place(offset))
        self._last = piece[-1]

    def flush(self) -> Iterator[Block]:
        """The block so far, and what attributes within it say."""
        inside = self._open[-1]
        key = "title" if inside.kind == "field" else ""
        for block in of_pieces(self._pieces, inside.kind, key=key, depth=inside.depth):
            if block.text.replace(OBJECT, "").strip():
                yield replace(block, is_kept=inside.is_kept)
            if key:
                self._fields.setdefault(key, block.text)
        self._pieces, self._last, self._blanks = Pieces(), "", None
        yield from self._asides
        self._asides.clear()

    def start(self, token: Token) -> Iterator[Block]:
        """Reads the beginning of an element."""
        name = token.name
        values = attributes(self._text, token)
        if name in _BLOCKS:
            yield from self.flush()
            self._close_like(name)
            self._push(name, values)
        if self._open[-1].is_dropped:
            return
        if name in _OBJECTS:
            self._put(OBJECT, token.start)
        elif name == "sup":  # a footnote's marker or an exponent: 10<sup>6</sup> is not 106
            self._put(self._text[token.start : token.end], token.start)
        self._remember(name, values)

    def end(self, token: Token) -> Iterator[Block]:
        """Reads the end of an element, which ends those within it too."""
        if token.name == "sup" and self._last and not self._open[-1].is_dropped:
            self._put(self._text[token.start : token.end], token.start)
        if self._counts[token.name]:
            yield from self.flush()
            while self._pop() != token.name:
                pass

    def _push(self, name: str, values: Spans) -> None:
        if name in _VOID:
            return
        self._column = 0 if name == "tr" else self._column + (name in ("td", "th"))
        _, kind, depth, is_kept, is_dropped = self._open[-1]
        kind = _KINDS.get(name, kind)
        translate = self._value(values, "translate").lower()
        is_no_text = (
            kind == "code"
            or translate == "no"
            or not _NO_CLASS.isdisjoint(self._value(values, "class").split())
        )
        self._open.append(
            _Open(
                name,
                kind,
                self._column if kind == "cell" else depth + (name in _NESTS),
                is_no_text or (is_kept and translate != "yes"),
                is_dropped or name in _DROPPED,
            )
        )
        self._counts[name] += 1

    def _close_like(self, name: str) -> None:
        """Closes the elements that end where one called `name` begins: `<li>` ends the item before it."""
        ended = _ENDED.get(name, _PARAGRAPH)
        while self._open[-1].name in ended:
            self._pop()

    def _pop(self) -> str:
        name = self._open.pop().name
        self._counts[name] -= 1
        return name

    def _value(self, values: Spans, name: str) -> str:
        return self._text[slice(*values[name])] if name in values else ""

    def _remember(self, name: str, values: Spans) -> None:
        """Takes the texts from attributes, and what the page says of itself."""
        if name == "html" and "lang" in values:
            self._fields["lang"] = self._value(values, "lang")
        elif name == "meta" and "content" in values:
            key = (self._value(values, "name") or self._value(values, "property")).lower()
            self._fields[key] = unescape(self._value(values, "content"))
            if key in _META:
                self._asides += self._attribute(values["content"], "field", key)
        for attribute in _TEXTS:
            if attribute in values and name != "meta" and name != "link":
                self._asides += self._attribute(values[attribute], "alt", "")

    def _attribute(self, span: tuple[int, int], kind: str, key: str) -> Iterable[Block]:
        pieces = Pieces()
        for match in _PREFORMATTED.finditer(self._text, *span):
            piece = match[0]
            for part in referenced(piece):
                pieces.add(part, *self._place(match.start()))
        return of_pieces(pieces, kind, key=key)
