"""The reports that people mail around: CSV, XLSX and Markdown."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_lint.model import Finding, Problem, Severity, Span
from qa_lint.writers import Layout, ReportError, load_writer
from qa_lint.writers.markdown import MAX_LENGTH
from qa_lint.writers.shown import excerpt
from tests.findings import FINDING, RULES_FACTS, RUN, mark, written

TEXTS = st.text(st.characters(), max_size=300)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "－1"]


def rows(*findings: Finding) -> list[list[str]]:
    text = written("csv", *findings)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def sheets(*findings: Finding) -> Any:
    openpyxl = pytest.importorskip("openpyxl")
    content = b"".join(load_writer("xlsx")(findings, RUN, Layout()))  # type: ignore[arg-type]
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=True)


def test_csv() -> None:
    header, row = rows(FINDING)
    assert dict(zip(header, row, strict=True)) == {
        "document": "report.txt",
        "line": "4",
        "unit": "",
        "rule": "number-mismatch",
        "severity": "error",
        "category": "numbers",
        "MQM": "accuracy/mistranslation",
        "source": "新建住房20.4万平方米。",
        "target": "Homes with 20,400 square meters were built.",
        "message": FINDING.message,
        "suggestion": "204,000",
        "fingerprint": FINDING.fingerprint,
    }


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str) -> None:
    finding = replace(FINDING, message=text, target=mark(text, path=text), suggestion=text)
    assert not [cell for cell in rows(finding)[1] if cell.startswith(tuple("=+-@\t\r＝＋－＠"))]
    cells = sheets(finding)["Findings"][2]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert str(cells[9].value).strip() == text.strip()
    assert cells[9].quotePrefix


def test_xlsx() -> None:
    book = sheets(FINDING, replace(FINDING, severity=Severity.WARNING))
    sheet = book["Findings"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:L3"
    assert sheet["I2"].alignment.wrap_text
    before, spot, after = sheet["I2"].value
    assert (str(before), spot.text, spot.font.b, str(after)) == (
        "Homes with ",
        "20,400",
        True,
        " square meters were built.",
    )
    run = {row[0].value: row[1].value for row in book["Run"] if row[0].value}
    assert run["pairs"] == 1200
    assert run["error findings"] == 1


def test_xlsx_holds_texts_longer_than_a_cell() -> None:
    text = "字" * 40_000 + "20.4" + "字" * 40_000
    cell = sheets(replace(FINDING, source=mark(text, "20.4")))["Findings"]["H2"]
    assert "20.4" in str(cell.value)
    assert len(str(cell.value)) < 32_767
    assert len(rows(replace(FINDING, source=mark(text, "20.4")))[1][7]) < 32_767


def test_xlsx_without_openpyxl_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(ReportError, match=r"pip install 'qa-lint\[xlsx\]'"):
        list(load_writer("xlsx")([FINDING], RUN, Layout()))


@settings(deadline=None, max_examples=30)
@given(TEXTS)
def test_any_text_survives_csv_and_xlsx(text: str) -> None:
    finding = replace(FINDING, message=text, target=mark("a" + text), path=text)
    assert len(rows(finding)[1]) == len(rows(finding)[0])
    assert sheets(finding)["Findings"].max_row == 2


def test_markdown() -> None:
    text = written("markdown", FINDING, run=replace(RUN, rules=RULES_FACTS, signature="qa-lint|x"))
    assert text.startswith(
        "<!-- qa-lint -->\n### qa-lint: 1 finding\n\n1 error. Checked 5 documents, 1,200 pairs"
    )
    assert "| 🔴 error | `number-mismatch` | 1 | A number has another value in the translation |" in text
    assert "<details><summary><code>report.txt</code>: 1 error</summary>" in text
    assert "   target  Homes with <b>20,400</b> square meters were built.\n" in text
    assert "<code>qa-lint|x</code>" in text


def test_markdown_of_a_clean_run_and_of_problems() -> None:
    assert "### qa-lint: no findings" in written("markdown")
    problems = tuple(Problem(f"{number}.txt", "is <broken>") for number in range(50))
    text = written("markdown", run=replace(RUN, problems=problems))
    assert "**Not everything could be checked**: 50 problems." in text
    assert "0.txt: is &lt;broken&gt;\n" in text
    assert "and 30 more\n" in text


def test_markdown_fits_into_a_comment_and_says_what_does_not() -> None:
    findings = [
        replace(FINDING, severity=Severity(1 + number % 3), path=f"{number % 7}.txt", message="😀" * 50)
        for number in range(2000)
    ]
    text = written("markdown", *findings, run=replace(RUN, rules=RULES_FACTS, signature="s" * 5000))
    assert MAX_LENGTH * 0.9 < len(text.encode("utf-16-le")) // 2 <= MAX_LENGTH
    left = re.search(r"([\d,]+) more findings did not fit", text)
    assert left
    assert int(left[1].replace(",", "")) + text.count("suggestion  ") == 2000


class Tags(HTMLParser):
    """Collects the tags of a document."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: Sequence[object]) -> None:
        self.tags.add(tag)
        assert not attrs


@settings(deadline=None)
@given(TEXTS)
def test_markdown_shows_markup_as_text(text: str) -> None:
    evil = f"<img src=x>@someone #1 **b** | `c` ![]({text})</pre>\n\n"
    finding = replace(FINDING, message=evil, path=evil, target=mark(evil, path=evil), suggestion=evil)
    parser = Tags()
    report = written("markdown", finding)
    parser.feed(report)
    assert parser.tags <= {"details", "summary", "code", "pre", "b", "sub"}
    assert "\n\n" not in report.partition("<pre>")[2].partition("</pre>")[0]


@settings(deadline=None)
@given(TEXTS, st.data(), st.integers(20, 90))
def test_an_excerpt_is_of_the_text_and_has_the_spot(text: str, data: st.DataObject, room: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    whole = replace(mark(text), span=Span(start, end))
    cut = excerpt(whole, room)
    assert len(cut.before) + len(cut.spot) + len(cut.after) <= room + 2
    assert cut.spot.removesuffix("…") in text[start:end] + "…"
    if end - start <= room:
        assert cut.spot == text[start:end]
        assert text[:start].endswith(cut.before.removeprefix("…"))
        assert text[end:].startswith(cut.after.removesuffix("…"))


@pytest.mark.parametrize("name", ["text", "concise", "markdown", "github", "gitlab", "junit", "html", "csv"])
def test_the_unit_is_named(name: str) -> None:
    assert FINDING.target
    place = replace(FINDING.target.place, unit="table 1, row 5")
    finding = replace(FINDING, target=replace(FINDING.target, place=place))
    assert "table 1, row 5" in written(name, finding)
