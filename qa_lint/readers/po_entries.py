"""The entries of a gettext PO file, one after the other, with the place of every string
(https://www.gnu.org/software/gettext/manual/html_node/PO-File-Entries.html).

Only the lines of one entry are held in memory at a time.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TextIO

from qa_lint.model import Anchor, Segment
from qa_lint.readers.directives import NAME
from qa_lint.readers.pieces import bare
from qa_lint.textfile import MAX_LINE

_CHUNK = 1 << 16
# What stands for a line that cannot be read; no text has these.
UNDECODED, _TOO_LONG = "\ud800", "\ud801"
_STRINGS = r'"([^"\\]*(?:\\.[^"\\]*)*)"'
_FIRST = frozenset(("msgctxt", "msgid"))
_KEYWORD = r"msgid_plural|msgid|msgctxt|msgstr(?:\[\d{1,2}\])?"
_line = re.compile(rf"\s*(?:({_KEYWORD})\s*)?{_STRINGS}\s*").fullmatch
_opens = re.compile(rf'\s*(?:{_KEYWORD})?\s*"').match
_token = re.compile(rf"\s*(?:({_KEYWORD})(?![\w\[])|{_STRINGS})\s*").match
_escapes = re.compile(r"(\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}|.))").split
_ESCAPES = {rf"\{name}": value for name, value in zip("ntrbfva\\\"'?", "\n\t\r\b\f\v\a\\\"'?", strict=True)}
_needs_care = re.compile(r"\s|.*[\\]|.*\s$").match
_SHOWN = 40

Piece = tuple[int, int, str]
"""A string as it is written between its quotes, with the line and the column where it begins, from 1."""


@dataclass(slots=True)
class Entry:
    """An entry: for each of its keywords, the strings behind it.

    `line` is where its first keyword stands, `reference` the first place in the program that uses it, as the
    file names it. `faults` are what cannot be read in it, by line; `comments` are those of translators that
    name qa-lint, by line.
    """

    line: int
    strings: dict[str, list[Piece]] = field(default_factory=dict)
    reference: str = ""
    is_fuzzy: bool = False
    faults: list[tuple[int, str]] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)

    def text(self, keyword: str) -> str:
        """What the strings behind `keyword` say; empty if it is not there."""
        return _joined(self.strings.get(keyword, ()))[0]

    def segment(self, keyword: str, language: str, path: str, unit: str) -> Segment:
        """The same as a segment."""
        strings = self.strings[keyword]
        if len(strings) == 1 and not _needs_care(strings[0][2]):
            line, column, raw = strings[0]
            return Segment(raw, language, path, (Anchor(0, line, column),), unit)
        text, anchors = bare(*_joined(strings), strings[0][:2])
        return Segment(text, language, path, anchors, unit)


def entries(lines: Iterable[str]) -> Iterator[Entry]:
    """The entries in `lines`, without comments, obsolete entries and previous texts."""
    entry = Entry(1)
    strings: list[Piece] | None = None
    for number, line in enumerate(lines, 1):
        if line[:1] == "#":
            if "msgstr" in entry.strings or "msgstr[0]" in entry.strings:
                yield entry
                entry, strings = Entry(number), None
            _comment(entry, line, number)
            continue
        match = _line(line)
        if match:
            tokens: Iterable[_Token] = ((match[1], (match.start(2) + 1, match[2])),)
        elif line and not line.isspace():
            tokens = _tokens(line)
        else:
            if "msgstr" in entry.strings:
                yield entry
                entry, strings = Entry(number), None
            continue
        for keyword, string in tokens:
            if keyword:
                if keyword in _FIRST and _is_begun(entry):
                    yield entry
                    entry = Entry(number)
                if not entry.strings:
                    entry.line = number
                elif keyword in entry.strings:
                    entry.faults.append((number, f"a second {keyword} in one entry"))
                strings = entry.strings.setdefault(keyword, [])
            if isinstance(string, str):
                entry.faults.append((number, string))
            elif string and strings is not None:
                strings.append((number, *string))
            elif string:
                entry.faults.append((number, "a string without a keyword as msgid before it"))
    if entry.strings or entry.faults:
        yield entry


def _is_begun(entry: Entry) -> bool:
    return "msgid" in entry.strings or any(name.startswith("msgstr") for name in entry.strings)


def _comment(entry: Entry, line: str, number: int) -> None:
    kind = line[1:2]
    if kind == ":" and not entry.reference:
        entry.reference = next(iter(line[2:].split()), "")
    elif kind == "," and "fuzzy" in line:
        entry.is_fuzzy |= "fuzzy" in (flag.strip() for flag in line[2:].split(","))
    elif NAME in line and kind not in ("~", "|", "."):
        entry.comments.append((number, line[1:]))


_Token = tuple[str | None, tuple[int, str] | str | None]
"""A keyword, and a string with its column, or what is wrong instead of one."""


def _tokens(line: str) -> Iterator[_Token]:
    """The keywords and strings of a line that is not just one of each."""
    position = 0
    while position < len(line):
        match = _token(line, position)
        if not match:
            yield None, _fault(line)
            return
        keyword, raw = match.groups()
        yield (keyword, None) if keyword else (None, (match.start(2) + 1, raw))
        position = match.end()


def _fault(line: str) -> str:
    if line == UNDECODED:
        return line
    if line == _TOO_LONG:
        return f"this line has more than {MAX_LINE:,} characters"
    if _opens(line):
        return 'this string does not end with the line, or a quote inside of it is not written \\"'
    shown = line.strip()
    shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
    return f"neither a keyword as msgid, nor a string, nor a comment: {shown}"


def lines(file: TextIO) -> Iterator[str]:
    """The lines of a file opened with the error handler `surrogateescape`, whatever their length.

    One that cannot be decoded or is too long is replaced by a character that no text has.
    """
    rest = ""
    is_long = False
    while chunk := file.read(_CHUNK):
        first, *others = chunk.split("\n")
        rest = rest if is_long else rest + first
        is_long |= len(rest) > MAX_LINE
        if others:
            yield _TOO_LONG if is_long else _decoded(rest)
            rest, is_long = others.pop(), False
            yield from others if _is_decoded(chunk) else map(_decoded, others)
    if rest:
        yield _TOO_LONG if is_long else _decoded(rest)


def _decoded(line: str) -> str:
    return line if _is_decoded(line) else UNDECODED


def _is_decoded(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _character(escape: str) -> str:
    """What an escape sequence of C stands for; a number is a character of Latin-1 here, as in most files."""
    body = escape[1:]
    if body[0] in "01234567":
        return chr(int(body, 8) & 0xFF)
    return chr(int(body[1:], 16)) if body[0] == "x" and len(body) > 1 else body


def _joined(strings: Iterable[Piece]) -> tuple[str, list[Anchor]]:
    """What the strings say together, with an anchor for each, and behind each escape sequence."""
    texts: list[str] = []
    anchors: list[Anchor] = []
    length = 0
    for line, column, raw in strings:
        if not raw:
            continue
        anchors.append(Anchor(length, line, column))
        if "\\" not in raw:
            texts.append(raw)
            length += len(raw)
            continue
        found = _escapes(raw)
        for index in range(1, len(found), 2):
            before, escape = found[index - 1], found[index]
            found[index] = _ESCAPES.get(escape) or _character(escape)
            length += len(before) + 1
            column += len(before) + len(escape)
            anchors.append(Anchor(length, line, column))
        length += len(found[-1])
        texts += found
    return "".join(texts), anchors
