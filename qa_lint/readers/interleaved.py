"""Reads a text in which paragraphs of source and target alternate, or that is in one language alone."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, groupby, pairwise

from qa_lint.alignment.align import align
from qa_lint.alignment.comparison import Comparison, length_ratio
from qa_lint.alignment.passages import Passage, Traits, traits
from qa_lint.alignment.search import PARAGRAPHS, Bead, cost, search
from qa_lint.config import Config
from qa_lint.languages import base
from qa_lint.model import Aside, Document, Pair, Side
from qa_lint.readers import Job
from qa_lint.readers.lines import Line, Unit, missing, segment, text_lines
from qa_lint.readers.notes import tail
from qa_lint.readers.paragraphs import are_wrapped, blocks, paragraphs
from qa_lint.readers.sides import Sides, alternate, sides
from qa_lint.textfile import TextError, read_text

# How much better a text must fit when read as opening with a translation to be read so.
_CLEAR = 3.0
# So many paragraphs of a language in a row, and of the other behind them, are a text and its translation.
_TEXT = 5


def read(job: Job, config: Config) -> Iterator[Document]:
    """The document in the job's one file. Raises `TextError`."""
    path = job.paths[0]
    lines = text_lines(read_text(path))
    wanted = (job.source_language or config.source_language, job.target_language or config.target_language)
    yield document(path, lines, wanted)


def is_bilingual(path: str, config: Config) -> bool:
    """Whether paragraphs of two languages alternate in the file, each with a fair share of them; one that
    cannot be read counts as such.
    """
    try:
        lines = text_lines(read_text(path))
    except TextError:
        return True
    return alternate(lines, config.source_language, config.target_language)


def document(path: str, lines: Sequence[Line], wanted: tuple[str, str]) -> Document:
    """The document that `lines` hold, in two languages or in one; those `wanted` (source, target), where
    given, are taken as known.
    """
    found = sides(lines, *wanted)
    return _both(path, lines, found, wanted) if found.second else alone(path, lines, found.first, wanted)


def alone(path: str, lines: Sequence[Line], language: str, wanted: tuple[str, str]) -> Document:
    """The document that `lines` in one language are, without a translation, or without a source if it is the
    target's language that is `wanted`.
    """
    units = paragraphs(lines, [0] * len(lines))
    is_target = bool(language and base(language) == base(wanted[1]) != base(wanted[0]))
    if is_target:
        source, target = wanted[0], language
        pairs = tuple(
            Pair(
                missing(source, path, unit[0].number, unit[0].column, unit[0].unit),
                segment(unit, target, path),
            )
            for unit in units
        )
    else:
        source, target = language or wanted[0], wanted[1] if base(wanted[1]) != base(language) else ""
        pairs = tuple(
            Pair(
                segment(unit, source, path),
                missing(target, path, unit[-1].number, unit[-1].end, unit[-1].unit),
            )
            for unit in units
        )
    return Document(path, source, target, pairs, lone=Side.TARGET if is_target else Side.SOURCE)


def _both(path: str, lines: Sequence[Line], found: Sides, wanted: tuple[str, str]) -> Document:
    languages = (found.first, found.second)
    texts = [line.text for line in lines]
    notes: list[tuple[int, Line]] = []
    end = len(lines)
    while (start := tail(texts[:end], found.lines[:end], languages)) < end:
        notes[:0] = [(found.lines[end - 1], line) for line in lines[start:end]]
        end = start
    source, pairs = paired(path, lines[:end], found.lines[:end], languages, wanted)
    asides = (
        Aside(Side.SOURCE if number == source else Side.TARGET, segment((line,), languages[number], path))
        for number, line in notes
    )
    return Document(path, languages[source], languages[1 - source], tuple(pairs), tuple(asides))


def paired(
    path: str,
    lines: Sequence[Line],
    classes: Sequence[int],
    languages: tuple[str, str],
    wanted: tuple[str, str],
) -> tuple[int, list[Pair]]:
    """Which of the two languages is the source, 0 or 1, and the pairs; `classes` says which language each
    line is in.
    """
    opening, aligned = _aligned(*_units(lines, classes), languages)
    source = _source(languages, wanted, opening)
    pairs = []
    for parts in aligned:
        one, two = parts
        near = one[-1] if one else two[0]
        place = near.number, near.end if one else near.column, near.unit
        segments = [
            segment(part, language, path) if part else missing(language, path, *place)
            for part, language in zip(parts if opening == 0 else parts[::-1], languages, strict=True)
        ]
        pairs.append(Pair(segments[source], segments[1 - source]))
    return source, pairs


