"""The strings in a JSON file, each with its path and its place (https://www.rfc-editor.org/rfc/rfc8259).

Comments and a comma behind the last value, which many programs allow, are no faults.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa_lint.model import Segment
from qa_lint.readers.strings import Source, code_point, escape_table
from qa_lint.textfile import TextError

_TOKEN = re.compile(
    r"(?:[ \t\n\r]+|//[^\n]*|/\*.*?\*/)*+"
    r'(?:(?P<string>"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*")|(?P<sign>[{}\[\],:])|(?P<word>[\w.+-]+)|(?P<end>\Z))',
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|.)")
_ESCAPES = escape_table("ntrbf", "\n\t\r\b\f")
_DEEPEST = 100
_CLOSED_BY = {"{": "}", "[": "]"}


@dataclass(frozen=True, slots=True)
class Value:
    """A string in a JSON file: the names of what it is within (in an array, the number from 0), the offsets
    of these, and where it begins and ends between its quotes. `word` is what stands there if it is no string:
    `false`, `null`, a number.
    """

    path: tuple[str, ...]
    places: tuple[int, ...]
    start: int
    end: int
    word: str = ""


def values(source: Source) -> Iterator[Value]:
    """The values that are strings or words, in order. Raises `TextError` at the first fault."""
    opened: list[str] = []
    path: list[str] = []
    places: list[int] = []
    counts: list[int] = []
    awaited = "value"
    position = 0
    while True:
        match = _TOKEN.match(source.text, position)
        if not match:
            raise _fault(source, position, "no JSON")
        kind, start, position = match.lastgroup, match.start(match.lastgroup or 0), match.end()
        token = match[kind or 0]
        if kind == "end":
            if opened or awaited == "value":
                missing = _CLOSED_BY[opened[-1]] if opened else "a value"
                raise _fault(source, start, f"no JSON: it ends without {missing}")
            return
        is_object = bool(opened) and opened[-1] == "{"
        may_close = awaited == "comma" or awaited == ("key" if is_object else "value")
        if opened and may_close and token == _CLOSED_BY[opened[-1]]:
            del opened[-1], counts[-1], path[-1], places[-1]
            awaited = "comma" if opened else "end"
        elif awaited == "key" and kind == "string":
            path[-1] = _read(source, start + 1, position - 1)
            places[-1] = start + 1
            awaited = "colon"
        elif awaited == "colon" and token == ":":
            awaited = "value"
        elif awaited == "comma" and token == ",":
            counts[-1] += 1
            path[-1] = str(counts[-1])
            awaited = "key" if is_object else "value"
        elif awaited == "value" and (kind != "sign" or token in _CLOSED_BY):
            if kind == "sign":
                if len(opened) >= _DEEPEST:
                    raise _fault(source, start, f"values are nested more than {_DEEPEST} deep")
                opened.append(token)
                counts.append(0)
                path.append("0")
                places.append(start)
                awaited = "key" if token == "{" else "value"
                continue
            if kind == "string":
                yield Value(tuple(path), tuple(places), start + 1, position - 1)
            else:
                yield Value(tuple(path), tuple(places), start, position, token)
            awaited = "comma" if opened else "end"
        else:
            raise _fault(source, start, f"no JSON: unexpected {token[:20]}")


def string(source: Source, value: Value, name: str) -> Segment:
    """The value as a string called `name`."""
    return source.string(name, value.start, value.end, _ESCAPE, _character)


def _read(source: Source, start: int, end: int) -> str:
    return _ESCAPE.sub(lambda match: _character(match[0]), source.text[start:end])


def _character(escape: str) -> str:
    if escape[1] == "u" and len(escape) > 2:
        return code_point(escape.replace("\\u", ""))
    return _ESCAPES.get(escape, escape[1:])


def _fault(source: Source, offset: int, message: str) -> TextError:
    line, column = source.place(offset)
    return TextError(f"{message} (column {column:,})", line)
