"""What of the HTML report is there without JavaScript: the summary, the first findings, the rules."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from qa_lint import __version__
from qa_lint.model import Finding, Mark, RuleFacts, Run, Severity
from qa_lint.writers.html_data import SEVERITIES, by_document, by_rule, direction, languages_of
from qa_lint.writers.shown import counted, excerpt, file_name, in_documents, sides
from qa_lint.writers.statistics import as_html

_LABELS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "Info"}
# Characters that are invisible or reorder text: they are named instead, as the script in the page does.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffc]"
)
_CODE = re.compile("`([^`]+)`")
_MAX_FACET = 40
_MAX_TEXT = 4_000


def title(findings: Sequence[Finding], run: Run) -> str:
    """The heading of the report, in plain text."""
    if not run.documents:
        return "No documents to check"
    if not findings:
        return f"No findings in {counted(run.documents, 'document')}"
    return f"{counted(len(findings), 'finding')} in {in_documents(findings, run)}"


def header(findings: Sequence[Finding], run: Run) -> Iterator[str]:
    """What stands at the top: how many findings there are, and whether all could be checked."""
    languages = f" · {_escaped(', '.join(run.languages))}" if run.languages else ""
    yield '<p class="brand">qa-lint report</p>\n'
    yield f"<h1>{_escaped(title(findings, run))}</h1>\n"
    yield f'<p class="facts">{counted(run.pairs, "pair")} checked{languages}</p>\n'
    counts = Counter(finding.severity for finding in findings)
    if findings:
        yield _bar(counts, len(findings), "share") + "\n"
        yield '<p class="legend">'
        for severity in SEVERITIES:
            count, noun = counted(counts[severity], severity.label).split(" ")
            yield f'<span><span class="dot {severity.label}"></span><b>{count}</b> {noun}</span> '
        yield "</p>\n"
    if run.problems:
        yield '<section class="trouble"><h2>Not everything could be checked</h2>\n'
        yield f"<ul>{_problems(run)}</ul></section>\n"
    if run.notices:
        notices = "".join(f"<li>{visible(notice)}</li>" for notice in run.notices)
        yield f'<section class="hint"><ul>{notices}</ul></section>\n'
    if run.statistics:
        yield '<details class="statistics"><summary>Statistics</summary>\n'
        yield from as_html(run.statistics)
        yield "</details>\n"


def _problems(run: Run) -> str:
    return "\n".join(
        f'<li><span class="path">{visible(problem.path)}'
        f"{'' if problem.line is None else f':{problem.line}'}</span> {visible(problem.message)}</li>"
        for problem in run.problems
    )


def facets(findings: Sequence[Finding]) -> Iterator[str]:
    """The summary by severity, rule and document, with bars."""
    if not findings:
        return
    severities: dict[str, Counter[Severity]] = {label: Counter() for label in _LABELS.values()}
    for finding in findings:
        severities[_LABELS[finding.severity]][finding.severity] += 1
    documents = sorted(by_document(findings).items(), key=lambda item: -item[1].total())
    yield _facet("severity", "Severity", severities)
    yield _facet("rule", "Rule", dict(sorted(by_rule(findings).items(), key=lambda item: -item[1].total())))
    yield _facet("path", "Document", dict(documents))


def _facet(name: str, heading: str, counts: Mapping[str, Counter[Severity]]) -> str:
    most = max(count.total() for count in counts.values())
    rows = [
        f'<li><div><span class="name">{visible(label)}</span> <span class="n">{count.total():,}</span>'
        f"{_bar(count, most)}</div></li>"
        for label, count in list(counts.items())[:_MAX_FACET]
    ]
    if len(counts) > _MAX_FACET:
        rows.append(f"<li><div>and {len(counts) - _MAX_FACET:,} more</div></li>")
    return (
        f'<section class="facet facet-{name}"><h2>{heading}</h2><ul>\n'
        + "\n".join(rows)
        + "\n</ul></section>\n"
    )


def _bar(counts: Mapping[Severity, int], most: int, name: str = "") -> str:
    pieces, x = [], 0.0
    for severity in SEVERITIES:
        if count := counts.get(severity, 0):
            width = 100 * count / most
            pieces.append(f'<rect class="{severity.label}" x="{x:.2f}" width="{width:.2f}" height="4"/>')
            x += width
    about = f'<svg class="{name}"' if name else "<svg"
    return (
        f'{about} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">{"".join(pieces)}</svg>'
    )


def cards(findings: Sequence[Finding], all_findings: Sequence[Finding]) -> Iterator[str]:
    """Some findings in full, under the names of their documents."""
    languages = languages_of(all_findings)
    last = None
    for finding in findings:
        if finding.path != last:
            last = finding.path
            yield f'<div class="group"><h2 class="path">{visible(file_name(last))}</h2></div>\n'
        yield _card(finding, languages.get(finding.path, ("", "")))


def _card(finding: Finding, languages: tuple[str, str]) -> str:
    place, label = finding.place, finding.severity.label
    file = "" if place.path == finding.path else f"{visible(file_name(place.path))}:"
    source, target = sides(finding)
    shown = [
        _side(name, mark, language, finding.path, is_marked=own is not None)
        for name, mark, language, own in (
            ("Source", source, languages[0], finding.source),
            ("Target", target, languages[1], finding.target),
        )
        if mark
    ]
    if shown and finding.suggestion is not None:
        ins = f"<ins{_language(languages[1])}>{visible(finding.suggestion)}</ins>"
        shown[-1] += f'<p class="instead"><span>Suggestion</span>{ins}</p>'
    texts = "".join(f'<div class="side">{text}</div>' for text in shown)
    return (
        f'<article class="finding {label}" id="{_escaped(finding.fingerprint)}"><div class="head">'
        f'<span class="sev"><span class="dot {label}"></span>{_LABELS[finding.severity]}</span> '
        f'<a href="#rule-{_escaped(finding.rule)}">{_escaped(finding.rule)}</a> '
        f'<span class="where">{file}{place.line}:{place.column}</span></div>'
        f'<h3 class="says">{visible(finding.message)}</h3><div class="sides">{texts}</div></article>\n'
    )


def _side(name: str, mark: Mark, language: str, path: str, *, is_marked: bool) -> str:
    place = mark.place
    file = "" if place.path == path else f"{file_name(place.path)}:"
    facts = [name, language, f"{file}{place.line}:{place.column}", place.unit and f"unit {place.unit}"]
    label = f'<span class="label">{visible(" · ".join(filter(None, facts)))}</span>'
    if not mark.segment:
        return f'{label}<p class="text blank">no text</p>'
    shown = excerpt(mark, _MAX_TEXT)
    spot = f"<mark>{visible(shown.spot)}</mark>" if is_marked and shown.spot else ""
    text = f"{visible(shown.before)}{spot}{visible(shown.after)}"
    return f'{label}<p class="text"{_language(language)}>{text}</p>'


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Findings in a line each."""
    for finding in findings:
        place = finding.place
        where = f'<span class="where">{visible(file_name(place.path))}:{place.line}:{place.column}</span>'
        kind = f"{finding.severity.label} {_escaped(finding.rule)}"
        yield f"<li>{where} {kind}: {visible(finding.message)}</li>\n"


