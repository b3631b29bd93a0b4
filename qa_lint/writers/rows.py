"""The columns of the reports that are tables, `csv` and `xlsx`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_lint.model import Finding, Mark
from qa_lint.writers.shown import file_name, sides

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
# Cells that begin so are formulas to a spreadsheet, the full-width ones to a Japanese or Chinese one; see
# https://owasp.org/www-community/attacks/CSV_Injection.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as the cells of a row, in the order of `COLUMNS`; a side with text is a mark."""

    cells: tuple[str | int | Mark, ...]


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
                source or "",
                target or "",
                finding.message,
                finding.suggestion or "",
                finding.fingerprint,
            )
        )


def is_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take `text` for a formula, and not for text."""
    return text.startswith(_FORMULA)
