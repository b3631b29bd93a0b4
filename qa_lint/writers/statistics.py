"""The statistics of a run, as tables and as JSON."""

from collections.abc import Iterator
from typing import Any

from qa_lint.model import Statistics, Tally
from qa_lint.writers.terminal import safe, width

_HEADINGS = ("words", "error", "warning", "info", "per 1,000", "score")


def as_tables(statistics: Statistics) -> Iterator[str]:
    """The tables, line by line."""
    tables = {
        "languages": statistics.languages,
        "document": statistics.documents,
        "rule": statistics.rules,
        "": (statistics.total,),
    }
    shown = {title: [_cells(tally, title) for tally in tallies] for title, tallies in tables.items()}
    rows = [row for entries in shown.values() for row in entries]
    first = max(width(row[0]) for row in rows)
    columns = [max(len(heading), *(len(row[n]) for row in rows)) for n, heading in enumerate(_HEADINGS, 1)]
    for title, entries in shown.items():
        if entries:
            headings = ("", *_HEADINGS[1:-1], "") if title == "rule" else _HEADINGS
            for row in [(title, *headings), *entries] if title else entries:
                cells = "".join(f"  {cell:>{column}}" for cell, column in zip(row[1:], columns, strict=True))
                yield f"  {row[0]}{' ' * (first - width(row[0]))}{cells}".rstrip() + "\n"
            yield "\n"
    yield "words: of the source, or characters where words are not parted by spaces; per 1,000: findings;\n"
    yield "score: 100 - 100 * (5 * errors + warnings) / words, as in MQM's linear model\n"


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
