"""Words that a translation spells in two ways."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_lint.languages import pack
from qa_lint.mining.association import Corpus
from qa_lint.mining.renderings import core
from qa_lint.mining.texts import Words
from qa_lint.model import Span

_SHORTEST = 5
# elder-care, elderly care: how much longer the first half may be where it is a word of its own.
_LONGER = 2
_HALF = 3
_ENDS = frozenset('.!?:;。"“')
_OTHER = re.compile(r"\w")

Place = tuple[int, Span]


@dataclass(frozen=True, slots=True)
class Spellings:
    """Two spellings of a word or a name, the less frequent first, each with its places: text and span."""

    here: tuple[Place, ...]
    there: tuple[Place, ...]


def spellings(pairs: Corpus, language: str) -> list[Spellings]:
    """What the translations spell in two ways, by the order of the first places."""
    words: dict[str, list[Place]] = {}
    hyphened: dict[tuple[str, str], list[Place]] = {}
    parted: dict[tuple[str, str], list[Place]] = {}
    for number, text in enumerate(pairs.targets):
        if text.spaced:
            _read(number, text, words, hyphened, parted)
    found = [*_by_rule(words, language), *_compounds(words, hyphened, parted), *_by_case(pairs)]
    return sorted(found, key=lambda entry: (entry.here[0][0], entry.here[0][1].start, entry.there[0]))


def _read(
    number: int,
    text: Words,
    words: dict[str, list[Place]],
    hyphened: dict[tuple[str, str], list[Place]],
    parted: dict[tuple[str, str], list[Place]],
) -> None:
    before = ""
    for at, (start, end) in enumerate(zip(text.starts, text.ends, strict=True)):
        word = text.text[start:end].lower()
        words.setdefault(word, []).append((number, Span(start, end)))
        if before and text.joints[at]:
            pair = hyphened if text.joints[at] == "-" else parted
            pair.setdefault((before, word), []).append((number, Span(text.starts[at - 1], end)))
        before = word


def _by_rule(words: dict[str, list[Place]], language: str) -> Iterator[Spellings]:
    """centre, center: by the letters that the pack of the language says are written in two ways."""
    for one, other in pack(language).spellings:
        pattern = re.compile(one)
        for word in words:
            if len(word) < _SHORTEST:
                continue
            second = pattern.sub(other, word, count=1)
            if second != word and second in words:
                yield _spellings(words[word], words[second])


def _compounds(
    words: dict[str, list[Place]],
    hyphened: dict[tuple[str, str], list[Place]],
    parted: dict[tuple[str, str], list[Place]],
) -> Iterator[Spellings]:
    """nonessential, non-essential; eldercare, elderly care."""
    for (left, right), places in hyphened.items():
        if len(left) >= _HALF and len(right) >= _HALF and left + right in words:
            yield _spellings(words[left + right], places)
    for (left, right), places in (*parted.items(), *hyphened.items()):
        for less in range(1, _LONGER + 1):
            half = left[:-less]
            if len(half) > _HALF and len(right) > _HALF and half + right in words and half != right:
                yield _spellings(words[half + right], places)


def _by_case(pairs: Corpus) -> Iterator[Spellings]:
    """standing Committee, Standing Committee: one word of a name that is in capitals otherwise."""
    seen: set[tuple[str, ...]] = set()
    varied = _varied(pairs.targets)
    for occurrences in pairs.strings.values() if varied else ():
        forms: dict[tuple[str, ...], dict[tuple[str, ...], list[Place]]] = {}
        for occurrence in occurrences:
            places = varied.get(occurrence.text)
            if not places or places.isdisjoint(pairs.window(occurrence)):
                continue
            one = core(pairs, occurrence)
            text = pairs.targets[occurrence.text]
            if one is None or one.end - one.start < 2 or _begins(text, one.start):
                continue
            words = tuple(text.text[text.starts[at] : text.ends[at]] for at in range(one.start, one.end))
            place = occurrence.text, Span(text.starts[one.start], text.ends[one.end - 1])
            forms.setdefault(tuple(word.lower() for word in words), {}).setdefault(words, []).append(place)
        for key, written in forms.items():
            if len(written) == 2 and key not in seen:
                (first, here), (second, there) = written.items()
                if _is_one_capital(first, second):
                    seen.add(key)
                    yield _spellings(here, there)


def _varied(texts: Sequence[Words]) -> dict[int, set[int]]:
    """For each text the places of the words that, with the next one, stand somewhere in other capitals too:
    elsewhere no name can be written in two ways."""
    written: dict[str, str] = {}
    found: set[str] = set()
    for text in texts:
        for pair in _pairs(text).values():
            if written.setdefault(pair.lower(), pair) != pair:
                found.add(pair.lower())
    places = {
        number: {at for at, pair in _pairs(text).items() if pair.lower() in found}
        for number, text in enumerate(texts)
    }
    return {number: entry for number, entry in places.items() if entry}


def _pairs(text: Words) -> dict[int, str]:
    """Each word with the next one, if these are no beginning of a sentence, by the place of the first."""
    if not text.spaced:
        return {}
    words = [text.text[start:end] for start, end in zip(text.starts, text.ends, strict=True)]
    return {
        at: f"{word} {words[at + 1]}"
        for at, word in enumerate(words[:-1])
        if text.joints[at + 1] and not _begins(text, at)
    }


def _begins(text: Words, at: int) -> bool:
    """Whether a sentence begins with the word `at`."""
    gap = text.text[text.ends[at - 1] : text.starts[at]] if at else "."
    return gap != " " and not _ENDS.isdisjoint(_OTHER.split(gap)[-1])


def _is_one_capital(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names differ in the first letter of one word, and other words have capitals in both."""
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    capitals = sum(a == b and a[0].isupper() for a, b in zip(one, other, strict=True))
    return len(differing) == 1 and capitals > 0 and differing[0][0][1:] == differing[0][1][1:]


def _spellings(one: Sequence[Place], other: Sequence[Place]) -> Spellings:
    here, there = sorted(
        (tuple(dict.fromkeys(one)), tuple(dict.fromkeys(other))), key=lambda p: (len(p), -p[0][0])
    )
    return Spellings(here, there)


def rendered(pairs: Corpus, found: Spellings) -> Span | None:
    """What of the source the first place of a spelling renders, if that is known: of it, or of the other."""
    number, _ = found.here[0]
    source = pairs.sources[number]
    if tie := _tie(pairs, found.here[0]):
        return Span(source.starts[tie[0]], source.ends[tie[1] - 1])
    for place in found.there:
        if tie := _tie(pairs, place):
            name = pairs.sources[place[0]].name(*tie)
            size = tie[1] - tie[0]
            for start in range(len(source) - size + 1):
                if source.name(start, start + size) == name:
                    return Span(source.starts[start], source.ends[start + size - 1])
    return None


def _tie(pairs: Corpus, place: Place) -> tuple[int, int] | None:
    """The words of the source that a stretch of the translation is tied to most closely."""
    number, span = place
    starts = pairs.targets[number].starts
    ties = (
        tie
        for at, start in enumerate(starts)
        if span.start <= start < span.end
        for tie in pairs.ties(number)[at]
    )
    best = max(ties, key=lambda tie: (tie[2], -tie[0]), default=None)
    return best[:2] if best else None
