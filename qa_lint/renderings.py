"""Renderings of terms in a translation.

What is forbidden is matched word by word, but for inflection. What is approved may also be derived in another
way, split by other words (`urban housing renewal` for `urban renewal`), or written in one word
(`nonessential`): where an alarm depends on it, a rendering that may be there counts as there.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from qa_lint.inflection import stem
from qa_lint.languages import pack
from qa_lint.model import Span
from qa_lint.terms import Words, has_case, significant, split
from qa_lint.words import UNSPACED

_UNSPACED = re.compile(f"[{UNSPACED}]")
_CLAUSE_END = re.compile(r"[.!?;:。！？；：()（）]")
_JOINED = re.compile(r"[\W_]+")
_JOINED_LENGTH = 8
# How many words may stand between two of a rendering, and how many characters in a script without spaces.
_SPLIT_WORDS, _SPLIT_CHARACTERS = 3, 4
# How like a rendering words must be to stand in its place: in their letters, or in how many are the same.
_ALIKE, _SHARE = 0.84, 0.6
_BRACKET = re.compile(r"\s?[(（]([^()（）]{1,80})[)）]")
_QUOTED = re.compile(r"[\"“„«‘「『]([^\"“”„«»‘’「」『』]{1,40})[\"”“»’」』]")
_ACRONYM = re.compile(r"\w*[A-Z]\w*[A-Z]\w*(?:[&-]\w+)*")
_BEFORE_BRACKET = re.compile(r"([\w&-]{2,20})\s?[(（](?:\w{1,4}\s)?$")


@dataclass(frozen=True, slots=True)
class _Rendering:
    words: tuple[str, ...]
    stems: tuple[str, ...]
    forms: tuple[frozenset[str], ...]
    gaps: tuple[str, ...]


def find_rendering(target: Words, rendering: str, language: str, *, exact: bool) -> list[Span]:
    """Where `rendering` stands in a translation word by word; both may be inflected, and only if `exact` does
    case count.
    """
    wanted = _rendering(rendering, language)
    size = len(wanted.words)
    if not size or size > len(target.words):
        return []
    first = wanted.forms[0]
    return [
        target.span(start, start + size - 1)
        for start, forms in enumerate(target.forms[: len(target.words) - size + 1])
        if not forms.isdisjoint(first) and _follows(target, start, wanted, exact)
    ]


def find_loosely(target: Words, rendering: str, language: str, *, exact: bool) -> list[Span]:
    """Where `rendering` may be said to stand in a translation: derived from the same stems, or split by a few
    other words of the clause. Spans may overlap.
    """
    wanted = _rendering(rendering, language)
    size = len(wanted.words)
    stems = [stem(word.lower(), language) for word in target.words]
    present = [
        [
            place
            for place, forms in enumerate(target.forms)
            if (stems[place] == wanted.stems[number] or not forms.isdisjoint(wanted.forms[number]))
            and (not exact or has_case(target, place, wanted.words[number]))
        ]
        for number in range(size)
    ]
    if not (present and all(present)):
        return []
    if size > 1 and all(map(_UNSPACED.match, wanted.words)):
        return list(_split_once(target, present))
    ends = {place: place for place in present[0]}  # from the last word so far to the first
    for places in present[1:]:
        ends = {
            place: ends[before]
            for place in places
            for before in range(place - 1, place - 2 - _SPLIT_WORDS, -1)
            if before in ends and not _is_cut(target, range(before + 1, place + 1))
        }
    return [target.span(first, last) for last, first in sorted(ends.items())]


def holds_joined(text: str, rendering: str) -> bool:
    """Whether `rendering` stands in `text` when spaces and hyphens are left out: `nonessential` for
    `non-essential`.
    """
    joined = _JOINED.sub("", rendering).lower()
    return len(joined) >= _JOINED_LENGTH and joined in _JOINED.sub("", text).lower()


def find_instead(target: Words, rendering: str, language: str, taken: Iterable[Span]) -> Span | None:
    """The words that stand in a translation in place of `rendering`, if some are so much like it: nearly the
    same letters, or the same words but for one or few. None are looked for in scripts without spaces.
    """
    wanted = _rendering(rendering, language)
    size = len(wanted.words)
    if not size or not pack(language).spaced or _UNSPACED.search(rendering):
        return None
    covered = list(taken)
    best: tuple[float, Span] | None = None
    for start in range(len(target.words) - size + 1):
        span = target.span(start, start + size - 1)
        if _is_cut(target, range(start + 1, start + size)) or any(
            span.start < other.end and other.start < span.end for other in covered
        ):
            continue
        likeness = _likeness(target, start, wanted, language)
        if likeness and (best is None or likeness > best[0]):
            best = likeness, span
    return best[1] if best else None


def short_forms(target: Words, spans: Iterable[Span]) -> Iterator[str]:
    """What a translation says the renderings at `spans` are called from there on: the acronym or the words in
    quotation marks in the brackets behind, or the acronym that the rendering explains in brackets.
    """
    text = target.text
    for span in spans:
        if match := _BRACKET.match(text, span.end):
            quoted = _QUOTED.findall(match[1])
            acronyms = _ACRONYM.findall(match[1])
            yield from quoted or acronyms[-1:]
        elif (
            match := _BEFORE_BRACKET.search(text[max(0, span.start - 30) : span.start])
        ) and _ACRONYM.fullmatch(match[1]):
            yield match[1]


@lru_cache(maxsize=65536)
def _rendering(rendering: str, language: str) -> _Rendering:
    words = split(rendering, language)
    return _Rendering(
        tuple(words.words),
        tuple(stem(word.lower(), language) for word in words.words),
        tuple(words.forms),
        tuple(_gap(gap) for gap in words.gaps),
    )


def _gap(gap: str) -> str:
    """What counts of a gap; commas do not, since lists are punctuated in several ways."""
    return significant(gap).replace(",", "")


def _follows(target: Words, start: int, wanted: _Rendering, exact: bool) -> bool:
    """Whether the words from `start` on are those of a rendering, of which the first is known to be."""
    size = len(wanted.words)
    return (
        all(not target.forms[start + k].isdisjoint(wanted.forms[k]) for k in range(1, size))
        and all(_gap(target.gaps[start + k]) == wanted.gaps[k] for k in range(1, size))
        and (not exact or all(has_case(target, start + k, wanted.words[k]) for k in range(size)))
    )


def _split_once(target: Words, present: list[list[int]]) -> Iterator[Span]:
    """Where characters come in their order with one break, and two at least on either side of it."""
    size = len(present)
    places = [set(row) for row in present]
    for start in present[0]:
        head = next((k for k in range(size) if start + k not in places[k]), size)
        for broken in range(min(head, size - 2), 1, -1):
            for rest in range(start + broken + 1, start + broken + 1 + _SPLIT_CHARACTERS):
                if all(rest + k in places[broken + k] for k in range(size - broken)) and not _is_cut(
                    target, range(start + 1, rest + size - broken)
                ):
                    yield target.span(start, rest + size - broken - 1)


def _is_cut(target: Words, places: Iterable[int]) -> bool:
    """Whether a clause ends before one of the words at `places`."""
    return any(_CLAUSE_END.search(target.gaps[place]) for place in places)


def _likeness(target: Words, start: int, wanted: _Rendering, language: str) -> float:
    """How much the words from `start` on are like a rendering; 0 if not enough to say so."""
    size = len(wanted.words)
    words = [word.lower() for word in target.words[start : start + size]]
    same = [stem(word, language) == wanted.stems[number] for number, word in enumerate(words)]
    share = sum(same) / size
    matcher = SequenceMatcher(None, "".join(words), "".join(wanted.words).lower(), autojunk=False)
    letters = matcher.ratio() if share or matcher.real_quick_ratio() >= _ALIKE else 0
    if letters >= _ALIKE:
        return share + letters
    others = [word for word, is_same in zip(words, same, strict=True) if not is_same]
    if any(word in pack(language).function_words or not word.isalpha() for word in others):
        return 0
    # Of two words the first is to be there: "urban slums" for "urban village", not "three villages".
    enough = same[0] if size == 2 else sum(same) >= 2 and share >= _SHARE
    return share + letters if enough else 0
