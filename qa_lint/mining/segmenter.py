"""Words and their kinds in languages without spaces, where a library knows them."""

import logging
import warnings
from collections.abc import Iterable, Mapping
from typing import Any

from qa_lint.languages import pack

# Kinds of words in the notation of jieba's dictionary: nouns, adjectives, and what it does not class; verbs.
_NAMING = ("n", "vn", "an", "a", "b", "l", "s", "eng", "i")
_VERBS = ("v", "vi")


def cut(text: str, language: str) -> list[str]:
    """`text`, a run in a script without spaces, as words; as characters where no segmenter is named for the
    language.
    """
    if pack(language).segmenter != "jieba":
        return list(text)
    return list(_jieba().dt.cut(text, HMM=False))


def kinds(words: Iterable[str], language: str) -> dict[str, str]:
    """The part of speech of each of `words` that jieba's dictionary has, in its notation: `n`, `v`, `a`…"""
    if pack(language).segmenter != "jieba":
        return {}
    wanted = {word.encode("utf-8", "surrogatepass") for word in words}
    found: dict[str, str] = {}
    with _jieba().get_dict_file() as file:
        for line in file:
            word, _, rest = line.partition(b" ")
            if word in wanted:
                found[word.decode("utf-8")] = rest.split()[-1].decode("utf-8")
    return found


def is_naming(word: str, known: Mapping[str, str]) -> bool:
    """Whether `word` may be a part of a name for a thing, going by its kind, if that is known."""
    kind = known.get(word, "n")
    return kind.startswith("n") or kind in _NAMING


def is_verb(word: str, known: Mapping[str, str]) -> bool:
    """Whether `word` is a verb: at the end of a compound it may name a thing, as in 乡村振兴."""
    return known.get(word, "") in _VERBS


def _jieba() -> Any:
    with warnings.catch_warnings():  # about its own source, on import
        warnings.simplefilter("ignore")
        import jieba  # takes most of a second to read its dictionary
    jieba.setLogLevel(logging.WARNING)
    return jieba
