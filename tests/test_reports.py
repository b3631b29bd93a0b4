"""Several reports of one run, and where they go."""

import json
from pathlib import Path

import pytest

from qa_lint.cli import FAILED, FINDINGS, main

TEXT = "新建住房20.4万平方米。\nHomes with 20,400 square meters were built.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_several_reports_beside_the_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [
        "--report",
        "html=out/a/report.html",
        "--report",
        "sarif=report.sarif",
        "--output",
        "report.txt",
    ]
    assert main(["check", "bad.txt", *arguments]) == FINDINGS
    assert capsys.readouterr().out == ""
    assert "<!DOCTYPE html>" in (folder / "out" / "a" / "report.html").read_text(encoding="utf-8")
    assert json.loads((folder / "report.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert "number-mismatch" in (folder / "report.txt").read_text(encoding="utf-8")


def test_a_report_to_a_file_leaves_the_text_on_the_screen(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "bad.txt", "--report", "json=report.json"]) == FINDINGS
    printed = capsys.readouterr().out
    data = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert printed.splitlines()[-1] == data["run"]["signature"]
    assert data["run"]["signature"].startswith("qa-lint|version:")


@pytest.mark.usefixtures("folder")
def test_a_report_on_the_screen_takes_the_place_of_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "bad.txt", "--report", "concise=-"]) == FINDINGS
    assert capsys.readouterr().out.startswith("bad.txt:2:12: error number-mismatch ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--report", "html"], "expected FORMAT=FILE"),
        (["--report", "html="], "expected FORMAT=FILE"),
        (["--report", "htm=a.html"], "unknown format 'htm'; allowed are text, concise"),
        (["--report", "html=-", "--report", "json=-"], "two reports cannot go to the standard output"),
        (["--report", "html=-", "--format", "json"], "two reports cannot go to the standard output"),
        (["--report", "html=a", "--report", "json=a"], "two reports cannot go to 'a'"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_reports_that_cannot_be(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "bad.txt", *arguments]) == FAILED
    assert message in capsys.readouterr().err


def test_an_unwritable_report_is_a_problem_and_the_others_are_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--report", "html=bad.txt/a.html", "--report", "json=report.json"]
    assert main(["check", "bad.txt", *arguments]) == FAILED
    assert "bad.txt/a.html: cannot be written: its folder is a file" in capsys.readouterr().err
    assert (folder / "report.json").exists()
    assert (folder / "bad.txt").read_text(encoding="utf-8") == TEXT


def test_a_report_that_fails_leaves_the_old_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "report.xlsx").write_bytes(b"old")
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    assert main(["check", "bad.txt", "--report", "xlsx=report.xlsx"]) == FAILED
    assert (folder / "report.xlsx").read_bytes() == b"old"
    assert sorted(path.name for path in folder.iterdir()) == ["bad.txt", "report.xlsx"]


def test_a_report_behind_a_link_stays_there(folder: Path) -> None:
    (folder / "real").mkdir()
    try:
        (folder / "link.json").symlink_to(folder / "real" / "report.json")
    except OSError:
        pytest.skip("no symbolic links here")
    assert main(["check", "bad.txt", "--format", "json", "--output", "link.json"]) == FINDINGS
    assert (folder / "link.json").is_symlink()
    assert (folder / "real" / "report.json").exists()


def test_the_reports_of_the_last_run_are_no_documents(folder: Path) -> None:
    arguments = [
        "check",
        ".",
        "--report",
        "csv=findings.csv",
        "--report",
        "text=out/[1].txt",
        "--format",
        "json",
    ]
    texts = []
    for _ in range(2):
        assert main([*arguments, "--output", "findings.json"]) == FINDINGS
        texts.append((folder / "findings.json").read_text(encoding="utf-8"))
    assert texts[0] == texts[1]
