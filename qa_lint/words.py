"""Characters that are forms of one another, and where words begin and end in scripts without spaces."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from qa_lint.languages import pack
from qa_lint.model import Span

# Han, kana, and the scripts of Thai, Lao, Burmese and Khmer, as they stand inside a character class.
UNSPACED = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\u0e01-\u0e4e\u0e81-\u0edf\u1000-\u109f\u1780-\u17d3\U00020000-\U000323af"
)
_LETTER = re.compile(f"[{UNSPACED}]")
_COUNTED = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}][^\s{UNSPACED}]*")
_COUNTED_ASCII = re.compile(r"\w\S*", re.ASCII)
_KANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff]")
# How much of the text around a term the segmenter gets to see.
_CONTEXT = 30
_CERTAIN = 3

# Full-width forms and typographic apostrophes, character for character, so that positions stay.
_PLAIN = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {ord(mark): "'" for mark in "’‘ʼ"}
    | {0x3000: " "}
)
# jieba's dictionary takes memory, and its reading time.
_MAX_SEGMENTERS = 4

_segmenters: dict[int, tuple[object, Any]] = {}


def plain_text(text: str, language: str) -> str:
    """`text` with one form of each letter that has several, character for character."""
    plain = text.translate(_PLAIN)
    conversion = pack(language).conversion
    return plain.translate(_converted(conversion)) if conversion and not plain.isascii() else plain


def stands_alone(text: str, span: Span, language: str, owner: object, terms: Iterable[str]) -> bool:
    """Whether the term at `span` is a word of its own and not cut out of others, as 京东 would be from
    北京东路.

    jieba (https://github.com/fxsjy/jieba) is asked if the language's pack names it, with `terms` added
    to its dictionary; they are read once for each `owner`. In other languages a term of two characters
    inside a longer run of its script is taken to be a part of another word, and so is katakana inside
    katakana.
    """
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    first, last = text[span.start], text[span.end - 1]
    left = _runs_on(before, first)
    right = _runs_on(last, after)
    if not (left or right):
        return True
    if pack(language).segmenter != "jieba":
        if (left and _KANA.match(before) and _KANA.match(first)) or (
            right and _KANA.match(after) and _KANA.match(last)
        ):
            return False
        return span.end - span.start >= _CERTAIN
    start = max(0, span.start - _CONTEXT)
    ends = {start}
    position = start
    segmenter = _segmenter(owner, language, terms)
    for word in segmenter.cut(plain_text(text[start : span.end + _CONTEXT], language), HMM=False):
        position += len(word)
        ends.add(position)
    return span.start in ends and span.end in ends


def _runs_on(left: str, right: str) -> bool:
    return bool(_LETTER.match(left) and _LETTER.match(right))


def _segmenter(owner: object, language: str, terms: Iterable[str]) -> Any:
    held = _segmenters.get(id(owner))
    if held is None or held[0] is not owner:
        from qa_lint.segmentation import tokenizer  # which loads SQLite

        segmenter = tokenizer()
        for term in terms:
            if _LETTER.search(term):
                segmenter.add_word(plain_text(term, language))
        if len(_segmenters) == _MAX_SEGMENTERS:
            _segmenters.clear()
        held = _segmenters[id(owner)] = (owner, segmenter)
    return held[1]


def count_words(text: str) -> int:
    """The words of `text`: what stands between spaces and has a letter or a digit. Of scripts without spaces
    (Chinese, Japanese, Thai, Lao, Burmese, Khmer) each character counts as one, as word processors count.
    """
    # The same for ASCII, in a quarter of the time.
    return len((_COUNTED_ASCII if text.isascii() else _COUNTED).findall(text))


class _Converted(dict[int, str]):
    """A table for `str.translate`: asks OpenCC (https://github.com/BYVoid/OpenCC) once for a character."""

    def __init__(self, conversion: str) -> None:
        from opencc import OpenCC

        self._convert = OpenCC(conversion).convert

    def __missing__(self, code: int) -> str:
        character = chr(code)
        converted = str(self._convert(character)) if code > 0x2E7F else character
        self[code] = character if len(converted) != 1 else converted
        return self[code]


@cache
def _converted(conversion: str) -> Mapping[int, str]:
    return _Converted(conversion)
