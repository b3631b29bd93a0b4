"""The report for people: every finding with both sides and the spot underlined, then a summary by rule."""

from collections import Counter
from collections.abc import Iterator, Sequence

import click

from qa_lint.model import Finding, Mark, Run, Severity
from qa_lint.writers import Layout
from qa_lint.writers.shown import by_severity, counted, in_documents, sides
from qa_lint.writers.statistics import as_tables
from qa_lint.writers.terminal import excerpt, safe

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_LABEL_LIMIT = 32
_LEAST_ROOM = 24


def write(findings: Sequence[Finding], run: Run, layout: Layout) -> Iterator[str]:
    """The report, piece by piece."""
    for finding in findings:
        yield from _finding(finding, layout)
        yield "\n"
    if findings:
        yield from _by_rule(findings, layout)
        yield "\n"
    yield _closing(findings, run, layout)
    if run.statistics:
        yield "\n"
        yield from as_tables(run.statistics)
    if run.signature:
        yield _paint(layout, safe(run.signature), dim=True) + "\n"


def _finding(finding: Finding, layout: Layout) -> Iterator[str]:
    place, color = finding.place, _COLORS[finding.severity]
    where = _paint(layout, f"{safe(place.path)}:{place.line}:{place.column}:", bold=True)
    severity = _paint(layout, finding.severity.label, fg=color, bold=True)
    rule = _paint(layout, finding.rule, fg=color)
    yield f"{where} {severity} {rule}  {safe(finding.message)}\n"
    sides = [(_label(side, mark, place.path), mark) for side, mark in _sides(finding)]
    column = max((len(label) for label, _ in sides if len(label) <= _LABEL_LIMIT), default=len("source"))
    if place.unit:
        yield f"  {'unit'.ljust(column)}   {safe(place.unit)}\n"
    for label, mark in sides:
        if len(label) > _LABEL_LIMIT:
            yield f"  {label}\n"
            label = ""
        yield from _side(label.ljust(column), mark, color, layout)
    if place.unit:
        yield f"  {'unit'.ljust(column)}   {safe(place.unit)}\n"
    if finding.suggestion is not None:
        yield f"  {'suggestion'.ljust(column)}   {_paint(layout, safe(finding.suggestion), fg='green')}\n"


def _sides(finding: Finding) -> Iterator[tuple[str, Mark]]:
    for name, mark in zip(("source", "target"), sides(finding), strict=True):
        if mark:
            yield name, mark


def _label(side: str, mark: Mark, path: str) -> str:
    place = mark.place
    file = "" if place.path == path else f"{safe(place.path)}:"
    return f"{side} {file}{place.line}:{place.column}"


def _side(label: str, mark: Mark, color: str, layout: Layout) -> Iterator[str]:
    bar = _paint(layout, "|", fg="blue", bold=True)
    if not mark.segment:
        yield f"  {label} {bar} {_paint(layout, '(no text)', dim=True)}\n"
        return
    line, indent, length = excerpt(mark.segment, mark.span, max(_LEAST_ROOM, layout.width - len(label) - 5))
    yield f"  {label} {bar} {line}\n"
    if mark.span.start < mark.span.end:
        underline = _paint(layout, "^" * length, fg=color, bold=True)
        yield f"  {' ' * len(label)} {bar} {' ' * indent}{underline}\n"


def _by_rule(findings: Sequence[Finding], layout: Layout) -> Iterator[str]:
    counts = Counter((finding.severity, finding.rule) for finding in findings)
    digits = len(str(max(counts.values())))
    for (severity, rule), count in sorted(
        counts.items(), key=lambda item: (-item[0][0], -item[1], item[0][1])
    ):
        yield f"  {count:>{digits}}  {_paint(layout, f'{severity.label:<7}', fg=_COLORS[severity])}  {rule}\n"


def _closing(findings: Sequence[Finding], run: Run, layout: Layout) -> str:
    languages = f" ({', '.join(run.languages)})" if run.languages else ""
    scope = f"{counted(run.pairs, 'pair')}{languages}"
    problems = ""
    if run.problems:
        problems = f" {counted(len(run.problems), 'problem')}: not everything could be checked."
        problems = _paint(layout, problems, fg="red", bold=True)
    problems = _left_out(run) + problems
    if not run.documents:
        return "No documents to check." + problems + "\n"
    if not findings:
        text = f"No findings in {counted(run.documents, 'document')}, {scope}."
        return _paint(layout, text, fg=None if run.problems else "green") + problems + "\n"
    text = (
        f"{counted(len(findings), 'finding')} ({by_severity(findings)}) "
        f"in {in_documents(findings, run)}; checked {scope}."
    )
    return _paint(layout, text, bold=True) + problems + "\n"


def _left_out(run: Run) -> str:
    counts = {"in the baseline": run.known, "ignored": run.ignored}
    shown = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)
    return f" Not shown: {shown}." if shown else ""


def _paint(
    layout: Layout, text: str, *, fg: str | None = None, bold: bool | None = None, dim: bool | None = None
) -> str:
    return click.style(text, fg=fg, bold=bold, dim=dim) if layout.color else text
