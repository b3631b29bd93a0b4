"""Glossaries: which terms there are, and which renderings of them are approved or forbidden.

A glossary is a CSV or TSV file, or tables in the configuration.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa_lint.model import Problem
from qa_lint.textfile import TextError, read_text

# The names that columns go by, in lower case, with spaces for `-` and `_`.
_COLUMNS = {
    "source": "source|source term|source terms|source text|term|terms|original|原文|术语|術語|源语|源語|中文",
    "approved": "approved|approved rendering|approved renderings|approved rendering(s)|target|target term"
    "|target terms|rendering|renderings|rendering(s)|translation|translations|preferred"
    "|译文|譯文|译名|譯名|译法|譯法|英文",
    "forbidden": "forbidden|forbidden rendering|forbidden renderings|forbidden rendering(s)|avoid|deprecated"
    "|do not use|not|禁用|禁用译法|禁用譯法|不用|避免",
    "case": "case|case sensitive|case sensitivity|大小写|大小寫|区分大小写",
    "note": "note|notes|comment|comments|remark|remarks|备注|備註|说明|說明|注释",
    "do not translate": "do not translate|dnt|keep|untranslated|不译|不譯",
}
_NAMES = {name: column for column, names in _COLUMNS.items() for name in names.split("|")}
_ORDER = ("source", "approved", "forbidden")
_LANGUAGE = re.compile(r"[a-z]{2,3}([-_][A-Za-z]{2,4}){0,2}")
_YES = frozenset({"yes", "y", "true", "1", "x", "是", "✓", "sensitive"})
_NO = frozenset({"", "no", "n", "false", "0", "否", "insensitive"})
_KEYS = ("source", "approved", "forbidden", "case-sensitive", "do-not-translate", "note")


@dataclass(frozen=True, slots=True)
class Entry:
    """A term: its forms in the source, and the renderings that are approved and forbidden, of which
    there is at least one.

    `case_sensitive` says that case counts, in the source and in the renderings; `do_not_translate` that
    the source term is its own approved rendering. `path` and `line` say where the entry stands, if it
    stands in a file.
    """

    source: tuple[str, ...]
    approved: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    case_sensitive: bool = False
    do_not_translate: bool = False
    note: str = ""
    path: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Glossaries:
    """The entries of all glossaries of a run, in order, and what could not be used of them."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


class _RowError(Exception):
    """An entry cannot be used; the message says why."""


