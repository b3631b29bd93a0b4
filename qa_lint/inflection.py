"""Inflected words: what a word may be a form of."""

import unicodedata
from functools import cache, lru_cache
from typing import Any

from qa_lint.languages import base, pack

# What Snowball (https://snowballstem.org) calls its algorithms, by language.
_SNOWBALL = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}


def bases(word: str, language: str) -> frozenset[str]:
    """`word`, in lower case, and the words it may be an inflected form of: by the endings that the language's
    pack names, or, if it names none, the stem.
    """
    word = unicodedata.normalize("NFKC", word)
    result = {word}
    endings = pack(language).endings
    for ending, replacements in endings:
        shorter = word.removesuffix(ending)
        if len(shorter) < 2 or shorter == word:
            continue
        result.update(shorter + replacement for replacement in replacements)
        if len(shorter) > 3 and shorter[-1] == shorter[-2]:  # planned: plan
            result.add(shorter[:-1])
    if not endings:
        result.add(key(word, language))
    return frozenset(result)


def key(word: str, language: str) -> str:
    """The form by which a term's `word`, in lower case, is looked up: one of the `bases` of all its forms."""
    if pack(language).endings or not _stemmer(base(language)):
        return unicodedata.normalize("NFKC", word)
    return f"{stem(word, language)}-"


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """The stem of `word`, in lower case, by Snowball; the word itself in a language that it does not know.

    It is common to words that are derived from each other too, as `organ` and `organization`.
    """
    stemmer = _stemmer(base(language))
    return str(stemmer.stemWord(word)) if stemmer and word.isalpha() else word


@cache
def _stemmer(language: str) -> Any:
    name = _SNOWBALL.get(language)
    if not name:
        return None
    import snowballstemmer

    return snowballstemmer.stemmer(name) if name in snowballstemmer.algorithms() else None
