"""Reads the .strings and .stringsdict files of macOS and iOS
(https://developer.apple.com/library/archive/documentation/MacOSX/Conceptual/BPInternational/
MaintaingYourOwnStringsFiles/MaintaingYourOwnStringsFiles.html).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from qa_lint.forms import FORMS
from qa_lint.model import Problem, Segment
from qa_lint.readers.blocks import Text
from qa_lint.readers.parts import capped
from qa_lint.readers.pieces import Pieces
from qa_lint.readers.strings import Source, code_point, escape_table, text_of
from qa_lint.readers.xml import events
from qa_lint.textfile import TextError, read_text

_SKIPPED = re.compile(r"(?:\s+|/\*.*?\*/|//[^\n]*)*+", re.DOTALL)
_QUOTED = r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"'
_GAP = r"(?:\s+|/\*[^*]*+\*/)*+"
_ENTRY = re.compile(rf"(?:{_QUOTED}|([\w.$-]+)){_GAP}={_GAP}(?:{_QUOTED}|([\w.$-]+)){_GAP};", re.DOTALL)
_NEXT = re.compile(r"\n(?=\s*+(?:\"|/[/*]))")
_ESCAPE = re.compile(
    r"\\(?:[uU][dD][89abAB][0-9A-Fa-f]{2}\\[uU][dD][c-fC-F][0-9A-Fa-f]{2}|[uU][0-9A-Fa-f]{4}|[0-7]{1,3}|.)",
    re.DOTALL,
)
_ESCAPES = escape_table("ntrbfva", "\n\t\r\b\f\v\a")


def extract(path: str) -> Text:
    """The strings in the .strings file at `path`. Raises `TextError`."""
    source = Source(read_text(path))
    problems: list[Problem] = []
    text = text_of(_strings(path, source, problems))
    return replace(text, problems=tuple(capped(path, problems, "places")))


def _strings(path: str, source: Source, problems: list[Problem]) -> Iterator[Segment]:
    position = 0
    while True:
        skipped = _SKIPPED.match(source.text, position)
        position = skipped.end() if skipped else position
        if position == len(source.text):
            return
        entry = _ENTRY.match(source.text, position)
        if entry:
            name = _ESCAPE.sub(lambda match: _character(match[0]), entry[1] or entry[2] or "")
            group = 3 if entry[3] is not None else 4
            yield source.string(name, *entry.span(group), _ESCAPE, _character)
            position = entry.end()
            continue
        line, _ = source.place(position)
        if source.text.startswith("/*", position):
            problems.append(Problem(path, "this comment does not end", line))
            return
        problems.append(Problem(path, 'not of the form "name" = "text";', line))
        behind = _NEXT.search(source.text, position)
        if not behind:
            return
        position = behind.end()


def _character(escape: str) -> str:
    if escape[1] in "uU" and len(escape) > 2:
        return code_point(escape[2:6] + escape[8:])
    if escape[1] in "01234567":
        return chr(int(escape[1:], 8) & 0xFF)
    return _ESCAPES.get(escape, escape[1:])


def extract_plurals(path: str) -> Text:
    """The plural forms in the .stringsdict file at `path`: `%d files.count[one]`. Raises `TextError`."""
    return text_of(_plurals(path))


def _plurals(path: str) -> Iterator[Segment]:
    names: list[str] = []
    key = ""
    pieces = Pieces()
    place = (1, 1)
    is_text = False
    for kind, name, _, line, column in events(path):
        if kind == "text":
            if is_text:
                pieces.add(name, line, column)
        elif kind == "start":
            is_text = name in ("key", "string")
            pieces, place = Pieces(), (line, column)
            if name == "dict":
                names.append(key)
                if len(names) > 8:
                    raise TextError("nested more than 8 deep", line)
        elif name == "dict":
            names.pop()
        elif name == "key":
            key = pieces.segment("", "").text
        elif name == "string":
            if key == "NSStringLocalizedFormatKey":
                yield pieces.segment("", "", ".".join(names[1:]), place)
            elif key in FORMS:
                yield pieces.segment("", "", f"{'.'.join(names[1:])}[{key}]", place)
        is_text = is_text and kind != "end"
