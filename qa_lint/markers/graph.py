"""The markers and notes of a document, and which look-alikes its evidence bears out.

A look-alike becomes a marker where a note bears its number, or where its like form a running sequence.
"""

import bisect
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qa_lint.markers.notes import Head, heads, is_heading
from qa_lint.markers.styles import UNAMBIGUOUS, Candidate, Style, candidates
from qa_lint.model import Document, Mark, Pair, Segment, Side, Span

_GLUED = (Style.QUOTED, Style.GLUED)
_RUN = 3
# Notes of these styles may stand anywhere, others only below a heading or apart from the pairs.
_CLEAR_HEADS = UNAMBIGUOUS | {Style.BRACKET, Style.WORD}
_FAMILIES = {Style.MARKDOWN: "[^]", Style.RST: "[]_", Style.SYMBOL: "*"}


@dataclass(frozen=True, slots=True)
class Marker:
    """A possible marker: where it stands, in which pair of its part, whether in the text of a note."""

    side: Side
    pair: int
    segment: Segment
    candidate: Candidate
    in_note: bool = False

    @property
    def style(self) -> Style:
        """Its look."""
        return self.candidate.style

    @property
    def label(self) -> str:
        """The number or name it bears."""
        return self.candidate.label

    @property
    def key(self) -> tuple[str, str]:
        """What a note must have in common with it: a family of styles and the label."""
        return key(self.candidate.style, self.candidate.label)

    @property
    def mark(self) -> Mark:
        """Where it stands."""
        return self.segment.mark(self.candidate.span)


@dataclass(frozen=True, slots=True)
class Note:
    """A possible note: where it stands, in which pair of its part if in one, whether below a heading."""

    side: Side
    pair: int | None
    segment: Segment
    head: Head
    among_notes: bool

    @property
    def key(self) -> tuple[str, str]:
        """What a marker must have in common with it."""
        return key(self.head.style, self.head.label)

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
    """A whole document: all look-alikes in order, the markers among them, the notes, and its pairs."""

    path: str
    lookalikes: tuple[Marker, ...]
    markers: tuple[Marker, ...]
    notes: tuple[Note, ...]
    pairs: tuple[Pair, ...]


def key(style: Style, label: str) -> tuple[str, str]:
    """What a marker and its note share: a label, and for names and symbols the style too."""
    return _FAMILIES.get(style, "*" if not label.isdigit() else "1"), label


def read(document: Document) -> Part:
    """The possible markers and notes of a document."""
    languages = (document.source_language, document.target_language)
    markers: list[Marker] = []
    notes: list[Note] = []
    heading = None
    for number, pair in enumerate(document.pairs):
        for side, segment in ((Side.SOURCE, pair.source), (Side.TARGET, pair.target)):
            text = segment.text
            if not text:
                continue
            if heading is None and is_heading(text, *languages):
                heading = number + 1
            found = heads(text, *languages)
            notes += [Note(side, number, segment, head, heading is not None) for head in found]
            signs = {head.span.end for head in found}
            markers += [
                Marker(
                    side,
                    number,
                    segment,
                    candidate,
                    any(head.style in _CLEAR_HEADS and not head.plain for head in found),
                )
                for candidate in candidates(text, *languages)
                if candidate.span.end not in signs and candidate.span.end + 1 not in signs
            ]
    for aside in document.asides:
        found = heads(aside.segment.text, *languages)
        notes += [Note(aside.side, None, aside.segment, head, among_notes=True) for head in found]
    return Part(document.path, tuple(markers), tuple(notes), document.pairs, heading)


def join(parts: Sequence[Part]) -> Graph:
    """The graph of a whole document from its parts, in order."""
    lookalikes: list[Marker] = []
    notes: list[Note] = []
    pairs: list[Pair] = []
    below = False
    for part in parts:
        start = len(pairs)
        end = 0 if below else len(part.pairs) if part.heading is None else part.heading
        lookalikes += [
            Marker(
                marker.side,
                start + marker.pair,
                marker.segment,
                marker.candidate,
                marker.in_note or marker.pair >= end,
            )
            for marker in part.markers
        ]
        notes += [
            Note(
                note.side,
                None if note.pair is None else start + note.pair,
                note.segment,
                note.head,
                note.among_notes or below,
            )
            for note in part.notes
        ]
        below = below or part.heading is not None
        pairs += part.pairs
    notes = list(_real_notes(notes))
    markers = [
        marker for side in Side for marker in _real_markers([m for m in lookalikes if m.side is side], notes)
    ]
    return Graph(parts[0].path, tuple(lookalikes), tuple(markers), tuple(notes), tuple(pairs))


