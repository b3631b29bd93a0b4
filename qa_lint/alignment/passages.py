"""Passages: the stretches of text that are aligned, and what alignment knows of each by itself."""

import re
from dataclasses import dataclass

from qa_lint.alignment.signs import signs

# Full-width forms are written as escapes, since some tools turn them into their ASCII look-alikes.
_FINAL = re.compile(
    r"([.。!?:;…।؟\uff01\uff0e\uff1a\uff1b\uff1f])[\"'”’»)\]」』\uff09*_]{0,6}(?:[\[\uff3b]?\d{1,3}[\]\uff3d]?)?$"
)
_ENDINGS = str.maketrans("\uff1a\uff1f؟\uff01", ":??!")
_BEGINNING = re.compile(
    r"[-–—•●·*§#①-⑳]"
    r"|[(\[\uff08【〔]?(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5}|[一二三四五六七八九十]{1,3})[.、)\]】〕:\uff09\uff0e\uff1a]"
    r"|第[一二三四五六七八九十\d]+[章节条,、\uff0c]"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text in one language, with what its format says of it; the fields are those of a block."""

    text: str
    kind: str = "paragraph"
    key: str = ""
    depth: int = 0
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Traits:
    """What alignment knows of a passage.

    `length` is in characters that are not blank; `signs` are what its translation should have too;
    `ending` is `?`, `!`, `:` or another mark at the end, empty for a text that ends in none: it may go on in
    the next passage. `begins` says that it begins as items and headings do, `continues` that it begins in
    the middle of a sentence.
    """

    passage: Passage
    length: int
    signs: frozenset[str]
    ending: str
    begins: bool
    continues: bool


def ending(text: str) -> str:
    """The mark that ends the text, empty if there is none."""
    match = _FINAL.search(text[-16:])
    return match[1].translate(_ENDINGS) if match else ""


def traits(passage: Passage, language: str) -> Traits:
    """What alignment knows of a passage in `language`."""
    text = passage.text
    head = text[:20]
    return Traits(
        passage=passage,
        length=max(len(text) - text.count(" ") - text.count("\u3000"), 1),
        signs=_kept_signs(text) if passage.is_kept else signs(text, language),
        ending=ending(text),
        begins=bool(_BEGINNING.match(head)),
        continues=head[:1].islower(),
    )


# Of a long block of code its first lines tell enough.
_LINES = 60


def _kept_signs(text: str) -> frozenset[str]:
    """The lines of code, of which a translation changes the comments at most."""
    lines = [line.strip() for line in text.split("\n", _LINES)[:_LINES]]
    return frozenset("code " + line for line in lines if len(line) > 1)
