"""What a file in one language holds, for two of them to be paired."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qa_lint.model import Anchor, Problem, Segment


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that is translated as one: a paragraph, a heading, an item, a table cell, a string.

    `text` is as in a segment, with inline markup as it is written, and `anchors` say where it stands.
    `kind` is what it answers by: a heading (`h1` … `h6`) answers a heading of its level, an item an item;
    `depth` is how deep it is nested in lists and quotes; of a table cell, its column from 1. `key` is a
    name that it has in both languages: of a field, a string, the time of a subtitle. `is_kept` says that
    it stays as it is in any language, as a code block does: it tells which blocks answer each other, and
    is not checked.
    """

    text: str
    anchors: tuple[Anchor, ...]
    kind: str = "paragraph"
    key: str = ""
    depth: int = 0
    is_kept: bool = False

    def segment(self, language: str, path: str) -> Segment:
        """The block as a segment; its key, where it has one, is the unit."""
        return Segment(self.text, language, path, self.anchors, self.key)


@dataclass(frozen=True, slots=True)
class Text:
    """What one file holds: its blocks in order, its notes (footnotes, endnotes) with their markers in front
    as in `[^1]: text`, and what it says of itself in `fields` (front matter), by lower-case name.
    """

    blocks: tuple[Block, ...]
    notes: tuple[Block, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
