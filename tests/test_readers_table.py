"""Tables: rows as the csv module reads them, columns, and positions exact to the character."""

import csv
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_lint.config import Config
from qa_lint.model import Document, Problem, Side
from qa_lint.readers import Job, parts, read_all
from qa_lint.readers.cells import rows
from qa_lint.readers.tags import language_named, language_tag
from qa_lint.textfile import MAX_LINE
from tests.test_readers import editor_lines

quick = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CELL = st.text('预算ab ",;\t\n1', max_size=6)


def read(
    tmp_path: Path, text: str, name: str = "pairs.csv", **wanted: object
) -> tuple[list[Document], list[Problem]]:
    path = tmp_path / name
    path.write_bytes(text.encode())
    problems: list[Problem] = []
    config = Config(root=tmp_path, rules={}, **wanted)  # type: ignore[arg-type]
    found = list(read_all([Job("table", (str(path),), "", "")], config, problems))
    check_positions(found)
    return found, problems + [problem for document in found for problem in document.problems]


def texts(found: list[Document]) -> list[tuple[str, str]]:
    return [(pair.source.text, pair.target.text) for document in found for pair in document.pairs]


def check_positions(found: list[Document]) -> None:
    for document in found:
        lines = editor_lines(document.path)
        for pair in document.pairs:
            for segment in (pair.source, pair.target):
                for offset, character in enumerate(segment.text):
                    line, column = segment.position(offset)
                    assert (lines[line - 1] + "\n")[column - 1] == character


@quick
@given(cells=st.lists(st.lists(CELL, min_size=2, max_size=4), max_size=6), delimiter=st.sampled_from(",;\t"))
def test_rows_are_those_of_the_csv_module(cells: list[list[str]], delimiter: str) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerows(cells)
    found = [row.cells for row in rows(buffer.getvalue().split("\n"), delimiter)]
    # A row of nothing but tabs is a blank line.
    assert [row for row in found if "".join(row).strip()] == [row for row in cells if "".join(row).strip()]


@quick
@given(text=st.text('预算ab ",;\t\n\r1', max_size=60), name=st.sampled_from(["a.csv", "a.tsv"]))
def test_any_text_is_read_in_place(tmp_path: Path, text: str, name: str) -> None:
    read(tmp_path, text, name, columns={"source": 1, "target": 2})


@pytest.mark.parametrize(
    ("header", "languages", "first"),
    [
        ("source,target", ("zh", "en"), "预算"),
        ("Target,Source", ("zh", "en"), "Budget"),
        ("原文,译文", ("zh", "en"), "预算"),
        ("zh,en", ("zh", "en"), "预算"),
        ("zh_CN,en-US", ("zh-CN", "en-US"), "预算"),
        ("Chinese,English", ("zh", "en"), "预算"),
        ("中文,英文", ("zh", "en"), "预算"),
        ("Chinese (Simplified),English (UK)", ("zh", "en"), "预算"),
        ("", ("zh", "en"), "预算"),
    ],
)
def test_columns_are_told_by_header_or_content(
    tmp_path: Path, header: str, languages: tuple[str, str], first: str
) -> None:
    body = "预算,Budget\n道路和桥梁,Roads and bridges\n全市人口,The population of the city\n"
    if header.startswith("Target"):
        body = "".join(",".join(line.split(",")[::-1]) + "\n" for line in body.splitlines())
    [document], problems = read(tmp_path, (header and header + "\n") + body)
    assert not problems
    assert len(document.pairs) == 3
    assert (document.source_language, document.target_language) == languages
    assert first in (document.pairs[0].source.text, document.pairs[0].target.text)
    assert document.pairs[0].source.text == "预算"


@pytest.mark.parametrize(
    "columns", [{"source": "text", "target": "translated by us"}, {"source": 2, "target": 4}]
)
def test_columns_are_those_of_the_settings(tmp_path: Path, columns: dict[str, str | int]) -> None:
    text = "id,text,note,translated by us\n7,预算,ok,Budget\n"
    [document], _ = read(tmp_path, text, columns=columns)
    assert texts([document])[-1] == ("预算", "Budget")


def test_a_column_of_the_settings_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    found, [problem] = read(tmp_path, "id,zh,en\n", columns={"source": "zh", "target": "fr"})
    assert not found
    assert (problem.line, problem.message) == (1, "there is no column 'fr'; the first row has id, zh, en")


