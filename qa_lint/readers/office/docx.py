"""Reads Word documents (DOCX): in one language, or with both, in a table or paragraph by paragraph."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from qa_lint.config import Config
from qa_lint.identification import identify
from qa_lint.languages import base
from qa_lint.model import Anchor, Aside, Document, Pair, Problem, Segment, Side
from qa_lint.readers import Job, interleaved
from qa_lint.readers.blocks import Text
from qa_lint.readers.columns import Columns, located
from qa_lint.readers.lines import Line
from qa_lint.readers.note_pairs import answering
from qa_lint.readers.office.package import opened
from qa_lint.readers.office.paragraph import MOST_IN_CELL, Numbers, Paragraph, block, blocks, lines_of
from qa_lint.readers.office.story import read_notes, read_story
from qa_lint.readers.office.styles import read_styles
from qa_lint.readers.sides import alternate, sides
from qa_lint.textfile import TextError

# Word has tables of up to 63 columns.
_MAX_COLUMNS = 64


@dataclass(frozen=True, slots=True)
class _Content:
    """What a document holds: the paragraphs of its body, those of headers and footers, and its notes by their
    labels.
    """

    body: list[Paragraph]
    margins: list[Paragraph]
    notes: list[tuple[str, list[Paragraph]]]
    problems: tuple[Problem, ...]


def extract(path: str) -> Text:
    """What the document at `path` holds: its body, then headers and footers. Raises `TextError`."""
    content = _content(path)
    notes = (block(paragraphs, label) for label, paragraphs in content.notes)
    found = blocks((*content.body, *content.margins))
    return Text(tuple(found), tuple(notes), problems=content.problems)


def read(job: Job, config: Config) -> Iterator[Document]:
    """The documents in the job's one file. Raises `TextError`."""
    path = job.paths[0]
    content = _content(path)
    wanted = (job.source_language or config.source_language, job.target_language or config.target_language)
    pairs, rest, language = _parted(path, content, config)
    if not pairs:
        found = (
            interleaved.alone(path, rest, language, wanted)
            if language
            else interleaved.document(path, rest, wanted)
        )
    else:
        languages = _languages(pairs[0])
        lone = None if any(pair.target.text for pair in pairs) else Side.SOURCE
        found = Document(path, *languages, tuple(pairs), lone=lone)
        # Around a table there may be a title in both languages. One line of both, or of one alone, as on
        # the use of the table, is none of its pairs.
        classes = sides(rest, *languages)
        lines = [line for index, line in enumerate(rest) if index not in classes.unsure]
        if classes.second and sides(lines, *languages).second:
            around = interleaved.document(path, lines, languages)
            if (around.source_language, around.target_language) == languages:
                pairs = sorted((*pairs, *around.pairs), key=lambda pair: pair.source.position(0)[0])
                found = replace(around, pairs=tuple(pairs))
    pairs, asides = _notes(found, content.notes)
    yield replace(
        found,
        pairs=(*found.pairs, *pairs),
        asides=(*found.asides, *asides),
        problems=content.problems,
    )


def is_bilingual(path: str, config: Config) -> bool:
    """Whether the document holds source and target: a paper with a summary in another language does not. One
    that cannot be read counts as such.
    """
    try:
        pairs, rest, language = _parted(path, _content(path), config)
    except TextError:
        return True
    if pairs or language:
        return bool(pairs)
    return alternate(rest, config.source_language, config.target_language)


def _content(path: str) -> _Content:
    with opened(path, "Word document") as package:
        main = package.main("document", "Word document")
        relations = package.relations(main)
        targets = {relation.type: relation.target for relation in relations}
        styles = read_styles(package, targets["styles"]) if targets.get("styles", "") in package else {}
        numbers = Numbers()
        body = read_story(package.events(main), path, styles, numbers)
        margins: list[Paragraph] = []
        used = [relation for relation in relations if relation.id in numbers.headers]
        for target, type_ in {relation.target: relation.type for relation in used}.items():
            margins += read_story(package.events(target), path, styles, numbers, type_)
        notes: list[tuple[str, list[Paragraph]]] = []
        for kind in ("footnote", "endnote"):
            if any(key[0] == kind for key in numbers.notes):
                events = package.events(targets.get(f"{kind}s", f"word/{kind}s.xml"))
                found = read_notes(events, path, styles, numbers)
                notes += ((label, found[key]) for key, label in numbers.notes.items() if key in found)
    return _Content(body, margins, notes, tuple(numbers.problems))


