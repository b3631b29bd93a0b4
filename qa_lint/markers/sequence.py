"""Numbers that should rise."""

import itertools
from collections.abc import Sequence
from typing import TypeVar

_Entry = TypeVar("_Entry")
_FEWEST = 4


def falls(entries: Sequence[_Entry], values: Sequence[int]) -> list[tuple[_Entry, _Entry]]:
    """The entries whose value is lower than that of the one before, with that one.

    None where so many are that the order has another meaning, as that of references to a bibliography. Two
    values that have changed places make two falls at most, in a series without a gap otherwise.
    """
    found = [
        (before, after)
        for (before, low), (after, high) in itertools.pairwise(zip(entries, values, strict=True))
        if low > high
    ]
    unbroken = len(values) >= _FEWEST and len(set(values)) == len(values) == max(values) - min(values) + 1
    return found if len(found) <= max(1 + len(values) // 10, 2 * unbroken) else []
