"""Words of two texts that are tied to each other: by a dictionary, or by standing in passages that answer."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from qa_lint.alignment.comparison import Comparison, Links
from qa_lint.alignment.passages import Traits
from qa_lint.alignment.search import Bead
from qa_lint.alignment.signs import LEARNT, LINK
from qa_lint.languages import base, pack
from qa_lint.mining.lexicon import lexicon
from qa_lint.prose import without_opaque
from qa_lint.words import UNSPACED

_RUN = re.compile(f"[{UNSPACED}]+")
_WORD = re.compile(rf"[^\W\d_{UNSPACED}]+")
# Words are told apart by their first letters, so that their endings do not matter.
_STEM = 5
_SHORT = 3
_LONGEST_ENTRY = 4
# Words in more passages than this share say little, if they are more than a few.
_COMMON, _FEW = 0.25, 3
# What is learnt is learnt from so many beads at least, and at most.
_ENOUGH, _SAMPLE = 40, 1500
# Of the words of a passage the rarest ones that occur so often at least.
_RAREST, _OFTEN = 14, 3
_TOGETHER = 0.6
_ENOUGH_TEXT = 8_000
# A bead that is better than nothing by this is sure.
_SURE = 1.0


def links(
    first: Sequence[Traits], second: Sequence[Traits], languages: tuple[str, str], learnt: Links | None
) -> Links | None:
    """The ties of a dictionary, if there is one for the languages, and those `learnt`, if any."""
    found = [entry for entry in (_known(first, second, languages), learnt) if entry]
    if len(found) < 2:
        return found[0] if found else None
    one, two = found
    return Links(
        [a | b for a, b in zip(one.first, two.first, strict=True)],
        [a | b for a, b in zip(one.second, two.second, strict=True)],
    )


def _known(first: Sequence[Traits], second: Sequence[Traits], languages: tuple[str, str]) -> Links | None:
    entry = lexicon(*languages)
    if entry is None:
        return None
    if entry.of != base(languages[0]):
        swapped = _known(second, first, (languages[1], languages[0]))
        return Links(swapped.second, swapped.first) if swapped else None
    stems = [_stems(one, languages[1]) for one in second]
    common = _common(stems)
    known = entry.look_up({part for one in first for part in _parts(one)})
    ties: dict[str, set[str]] = defaultdict(set)
    for word, meanings in known.items():
        for meaning in meanings:
            if len(meaning) >= _SHORT and (stem := meaning[:_STEM]) not in common:
                ties[stem].add(f"{LINK} {word}")
    return Links(
        [frozenset(f"{LINK} {word}" for word in _words(one, known)) for one in first],
        [frozenset().union(*(ties[stem] for stem in one if stem in ties)) for one in stems],
    )


def learn(comparison: Comparison, beads: Iterable[Bead], languages: tuple[str, str]) -> Links | None:
    """Words that stand in passages of `beads` that answer each other, and hardly elsewhere; none if there are
    too few beads.
    """
    pairs = [
        (bead[0], bead[2])
        for bead in beads
        if bead[1] - bead[0] == 1 == bead[3] - bead[2] and is_sure(comparison, bead)
    ]
    if len(pairs) < _ENOUGH:
        return None
    pairs = pairs[:: len(pairs) // _SAMPLE + 1]
    words = [
        [_stems(entry, language) if pack(language).spaced else _bigrams(entry) for entry in side]
        for side, language in zip(comparison.sides, languages, strict=True)
    ]
    counts = [Counter(word for pair in pairs for word in words[side][pair[side]]) for side in (0, 1)]
    together: Counter[tuple[str, str]] = Counter()
    for i, j in pairs:
        together.update(product(_rarest(words[0][i], counts[0]), _rarest(words[1][j], counts[1])))
    scores = {
        pair: count * count / (counts[0][pair[0]] * counts[1][pair[1]])
        for pair, count in together.items()
        if count >= _OFTEN and count >= _TOGETHER * max(counts[0][pair[0]], counts[1][pair[1]])
    }
    ties: tuple[dict[str, str], dict[str, str]] = ({}, {})
    # The closest first, and each word once: what stands beside a word is tied to its translation as well.
    for one, two in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if one not in ties[0] and two not in ties[1]:
            ties[0][one] = ties[1][two] = f"{LEARNT} {one} {two}"
    found = [
        [frozenset(known[word] for word in entry if word in known) for entry in side]
        for side, known in zip(words, ties, strict=True)
    ]
    return Links(*found)


def is_sure(comparison: Comparison, bead: Bead) -> bool:
    """Whether more than the lengths speaks for the bead."""
    one, two = comparison.group(0, *bead[:2]), comparison.group(1, *bead[2:])
    return comparison.misfit(one, two) < -_SURE


def _stems(entry: Traits, language: str) -> frozenset[str]:
    idle = pack(language).function_words
    words = (word.lower() for word in _WORD.findall(without_opaque(entry.passage.text[:_ENOUGH_TEXT])))
    return frozenset(word[:_STEM] for word in words if len(word) >= _SHORT and word not in idle)


def _bigrams(entry: Traits) -> frozenset[str]:
    runs = _RUN.findall(entry.passage.text[:_ENOUGH_TEXT])
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1))


def _parts(entry: Traits) -> set[str]:
    """What may be words of a text without spaces."""
    return {
        run[at : at + length]
        for run in _RUN.findall(entry.passage.text[:_ENOUGH_TEXT])
        for length in range(2, _LONGEST_ENTRY + 1)
        for at in range(len(run) - length + 1)
    }


def _words(entry: Traits, known: Mapping[str, object]) -> set[str]:
    """The words of a text without spaces that are `known`: from the left, the longest at each place."""
    found: set[str] = set()
    for run in _RUN.findall(entry.passage.text[:_ENOUGH_TEXT]):
        at = 0
        while at < len(run) - 1:
            length = next((n for n in range(_LONGEST_ENTRY, 1, -1) if run[at : at + n] in known), 1)
            if length > 1:
                found.add(run[at : at + length])
            at += length
    return found


def _common(sets: Sequence[frozenset[str]]) -> set[str]:
    limit = max(_FEW, _COMMON * len(sets))
    return {
        word for word, count in Counter(word for words in sets for word in words).items() if count > limit
    }


def _rarest(words: frozenset[str], counts: Counter[str]) -> list[str]:
    often = sorted((counts[word], word) for word in words if counts[word] >= _OFTEN)
    return [word for _, word in often[:_RAREST]]