def _parted(path: str, content: _Content, config: Config) -> tuple[list[Pair], list[Line], str]:
    """The pairs in tables of source and target, the lines of all the rest, and the language of the document
    if it is known to be in one.

    A table in a text of one language is a part of that text, whatever it holds, unless most of the text is in
    such tables.
    """
    tables: dict[int, list[Paragraph]] = {}
    for paragraph in content.body:
        if paragraph.cell:
            tables.setdefault(paragraph.cell.table, []).append(paragraph)
    found = [_table(path, table, config) for table in tables.values()]
    sizes: Counter[tuple[str, str]] = Counter()
    for some, _ in found:
        for pair in some:
            sizes[_languages(pair)] += len(pair.source.text) + len(pair.target.text)
    languages = max(sizes, key=lambda entry: sizes[entry], default=("", ""))
    # A little table, of names perhaps, may look as if it were in other languages than the large ones.
    found = [(some, numbers) for some, numbers in found if some and _languages(some[0]) == languages]
    pairs = [pair for some, _ in found for pair in some]
    read = {number for _, numbers in found for number in numbers}
    rest = [paragraph for paragraph in content.body if paragraph.number not in read]
    lines = list(lines_of((*rest, *content.margins)))
    if pairs and sizes[languages] < sum(len(line.text) for line in lines):
        around = sides(lines, config.source_language, config.target_language)
        if not around.second:
            return [], list(lines_of((*content.body, *content.margins))), around.first
    return pairs, lines, ""


def _languages(pair: Pair) -> tuple[str, str]:
    return pair.source.language, pair.target.language


def _table(path: str, paragraphs: Sequence[Paragraph], config: Config) -> tuple[list[Pair], set[int]]:
    """The pairs of a table, none if it is not one of source and target; and the paragraphs that are in its
    rows, by their numbers. A row of one cell across the table is none of these.
    """
    rows: dict[int, dict[int, list[Paragraph]]] = {}
    for paragraph in paragraphs:
        if paragraph.cell:
            rows.setdefault(paragraph.cell.row, {}).setdefault(paragraph.cell.column, []).append(paragraph)
    width = max(column for cells in rows.values() for column in cells)
    if width > _MAX_COLUMNS:
        return [], set()
    texts = [[_text(cells.get(column, ())) for column in range(1, width + 1)] for cells in rows.values()]
    try:
        start, layout = located(texts, config)
    except TextError:
        return [], set()
    pairs: list[Pair] = []
    numbers: set[int] = set()
    last = max(layout.source, layout.target) + 1
    for index, cells in enumerate(rows.values()):
        first = next(iter(cells.values()))[0]
        if len(cells) == 1 and first.cell and first.cell.column + first.cell.span > last > 1:
            continue
        numbers |= {paragraph.number for cell in cells.values() for paragraph in cell}
        source, target = cells.get(layout.source + 1, []), cells.get(layout.target + 1, [])
        if index >= start and (source or target):
            pairs += _row(path, source, target, layout)
    return pairs, numbers


def _row(path: str, source: list[Paragraph], target: list[Paragraph], layout: Columns) -> list[Pair]:
    """The pair of a row; the pairs of one that holds a whole text, as of a contract."""
    languages = layout.source_language, layout.target_language
    if min(len(source), len(target)) > MOST_IN_CELL:
        lines = [list(lines_of(side)) for side in (source, target)]
        classes = [0] * len(lines[0]) + [1] * len(lines[1])
        return interleaved.paired(path, list(chain(*lines)), classes, languages, languages)[1]
    first = (source or target)[0]
    empty = Segment("", "", path, (Anchor(0, first.number, 1),), first.place)
    segments = (
        block(side).segment(language, path) if side else replace(empty, language=language)
        for side, language in zip((source, target), languages, strict=True)
    )
    return [Pair(*segments)]


def _text(paragraphs: Iterable[Paragraph]) -> str:
    return "\n".join(paragraph.text.strip() for paragraph in paragraphs)


def _notes(
    document: Document, notes: Sequence[tuple[str, list[Paragraph]]]
) -> tuple[list[Pair], list[Aside]]:
    """The pairs of notes that markers of one pair refer to, as many on both sides, and the other notes, each
    on the side that refers to it.
    """
    known = {label: block(paragraphs, label) for label, paragraphs in notes if label}
    pairs: list[Pair] = []
    asides: list[Aside] = []
    for labels in answering(document.pairs, known, known):
        languages = document.source_language, document.target_language
        source, target = (
            [known.pop(label).segment(language, document.path) for label in some if label in known]
            for some, language in zip(labels, languages, strict=True)
        )
        if len(source) == len(target):
            pairs += map(Pair, source, target)
        else:
            asides += (Aside(Side.SOURCE, note) for note in source)
            asides += (Aside(Side.TARGET, note) for note in target)
    for rest in (*known.values(), *(block(paragraphs) for label, paragraphs in notes if not label)):
        is_target = base(identify(rest.text)) == base(document.target_language)
        side = document.lone or (Side.TARGET if is_target else Side.SOURCE)
        language = document.target_language if side is Side.TARGET else document.source_language
        asides.append(Aside(side, rest.segment(language, document.path)))
    return pairs, asides
