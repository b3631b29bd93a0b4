"""Whether a segment that comes again is translated the same way again, over the whole project."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile

from qa_lint.checks import CollectingCheck
from qa_lint.forms import message
from qa_lint.languages import base, script_weights
from qa_lint.model import Document, Pair, PlacedHit, Segment, Span
from qa_lint.terms import Words, split
from qa_lint.variants import variety

_SPACE = re.compile(r"\s+")
# Spaces beside a character of a script without spaces are a matter of layout: 第 1 章, 目　　录.
_IDLE_SPACE = re.compile(r"(?<=[^\x00-\u2dff]) | (?=[^\x00-\u2dff])")
_OUTER = " .,;:!?。，、；：！？…\"'“”‘’„«»「」『』《》()（）[]"
_QUOTES = str.maketrans("“”„«»「」『』‘’`", '""' + '"' * 7 + "'''")
# Numbers and placeholders have rules of their own: {0}, {name}, %s, %(count)d, <b>.
_VARIABLE = re.compile(r"\{[^{}\s]{0,50}\}|%(?:\(\w{1,50}\))?[sdif]\b|</?\w[^<>]{0,200}>|\d+(?:[.,:/ ]\d+)*")
_QUOTED = 60
_NEAR_WORDS = 5
_NEIGHBOURS = 2


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
    """The translations in `document`, those of the same source text together; of a message with plural forms
    the first one alone, since they differ as the language wants.
    """
    previous = ""
    counts: Counter[tuple[bytes, str]] = Counter()
    firsts: dict[tuple[bytes, str], Pair] = {}
    for pair in document.pairs:
        is_further_form = (whole := message(pair.target.unit)) and whole == previous
        previous = whole
        if pair.source.text and pair.target.text and not is_further_form:
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
    parts = base(pair.source.language), variety(pair.target.language), _plain(pair.source.text)
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).digest()


def _count(translations: list[Translation]) -> int:
    return sum(translation.count for translation in translations)


def _deviation(translation: Translation, usual: list[Translation]) -> PlacedHit:
    here, there, count = translation.target, usual[0].target, _count(usual)
    span, other = _stretches(here, there)
    fields = {
        "here": _shorten(here.text[span.start : span.end]),
        "there": _shorten(there.text[other.start : other.end]),
        "place": _line(there, other, here),
        "times": f" and {count - 1} more place{'s' if count > 2 else ''}" if count > 1 else "",
    }
    return PlacedHit(translation.path, translation.source.mark(), here.mark(span), fields)


def _stretches(here: Segment, there: Segment) -> tuple[Span, Span]:
    """What to quote of two texts: all of short ones, else where they differ."""
    span, other = Span(0, len(here.text)), Span(0, len(there.text))
    if max(span.end, other.end) > _QUOTED:
        return _difference(split(here.text, here.language), split(there.text, there.language))
    return span, other


def _line(segment: Segment, span: Span, here: Segment) -> str:
    line = segment.position(span.start)[0]
    return f"line {line}" if segment.path == here.path else f"{segment.path}:{line}"


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


@lru_cache(maxsize=100_000)
def _words(text: str, language: str) -> tuple[str, ...]:
    """What counts of a translation: its words in lower case without articles, numbers and placeholders."""
    text = _VARIABLE.sub(" ", unicodedata.normalize("NFKC", text))
    return tuple(word.casefold() for word in split(text, language).words)


def judge_reused(summaries: Iterable[Summary], *, minimum_length: int) -> Iterator[PlacedHit]:
    """One hit for each further source text of a translation of `minimum_length` letters or more: sources that
    differ in more than numbers and placeholders."""
    texts: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], Translation]] = {}
    for summary in summaries:
        for translations in summary.values():
            for translation in translations:
                target = translation.target
                if sum(script_weights(target.text).values()) < minimum_length:
                    continue
                key = variety(target.language), _words(target.text, target.language)
                words = _words(translation.source.text, translation.source.language)
                if words and words != key[1]:
                    texts.setdefault(key, {}).setdefault(tuple(sorted(words)), translation)
    for sources in texts.values():
        first, *others = sources.values()
        for translation in others:
            yield _reuse(translation, first)


def _reuse(translation: Translation, first: Translation) -> PlacedHit:
    here, there = translation.source, first.source
    span, other = _stretches(here, there)
    fields = {
        "here": _shorten(here.text[span.start : span.end]),
        "there": _shorten(there.text[other.start : other.end]),
        "place": _line(first.target, Span(0, 0), translation.target),
    }
    return PlacedHit(translation.path, here.mark(span), translation.target.mark(), fields)


def judge_near_repeats(summaries: Iterable[Summary], *, likeness: int) -> Iterator[PlacedHit]:
    """One hit for each text whose source is nearly that of another, by `likeness` in per cent, and whose
    translation differs in much more than the sources do.

    Neighbours are compared in the order of the alphabet, from the beginning and from the end.
    """
    groups: dict[tuple[str, str], dict[tuple[str, ...], Translation]] = {}
    known = list(summaries)
    if sum(map(len, known)) < _NEIGHBOURS:
        return
    for summary in known:
        for translations in summary.values():
            first = translations[0]
            words = _words(first.source.text, first.source.language)
            languages = base(first.source.language), variety(first.target.language)
            if len(words) >= _NEAR_WORDS:
                groups.setdefault(languages, {}).setdefault(words, first)
    for group in groups.values():
        numbered = list(group)
        order = {words: number for number, words in enumerate(numbered)}
        texts = sorted(group)
        backwards = sorted(group, key=lambda words: words[::-1])
        pairs = {
            tuple(sorted(map(order.__getitem__, pair))) for pair in (*pairwise(texts), *pairwise(backwards))
        }
        for earlier, later in sorted(pairs):
            one, other = numbered[later], numbered[earlier]
            exchanged = _exchanged(one, other)
            if exchanged and exchanged * 100 <= (100 - likeness) * max(len(one), len(other)):
                yield from _near_repeat(group[one], group[other], exchanged)


def _near_repeat(one: Translation, other: Translation, exchanged: int) -> Iterator[PlacedHit]:
    words = _words(one.target.text, one.target.language), _words(other.target.text, other.target.language)
    bags = Counter(words[0]), Counter(words[1])
    differing = min((bags[0] - bags[1]).total(), (bags[1] - bags[0]).total())
    if differing <= 2 * exchanged + 1 or 3 * differing < min(map(len, words)):
        return
    here, there = one.target, other.target
    span, stretch = _stretches(here, there)
    source, _ = _stretches(one.source, other.source)
    fields = {
        "here": _shorten(here.text[span.start : span.end]),
        "there": _shorten(there.text[stretch.start : stretch.end]),
        "place": _line(there, stretch, here),
    }
    yield PlacedHit(one.path, one.source.mark(source), here.mark(span), fields)


def _exchanged(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many words two texts have between those that they begin and end with in common."""
    start = sum(1 for _ in takewhile(_alike, zip(one, other, strict=False)))
    rest = zip(reversed(one[start:]), reversed(other[start:]), strict=False)
    end = sum(1 for _ in takewhile(_alike, rest))
    return max(len(one), len(other)) - start - end


INCONSISTENT = CollectingCheck(collect, judge, "project")
REUSED = CollectingCheck(collect, judge_reused, "project")
NEAR_REPEAT = CollectingCheck(collect, judge_near_repeats, "project")
