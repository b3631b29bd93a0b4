"""How the occurrences of a string are rendered, and where two renderings differ by a word beside one core."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from qa_lint.mining.association import Corpus
from qa_lint.mining.repeats import Occurrence
from qa_lint.mining.segmenter import is_naming
from qa_lint.mining.texts import Words

_OWN = 0.4
_FAINT = 0.3
_KNOWN = 0.67
# How many words without a tie may stand between two words of one rendering.
_GAP = 2
_FAR = 0.02
_STEM = 4
_SAME = 2
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Core:
    """The words of the translation that are surely tied to an occurrence of a string, `end` not included."""

    occurrence: Occurrence
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Variant:
    """A rendering with a word that another rendering of the same string has not: `slot`. `start` and `end`
    hold what both have, and the slot.
    """

    occurrence: Occurrence
    slot: int
    start: int
    end: int


def core(corpus: Corpus, occurrence: Occurrence) -> Core | None:
    """The core of the rendering of `occurrence`; none if no word is surely tied to it."""
    words = corpus.targets[occurrence.text]
    centre = corpus.centre(occurrence)
    best: tuple[float, int, int] | None = None
    run: list[int] = []
    ties: dict[str, float] = {}
    for at in [*corpus.window(occurrence), -1]:
        own = corpus.own(occurrence, at) if at >= 0 and words.keys[at] else 0.0
        if at >= 0 and (own < _OWN or corpus.foreign(occurrence, at) > own):
            continue
        if run and (at < 0 or at - run[-1] > _GAP + 1 or not all(words.joints[run[-1] + 1 : at + 1])):
            score = sum(ties.values()) - _FAR * abs(run[0] - centre)
            if best is None or score > best[0]:
                best = score, run[0], run[-1] + 1
            run, ties = [], {}
        if at >= 0:
            run.append(at)
            ties[words.keys[at]] = max(own, ties.get(words.keys[at], 0.0))
    return Core(occurrence, best[1], best[2]) if best else None


def exchanges(corpus: Corpus, one: Core, other: Core, most: int) -> Iterator[tuple[Variant, Variant]]:
    """Where the renderings of two occurrences have one word for another, beside or between words in common.

    Only words that render the string in either place count: nothing else in the source may account for them.
    `most` is how many words the string may be rendered by.
    """
    here, there = corpus.targets[one.occurrence.text], corpus.targets[other.occurrence.text]
    common = _common(here, one, there, other)
    if not common:
        return
    for a, b, side in _slots(here, there, common):
        if len(common) >= most and not _are_known(corpus, one, a, other, b):
            continue
        if _is_exchange(here, a, there, b) and _belong(corpus, one, a, other, b, side):
            yield (
                _variant(here, one, a, side, [a for a, _ in common]),
                _variant(there, other, b, side, [b for _, b in common]),
            )


def _variant(words: Words, one: Core, slot: int, side: int, common: Sequence[int]) -> Variant:
    parts = _compound(words, slot, side)
    return Variant(one.occurrence, slot, min(parts.start, common[0]), max(parts.stop, common[-1] + 1))


def _are_known(corpus: Corpus, one: Core, a: int, other: Core, b: int) -> bool:
    """Whether either of two words is so closely tied to the string that it cannot be another's."""
    return max(corpus.own(one.occurrence, a), corpus.own(other.occurrence, b)) >= _KNOWN


def _common(here: Words, one: Core, there: Words, other: Core) -> list[tuple[int, int]]:
    """The places of the words that two cores have in common, in the order of both."""
    left = [at for at in range(one.start, one.end) if here.keys[at]]
    right = [at for at in range(other.start, other.end) if there.keys[at]]
    keys = [here.keys[at] for at in left], [there.keys[at] for at in right]
    blocks = SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks()
    return [(left[block.a + k], right[block.b + k]) for block in blocks for k in range(block.size)]


