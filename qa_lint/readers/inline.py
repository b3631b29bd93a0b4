"""Text with inline tags, as XLIFF, TMX and the formats of their kind have it.

https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html, https://docs.oasis-open.org/xliff/xliff-core/v2.1/,
https://www.gala-global.org/tmx-14b
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from qa_lint.model import Ignore, Pair, Segment
from qa_lint.readers.directives import parse
from qa_lint.readers.pieces import OBJECT, Pieces
from qa_lint.readers.xml import Event

# What stands in these is the code of the original format, as `<b>` or `\b`; in a `sub` in it stands text.
_CODES = frozenset(("bpt", "ept", "it", "ph", "ut"))
# These stand for something; all other tags are around words, or at one end of a stretch of them.
_OBJECTS = frozenset(("cp", "ph", "sub", "ut", "x"))
# As TTX tells of a `ut` that it is one end of something.
_ENDS = ("start", "end")
# What a reviser struck out is still in an SDLXLIFF file, until somebody accepts the change.
_DELETED = "x-sdl-deleted"


@dataclass(slots=True)
class Content:
    """What stands in an element that holds text: all of it, and its segments by their ids, if it is parted.

    `line` and `column` are those of the element.
    """

    line: int
    column: int
    pieces: Pieces = field(default_factory=Pieces)
    segments: dict[str, Pieces] = field(default_factory=dict)

    def whole(self, language: str, path: str, unit: str) -> Segment:
        """All of the text as one segment."""
        return self.pieces.segment(language, path, unit, (self.line, self.column))

    def part(self, key: str, language: str, path: str, unit: str) -> Segment:
        """The segment with the id `key`; an empty one if there is none."""
        return self.segments.get(key, Pieces()).segment(language, path, unit, (self.line, self.column))


def content(events: Iterator[Event], line: int, column: int, tags: re.Pattern[str] | None = None) -> Content:
    """Reads to the end of the element whose start was the last event, at `line` and `column`.

    Segments are what stands in `mrk` elements of the type `seg`. `tags` are inline tags that are written as
    text; those that stand for something are in its first group.
    """
    found = Content(line, column)
    part: Pieces | None = None
    is_code = False
    outer: list[tuple[Pieces | None, bool, int]] = []
    for kind, name, attributes, line, column in events:
        text = ""
        if kind == "text":
            text = name
        elif kind == "start":
            outer.append((part, is_code, -1 if name != "sub" else len(found.pieces) + 1))
            is_code = is_code and name != "sub"
            if name in _OBJECTS and attributes.get("Type") not in _ENDS:
                text = OBJECT
        elif not outer:
            break
        elif 0 <= outer[-1][2] < len(found.pieces):  # the end of a `sub` with a text
            text = OBJECT
        if text and not is_code:
            found.pieces.add(text, line, column)
            if part is not None:
                part.add(text, line, column)
        if kind == "end":
            part, is_code, _ = outer.pop()
        elif kind == "start":
            if name == "mrk" and attributes.get("mtype") == "seg":
                key = attributes.get("mid") or str(len(found.segments) + 1)
                part = found.segments.setdefault(key, Pieces())
            elif name in _CODES or attributes.get("mtype") == _DELETED:
                is_code = True
    if tags:
        found.pieces = found.pieces.without(tags)
        found.segments = {key: pieces.without(tags) for key, pieces in found.segments.items()}
    return found


def note(events: Iterator[Event], path: str, line: int, column: int) -> tuple[Ignore, ...]:
    """What a note says to ignore, if anything; reads to its end, as `content` does."""
    segment = content(events, line, column).whole("", path, "")
    found = parse(segment.text, segment.mark().place)
    return (found,) if found else ()


def is_empty(pair: Pair) -> bool:
    """Whether neither side of a pair holds anything but tags."""
    return not any(side.text.replace(OBJECT, "").strip() for side in (pair.source, pair.target))
