"""Terms in texts: those of a glossary, longest match first, and their renderings in a translation.

Texts are compared word by word; in scripts that put no spaces between words, each character counts as a word
here. Case, inflection, articles, hyphens and quotation marks are tolerated.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa_lint.glossary import Entry
from qa_lint.languages import pack
from qa_lint.model import Span
from qa_lint.words import UNSPACED

# Words may hold an apostrophe (people's) or end in a sign that makes them another word (C++, C#); a web
# address is one word.
_WORD = re.compile(
    rf"(?:https?|ftp)://[^\s<>\"'{UNSPACED}]+|[{UNSPACED}]"
    rf"|[^\W{UNSPACED}]+(?:'[^\W{UNSPACED}]+)*(?:[+#]+(?!\w))?"
)
# Full-width forms and typographic apostrophes, character for character, so that positions stay.
_PLAIN = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {ord(mark): "'" for mark in "’‘ʼ"}
    | {0x3000: " "}
)
# What may stand between the words of a term, or be missing there.
_IGNORED = re.compile(r"[\s\-‐‑‒–—·・'\"“”„«»‹›「」『』《》〈〉\u00ad\u200b]+")
_IGNORED_IN_RENDERING = re.compile(_IGNORED.pattern.replace("[", "[,", 1))
_SENTENCE_END = re.compile(r"[.!?:。]")
_JOINED = re.compile(r"[\W_]+")
_JOINED_LENGTH = 8


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A source term as words, with the `entries` it stands in. `exact` says that case counts; `needed`
    are the words in lower case.
    """

    words: tuple[str, ...]
    forms: tuple[frozenset[str], ...]
    needed: frozenset[str]
    gaps: tuple[str, ...]
    exact: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words: each as written and in its possible base forms in lower case, where it stands,
    and what parts it from the one before.
    """

    text: str
    words: tuple[str, ...]
    forms: tuple[frozenset[str], ...]
    gaps: tuple[str, ...]
    spans: tuple[Span, ...]


def find_terms(text: str, language: str, glossary: tuple[Entry, ...]) -> dict[Term, list[Span]]:
    """The terms of `glossary` in `text`, by where they first stand. Of terms that overlap the longest
    counts.
    """
    index = _index(glossary, language)
    present: set[str] = set()
    for word in set(_WORD.findall(text.translate(_PLAIN))):
        present |= bases(word.lower(), language)
    possible = [term for word in present & index.keys() for term in index[word] if present >= term.needed]
    if not possible:
        return {}
    words = split(text, language)
    found = [
        (span, term)
        for term in possible
        for span in _occurrences(
            words, term.forms, term.gaps, _IGNORED, term.words if term.exact else None, language
        )
    ]
    found.sort(key=lambda entry: (entry[0].start - entry[0].end, entry[0].start, not entry[1].exact))
    taken = bytearray(len(text))
    result: list[tuple[Span, Term]] = []
    for span, term in found:
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            result.append((span, term))
    terms: dict[Term, list[Span]] = {}
    for span, term in sorted(result, key=lambda entry: entry[0].start):
        terms.setdefault(term, []).append(span)
    return terms


def find_rendering(words: Words, rendering: str, language: str, *, exact: bool) -> list[Span]:
    """Where `rendering` stands in a translation; both may be inflected, and only if `exact` does case
    count.
    """
    wanted = _rendering(rendering, language)
    return list(
        _occurrences(
            words, wanted.forms, wanted.gaps, _IGNORED_IN_RENDERING, wanted.words if exact else None, language
        )
    )


def holds_joined(text: str, rendering: str) -> bool:
    """Whether `rendering` stands in `text` when spaces and hyphens are left out: `nonessential` for
    `non-essential`.
    """
    joined = _JOINED.sub("", rendering).lower()
    return len(joined) >= _JOINED_LENGTH and joined in _JOINED.sub("", text).lower()


def split(text: str, language: str) -> Words:
    """The words of `text` but for articles."""
    plain = text.translate(_PLAIN)
    articles = pack(language).articles
    words: list[str] = []
    gaps: list[str] = []
    spans: list[Span] = []
    gap, end = "", 0
    for match in _WORD.finditer(plain):
        word = match.group()
        gap += plain[end : match.start()]
        end = match.end()
        if articles and word.lower() in articles:
            continue
        words.append(word)
        gaps.append(gap)
        spans.append(Span(match.start(), end))
        gap = ""
    forms = tuple(bases(word.lower(), language) for word in words)
    return Words(text, tuple(words), forms, tuple(gaps), tuple(spans))


@lru_cache(maxsize=65536)
def bases(word: str, language: str) -> frozenset[str]:
    """`word` and the words it may be a form of, by the endings that the language's pack names."""
    word = unicodedata.normalize("NFKC", word)
    result = {word}
    for ending, replacements in pack(language).endings:
        stem = word.removesuffix(ending)
        if len(stem) < 2 or stem == word:
            continue
        result.update(stem + replacement for replacement in replacements)
        if len(stem) > 3 and stem[-1] == stem[-2]:  # planned: plan
            result.add(stem[:-1])
    return frozenset(result)


