"""Reads two plain text files, one a language, paragraph by paragraph."""

from collections.abc import Iterator, Sequence

from qa_lint.config import Config
from qa_lint.languages import identify
from qa_lint.model import Aside, Document, Pair, Segment, Side
from qa_lint.readers import Job
from qa_lint.readers.alignment import Bead, Traits, align, length_ratio, misfit
from qa_lint.readers.lines import Line, Unit, missing, segment, text_lines
from qa_lint.readers.notes import tail
from qa_lint.readers.paragraphs import are_wrapped, blocks, unit_traits
from qa_lint.textfile import read_text

# Two texts with as many paragraphs each are paired one by one unless so many in a row misfit by this much
# each.
_WINDOW, _MISFIT = 3, 2.5


def read(job: Job, _config: Config) -> Iterator[Document]:
    """The document in the job's source file and target file. Raises `TextError`."""
    texts = [text_lines(read_text(path)) for path in job.paths]
    languages = [
        tag or identify("\n".join(line.text for line in lines))
        for tag, lines in zip((job.source_language, job.target_language), texts, strict=True)
    ]
    asides: list[Aside] = []
    bodies = []
    for side, path, language, lines in zip(Side, job.paths, languages, texts, strict=True):
        start = tail([line.text for line in lines], [0] * len(lines), languages)
        asides += [Aside(side, segment((line,), language, path)) for line in lines[start:]]
        bodies.append(lines[:start])
    units = _units(bodies[0], bodies[1])
    pairs = tuple(_pairs(job, languages, *units))
    lone = None if all(texts) or not any(texts) else Side.SOURCE if texts[0] else Side.TARGET
    yield Document(job.paths[1], languages[0], languages[1], pairs, tuple(asides), lone)


def _units(source: Sequence[Line], target: Sequence[Line]) -> tuple[list[Unit], list[Unit]]:
    """The paragraphs of both texts: lines, or blocks between blank lines where the lines in them run on."""
    by_block = blocks(source, [0] * len(source)), blocks(target, [0] * len(target))
    if any(are_wrapped(units) for units in by_block):
        return by_block
    return [(line,) for line in source], [(line,) for line in target]


def _pairs(
    job: Job, languages: Sequence[str], source: Sequence[Unit], target: Sequence[Unit]
) -> Iterator[Pair]:
    first, second = ([unit_traits(unit) for unit in units] for units in (source, target))
    places = [(1, 1), (1, 1)]
    for a, a_end, b, b_end in _beads(first, second):
        sides: list[Segment] = []
        for number, units in enumerate((source[a:a_end], target[b:b_end])):
            lines = [line for unit in units for line in unit]
            language, path = languages[number], job.paths[number]
            if lines:
                places[number] = (lines[-1].number, lines[-1].end)
            sides.append(
                segment(lines, language, path) if lines else missing(language, path, *places[number])
            )
        yield Pair(*sides)


def _beads(first: Sequence[Traits], second: Sequence[Traits]) -> list[Bead]:
    ratio = length_ratio(first, second)
    if len(first) == len(second):
        misfits = [misfit(one, two, ratio) > _MISFIT for one, two in zip(first, second, strict=True)]
        if not any(
            all(misfits[index : index + _WINDOW]) for index in range(max(len(misfits) - _WINDOW + 1, 0))
        ):
            return [(index, index + 1, index, index + 1) for index in range(len(first))]
    return align(first, second, ratio)
