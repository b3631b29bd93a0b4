"""Makes entries of the rows of a table, whatever file it stands in."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa_lint.glossary import Concept, Entry, EntryError, Facts, Item, Names

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
    "part of speech": "part of speech|pos|词性|詞性",
    "domain": "domain|domains|subject|subject field|field|领域|領域|分类|分類",
    "paths": "paths|path|scope|files|documents|范围|範圍|适用范围",
}
_NAMES = {name: column for column, names in _COLUMNS.items() for name in names.split("|")}
_ORDER = ("source", "approved", "forbidden")
_LANGUAGE = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,2}")
_YES = frozenset({"yes", "y", "true", "1", "x", "是", "✓", "sensitive"})
_NO = frozenset({"", "no", "n", "false", "0", "否", "insensitive"})
_SEPARATORS, _BARS = re.compile("[|｜;；]"), re.compile("[|｜]")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, and where it stands: its line, or its row in a sheet."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the row `number`."""

    number: int
    message: str


def has_header(row: Sequence[str]) -> bool:
    """Whether `row` names the columns of a glossary."""
    return bool(_header(row))


def read_rows(rows: Iterable[Row | Fault], *, bars_only: bool = False) -> Iterator[Item | Fault]:
    """The entries in `rows`, of which the first that is not empty may name the columns.

    Without a header, they are source, approved, forbidden. Columns named by languages, as `zh`, `en`, make
    entries that hold for these languages. Several terms or renderings in a cell are parted by `|` or, where
    there is none and not `bars_only`, by `;`.
    """
    separators = _BARS if bars_only else _SEPARATORS
    columns: Mapping[int, str] | None = None
    for row in rows:
        if isinstance(row, Fault):
            yield row
            continue
        if not any(cell.strip() for cell in row.cells):
            continue
        if columns is None:
            columns = _header(row.cells)
            if columns and not _can_render(columns):
                cells = ", ".join(cell for cell in row.cells if cell.strip())
                yield Fault(
                    row.number, f"no column for renderings in '{cells}'; expected one called 'approved'"
                )
                return
            if columns:
                continue
            columns = dict(enumerate(_ORDER))
        try:
            yield _item(row, columns, separators)
        except EntryError as error:
            yield Fault(row.number, str(error))


def _header(row: Sequence[str]) -> Mapping[int, str] | None:
    """What the columns hold, by their number; none if `row` is no header. The name of a column with terms
    in a language is `=` and the tag.
    """
    cells = [re.sub(r"[\s_-]+", " ", cell.strip().lower()) for cell in row]
    names = {number: _NAMES[cell] for number, cell in enumerate(cells) if cell in _NAMES}
    if "source" in names.values():
        return names
    tags = {
        number: f"={cell.strip().replace('_', '-')}"
        for number, cell in enumerate(row)
        if number not in names and _LANGUAGE.fullmatch(cell.strip())
    }
    return names | tags if {0, 1} <= tags.keys() else None


def _can_render(columns: Mapping[int, str]) -> bool:
    names = set(columns.values())
    return bool({"approved", "forbidden", "do not translate"} & names) or "source" not in names


def _item(row: Row, columns: Mapping[int, str], separators: re.Pattern[str]) -> Item:
    cells = dict.fromkeys(_COLUMNS, "")
    texts: dict[str, tuple[str, ...]] = {}
    for number, column in columns.items():
        if number < len(row.cells):
            cell = row.cells[number].strip()
            cells[column] = cell
            parts = (_BARS if _BARS.search(cell) else separators).split(cell)
            texts[column] = tuple(part.strip() for part in parts if part.strip())
    facts = Facts(
        case_sensitive=_yes("case", cells["case"]),
        do_not_translate=_yes("do not translate", cells["do not translate"]),
        part_of_speech=cells["part of speech"],
        note=cells["note"],
        domain=cells["domain"],
        paths=texts.get("paths", ()),
    )
    forbidden = texts.get("forbidden", ())
    tags = [column for column in columns.values() if column.startswith("=")]
    if not tags:
        return Entry(texts.get("source", ()), texts.get("approved", ()), forbidden, facts)
    names = [Names(tag[1:], texts.get(tag, ())) for tag in tags]
    if forbidden:  # of the second language, in which most tables of two have the renderings
        names[1] = Names(names[1].language, names[1].approved, forbidden)
    return Concept(tuple(names), facts)


def _yes(column: str, cell: str) -> bool:
    if cell.lower() not in _YES | _NO:
        raise EntryError(f"'{cell}' in the column '{column}'; expected yes or no")
    return cell.lower() in _YES