def test_a_table_whose_columns_cannot_be_told_is_a_problem(tmp_path: Path) -> None:
    found, [problem] = read(tmp_path, "1,2\n3,4\n")
    assert not found
    assert problem.message.startswith("the columns of source and target cannot be told")


def test_quoted_cells_keep_their_places(tmp_path: Path) -> None:
    found, problems = read(
        tmp_path, 'zh,en\r\n" 他说""好""\r\n然后走了","He said ""fine"",\nand left"\r\n预算, Budget \r\n'
    )
    assert not problems
    assert texts(found) == [('他说"好"\n然后走了', 'He said "fine",\nand left'), ("预算", "Budget")]
    target = found[0].pairs[0].target
    assert target.position(target.text.index("and")) == (4, 1)
    assert target.position(target.text.index('"') + 1) == (3, 18)


def test_a_broken_row_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    text = 'zh,en\n预算,Budget\n"道路,Roads\n只有一格\n"桥梁","Bridges"\n'
    found, problems = read(tmp_path, text)
    assert texts(found) == [("预算", "Budget"), ("桥梁", "Bridges")]
    assert [(problem.line, problem.message[:20]) for problem in problems] == [
        (3, "the quote at column "),
        (4, "this row has 1 of at"),
    ]


def test_many_broken_rows_are_counted(tmp_path: Path) -> None:
    _, problems = read(tmp_path, "zh,en\n预算,Budget\n" + "只有一格\n" * 50)
    assert len(problems) == 21
    assert problems[-1].message == "30 more rows cannot be read"


def test_a_quote_in_a_tsv_file_may_be_a_letter(tmp_path: Path) -> None:
    found, problems = read(tmp_path, 'zh\ten\n“好”,他说\t"Fine," he said\n预算\t"Budget\n', "a.tsv")
    assert not problems
    assert texts(found) == [("“好”,他说", '"Fine," he said'), ("预算", '"Budget')]


def test_cells_of_a_csv_file_may_be_parted_by_semicolons(tmp_path: Path) -> None:
    found, _ = read(tmp_path, "zh;en\n道路,桥梁;Roads, bridges\n")
    assert texts(found) == [("道路,桥梁", "Roads, bridges")]


def test_a_table_without_translations_is_alone(tmp_path: Path) -> None:
    [document], _ = read(tmp_path, "zh,en\n预算,\n道路,\n")
    assert document.lone is Side.SOURCE


def test_a_long_table_comes_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_PART", 10)
    found, _ = read(tmp_path, "zh,en\n" + "预算,Budget\n" * 25)
    assert [len(document.pairs) for document in found] == [10, 10, 5]
    assert len({document.path for document in found}) == 1
    assert found[2].pairs[-1].source.position(0) == (26, 1)


@pytest.mark.parametrize(
    ("token", "tag"),
    [
        ("zh", "zh"),
        ("zh_hans_cn", "zh-Hans-CN"),
        ("EN-us", "en-US"),
        ("es-419", "es-419"),
        ("v1", ""),
        ("old", ""),
        ("xx", ""),
    ],
)
def test_tags(token: str, tag: str) -> None:
    assert language_tag(token) == tag


def test_names_of_languages() -> None:
    assert [language_named(name) for name in ("German", "繁體中文", "notes")] == ["de", "zh-Hant", ""]


def test_a_table_larger_than_other_files_may_be_is_read_in_little_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa_lint.textfile.MAX_BYTES", 100_000)
    path = tmp_path / "a.tsv"
    path.write_text("zh\ten\n" + '预算\t"The\nbudget"\n' * 20_000, encoding="utf-8")
    config = Config(root=tmp_path, rules={})
    problems: list[Problem] = []
    tracemalloc.start()
    count = sum(len(part.pairs) for part in read_all([Job("table", (str(path),), "", "")], config, problems))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert not problems
    assert peak < 20_000_000
    path.write_bytes(path.read_text("utf-8").encode("gb18030"))
    assert not list(read_all([Job("table", (str(path),), "", "")], config, problems))
    assert "files of up to 0 MB can be checked" in problems[0].message


def test_a_line_that_is_too_long_is_a_problem_with_its_number(tmp_path: Path) -> None:
    text = "zh\ten\n" + "预算\tBudget\n" * 20_000 + "x" * (MAX_LINE + 1)
    found, problems = read(tmp_path, text, "a.tsv")
    assert texts(found) == [("预算", "Budget")] * 20_000
    assert [(problem.line, problem.message) for problem in problems] == [
        (20_002, "this line has more than 1,000,000 characters; longer lines cannot be checked")
    ]
