"""Where in a translation a marker belongs that only the source has, and how it is written there."""

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa_lint.markers.graph import Marker
from qa_lint.markers.pairing import Match
from qa_lint.markers.styles import SUPERSCRIPT
from qa_lint.model import Segment, Span

_REACH = 60
_QUOTATION = re.compile(r"“[^“”]*”|「[^「」]*」|『[^『』]*』|«[^«»]*»|„[^„“”]*[“”]|《[^《》]*》|\"[^\"]*\"")
_CLOSING = '"”’»」』》“'
_SENTENCE_END = re.compile(r"[。！？!?；;]|\.(?=\s|$)")
_CLAUSE_END = re.compile(r"[。！？!?；;，：]|[.,:](?=\s|$)")
_AROUND = " \t\n\u3000)）" + _CLOSING
_ENDS = (_SENTENCE_END, _CLAUSE_END)
_TOKEN = re.compile(r"[A-Za-z0-9][\w.%-]*[\w%]$|[A-Za-z0-9]$")
_LAST_WORD = re.compile(r"[^\W_]+\W{0,3}$")
_SPACELESS_WORD = 6
_RAISED = dict(zip("1230456789", SUPERSCRIPT, strict=True))


@dataclass(frozen=True, slots=True)
class Position:
    """A place between two characters of the target; `behind` is what stands before it, empty where no
    neighbour told the place."""

    span: Span
    behind: str


def position(
    marker: Marker, target: Segment, matched: Sequence[Match], markers: Iterable[Marker]
) -> Position:
    """Where `marker` of the source belongs in `target`; at the end if nothing tells.

    `matched` are the markers of the pair that are on both sides, `markers` all that are on either.
    """
    low, high = _bounds(marker, target, matched)
    source, plain = _plain(marker, target, markers)
    span = marker.candidate.span
    offset = _by_neighbour(span, source, plain)
    if offset is None:
        offset = _by_ends(span, source, plain)
    if offset is None or not low <= offset <= high:
        return Position(Span(len(target.text), len(target.text)), "")
    return Position(Span(offset, offset), _word_before(target.text, offset))


def neighbour(marker: Marker, target: Segment, markers: Iterable[Marker]) -> int | None:
    """Where in `target` the number, name or quotation ends that stands before `marker` in the source."""
    return _by_neighbour(marker.candidate.span, *_plain(marker, target, markers))


def rendered(marker: Marker, like: Iterable[Match]) -> str:
    """The marker as the target would write it, judging by those it has."""
    for source, target in like:
        if source.style is marker.style and (text := relabelled(target.text, target.label, marker.label)):
            return text
    return marker.text


def _bounds(marker: Marker, target: Segment, matched: Sequence[Match]) -> tuple[int, int]:
    """The stretch of the target between the counterparts of the markers before and behind."""
    low, high = 0, len(target.text)
    for source, other in matched:
        if other.segment is not target:
            continue
        if source.candidate.span.start < marker.candidate.span.start:
            low = max(low, other.candidate.span.end)
        else:
            high = min(high, other.candidate.span.start)
    return (low, high) if low <= high else (0, len(target.text))


def _blanked(text: str, spans: Iterable[Span]) -> str:
    """`text` with spaces in place of the markers."""
    pieces: list[str] = []
    end = 0
    for span in sorted(spans, key=lambda span: span.start):
        pieces += (text[end : span.start], " " * (span.end - max(end, span.start)))
        end = max(end, span.end)
    return "".join(pieces) + text[end:]


def _plain(marker: Marker, target: Segment, markers: Iterable[Marker]) -> tuple[str, str]:
    """The texts of the two sides with spaces in place of `markers`."""
    spans: dict[bool, list[Span]] = {True: [], False: []}
    for other in markers:
        spans[other.segment is target].append(other.candidate.span)
    return _blanked(marker.segment.text, spans[False]), _blanked(target.text, spans[True])


def _by_neighbour(span: Span, source: str, target: str) -> int | None:
    start = max(0, span.start - _REACH)
    before = source[start : span.start].rstrip()
    quoted = before[-1:] in tuple(_CLOSING)
    token = _TOKEN.search(before.rstrip(_CLOSING))
    if token:
        places = [match.end() for match in re.finditer(rf"(?<!\w){re.escape(token[0])}(?!\w)", target)]
        if len(places) == 1:
            return places[0] + (quoted and target[places[0] : places[0] + 1] in tuple(_CLOSING))
    if quoted:
        ends = [match.end() for match in _QUOTATION.finditer(source)]
        answers = [match.end() for match in _QUOTATION.finditer(target)]
        end = start + len(before)
        if len(ends) == len(answers) and end in ends:
            return answers[ends.index(end)]
    return None


def _by_ends(span: Span, source: str, target: str) -> int | None:
    """The end of the sentence or clause of the target, where the marker ends one of as many of the source."""
    for ends in _ENDS:
        own, answers = _ends(ends, source), _ends(ends, target)
        if len(own) != len(answers):
            continue
        at = bisect.bisect_left(own, (span.end, 0))
        if at < len(own) and not source[span.end : own[at][0]].strip(_AROUND):
            return answers[at][0]
        if at and not source[own[at - 1][1] : span.start].strip(_AROUND):
            return answers[at - 1][1]
    return None


def _ends(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Where the sentences or clauses of `text` end, the last without a stop too."""
    text = text.rstrip()
    found = [match.span() for match in pattern.finditer(text)]
    if not found or text[found[-1][1] :].strip(_AROUND):
        found.append((len(text), len(text)))
    return found


def _word_before(text: str, offset: int) -> str:
    """What stands before a place, to quote it: a word, or the last characters where words have no spaces."""
    match = _LAST_WORD.search(text[max(0, offset - _REACH) : offset])
    word = match[0].strip() if match else text[max(0, offset - 1) : offset]
    return word if word.isascii() or len(word) <= _SPACELESS_WORD * 2 else word[-_SPACELESS_WORD:]


def relabelled(text: str, label: str, other: str) -> str:
    """The text of a marker or of a note's sign with another number or name; empty if it cannot bear it."""
    if text.count(label) == 1:
        return text.replace(label, other)
    if not other.isdecimal():
        return ""
    if text[0] in _RAISED.values():
        return "".join(_RAISED[digit] for digit in other)
    return chr(ord("①") + int(other) - 1) if "①" <= text[0] <= "⑳" and 0 < int(other) <= 20 else ""
