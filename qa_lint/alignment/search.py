"""The search for the beads that cost least."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa_lint.alignment.comparison import Comparison, Group
from qa_lint.alignment.kinds import joins, opens

Bead = tuple[int, int, int, int]
"""A bead: from and to in the first text, from and to in the second; a side may be empty: `(3, 4, 5, 5)`."""


@dataclass(frozen=True, slots=True)
class Prior:
    """What beads cost whatever is in them, as negative logarithms of likelihoods.

    `gap` is for a passage without a counterpart, `merge` for so many passages of either side. More than
    `most` of a side are one only if they are a list and what opens it, for `listed` a passage: a sentence in
    the other language. Else `closed` comes on top where a passage that is joined with the next ends as a text
    ends, and `begins` where the next begins as items do. `strayed` is for a gap that is not where a document
    in which paragraphs alternate has them.
    """

    gap: float
    merge: Mapping[tuple[int, int], float]
    most: int
    closed: float
    begins: float
    listed: float = 0.5
    strayed: float = 2.0

    @property
    def longest(self) -> int:
        """How many passages of a side a bead holds at most."""
        return max(max(counts) for counts in self.merge)


# A gap is dearer than half of any misfit in length, so that a paragraph of odd length alone is never torn
# from its counterpart.
PARAGRAPHS = Prior(
    gap=3.6,
    merge={
        (1, 1): 0.0,
        (1, 2): 4.5,
        (2, 1): 4.5,
        (2, 2): 2.2,
        (1, 3): 7.0,
        (3, 1): 7.0,
        (2, 3): 6.0,
        (3, 2): 6.0,
        (3, 3): 4.0,
        **{(1, many): 7.0 + (many - 3) / 2 for many in range(4, 9)},
        **{(many, 1): 7.0 + (many - 3) / 2 for many in range(4, 9)},
    },
    most=3,
    closed=3.0,
    begins=3.0,
)
# Sentences are joined and parted freely, and one may be many: a Chinese sentence of several clauses is up to
# nine in English.
SENTENCES = Prior(
    gap=4.5,
    merge={
        (1, 1): 0.0,
        **{(1, many): 2.0 + 0.9 * (many - 2) for many in range(2, 10)},
        **{(many, 1): 2.0 + 0.9 * (many - 2) for many in range(2, 10)},
        (2, 2): 4.0,
        (2, 3): 5.0,
        (3, 2): 5.0,
        (3, 3): 6.0,
    },
    most=9,
    closed=0.0,
    begins=1.0,
)

# With more cells than this the search keeps to a band around the diagonal.
_SMALL = 20_000
_BAND = 40
# A way that is dearer by this than the cheapest is given up.
_HOPELESS = 80.0
# No misfit is below this.
_BEST = -60.0
_STEP = 16

_Ending = tuple[int, float, Group]


def search(comparison: Comparison, bead: Bead, prior: Prior, *, alternating: bool = False) -> list[Bead]:
    """The beads, in order, that together cover the stretches of both texts that `bead` names.

    `alternating` says that the second text follows the first in a document where paragraphs alternate: a run
    of two is then most likely one without a counterpart and one with it, and the counterparts are those where
    the runs meet.
    """
    top, bottom, left, right = bead
    rows, columns = bottom - top, right - left
    if not rows or not columns:
        return [(i, i + 1, left, left) for i in range(top, bottom)] + [
            (bottom, bottom, j, j + 1) for j in range(left, right)
        ]
    reach = columns
    if rows * columns > _SMALL:
        reach = max(min(_BAND + abs(rows - columns) // 2, 4 * _BAND), columns // rows + 1)
    strayed = prior.strayed if alternating and rows + columns < 5 else 0.0
    longest = prior.longest
    hopeless = _HOPELESS + prior.gap * abs(rows - columns)
    lower: dict[int, list[_Ending]] = {}
    costs: list[dict[int, float]] = []
    moves: list[tuple[int, bytearray]] = []
    for i in range(rows + 1):
        upper = _endings(comparison, 0, top, top + i, prior)
        centre = i * columns // rows
        start, end = max(0, centre - reach), min(columns, centre + reach) + 1
        row: dict[int, float] = {} if i else {0: 0.0}
        steps = bytearray(end - start)
        up, across = prior.gap, prior.gap + (strayed if i < rows else 0.0)
        lower.pop(start - 1, None)
        for j in range(start, end):
            if j not in lower:
                lower[j] = _endings(comparison, 1, left, left + j, prior)
            price, step = _arrival(comparison, prior, costs, j, upper, lower[j])
            if i and (before := costs[-1].get(j)) is not None and before + up < price:
                price, step = before + up, _STEP
            if (before := row.get(j - 1)) is not None and before + across < price:
                price, step = before + across, 1
            if step:
                row[j], steps[j - start] = price, step
            up = prior.gap + strayed
        least = min(row.values()) + hopeless
        costs = [*costs[1 - longest :], {j: price for j, price in row.items() if price <= least or i == rows}]
        moves.append((start, steps))
    return _traced(moves, bead)


def _arrival(
    comparison: Comparison,
    prior: Prior,
    costs: Sequence[Mapping[int, float]],
    j: int,
    upper: Sequence[_Ending],
    lower: Sequence[_Ending],
) -> tuple[float, int]:
    """The least cost of a cell by a bead that has both sides, and how many of each."""
    least, step = math.inf, 0
    merge = prior.merge
    for m, one_price, one in upper:
        before = costs[-m]
        for n, two_price, two in lower:
            price = before.get(j - n, math.inf) + one_price + two_price + merge.get((m, n), math.inf)
            if price + _BEST < least:
                price += comparison.misfit(one, two)
                if price < least:
                    least, step = price, m * _STEP + n
    return least, step


def _traced(moves: Sequence[tuple[int, bytearray]], bead: Bead) -> list[Bead]:
    top, bottom, left, right = bead
    beads: list[Bead] = []
    i, j = bottom, right
    while i > top or j > left:
        start, steps = moves[i - top]
        m, n = divmod(steps[j - left - start], _STEP)
        beads.append((i - m, i, j - n, j))
        i, j = i - m, j - n
    return beads[::-1]


def _endings(comparison: Comparison, side: int, start: int, end: int, prior: Prior) -> list[_Ending]:
    """The last passage before `end`, the last two as one, and so on, each with what speaks against their
    being one.
    """
    if end == start:
        return []
    entries = comparison.sides[side]
    found = [(1, 0.0, comparison.group(side, end - 1, end))]
    price = 0.0
    for index in range(end - 2, max(start, end - prior.longest) - 1, -1):
        one, following = entries[index], entries[index + 1]
        size = end - index
        if not joins(one.passage, following.passage):
            break
        if opens(one.passage, following.passage):
            found.append((size, size * prior.listed, comparison.group(side, index, end)))
            break
        price += prior.closed if one.ending else 0.0 if following.continues else 0.7
        price += prior.begins if following.begins else 0.0
        if size <= prior.most:
            found.append((size, price, comparison.group(side, index, end)))
    return found


def cost(comparison: Comparison, beads: Sequence[Bead], prior: Prior) -> float:
    """What speaks against an alignment, bead by bead."""
    total = 0.0
    for a, a_end, b, b_end in beads:
        if a < a_end and b < b_end:
            total += comparison.misfit(comparison.group(0, a, a_end), comparison.group(1, b, b_end))
        else:
            total += prior.gap * (a_end - a + b_end - b)
    return total
