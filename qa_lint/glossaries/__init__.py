"""Reads glossaries: CSV, TSV, XLSX and TBX files, and tables in the settings; writes CSV."""

from collections.abc import Iterable, Iterator, Mapping

from qa_lint.glossaries.settings import read_table
from qa_lint.glossary import Entry, Glossaries, Item
from qa_lint.model import Problem

_XLSX = (".xlsx", ".xlsm")
_TBX = (".tbx", ".tbxm", ".xml")


def load_glossaries(items: Iterable[str | Mapping[str, object]]) -> Glossaries:
    """The glossaries in `items`: paths of CSV, TSV, XLSX or TBX files, and tables with the keys `source`,
    `approved`, `forbidden` and so on.

    What is broken becomes a problem, and the rest is used.
    """
    found: list[Item] = []
    problems: list[Problem] = []
    for number, item in enumerate(items, 1):
        before = len(found) + len(problems)
        for entry in _read_file(item) if isinstance(item, str) else read_table(item, number):
            if isinstance(entry, Problem):
                problems.append(entry)
            else:
                found.append(entry)
        if isinstance(item, str) and len(found) + len(problems) == before:
            problems.append(Problem(item, "no terms there"))
    return Glossaries(tuple(found), tuple(problems))


def _read_file(path: str) -> Iterator[Item | Problem]:
    # Each needs libraries that the others do not.
    if path.lower().endswith(_XLSX):
        from qa_lint.glossaries.workbook import read_workbook

        return read_workbook(path)
    if path.lower().endswith(_TBX):
        from qa_lint.glossaries.tbx import read_tbx

        return read_tbx(path)
    from qa_lint.glossaries.delimited import read_delimited

    return read_delimited(path)


__all__ = ["Entry", "load_glossaries"]
