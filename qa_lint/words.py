"""Where words begin and end in scripts that put no spaces between them."""

import logging
import re
import warnings
from collections.abc import Iterable
from typing import Any

from qa_lint.languages import pack
from qa_lint.model import Span

# Han, kana, and the scripts of Thai, Lao, Burmese and Khmer, as they stand inside a character class.
UNSPACED = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\u0e01-\u0e4e\u0e81-\u0edf\u1000-\u109f\u1780-\u17d3\U00020000-\U000323af"
)
_LETTER = re.compile(f"[{UNSPACED}]")
_KANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff]")
# How much of the text around a term the segmenter gets to see.
_CONTEXT = 30
_CERTAIN = 3

_segmenters: dict[int, tuple[object, Any]] = {}


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
    for word in _segmenter(owner, terms).cut(text[start : span.end + _CONTEXT], HMM=False):
        position += len(word)
        ends.add(position)
    return span.start in ends and span.end in ends


def _runs_on(left: str, right: str) -> bool:
    return bool(_LETTER.match(left) and _LETTER.match(right))


def _segmenter(owner: object, terms: Iterable[str]) -> Any:
    held = _segmenters.get(id(owner))
    if held is None or held[0] is not owner:
        with warnings.catch_warnings():  # about its own source, on import
            warnings.simplefilter("ignore")
            import jieba  # takes most of a second to read its dictionary
        jieba.setLogLevel(logging.WARNING)
        segmenter = jieba.Tokenizer()
        for term in terms:
            segmenter.add_word(term)
        _segmenters.clear()
        held = _segmenters[id(owner)] = (owner, segmenter)
    return held[1]
