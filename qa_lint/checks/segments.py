"""Whether a segment that comes again is translated the same way again, over the whole project."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from qa_lint.checks import CollectingCheck
from qa_lint.languages import base, script_weights
from qa_lint.model import Document, Pair, PlacedHit, Segment, Span
from qa_lint.terms import Words, split

_SPACE = re.compile(r"\s+")
# Spaces beside a character of a script without spaces are a matter of layout: 第 1 章, 目　　录.
_IDLE_SPACE = re.compile(r"(?<=[^\x00-\u2dff]) | (?=[^\x00-\u2dff])")
_OUTER = " .,;:!?。，、；：！？…\"'“”‘’„«»「」『』《》()（）[]"
_QUOTES = str.maketrans("“”„«»「」『』‘’`", '""' + '"' * 7 + "'''")
# Numbers and placeholders have rules of their own: {0}, {name}, %s, %(count)d, <b>.
_VARIABLE = re.compile(r"\{[^{}\s]{0,50}\}|%(?:\(\w{1,50}\))?[sdif]\b|</?\w[^<>]{0,200}>|\d+(?:[.,:/ ]\d+)*")
_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Translation:
    """A source text and its translation, the first time a document has them, and how often it has them."""

    path: str
    source: Segment
    target: Segment
    count: int


# By a digest of what is compared of the source text, and of both languages.
Summary = dict[bytes, list[Translation]]


def collect(document: Document) -> Summary:
    """The translations in `document`, those of the same source text together."""
    counts: Counter[tuple[bytes, str]] = Counter()
    firsts: dict[tuple[bytes, str], Pair] = {}
    for pair in document.pairs:
        if pair.source.text and pair.target.text:
            key = _digest(pair), pair.target.text
            counts[key] += 1
            firsts.setdefault(key, pair)
    summary: Summary = {}
    for key, pair in firsts.items():
        translation = Translation(document.path, pair.source, pair.target, counts[key])
        summary.setdefault(key[0], []).append(translation)
    return summary


def judge(summaries: Iterable[Summary], *, minimum_length: int) -> Iterator[PlacedHit]:
    """One hit for each translation of a source text of `minimum_length` letters but the most frequent,
    or of those the first.
    """
    texts: dict[bytes, list[Translation]] = {}
    for summary in summaries:
        for digest, translations in summary.items():
            texts.setdefault(digest, []).extend(translations)
    for translations in texts.values():
        if (
            len(translations) < 2
            or sum(script_weights(translations[0].source.text).values()) < minimum_length
        ):
            continue
        variants: dict[tuple[str, ...], list[Translation]] = {}
        for translation in translations:
            words = _words(translation.target.text, translation.target.language)
            if words and words != _words(translation.source.text, translation.target.language):
                variants.setdefault(words, []).append(translation)
        usual = max(variants.values(), key=_count, default=[])
        yield from (_deviation(variant[0], usual) for variant in variants.values() if variant is not usual)


def _digest(pair: Pair) -> bytes:
    parts = base(pair.source.language), base(pair.target.language), _plain(pair.source.text)
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).digest()


def _count(translations: list[Translation]) -> int:
    return sum(translation.count for translation in translations)


def _deviation(translation: Translation, usual: list[Translation]) -> PlacedHit:
    here, there, count = translation.target, usual[0].target, _count(usual)
    span, other = Span(0, len(here.text)), Span(0, len(there.text))
    if max(span.end, other.end) > _QUOTED:
        span, other = _difference(split(here.text, here.language), split(there.text, there.language))
    line = there.position(other.start)[0]
    fields = {
        "here": _shorten(here.text[span.start : span.end]),
        "there": _shorten(there.text[other.start : other.end]),
        "place": f"line {line}" if there.path == here.path else f"{there.path}:{line}",
        "times": f" and {count - 1} more place{'s' if count > 2 else ''}" if count > 1 else "",
    }
    return PlacedHit(translation.path, translation.source.mark(), here.mark(span), fields)


def _difference(here: Words, there: Words) -> tuple[Span, Span]:
    """Where two translations differ: without the words that they begin and end with in common, but with
    one word at least.
    """
    pairs = zip(here.words, there.words, strict=False)
    start = sum(1 for _ in takewhile(_alike, pairs))
    rest = zip(reversed(here.words[start:]), reversed(there.words[start:]), strict=False)
    end = sum(1 for _ in takewhile(_alike, rest))
    shortest = min(len(here.words), len(there.words))
    if start + end == shortest:  # one has words more: with the word before, or the one behind
        start, end = (start - 1, end) if start else (0, end - 1)
    return _stretch(here, start, end), _stretch(there, start, end)


def _alike(words: tuple[str, str]) -> bool:
    return words[0].lower() == words[1].lower()


def _stretch(words: Words, start: int, end: int) -> Span:
    return words.span(start, len(words.words) - 1 - end)


def _shorten(text: str) -> str:
    text = _SPACE.sub(" ", text)
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"


def _plain(text: str) -> str:
    """`text` without what is a matter of layout: width, white space, the form of quotation marks,
    punctuation around it.
    """
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return _IDLE_SPACE.sub("", _SPACE.sub(" ", text)).strip(_OUTER)


def _words(text: str, language: str) -> tuple[str, ...]:
    """What counts of a translation: its words in lower case without articles, numbers and placeholders."""
    text = _VARIABLE.sub(" ", unicodedata.normalize("NFKC", text))
    return tuple(word.casefold() for word in split(text, language).words)


INCONSISTENT = CollectingCheck(collect, judge, "project")
