"""Where a text may hold a footnote marker.

A candidate has the look of a marker. Some looks are proof enough (`[^1]`, `[1]_`, `<sup>1</sup>`);
others, as `(1)` or the digits of `project12`, count only where the notes or other markers support them.
"""

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from qa_lint.markers.styles import AUTOMATIC, CIRCLED, SUPERSCRIPT, Candidate, Style, note_words, number
from qa_lint.model import Span

_BRACKETED = re.compile(
    r"\[\^(?P<markdown>[^\[\]\s]{1,64})\]"
    r"|\[(?P<rst>\d{1,3}|#[\w.-]{0,64}|\*|[A-Za-z][\w.-]{0,64})\]_(?![A-Za-z0-9_])"
    r"|[\[［【〔](?P<bracket>\d{1,3})[\]］】〕]"
    r"|[\[［【〔](?P<several>\d{1,3}(?:\s?[,，、–-]\s?\d{1,3}){1,9})[\]］】〕]"
    r"|[(（](?P<paren>\d{1,3})[)）]"
    r"|<sup\b[^<>]{0,200}>\s?(?:<a\b[^<>]{0,300}>)?\s?\[?(?P<sup>\d{1,3}|[*†‡§])\]?\s?(?:</a>)?\s?</sup>"
    rf"|(?P<superscript>[{SUPERSCRIPT}]{{1,3}})"
    rf"|(?P<circled>[{CIRCLED}])"
    r"|(?P<symbol>[†‡]{1,3})"
    r"|※(?P<worded>\d{1,2})(?!\d)"
)
_MACRO = re.compile(
    r"\\footnote(?:mark)?(?![A-Za-z])(?:\[(?P<latex>\d{1,3})\])?"
    r"|footnoteref:\[(?P<reference>[^\],\s]{1,64})|footnote:(?P<asciidoc>[\w.-]{0,64})(?=\[)"
)
_STARS = re.compile(r"\*+")
# With more, the text is in Markdown.
_MANY_STARS = 8
_STAR = re.compile(r"\*{1,3}(?!\*)(?=[\s.,;:!?)\"]|[^\x00-\x7f]|$)")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"(?<!\d)\d{1,3}(?![\dA-Za-z_%‰°/\[(]|[.,:]\d|-\w)")
_TRIGGER = re.compile(rf"[\\\[［【〔(（<*{SUPERSCRIPT}{CIRCLED}†‡※]")
# What stands in code or in an address is no marker.
_OPAQUE = re.compile(r"``[^`]+``(?!`)|`[^`]+`|https?://[^\s\[\]]+|www\.[^\s\[\]]+")
_WORD_BEFORE = re.compile(r"[A-Za-zÀ-ɏµμΩ]+$")
_LETTERS = "A-Za-zÀ-ɏ"
_IDENTIFIER_BEFORE = re.compile(rf"(?:^|[^{_LETTERS}0-9_.\]])([{_LETTERS}_][{_LETTERS}0-9_.]*)$")
_REACH = 80
_CLOSING = '"”’»」』》'
_OPENING = "([（［【“‘「『《«"
_ENDING = ".,;:!?。，；：！？、)）"


def candidates(text: str, *languages: str) -> list[Candidate]:
    """What looks like a marker in `text`, in order; `languages` give the words for "note" in `[note 1]`."""
    found: list[Candidate] = []
    if _TRIGGER.search(text):
        found += _bracketed(text)
        if "footnote" in text:
            found = _with_macros(found, text)
        if "*" in text:
            found += _stars(text)
    if _DIGIT.search(text):
        taken = {candidate.span.end for candidate in found}
        found += (
            candidate
            for candidate in _by_digits(text, note_words(languages))
            if candidate.span.end not in taken
        )
    if len(found) > 1:
        found.sort(key=lambda candidate: candidate.span.start)
    return _outside_code(text, found) if found else found


def spans(text: str, *languages: str) -> list[Span]:
    """Where `text` holds markers that it alone tells, so that their digits are not read as numbers.

    These are `[1]`, `[^1]`, `[1]_`, `¹`, `<sup>1</sup>` and, in the words of the `languages`, `[note 1]`.
    """
    if not _TRIGGER.search(text):
        return []
    return [candidate.span for candidate in candidates(text, *languages) if candidate.firm]


