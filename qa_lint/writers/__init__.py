"""The report formats, one module each, and the registry that names them.

A writer is a function `(findings, run, layout) -> pieces`, of text, or of bytes where the format is binary.
Writers know findings and the run's facts, nothing else. Their modules are imported when the format is asked
for.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from qa_lint.model import Finding, Run
from qa_lint.registry import load


@dataclass(frozen=True, slots=True)
class Layout:
    """What the screen allows: its width in columns, and whether it shows colour (ANSI escape sequences)."""

    width: int = 100
    color: bool = False


class ReportError(Exception):
    """A report cannot be made; the message says why, and what to do about it."""


Report = Iterator[str] | Iterator[bytes]
Writer = Callable[[Sequence[Finding], Run, Layout], Report]

REGISTRY: dict[str, str] = {
    "text": "qa_lint.writers.text:write",
    "concise": "qa_lint.writers.concise:write",
    "json": "qa_lint.writers.json:write",
    "json-lines": "qa_lint.writers.json_lines:write",
    "html": "qa_lint.writers.html:write",
    "markdown": "qa_lint.writers.markdown:write",
    "csv": "qa_lint.writers.csv:write",
    "xlsx": "qa_lint.writers.xlsx:write",
    "sarif": "qa_lint.writers.sarif:write",
    "github": "qa_lint.writers.github:write",
    "gitlab": "qa_lint.writers.gitlab:write",
    "junit": "qa_lint.writers.junit:write",
}
BINARY = frozenset({"xlsx"})
"""The formats that no terminal shows."""


def load_writer(name: str) -> Writer:
    """The writer of the format called `name`. Raises `KeyError` for a name that is not registered."""
    writer: Writer = load(REGISTRY, name)
    return writer


def encoded(pieces: Iterable[str | bytes]) -> Iterator[bytes]:
    """A report as bytes: text in UTF-8, half a surrogate pair as an escape sequence."""
    for piece in pieces:
        yield piece if isinstance(piece, bytes) else piece.encode("utf-8", "backslashreplace")