def _real_notes(notes: Iterable[Note]) -> Iterator[Note]:
    """Those that are notes by look or place; mere numbers only where several follow each other."""
    plain: dict[Side, list[Note]] = {side: [] for side in Side}
    for note in notes:
        if note.head.plain:
            if note.among_notes:
                plain[note.side].append(note)
        elif note.among_notes or note.head.style in _CLEAR_HEADS:
            yield note
    for entries in plain.values():
        labels = [int(note.head.label) for note in entries]
        if len(labels) > 1 and all(after == before + 1 for before, after in itertools.pairwise(labels)):
            yield from entries


def _real_markers(lookalikes: list[Marker], notes: Sequence[Note]) -> Iterator[Marker]:
    """Those of one side's look-alikes that the notes or the other markers bear out."""
    known = {note.key for note in notes}
    styles = {note.head.style for note in notes} | (
        {Style.PAREN, Style.CIRCLED} if any(n.head.plain for n in notes) else set()
    )
    by_style: defaultdict[Style, list[Marker]] = defaultdict(list)
    for marker in lookalikes:
        if marker.style in UNAMBIGUOUS:
            yield marker
        elif not marker.in_note:
            by_style[marker.style].append(marker)
    covered = {marker.key for marker in lookalikes if marker.style in UNAMBIGUOUS}
    for style in (Style.BRACKET, Style.SUPERSCRIPT):
        entries = by_style[style]
        in_sequence = len(_run(entries)) > 1
        real = [
            marker for marker in entries if marker.key in known or (in_sequence and marker.candidate.firm)
        ]
        covered |= {marker.key for marker in real}
        yield from real
    for style in (Style.PAREN, Style.CIRCLED, Style.WORD, Style.SYMBOL):
        if style in styles:
            real = [marker for marker in by_style[style] if marker.key in known]
            covered |= {marker.key for marker in real}
            yield from real
    glued = sorted(
        by_style[Style.QUOTED] + by_style[Style.GLUED], key=lambda m: (m.pair, m.candidate.span.start)
    )
    supported = [marker for marker in glued if marker.key in known - covered]
    if supported:
        yield from _chain(supported)
    elif not known and not covered:
        run = _run(glued)
        yield from _chain([marker for marker in glued if len(run) >= _RUN and int(marker.label) in run])


def _run(markers: Iterable[Marker]) -> range:
    """The longest run of numbers, each one more than the last, in the order of the text."""
    longest: dict[int, int] = {}
    for marker in markers:
        label = int(marker.label)
        longest[label] = max(longest.get(label, 0), longest.get(label - 1, 0) + 1)
    end = max(longest, key=lambda label: longest[label], default=0)
    return range(end - longest.get(end, 0) + 1, end + 1)


def _chain(markers: Sequence[Marker]) -> list[Marker]:
    """A longest series of the markers whose numbers never fall (patience sorting, O(n log n))."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, marker in enumerate(markers):
        place = bisect.bisect_right(tops, int(marker.label))
        before.append(ends[place - 1] if place else -1)
        tops[place : place + 1] = [int(marker.label)]
        ends[place : place + 1] = [number]
    chain = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(markers[at])
        at = before[at]
    return chain[::-1]


def is_glued(marker: Marker) -> bool:
    """Whether the marker is nothing but digits glued to what it stands behind."""
    return marker.style in _GLUED


def bears(text: str, label: str) -> bool:
    """Whether `text` has the number anywhere."""
    return re.search(rf"(?<!\d){label}(?!\d)", text) is not None


def end_of(segment: Segment) -> Span:
    """The empty span behind the last character."""
    return Span(len(segment.text), len(segment.text))
