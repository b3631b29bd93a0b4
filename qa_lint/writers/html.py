"""The report for reviewers: one HTML file that needs no network, made from `reports/report.html`.

The findings are in it as data, which a script shows by pages, filters and sorts. Without JavaScript, the first
are shown in full and the rest in a line each. A content security policy allows the one style and the one script
by their hashes (https://www.w3.org/TR/CSP3/), so that nothing that stands in a document could run.
"""

import base64
import hashlib
import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from qa_lint import __version__
from qa_lint.data import data_folder
from qa_lint.model import Finding, Run
from qa_lint.writers import Layout
from qa_lint.writers.html_data import data
from qa_lint.writers.html_parts import cards, facets, footer, header, lines, title
from qa_lint.writers.shown import counted

_IN_FULL = 200
_SLOT = re.compile(r"\{\{(\w+)\}\}")


def write(findings: Sequence[Finding], run: Run, _layout: Layout) -> Iterator[str]:
    """The report, piece by piece."""
    template = (data_folder("reports") / "report.html").read_text(encoding="utf-8")
    slots: dict[str, Callable[[], Iterable[str]]] = {
        "policy": lambda: [_policy(template)],
        "version": lambda: [html.escape(__version__)],
        "title": lambda: [html.escape(f"{title(findings, run)} – qa-lint")],
        "header": lambda: header(findings, run),
        "facets": lambda: facets(findings),
        "list": lambda: _list(findings, run),
        "footer": lambda: footer(findings, run),
        "data": lambda: data(findings, run),
    }
    for number, piece in enumerate(_SLOT.split(template)):
        if number % 2:
            yield from slots[piece]()
        else:
            yield piece


def _list(findings: Sequence[Finding], run: Run) -> Iterator[str]:
    if not findings:
        text = (
            "Nothing to report."
            if run.documents and not run.problems
            else "Nothing was found in what was checked."
        )
        yield f'<p class="clean">{text}</p>\n'
        return
    yield from cards(findings[:_IN_FULL], findings)
    if rest := findings[_IN_FULL:]:
        yield f"<noscript><p>{counted(len(rest), 'more finding')}, without the texts:</p>\n"
        yield '<ul class="lines">\n'
        yield from lines(rest)
        yield "</ul></noscript>\n"


def _policy(template: str) -> str:
    (style,) = re.findall(r"<style>(.*?)</style>", template, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", template, re.DOTALL)
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