def is_exponent(text: str, start: int) -> bool:
    """Whether a raised digit at `start` belongs to the unit, number or symbol before it: m², 10⁶, R²."""
    before = text[max(0, start - 12) : start]
    word = _WORD_BEFORE.search(before)
    return before[-1:].isdigit() or before[-1:] in tuple("⁻⁺-+^/") or bool(word and len(word[0]) <= 2)


def _bracketed(text: str) -> Iterator[Candidate]:
    for match in _BRACKETED.finditer(text):
        kind = match.lastgroup or ""
        span, value = Span(match.start(), match.end()), match[kind]
        match kind:
            case "markdown":
                yield Candidate(span, Style.MARKDOWN, value, firm=True)
            case "rst":
                yield Candidate(span, Style.RST, value.lstrip("0") or "0", firm=True)
            case "sup":
                if not is_exponent(text, span.start) or not value.isdigit():
                    yield Candidate(span, Style.SUP, number(value) if value.isdigit() else value, firm=True)
            case "bracket":
                if number(value) and not _is_subscript(text, span):
                    yield Candidate(span, Style.BRACKET, number(value), firm=True)
            case "several":
                if not _is_subscript(text, span):
                    yield from (
                        Candidate(span, Style.BRACKET, label, firm=False) for label in _several(value)
                    )
            case "superscript":
                following = text[span.end : span.end + 1]
                if number(value) and not is_exponent(text, span.start) and following not in tuple("⁺⁻"):
                    yield Candidate(span, Style.SUPERSCRIPT, number(value), firm=True)
            case "paren" | "circled":
                if number(value) and _is_attached(text, span):
                    yield Candidate(
                        span, Style.PAREN if kind == "paren" else Style.CIRCLED, number(value), firm=False
                    )
            case "worded":
                yield Candidate(span, Style.WORDED, number(value), firm=True)
            case _:
                yield Candidate(span, Style.SYMBOL, value, firm=False)


def _with_macros(found: list[Candidate], text: str) -> list[Candidate]:
    """The markers of LaTeX and AsciiDoc, and those of `found` that are not numbers of theirs."""
    macros = [_macro(match) for match in _MACRO.finditer(text)]
    own = {at for macro in macros for at in range(macro.span.start, macro.span.end + 1)}
    return macros + [candidate for candidate in found if candidate.span.start not in own]


def _macro(match: re.Match[str]) -> Candidate:
    span = Span(match.start(), match.end())
    if match[0].startswith("\\"):
        return Candidate(span, Style.LATEX, number(match["latex"] or "0") or AUTOMATIC, firm=True)
    return Candidate(span, Style.ASCIIDOC, match["reference"] or match["asciidoc"] or AUTOMATIC, firm=True)


def _several(value: str) -> list[str]:
    """The numbers in `1, 3` and `1-3`."""
    numbers: list[int] = []
    for part in re.split("[,，、]", unicodedata.normalize("NFKC", value)):
        first, _, last = part.replace("–", "-").partition("-")
        low, high = int(first), int(last or first)
        numbers += range(low, high + 1) if high - low < 20 else (low, high)
    return [str(value) for value in numbers]


def _is_subscript(text: str, span: Span) -> bool:
    """Whether it indexes an identifier (`a[1]`, `x.y[2]`) or belongs to a link (`[text][1]`, `[1](url)`)."""
    following = text[span.end : span.end + 2]
    if following[:1] in ("(", "=") or following == ");" or (following[:1] == "." and following[1:].isalpha()):
        return True
    before = text[max(0, span.start - 64) : span.start]
    if before.endswith("]") and not before.rstrip("]")[-1:].isdigit():
        return True
    if before.endswith(")") and "." in before.rpartition("(")[0].rpartition(" ")[2]:
        return True
    identifier = _IDENTIFIER_BEFORE.search(before)
    if identifier is None:
        return False
    name = identifier[1].rstrip(".")
    if identifier[1].endswith("."):  # the end of a sentence: `services.[1]`
        return False
    if len(name) == 1 or "_" in name:
        return True
    if name.isupper():  # CO2 and PM2.5 too
        return len(name) < 3 and not name.isalpha()
    return not name.isalpha() or not (name.islower() or name[1:].islower())


def _is_attached(text: str, span: Span) -> bool:
    """Whether `span` is right behind a word or a closing quote, or ends the text behind a sentence: a list
    number never stands there."""
    before = text[max(0, span.start - 2) : span.start]
    if before[-1:].isalpha():
        return True
    if before[-1:] in tuple(_ENDING):
        return span.end + 4 > len(text) and not text[span.end :].strip()
    return _closes_quotation(text, span.start)


