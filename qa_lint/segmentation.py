"""jieba (https://github.com/fxsjy/jieba), which knows Chinese words, with its dictionary on disk."""

import logging
import sys
import warnings
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from qa_lint.wordlist import WordList, word_list

# Looked up one by one, so many words take as long as to read them all.
_MANY = 50_000
_TOTAL = ""


class _Frequencies(dict[str, int]):
    """How frequent words are; 0 for beginnings of words. jieba asks whether a word is there before it asks
    for its frequency."""

    def __init__(self, words: WordList) -> None:
        super().__init__()
        self._words = words
        self._missing: set[str] = set()
        self._asked = 0

    def __contains__(self, word: object) -> bool:
        if super().__contains__(word):
            return True
        if self._asked > _MANY or word in self._missing or not isinstance(word, str):
            return False
        self._asked += 1
        if self._asked > _MANY:
            # What was added to the dictionary stays.
            self.update({**{each: _frequency(value) for each, value in self._words.all()}, **self})
            self._missing.clear()
            return super().__contains__(word)
        for value in self._words.find(word):
            self[word] = _frequency(value)
            return True
        self._missing.add(word)
        return False

    def __setitem__(self, word: str, frequency: int) -> None:
        self._missing.discard(word)
        super().__setitem__(word, frequency)


def tokenizer() -> Any:
    """A new `jieba.Tokenizer`, to which words may be added."""
    words = dictionary()
    result = _jieba().Tokenizer()
    result.FREQ = _Frequencies(words)
    result.total = _frequency(words.find(_TOTAL)[0])
    result.initialized = True
    return result


def dictionary() -> WordList:
    """The dictionary of jieba: of each word, its frequency and its part of speech, as in `3 n`; of beginnings
    of words, `0`."""
    path = Path(_jieba().__file__).parent / "dict.txt"
    return word_list("jieba", path, _rows)


def _frequency(value: str) -> int:
    return int(value.partition(" ")[0])


def _rows() -> Iterable[tuple[str, str]]:
    words: dict[str, str] = {}
    total = 0
    for line in (Path(_jieba().__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, frequency, *kind = line.split(" ")
        total += int(frequency)
        words[word] = " ".join((frequency, *kind))
    beginnings = {word[:end] for word in words for end in range(1, len(word))} - words.keys()
    yield from words.items()
    yield from ((word, "0") for word in beginnings)
    yield _TOTAL, str(total)


@cache
def _jieba() -> Any:
    # jieba does without pkg_resources, which takes longer to load than all of jieba.
    absent = {} if "pkg_resources" in sys.modules else {"pkg_resources": None}
    sys.modules.update(absent)  # type: ignore[arg-type]
    try:
        with warnings.catch_warnings():  # about its own source, on import
            warnings.simplefilter("ignore")
            import jieba
    finally:
        for name in absent:
            del sys.modules[name]
    jieba.setLogLevel(logging.WARNING)
    return jieba
