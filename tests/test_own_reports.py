"""Reports of qa-lint that lie among documents are not checked."""

from dataclasses import replace
from pathlib import Path

import pytest

from qa_lint.config import Config
from qa_lint.discover import discover
from qa_lint.readers.own_reports import is_report
from qa_lint.writers import Layout, load_writer
from tests.findings import FINDING, RUN

SIGNATURE = "qa-lint|version:0.1.0|rules:1-0|languages:zh-en|options:default"


@pytest.mark.parametrize(("name", "ending"), [("text", "txt"), ("csv", "csv"), ("xlsx", "xlsx")])
def test_reports_are_known(name: str, ending: str, tmp_path: Path) -> None:
    if name == "xlsx":
        pytest.importorskip("openpyxl")
    run = replace(RUN, signature=SIGNATURE)
    pieces = load_writer(name)([FINDING] * 50, run, Layout())
    path = tmp_path / f"mine.{ending}"
    path.write_bytes(b"".join(piece if isinstance(piece, bytes) else piece.encode() for piece in pieces))
    found = discover((str(tmp_path),), Config(root=tmp_path, rules={}))
    assert (found.jobs, found.notices) == ((), (f"{path}: skipped, a report of qa-lint",))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", ""),
        ("a.txt", f"报告\n{SIGNATURE}\nReport\n"),
        ("a.csv", "source,target\n公园,Park\n"),
        ("a.xlsx", "no workbook"),
        ("a.md", SIGNATURE),
    ],
)
def test_documents_are_none(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert not is_report(str(tmp_path / name))
    assert not is_report(str(tmp_path / "none.txt"))
