"""The report formats, one module each, and the registry that names them.

A writer is a function `(findings, run, layout) -> pieces of text`. Writers know findings and the run's facts,
nothing else. Their modules are imported when the format is asked for.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qa_lint.model import Finding, Run
from qa_lint.registry import load


@dataclass(frozen=True, slots=True)
class Layout:
    """What the screen allows: its width in columns, and whether it shows colour (ANSI escape sequences)."""

    width: int = 100
    color: bool = False


Writer = Callable[[Sequence[Finding], Run, Layout], Iterator[str]]

REGISTRY: dict[str, str] = {
    "text": "qa_lint.writers.text:write",
    "json": "qa_lint.writers.json:write",
}


def load_writer(name: str) -> Writer:
    """The writer of the format called `name`. Raises `KeyError` for a name that is not registered."""
    writer: Writer = load(REGISTRY, name)
    return writer