def _slots(here: Words, there: Words, common: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Places of single words that stand between words in common, or (-1) before or (1) behind them all."""
    for (a, b), (c, d) in pairwise(common):
        left = [at for at in range(a + 1, c) if here.keys[at]]
        right = [at for at in range(b + 1, d) if there.keys[at]]
        if len(left) == len(right) == 1:
            yield left[0], right[0], 0
    for side, (a, b) in ((-1, common[0]), (1, common[-1])):
        one, other = _beside(here, a, side), _beside(there, b, side)
        if one is None or other is None or abs(one - a) != abs(other - b):
            continue
        if _joint(here, a, side) == _joint(there, b, side):
            yield one, other, side


def _beside(words: Words, at: int, side: int) -> int | None:
    """The next word on a side that is no function word, if at most one of these is between."""
    for step in (1, 2):
        place = at + side * step
        if not 0 <= place < len(words) or not words.joints[max(place, place - side)]:
            return None
        if words.keys[place]:
            return place
    return None


def _joint(words: Words, at: int, side: int) -> str:
    """What parts a word from the next on a side: a hyphen, a space, or a function word."""
    place = at + side
    if 0 <= place < len(words) and not words.keys[place]:
        return words.text[words.starts[place] : words.ends[place]].lower()
    return words.joints[max(at, place)] if max(at, place) < len(words) else ""


def _is_exchange(here: Words, a: int, there: Words, b: int) -> bool:
    """Whether two words are really two: no forms of one word, no word of the other rendering in another
    order."""
    one, other = here.keys[a], there.keys[b]
    if one == other or _are_kin(one, other):
        return False
    if not here.spaced and (one[:_SAME] == other[:_SAME] or one in other or other in one):
        return False  # 文件, 文件格式
    if not here.spaced and (one.isascii() or other.isascii()):
        return False  # a word left in the original is another matter
    return one not in _around(there, b) and other not in _around(here, a)


def _around(words: Words, at: int) -> Sequence[str]:
    return words.keys[max(0, at - _NEAR) : at + _NEAR + 1]


def _are_kin(one: str, other: str) -> bool:
    """Whether two words begin alike, as support and supportive do, or are spelled nearly alike."""
    shared = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return shared >= _STEM and shared * 5 >= 3 * min(len(one), len(other))


def _belong(corpus: Corpus, one: Core, a: int, other: Core, b: int, side: int) -> bool:
    """Whether both words render the string: one at least is tied to it, and what may account for the other
    is rendered otherwise."""
    tied = False
    for core_, at in ((one, a), (other, b)):
        parts = _compound(corpus.targets[core_.occurrence.text], at, side)
        own = max(corpus.own(core_.occurrence, part) for part in parts)
        foreign = max(corpus.foreign(core_.occurrence, part) for part in parts)
        if foreign >= _FAINT and foreign >= own and own < _KNOWN:
            return False
        if own >= _FAINT:
            tied = True
        elif side and not _is_closed(corpus, core_.occurrence, at, side):
            return False
    return tied


def _compound(words: Words, at: int, side: int) -> range:
    """The word `at` with those that hyphens join to it away from the core: non-public, community-based."""
    start, end = at, at + 1
    while side < 0 and start and words.joints[start] == "-":
        start -= 1
    while side > 0 and end < len(words) and words.joints[end] == "-":
        end += 1
    return range(start, end)


def _is_closed(corpus: Corpus, occurrence: Occurrence, at: int, side: int) -> bool:
    """Whether the word of the source beside the string cannot be what the word `at` renders."""
    source = corpus.sources[occurrence.text]
    beside = occurrence.start - 1 if side < 0 else occurrence.end
    if not 0 <= beside < len(source) or not source.joints[beside + 1 if side < 0 else beside]:
        return True
    if not source.keys[beside] or not is_naming(source.name(beside, beside + 1), corpus.kinds):
        return True
    return corpus.is_rendered(occurrence.text, beside, at)
