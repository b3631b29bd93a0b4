"""Which look-alikes of a document are markers and notes.

A look-alike becomes a marker where a note bears its number, where its like form a running sequence, or where
the other side has a marker that it answers.
"""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from qa_lint.markers.graph import NUMBERS, Graph, Key, Marker, Note, Part, is_glued, other, whole
from qa_lint.markers.looks import candidates
from qa_lint.markers.notes import heads, is_heading
from qa_lint.markers.styles import UNAMBIGUOUS, Style
from qa_lint.model import Document, Pair, Side
from qa_lint.order import longest_rising

_RUN = 3
_DIGITS = re.compile(r"\d+")
# Markers of these styles need no note of their own where so many others of the same style have theirs.
_COMPANY = {Style.PAREN: 2, Style.CIRCLED: 2, Style.SYMBOL: 2, Style.WORD: 1}
# Notes of these styles may stand anywhere, others only below a heading or apart from the pairs.
_CLEAR_HEADS = UNAMBIGUOUS | {Style.BRACKET, Style.WORD}


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
            alike = candidates(text, *languages)
            if found:
                notes += [Note(side, number, segment, head, heading is not None) for head in found]
                signs = {head.span.end for head in found}
                alike = [c for c in alike if c.span.end not in signs and c.span.end + 1 not in signs]
            if alike:
                in_note = any(head.style in _CLEAR_HEADS and not head.plain for head in found)
                markers += [Marker(side, number, segment, candidate, in_note) for candidate in alike]
    for aside in document.asides:
        found = heads(aside.segment.text, *languages)
        notes += [Note(aside.side, None, aside.segment, head, among_notes=True) for head in found]
    return Part(document.path, tuple(markers), tuple(notes), document.pairs, heading)


def join(parts: Sequence[Part]) -> Graph:
    """The graph of a whole document from its parts, in order."""
    lookalikes, possible, pairs = whole(parts)
    sides = {side: [marker for marker in lookalikes if marker.side is side] for side in Side}
    notes = list(_real_notes(possible, lookalikes))
    in_sequence = {
        style
        for style in (Style.BRACKET, Style.SUPERSCRIPT)
        for entries in sides.values()
        if len(_run(m for m in entries if m.style is style and not m.in_note)) > 1
    }
    real: set[int] = set()
    for entries in sides.values():
        real |= {id(marker) for marker in _real_markers(entries, notes, in_sequence)}
        real |= {id(marker) for marker in _glued(entries, notes, real, pairs)}
    are_real = [id(marker) in real for marker in lookalikes]
    if _differ(itertools.compress(lookalikes, are_real)):
        lookalikes = [replace(m, family=NUMBERS) if m.label.isdecimal() else m for m in lookalikes]
        notes = [replace(n, family=NUMBERS) if n.head.label.isdecimal() else n for n in notes]
    real = {id(marker) for marker in itertools.compress(lookalikes, are_real)}
    real |= _answers(lookalikes, real)
    markers = tuple(marker for marker in lookalikes if id(marker) in real)
    return Graph(parts[0].path, markers, tuple(notes), tuple(pairs))


def _differ(markers: Iterable[Marker]) -> bool:
    """Whether the sides write their numbers in different families, as `[^1]` and `[1]`."""
    families: dict[Side, set[str]] = {side: set() for side in Side}
    for marker in markers:
        if marker.label.isdecimal():
            families[marker.side].add(marker.key[0])
    return all(families.values()) and families[Side.SOURCE].isdisjoint(families[Side.TARGET])


def _real_notes(notes: Sequence[Note], lookalikes: Sequence[Marker]) -> Iterator[Note]:
    """Those that are notes by look or place, or whose style markers bear out; mere numbers only in a row."""
    plain: dict[Side, list[Note]] = {side: [] for side in Side}
    confirmed = _confirmed(notes, lookalikes)
    for note in notes:
        if note.head.plain:
            if note.among_notes:
                plain[note.side].append(note)
        elif note.among_notes or note.head.style in _CLEAR_HEADS or (note.side, note.head.style) in confirmed:
            yield note
    for entries in plain.values():
        labels = [int(note.head.label) for note in entries]
        if len(labels) > 1 and all(after == before + 1 for before, after in itertools.pairwise(labels)):
            yield from entries


def _confirmed(notes: Sequence[Note], lookalikes: Sequence[Marker]) -> set[tuple[Side, Style]]:
    """The styles of notes among the text, as `(1)`, for half of which markers of the same style stand there.

    A numbered list looks the same, but nothing refers to its items so.
    """
    labels: defaultdict[tuple[Side, Style], set[str]] = defaultdict(set)
    for note in notes:
        if not (note.among_notes or note.head.plain or note.head.style in _CLEAR_HEADS):
            labels[note.side, note.head.style].add(note.head.label)
    marked: defaultdict[tuple[Side, Style], set[str]] = defaultdict(set)
    for marker in lookalikes:
        if (marker.side, marker.style) in labels:
            marked[marker.side, marker.style].add(marker.label)
    return {
        place
        for place, found in labels.items()
        if len(common := found & marked[place]) > 1 and 2 * len(common) >= len(found)
    }


