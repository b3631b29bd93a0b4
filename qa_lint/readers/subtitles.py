"""Extracts the cues of subtitles: SubRip (https://www.matroska.org/technical/subtitles.html) and WebVTT
(https://www.w3.org/TR/webvtt1/).
"""

import re
from collections.abc import Iterator, Sequence

from qa_lint.model import Problem
from qa_lint.readers.blocks import Block, Text
from qa_lint.readers.lines import Line, text_lines
from qa_lint.readers.pieces import Pieces
from qa_lint.readers.wrapped import joint, of_pieces, referenced
from qa_lint.textfile import read_text

_TIMES = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})[ \t]*-->[ \t]*[\d:.,]+")
_NUMBER = re.compile(r"\d+")
_NO_CUE = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)(?![^\s:])")
# Tags as `<i>`, `<v Mary>`, `<00:19.000>` and, of SubRip, `{\an8}` and `{b}`; references in WebVTT.
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|<[\d:.]{5,13}>|\{\\[^{}]{0,200}\}|\{/?[biu]\}|&(?:#?\w{1,10});")
# What one speaker says ends where another begins: "- Where?\n- Here."
_SPEAKER = re.compile(r"[-–—]")


def extract(path: str) -> Text:
    """The cues of the file at `path`, each by the time at which it begins. Raises `TextError`."""
    lines = text_lines(read_text(path))
    starts = [(number, match) for number, line in enumerate(lines) if (match := _TIMES.match(line.text))]
    blocks: list[Block] = []
    ends = [*(number for number, _ in starts), len(lines)][1:]
    for (number, match), end in zip(starts, ends, strict=True):
        hours, minutes, seconds, rest = match.groups()
        key = f"{int(hours or 0):02}:{int(minutes):02}:{int(seconds):02}.{rest:0<3}"
        blocks += _cue(_without_number(lines, number + 1, end), key)
    first = lines[0] if lines else None
    problems: tuple[Problem, ...] = ()
    if first and not starts:
        problems = (
            Problem(path, "no subtitle: not a single time as '00:00:01,000 --> 00:00:02,000'", first.number),
        )
    return Text(tuple(blocks), problems=problems)


def _without_number(lines: Sequence[Line], start: int, end: int) -> Sequence[Line]:
    """The lines of a cue: none of the number or the name of the next cue, nor of a comment or a style sheet
    behind a blank line.
    """
    if end < len(lines) and end > start:
        last = lines[end - 1]
        is_parted = end - 1 == start or lines[end - 2].number + 1 < last.number
        is_next = last.number + 1 == lines[end].number
        if is_next and (is_parted or _NUMBER.fullmatch(last.text)):
            end -= 1
    for number in range(start, end):
        if (
            number > start
            and lines[number - 1].number + 1 < lines[number].number
            and _NO_CUE.match(lines[number].text)
        ):
            return lines[start:number]
    return lines[start:end]


def _cue(lines: Sequence[Line], key: str) -> Iterator[Block]:
    pieces = Pieces()
    last: tuple[str, int, int] | None = None
    for line in lines:
        at = 0
        for match in (*_TAG.finditer(line.text), None):
            stop = match.start() if match else len(line.text)
            plain = line.text[at:stop]
            if last and plain:
                blank = "\n" if _SPEAKER.match(line.text) else joint(last[0], plain[0])
                pieces.add(blank, *last[1:])
                last = None
            pieces.add(plain, line.number, line.column + at)
            if match:
                if match[0][0] == "&":
                    for sign in referenced(match[0]):
                        pieces.add(sign, line.number, line.column + stop)
                at = match.end()
        if pieces:
            last = (line.text[-1], line.number, line.end)
    yield from of_pieces(pieces, "cue", key=key)
