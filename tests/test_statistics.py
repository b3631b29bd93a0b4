"""Statistics: how words are counted, what counts for what, and the score."""

import io
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_lint.binding import binder
from qa_lint.checking import check
from qa_lint.config import Config
from qa_lint.data import data_folder
from qa_lint.engine import lint
from qa_lint.model import Document, Run, Statistics
from qa_lint.statistics import statistics
from qa_lint.words import count_words
from qa_lint.writers import Layout, load_writer
from tests.support import RULES, document

SCHEMA = json.loads((data_folder("reports") / "findings.schema.json").read_text(encoding="utf-8"))
WRONG = ("投资3200亿元。", "The investment was 3,200 billion yuan.")
RIGHT = ("公园于五月开放。", "The park opens in May.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("The park opens in May.", 5),
        ("“Well-known” isn't – new: 1,000 km²!", 5),
        ("公园于五月开放。", 7),
        ("投资3200亿元，GDP 增长", 8),
        ("ひらがなとカタカナ", 9),
        ("공원은 5월에 문을 연다.", 4),
        ("สวน", 3),
        ("… — !", 0),
    ],
)
def test_words(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.text("aZ1_ .,-\n'", max_size=30))
def test_ascii_is_counted_as_all_text(text: str) -> None:
    assert count_words(text) == count_words(f"{text} 公") - 1


def counted(*documents: Document) -> Statistics:
    config = Config(root=Path(), rules=RULES)
    findings = lint(documents, config).findings
    return statistics(findings, list(check(documents, binder(config))))


def test_what_counts_for_what() -> None:
    english = document("The park has 15 trees.", "公园有51棵树。", ("en", "zh"), path="c.txt")
    found = counted(
        document(RIGHT[0], RIGHT[1], path="a.txt"),
        document(f"{WRONG[0]}\n{RIGHT[0]}", f"{WRONG[1]}\n{RIGHT[1]}", path="b.txt"),
        english,
    )
    assert [(tally.name, tally.words, tally.errors) for tally in found.documents] == [
        ("c.txt", 5, 1),
        ("b.txt", 12, 1),
        ("a.txt", 7, 0),
    ]
    assert [(tally.name, tally.words, tally.errors) for tally in found.languages] == [
        ("en-zh", 5, 1),
        ("zh-en", 19, 1),
    ]
    assert [(tally.name, tally.words, tally.errors) for tally in found.rules] == [("number-mismatch", 24, 2)]
    assert (found.total.words, found.total.findings) == (24, 2)
    assert found.total.per_thousand == round(2000 / 24, 2)
    # One error is five points in twelve words.
    assert found.documents[1].score == round(100 - 100 * 5 / 12, 2)
    assert found.documents[2].score == 100


def test_a_score_is_at_least_0_and_needs_words() -> None:
    found = counted(document("15", "51", path="a.txt"), document("…", "…", path="b.txt"))
    assert [(tally.name, tally.score) for tally in found.documents] == [("a.txt", 0), ("b.txt", None)]
    assert counted().total.per_thousand is None


def test_a_workbook_and_a_page_have_them() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    found = counted(document(WRONG[0], WRONG[1], path="<文件>.txt"))
    run = Run(1, 1, ("zh-en",), (), statistics=found)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(load_writer("xlsx")([], run, Layout()))))  # type: ignore[arg-type]
    rows = {row[:2]: row[2:] for row in book["Statistics"].values}
    assert rows["of", "name"] == ("words", "error", "warning", "info", "per 1,000", "score")
    assert rows["document", "<文件>.txt"] == (5, 1, 0, 0, 200, 0)
    assert rows["rule", "number-mismatch"] == (None, 1, 0, 0, 200, None)
    page = "".join(load_writer("html")([], run, Layout()))  # type: ignore[arg-type]
    assert '<tr><th scope="row">&lt;文件&gt;.txt</th><td>5</td><td>1</td>' in page
    assert "<summary>Statistics</summary>" not in "".join(
        load_writer("html")([], replace(run, statistics=None), Layout())  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("name", ["text", "json"])
def test_reports_show_them_if_asked(name: str) -> None:
    found = counted(document(WRONG[0], WRONG[1], path="文件.txt"))
    run = Run(1, 1, ("zh-en",), ())
    without = "".join(load_writer(name)([], run, Layout()))  # type: ignore[arg-type]
    text = "".join(load_writer(name)([], replace(run, statistics=found), Layout()))  # type: ignore[arg-type]
    assert ('"statistics": null' if name == "json" else "per 1,000") in (without if name == "json" else text)
    if name == "json":
        data = json.loads(text)
        jsonschema.validate(data, SCHEMA)
        assert data["statistics"]["total"]["words"] == 5
        assert data["statistics"]["documents"][0]["name"] == "文件.txt"
    else:
        assert [line.split() for line in text.splitlines() if "文件" in line] == [
            ["文件.txt", "5", "1", "0", "0", "200.00", "0.00"]
        ]
