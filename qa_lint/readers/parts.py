"""From a stream of what a file holds to documents of bounded size."""

from collections.abc import Iterable, Iterator
from itertools import islice

from qa_lint.model import Document, Pair, Problem, Remark, Remarked, Side

# A long document comes in parts of this many entries.
_PART = 10_000

Entry = Pair | Remarked | Problem
"""What a file with both sides holds, one after the other: pairs, units not done, and what cannot be read."""


def documents(path: str, entries: Iterable[Entry]) -> Iterator[Document]:
    """The documents of the file at `path`, in parts of one pair of languages each; at least one.

    A whole file without a single translation is a document with one side only.
    """
    entries = iter(entries)
    is_first = True
    while (part := list(islice(entries, _PART))) or is_first:
        groups: dict[tuple[str, str], list[Entry]] = {}
        problems = tuple(entry for entry in part if isinstance(entry, Problem))
        for entry in part:
            if not isinstance(entry, Problem):
                pair = entry if isinstance(entry, Pair) else entry.pair
                groups.setdefault((pair.source.language, pair.target.language), []).append(entry)
        is_whole = is_first and len(part) < _PART
        for languages, group in groups.items() or [(("", ""), [])]:
            yield _document(path, languages, group, problems, is_whole=is_whole)
            problems = ()
        is_first = False


def _document(
    path: str,
    languages: tuple[str, str],
    entries: list[Entry],
    problems: tuple[Problem, ...],
    *,
    is_whole: bool,
) -> Document:
    pairs = tuple(entry for entry in entries if isinstance(entry, Pair))
    remarks = tuple(entry for entry in entries if isinstance(entry, Remarked))
    unfinished = tuple(entry.pair for entry in remarks if entry.remark is Remark.UNFINISHED)
    if is_whole and entries and not any(pair.target.text for pair in (*pairs, *unfinished)):
        return Document(path, *languages, pairs or unfinished, lone=Side.SOURCE, problems=problems)
    return Document(path, *languages, pairs, problems=problems, remarks=remarks)
