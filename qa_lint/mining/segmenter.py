"""Words and their kinds in languages without spaces, where a library knows them."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from qa_lint.languages import pack
from qa_lint.segmentation import dictionary, tokenizer

# Kinds of words in the notation of jieba's dictionary: nouns, adjectives, and what it does not class; verbs.
_NAMING = ("n", "vn", "an", "a", "b", "l", "s", "eng", "i")
_VERBS = ("v", "vi")


def cut(text: str, language: str) -> list[str]:
    """`text`, a run in a script without spaces, as words; as characters where no segmenter is named for the
    language.
    """
    if pack(language).segmenter != "jieba":
        return list(text)
    return list(_tokenizer().cut(text, HMM=False))


def kinds(words: Iterable[str], language: str) -> dict[str, str]:
    """The part of speech of each of `words` that jieba's dictionary has, in its notation: `n`, `v`, `a`…"""
    if pack(language).segmenter != "jieba":
        return {}
    found: dict[str, str] = {}
    for word in words:
        for value in dictionary().find(word):
            _, _, kind = value.partition(" ")
            if kind:
                found[word] = kind
    return found


def is_naming(word: str, known: Mapping[str, str]) -> bool:
    """Whether `word` may be a part of a name for a thing, going by its kind, if that is known."""
    kind = known.get(word, "n")
    return kind.startswith("n") or kind in _NAMING


def is_verb(word: str, known: Mapping[str, str]) -> bool:
    """Whether `word` is a verb: at the end of a compound it may name a thing, as in 乡村振兴."""
    return known.get(word, "") in _VERBS


@cache
def _tokenizer() -> Any:
    return tokenizer()
