"""How often two texts that are none of each other are told, and what is told of texts that are."""

import random
from pathlib import Path

from benchmarks import alignment_data as data
from benchmarks.alignment_data import Texts
from benchmarks.gold import Labels, count
from qa_lint.alignment.align import Alignment, align
from qa_lint.alignment.kinds import has_name
from qa_lint.alignment.verdict import outdated, unmatched


def verdicts(shared: Path, rows: Labels) -> None:
    """Texts that are none of each other, and, for false alarms, texts that are, whole and in short parts."""
    folder = shared / "data" / "otel"
    pages = [data.page(folder, name, ()) for name in data.pages(folder)]
    seeds = list(data.seeds(shared, rows))
    told = [_told(text, text) for text in (*pages, *seeds)]
    count("texts and their translations, told not to match", sum(map(bool, told)), len(told))
    parts = [part for text in seeds for size in (1, 2, 3, 6) for part in _parts(text, size)]
    count(
        "  the same of 1, 2, 3 and 6 paragraphs", sum(bool(_told(part, part)) for part in parts), len(parts)
    )
    count(
        "  the same taken to be of other versions",
        sum(bool(outdated(_aligned(part, part))) for part in (*seeds, *parts)),
        len(seeds) + len(parts),
    )
    others = [
        (page, pages[(index + step) % len(pages)]) for step in (7, 13, 20) for index, page in enumerate(pages)
    ]
    others += [(one, other) for one in seeds for other in seeds if one is not other]
    count(
        "texts with the translation of another, told", sum(bool(_told(*both)) for both in others), len(others)
    )
    rng = random.Random(0)
    shuffled = [
        Texts(text.name, text.languages, text.source, rng.sample(text.target, len(text.target)), ())
        for text in seeds * 5
    ]
    alignments = [_aligned(text, text) for text in shuffled]
    count(
        "texts and their translations shuffled, told",
        sum(bool(unmatched(entry)) for entry in alignments),
        len(shuffled),
    )
    count(
        "  or told to be of other versions",
        sum(bool(unmatched(entry) or outdated(entry)) for entry in alignments),
        len(shuffled),
    )


def _parts(text: Texts, size: int) -> list[Texts]:
    parts = []
    for start in range(len(text.beads) - size + 1):
        source, target = (
            [side[index] for bead in text.beads[start : start + size] for index in bead[number]]
            for number, side in enumerate((text.source, text.target))
        )
        parts.append(Texts(text.name, text.languages, source, target, ()))
    return parts


def _told(one: Texts, other: Texts) -> str:
    return unmatched(_aligned(one, other))


def _aligned(one: Texts, other: Texts) -> Alignment:
    first, second = (
        [passage for passage in side if not has_name(passage)] for side in (one.source, other.target)
    )
    return align(first, second, one.languages)
