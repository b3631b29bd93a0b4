"""The markers and notes of a document, and how those of a part are put together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_lint.markers.notes import Head
from qa_lint.markers.styles import Candidate, Style
from qa_lint.model import Mark, Pair, Segment, Side

Key = tuple[str, str]
# The family of the styles that differ in looks alone: `[1]`, `(1)`, `¹`.
NUMBERS = "1"
_FAMILIES = {
    Style.MARKDOWN: "[^]",
    Style.RST: "[]_",
    Style.LATEX: "\\footnote",
    Style.ASCIIDOC: "footnote:",
    Style.SYMBOL: "*",
}


@dataclass(frozen=True, slots=True)
class Marker:
    """A possible marker: where it stands, in which pair of its part, whether in the text of a note.

    `family` is that of its style unless given.
    """

    side: Side
    pair: int
    segment: Segment
    candidate: Candidate
    in_note: bool = False
    family: str = ""

    @property
    def style(self) -> Style:
        """Its look."""
        return self.candidate.style

    @property
    def label(self) -> str:
        """The number or name it bears."""
        return self.candidate.label

    @property
    def key(self) -> Key:
        """What a note must have in common with it: a family of styles and the label."""
        return key(self.candidate.style, self.candidate.label, self.family)

    @property
    def mark(self) -> Mark:
        """Where it stands."""
        return self.segment.mark(self.candidate.span)

    @property
    def text(self) -> str:
        """How it is written."""
        return self.segment.text[self.candidate.span.start : self.candidate.span.end]


@dataclass(frozen=True, slots=True)
class Note:
    """A possible note: where it stands, in which pair of its part if in one, whether below a heading."""

    side: Side
    pair: int | None
    segment: Segment
    head: Head
    among_notes: bool
    family: str = ""

    @property
    def key(self) -> Key:
        """What a marker must have in common with it."""
        return key(self.head.style, self.head.label, self.family)

    @property
    def mark(self) -> Mark:
        """Where its sign stands."""
        return self.segment.mark(self.head.span)

    @property
    def text(self) -> str:
        """What it says."""
        following = self.segment.text[self.head.span.end :]
        return following.partition("\n")[0].strip(" \t:：.．、")


@dataclass(frozen=True, slots=True)
class Part:
    """What a document or a part of it holds. `heading` is the first pair below a heading over notes."""

    path: str
    markers: tuple[Marker, ...]
    notes: tuple[Note, ...]
    pairs: tuple[Pair, ...]
    heading: int | None


@dataclass(frozen=True, slots=True)
class Graph:
    """A whole document: the markers and the notes that its evidence bears out, in order, and its pairs."""

    path: str
    markers: tuple[Marker, ...]
    notes: tuple[Note, ...]
    pairs: tuple[Pair, ...]

    def markers_of(self, side: Side) -> list[Marker]:
        """The markers of one side."""
        return [marker for marker in self.markers if marker.side is side]

    def notes_of(self, side: Side) -> list[Note]:
        """The notes of one side."""
        return [note for note in self.notes if note.side is side]


def other(side: Side) -> Side:
    """The side across."""
    return Side.TARGET if side is Side.SOURCE else Side.SOURCE


def is_glued(marker: Marker) -> bool:
    """Whether the marker is nothing but digits glued to what it stands behind."""
    return marker.style in (Style.QUOTED, Style.GLUED)


def key(style: Style, label: str, family: str = "") -> Key:
    """What a marker and its note share: a label and a family of styles, that of `style` unless given."""
    return family or _FAMILIES.get(style, NUMBERS if label.isdigit() else "*"), label


def whole(parts: Sequence[Part]) -> tuple[list[Marker], list[Note], list[Pair]]:
    """The possible markers and notes of a document from its parts, in order, pairs counted through."""
    markers: list[Marker] = []
    notes: list[Note] = []
    pairs: list[Pair] = []
    below = False
    for part in parts:
        markers += _markers(part, len(pairs), below)
        notes += _notes(part, len(pairs), below)
        below = below or part.heading is not None
        pairs += part.pairs
    return markers, notes, pairs


def _markers(part: Part, start: int, below: bool) -> Iterator[Marker]:
    end = 0 if below else len(part.pairs) if part.heading is None else part.heading
    for marker in part.markers:
        yield Marker(
            marker.side,
            start + marker.pair,
            marker.segment,
            marker.candidate,
            marker.in_note or marker.pair >= end,
        )


def _notes(part: Part, start: int, below: bool) -> Iterator[Note]:
    for note in part.notes:
        pair = None if note.pair is None else start + note.pair
        yield Note(note.side, pair, note.segment, note.head, note.among_notes or below)