def _closes_quotation(text: str, start: int) -> bool:
    """Whether a closing quote stands before `start`; French puts a space before its own: `« quai vert »`."""
    before = text[max(0, start - _REACH) : start]
    if before[-1:] not in tuple(_CLOSING) or len(before) < 2:
        return False
    return not before[-2].isspace() or (before[-1] == "»" and "«" in before)


def _stars(text: str) -> Iterator[Candidate]:
    """Asterisks behind a word, where they do not close an emphasis."""
    runs = list(itertools.islice(_STARS.finditer(text), _MANY_STARS + 1))
    if len(runs) > _MANY_STARS:
        return
    lengths = Counter(len(run[0]) for run in runs)
    is_open = False
    for run in runs:
        before, after = text[max(0, run.start() - 1) : run.start()], text[run.end() : run.end() + 1]
        if not before or before.isspace() or before in _OPENING:
            is_open = not after.isspace()
        elif is_open:
            is_open = False
        elif after.isalnum() and lengths[len(run[0])] > 1:
            # Between two words it may open an emphasis too: `这是*重点*。`
            is_open = True
        elif not before.isdigit() and _STAR.match(text, run.start()):
            yield Candidate(Span(run.start(), run.end()), Style.SYMBOL, run[0], firm=False)


def _by_digits(text: str, words: tuple[str, ...]) -> Iterator[Candidate]:
    """Numbers behind a word for "note", and digits glued to the end of a word, a sentence or a quotation."""
    for match in _DIGITS.finditer(text):
        start = match.start()
        before = text[max(0, start - 24) : start]
        stem = before.rstrip()
        if not stem or (len(stem) < len(before) and not stem[-1].isalpha()):
            continue
        last = before[-1]
        label = match[0].lstrip("0") if match[0].isascii() else number(match[0])
        if not label:
            continue
        span = Span(start, match.end())
        if words and stem[-1].isalpha() and stem.lower().endswith(words):
            candidate = _worded(text, span, stem, words)
            if candidate:
                yield candidate
        elif last in _CLOSING and _closes_quotation(text, start):
            yield Candidate(span, Style.QUOTED, label, firm=False)
        elif (
            last not in _CLOSING
            and not last.isspace()
            and _is_glued_to_word(before.rstrip(_ENDING), before, text[span.end : span.end + 1])
        ):
            yield Candidate(span, Style.GLUED, label, firm=False)


def _worded(text: str, digits: Span, stem: str, words: tuple[str, ...]) -> Candidate | None:
    """`[note 1]` or `note1`, whose digits stand at `digits` behind `stem`."""
    word = max((word for word in words if stem.lower().endswith(word)), key=len)
    opening = stem[: len(stem) - len(word)][-1:]
    start = text.rindex(stem[len(stem) - len(word) :], 0, digits.start)
    label = number(text[digits.start : digits.end])
    if opening in tuple("[［【〔(（") and text[digits.end : digits.end + 1] in tuple("]］】〕)）"):
        return Candidate(Span(start - 1, digits.end + 1), Style.WORDED, label, firm=True)
    if start + len(word) == digits.start and not (word.isascii() and opening.isalnum()):
        return Candidate(Span(start, digits.end), Style.WORD, label, firm=False)
    return None


def _is_glued_to_word(stem: str, before: str, following: str) -> bool:
    if len(before) - len(stem) > 1 or not stem:
        return False
    if not stem[-1].isascii():
        return stem[-1].isalpha() and (not following or following in _ENDING)
    word = _WORD_BEFORE.search(stem)
    if word is None or len(word[0]) < (3 if stem == before else 5):
        return False
    return word[0][1:].islower() and not (word.start() and stem[word.start() - 1] in "-_/@#.&\\0123456789")


def _outside_code(text: str, found: list[Candidate]) -> list[Candidate]:
    if "`" not in text and "http" not in text and "www." not in text:
        return found
    regions = [match.span() for match in _OPAQUE.finditer(text)]
    kept, at = [], 0
    for candidate in found:
        while at < len(regions) and regions[at][1] <= candidate.span.start:
            at += 1
        if at == len(regions) or regions[at][0] > candidate.span.start:
            kept.append(candidate)
    return kept
