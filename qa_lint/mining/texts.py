"""Segments as words that can be counted: in base form, with what parts them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa_lint.inflection import bases
from qa_lint.languages import pack, script_weights
from qa_lint.mining.segmenter import cut
from qa_lint.prose import without_opaque
from qa_lint.words import UNSPACED, plain_text

_WORD = re.compile(rf"[{UNSPACED}]+|[^\W{UNSPACED}_]+(?:'[^\W{UNSPACED}_]+)*(?:[+#]+(?!\w))?")
_GENITIVE = re.compile(r"'s?$")
_JOINT = re.compile(r"[\s\u00ad\u200b]*[-‐‑]?[\s\u00ad\u200b]*")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text. `keys` are their base forms, empty for function words and numbers; `starts` and
    `ends` are offsets in the text; `joints` say of each word what parts it from the one before: a space
    (or nothing, between words of a script without spaces), a hyphen, or, empty, more than that.
    """

    text: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    joints: tuple[str, ...]
    spaced: bool

    def name(self, start: int, end: int) -> str:
        """What the words from `start` to `end` count as: their text, or base forms if spaces part them."""
        if not self.spaced:
            return self.text[self.starts[start] : self.ends[end - 1]]
        return " ".join(
            self.keys[at] or self.text[self.starts[at] : self.ends[at]].lower() for at in range(start, end)
        )

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.keys)


def read(texts: Sequence[str], language: str) -> list[Words]:
    """The words of `texts`, which are all in `language`, in one form of each letter that has several."""
    texts = [plain_text(text, language) for text in texts]
    cuts = [_split(text, language) for text in texts]
    forms = Counter(text[start:end] for text, spans in zip(texts, cuts, strict=True) for start, end in spans)
    keys = _keys(forms, language)
    return [_words(text, spans, keys, pack(language).spaced) for text, spans in zip(texts, cuts, strict=True)]


def _split(text: str, language: str) -> list[tuple[int, int]]:
    plain = without_opaque(text)
    unspaced = not pack(language).spaced
    spans: list[tuple[int, int]] = []
    for match in _WORD.finditer(plain):
        start, end = match.span()
        if unspaced and not match[0].isascii() and end - start > 1:
            for word in cut(match[0], language):
                spans.append((start, start + len(word)))
                start += len(word)
        else:
            spans.append((start, end))
    return spans


def _keys(forms: Iterable[str], language: str) -> dict[str, str]:
    """The base form of each form: the shortest that is a word of these texts itself."""
    entry = pack(language)
    small = entry.function_words | entry.articles | entry.grammar_words
    lower = {form: _GENITIVE.sub("", form.lower()) for form in forms}
    known = set(lower.values())
    keys: dict[str, str] = {}
    for form, word in lower.items():
        if word in small or not any(letter.isalpha() for letter in word):
            keys[form] = ""
        elif entry.endings and sum(script_weights(word).values()) > 3:
            keys[form] = min(
                (base for base in bases(word, language) if base in known), key=_shortest, default=word
            )
        else:
            keys[form] = word
    return keys


def _shortest(word: str) -> tuple[int, str]:
    return len(word), word


def _words(text: str, spans: Sequence[tuple[int, int]], keys: dict[str, str], spaced: bool) -> Words:
    gaps = [text[before[1] : start] for before, (start, _) in pairwise(spans)]
    return Words(
        text,
        tuple(keys[text[start:end]] for start, end in spans),
        tuple(start for start, _ in spans),
        tuple(end for _, end in spans),
        ("", *map(_joint, gaps))[: len(spans)],
        spaced,
    )


def _joint(gap: str) -> str:
    if gap in ("", " "):
        return " "
    if not _JOINT.fullmatch(gap):
        return ""
    return " " if gap.isspace() else "-"
