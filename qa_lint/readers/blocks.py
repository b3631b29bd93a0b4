"""What a file in one language holds, for two of them to be paired."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qa_lint.languages import pack
from qa_lint.model import Anchor, Ignore, Problem, Segment

# What a page of a translated site says when its source has changed since
# (https://opentelemetry.io/docs/contributing/localization/#track-changes).
DRIFTED = "drifted_from_default"
# Fields in which translations name the commit of their source: Kubernetes and OpenTelemetry, Docusaurus and
# others.
_REVISIONS = ("default_lang_commit", "source_commit", "translation_of_commit")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that is translated as one: a paragraph, a heading, an item, a table cell, a string.

    `text` is as in a segment, with inline markup as it is written, and `anchors` say where it stands.
    `kind` is what it answers by: a heading (`h1` … `h6`) answers a heading of its level, an item an item;
    `depth` is how deep it is nested in lists and quotes; of a table cell, its column from 1. `key` is a
    name that it has in both languages: of a field, a string, the time of a subtitle. `unit` names its place
    where line and column tell too little, as `footnote 3` of a DOCX does. `is_kept` says that it stays as it
    is in any language, as a code block does: it tells which blocks answer each other, and is not checked.
    """

    text: str
    anchors: tuple[Anchor, ...]
    kind: str = "paragraph"
    key: str = ""
    depth: int = 0
    is_kept: bool = False
    unit: str = ""

    def segment(self, language: str, path: str) -> Segment:
        """The block as a segment; its key is the unit where it has no other."""
        return Segment(self.text, language, path, self.anchors, self.unit or self.key)


@dataclass(frozen=True, slots=True)
class Text:
    """What one file holds: its blocks in order, its notes (footnotes, endnotes) with their markers in front
    as in `[^1]: text`, and what it says of itself in `fields` (front matter), by lower-case name.
    `ignores` are the comments for qa-lint in it, each for the block or note that begins next (see
    `directives.attached`).
    """

    blocks: tuple[Block, ...]
    notes: tuple[Block, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    ignores: tuple[Ignore, ...] = ()

    @property
    def is_translation(self) -> bool:
        """Whether the file names the commit of its source, or says that this has changed."""
        return bool(self.revision) or DRIFTED in self.fields

    @property
    def revision(self) -> str:
        """The commit of the source that the file says it is a translation of; empty if it does not."""
        stated = next((self.fields[name].split() for name in _REVISIONS if self.fields.get(name)), None)
        return stated[0] if stated else ""  # 7535ae5 # patched


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
