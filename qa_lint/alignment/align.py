"""Two texts aligned."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from qa_lint.alignment.anchors import certain, stretches
from qa_lint.alignment.comparison import Comparison
from qa_lint.alignment.kinds import has_name
from qa_lint.alignment.links import is_sure, learn, links
from qa_lint.alignment.passages import Passage, traits
from qa_lint.alignment.search import PARAGRAPHS, Bead, Prior, search


@dataclass(frozen=True, slots=True)
class Alignment:
    """The beads of two texts, and the comparison that they were found by."""

    beads: tuple[Bead, ...]
    comparison: Comparison
    languages: tuple[str, str]


def align(
    first: Sequence[Passage],
    second: Sequence[Passage],
    languages: tuple[str, str],
    prior: Prior = PARAGRAPHS,
    within: Sequence[Bead] = (),
) -> Alignment:
    """Both texts aligned: beads that together cover them, in order.

    Passages that have a name are no part of it, see `by_name`. With `within`, beads that cover both texts,
    each is aligned by itself, and the texts as wholes only tell what their signs weigh.
    """
    one, two = (
        [traits(passage, language) for passage in side]
        for side, language in zip((first, second), languages, strict=True)
    )
    comparison = Comparison(one, two)
    whole = list(within) or [(0, len(first), 0, len(second))]
    anchors = [] if within else certain(comparison)
    beads = _searched(comparison, whole, anchors, prior)
    if all(_is_plain(comparison, bead) for bead in beads):
        return Alignment(tuple(beads), comparison, languages)
    ties = links(one, two, languages, learn(comparison, beads, languages))
    if ties is None:
        return Alignment(tuple(beads), comparison, languages)
    comparison = Comparison(one, two, comparison.ratio, ties)
    anchors = [] if within else _confirmed(comparison, beads)
    return Alignment(tuple(_searched(comparison, whole, anchors, prior)), comparison, languages)


def _searched(
    comparison: Comparison, whole: Sequence[Bead], anchors: Sequence[tuple[int, int]], prior: Prior
) -> list[Bead]:
    return [
        bead
        for part in whole
        for stretch in stretches(part, anchors)
        for bead in search(comparison, stretch, prior)
    ]


def _is_one(bead: Bead) -> bool:
    return bead[1] - bead[0] == 1 == bead[3] - bead[2]


def _is_plain(comparison: Comparison, bead: Bead) -> bool:
    """Whether nothing speaks against the bead, of one passage of each side."""
    return _is_one(bead) and is_sure(comparison, bead)


def _confirmed(comparison: Comparison, beads: Sequence[Bead]) -> list[tuple[int, int]]:
    """The beads that are sure by what is known now, and stand among others that are."""
    sure = [False, *(_is_plain(comparison, bead) for bead in beads), False]
    return [
        (bead[0], bead[2])
        for index, bead in enumerate(beads, 1)
        if sure[index - 1] and sure[index] and sure[index + 1]
    ]


def by_name(first: Sequence[Passage], second: Sequence[Passage]) -> list[tuple[int | None, int | None]]:
    """The passages that have a name, paired by it wherever they stand; None where a side has none of it."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, passage in enumerate(second):
        if has_name(passage):
            places[passage.kind, passage.key].append(index)
    queues = {key: iter(entries) for key, entries in places.items()}
    found: list[tuple[int | None, int | None]] = []
    for index, passage in enumerate(first):
        if has_name(passage):
            found.append((index, next(queues.get((passage.kind, passage.key), iter(())), None)))
    taken = {place for _, place in found}
    found += [
        (None, index) for index, passage in enumerate(second) if has_name(passage) and index not in taken
    ]
    return found
