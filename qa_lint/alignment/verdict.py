"""What an alignment says of two texts as wholes: that they are none of each other, or of other versions."""

import math
from collections.abc import Sequence
from itertools import groupby

from qa_lint.alignment.align import Alignment
from qa_lint.alignment.passages import Traits
from qa_lint.alignment.search import Bead
from qa_lint.alignment.signs import CODE, LINK, MARKER, NAME, NUMBER
from qa_lint.languages import main_script, pack
from qa_lint.leftovers import has_letters

# Of the signs of a text a translation has three quarters or more where they belong, another text a tenth, and
# one on the same subject a quarter. So many signs are needed to tell, and so many words of a dictionary.
_SIGNS, _FEWEST_KEPT = 10, 0.55
_WORDS, _FEWEST_TIED = 60, 0.12
# Numbers up to this come and go in any text.
_SMALL = 12
_SAMPLE = 50
# Gaps at so many places that hold such a share of a text tell of another version, and so do so many segments
# of a larger share at one place.
_PLACES, _SHARE = 3, 0.1
_MANY, _MOST = 5, 0.3


def unmatched(alignment: Alignment) -> str:
    """Why the two texts are no translation of each other, empty if they may be.

    What one text has alone does not count if the other has less of that: a translation may be one of a part.
    """
    more = max((0, 1), key=lambda side: _share(alignment, side))
    beads = [bead for bead in alignment.beads if _length(bead, 1 - more)]
    kept = total = 0
    for side in (0, 1):
        # Nearly all words of a text in Latin letters are no names.
        telling = (NUMBER, CODE, MARKER) if _is_latin(alignment, side) else (NUMBER, CODE, MARKER, NAME)
        for bead in beads:
            wanted = {sign for sign in _signs(alignment, bead, side) if _tells(sign, telling)}
            total += len(wanted)
            kept += len(wanted & _signs(alignment, bead, 1 - side))
    if total >= _SIGNS:
        if kept / total + 1 / math.sqrt(total) < _FEWEST_KEPT:
            return f"only {kept} of {total} numbers, names and addresses stand where a translation has them"
        return ""
    tied, words = _tied(alignment, beads)
    if words >= _WORDS and tied < _FEWEST_TIED * words:
        return f"only {tied} of {words} words are such as a dictionary finds where a translation has them"
    return ""


def outdated(alignment: Alignment) -> str:
    """Why the two texts are of different versions, empty if they may be of one."""
    runs = [_runs(alignment, side) for side in (0, 1)]
    share = max(_share(alignment, side) for side in (0, 1))
    alone = sum(len(run) for side in runs for run in side)
    is_scattered = sum(map(len, runs)) >= _PLACES and share >= _SHARE
    if not is_scattered and (alone < _MANY or share < _MOST):
        return ""
    reasons = [
        f"{sum(map(len, side))} of {len(_checked(alignment.comparison.sides[number]))} segments of the {name}"
        for number, (side, name) in enumerate(zip(runs, ("source", "translation"), strict=True))
        if side
    ]
    return f"{' and '.join(reasons)} have no counterpart"


def _is_latin(alignment: Alignment, side: int) -> bool:
    known = pack(alignment.languages[side]).scripts
    texts = (entry.passage.text for entry in alignment.comparison.sides[side][:_SAMPLE])
    return "Latin" in (known or (main_script("\n".join(texts)),))


def _length(bead: Bead, side: int) -> int:
    return bead[2 * side + 1] - bead[2 * side]


def _passages(alignment: Alignment, bead: Bead, side: int) -> Sequence[Traits]:
    return alignment.comparison.sides[side][bead[2 * side] : bead[2 * side + 1]]


def _checked(entries: Sequence[Traits]) -> list[Traits]:
    return [entry for entry in entries if not entry.passage.is_kept and has_letters(entry.passage.text)]


def _runs(alignment: Alignment, side: int) -> list[list[Traits]]:
    """What one side has alone, place by place."""
    runs = []
    for is_alone, beads in groupby(alignment.beads, lambda bead: not _length(bead, 1 - side)):
        run = _checked([entry for bead in beads for entry in _passages(alignment, bead, side)])
        if is_alone and run:
            runs.append(run)
    return runs


def _share(alignment: Alignment, side: int) -> float:
    """How much of the text one side has alone."""
    alone = sum(entry.length for run in _runs(alignment, side) for entry in run)
    return alone / max(sum(entry.length for entry in _checked(alignment.comparison.sides[side])), 1)


def _signs(alignment: Alignment, bead: Bead, side: int) -> set[str]:
    return {sign for entry in _passages(alignment, bead, side) for sign in entry.signs}


def _tells(sign: str, telling: Sequence[str]) -> bool:
    sort, _, value = sign.partition(" ")
    return sort in telling and not (sort == NUMBER and value.isdecimal() and int(value) <= _SMALL)


def _tied(alignment: Alignment, beads: Sequence[Bead]) -> tuple[int, int]:
    """How many words have a translation where it should be, by a dictionary, and of how many."""
    links = alignment.comparison.links
    if links is None:
        return 0, 0
    tied = words = 0
    for bead in beads:
        first, second = (
            {tie for entry in side[start:end] for tie in entry if tie.startswith(LINK)}
            for side, start, end in ((links.first, *bead[:2]), (links.second, *bead[2:]))
        )
        # The ties of the explaining side are those of all its words' possible sources.
        words += min(len(first), len(second)) if first and second else max(len(first), len(second))
        tied += len(first & second)
    return tied, words
