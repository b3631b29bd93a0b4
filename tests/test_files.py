"""Files of settings, read within limits and written whole."""

import os
from pathlib import Path

import pytest

from qa_lint.baseline import read_entries
from qa_lint.cli import main
from qa_lint.config import Config, ConfigError
from qa_lint.discover import discover
from qa_lint.files import read_utf8, replace_file
from qa_lint.model import IGNORE_FILE
from qa_lint.sidecar import read_noted
from tests.support import RULES

needs_devices = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


@needs_devices
def test_named_pipes_are_not_waited_for(tmp_path: Path) -> None:
    for name in (".gitignore", IGNORE_FILE, "baseline.json"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "a.tsv").write_text("source\ttarget\n", encoding="utf-8")
    assert discover([str(tmp_path)], Config(root=tmp_path, rules=RULES)).jobs
    with pytest.raises(ConfigError, match="not a regular file"):
        read_noted(tmp_path)
    with pytest.raises(ConfigError, match="not a regular file"):
        read_entries(tmp_path / "baseline.json")


@needs_devices
def test_no_file_takes_the_place_of_a_device(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="not a regular file"):
        replace_file(pipe, "text")
    assert pipe.is_fifo()


def test_endless_files_are_read_up_to_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa_lint.files.MAX_BYTES", 1_000_000)
    (tmp_path / "long").write_bytes(b"0" * 1_000_001)
    with pytest.raises(OSError, match="more than 1 MB"):
        read_utf8(tmp_path / "long")


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "settings").write_bytes(b"\xef\xbb\xbfa = 1\r\n")
    assert read_utf8(tmp_path / "settings") == "a = 1\n"


@needs_devices
def test_pipes_and_links_in_circles_are_told_and_the_rest_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "a.zh.txt")
    os.mkfifo(tmp_path / "terms.csv")
    os.mkfifo(tmp_path / "s_zh.properties")
    (tmp_path / "s_en.properties").write_text("a = b\n", encoding="utf-8")
    (tmp_path / "a.en.txt").write_text("One.\n", encoding="utf-8")
    (tmp_path / "b.tsv").symlink_to(tmp_path / "b.tsv")
    (tmp_path / "c.tsv").write_text("source\ttarget\n共3人\tthere were 4\n", encoding="utf-8")
    names = [str(tmp_path / name) for name in ("a.en.txt", "b.tsv", "c.tsv", "s_en.properties")]
    assert main(["check", *names, "--glossary", str(tmp_path / "terms.csv")]) == 2
    said = capsys.readouterr()
    assert "number-missing" in said.out
    assert said.err.count("not a regular file") == 3
    assert "b.tsv: cannot be read: the link leads to no file" in said.err


@pytest.mark.parametrize(
    "name", ["c.tsv", "qa-lint.toml", "terms.csv", "alias.tsv", ".qa-lint-baseline.json"]
)
def test_no_report_takes_the_place_of_what_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    texts = {
        "c.tsv": "source\ttarget\n共3人\tthere were 3\n",
        "qa-lint.toml": 'glossaries = ["terms.csv"]\n',
        "terms.csv": "source,target\n河长,river chief\n",
        ".qa-lint-baseline.json": '{"schema_version": 1, "findings": []}\n',
    }
    for file, text in texts.items():
        Path(file).write_text(text, encoding="utf-8")
    Path("alias.tsv").symlink_to("c.tsv")
    assert main(["check", "c.tsv", "--report", f"json={name}"]) == 2
    assert f"cannot go to '{name}'" in capsys.readouterr().err
    assert {file: Path(file).read_text(encoding="utf-8") for file in texts} == texts


def test_two_reports_do_not_go_to_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", ".", "--report", "json=a", "--report", "html=./a"]) == 2
    assert not Path("a").exists()
