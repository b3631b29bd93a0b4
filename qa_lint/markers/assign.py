"""Matching two series of which one has more: which to leave out."""

from collections.abc import Callable, Sequence
from typing import TypeVar

_Entry = TypeVar("_Entry")
# Above this many comparisons, entries are matched from the first on.
_LIMIT = 4_000


def assign(
    one: Sequence[_Entry], other: Sequence[_Entry], distance: Callable[[_Entry, _Entry], float]
) -> list[tuple[_Entry, _Entry]]:
    """Every entry of the shorter series with one of the longer, in order, at the least total distance."""
    if len(one) > len(other):
        return [(b, a) for a, b in assign(other, one, distance)]
    spare = len(other) - len(one)
    if not spare or len(one) * (spare + 1) > _LIMIT:
        return list(zip(one, other, strict=False))
    # totals[k] is the least distance of the entries so far when at most k of `other` are left out.
    totals = [0.0] * (spare + 1)
    choices: list[list[int]] = []
    for row, entry in enumerate(one):
        origins: list[int] = []
        sums: list[float] = []
        for left_out, total in enumerate(totals):
            origin = left_out if not origins or total < totals[origins[-1]] else origins[-1]
            origins.append(origin)
            sums.append(totals[origin] + distance(entry, other[row + left_out]))
        totals = sums
        choices.append(origins)
    left_out = min(range(spare + 1), key=lambda k: totals[k])
    taken: list[int] = []
    for row in range(len(one) - 1, -1, -1):
        taken.append(row + left_out)
        left_out = choices[row][left_out]
    return list(zip(one, (other[at] for at in reversed(taken)), strict=True))
