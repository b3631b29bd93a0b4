"""Messages that say different things for different numbers and persons, in the format of ICU
(https://unicode-org.github.io/icu/userguide/format_parse/messages/):
`{count, plural, one {# file} other {# files}}`.

Languages have different branches. So each is a text of its own, called by its argument and value.
"""

import re
from collections.abc import Iterator

from qa_lint.model import Anchor
from qa_lint.readers.pieces import OBJECT, rebuilt

_ARGUMENT = re.compile(r"\{\s*([\w.-]{1,80})\s*,\s*(?:plural|select|selectordinal)\s*,(?:\s*offset:\s*\d+)?")
_BRANCH = re.compile(r"\s*(=?[\w.-]{1,80})\s*\{")
_SIGN = re.compile(r"''|'[{}#|][^']*(?:'|$)|[{}]")
_END = re.compile(r"\s*\}")
_SAID = re.compile(r"[^\W_]")
_DEEPEST = 8

Branch = tuple[str, str, tuple[Anchor, ...]]
"""What is added to the message's name, the text, and where it stands."""


def branches(text: str, anchors: tuple[Anchor, ...]) -> list[Branch]:
    """The message's branches, each with what is added to its name: `[count=one]`, and nothing for what
    stands outside of them all. A text without branches is itself one, and so is one that cannot be read.
    """
    if not _ARGUMENT.search(text):
        return [("", text, anchors)]
    try:
        found = list(_parts(text, 0, len(text), "", 0))
    except ValueError:
        return [("", text, anchors)]
    return [(suffix, *rebuilt(text, anchors, stretches)) for suffix, stretches in found]


_Stretches = list[tuple[int, int, str | None]]


def _parts(text: str, start: int, end: int, suffix: str, depth: int) -> Iterator[tuple[str, _Stretches]]:
    """What stands from `start` to `end` outside of branches, in stretches, and the branches.

    Raises `ValueError`.
    """
    if depth > _DEEPEST:
        raise ValueError("nested too deeply")
    stretches: _Stretches = []
    inner: list[tuple[str, _Stretches]] = []
    at = start
    for match in _ARGUMENT.finditer(text, start, end):
        if match.start() < at:  # within the branches of the one before
            continue
        stretches.append((at, match.start(), None))
        at = match.end()
        while not (closed := _END.match(text, at, end)):
            branch = _BRANCH.match(text, at, end)
            if not branch:
                raise ValueError("no branch")
            at = _closing(text, branch.end(), end)
            name = f"{suffix}[{match[1]}={branch[1].removeprefix('=')}]"
            inner += _parts(text, branch.end(), at, name, depth + 1)
            at += 1
        at = closed.end()
        stretches.append((match.start(), at, OBJECT))
    stretches.append((at, end, None))
    if not inner or any(_SAID.search(text, *place) for *place, instead in stretches if instead is None):
        yield suffix, stretches
    yield from inner


def _closing(text: str, start: int, end: int) -> int:
    """Where the bracket that opened before `start` is closed. Raises `ValueError`."""
    depth = 1
    for match in _SIGN.finditer(text, start, end):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return match.start()
    raise ValueError("not closed")
