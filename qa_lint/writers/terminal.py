"""Text from documents on a terminal: made harmless, measured in columns, cut around a spot and underlined."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from qa_lint.model import Span

ELLIPSIS = "…"
_LONG_WORD = 16
# Invisible, but Persian, Hindi, Arabic and Hebrew need them to be written right.
_JOINERS_AND_MARKS = "\u200c\u200d\u200e\u200f\u061c"


def safe(text: str) -> str:
    """`text` on one line, with everything visible that would move the cursor, hide or reorder text."""
    return text if text.isascii() and text.isprintable() else "".join(map(_shown, text))


def width(text: str) -> int:
    """The columns that `text` takes once it is `safe`: 2 a full-width character, 0 a combining one."""
    return sum(map(_width, text))


def excerpt(text: str, span: Span, room: int) -> tuple[str, int, int]:
    """What of `text` around `span` fits into `room` columns; which to underline: the first, and how many.

    Where something is cut there is an ellipsis. An empty span is underlined by one column. The cost depends
    on `room`, not on the length of the text.
    """
    start, end = span.start, span.end
    room -= 2
    shown_end = start + _fitting((text[i] for i in range(start, end)), room)
    spare = room - width(text[start:shown_end])
    before = _fitting((text[i] for i in range(start - 1, -1, -1)), spare // 2)
    after = 0
    if shown_end == end:
        after = _fitting(
            (text[i] for i in range(end, len(text))), spare - width(text[start - before : start])
        )
    before = _fitting((text[i] for i in range(start - 1, -1, -1)), spare - width(text[end : end + after]))
    left, right = start - before, shown_end + after
    if left:
        left = _word_start(text, left, start)
    if right < len(text):
        right = _word_end(text, right, shown_end)
    head = (ELLIPSIS if left else "") + safe(text[left:start])
    line = head + safe(text[start:right]) + (ELLIPSIS if right < len(text) else "")
    return line.rstrip(), width(head), max(1, width(text[start:shown_end]) + (shown_end < end))


def _fitting(characters: Iterable[str], room: int) -> int:
    """How many of `characters` fit into `room` columns; those without a width are not endless either."""
    count = 0
    for character in islice(characters, 4 * room):
        room -= _width(character)
        if room < 0:
            break
        count += 1
    return count


def _word_start(text: str, left: int, start: int) -> int:
    """Where to begin instead of at `left` so that no word is cut, if a word begins soon."""
    space = text.find(" ", left - 1, min(left + _LONG_WORD, start))
    return left if space < 0 else space + 1


def _word_end(text: str, right: int, end: int) -> int:
    """Where to end instead of at `right` so that no word is cut, if one ends shortly before."""
    space = text.rfind(" ", max(right - _LONG_WORD, end), right + 1)
    return right if space < 0 else space


@lru_cache(maxsize=4096)
def _shown(character: str) -> str:
    if character in _JOINERS_AND_MARKS:
        return character
    if character < " ":
        return "→" if character == "\t" else "↵" if character == "\n" else chr(0x2400 + ord(character))
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return f"<U+{ord(character):04X}>"
    return character


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    shown = _shown(character)
    if len(shown) > 1:
        return len(shown)
    if character in _JOINERS_AND_MARKS or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    if (
        "\u1160" <= character <= "\u11ff"
    ):  # vowels and finals of decomposed Hangul, as macOS writes file names
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
