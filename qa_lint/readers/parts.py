"""From a stream of what a file holds to documents of bounded size."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from qa_lint.identification import identify
from qa_lint.model import Document, Pair, Problem, Remark, Remarked, Side
from qa_lint.textfile import MAX_LINE, TextError

# A long document comes in parts of this many entries.
_PART = 10_000
# How many texts tell a language that the file does not declare.
_SAMPLE = 200
_MAX_PROBLEMS = 20

Entry = Pair | Remarked | Problem
"""What a file with both sides holds, one after the other: pairs, units not done, and what cannot be read."""
_Entry = TypeVar("_Entry", bound=Entry)


def documents(path: str, entries: Iterable[Entry]) -> Iterator[Document]:
    """The documents of the file at `path`, in parts of one pair of languages each; at least one.

    A whole file without a single translation is a document with one side only. Languages that are not known
    are told from the texts. A text of more than `MAX_LINE` characters is a problem. Where `entries` raise
    `TextError`, it is raised after the documents before it.
    """
    failures: list[TextError] = []
    entries = map(_limited, _readable(entries, failures))
    is_first = True
    languages: dict[Side, str] = {}
    while (part := list(islice(entries, _PART))) or (is_first and not failures):
        part = _identified(part, languages)
        groups: dict[tuple[str, str], list[Pair | Remarked]] = {}
        problems = tuple(entry for entry in part if isinstance(entry, Problem))
        for entry in part:
            if not isinstance(entry, Problem):
                pair = entry if isinstance(entry, Pair) else entry.pair
                groups.setdefault((pair.source.language, pair.target.language), []).append(entry)
        is_whole = is_first and len(part) < _PART and not failures
        for tags, group in groups.items() or [(("", ""), [])]:
            yield _document(path, tags, group, problems, is_whole=is_whole)
            problems = ()
        is_first = False
    if failures:
        raise failures[0]


def capped(path: str, entries: Iterable[_Entry], what: str) -> Iterator[_Entry | Problem]:
    """`entries` with no more than the first problems among them, and at the end how many more `what`, as
    `rows`, cannot be read.
    """
    faults = 0
    for entry in entries:
        faults += isinstance(entry, Problem)
        if faults <= _MAX_PROBLEMS or not isinstance(entry, Problem):
            yield entry
    if faults > _MAX_PROBLEMS:
        yield Problem(path, f"{faults - _MAX_PROBLEMS:,} more {what} cannot be read")


def _readable(entries: Iterable[Entry], failures: list[TextError]) -> Iterator[Entry]:
    try:
        yield from entries
    except TextError as error:
        failures.append(error)


def _limited(entry: Entry) -> Entry:
    """The entry, or a problem in its place if one of its texts is too long."""
    if isinstance(entry, Problem):
        return entry
    pair = entry if isinstance(entry, Pair) else entry.pair
    for segment in (pair.source, pair.target):
        if len(segment.text) > MAX_LINE:
            message = (
                f"a text of more than {MAX_LINE:,} characters begins here; longer ones cannot be checked"
            )
            unit = f"unit {segment.unit}: " if segment.unit else ""
            return Problem(segment.path, unit + message, segment.anchors[0].line)
    return entry


def _identified(part: list[Entry], known: dict[Side, str]) -> list[Entry]:
    """The entries with languages in place of those that are empty, told from the first part."""
    pairs = [
        entry if isinstance(entry, Pair) else entry.pair for entry in part if not isinstance(entry, Problem)
    ]
    for side in Side:
        segments = (pair.source if side is Side.SOURCE else pair.target for pair in pairs)
        texts = [segment.text for segment in segments if segment.text and not segment.language]
        if texts and side not in known:
            known[side] = identify("\n".join(texts[:_SAMPLE]))
    return [_named(entry, known) for entry in part] if any(known.values()) else part


def _named(entry: Entry, known: Mapping[Side, str]) -> Entry:
    if isinstance(entry, Problem):
        return entry
    if isinstance(entry, Remarked):
        return replace(entry, pair=_pair_named(entry.pair, known))
    return _pair_named(entry, known)


def _pair_named(pair: Pair, known: Mapping[Side, str]) -> Pair:
    source, target = (
        segment if segment.language else replace(segment, language=known.get(side, ""))
        for side, segment in zip(Side, (pair.source, pair.target), strict=True)
    )
    return replace(pair, source=source, target=target)


def _document(
    path: str,
    languages: tuple[str, str],
    entries: list[Pair | Remarked],
    problems: tuple[Problem, ...],
    *,
    is_whole: bool,
) -> Document:
    pairs = tuple(entry for entry in entries if isinstance(entry, Pair))
    remarks = tuple(entry for entry in entries if isinstance(entry, Remarked))
    if is_whole and entries and not any(map(_is_begun, entries)):
        untranslated = (entry if isinstance(entry, Pair) else entry.pair for entry in entries)
        return Document(
            path, *languages, tuple(map(_without_target, untranslated)), lone=Side.SOURCE, problems=problems
        )
    return Document(path, *languages, pairs, problems=problems, remarks=remarks)


def _is_begun(entry: Pair | Remarked) -> bool:
    """Whether there is a translation; for one that is not done, the source as tools fill it in is none."""
    if isinstance(entry, Pair):
        return bool(entry.target.text)
    pair = entry.pair
    return entry.remark is not Remark.UNFINISHED or pair.target.text not in ("", pair.source.text)


def _without_target(pair: Pair) -> Pair:
    return replace(pair, target=replace(pair.target, text="", anchors=pair.target.anchors[:1]))
