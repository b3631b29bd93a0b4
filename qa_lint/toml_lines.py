"""In which lines of a TOML file its keys stand, which the parser of the standard library does not tell."""

import re
from collections.abc import Iterator, Mapping

Key = tuple[str | int, ...]

# https://toml.io/en/v1.0.0: strings of four kinds, comments, line ends, and what opens or closes a value.
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|\n|[\[\]{}=,.]|[^\s"\'#\[\]{}=,.]+',
    re.DOTALL,
)


def key_lines(text: str) -> dict[Key, int]:
    """The line, from 1 on, of each key and table in `text`, which is valid TOML.

    A key is named by its path, `("rule", "number-missing", "severity")`, with the number of the table, from 0
    on, in an array of tables: `("overrides", 0, "paths")`. Keys inside of inline tables are left out.
    """
    lines: dict[Key, int] = {}
    counts: dict[Key, int] = {}
    table: Key = ()
    for line, tokens in _statements(text):
        if tokens[0] == "[":
            is_array = tokens[1] == "["
            path = _resolve(tuple(_names(tokens)), counts)
            if is_array:
                counts[path] = counts.get(path, -1) + 1
                lines.setdefault(path, line)
                path = (*path, counts[path])
            table = path
            lines[table] = line
        else:
            path = table
            for name in _names(tokens[: tokens.index("=")] if "=" in tokens else tokens):
                path = (*path, name)
                lines.setdefault(path, line)
    return lines


def line_of(lines: Mapping[Key, int], key: Key) -> int | None:
    """The line of `key`, or of the nearest table above it that `lines` has."""
    return next((lines[key[:end]] for end in range(len(key), 0, -1) if key[:end] in lines), None)


def _resolve(names: Key, counts: Mapping[Key, int]) -> Key:
    """The path of a table whose header has `names`: below an array of tables, it is in the last of these."""
    path: Key = ()
    for name in names[:-1]:
        path = (*path, name)
        path = (*path, counts[path]) if path in counts else path
    return (*path, *names[-1:])


def _statements(text: str) -> Iterator[tuple[int, list[str]]]:
    """The tokens of each statement, which may run over several lines, and the line that it begins in."""
    line, start, depth = 1, 1, 0
    tokens: list[str] = []
    for token in _TOKEN.findall(text):
        if token == "\n" and not depth and tokens:
            yield start, tokens
            tokens = []
        elif token != "\n" and not token.startswith("#"):
            start = start if tokens else line
            tokens.append(token)
            depth += (token in "[{") - (token in "]}")
        line += token.count("\n")
    if tokens:
        yield start, tokens


def _names(tokens: list[str]) -> Iterator[str]:
    for token in tokens:
        if token not in "[].":
            yield token[1:-1] if token[0] in "\"'" else token
