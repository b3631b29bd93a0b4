"""The columns of the reports that are tables, `csv` and `xlsx`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_lint.model import Finding, Mark
from qa_lint.writers.shown import Excerpt, excerpt, file_name, sides

COLUMNS = (
    "document",
    "line",
    "unit",
    "rule",
    "severity",
    "category",
    "MQM",
    "source",
    "target",
    "message",
    "suggestion",
    "fingerprint",
)
# Excel holds 32,767 characters a cell, and counts those outside the Basic Multilingual Plane twice.
MAX_TEXT = 16_000
# Cells that begin so are formulas to a spreadsheet, the full-width ones to a Japanese or Chinese one; see
# https://owasp.org/www-community/attacks/CSV_Injection.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as the cells of a row, in the order of `COLUMNS`.

    A side with text is an excerpt: all of the text, unless it is longer than a cell.
    """

    cells: tuple[str | int | Excerpt, ...]


def rows(findings: Sequence[Finding]) -> Iterator[Row]:
    """The findings as rows."""
    for finding in findings:
        place = finding.place
        source, target = sides(finding)
        yield Row(
            (
                file_name(place.path),
                place.line,
                place.unit,
                finding.rule,
                finding.severity.label,
                finding.category,
                finding.mqm,
                _shown(source),
                _shown(target),
                finding.message[:MAX_TEXT],
                (finding.suggestion or "")[:MAX_TEXT],
                finding.fingerprint,
            )
        )


def _shown(mark: Mark | None) -> str | Excerpt:
    return excerpt(mark, MAX_TEXT) if mark and mark.segment else ""


def is_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take `text` for a formula, and not for text."""
    return text.startswith(_FORMULA)
