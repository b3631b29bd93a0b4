"""Which texts of a project are translated, and where: whole segments, and the clauses of long ones.

Only digests are kept. They do not depend on the run, and two texts that differ in letters or digits have the
same one by a chance of 2^-64.
"""

import re
import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from qa_lint.model import Segment
from qa_lint.variants import variety

# Half-width punctuation stands in Chinese too, without spaces: 过去一年,在北京.
CLAUSE_END = re.compile(r"[，。；：！？\n]|[,.;:!?](?=[\s\u2e80-\uffff])|(?<=[\u2e80-\uffff])[,.;:!?]")
_IDLE = re.compile(r"[\W_]+")
_OUTER = " \t\u3000.,;:!?。，、；：！？…\"'“”‘’()（）"
# In bytes of UTF-8: six Chinese characters, eighteen letters. A shorter clause may stand anywhere.
_LEAST = 18
_COVERED = 0.75


@dataclass(frozen=True, slots=True)
class Memory:
    """What of one document is translated into `language`: the digests of its texts, of eight bytes each, and
    the lines they stand in, of four."""

    path: str
    language: str
    digests: bytearray = field(default_factory=bytearray)
    lines: bytearray = field(default_factory=bytearray)

    def add(self, source: Segment) -> None:
        """Remembers that `source` is translated."""
        line = source.anchors[0].line.to_bytes(4, sys.byteorder)
        for digest, _ in _digests(source.text):
            self.digests.extend(digest.to_bytes(8, sys.byteorder))
            self.lines.extend(line)


@dataclass(frozen=True, slots=True)
class Known:
    """How many of some texts are translated elsewhere; most of them, `there`, in the document at `path`,
    between the lines `first` and `last`."""

    count: int
    there: int
    path: str
    first: int
    last: int

    @property
    def place(self) -> str:
        """As in `report.txt:17-25`."""
        return f"{self.path}:{self.first}" + (f"-{self.last}" if self.last > self.first else "")


class Recall:
    """What the `memories` of a project say about `texts`; nothing is looked up for any other."""

    def __init__(self, memories: Iterable[Memory], texts: Iterable[str]) -> None:
        """Looks up all at once, so that only what is asked for is unpacked."""
        wanted = {digest for text in texts for digest, _ in _digests(text)}
        self._lines: dict[tuple[str, str], dict[int, int]] = {}
        for memory in memories if wanted else ():
            place = variety(memory.language), memory.path
            numbers = memoryview(memory.digests).cast("Q"), memoryview(memory.lines).cast("I")
            for digest, line in zip(*numbers, strict=True):
                if digest in wanted:
                    self._lines.setdefault(place, {}).setdefault(digest, line)

    def known(self, texts: Sequence[str], language: str) -> Known | None:
        """Which of `texts` are translated into `language`, whole or by clauses, in the document that has most
        of them."""
        digests = [_digests(text) for text in texts]
        found = [
            (path, [_found(entry, lines) for entry in digests])
            for (target, path), lines in self._lines.items()
            if target == variety(language)
        ]
        count = sum(any(places) for places in zip(*(places for _, places in found), strict=True))
        if not count:
            return None
        path, places = min(found, key=lambda item: (-sum(map(bool, item[1])), item[0]))
        lines = [line for place in places for line in place]
        return Known(count, sum(map(bool, places)), path, min(lines), max(lines))


def _found(digests: Sequence[tuple[int, int]], lines: dict[int, int]) -> Collection[int]:
    """The lines where the text with `digests` is translated, if all of it is, or most of its clauses."""
    (whole, _), *clauses = digests or [(0, 0)]
    if whole in lines:
        return [lines[whole]]
    known = [(lines[digest], weight) for digest, weight in clauses if digest in lines]
    enough = _COVERED * sum(weight for _, weight in clauses)
    return [line for line, _ in known] if known and sum(weight for _, weight in known) >= enough else []


def _digests(text: str) -> list[tuple[int, int]]:
    """Digest and length of the whole text, then those of its clauses if it has several."""
    whole = _digest(text)
    if whole[1] < 2 * _LEAST:
        return [whole] if whole[1] else []
    clauses = CLAUSE_END.split(text)
    parts = map(_digest, clauses) if len(clauses) > 2 else ()
    return [whole, *(part for part in parts if part[1] >= _LEAST)]


def _digest(text: str) -> tuple[int, int]:
    plain = text.strip(_OUTER)
    plain = plain if plain.isalnum() else _IDLE.sub("", plain)
    data = plain.casefold().encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big") if data else 0, len(data)
