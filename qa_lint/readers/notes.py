"""Notes at the end of a text: which lines they are."""

import re
from collections.abc import Sequence

from qa_lint.languages import pack

# Full-width forms are written as escapes, since some tools turn them into their ASCII look-alikes.
_MARKER = re.compile(r"[\[\uff3b【〔]\s*\d{1,4}\s*[\]\uff3d】〕]|[①-⑳⓪❶-❿]|[⁰¹²³⁴-⁹]+|[*†‡]{1,3}(?=\s?\w)")
_AROUND = " \u3000:\uff1a[]\uff3b\uff3d【】()\uff08\uff09〔〕*#-—_"


def is_heading(text: str, languages: Sequence[str]) -> bool:
    """Whether the line is a heading over notes, as `注释:` and `Notes`, in one of the languages."""
    if len(text) > 40:
        return False
    bare = "".join(text.strip(_AROUND).split()).casefold()
    return any(
        bare == "".join(entry.split()).casefold() for tag in languages for entry in pack(tag).note_headings
    )


def begins_note(text: str) -> bool:
    """Whether the line begins as only notes do, with a marker such as `[12]` or `①`."""
    return bool(_MARKER.match(text))


def tail(texts: Sequence[str], classes: Sequence[int], languages: Sequence[str]) -> int:
    """The index from which on `texts` are notes all in one language, a heading included; `len(texts)` if
    there are none.
    """
    end = len(texts)
    if not end:
        return end
    start = end
    while start and classes[start - 1] == classes[-1] and not is_heading(texts[start - 1], languages):
        start -= 1
    heading = start - 1
    if start < end and heading >= 0 and is_heading(texts[heading], languages):
        paired = (
            heading and is_heading(texts[heading - 1], languages) and classes[heading - 1] != classes[heading]
        )
        return start if paired else heading
    surplus = end - start - _answered(classes, start)
    first = next((index for index in range(start, end) if begins_note(texts[index])), end)
    if first < end and end - first <= surplus:
        return first
    return end


def _answered(classes: Sequence[int], start: int) -> int:
    """How many lines of the other language stand before the last run, for it to answer."""
    index = start
    while index and classes[index - 1] != classes[-1]:
        index -= 1
    return start - index
