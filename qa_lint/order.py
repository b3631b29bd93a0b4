"""The longest part of a series that is in order."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any


def longest_rising(values: Sequence[Any], *, strictly: bool) -> list[int]:
    """The indexes of a longest series of `values` that never falls, or, `strictly`, always rises.

    Patience sorting, O(n log n); the values need only be comparable.
    """
    find = bisect_left if strictly else bisect_right
    tops: list[Any] = []
    ends: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        at = find(tops, value)
        before.append(ends[at - 1] if at else -1)
        tops[at : at + 1] = [value]
        ends[at : at + 1] = [index]
    series = []
    index = ends[-1] if ends else -1
    while index >= 0:
        series.append(index)
        index = before[index]
    return series[::-1]
