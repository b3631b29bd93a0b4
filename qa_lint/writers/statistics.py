"""The statistics of a run: as tables, in text and in HTML, as rows and as JSON."""

import html
from collections.abc import Iterator, Sequence
from typing import Any

from qa_lint.model import Statistics, Tally
from qa_lint.writers.terminal import safe, width

_HEADINGS = ("words", "error", "warning", "info", "per 1,000", "score")
_LEGEND = (
    "words: of the source, or characters where words are not parted by spaces; per 1,000: findings;",
    "score: 100 - 100 * (5 * errors + warnings) / words, as in MQM's linear model",
)


def as_tables(statistics: Statistics) -> Iterator[str]:
    """The tables, line by line."""
    shown = {title: [_cells(tally, title) for tally in tallies] for title, tallies in _tables(statistics)}
    rows = [row for entries in shown.values() for row in entries]
    first = max(width(row[0]) for row in rows)
    columns = [max(len(heading), *(len(row[n]) for row in rows)) for n, heading in enumerate(_HEADINGS, 1)]
    for title, entries in shown.items():
        if entries:
            for row in [(title, *_headings(title)), *entries] if title else entries:
                cells = "".join(f"  {cell:>{column}}" for cell, column in zip(row[1:], columns, strict=True))
                yield f"  {row[0]}{' ' * (first - width(row[0]))}{cells}".rstrip() + "\n"
            yield "\n"
    yield f"{_LEGEND[0]}\n{_LEGEND[1]}\n"


def as_html(statistics: Statistics) -> Iterator[str]:
    """The tables as one, of which each is a `tbody`, piece by piece."""
    yield '<div class="wide"><table>\n'
    for title, tallies in _tables(statistics):
        if tallies:
            yield "<tbody>"
            if title:
                cells = "".join(f"<th>{heading}</th>" for heading in (title, *_headings(title)))
                yield f"<tr>{cells}</tr>\n"
            for name, *values in (_cells(tally, title) for tally in tallies):
                cells = "".join(f"<td>{value}</td>" for value in values)
                yield f'<tr><th scope="row">{html.escape(name)}</th>{cells}</tr>\n'
            yield "</tbody>\n"
    yield f"</table></div>\n<p>{html.escape(' '.join(_LEGEND))}</p>\n"


def as_rows(statistics: Statistics) -> Iterator[tuple[str | int | float, ...]]:
    """A row for the headings, and one for each tally, with what it is a tally of first."""
    yield ("of", "name", *_HEADINGS)
    for title, tallies in _tables(statistics):
        for tally in tallies:
            counts = (tally.words, tally.errors, tally.warnings, tally.infos)
            values = ["" if value is None else round(value, 2) for value in (tally.per_thousand, tally.score)]
            if title == "rule":
                yield (title, tally.name, "", *counts[1:], values[0], "")
            else:
                yield (title or "total", tally.name, *counts, *values)


def _tables(statistics: Statistics) -> Iterator[tuple[str, Sequence[Tally]]]:
    yield "languages", statistics.languages
    yield "document", statistics.documents
    yield "rule", statistics.rules
    yield "", (statistics.total,)


def _headings(title: str) -> tuple[str, ...]:
    return ("", *_HEADINGS[1:-1], "") if title == "rule" else _HEADINGS


def _cells(tally: Tally, title: str) -> tuple[str, ...]:
    # What a rule finds has no words of its own, and no score.
    words = "" if title == "rule" else f"{tally.words:,}"
    score = "" if title == "rule" else _number(tally.score)
    counts = (f"{count:,}" for count in (tally.errors, tally.warnings, tally.infos))
    return (safe(tally.name) or "total", words, *counts, _number(tally.per_thousand), score)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:,.2f}"


def as_facts(statistics: Statistics) -> dict[str, Any]:
    """The statistics as `reports/findings.schema.json` describes them."""
    return {
        "total": _tally(statistics.total),
        "languages": [_tally(tally) for tally in statistics.languages],
        "documents": [_tally(tally) for tally in statistics.documents],
        "rules": [_tally(tally) for tally in statistics.rules],
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "name": tally.name,
        "words": tally.words,
        "errors": tally.errors,
        "warnings": tally.warnings,
        "infos": tally.infos,
        "per_thousand": tally.per_thousand,
        "score": tally.score,
    }
