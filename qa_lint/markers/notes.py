"""Notes: the beginnings of lines that look like a note's, and the headings over notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from qa_lint.languages import pack
from qa_lint.markers.styles import AUTOMATIC, CIRCLED, SUPERSCRIPT, Style, note_words, number
from qa_lint.model import Span

_HEADING_LIMIT = 40
_AROUND_HEADING = " \t\n#*=_-—:：.。[]【】()（）〔〕"
# A cell of a table that refers to several notes: (4),(5).
_ONLY_MARKERS = re.compile(r"(?:[\[［【(（]\d{1,3}[\]］】)）][\s,，、]*){2,}")
_FIRST = re.compile(rf"[ \t>]*[\[［【〔(（.<*\\{SUPERSCRIPT}{CIRCLED}†‡※\d]")


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a note: its sign, the sign's style and label; `plain` is a mere `12.` or `12`."""

    span: Span
    style: Style
    label: str
    plain: bool = False


def heads(text: str, *languages: str) -> list[Head]:
    """What looks like the beginning of a note at the beginnings of the lines of `text`."""
    words = note_words(languages)
    if _ONLY_MARKERS.fullmatch(text):
        return []
    if "\n" not in text:
        if not _FIRST.match(text) and not text.lstrip(" \t>")[:24].lower().startswith(words):
            return []
        match = _pattern(words).match(text)
        return list(_read(match)) if match else []
    return [head for match in _pattern(words).finditer(text) for head in _read(match)]


def is_heading(text: str, *languages: str) -> bool:
    """Whether `text` is a heading over notes in one of the languages, as `Notes:` is."""
    if len(text) > _HEADING_LIMIT:
        return False
    bare = text.strip(_AROUND_HEADING).casefold()
    return bool(bare) and any(bare in _headings(language) for language in languages)


@lru_cache(maxsize=64)
def _headings(language: str) -> frozenset[str]:
    return frozenset(heading.casefold() for heading in pack(language).note_headings)


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    word = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"
    return re.compile(
        r"^[ \t>]*(?P<sign>\[\^(?P<markdown>[^\[\]\s]{1,64})\]:?"
        r"|\.\. \[(?P<rst>\d{1,3}|#[\w.-]{0,64}|\*|[A-Za-z][\w.-]{0,64})\](?=\s)"
        r"|[\[［【〔](?P<bracket>\d{1,3})[\]］】〕](?![_(]|:\s*(?:https?:|/|#))"
        rf"|[\[［【〔(（](?i:{word})\s?(?P<worded>\d{{1,3}})[\]］】〕)）]"
        rf"|(?i:{word})\s?(?P<word>\d{{1,3}})(?=[:：.．、)）\s])"
        r"|※\s?(?P<mark>\d{1,2})(?!\d)"
        r"|(?P<latex>\\footnotetext(?:\[\d{1,3}\])?)(?![A-Za-z])"
        r"|[(（](?P<paren>\d{1,3})[)）]"
        rf"|(?P<circled>[{CIRCLED}])|(?P<superscript>[{SUPERSCRIPT}]{{1,3}})"
        r"|<sup\b[^<>]{0,200}>\s?\[?(?P<sup>\d{1,3}|[*†‡§])\]?\s?</sup>"
        r"|(?P<symbol>[†‡]{1,3}|\*{1,3}(?!\*)(?![^\n*]*[^\s*]\*))"  # not the emphasis in "**SDK:** stable"
        r"|(?P<plain>\d{1,3})(?:[.．、)）](?!\d)|(?=[ \t]+[^\W\d]|[ \t]*[\"“「『])))",
        re.MULTILINE,
    )


def _read(match: re.Match[str]) -> Iterator[Head]:
    kind = next(name for name, value in match.groupdict().items() if value is not None and name != "sign")
    value, span = match[kind], Span(*match.span("sign"))
    if kind in ("markdown", "symbol"):
        yield Head(span, Style[kind.upper()], value)
    elif kind == "rst":
        yield Head(span, Style.RST, value.lstrip("0") or "0")
    elif kind == "latex":
        label = value.partition("[")[2].rstrip("]")
        yield Head(span, Style.LATEX, label.lstrip("0") or AUTOMATIC)
    elif kind == "mark":
        yield Head(span, Style.WORDED, number(value))
    elif kind == "sup" and not value.isdigit():
        yield Head(span, Style.SYMBOL, value)
    elif number(value):
        yield Head(
            span,
            Style.BRACKET if kind == "plain" else Style[kind.upper()],
            number(value),
            plain=kind == "plain",
        )
