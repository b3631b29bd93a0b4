"""The sentences of a paragraph."""

import re
from functools import cache

from qa_lint.languages import Pack, pack
from qa_lint.model import Span
from qa_lint.prose import fixed

# Full-width forms are written as escapes, since some tools turn them into their ASCII look-alikes.
_CLOSING = "\"'”’»›«‹)\\]」』】》〉\uff09\uff3d*_"
# Marks that end a sentence wherever they stand, and those that do before a blank.
_END = re.compile(
    rf"(?:(?P<sure>[。\uff01\uff1f\uff61!?।॥؟۔։።]*[。\uff01\uff1f\uff61।॥؟۔։።][!?\uff01\uff1f]*)|(?P<mark>[.!?…\uff0e]+)|(?P<part>[;\uff1b]))"
    rf"(?P<closing>(?:[{_CLOSING}]|[ \u00a0\u202f]»)*)"
    # A mark of a note: `project.[12]`, `project.12`.
    r"(?:[\[\uff3b]\^?\w{1,4}[\]\uff3d]|[⁰¹²³⁴-⁹①-⑳]+|(?<=[^\W\d]\.)\d{1,3}(?=\s))?"
)
_BRACKETED = re.compile(r"\([^()]{1,300}\)|\uff08[^\uff08\uff09]{1,300}\uff09")
# What goes on with a sentence whatever is before it: `“好。”，他说`.
_ONGOING = re.compile(r"[,;:、\uff0c\uff1b\uff1a]")
# The same after a quotation: 「好。」と言った, “好。”的.
_ONGOING_QUOTED = ("と", "って", "的")
_OPENING = "\"'“‘„«»‹([「『【《\uff08*_¿¡-–—"
_LAST_WORD = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*$")
_FIRST_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d{1,3}|[A-Za-z]|[IVX]{1,4}|[ivx]{1,4}")


def sentences(text: str, language: str) -> list[Span]:
    """The sentences of `text`, a paragraph in `language` (a BCP 47 tag), in order and without the blanks
    around them; all else of the text is in one of them.

    >>> [text[s.start : s.end] for text in ["Dr. Li paid 3.5 yuan. Why?"] for s in sentences(text, "en")]
    ['Dr. Li paid 3.5 yuan.', 'Why?']
    """
    entry = pack(language)
    inside = [
        (span.start, span.start + len(text[span.start : span.end].rstrip(".!?"))) for span in fixed(text)
    ]
    inside = sorted([*inside, *(match.span() for match in _BRACKETED.finditer(text))])
    found: list[Span] = []
    start = at = 0
    for match in _END.finditer(text):
        while at < len(inside) and inside[at][1] <= match.start():
            at += 1
        if at < len(inside) and inside[at][0] < match.start():
            continue
        if _ends(text, start, match, entry):
            _add(found, text, start, match.end())
            start = match.end()
    _add(found, text, start, len(text))
    return found


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    """Adds a stretch without the blanks around it; one without letters or digits goes to the one before."""
    part = text[start:end]
    bare = part.strip()
    if not bare:
        return
    start += len(part) - len(part.lstrip())
    span = Span(start, start + len(bare))
    if found and not any(character.isalnum() for character in bare):
        span = Span(found.pop().start, span.end)
    found.append(span)


def _ends(text: str, start: int, match: re.Match[str], entry: Pack) -> bool:
    """Whether the marks that `match` found end the sentence that began at `start`."""
    after = text[match.end() :][:40]
    following = after.lstrip()
    if not following:
        return True
    if match["part"] or _ONGOING.match(following):
        return match["part"] in entry.sentence_marks
    if match["sure"]:
        return not (match["closing"] and (following[:1].islower() or following.startswith(_ONGOING_QUOTED)))
    parted = after[:1].isspace() or not entry.spaced
    head = following.lstrip(_OPENING)[:1]
    if not parted or head.islower() or not (head or following[:1] in _OPENING):
        return False
    if "…" in match["mark"] or "..." in match["mark"]:
        return after[:1].isspace() and not head.islower()
    if match["mark"] != ".":
        return True
    if not entry.spaced and not after[:1].isspace() and head.isascii():
        return False  # `3.5`, `Node.js`
    if match["closing"]:
        return True
    word = _LAST_WORD.search(text, start, match.start())
    return not word or not _is_short(text[start : word.start()], word[0], following, entry)


def _is_short(before: str, word: str, following: str, entry: Pack) -> bool:
    """Whether the period behind `word` belongs to it: an abbreviation, an initial, a number in front or, in
    some languages, an ordinal.
    """
    if not before.strip(_OPENING + " ") and _NUMBER.fullmatch(word):
        return True
    if word in _abbreviations(entry.code) or (word.isdecimal() and len(word) < 3 and entry.ordinal_point):
        return True
    if len(word.rpartition(".")[2]) == 1 and word[-1:].isupper():
        first = _FIRST_WORD.match(following)
        # "J. Smith", "the U.S. Congress", but "in the U.S. The".
        return not first or first[0].lower() not in entry.function_words
    return False


@cache
def _abbreviations(code: str) -> frozenset[str]:
    entry = pack(code)
    words = entry.abbreviations or pack("en").abbreviations
    return words | {word[:1].upper() + word[1:] for word in words}
