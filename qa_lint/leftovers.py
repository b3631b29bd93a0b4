"""Source-language text in a translation: whether a segment is translated, which words were left over."""

import enum
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from qa_lint.languages import base, foreign_letters, letters, pack
from qa_lint.model import Pair, Span
from qa_lint.prose import has_words, is_code, is_prose, without_opaque

_SAID = re.compile(r"[^\W_]")
_LETTER = re.compile(r"[^\W\d_]")
_ALPHABETS = ("Latin", "Greek", "Cyrillic", "Armenian", "Georgian")
_SCRIPTS = (
    *_ALPHABETS,
    "Han",
    "Kana",
    "Hangul",
    "Hebrew",
    "Arabic",
    "Devanagari",
    "Bengali",
    "Tamil",
    "Sinhala",
    "Thai",
)
# chrF (Popović 2015) from 0 to 100; two translations into kindred languages stay well below.
_NEAR_COPY = 85.0
_NEAR_COPY_WORDS = 0.7
_SPACES = 8
_NEAR_COPY_LENGTHS = (0.75, 1.33)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_WORD_RUN = 4
_SYMBOL = letters(("Greek", "Kana"))
_ROUND = "(（"
_BRACKETS = {
    "(": ")",
    "（": "）",
    "[": "]",
    "［": "］",
    "【": "】",
    "“": "”",
    "「": "」",
    "『": "』",
    "«": "»",
    "《": "》",
    "‘": "’",
}
_BRACKETED = re.compile(
    "|".join(f"{re.escape(a)}[^{re.escape(a + b)}]{{0,200}}{re.escape(b)}" for a, b in _BRACKETS.items())
)
_STRAIGHT = re.compile("\"[^\"\n]{0,200}\"|(?<!\\w)'[^'\n]{0,200}'(?!\\w)|(?<![*\\w])\\*[^*\n]{1,200}\\*")


class State(enum.Enum):
    """What became of a source segment; the values say it in a message."""

    TRANSLATED = ""
    EMPTY = "the translation is empty"
    COPY = "the translation is the same as the source"
    NEAR_COPY = "the translation is nearly the same as the source"
    OTHER_SCRIPT = "the translation is still in the language of the source"


def state(pair: Pair) -> State:
    """What became of the source of `pair`, which may have an empty side."""
    return _state(pair.source.text, pair.target.text, pair.source.language, pair.target.language)


@lru_cache(maxsize=8192)  # three checks ask, one after the other
def _state(source: str, target: str, *languages: str) -> State:
    if not _SAID.search(target):
        return State.EMPTY if _SAID.search(source) and has_words(source) else State.TRANSLATED
    if languages[0] and base(languages[0]) == base(languages[1]):
        return State.TRANSLATED
    if target.isascii() and "Latin" in pack(languages[1]).scripts:
        return _by_likeness(source, target, languages)
    foreign = foreign_letters(languages[0], languages[1], source)
    return (
        _by_script(source, target, languages, foreign) if foreign else _by_likeness(source, target, languages)
    )


def _by_script(source: str, target: str, languages: tuple[str, ...], foreign: re.Pattern[str]) -> State:
    is_copy = _is_copy(source, target)
    plain = len(target.encode("ascii", "ignore"))
    if not is_copy and "Latin" not in pack(languages[1]).scripts and plain < 2 * (len(target) - plain):
        return State.TRANSLATED  # mostly letters of its own
    left = len(foreign.findall(target))
    if left < 2:
        return State.TRANSLATED
    own = len(letters(pack(languages[1]).scripts).findall(target))
    if not is_copy and left < 4 * own:
        return State.TRANSLATED
    if not foreign.match("a"):  # No alphabet that names, units and code of the whole world are written in.
        return State.COPY if is_copy else State.OTHER_SCRIPT if left > 4 * own else State.TRANSLATED
    if not is_prose(target, languages[0], languages[1]):
        return State.TRANSLATED
    return State.COPY if is_copy else State.OTHER_SCRIPT


