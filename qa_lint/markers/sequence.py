"""Numbers that should rise."""

import itertools
from collections.abc import Sequence
from typing import TypeVar

_Entry = TypeVar("_Entry")
_FEWEST = 3


def falls(entries: Sequence[_Entry], values: Sequence[int]) -> list[tuple[_Entry, _Entry]]:
    """The entries whose value is lower than that of the one before, with that one.

    None where so many are that the order has another meaning, as that of references to a bibliography. Two
    values that have changed places make two falls at most.
    """
    found = [
        (before, after)
        for (before, low), (after, high) in itertools.pairwise(zip(entries, values, strict=True))
        if low > high
    ]
    swapped = 2 if len(values) >= _FEWEST and is_unbroken(values) else 1
    return found if len(found) <= max(1 + len(values) // 10, swapped) else []


def is_unbroken(values: Sequence[int]) -> bool:
    """Whether the values are all different and follow each other but for a gap or two, in any order."""
    return len(values) == len(set(values)) and (max(values) - min(values) + 1) * 4 <= len(values) * 5
