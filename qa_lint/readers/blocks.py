"""What a file in one language holds, for two of them to be paired."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qa_lint.languages import pack
from qa_lint.model import Anchor, Problem, Segment


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that is translated as one: a paragraph, a heading, an item, a table cell, a string.

    `text` is as in a segment, with inline markup as it is written, and `anchors` say where it stands. `kind`
    is what it answers by: a heading (`h1` … `h6`) answers a heading of its level, an item an item; `depth` is
    how deep it is nested. `key` is a name that it has in both languages: of a field, a string, the time of a
    subtitle. `is_kept` says that it stays as it is in any language, as a code block does: it tells which
    blocks answer each other, and is not checked.
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


def joined(blocks: Sequence[Block], language: str, path: str) -> Segment | None:
    """The blocks as one segment, with a space between them where the language parts words by spaces; none
    for no blocks.
    """
    if len(blocks) < 2:
        return blocks[0].segment(language, path) if blocks else None
    joint = " " if pack(language).spaced else ""
    anchors: list[Anchor] = []
    offset = 0
    for block in blocks:
        anchors += [Anchor(anchor.offset + offset, anchor.line, anchor.column) for anchor in block.anchors]
        offset += len(block.text) + len(joint)
    unit = blocks[0].segment(language, path).unit
    return Segment(joint.join(block.text for block in blocks), language, path, tuple(anchors), unit)
