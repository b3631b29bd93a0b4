"""Reads the .properties files of Java
(https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Properties.html).
"""

import re
from collections.abc import Iterator

from qa_lint.model import Segment
from qa_lint.readers.blocks import Text
from qa_lint.readers.strings import Source, code_point, escape_table, text_of
from qa_lint.textfile import read_text

_BLANK = re.compile(r"[ \t\f]*+(?:[#!][^\n]*+)?+(?:\n|\Z)")
_ENTRY = re.compile(
    r"[ \t\f]*+((?:[^\\=: \t\f\n]|\\(?:.|\n[ \t\f]*+))*+)[ \t\f]*+(?:[=:][ \t\f]*+)?+"
    r"((?:[^\\\n]|\\(?:.|\n[ \t\f]*+|\Z))*+)(?:\n|\Z)"
)
_ESCAPE = re.compile(
    r"\\(?:\n[ \t\f]*|u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|.|\Z)"
)
_ESCAPES = escape_table("ntrf", "\n\t\r\f")


def extract(path: str) -> Text:
    """The strings in the file at `path`. Raises `TextError`."""
    # What is no UTF-8 is Latin-1 for Java, but editors save other encodings too.
    return text_of(_strings(Source(read_text(path, otherwise="latin-1"))))


def _strings(source: Source) -> Iterator[Segment]:
    position = 0
    while position < len(source.text):
        blank = _BLANK.match(source.text, position)
        if blank:
            position = blank.end()
            continue
        entry = _ENTRY.match(source.text, position)
        if not entry:
            return
        position = entry.end()
        name = _ESCAPE.sub(lambda match: _character(match[0]), entry[1])
        yield source.string(name, *entry.span(2), _ESCAPE, _character)


def _character(escape: str) -> str:
    if escape[1:2] in ("\n", ""):
        return ""
    if escape[1] == "u" and len(escape) > 2:
        return code_point(escape.replace("\\u", ""))
    return _ESCAPES.get(escape, escape[1:])
