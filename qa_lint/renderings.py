"""Renderings of terms in a translation.

What is forbidden is matched word by word, but for inflection. What is approved may also be derived in another
way, split by other words (`urban housing renewal` for `urban renewal`), or written in one word
(`nonessential`): where an alarm depends on it, a rendering that may be there counts as there.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from qa_lint.inflection import stem
from qa_lint.model import Span
from qa_lint.terms import Term, Words, has_case, significant, split
from qa_lint.words import UNSPACED

_UNSPACED = re.compile(f"[{UNSPACED}]")
_CLAUSE_END = re.compile(r"[.!?;:。！？；：()（）]")
_JOINED = re.compile(r"[\W_]+")
_JOINED_LENGTH, _COMPOUND = 8, 5
# How many words may stand between two of a rendering, and how many characters in a script without spaces.
_SPLIT_WORDS, _SPLIT_CHARACTERS = 3, 4


@dataclass(frozen=True, slots=True)
class Rendering:
    """A rendering as words, with their stems and their possible base forms, and what parts them."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    forms: tuple[frozenset[str], ...]
    gaps: tuple[str, ...]


def find_rendering(target: Words, rendering: str, language: str, *, exact: bool) -> list[Span]:
    """Where `rendering` stands in a translation word by word; both may be inflected, and only if `exact` does
    case count.
    """
    wanted = words_of(rendering, language)
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
    wanted = words_of(rendering, language)
    size = len(wanted.words)
    stems = [stem(word.lower(), language) for word in target.words]
    present = [
        [
            place
            for place, forms in enumerate(target.forms)
            if (
                stems[place] == wanted.stems[number]
                or not forms.isdisjoint(wanted.forms[number])
                or _is_compound(forms, wanted.forms[number])
            )
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
            if before in ends and not is_cut(target, range(before + 1, place + 1))
        }
    return [target.span(first, last) for last, first in sorted(ends.items())]


def holds_joined(text: str, rendering: str) -> bool:
    """Whether `rendering` stands in `text` when spaces and hyphens are left out: `nonessential` for
    `non-essential`.
    """
    joined = _JOINED.sub("", rendering).lower()
    return len(joined) >= _JOINED_LENGTH and joined in _JOINED.sub("", text).lower()


def approved_renderings(term: Term) -> tuple[str, ...]:
    """The renderings of `term` that any entry approves."""
    return tuple(dict.fromkeys(rendering for entry in term.entries for rendering in entry.approved))


def approved_spans(target: Words, term: Term, language: str, enough: int) -> list[Span]:
    """Where any of the approved renderings stands, and where it may be said to, if that is not `enough`."""
    exact = _is_exact(term)
    spans: list[Span] = []
    for find in (find_rendering, find_loosely):
        found = [
            span for text in approved_renderings(term) for span in find(target, text, language, exact=exact)
        ]
        spans += _longest(
            span
            for span in found
            if not any(span.start < other.end and other.start < span.end for other in spans)
        )
        if len(spans) >= enough:
            break
    return spans


def forbidden_spans(target: Words, term: Term, language: str) -> list[Span]:
    """Where any of the forbidden renderings stands that no entry for the term approves."""
    find = partial(find_rendering, target, language=language, exact=_is_exact(term))
    approved = approved_renderings(term)
    renderings = {text for entry in term.entries for text in entry.forbidden if text not in approved}
    return _longest(span for rendering in renderings for span in find(rendering))


def _is_exact(term: Term) -> bool:
    return any(entry.facts.case_sensitive for entry in term.entries)


def _longest(spans: Iterable[Span]) -> list[Span]:
    """Those of `spans` that do not overlap with a longer one."""
    result: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.start - span.end, span.start)):
        if not any(span.start < other.end and other.start < span.end for other in result):
            result.append(span)
    return sorted(result, key=lambda span: span.start)


@lru_cache(maxsize=65536)
def words_of(rendering: str, language: str) -> Rendering:
    """The words of a rendering, which is looked for again and again."""
    words = split(rendering, language)
    return Rendering(
        tuple(words.words),
        tuple(stem(word.lower(), language) for word in words.words),
        tuple(words.forms),
        tuple(_gap(gap) for gap in words.gaps),
    )


def _gap(gap: str) -> str:
    """What counts of a gap; commas do not, since lists are punctuated in several ways."""
    return significant(gap).replace(",", "")


def _follows(target: Words, start: int, wanted: Rendering, exact: bool) -> bool:
    """Whether the words from `start` on are those of a rendering, of which the first is known to be."""
    size = len(wanted.words)
    return (
        all(not target.forms[start + k].isdisjoint(wanted.forms[k]) for k in range(1, size))
        and all(_gap(target.gaps[start + k]) == wanted.gaps[k] for k in range(1, size))
        and (not exact or all(has_case(target, start + k, wanted.words[k]) for k in range(size)))
    )


def _is_compound(forms: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether a word ends in another, as `substring` in `string` and `Sammelstelle` in `Stelle`."""
    return any(
        len(end) >= _COMPOUND and form.endswith(end) and len(form) > len(end) + 2
        for end in wanted
        for form in forms
    )


def _split_once(target: Words, present: list[list[int]]) -> Iterator[Span]:
    """Where characters come in their order with one break, and two at least on either side of it."""
    size = len(present)
    places = [set(row) for row in present]
    for start in present[0]:
        head = next((k for k in range(size) if start + k not in places[k]), size)
        for broken in range(min(head, size - 2), 1, -1):
            for rest in range(start + broken + 1, start + broken + 1 + _SPLIT_CHARACTERS):
                if all(rest + k in places[broken + k] for k in range(size - broken)) and not is_cut(
                    target, range(start + 1, rest + size - broken)
                ):
                    yield target.span(start, rest + size - broken - 1)


def is_cut(target: Words, places: Iterable[int]) -> bool:
    """Whether a clause ends before one of the words at `places`."""
    return any(_CLAUSE_END.search(target.gaps[place]) for place in places)
