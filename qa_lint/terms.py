"""Terms in texts: those of a glossary, longest match first.

Texts are compared word by word; in scripts that put no spaces between words, each character counts as a word
here. Case, inflection, articles, hyphens and quotation marks are tolerated, and so are the two forms of
Chinese characters.

The terms stand in a tree of words that is walked from each word of a text on, as deep as the longest term
goes: what this takes depends on the text and not on the number of terms. (Aho-Corasick would do with one walk
on characters, but needs each word in one form only, where a word may be inflected from one of several.)
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise, takewhile
from typing import Any

from qa_lint.glossary import Entry
from qa_lint.inflection import bases, key
from qa_lint.languages import pack
from qa_lint.model import Span
from qa_lint.words import UNSPACED, plain_text

# Words may hold an apostrophe (people's) or end in a sign that makes them another word (C++, C#); a web
# address is one word.
_WORD = re.compile(
    rf"((?:https?|ftp)://[^\s<>\"'{UNSPACED}]+|[{UNSPACED}]"
    rf"|[^\W{UNSPACED}]+(?:'[^\W{UNSPACED}]+)*(?:[+#]+(?!\w))?)"
)
# What may stand between the words of a term, or be missing there.
_IGNORED = re.compile(r"[\s\-‐‑‒–—·・'\"“”„«»‹›「」『』《》〈〉\u00ad\u200b]+")
_SENTENCE_END = re.compile(r"[.!?:。！？：]")
_MAX_FORMS = 500_000
_TERMS = ""  # the key, in a tree, of the terms that end there


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A source term as words, with the `entries` it stands in. `exact` says that case counts."""

    words: tuple[str, ...]
    exact: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words: each as written and in its possible base forms in lower case, where it starts,
    and what parts it from the one before.
    """

    text: str
    words: Sequence[str]
    forms: Sequence[frozenset[str]]
    gaps: Sequence[str]
    starts: Sequence[int]

    def span(self, first: int, last: int) -> Span:
        """From the word `first` to the word `last`."""
        return Span(self.starts[first], self.starts[last] + len(self.words[last]))


_Node = dict[str, Any]


def find_terms(text: str, language: str, glossary: tuple[Entry, ...]) -> dict[Term, list[Span]]:
    """The terms of `glossary` in `text`, by where they first stand. Of terms that overlap the longest
    counts.
    """
    tree = _tree(glossary, language)
    if not tree:
        return {}
    words = split(text, language)
    found = [
        (words.span(start, end), term)
        for start, end, terms in _walks(words, tree)
        for term in terms
        if not term.exact or _same_case(words, start, term)
    ]
    if not found:
        return {}
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


def split(text: str, language: str) -> Words:
    """The words of `text` but for articles."""
    parts = _WORD.split(plain_text(text, language))  # gap, word, gap, word …
    words, gaps, starts = parts[1::2], parts[:-1:2], list(accumulate(map(len, parts)))[:-1:2]
    lower = list(map(str.lower, words))
    articles = pack(language).articles
    if not articles.isdisjoint(lower):
        kept = [place for place, word in enumerate(lower) if word not in articles]
        gaps = ["".join(gaps[a:b]) for a, b in pairwise((0, *(place + 1 for place in kept)))]
        words, lower = [words[place] for place in kept], [lower[place] for place in kept]
        starts = [starts[place] for place in kept]
    return Words(text, words, list(map(_forms(language).__getitem__, lower)), gaps, starts)


def significant(gap: str) -> str:
    """What counts of a gap between words."""
    return "" if gap in ("", " ", "-") else _IGNORED.sub("", gap)


def has_case(words: Words, position: int, wanted: str) -> bool:
    """Whether the word at `position`, a form of `wanted`, is written in the same case, but for the capital
    that begins a sentence.
    """
    word = words.words[position]
    common = sum(1 for _ in takewhile(_is_letter, zip(word, wanted, strict=False)))
    if word[:common] == wanted[:common]:
        return True
    if position and not _SENTENCE_END.search(words.gaps[position]):
        return False
    return word[:1].lower() + word[1:common] == wanted[:common]


def _is_letter(pair: tuple[str, str]) -> bool:
    return pair[0].lower() == pair[1].lower()


class _Forms(dict[str, frozenset[str]]):
    """The `bases` of words in lower case, each asked for once: a text has few words that others have not."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __missing__(self, word: str) -> frozenset[str]:
        if len(self) > _MAX_FORMS:
            self.clear()
        self[word] = bases(word, self._language)
        return self[word]


@cache
def _forms(language: str) -> Mapping[str, frozenset[str]]:
    return _Forms(language)


def _walks(words: Words, tree: _Node) -> Iterable[tuple[int, int, tuple[Term, ...]]]:
    """The terms in a text: the first and the last of their words."""
    last = len(words.words)
    for start, forms in enumerate(words.forms):
        for first in forms:
            if first not in tree:
                continue
            ways = [(start, tree[first])]
            while ways:
                end, node = ways.pop()
                if _TERMS in node:
                    yield start, end, node[_TERMS]
                end += 1
                if end == last:
                    continue
                if gap := significant(words.gaps[end]):
                    node = node.get(f" {gap}", {})
                ways += [(end, node[form]) for form in words.forms[end] if form in node]


def _same_case(words: Words, start: int, term: Term) -> bool:
    return all(has_case(words, start + number, word) for number, word in enumerate(term.words))


_trees: dict[tuple[int, str], tuple[tuple[Entry, ...], _Node]] = {}


def _tree(glossary: tuple[Entry, ...], language: str) -> _Node:
    """The terms of `glossary` as a tree. Kept by identity, since to hash a thousand entries takes longer than
    to use them.
    """
    name = id(glossary), language
    held = _trees.get(name)
    if held is None or held[0] is not glossary:
        if len(_trees) > 32:
            _trees.clear()
        held = _trees[name] = (glossary, _grow(glossary, language))
    return held[1]


def _grow(glossary: Iterable[Entry], language: str) -> _Node:
    entries: dict[tuple[tuple[str, ...], tuple[str, ...], bool], list[Entry]] = {}
    for entry in glossary:
        for source in entry.source:
            term = split(source, language)
            exact = entry.facts.case_sensitive or _is_acronym(source)
            words = tuple(term.words) if exact else tuple(word.lower() for word in term.words)
            gaps = tuple(significant(gap) for gap in term.gaps)
            if words:
                entries.setdefault((words, gaps, exact), []).append(entry)
    tree: _Node = {}
    for (words, gaps, exact), found in entries.items():
        node = tree
        for number, (word, gap) in enumerate(zip(words, gaps, strict=True)):
            if gap and number:
                node = node.setdefault(f" {gap}", {})
            node = node.setdefault(key(word.lower(), language), {})
        node[_TERMS] = (*node.get(_TERMS, ()), Term(words, exact, tuple(dict.fromkeys(found))))
    return tree


def _is_acronym(text: str) -> bool:
    """Whether case tells `text` from a common word, as in IT, WHO or US."""
    return text.isupper() and text.isascii()
