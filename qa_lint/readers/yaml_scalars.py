"""Scalars of YAML as they stand in a file (https://yaml.org/spec/1.2.2/#chapter-7-flow-style-productions)."""

import re
from typing import Any

from qa_lint.readers.strings import code_point, escape_table
from qa_lint.textfile import TextError

ESCAPES = {
    '"': re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.|\Z)"),
    "'": re.compile("''"),
}
"""What finds escape sequences, by the quotation mark that they stand between."""

_STANDS_FOR = escape_table("nrtbf0ave_NLP", "\n\r\t\b\f\0\a\v\x1b\xa0\x85\u2028\u2029")


def character(escape: str) -> str:
    """What an escape sequence stands for."""
    if escape == "''":
        return "'"
    if escape[1:2] in ("x", "u", "U") and len(escape) > 2:
        return code_point(escape[2:])
    return _STANDS_FOR.get(escape, escape[1:])


def inside(event: Any, text: str) -> tuple[int, int]:
    """Where the text of a scalar event of `text` begins and ends: between its quotes, or below its `|`."""
    start, end = event.start_mark.index, event.end_mark.index
    if event.style in ESCAPES:
        return start + 1, end - 1
    if event.style:  # the sign stands alone on its line
        return text.find("\n", start, end) + 1 or end, end
    return start, end


def fault(error: Any, what: str) -> TextError:
    """What to say of an error of PyYAML: `what` it is that is no YAML, and the line from 1."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    reason = getattr(error, "problem", None) or str(error).partition("\n")[0]
    return TextError(f"{what}: {reason}", mark.line + 1 if mark else 1)