def _source(languages: tuple[str, str], wanted: tuple[str, str], opening: int) -> int:
    """Which of the two languages is the source: the one given, or else the one that opens pairs."""
    for number in (0, 1):
        given, other = base(languages[number]), base(languages[1 - number])
        if wanted[0] and base(wanted[0]) == given != other:
            return number
        if wanted[1] and not wanted[0] and base(wanted[1]) == other != given:
            return number
    return opening


def _units(lines: Sequence[Line], classes: Sequence[int]) -> tuple[list[Unit], list[int]]:
    """The paragraphs and which language each is in: lines, or blocks of wrapped lines."""
    units = blocks(lines, classes)
    if not are_wrapped(units):
        units = paragraphs(lines, classes)
    starts = accumulate((len(unit) for unit in units[:-1]), initial=0)
    return units, [classes[start] for start in starts] if units else []


_Parts = tuple[list[Line], list[Line]]


def _aligned(
    units: Sequence[Unit], classes: Sequence[int], languages: tuple[str, str]
) -> tuple[int, list[_Parts]]:
    """Which language opens pairs, and the lines of each pair, those in the opening language first.

    It is the first language of the text, unless that leads to pairs that fit badly: a text may begin with a
    translation whose source is missing.
    """
    known = [
        traits(Passage(segment(unit, languages[number], "").text), languages[number])
        for unit, number in zip(units, classes, strict=True)
    ]
    ratio = _ratio(known, classes)
    total, parts = _opened_by(0, units, known, classes, ratio, languages)
    other_total, other_parts = _opened_by(1, units, known, classes, 1 / ratio, languages)
    return (1, other_parts) if other_total < total - _CLEAR else (0, parts)


def _opened_by(
    opening: int,
    units: Sequence[Unit],
    known: Sequence[Traits],
    classes: Sequence[int],
    ratio: float,
    languages: tuple[str, str],
) -> tuple[float, list[_Parts]]:
    places = [
        [index for index, number in enumerate(classes) if number == side] for side in (opening, 1 - opening)
    ]
    first, second = ([known[index] for index in side] for side in places)
    comparison = Comparison(first, second, ratio)
    total = 0.0
    parts: list[_Parts] = []
    start = a = b = 0
    while start < len(units):
        middle = _run_end(classes, start, opening)
        end = _run_end(classes, middle, 1 - opening)
        stretch = a, a + middle - start, b, b + end - middle
        if min(middle - start, end - middle) < _TEXT:
            beads = search(comparison, stretch, PARAGRAPHS, alternating=True)
        else:
            beads = _whole(comparison, stretch, (languages[opening], languages[1 - opening]))
        total += cost(comparison, beads, PARAGRAPHS)
        for one, one_end, two, two_end in beads:
            sides = places[0][one:one_end], places[1][two:two_end]
            one_part, other_part = ([*chain.from_iterable(units[index] for index in side)] for side in sides)
            parts.append((one_part, other_part))
        start, a, b = end, stretch[1], stretch[3]
    return total, parts


def _whole(comparison: Comparison, stretch: Bead, languages: tuple[str, str]) -> list[Bead]:
    """The beads of a text and its translation that follow each other as wholes."""
    a, a_end, b, b_end = stretch
    first, second = (
        [entry.passage for entry in side[start:end]]
        for side, start, end in zip(comparison.sides, (a, b), (a_end, b_end), strict=True)
    )
    return [(a + i, a + m, b + j, b + n) for i, m, j, n in align(first, second, languages).beads]


def _run_end(classes: Sequence[int], start: int, number: int) -> int:
    while start < len(classes) and classes[start] == number:
        start += 1
    return start


def _ratio(known: Sequence[Traits], classes: Sequence[int]) -> float:
    """How much longer the second language is, by the paragraphs that alternate one by one: none is missing
    there.
    """
    runs = [list(run) for _, run in groupby(range(len(classes)), key=lambda index: classes[index])]
    lone = [
        (known[one[0]], known[two[0]])
        for one, two in pairwise(runs)
        if len(one) == 1 == len(two) and not classes[one[0]]
    ]
    if lone:
        return length_ratio([one for one, _ in lone], [two for _, two in lone])
    sides = (
        [entry for entry, side in zip(known, classes, strict=True) if side == number] for number in (0, 1)
    )
    return length_ratio(*sides)
