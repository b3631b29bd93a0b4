"""Comments for qa-lint in documents: `qa-lint: ignore number-missing, term: as agreed with the client`."""

import re

from qa_lint.model import Ignore, Mark, Place, Span

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