def _by_likeness(source: str, target: str, languages: tuple[str, ...]) -> State:
    low, high = _NEAR_COPY_LENGTHS
    if not low * len(source) <= len(target) <= high * len(source):
        return State.TRANSLATED
    if _is_copy(source, target):
        return State.COPY if is_prose(target, languages[0], languages[1]) else State.TRANSLATED
    words = target.split()
    if len(words) < _WORD_RUN or len(set(words) & set(source.split())) < _NEAR_COPY_WORDS * len(set(words)):
        return State.TRANSLATED
    return (
        State.NEAR_COPY
        if is_prose(target, languages[0], languages[1]) and _chrf(target, source) >= _NEAR_COPY
        else State.TRANSLATED
    )


def _is_copy(source: str, target: str) -> bool:
    """Whether the texts are the same but for spaces and case."""
    if source == target:
        return True
    return abs(len(source) - len(target)) < _SPACES and _folded(source) == _folded(target)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _chrf(hypothesis: str, reference: str) -> float:
    from sacrebleu.metrics.chrf import CHRF  # takes a third of a second to load

    return float(CHRF().sentence_score(hypothesis, [reference]).score)


def leftovers(source: str, target: str, source_language: str, target_language: str) -> Iterator[Span]:
    """Stretches of `target` still in the language of the source; `source` may be empty, if it is not known.

    What stands in brackets, quotation marks or code does not count: it may be given in the original.
    """
    if source_language and base(source_language) == base(target_language):
        return
    foreign = None
    if not (target.isascii() and "Latin" in pack(target_language).scripts):
        foreign = foreign_letters(source_language, target_language, source)
    if foreign is not None and not foreign.match("a"):
        if foreign.search(target):
            yield from _foreign_runs(source, target, foreign)
    elif source:
        yield from _copied_words(source, target, source_language, target_language)


def _foreign_runs(source: str, target: str, foreign: re.Pattern[str]) -> Iterator[Span]:
    def is_original(text: str) -> bool:
        return text[0] in _ROUND or len(foreign.findall(text)) * 2 > len(_LETTER.findall(text))

    shown = _shown(target, is_original)
    for match in _runs_of(foreign).finditer(shown):
        # One letter alone is often a symbol, as α is, but 元 and и are words.
        if len(foreign.findall(match[0])) > 1 or (match[0] in source and not _SYMBOL.match(match[0])):
            yield Span(*match.span())


@lru_cache(maxsize=64)
def _runs_of(foreign: re.Pattern[str]) -> re.Pattern[str]:
    letter = foreign.pattern
    return re.compile(rf"{letter}(?:[\s\u0300-\u036f\u0900-\u0dff·、，,'’-]{{0,2}}{letter})*")


def _copied_words(source: str, target: str, source_language: str, target_language: str) -> Iterator[Span]:
    """Runs of words that both sides have and that can only be prose of the source's language."""
    if (
        len(set(source.split()) & set(target.split())) < _WORD_RUN - 2
    ):  # punctuation may cling to the outer words
        return
    grams = _grams([match[0] for match in _WORD.finditer(source)])
    if not grams:
        return
    matches = list(_WORD.finditer(target))
    shown = ""
    at = 0
    if is_code(target):
        return
    while at + _WORD_RUN <= len(matches):
        end = at
        while (
            end + _WORD_RUN <= len(matches) and tuple(m[0] for m in matches[end : end + _WORD_RUN]) in grams
        ):
            end += 1
        if end == at:
            at += 1
            continue
        span = Span(matches[at].start(), matches[end + _WORD_RUN - 2].end())
        shown = shown or _shown(target, lambda _: True)
        text = shown[span.start : span.end]
        if text == target[span.start : span.end] and is_prose(text, source_language, target_language):
            yield span
        at = end + _WORD_RUN - 1


def _grams(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + _WORD_RUN]) for at in range(len(words) - _WORD_RUN + 1)}


def _shown(text: str, is_original: Callable[[str], bool]) -> str:
    """`text` without code, addresses and what stands in the original in brackets or quotes, all blanked."""

    def blank(match: re.Match[str]) -> str:
        return " " * len(match[0]) if is_original(match[0]) else match[0]

    return _STRAIGHT.sub(blank, _BRACKETED.sub(blank, without_opaque(text)))


def has_letters(text: str) -> bool:
    """Whether `text` has a letter of any script."""
    return _LETTER.search(text) is not None
