"""What the readers of software strings share: texts with a name each, in a file for each language."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from qa_lint.forms import FORMS
from qa_lint.model import Segment
from qa_lint.readers.blocks import Block, Text
from qa_lint.readers.messages import branches
from qa_lint.readers.pieces import Pieces
from qa_lint.readers.wrapped import line_starts, place

_SUFFIXED = re.compile(rf"(.+)_({'|'.join(FORMS)})")
_LAST_CHARACTER = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def text_of(strings: Iterable[Segment]) -> Text:
    """The strings of a file as blocks; `unit` is their name.

    Of two strings with the same name the last counts, as it does for programs. A message with branches is a
    block for each of them.
    """
    found: dict[str, Segment] = {}
    for string in strings:
        found.pop(string.unit, None)
        found[string.unit] = string
    return Text(
        tuple(
            Block(text, anchors, "string", string.unit + suffix)
            for string in found.values()
            for suffix, text, anchors in branches(string.text, string.anchors)
            if text
        )
    )


class Source:
    """The text of a file, of which stretches become strings."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        """Takes the text, whose lines end in `\\n`."""
        self.text = text
        self._starts = line_starts(text)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column, from 1, of the character at `offset`."""
        return place(self._starts, offset)

    def add(
        self,
        pieces: Pieces,
        start: int,
        end: int,
        escapes: re.Pattern[str] | None = None,
        character: Callable[[str], str] = str,
    ) -> None:
        """Adds what stands from `start` to `end` to `pieces`; `character` tells what each of the escape
        sequences stands for.
        """
        for match in escapes.finditer(self.text, start, end) if escapes else ():
            pieces.add(self.text[start : match.start()], *self.place(start))
            pieces.add(character(match[0]), *self.place(match.start()))
            start = match.end()
        pieces.add(self.text[start:end], *self.place(start))

    def string(
        self, name: str, start: int, end: int, escapes: re.Pattern[str], character: Callable[[str], str]
    ) -> Segment:
        """The same as a string called `name`."""
        pieces = Pieces()
        self.add(pieces, start, end, escapes, character)
        return pieces.segment("", "", name, self.place(start))


def code_point(digits: str) -> str:
    """The character of a number in hexadecimal digits; two numbers may be the halves of one in UTF-16."""
    if len(digits) == 8 and int(digits[:4], 16) in _SURROGATES:
        return bytes.fromhex(digits).decode("utf-16-be", "replace")[0]
    code = int(digits, 16)
    return "\ufffd" if code in _SURROGATES or code > _LAST_CHARACTER else chr(code)


def escape_table(letters: str, characters: str) -> Mapping[str, str]:
    """From each of the escape sequences with one of `letters` to the character that it stands for."""
    return {f"\\{letter}": character for letter, character in zip(letters, characters, strict=True)}


def full_name(names: Sequence[str], siblings: Set[str]) -> str:
    """The name of the value at `names`: `nav.home`; `files[one]` for a plural form among others, as in
    `files: {one: …, other: …}` and `{files_one: …, files_other: …}`
    (https://www.i18next.com/translation-function/plurals).
    """
    *above, last = names
    suffixed = _SUFFIXED.fullmatch(last)
    if suffixed and f"{suffixed[1]}_other" in siblings:
        return f"{'.'.join((*above, suffixed[1]))}[{suffixed[2]}]"
    if above and last in FORMS and "other" in siblings and siblings <= set(FORMS):
        return f"{'.'.join(above)}[{last}]"
    return ".".join(names)
