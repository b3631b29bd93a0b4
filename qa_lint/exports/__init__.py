"""Formats that pairs are written in, for other tools to read, one module each, and the registry of them.

An export is a function `(document, level) -> pieces of text`. A gap is written with an empty side.
"""

from collections.abc import Callable, Iterator

from qa_lint.model import Document
from qa_lint.registry import load

Export = Callable[[Document, str], Iterator[str]]

REGISTRY: dict[str, str] = {
    "tsv": "qa_lint.exports.tsv:write",
    "tmx": "qa_lint.exports.tmx:write",
    "xliff": "qa_lint.exports.xliff:write",
}
LEVELS = ("paragraph", "sentence")
"""What a pair holds."""


def load_export(name: str) -> Export:
    """The export in the format called `name`. Raises `KeyError` for a name that is not registered."""
    export: Export = load(REGISTRY, name)
    return export
