"""Where a note most likely belongs: at the first occurrence of the term that it explains."""

import re
from collections.abc import Sequence

from qa_lint.markers.descriptions import described
from qa_lint.markers.graph import Graph, Note
from qa_lint.model import Mark, Segment, Side, Span
from qa_lint.order import longest_rising

# With more notes than this, none is looked for: the time grows with notes times text.
_LIMIT = 200
_TERM_LIMIT = 80
_PAIRS = {'"': '"', "“": "”", "「": "」", "『": "』", "«": "»", "„": "“", "《": "》"}
_QUOTED = re.compile(
    "|".join(
        f"{start}(?P<t{number}>[^{start}{end}]{{2,{_TERM_LIMIT}}}){end}"
        for number, (start, end) in enumerate(_PAIRS.items())
    )
)
_HEADWORD = re.compile(rf"([^\s:：.。，,;；][^:：.。，,;；\n]{{1,{_TERM_LIMIT}}})[:：]")
# A quotation further in is seldom the term explained.
_LEAD = 24
_WORD = re.compile(r"[^\W_]+")
_OPENING = "\"“「『«„《‘'"
_CLOSING = "\"”」』»“》’'"
_SHARED_WORDS = 4
_SENTENCE = re.compile(r"[^.。！!?？]*")


def find_anchors(graph: Graph, notes: Sequence[Note]) -> dict[int, Mark]:
    """Where the terms of `notes` first occur in the text of their sides, by the notes' places in the list.

    Notes come in the order of their markers; an occurrence that would break that order is passed over.
    """
    if not notes or len(notes) > _LIMIT:
        return {}
    bodies = {side: _body(graph, side) for side in Side}
    patterns = [_term(note) for note in notes]
    places: list[_Place | None] = [
        _first(pattern, bodies[note.side], (0, 0)) if pattern else None
        for note, pattern in zip(notes, patterns, strict=True)
    ]
    unnamed = [number for number, pattern in enumerate(patterns) if pattern is None]
    for side, body in bodies.items():
        own = [number for number in unnamed if notes[number].side is side]
        for at, found in described([notes[number] for number in own], body).items():
            places[own[at]] = found
    shared = _by_shared_words(notes, bodies)
    places = [place or shared.get(number) for number, place in enumerate(places)]
    ordered = _in_order(places)
    anchors: dict[int, Mark] = {}
    floor = (0, 0)
    for number, note in enumerate(notes):
        place = places[number]
        pattern = patterns[number]
        if place and number not in ordered and pattern:
            ceiling = next(
                ((p[0], p[1].start) for n, p in enumerate(places) if p and n > number and n in ordered), None
            )
            place = _first(pattern, bodies[note.side], floor)
            if place and ceiling and (place[0], place[1].start) > ceiling:
                place = None
        elif number not in ordered:
            place = None
        if place:
            floor = (place[0], place[1].start)
            anchors[number] = bodies[note.side][place[0]].mark(place[1])
    return anchors


_Place = tuple[int, Span]


def _body(graph: Graph, side: Side) -> list[Segment]:
    """The side's segments but for those that hold notes."""
    notes = {id(note.segment) for note in graph.notes}
    segments = (pair.source if side is Side.SOURCE else pair.target for pair in graph.pairs)
    return [segment for segment in segments if id(segment) not in notes]


def _term(note: Note) -> re.Pattern[str] | None:
    """A pattern for the term that the note explains: quoted at its beginning, or before a colon."""
    match = _QUOTED.search(note.text, 0, _LEAD + _TERM_LIMIT)
    if match and match.start() <= _LEAD:
        term = next(value for value in match.groups() if value)
    else:
        match = _HEADWORD.match(note.text)
        if match is None:
            return None
        term = match[1]
    words = _WORD.findall(term)
    return re.compile(r"[\s'’\-‐–]{0,3}".join(map(_inflected, words)), re.IGNORECASE) if words else None


def _inflected(word: str) -> str:
    """A pattern for a word with or without its plural ending, not within a longer word."""
    if not word.isascii() or not word.isalpha():
        return re.escape(word)
    stem = word[:-1] if len(word) > 3 and word.endswith("s") else word
    return rf"\b{re.escape(stem)}(?:e?s)?\b"


def _first(pattern: re.Pattern[str], body: Sequence[Segment], floor: tuple[int, int]) -> _Place | None:
    for number in range(floor[0], len(body)):
        text = body[number].text
        match = pattern.search(text, floor[1] if number == floor[0] else 0)
        if match:
            start, end = match.span()
            if text[start - 1 : start] in tuple(_OPENING) and text[end : end + 1] in tuple(_CLOSING):
                start, end = start - 1, end + 1
            return number, Span(start, end)
    return None


def _by_shared_words(notes: Sequence[Note], bodies: dict[Side, list[Segment]]) -> dict[int, _Place]:
    """Where the longest series of words stands that a note's first sentence shares with the text."""
    index: dict[tuple[Side, tuple[str, ...]], int | None] = {}
    for number, note in enumerate(notes):
        sentence = _SENTENCE.match(note.text[:400])
        words = [word.lower() for word in _WORD.findall(sentence[0] if sentence else "")]
        for gram in {tuple(words[at : at + _SHARED_WORDS]) for at in range(len(words) - _SHARED_WORDS + 1)}:
            # Shared by two notes, it says nothing.
            index[note.side, gram] = number if (note.side, gram) not in index else None
    best: dict[int, tuple[int, _Place]] = {}
    for side, body in bodies.items():
        for place, segment in enumerate(body):
            for number, length, span in _shared(index, side, segment.text):
                if number not in best or length > best[number][0]:
                    best[number] = (length, (place, span))
    return {number: place for number, (_, place) in best.items()}


def _shared(
    index: dict[tuple[Side, tuple[str, ...]], int | None], side: Side, text: str
) -> list[tuple[int, int, Span]]:
    matches = list(_WORD.finditer(text))
    words = [match[0].lower() for match in matches]
    found: list[tuple[int, int, Span]] = []
    run = 0
    last: int | None = None
    for at in range(len(words) - _SHARED_WORDS + 1):
        number = index.get((side, tuple(words[at : at + _SHARED_WORDS])))
        run = run + 1 if number is not None and number == last else int(number is not None)
        last = number
        if number is not None:
            length = run + _SHARED_WORDS - 1
            first = at - run + 1
            found.append((number, length, Span(matches[first].start(), matches[first + length - 1].end())))
    # Four words in a row are often chance ("as well as the"); more seldom are.
    return [entry for entry in found if entry[1] > _SHARED_WORDS + 1]


def _in_order(places: Sequence[_Place | None]) -> set[int]:
    """The numbers of a longest series of places that never goes back."""
    placed = [
        (number, (place[0], place[1].start)) for number, place in enumerate(places) if place is not None
    ]
    return {placed[index][0] for index in longest_rising([value for _, value in placed], strictly=False)}
