"""Comments for qa-lint in documents: `qa-lint: ignore number-missing, term: as agreed with the client`."""

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from qa_lint.model import Document, Ignore, Mark, Place, Span

NAME = "qa-lint"
_OURS = re.compile(r"\s*qa-lint\s*[:\uff1a]", re.IGNORECASE)
_PARTED = re.compile(r"\s*[,\uff0c、]\s*")
_IGNORE = re.compile(
    rf"ignore\s+([\w-]+(?:{_PARTED.pattern}[\w-]+)*)\s*(?:[:\uff1a](.*))?", re.DOTALL | re.IGNORECASE
)


def parse(comment: str, place: Place) -> Ignore | None:
    """What the text of a comment, without its delimiters, says to ignore; `None` if it is not meant for us.

    `place` is where the comment stands. One that is for us but is not understood names no rules.
    """
    start = _OURS.match(comment)
    if not start:
        return None
    written = " ".join(comment.split())
    mark = Mark(place, written, Span(0, len(written)))
    said = _IGNORE.fullmatch(comment[start.end() :].strip())
    if not said:
        return Ignore((), "", mark)
    return Ignore(tuple(_PARTED.split(said[1])), " ".join((said[2] or "").split()), mark)


def attached(document: Document, ignores: Iterable[Ignore]) -> Document:
    """`document` with each comment at the pair or the note that begins next behind it in its file.

    What nothing follows stays with the document.
    """
    ignores = tuple(ignores)
    if not ignores:
        return document
    starts: defaultdict[str, list[tuple[tuple[int, int], int]]] = defaultdict(list)
    # Pairs are counted from 0 on, notes from there on.
    texts = [(pair.source, pair.target) for pair in document.pairs]
    for number, segments in enumerate([*texts, *((aside.segment,) for aside in document.asides)]):
        for segment in segments:
            if segment.text:
                starts[segment.path].append((segment.position(0), number))
    found: defaultdict[int, list[Ignore]] = defaultdict(list)
    for entries in starts.values():
        entries.sort()
    for ignore in ignores:
        place = ignore.mark.place
        entries = starts[place.path]
        at = bisect.bisect_left(entries, ((place.end_line, place.end_column), 0))
        found[entries[at][1] if at < len(entries) else -1].append(ignore)
    count = len(document.pairs)
    pairs = [
        replace(pair, ignores=tuple(found[n])) if n in found else pair
        for n, pair in enumerate(document.pairs)
    ]
    asides = [
        replace(aside, ignores=tuple(found[n])) if n in found else aside
        for n, aside in enumerate(document.asides, count)
    ]
    return replace(document, pairs=tuple(pairs), asides=tuple(asides), ignores=tuple(found[-1]))
