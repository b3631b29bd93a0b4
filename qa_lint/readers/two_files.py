"""Reads two files of any format, one a language, and finds which blocks of one answer which of the other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa_lint.alignment.align import Alignment, align, by_name
from qa_lint.alignment.kinds import has_name
from qa_lint.alignment.passages import Passage
from qa_lint.alignment.verdict import outdated, unmatched
from qa_lint.config import Config
from qa_lint.forms import settled
from qa_lint.identification import identify
from qa_lint.languages import base
from qa_lint.model import Anchor, Aside, Document, Pair, Remark, Remarked, Segment, Side
from qa_lint.prose import without_opaque
from qa_lint.readers import Job, extract
from qa_lint.readers.blocks import DRIFTED, Block, Text, joined
from qa_lint.readers.directives import attached
from qa_lint.readers.formats import format_of
from qa_lint.readers.lines import Line, Unit, segment, text_lines
from qa_lint.readers.note_pairs import answering, label_of
from qa_lint.readers.notes import tail
from qa_lint.readers.paragraphs import are_wrapped, blocks
from qa_lint.textfile import read_text

_Bead = tuple[tuple[int, ...], tuple[int, ...]]


def read(job: Job, config: Config) -> Iterator[Document]:
    """The document in the job's source file and target file. Raises `TextError`."""
    texts, languages = _texts(job)
    if not config.source_language and _is_turned(*texts):
        job = replace(job, paths=job.paths[::-1])
        texts, languages = texts[::-1], languages[::-1]
    sides = [text.blocks for text in texts]
    pairs, alignment = _pairs(job.paths, languages, sides)
    notes, asides = _notes(pairs, texts, languages, job.paths)
    checked = [_is_checked(text) for text in texts]
    lone = None if all(checked) or not any(checked) else Side.SOURCE if checked[0] else Side.TARGET
    if lone is Side.SOURCE:
        pairs = [replace(pair, is_gap=False) for pair in pairs]
    document = Document(
        job.paths[1],
        languages[0],
        languages[1],
        (*pairs, *notes),
        tuple(asides),
        lone,
        tuple(problem for text in texts for problem in text.problems),
        () if lone else tuple(_remarks(texts[1], pairs, alignment)),
        revision=texts[1].revision,
    )
    yield attached(document, [ignore for text in texts for ignore in text.ignores])


def _notes(
    pairs: Sequence[Pair], texts: Sequence[Text], languages: Sequence[str], paths: Sequence[str]
) -> tuple[list[Pair], list[Aside]]:
    """The notes that answer each other, since markers of one pair refer to them, and the other ones."""
    segments = [
        [note.segment(language, path) for note in text.notes]
        for text, language, path in zip(texts, languages, paths, strict=True)
    ]
    labelled = [{label: note for note in side if (label := label_of(note.text))} for side in segments]
    answers: list[Pair] = []
    for labels in answering(pairs, *labelled):
        if len(labels[0]) == len(labels[1]):
            found = ([labelled[number][label] for label in some] for number, some in enumerate(labels))
            answers += map(Pair, *found)
    paired = {id(note) for pair in answers for note in (pair.source, pair.target)}
    return answers, [
        Aside(side, note)
        for side, notes in zip(Side, segments, strict=True)
        for note in notes
        if id(note) not in paired
    ]


def _is_turned(source: Text, target: Text) -> bool:
    """Whether what was taken for the source is the translation: it says so, or holds nothing."""
    if source.is_translation != target.is_translation:
        return source.is_translation
    return _is_checked(target) and not _is_checked(source)


def _is_checked(text: Text) -> bool:
    return any(not block.is_kept for block in text.blocks)


def _remarks(target: Text, pairs: Sequence[Pair], alignment: Alignment) -> Iterator[Remarked]:
    """What is to be said of the document as a whole, at the first pair or the first gap."""
    if not pairs:
        return
    if reason := unmatched(alignment):
        yield Remarked(Remark.UNMATCHED, pairs[0], {"reason": reason})
        return
    said = target.fields.get(DRIFTED, "")
    gap = next((pair for pair in pairs if pair.is_gap), pairs[0])
    if said and said.lower() not in ("false", "no"):
        yield Remarked(Remark.OUTDATED, gap, {"reason": f"it says so itself ({DRIFTED}: {said})"})
    elif reason := outdated(alignment):
        yield Remarked(Remark.OUTDATED, gap, {"reason": reason})


