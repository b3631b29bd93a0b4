"""Reads and writes glossaries in CSV and TSV files."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from qa_lint.glossaries.rows import Fault, Row, read_rows
from qa_lint.glossary import Entry, Item
from qa_lint.model import Problem
from qa_lint.textfile import TextError, read_text

HEADER = (
    "source",
    "approved",
    "forbidden",
    "case",
    "do not translate",
    "part of speech",
    "domain",
    "paths",
    "note",
)


def read_delimited(path: str) -> Iterator[Item | Problem]:
    """The entries in a CSV or TSV file."""
    try:
        lines = read_text(path).split("\n")
    except TextError as error:
        yield Problem(path, error.message, error.line)
        return
    delimiter = _delimiter(lines, path)
    for item in read_rows(_rows(lines, delimiter), bars_only=delimiter == ";"):
        yield Problem(path, item.message, item.number) if isinstance(item, Fault) else item


def to_csv(entries: Iterable[Entry]) -> str:
    """`entries` as a CSV file that `read_delimited` reads as the same."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(HEADER)
    for entry in entries:
        facts = entry.facts
        approved = () if facts.do_not_translate and entry.approved == entry.source else entry.approved
        writer.writerow(
            (
                *(_cell(texts) for texts in (entry.source, approved, entry.forbidden)),
                *("yes" if flag else "" for flag in (facts.case_sensitive, facts.do_not_translate)),
                *(_plain(text) for text in (facts.part_of_speech, facts.domain)),
                _cell(facts.paths),
                _plain(facts.note),
            )
        )
    return file.getvalue()


def _cell(texts: Sequence[str]) -> str:
    """`texts` in a cell; a `|` at the end keeps a lone text with a `;` whole."""
    texts = [_plain(text) for text in texts]
    return "|".join(texts) + ("|" if len(texts) == 1 and re.search("[;；]", texts[0]) else "")


def _plain(text: str) -> str:
    return " ".join(text.split())


def _delimiter(lines: Iterable[str], path: str) -> str:
    first = next((line for line in lines if line.strip()), "")
    if "\t" in first or path.lower().endswith((".tsv", ".tab")):
        return "\t"
    return "," if "," in first or ";" not in first else ";"


def _rows(lines: Sequence[str], delimiter: str) -> Iterator[Row | Fault]:
    """The rows, each with the number of its first line; for a row with broken quotes what is wrong,
    after which reading goes on.
    """
    start = 0
    while start < len(lines):
        reader = csv.reader(_from(lines, start), delimiter=delimiter, strict=True)
        done = 0
        try:
            for row in reader:
                yield Row(start + done + 1, row)
                done = reader.line_num
            return
        except csv.Error as error:
            yield Fault(start + done + 1, f"this row cannot be read ({error}); check its quotation marks")
            start += done + 1


def _from(lines: Sequence[str], start: int) -> Iterator[str]:
    for number in range(start, len(lines)):
        yield lines[number] + "\n"
