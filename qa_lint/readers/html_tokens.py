"""The tokens of HTML with their places, in one pass and whatever the text
(https://html.spec.whatwg.org/multipage/parsing.html).

The parser of the standard library takes time that grows with the square of a text of unclosed tags.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_INSIDE = re.compile(r"[^>\"']*")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]+)))?""")
# What is in these is no markup.
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "noframes"))


Spans = dict[str, tuple[int, int]]
"""Where the values of attributes stand, by lower-case name."""


@dataclass(frozen=True, slots=True)
class Token:
    """A tag by its name in lower case, a text, or a comment; where it begins and ends, and for the beginning
    of an element where its name ends.
    """

    kind: Literal["start", "end", "text", "comment"]
    name: str
    start: int
    end: int
    inside: int = 0


def html_tokens(text: str) -> Iterator[Token]:
    """The tags, the texts between them and the comments; declarations and instructions are left out."""
    at = begin = 0
    while (at := text.find("<", at)) >= 0:
        following = text[at + 1 : at + 2]
        if following in ("!", "?"):
            yield from _text(begin, at)
            closing = "-->" if text.startswith("<!--", at) else "?>" if text.startswith("<?", at) else ">"
            end = text.find(closing, at + 2)
            behind = len(text) if end < 0 else end + len(closing)
            if closing == "-->":
                yield Token("comment", "", at, behind)
            at = begin = behind
            continue
        match = _TAG.match(text, at)
        if not match:
            at += 1
            continue
        end = _end(text, match.end())
        if end < 0:
            break  # a tag that the text ends in
        yield from _text(begin, at)
        name = match[2].lower()
        yield Token("end" if match[1] else "start", name, at, end, match.end())
        at = begin = end
        if name in _RAW and not match[1]:
            close = re.compile(rf"</{name}\b", re.IGNORECASE).search(text, at)
            at = close.start() if close else len(text)
            yield from _text(begin, at)
            begin = at
    yield from _text(begin, len(text))


def attributes(text: str, token: Token) -> Spans:
    """Where the values of the attributes of a tag stand."""
    found: Spans = {}
    for match in _ATTRIBUTE.finditer(text, token.inside, token.end - 1):
        group = match.lastindex or 1
        found.setdefault(match[1].lower(), match.span(group) if group > 1 else (match.end(), match.end()))
    return found


def _text(start: int, end: int) -> Iterator[Token]:
    if start < end:
        yield Token("text", "", start, end)


def _end(text: str, at: int) -> int:
    """The offset behind the `>` of a tag, which does not stand between quotation marks; -1 without one."""
    while match := _INSIDE.match(text, at):
        at = match.end()
        sign = text[at : at + 1]
        if sign == ">":
            return at + 1
        if not sign:
            return -1
        # Only behind `=` does a quotation mark open a value: in `<a b">` it is a slip.
        close = text.find(sign, at + 1) if text[at - 1] == "=" else -1
        at = max(at, close) + 1
    return -1