def _texts(job: Job) -> tuple[tuple[Text, Text], tuple[str, str]]:
    """What the two files hold, and the languages."""
    given = job.source_language, job.target_language
    if all(getattr(format_of(path), "name", "") == "text" for path in job.paths):
        return _plain(job.paths, given)
    source, target = (extract(path) for path in job.paths)
    entry = format_of(job.paths[0])
    usual = entry.usual_source if entry and base(entry.usual_source) != base(job.target_language) else ""
    names = [
        tag or identify(without_opaque("\n".join(b.text for b in text.blocks if not b.is_kept)), default)
        for tag, text, default in zip(given, (source, target), (usual, ""), strict=True)
    ]
    return (source, target), (names[0], names[1])


def _plain(paths: Sequence[str], given: tuple[str, str]) -> tuple[tuple[Text, Text], tuple[str, str]]:
    """Two plain texts: paragraphs are lines, or blocks between blank lines where the lines in them run on."""
    texts = [text_lines(read_text(path)) for path in paths]
    names = [
        tag or identify("\n".join(line.text for line in lines))
        for tag, lines in zip(given, texts, strict=True)
    ]
    ends = [tail([line.text for line in lines], [0] * len(lines), names) for lines in texts]
    bodies = [lines[:end] for lines, end in zip(texts, ends, strict=True)]
    units = [blocks(lines, [0] * len(lines)) for lines in bodies]
    if not any(map(are_wrapped, units)):
        units = [[(line,) for line in lines] for lines in bodies]
    source, target = (
        Text(
            tuple(_block(unit, language) for unit in side),
            tuple(_block((line,), language) for line in lines[end:]),
        )
        for side, lines, end, language in zip(units, texts, ends, names, strict=True)
    )
    return (source, target), (names[0], names[1])


def _block(lines: Unit | Sequence[Line], language: str) -> Block:
    joined = segment(lines, language, "")
    return Block(joined.text, joined.anchors)


def _pairs(
    paths: Sequence[str], languages: tuple[str, str], sides: Sequence[Sequence[Block]]
) -> tuple[list[Pair], Alignment]:
    """The pairs, and the alignment of what has no name."""
    passages, running = zip(*map(_passages, sides), strict=True)
    first, second = (
        [side[index] for index in places] for side, places in zip(passages, running, strict=True)
    )
    alignment = align(first, second, languages)
    beads: list[_Bead] = [
        (tuple(running[0][a:a_end]), tuple(running[1][b:b_end])) for a, a_end, b, b_end in alignment.beads
    ]
    names = [[block.key for block in side] for side in sides]
    beads += [
        (() if one is None else (one,), () if two is None else (two,))
        for one, two in settled(by_name(*passages), *names)
    ]
    pairs = []
    ends = [Anchor(0, 1, 1), Anchor(0, 1, 1)]
    for bead in _ordered(beads):
        segments = []
        is_kept = False
        name = next((side[index].key for side, part in zip(sides, bead, strict=True) for index in part), "")
        for number, (side, indexes) in enumerate(zip(sides, bead, strict=True)):
            found = [side[index] for index in indexes]
            whole = joined(found, languages[number], paths[number])
            if whole is None:
                whole = Segment("", languages[number], paths[number], (ends[number],), name)
            else:
                ends[number] = Anchor(0, *whole.position(len(whole.text)))
            segments.append(whole)
            is_kept = is_kept or any(block.is_kept for block in found)
        if not is_kept:
            pairs.append(Pair(segments[0], segments[1], is_gap=not all(bead)))
    return pairs, alignment


def _passages(side: Sequence[Block]) -> tuple[list[Passage], list[int]]:
    """The blocks as alignment takes them, and the indexes of those that have no name to be paired by."""
    passages = [Passage(block.text, block.kind, block.key, block.depth, block.is_kept) for block in side]
    return passages, [index for index, passage in enumerate(passages) if not has_name(passage)]


def _ordered(beads: Sequence[_Bead]) -> list[_Bead]:
    """The beads in the order of the source, what the target alone has behind what precedes it there."""
    partners = {index: bead[0][-1] for bead in beads if bead[0] for index in bead[1]}
    before = -1
    places: dict[int, int] = {}
    for index in sorted(index for bead in beads for index in bead[1]):
        before = places[index] = partners.get(index, before)
    return sorted(beads, key=lambda bead: (bead[0][-1], -1) if bead[0] else (places[bead[1][0]], bead[1][0]))
