"""Which paragraphs of one text answer which of another.

A dynamic programme over beads, as in Gale and Church (1993), "A program for aligning sentences in bilingual
corpora", https://aclanthology.org/J93-1004/. Beside the lengths it weighs the numbers both sides share, and
whether a line may continue the one before.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_lint.order import longest_rising

# Costs are negative logarithms of likelihoods. A gap is dearer than half of any misfit in length, so that a
# paragraph of odd length alone is never torn from its counterpart.
_GAP, _STRAYED = 3.6, 2.0
_MERGE = {
    (1, 1): 0.0,
    (1, 2): 4.5,
    (2, 1): 4.5,
    (2, 2): 2.2,
    (1, 3): 6.0,
    (3, 1): 6.0,
    (2, 3): 4.5,
    (3, 2): 4.5,
    (3, 3): 3.6,
}
_MOST = 3
_MAX_LENGTH_COST = 6.0
# Blocks with more cells than this are first cut at paragraphs that answer each other for certain, then
# searched in a band.
_SMALL = 20_000
_BAND = 40

_DIGITS = re.compile(r"\d+(?:[.,٬٫’']\d+)*")
_IDEOGRAPHIC = re.compile("[一二三四五六七八九十百]+")
_VALUES = {character: value for value, character in enumerate("一二三四五六七八九", 1)}
# Full-width forms are written as escapes, since some tools turn them into their ASCII look-alikes.
_FINAL = re.compile(
    r"[.。!?:;…।\uff01\uff0e\uff1a\uff1b\uff1f][\"'”’»)\]」』\uff09]*(?:[\[\uff3b]?\d{1,3}[\]\uff3d]?)?$"
)
_BEGINNING = re.compile(
    r"[-–—•●·*§#①-⑳]"
    r"|[(\[\uff08【〔]?(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5}|[一二三四五六七八九十]{1,3})[.、)\]】〕:\uff09\uff0e\uff1a]"
    r"|第[一二三四五六七八九十\d]+[章节条,、\uff0c]"
)


@dataclass(frozen=True, slots=True)
class Traits:
    """What alignment knows of a paragraph. `length` is in characters that are not blank."""

    length: int
    numbers: frozenset[str]
    ideographic: frozenset[str]
    is_open: bool
    begins: bool
    continues: bool


Bead = tuple[int, int, int, int]
"""A bead: from and to in the first text, from and to in the second."""


def traits(text: str) -> Traits:
    """What alignment wants to know of a paragraph."""
    head = text[:20]
    return Traits(
        length=max(len(text) - text.count(" ") - text.count("\u3000"), 1),
        numbers=frozenset(filter(None, map(_significant, _DIGITS.findall(text)))),
        ideographic=frozenset(str(_ideographic(run)) for run in _IDEOGRAPHIC.findall(text) if run),
        is_open=not _FINAL.search(text[-12:]),
        begins=bool(_BEGINNING.match(head)),
        continues=head[:1].islower(),
    )


def _significant(number: str) -> str:
    """The digits that stay the same at another scale: `204` of both `20.4` and `204,000`."""
    digits = "".join(str(int(character)) for character in number if character.isdecimal())
    return digits.strip("0")


def _ideographic(run: str) -> int:
    total = unit = 0
    for character in run[:8]:
        if character in "十百":
            total += (unit or 1) * (10 if character == "十" else 100)
            unit = 0
        else:
            unit = _VALUES[character]
    return total + unit


def length_ratio(first: Sequence[Traits], second: Sequence[Traits]) -> float:
    """How much longer the second text is than the first."""
    a, b = sum(entry.length for entry in first), sum(entry.length for entry in second)
    return b / a if a and b else 1.0


def align(
    first: Sequence[Traits], second: Sequence[Traits], ratio: float, alternating: bool = False
) -> list[Bead]:
    """The beads, in order, that together cover both texts; one side of a bead may be empty.

    `ratio` is that of `length_ratio`. `alternating` says that the second text follows the first in a document
    where paragraphs alternate: a run of two is then most likely one without a counterpart and one with it,
    and the counterparts are those where the runs meet.
    """
    beads: list[Bead] = []
    strayed = _STRAYED if alternating and len(first) + len(second) < 5 else 0.0
    for a, a_end, b, b_end in _blocks(first, second, ratio):
        beads += [
            (a + i, a + i_end, b + j, b + j_end)
            for i, i_end, j, j_end in _search(first[a:a_end], second[b:b_end], ratio, strayed)
        ]
    return beads


def _blocks(first: Sequence[Traits], second: Sequence[Traits], ratio: float) -> Iterator[Bead]:
    a = b = 0
    if len(first) * len(second) > _SMALL:
        for i, j in _certain(first, second, ratio):
            if i > a or j > b:
                yield a, i, b, j
            yield i, i + 1, j, j + 1
            a, b = i + 1, j + 1
    if a < len(first) or b < len(second):
        yield a, len(first), b, len(second)


def _certain(first: Sequence[Traits], second: Sequence[Traits], ratio: float) -> list[tuple[int, int]]:
    """Paragraphs that answer each other for certain: those that alone have the same several numbers, in the
    same order.
    """
    counts = [Counter(entry.numbers for entry in side) for side in (first, second)]
    places = {entry.numbers: index for index, entry in enumerate(second)}
    pairs = [
        (index, places[entry.numbers])
        for index, entry in enumerate(first)
        if len(entry.numbers) > 1
        and sum(map(len, entry.numbers)) > 3
        and counts[0][entry.numbers] == 1 == counts[1][entry.numbers]
        and _length_cost(entry.length, second[places[entry.numbers]].length, ratio) < 3
    ]
    return [pairs[index] for index in longest_rising([place for _, place in pairs], strictly=True)]


def _search(first: Sequence[Traits], second: Sequence[Traits], ratio: float, strayed: float) -> list[Bead]:
    rows, columns = len(first), len(second)
    if not rows or not columns:
        return [(i, i + 1, 0, 0) for i in range(rows)] + [(0, 0, j, j + 1) for j in range(columns)]
    reach = columns
    if rows * columns > _SMALL:
        reach = max(min(_BAND + abs(rows - columns) // 2, 4 * _BAND), columns // rows + 1)
    endings = [[_endings(side, index) for index in range(len(side) + 1)] for side in (first, second)]
    best: dict[tuple[int, int], tuple[float, int, int]] = {(0, 0): (0.0, 0, 0)}
    for i in range(rows + 1):
        centre = i * columns // rows
        for j in range(max(0, centre - reach), min(columns, centre + reach) + 1):
            arrivals = []
            if (i - 1, j) in best:
                arrivals.append((best[i - 1, j][0] + _GAP + (strayed if j else 0.0), 1, 0))
            if (i, j - 1) in best:
                arrivals.append((best[i, j - 1][0] + _GAP + (strayed if i < rows else 0.0), 0, 1))
            for m, (row_cost, one) in enumerate(endings[0][i], 1):
                for n, (column_cost, other) in enumerate(endings[1][j], 1):
                    if (i - m, j - n) in best:
                        price = row_cost + column_cost + _MERGE[m, n] + misfit(one, other, ratio)
                        arrivals.append((best[i - m, j - n][0] + price, m, n))
            if arrivals:
                best[i, j] = min(arrivals)
    beads: list[Bead] = []
    i, j = rows, columns
    while i or j:
        _, m, n = best[i, j]
        beads.append((i - m, i, j - n, j))
        i, j = i - m, j - n
    return beads[::-1]


def _endings(side: Sequence[Traits], end: int) -> list[tuple[float, Traits]]:
    """The last paragraph before `end`, the last two as one, and so on, each with what speaks against their
    being one.
    """
    endings = [(0.0, side[end - 1])] if end else []
    while endings and len(endings) < min(end, _MOST) and side[end - len(endings) - 1].is_open:
        price, whole = endings[-1]
        price += (0.0 if whole.continues else 0.7) + (3.0 if whole.begins else 0.0)
        endings.append((price, _merged(side[end - len(endings) - 1 : end])))
    return endings


def _merged(entries: Sequence[Traits]) -> Traits:
    if len(entries) == 1:
        return entries[0]
    return Traits(
        length=sum(entry.length for entry in entries),
        numbers=frozenset().union(*(entry.numbers for entry in entries)),
        ideographic=frozenset().union(*(entry.ideographic for entry in entries)),
        is_open=entries[-1].is_open,
        begins=entries[0].begins,
        continues=entries[0].continues,
    )


def misfit(first: Traits, second: Traits, ratio: float) -> float:
    """What speaks against one paragraph being the translation of the other, as a cost; below zero, it rather
    is.
    """
    cost = _length_cost(first.length, second.length, ratio) + _number_cost(first, second)
    return cost + (0.4 if first.is_open is not second.is_open else 0.0)


def _length_cost(first: int, second: int, ratio: float) -> float:
    expected = first * ratio
    deviation = math.log((expected + 4) / (second + 4))
    variance = 0.06 + 5 / (min(expected, second) + 4)
    return min(deviation * deviation / variance / 2, _MAX_LENGTH_COST)


def _number_cost(first: Traits, second: Traits) -> float:
    if not first.numbers and not second.numbers:
        return 0.0
    shared = first.numbers & second.numbers
    read = (first.ideographic & second.numbers) | (second.ideographic & first.numbers)
    matched = _weight(shared) + _weight(read - shared) / 2
    unmatched = _weight((first.numbers ^ second.numbers) - read)
    total = 2 * matched + unmatched
    return min(total, 6.0) * unmatched / total - 0.9 * min(matched, 4.0) if total else 0.0


def _weight(numbers: frozenset[str]) -> float:
    return sum(0.5 if len(number) == 1 else 1.0 for number in numbers)


def cost(first: Sequence[Traits], second: Sequence[Traits], beads: Sequence[Bead], ratio: float) -> float:
    """What speaks against an alignment, one by one."""
    total = 0.0
    for a, a_end, b, b_end in beads:
        if a < a_end and b < b_end:
            total += misfit(_merged(first[a:a_end]), _merged(second[b:b_end]), ratio)
        else:
            total += _GAP * (a_end - a + b_end - b)
    return total
