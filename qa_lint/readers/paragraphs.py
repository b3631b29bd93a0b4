"""Paragraphs: lines of a text that belong together."""

from collections.abc import Sequence
from itertools import pairwise

from qa_lint.alignment.passages import ending
from qa_lint.readers.lines import Line, Unit


def blocks(lines: Sequence[Line], classes: Sequence[int]) -> list[Unit]:
    """The stretches of lines of one class without a blank line in between."""
    result: list[list[Line]] = []
    for index, line in enumerate(lines):
        if index and lines[index - 1].number + 1 == line.number and classes[index - 1] == classes[index]:
            result[-1].append(line)
        else:
            result.append([line])
    return [tuple(block) for block in result]


def are_wrapped(units: Sequence[Unit]) -> bool:
    """Whether the units are paragraphs wrapped into lines: blank lines part them, and most lines in them run
    on.
    """
    inner = [not ending(line.text) for unit in units for line in unit[:-1]]
    parted = sum(one[-1].number + 1 < other[0].number for one, other in pairwise(units))
    return 3 * parted >= len(units) > 1 and 2 * len(inner) >= len(units) and 2 * sum(inner) > len(inner)