def _real_markers(
    lookalikes: list[Marker], notes: Sequence[Note], in_sequence: set[Style]
) -> Iterator[Marker]:
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
    for style in (Style.BRACKET, Style.SUPERSCRIPT, Style.PAREN, Style.CIRCLED, Style.WORD, Style.SYMBOL):
        entries = by_style[style]
        if style not in (Style.BRACKET, Style.SUPERSCRIPT, *styles):
            continue
        real = [marker for marker in entries if marker.key in known]
        if style in in_sequence or (real and len(real) >= _COMPANY.get(style, 1)):
            real = [
                marker
                for marker in entries
                if marker.key in known or marker.candidate.firm or style in _COMPANY
            ]
        covered |= {marker.key for marker in real}
        yield from real


def _glued(
    lookalikes: Sequence[Marker], notes: Sequence[Note], real: set[int], pairs: Sequence[Pair]
) -> Iterator[Marker]:
    """The digits glued to a word or a closing quote that are markers.

    Where several have notes, or the number before or behind has, others of that look may lack theirs or be
    out of order, unless the other side has the number too: `python3` is in both.
    """
    known = {note.key for note in notes}
    covered = {marker.key for marker in lookalikes if id(marker) in real}
    glued = [marker for marker in lookalikes if is_glued(marker) and not marker.in_note]
    supported = [marker for marker in glued if marker.key in known - covered]
    if supported:
        chain = _chain(supported)
        yield from chain
        sure = set(map(id, chain))
        labels = {int(marker.label) for marker in chain}
        others = (
            marker
            for marker in glued
            if id(marker) not in sure
            and (len(chain) >= _RUN or {int(marker.label) - 1, int(marker.label) + 1} & labels)
        )
        yield from _without_counterpart(others, pairs)
    elif not known and not covered:
        run = _run(glued)
        yield from _chain([marker for marker in glued if len(run) >= _RUN and int(marker.label) in run])


def _without_counterpart(markers: Iterable[Marker], pairs: Sequence[Pair]) -> Iterator[Marker]:
    """The markers whose number the other side of the pair lacks."""
    for number, entries in itertools.groupby(markers, key=lambda marker: marker.pair):
        found = list(entries)
        pair = pairs[number]
        text = (pair.source if found[0].side is Side.TARGET else pair.target).text
        borne = set(_DIGITS.findall(text))
        yield from (marker for marker in found if marker.label not in borne)


def _answers(lookalikes: Sequence[Marker], real: set[int]) -> set[int]:
    """The look-alikes in whose pair, or in the next one, a marker of the other side has no answer yet."""
    if not real:
        return set()
    counts: Counter[tuple[Side, int, Key]] = Counter(
        (marker.side, marker.pair, marker.key) for marker in lookalikes if id(marker) in real
    )
    found: set[int] = set()
    for reach in ((0,), (-1, 0, 1)):
        for marker in lookalikes:
            if marker.in_note or id(marker) in real or id(marker) in found:
                continue
            lacking = sum(
                counts[other(marker.side), place, marker.key] - counts[marker.side, place, marker.key]
                for place in (marker.pair + near for near in reach)
            )
            if lacking > 0:
                found.add(id(marker))
                counts[marker.side, marker.pair, marker.key] += 1
    return found | {id(marker) for marker in _gaps(lookalikes, real | found)}


def _gaps(lookalikes: Sequence[Marker], real: set[int]) -> Iterator[Marker]:
    """The look-alikes whose numbers are lacking in a series of markers of their style, as `(3)` is in
    `(1) (2) (4)`.
    """
    labels: defaultdict[tuple[Side, Style], set[int]] = defaultdict(set)
    for marker in lookalikes:
        if id(marker) in real and marker.style in _COMPANY and marker.label.isdecimal():
            labels[marker.side, marker.style].add(int(marker.label))
    for marker in lookalikes:
        known = labels.get((marker.side, marker.style))
        if known and len(known) >= _RUN and id(marker) not in real and not marker.in_note:
            value = int(marker.label)
            if value not in known and {value - 1, value + 1} & known:
                yield marker


def _run(markers: Iterable[Marker]) -> range:
    """The longest run of numbers, each one more than the last, in the order of the text."""
    longest: dict[int, int] = {}
    for marker in markers:
        label = int(marker.label)
        longest[label] = max(longest.get(label, 0), longest.get(label - 1, 0) + 1)
    end = max(longest, key=lambda label: longest[label], default=0)
    return range(end - longest.get(end, 0) + 1, end + 1)


def _chain(markers: Sequence[Marker]) -> list[Marker]:
    """A longest series of the markers whose numbers never fall."""
    labels = [int(marker.label) for marker in markers]
    return [markers[index] for index in longest_rising(labels, strictly=False)]
