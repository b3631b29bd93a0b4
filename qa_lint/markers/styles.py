"""The styles of footnote markers, the characters they are written with, and the numbers they bear."""

import enum
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from qa_lint.languages import pack
from qa_lint.model import Span


class Style(enum.StrEnum):
    """The looks of a marker; the values are examples of them."""

    MARKDOWN = "[^1]"
    RST = "[1]_"
    LATEX = "\\footnote{}"
    ASCIIDOC = "footnote:[]"
    SUP = "<sup>1</sup>"
    WORDED = "[note 1]"
    BRACKET = "[1]"
    SUPERSCRIPT = "¹"
    PAREN = "(1)"
    CIRCLED = "①"
    WORD = "note 1"
    SYMBOL = "†"
    QUOTED = "”1"
    GLUED = "word1"


# Looks that nothing but a footnote has.
UNAMBIGUOUS = frozenset({Style.MARKDOWN, Style.RST, Style.LATEX, Style.ASCIIDOC, Style.SUP, Style.WORDED})
# The label of markers that are numbered automatically: `[#]_`, `\footnote{}`, `footnote:[]`.
AUTOMATIC = "#"
CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿⓫-⓴➀-➓"
_SYMBOLS = "*†‡§"
_SYMBOLS = "*†‡§"
SUPERSCRIPT = "¹²³⁰⁴⁵⁶⁷⁸⁹"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that looks like a marker, the number or name it bears, and whether its look alone tells."""

    span: Span
    style: Style
    label: str
    firm: bool


@lru_cache(maxsize=64)
def note_words(languages: tuple[str, ...]) -> tuple[str, ...]:
    """The words for "note" in these languages, in lower case."""
    return tuple(sorted({word.lower() for language in languages for word in pack(language).note_headings}))


def number(text: str) -> str:
    """The digits of a marker as a plain number: `１２`, `⑫` and `¹²` are `12`, and so is `012`."""
    plain = unicodedata.normalize("NFKC", text)
    if not plain.isdigit():
        plain = str(int(unicodedata.numeric(text)))  # ❶ has a value but no plain form
    return plain.lstrip("0")


def rank(label: str) -> int | None:
    """The place of a number, or of a symbol (`*`, `†`, `‡`, `**`), among its like; nothing for a name."""
    if label.isdecimal():
        return int(label)
    if label and label[0] in _SYMBOLS:
        return _SYMBOLS.index(label[0]) + len(_SYMBOLS) * (len(label) - 1)
    return None
