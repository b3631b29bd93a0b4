"""Words of the source's language left over in a translation."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from qa_lint.glossary import Entry
from qa_lint.languages import base, foreign_letters, letters, pack
from qa_lint.model import Span
from qa_lint.prose import is_code, is_prose, without_opaque

_LETTER = re.compile(r"[^\W\d_]")
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
    words = source.split()  # punctuation may cling to the outer ones
    if len(words) < _WORD_RUN - 2 or len(set(words).intersection(target.split())) < _WORD_RUN - 2:
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


@lru_cache(maxsize=16)
def kept_words(keep: tuple[str, ...], glossary: tuple[Entry, ...]) -> re.Pattern[str] | None:
    """A pattern for the words and phrases in `keep` and the terms that the glossary wants left alone."""
    words = {*keep, *(term for entry in glossary if entry.do_not_translate for term in entry.source)}
    phrases = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)) if word)
    return re.compile(rf"(?i:{phrases})") if phrases else None


def without(text: str, words: re.Pattern[str]) -> str:
    """`text` with `words` blanked out, where they stand as words, characters where they were."""

    def blank(match: re.Match[str]) -> str:
        start, end = match.span()
        joined = _is_joined(text[start - 1 : start + 1]) or _is_joined(text[end - 1 : end + 1])
        return match[0] if joined else " " * len(match[0])

    return words.sub(blank, text)


def _is_joined(letters: str) -> bool:
    """Whether two characters are in one word: letters or digits of an alphabet."""
    return len(letters) == 2 and letters.isalnum() and letters.isascii()


def has_letters(text: str) -> bool:
    """Whether `text` has a letter of any script."""
    return _LETTER.search(text) is not None
