"""Workbooks with a pair a row, and presentations."""

import datetime
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pptx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from qa_lint.config import Config
from qa_lint.discover import discover
from qa_lint.glossaries import load_glossaries
from qa_lint.readers import extract
from qa_lint.readers.office.cell_text import shown
from qa_lint.readers.office.xlsx import is_bilingual
from qa_lint.textfile import TextError
from tests.office_files import documents, texts

Rows = Sequence[Sequence[object]]


def workbook(path: Path, **sheets: Rows) -> str:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return str(path)


def test_every_sheet_with_both_columns(tmp_path: Path) -> None:
    first: Rows = [["翻译表"], [], ["ID", "原文", "译文"], [1, "保存", "Save"], [], [2, "取消", None]]
    second: Rows = [["en", "note", "zh"], ["Close", "x", "关闭"]]
    path = workbook(tmp_path / "a.xlsx", Menu=first, Readme=[["How to use this"]], **{"More of it": second})
    one, two = documents(path)
    assert texts(one) == [("保存", "Save"), ("取消", "")]
    assert [(pair.source.unit, pair.target.unit) for pair in one.pairs] == [
        ("Menu!B4", "Menu!C4"),
        ("Menu!B6", "Menu!C6"),
    ]
    assert one.pairs[1].target.position(0) == (6, 1)
    assert texts(two) == [("Close", "关闭")]
    assert two.pairs[0].source.unit == "'More of it'!A2"
    assert (two.source_language, two.target_language) == ("en", "zh")


def test_hidden_sheets_and_rows_are_read(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        One=[["source", "target"], ["一", "one"]],
        Two=[["source", "target"], ["二", "two"]],
    )
    book = openpyxl.load_workbook(path)
    book["Two"].sheet_state = "veryHidden"
    book["One"].row_dimensions[2].hidden = True
    book.save(path)
    assert [pair for document in documents(path) for pair in texts(document)] == [
        ("一", "one"),
        ("二", "two"),
    ]


def test_rich_text_and_line_breaks(tmp_path: Path) -> None:
    rich = CellRichText("共", TextBlock(InlineFont(b=True), "12"), "处\n公园")
    path = workbook(tmp_path / "a.xlsx", A=[["source", "target"], [rich, "12\nparks_x000D_"]])
    [document] = documents(path)
    assert texts(document) == [("共12处\n公园", "12\nparks")]


def test_without_columns_for_both(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", A=[["x", "y"], [1, 2]], B=[])
    with pytest.raises(TextError, match="the columns of source and target cannot be told"):
        documents(path)
    config = Config(root=tmp_path, rules={})
    assert not is_bilingual(path, config)
    assert discover([str(tmp_path)], config).notices == (
        f"{path}: skipped, no workbook of source and target, as far as can be told",
    )
    with pytest.raises(TextError, match="its sheets are empty"):
        documents(workbook(tmp_path / "b.xlsx", A=[]))


def test_without_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "a.xlsx", A=[["source", "target"]])
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(TextError, match=r"pip install 'qa-lint\[xlsx\]'"):
        documents(path)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (None, "General", ""),
        (0.5, "0%", "50%"),
        (0.12345, "0.00%", "12.35%"),
        (0.125, "0.##", "0.13"),
        (2.5, "0.##", "2.5"),
        (3.0, "0.##", "3"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (1234567, "#,##0", "1,234,567"),
        (-5, '"¥"#,##0.00', "-¥5.00"),
        (-5, "#,##0;(#,##0)", "(5)"),
        (-5, "#,##0;[Red]#,##0", "5"),
        (1500, '[$¥-804]#,##0_);("x")', "¥1,500"),
        (35_000_000, '0.0,,"M"', "35.0M"),
        (20.4, '0.0"万"', "20.4万"),
        (0.1 + 0.2, "General", "0.3"),
        (3, "General", "3"),
        (3.0, "General", "3"),
        (1e20, "General", "1e+20"),
        (1e300, "0.00", "1e+300"),
        (0.5, "# ?/?", "0.5"),
        (True, "General", "TRUE"),
        ("a_x000D_\nb_x005F_", "@", "a\nb_"),
        (datetime.datetime(2024, 3, 5), "yyyy-mm-dd", "2024-03-05"),
        (datetime.datetime(2024, 3, 5, 14, 30), "yyyy-mm-dd hh:mm", "2024-03-05 14:30"),
        (datetime.time(9, 30), "hh:mm", "09:30:00"),
    ],
)
def test_what_a_cell_shows(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


@given(
    st.floats(allow_nan=False, allow_infinity=False) | st.integers(),
    st.text(alphabet='0#?,.%;"\\[]_*E/ a$-', max_size=12),
)
def test_no_format_leads_to_a_crash(value: float, number_format: str) -> None:
    shown(value, number_format)


CELL = st.text(
    st.characters(exclude_categories=("Cs", "Cn", "Cc"), include_characters="\n"), max_size=20
).filter(
    lambda text: not ILLEGAL_CHARACTERS_RE.search(text) and not text.startswith("=") and "_x" not in text
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELL, CELL), max_size=6))
def test_what_another_library_writes_is_read_back(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    path = workbook(tmp_path / "a.xlsx", S=[["source", "target"], *(list(row) for row in rows)])
    found = [pair for document in documents(path) for pair in document.pairs]
    expected = [
        (number, source.strip(), target.strip())
        for number, (source, target) in enumerate(rows, 2)
        if source.strip() or target.strip()
    ]
    assert [(pair.source.position(0)[0], pair.source.text, pair.target.text) for pair in found] == expected
    assert [pair.target.unit for pair in found] == [f"S!B{number}" for number, _, _ in expected]


def test_a_presentation(tmp_path: Path) -> None:
    written = pptx.Presentation()
    for number in (1, 2):
        slide = written.slides.add_slide(written.slide_layouts[1])
        slide.shapes.title.text = f"Title {number}"
        slide.placeholders[1].text = "First\nSecond\vline"
    slide.notes_slide.notes_text_frame.text = "To be said"
    grid = slide.shapes.add_table(1, 2, 0, 0, 100, 100).table
    grid.cell(0, 1).text = "cell"
    path = tmp_path / "a.pptx"
    written.save(str(path))
    assert [(block.kind, block.text, block.unit) for block in extract(str(path)).blocks] == [
        ("title", "Title 1", "slide 1"),
        ("paragraph", "First", "slide 1"),
        ("paragraph", "Second\nline", "slide 1"),
        ("title", "Title 2", "slide 2"),
        ("paragraph", "First", "slide 2"),
        ("paragraph", "Second\nline", "slide 2"),
        ("cell", "cell", "slide 2, table 1, row 1"),
        ("paragraph", "To be said", "slide 2, notes"),
    ]


def test_a_row_may_say_that_it_is_far_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa_lint.readers.office.xlsx._MAX_ROWS", 50)
    monkeypatch.setattr("qa_lint.glossaries.workbook._MAX_ROWS", 50)
    whole = workbook(tmp_path / "whole.xlsx", A=[["source", "target"], ["保存", "Save"], ["取消", "Cancel"]])
    path = str(tmp_path / "a.xlsx")
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'r="3"', b'r="9999999999"'))
    (document,) = documents(path)
    assert [pair.target.text for pair in document.pairs] == ["Save"]
    assert [problem.line for problem in document.problems] == [51]
    assert [problem.line for problem in load_glossaries([path]).problems] == [51]
