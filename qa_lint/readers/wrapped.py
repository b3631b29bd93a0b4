"""Texts put together from the lines of a file, which are wrapped where it suits the writer."""

import bisect
import re
import unicodedata
from collections.abc import Iterator, Sequence
from html import unescape

from qa_lint.model import Anchor
from qa_lint.readers.blocks import Block
from qa_lint.readers.lines import Line, joined
from qa_lint.readers.pieces import Pieces

_LINE_END = re.compile(r"\n")


def joint(before: str, after: str) -> str:
    """What a line end between two characters stands for: a space, or nothing between East Asian ones, which
    are written without spaces, but for Korean (https://www.w3.org/TR/css-text-3/#line-break-transform).
    """
    return "" if _is_unspaced(before) and _is_unspaced(after) else " "


def _is_unspaced(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "FW" and not (
        "\u1100" <= character <= "\u11ff" or "\uac00" <= character <= "\ud7a3"
    )


def wrapped(
    lines: Sequence[Line],
    kind: str = "paragraph",
    *,
    key: str = "",
    depth: int = 0,
    breaks: frozenset[int] = frozenset(),
) -> Block:
    """The lines as one block; behind those numbered in `breaks` a line ends, behind the others only the file
    has a line end.
    """
    parts: list[str] = []
    anchors: list[Anchor] = []
    offset = 0
    last = lines[0]
    for line in lines:
        if parts:
            blank = "\n" if last.number in breaks else joint(last.text[-1], line.text[0])
            parts.append(blank)
            offset += len(blank)
        parts.append(line.text)
        anchors.append(Anchor(offset, line.number, line.column))
        offset += len(line.text)
        last = line
    return Block("".join(parts), tuple(anchors), kind, key, depth)


def kept(lines: Sequence[Line], kind: str = "code", *, depth: int = 0) -> Block:
    """The lines as a block that stays as it is in any language."""
    return Block(*joined(lines, "\n"), kind, depth=depth, is_kept=True)


def of_pieces(pieces: Pieces, kind: str, *, key: str = "", depth: int = 0) -> Iterator[Block]:
    """The pieces as a block, if there is text in them."""
    segment = pieces.segment("", "")
    if segment.text:
        yield Block(segment.text, segment.anchors, kind, key, depth)


def referenced(piece: str) -> Sequence[str]:
    """The characters, seldom more than one, that a character reference of HTML stands for; a piece that is
    no reference as it is.
    """
    plain = unescape(piece) if piece[0] == "&" else piece
    return (piece,) if plain[-1] == piece[-1] else plain


def cut(line: Line, start: int, end: int | None = None) -> Line:
    """The part of a line from `start` to `end`, without the blanks around it; its text may be empty."""
    part = line.text[start:end]
    bare = part.lstrip()
    return Line(bare.rstrip(), line.number, line.column + start + len(part) - len(bare))


def line_starts(text: str) -> list[int]:
    """The offsets at which the lines of `text` begin."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def place(starts: Sequence[int], offset: int) -> tuple[int, int]:
    """The line and the column, from 1, of the character at `offset`, where lines begin at `starts`."""
    number = bisect.bisect_right(starts, offset)
    return number, offset - starts[number - 1] + 1
