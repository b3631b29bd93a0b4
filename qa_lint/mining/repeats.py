"""Strings of words that come again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qa_lint.mining.texts import Words

_LONGEST = 7


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a string stands: in which text, and its words there, `end` not included."""

    text: int
    start: int
    end: int


def repeats(texts: Sequence[Words]) -> dict[str, list[Occurrence]]:
    """The strings of up to seven words that occur twice or more, each with all its occurrences, in order.

    None begins or ends with a function word or a number.
    """
    found: dict[str, list[Occurrence]] = {}
    alive = [
        [True] * len(words) for words in texts
    ]  # whether the string one word shorter from here is repeated
    for size in range(1, _LONGEST + 1):
        grams: list[list[str]] = [
            [
                words.name(start, start + size) if _continues(ok, words, start, size) else ""
                for start in range(len(words) - size + 1)
            ]
            for words, ok in zip(texts, alive, strict=True)
        ]
        counts = Counter(gram for row in grams for gram in row if gram)
        alive = [[counts[gram] > 1 if gram else False for gram in row] for row in grams]
        if not any(map(any, alive)):
            break
        for text, (row, words) in enumerate(zip(grams, texts, strict=True)):
            for start, gram in enumerate(row):
                if gram and counts[gram] > 1 and words.keys[start] and words.keys[start + size - 1]:
                    found.setdefault(gram, []).append(Occurrence(text, start, start + size))
    return found


def _continues(alive: list[bool], words: Words, start: int, size: int) -> bool:
    if size == 1:
        return True
    return alive[start] and alive[start + 1] and bool(words.joints[start + size - 1])