def footer(findings: Sequence[Finding], run: Run) -> Iterator[str]:
    """The rules that found something, and what made the report."""
    facts = {rule.id: rule for rule in run.rules}
    found = [facts[rule] for rule in by_rule(findings) if rule in facts]
    if found:
        yield '<section class="rules"><h2>The rules</h2>\n'
        yield "<p>What they look for, and when they may be wrong.</p>\n"
        yield from map(_rule, found)
        yield "</section>\n"
    signature = f"<code>{_escaped(run.signature)}</code>" if run.signature else f"qa-lint {__version__}"
    yield f'<p class="sign">Made by {signature}</p>\n'


def _rule(rule: RuleFacts) -> str:
    why, alarms = map(_paragraphs, (rule.why, rule.false_alarms))
    return (
        f'<article class="rule" id="rule-{_escaped(rule.id)}"><div><h3>{_escaped(rule.id)}</h3>'
        f'<p class="kind">ITS 2.0: {_escaped(rule.category)}<br>MQM: {_escaped(rule.mqm)}</p></div>'
        f"<div><p><strong>{_escaped(rule.summary)}.</strong></p>{why}"
        f"<p><strong>Known false alarms</strong></p>{alarms}</div></article>\n"
    )


def _paragraphs(text: str) -> str:
    paragraphs = (_escaped(" ".join(paragraph.split())) for paragraph in text.split("\n\n"))
    return "".join(f"<p>{_CODE.sub(_as_code, paragraph)}</p>" for paragraph in paragraphs)


def _as_code(match: re.Match[str]) -> str:
    return f"<code>{match[1]}</code>"


def _language(language: str) -> str:
    tag = f' lang="{_escaped(language)}"' if language else ""
    return f'{tag} dir="{direction(language)}"'


def visible(text: str) -> str:
    """`text` as HTML in which no character is invisible or reorders others."""
    return _UNSEEN.sub(
        lambda match: f'<span class="unseen">U+{ord(match[0]):04X}</span>', html.escape(text, quote=True)
    )


def _escaped(text: str) -> str:
    return html.escape(text, quote=True)
