"""Where in a translation to look for what stands at some place of the source."""

import bisect
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa_lint.mining.texts import Words

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z][A-Za-z-]*")


@dataclass(frozen=True, slots=True)
class Bridge:
    """Points of a source and of its translation that belong together, both rising: word numbers."""

    source: tuple[float, ...]
    target: tuple[float, ...]

    def cross(self, position: float) -> float:
        """The place in the translation for `position` in the source."""
        at = min(max(bisect.bisect_right(self.source, position), 1), len(self.source) - 1)
        left, right = self.source[at - 1], self.source[at]
        share = (position - left) / (right - left) if right > left else 0.0
        return self.target[at - 1] + share * (self.target[at] - self.target[at - 1])


def bridge(source: Words, target: Words, anchors: Iterable[tuple[float, float]] = ()) -> Bridge:
    """The bridge over `anchors`, points known to belong together, and what both sides have in figures and
    Latin letters.
    """
    points = _rising(sorted({*anchors, *_figures(source, target)}), len(source), len(target))
    return Bridge(
        (0.0, *(point[0] for point in points), float(max(len(source), 1))),
        (0.0, *(point[1] for point in points), float(max(len(target), 1))),
    )


def _figures(source: Words, target: Words) -> list[tuple[float, float]]:
    """Figures and Latin words that stand once on either side."""
    here, there = (_once(words) for words in (source, target))
    return [(here[figure], there[figure]) for figure in here.keys() & there.keys()]


def _once(words: Words) -> dict[str, float]:
    matches = [(match[0].lower(), match.start()) for match in _FIGURE.finditer(words.text)]
    counts = Counter(figure for figure, _ in matches)
    return {
        figure: float(bisect.bisect_left(words.starts, start))
        for figure, start in matches
        if counts[figure] == 1
    }


def _rising(points: Sequence[tuple[float, float]], source: int, target: int) -> list[tuple[float, float]]:
    """The longest chain of `points`, sorted, that rises on both sides and strays little from the diagonal."""
    points = [
        point
        for point in points
        if 0 < point[0] < source
        and 0 < point[1] < target
        and abs(point[0] / source - point[1] / target) < max(0.25, 12 / target)
    ]
    tails: list[float] = []
    tops: list[int] = []
    before: list[int] = []
    for number, (_, right) in enumerate(points):
        at = bisect.bisect_left(tails, right)
        before.append(tops[at - 1] if at else -1)
        tails[at : at + 1] = [right]
        tops[at : at + 1] = [number]
    chain: list[tuple[float, float]] = []
    at = tops[-1] if tops else -1
    while at >= 0:
        if not chain or points[at][0] < chain[-1][0]:
            chain.append(points[at])
        at = before[at]
    return chain[::-1]
