"""Passages that answer each other for certain, between which the search is a small one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from qa_lint.alignment.comparison import Comparison
from qa_lint.alignment.search import Bead
from qa_lint.order import longest_rising

# What the signs that stand in one passage of either text alone must weigh.
_CERTAIN = 5.0
# How much better a passage must fit one than the next.
_CLEAR = 2.0


def stretches(bead: Bead, anchors: Sequence[tuple[int, int]]) -> Iterator[Bead]:
    """The stretches between the anchors, and the anchors, that together are the stretch `bead`."""
    a, a_end, b, b_end = bead
    for i, j in anchors:
        if i > a or j > b:
            yield a, i, b, j
        yield i, i + 1, j, j + 1
        a, b = i + 1, j + 1
    if a < a_end or b < b_end:
        yield a, a_end, b, b_end


def certain(comparison: Comparison) -> list[tuple[int, int]]:
    """Pairs of passages, in order, that have signs in common which no others have, and fit in length."""
    places: list[dict[int, int]] = []
    for side, frequencies in zip(comparison.signs, comparison.frequencies, strict=True):
        places.append(
            {sign: index for index, signs in enumerate(side) for sign in signs if frequencies[sign] == 1}
        )
    votes: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    rivals: dict[int, float] = defaultdict(float)
    for sign in places[0].keys() & places[1].keys():
        i, j = places[0][sign], places[1][sign]
        votes[i][j] += comparison.together[sign]
    for candidates in votes.values():
        for j, weight in candidates.items():
            rivals[j] += weight
    pairs = []
    for i in sorted(votes):
        j = max(votes[i], key=lambda place: (votes[i][place], -place))
        weight = votes[i][j]
        others = max(sum(votes[i].values()), rivals[j]) - weight
        if weight >= _CERTAIN and weight >= _CLEAR * others:
            one, two = comparison.group(0, i, i + 1), comparison.group(1, j, j + 1)
            fits = comparison.length_cost(one.length, two.length) < 1 and comparison.misfit(one, two) < -4
            if fits:
                pairs.append((i, j))
    return [pairs[index] for index in longest_rising([place for _, place in pairs], strictly=True)]