def _occurrences(
    words: Words,
    forms: Sequence[frozenset[str]],
    gaps: Sequence[str],
    ignored: re.Pattern[str],
    exact: Sequence[str] | None,
    language: str,
) -> Iterator[Span]:
    """Where words of which each has a form in common with `forms` follow each other, parted as `gaps` say."""
    size = len(forms)
    if not size or size > len(words.words):
        return
    first = forms[0]
    for start, form in enumerate(words.forms[: len(words.words) - size + 1]):
        if form.isdisjoint(first):
            continue
        if any(words.forms[start + k].isdisjoint(forms[k]) for k in range(1, size)):
            continue
        if any(ignored.sub("", words.gaps[start + k]) != ignored.sub("", gaps[k]) for k in range(1, size)):
            continue
        if exact and not all(_same_case(words, start + k, exact[k], language) for k in range(size)):
            continue
        yield Span(words.spans[start].start, words.spans[start + size - 1].end)


def _same_case(words: Words, position: int, wanted: str, language: str) -> bool:
    word = words.words[position]
    if wanted in bases(word, language):
        return True
    if position and not _SENTENCE_END.search(words.gaps[position]):
        return False
    return wanted in bases(word[:1].lower() + word[1:], language)


@lru_cache(maxsize=65536)
def _rendering(rendering: str, language: str) -> Words:
    return split(rendering, language)


_Index = dict[str, tuple[Term, ...]]
_indexes: dict[tuple[int, str], tuple[tuple[Entry, ...], _Index]] = {}


def _index(glossary: tuple[Entry, ...], language: str) -> _Index:
    """The terms of `glossary` by their rarest word. Kept by identity, since to hash a thousand entries
    takes longer than to use them.
    """
    key = id(glossary), language
    held = _indexes.get(key)
    if held is None or held[0] is not glossary:
        if len(_indexes) > 32:
            _indexes.clear()
        held = _indexes[key] = (glossary, _build(glossary, language))
    return held[1]


def _build(glossary: Iterable[Entry], language: str) -> _Index:
    entries: dict[tuple[tuple[str, ...], tuple[str, ...], bool], list[Entry]] = {}
    for entry in glossary:
        for source in entry.source:
            term = split(source, language)
            exact = entry.case_sensitive or _is_acronym(source)
            words = term.words if exact else tuple(word.lower() for word in term.words)
            gaps = tuple(_IGNORED.sub("", gap) for gap in term.gaps)
            if words:
                entries.setdefault((words, gaps, exact), []).append(entry)
    counts = Counter(word.lower() for words, _, _ in entries for word in words)
    index: dict[str, list[Term]] = {}
    for (words, gaps, exact), found in entries.items():
        lower = tuple(word.lower() for word in words)
        forms = tuple(frozenset((word,)) for word in lower)
        rarest = min(lower, key=lambda word: counts[word])
        index.setdefault(rarest, []).append(Term(words, forms, frozenset(lower), gaps, exact, tuple(found)))
    return {word: tuple(terms) for word, terms in index.items()}


def _is_acronym(text: str) -> bool:
    """Whether case tells `text` from a common word, as in IT, WHO or US."""
    return text.isupper() and text.isascii()
