"""The report as a comment on a pull request: GitHub's Markdown (https://github.github.com/gfm/).

A comment holds 65,536 characters: the table is always whole, and of the findings the worst are shown. Texts
stand in `pre` and `code` with all markup escaped, where GitHub makes neither links nor mentions of them.
"""

import html
from collections import Counter
from collections.abc import Iterator, Sequence

from qa_lint.model import Finding, Run, Severity
from qa_lint.writers import Layout
from qa_lint.writers.shown import by_severity, counted, excerpt, file_name, sides, worst, worst_first
from qa_lint.writers.terminal import safe

MAX_LENGTH = 65_536
_RESERVE = 1_500
_MAX_PROBLEMS = 20
_MAX_RULES = 100
_ROOM = 90
_SIGNS = {Severity.ERROR: "🔴", Severity.WARNING: "🟡", Severity.INFO: "🔵"}


def write(findings: Sequence[Finding], run: Run, _layout: Layout) -> Iterator[str]:
    """The report, piece by piece. It begins with a comment by which a later run finds it again."""
    head = "".join(_head(findings, run))
    yield head
    length = _length(head)
    ordered = worst_first(findings)
    shown = 0
    by_document: dict[str, list[Finding]] = {}
    for finding in ordered:
        by_document.setdefault(file_name(finding.path), []).append(finding)
    for path, entries in sorted(by_document.items(), key=lambda item: -worst(item[1])):
        opening = (
            f"<details><summary><code>{_escaped(path)}</code>: {by_severity(entries)}</summary>\n\n<pre>\n"
        )
        closing = "</pre>\n</details>\n\n"
        blocks: list[str] = []
        size = _length(opening) + _length(closing)
        for finding in entries:
            block = _finding(finding)
            if length + size + _length(block) > MAX_LENGTH - _RESERVE:
                break
            blocks.append(block)
            size += _length(block)
        if blocks:
            yield opening + "\n".join(blocks) + closing
            length += size + len(blocks)
            shown += len(blocks)
    if shown < len(findings):
        yield f"{counted(len(findings) - shown, 'more finding')} did not fit into this comment.\n\n"
    if run.signature:
        yield f"<sub><code>{_escaped(run.signature[: _RESERVE // 3])}</code></sub>\n"


def _head(findings: Sequence[Finding], run: Run) -> Iterator[str]:
    total = f"{counted(len(findings), 'finding')}" if findings else "no findings"
    languages = f" ({_escaped(', '.join(run.languages))})" if run.languages else ""
    yield f"<!-- qa-lint -->\n### qa-lint: {total}\n\n"
    kinds = f"{by_severity(findings)}. " if findings else ""
    yield f"{kinds}Checked {counted(run.documents, 'document')}, {counted(run.pairs, 'pair')}{languages}.\n\n"
    if run.problems:
        yield f"⚠️ **Not everything could be checked**: {counted(len(run.problems), 'problem')}.\n\n<pre>\n"
        for problem in run.problems[:_MAX_PROBLEMS]:
            yield f"{_escaped(problem.path[-200:])}: {_escaped(problem.message[:400])}\n"
        if len(run.problems) > _MAX_PROBLEMS:
            yield f"and {len(run.problems) - _MAX_PROBLEMS:,} more\n"
        yield "</pre>\n\n"
    if findings:
        yield from _table(findings, run)


def _table(findings: Sequence[Finding], run: Run) -> Iterator[str]:
    summaries = {rule.id: rule.summary for rule in run.rules}
    counts = Counter((finding.severity, finding.rule) for finding in findings)
    ordered = sorted(counts.items(), key=lambda item: (-item[0][0], -item[1], item[0][1]))
    yield "| | Rule | Findings | What it means |\n| --- | --- | ---: | --- |\n"
    for (severity, rule), count in ordered[:_MAX_RULES]:
        summary = _escaped(summaries.get(rule, "")).replace("|", "&#124;")
        yield f"| {_SIGNS[severity]} {severity.label} | `{rule}` | {count:,} | {summary} |\n"
    yield "\n"


def _finding(finding: Finding) -> str:
    place = finding.place
    unit = f" [{_escaped(place.unit)}]" if place.unit else ""
    where = f"{place.line}:{place.column}{unit} <b>{finding.severity.label}</b> {finding.rule}"
    lines = [f"{where}  {_escaped(finding.message)}"]
    for name, mark in zip(("source", "target"), sides(finding), strict=True):
        if mark and mark.segment:
            cut = excerpt(mark, _ROOM)
            spot = f"<b>{_escaped(cut.spot)}</b>" if cut.spot else ""
            lines.append(f"   {name}  {_escaped(cut.before)}{spot}{_escaped(cut.after)}")
    if finding.suggestion is not None:
        lines.append(f"   suggestion  <b>{_escaped(finding.suggestion)}</b>")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return html.escape(safe(text), quote=False)


def _length(text: str) -> int:
    """The length as GitHub counts it, in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
