"""What speaks for passages of one text being the translation of passages of another."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import pvariance

from qa_lint.alignment.kinds import kind_cost
from qa_lint.alignment.passages import Traits
from qa_lint.alignment.signs import CODE, KEY, KIN, LEARNT, LINK, MARKER, NAME, NUMBER

# How likely a sign of each sort that both texts have is in the translation of a passage that has it.
_FAITH = {NUMBER: 0.9, NAME: 0.8, KIN: 0.5, CODE: 0.9, KEY: 0.95, MARKER: 0.9, LINK: 0.5, LEARNT: 0.6}
# Signs of a dictionary are many, and not independent of each other.
_TRUST = {KIN: 0.5, LINK: 0.4, LEARNT: 0.5}
# As many passages without a sign are imagined beside those of the texts, so that short texts do not make
# every sign common; and as many passages that have it by chance.
_IMAGINED, _BY_CHANCE = 40, 0.5
_SMALL_NUMBERS = {f"{NUMBER} {value}": 4.0 if value < 11 else 1.5 for value in range(32)}
# What signs say beyond this counts a third.
_STRONGEST = 9.0
# Signs of a sort of which the other text has most are missed where it has not this one, up to a limit. Before
# any are seen, this share of so many is thought to be there.
_MOSTLY, _MOST_ABSENT = 0.6, 4.0
_EXPECTED, _AS_MANY = {NUMBER: 0.8, CODE: 0.7, MARKER: 0.7}, 8
_LONGEST_MISFIT = 5.0
# Where a question mark or a colon ends one side alone, and where it ends both.
_ENDINGS = {"?": (1.2, 1.0), ":": (0.8, 0.7), "!": (0.3, 0.7), "": (0.4, 0.1)}


@dataclass(frozen=True, slots=True)
class Group:
    """Passages of one side that are taken as one, one after another."""

    length: int
    signs: frozenset[int]
    alone: float
    first: Traits
    last: Traits


class Comparison:
    """Two texts, or all of both languages in one, with what is counted over them.

    `ratio` is how much longer the second is than the first; by default as they are long.
    """

    def __init__(
        self,
        first: Sequence[Traits],
        second: Sequence[Traits],
        ratio: float | None = None,
        links: "Links | None" = None,
    ) -> None:
        """Weighs the signs that both texts have. `links` are more signs, of words tied to each other."""
        self.sides = (first, second)
        self.ratio = ratio or length_ratio(first, second)
        self.links = links
        own = [[entry.signs for entry in side] for side in self.sides]
        if links:
            own = [
                [signs | more for signs, more in zip(side, extra, strict=True)]
                for side, extra in zip(own, (links.first, links.second), strict=True)
            ]
        counts = [Counter(sign for signs in side for sign in signs) for side in own]
        shared = sorted(counts[0].keys() & counts[1].keys())
        numbers = {sign: index for index, sign in enumerate(shared)}
        self.frequencies = [[count[sign] for sign in shared] for count in counts]
        self.alone: tuple[list[float], list[float]] = ([], [])
        self.together: list[float] = []
        passages = max(len(first), len(second)) + _IMAGINED
        for sign, one, two in zip(shared, *self.frequencies, strict=True):
            sort = sign.partition(" ")[0]
            faith, trust = _FAITH[sort], _TRUST.get(sort, 1.0)
            chance = (max(one, two) + _SMALL_NUMBERS.get(sign, _BY_CHANCE)) / passages
            alone = [-math.log(1 - faith * min(one, two) / count) * trust for count in (one, two)]
            self.alone[0].append(alone[0])
            self.alone[1].append(alone[1])
            self.together.append(max(math.log(faith / chance), 0.0) * trust + sum(alone))
        self.signs = [
            [frozenset(numbers[sign] for sign in signs if sign in numbers) for signs in side] for side in own
        ]
        self.absent = [_absent(own[side], counts[1 - side]) for side in (0, 1)]

    @cached_property
    def spread(self) -> float:
        """The variance of the logarithm of the quotient of the lengths of any two passages."""
        variances = [
            pvariance([math.log(entry.length) for entry in side]) if len(side) > 1 else 0.0
            for side in self.sides
        ]
        return sum(variances)

    def group(self, side: int, start: int, end: int) -> Group:
        """The passages from `start` to `end` of the first (0) or second (1) side as one."""
        entries = self.sides[side][start:end]
        signs = self.signs[side][start].union(*self.signs[side][start + 1 : end])
        alone = self.alone[side]
        return Group(
            sum(entry.length for entry in entries),
            signs,
            sum(alone[sign] for sign in signs) + min(sum(self.absent[side][start:end]), _MOST_ABSENT),
            entries[0],
            entries[-1],
        )

    def misfit(self, one: Group, two: Group) -> float:
        """What speaks against one group being the translation of the other, as a cost; below zero, it rather
        is.
        """
        cost = kind_cost(one.first.passage, two.first.passage)
        cost += self.length_cost(one.length, two.length) + self.sign_cost(one, two)
        if one.last.ending != two.last.ending:
            return cost + max(
                _ENDINGS.get(mark, (0.0, 0.0))[0] for mark in (one.last.ending, two.last.ending)
            )
        return cost - _ENDINGS.get(one.last.ending, (0.0, 0.0))[1]

    def length_cost(self, one: int, two: int) -> float:
        """What speaks against two lengths being those of a text and its translation."""
        expected = one * self.ratio
        deviation = math.log((expected + 4) / (two + 4))
        variance = 0.06 + 5 / (min(expected, two) + 4)
        cost = deviation * deviation / variance / 2
        if self.spread > variance:
            cost -= min(math.log(self.spread / variance) / 2, 1.5)
        return min(cost, _LONGEST_MISFIT)

    def sign_cost(self, one: Group, two: Group) -> float:
        """What the signs of the two sides speak against it, and if below zero, for it."""
        cost = one.alone + two.alone
        together = self.together
        for sign in one.signs & two.signs:
            cost -= together[sign]
        if cost < -_STRONGEST:
            return (cost - 2 * _STRONGEST) / 3
        return min(cost, _STRONGEST)


def _absent(own: Sequence[frozenset[str]], other: Counter[str]) -> list[float]:
    """What the signs that the other text has nowhere speak against each passage having a counterpart."""
    kinds = {sign: sign.partition(" ")[0] for signs in own for sign in signs}
    all_of, held = Counter(kinds.values()), Counter(sort for sign, sort in kinds.items() if sign in other)
    shares = {
        sort: (held[sort] + _EXPECTED.get(sort, 0.0) * _AS_MANY) / (count + _AS_MANY)
        for sort, count in all_of.items()
    }
    price = {
        sort: -math.log(1 - _FAITH[sort] * share) * _TRUST.get(sort, 1.0)
        for sort, share in shares.items()
        if share > _MOSTLY
    }
    return [
        math.fsum(price.get(kinds[sign], 0.0) for sign in signs if sign not in other) if price else 0.0
        for signs in own
    ]


@dataclass(frozen=True, slots=True)
class Links:
    """Signs for words of the first and second text that are tied to each other, passage by passage."""

    first: Sequence[frozenset[str]]
    second: Sequence[frozenset[str]]


def length_ratio(first: Iterable[Traits], second: Iterable[Traits]) -> float:
    """How much longer the second text is than the first, code aside."""
    one, two = (sum(entry.length for entry in side if not entry.passage.is_kept) for side in (first, second))
    return two / one if one and two else 1.0