def load_glossaries(items: Iterable[str | Mapping[str, object]]) -> Glossaries:
    """The glossaries in `items`: paths of CSV or TSV files, and tables with the keys `source`,
    `approved`, `forbidden` and so on.

    A file without a header has the columns source, approved, forbidden. Several terms or renderings in
    a cell are parted by `|` or `;`. What is broken becomes a problem, and the rest is used.
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, item in enumerate(items, 1):
        found = _read_file(item) if isinstance(item, str) else _read_table(item, number)
        for entry in found:
            if isinstance(entry, Entry):
                entries.append(entry)
            else:
                problems.append(entry)
    return Glossaries(tuple(entries), tuple(problems))


def _read_table(table: Mapping[str, object], number: int) -> Iterator[Entry | Problem]:
    try:
        for key in table:
            if key not in _KEYS:
                raise _RowError(f"unknown key '{key}'; allowed are {', '.join(_KEYS)}")
        yield _entry(
            *(_texts(key, table.get(key, [])) for key in _ORDER),
            case_sensitive=_flag("case-sensitive", table.get("case-sensitive", False)),
            do_not_translate=_flag("do-not-translate", table.get("do-not-translate", False)),
            note=" ".join(_texts("note", table.get("note", ""))),
        )
    except _RowError as error:
        yield Problem(f"glossary entry {number} of the settings", str(error))


def _texts(key: str, value: object) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list | tuple) or not all(isinstance(text, str) for text in values):
        raise _RowError(f"{key} = {value!r}: expected a text or a list of texts")
    return tuple(text.strip() for text in values if text.strip())


def _flag(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise _RowError(f"{key} = {value!r}: expected true or false")
    return value


def _read_file(path: str) -> Iterator[Entry | Problem]:
    try:
        lines = read_text(path).split("\n")
    except TextError as error:
        yield Problem(path, error.message, error.line)
        return
    delimiter = _delimiter(lines, path)
    separators = re.compile("[|｜]" if delimiter == ";" else "[|｜;；]")
    columns: Mapping[int, str] | None = None
    for line, row in _rows(lines, delimiter):
        if isinstance(row, str):
            yield Problem(path, row, line)
            continue
        if not any(cell.strip() for cell in row):
            continue
        if columns is None:
            columns = _header(row)
            if columns:
                if not {"approved", "forbidden", "do not translate"} & set(columns.values()):
                    yield Problem(
                        path,
                        f"no column for renderings in '{', '.join(row)}'; expected one called 'approved'",
                        line,
                    )
                    return
                continue
            columns = dict(enumerate(_ORDER))
        try:
            yield _row(row, columns, separators, path, line)
        except _RowError as error:
            yield Problem(path, str(error), line)


def _delimiter(lines: Iterable[str], path: str) -> str:
    first = next((line for line in lines if line.strip()), "")
    if "\t" in first or path.lower().endswith((".tsv", ".tab")):
        return "\t"
    return "," if "," in first or ";" not in first else ";"


def _rows(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """The rows, each with the number of its first line; for a row with broken quotes what is wrong,
    after which reading goes on.
    """
    start = 0
    while start < len(lines):
        reader = csv.reader((line + "\n" for line in lines[start:]), delimiter=delimiter, strict=True)
        done = 0
        try:
            for row in reader:
                yield start + done + 1, row
                done = reader.line_num
            return
        except csv.Error as error:
            yield start + done + 1, f"this row cannot be read ({error}); check its quotation marks"
            start += done + 1


def _header(row: Sequence[str]) -> Mapping[int, str] | None:
    """What the columns hold, by their number; none if `row` is no header."""
    cells = [re.sub(r"[\s_-]+", " ", cell.strip().lower()) for cell in row]
    names = {number: _NAMES[cell] for number, cell in enumerate(cells) if cell in _NAMES}
    if "source" in names.values():
        return names
    if len(row) > 1 and all(_LANGUAGE.fullmatch(cell.strip()) for cell in row[:2]):  # zh,en
        return dict(enumerate(_ORDER[:2])) | {number: name for number, name in names.items() if number > 1}
    return None


def _row(
    row: Sequence[str], columns: Mapping[int, str], separators: re.Pattern[str], path: str, line: int
) -> Entry:
    cells = dict.fromkeys(_COLUMNS, "")
    for number, column in columns.items():
        if number < len(row):
            cells[column] = row[number].strip()
    parts = (
        tuple(part.strip() for part in separators.split(cells[column]) if part.strip()) for column in _ORDER
    )
    return _entry(
        *parts,
        case_sensitive=_yes("case", cells["case"]),
        do_not_translate=_yes("do not translate", cells["do not translate"]),
        note=cells["note"],
        path=path,
        line=line,
    )


def _yes(column: str, cell: str) -> bool:
    if cell.lower() not in _YES | _NO:
        raise _RowError(f"'{cell}' in the column '{column}'; expected yes or no")
    return cell.lower() in _YES


def _entry(
    source: tuple[str, ...],
    approved: tuple[str, ...],
    forbidden: tuple[str, ...],
    *,
    case_sensitive: bool,
    do_not_translate: bool,
    note: str,
    path: str = "",
    line: int | None = None,
) -> Entry:
    if not source:
        raise _RowError("no source term")
    for term in (*source, *approved, *forbidden):
        if not any(character.isalnum() for character in term):
            raise _RowError(f"'{term}' has no letter or digit")
    if do_not_translate:
        approved = tuple(dict.fromkeys((*source, *approved)))
    if not (approved or forbidden):
        raise _RowError(f"no approved or forbidden rendering for '{source[0]}'")
    if both := set(approved) & set(forbidden):
        raise _RowError(f"'{min(both)}' is both approved and forbidden for '{source[0]}'")
    return Entry(source, approved, forbidden, case_sensitive, do_not_translate, note, path, line)
