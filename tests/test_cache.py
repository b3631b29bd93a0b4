"""What is kept from one run to the next: the same report, never a stale or a damaged one."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qa_lint import cache
from qa_lint.checks import REGISTRY, CollectingCheck, load_check
from qa_lint.cli import main
from qa_lint.config import Config
from qa_lint.packing import PackError, pack, pack_summaries, unpack_summaries
from qa_lint.settings import load_config
from tests.support import RULES, document

ROOT = Path(__file__).parent.parent
# Where it must not show: with everything known, no check and no dictionary is loaded.
IDLE = (
    "qa_lint.numbers",
    "qa_lint.markers",
    "qa_lint.mining",
    "qa_lint.terms",
    "qa_lint.states",
    "qa_lint.segmentation",
    "jieba",
    "sqlite3",
)
# To read dictionaries takes a second.
QUICK = ("--ignore", "term-inconsistent,term-variant")
PROJECT = [
    name
    for name in REGISTRY
    if isinstance(found := load_check(name), CollectingCheck) and found.scope == "project"
]


@pytest.fixture
def folder(tmp_path: Path, empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a cache of its own; documents are in `docs`."""
    assert empty_cache.parent == tmp_path
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    Path("parks.zh.txt").write_text(
        "全市新建公园35个。\n\n城中村改造完成。\n\n尚未翻译的一段话。\n", encoding="utf-8"
    )
    Path("parks.en.txt").write_text(
        "The city built 53 parks.\n\nThe slum is rebuilt.\n\n尚未翻译的一段话。\n", encoding="utf-8"
    )
    Path("terms.csv").write_text("source,approved\n城中村,urban village\n", encoding="utf-8")
    return tmp_path


def report(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(["check", "parks.en.txt", "--format", "json", "--glossary", "terms.csv", *QUICK, *arguments])
    return "".join(capsys.readouterr())


def entries(folder: Path) -> list[Path]:
    return sorted((folder / "cache").glob("*/*.entry"))


def test_the_report_is_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = report(capsys, "--no-cache")
    assert not entries(folder)
    assert report(capsys) == expected
    kept = {path: path.read_bytes() for path in entries(folder)}
    assert len(kept) == 2  # the document, and what the rules over the project find
    assert report(capsys) == expected
    assert {path: path.read_bytes() for path in entries(folder)} == kept
    assert "number-mismatch" in expected
    assert "untranslated-segment" in expected


@pytest.mark.usefixtures("folder")
def test_what_is_known_loads_no_check() -> None:
    code = (
        "import sys; from qa_lint.cli import main; main(['check', 'parks.en.txt'])\n"
        f"print([name for name in sys.modules if name.startswith({IDLE!r})])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    outputs = [
        subprocess.run(command, capture_output=True, text=True, env=environment, check=True) for _ in range(2)
    ]
    loaded = [output.stdout.splitlines()[-1] for output in outputs]
    assert "qa_lint.numbers" in loaded[0]
    assert loaded[1] == "[]"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("parks.zh.txt", "35", "53"),
        ("parks.en.txt", "slum", "urban village"),
        ("terms.csv", "urban village", "slum"),
        ("qa-lint.toml", "", "ignore = ['number']"),
        ("qa-lint.toml", "", "rule.number-mismatch.severity = 'info'"),
        ("qa-lint.toml", "", "[[overrides]]\npaths = ['parks*']\nignore = ['number']"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_any_change_counts(path: str, old: str, new: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("qa-lint.toml").touch()
    before = report(capsys)
    text = Path(path).read_text(encoding="utf-8")
    Path(path).write_text(text.replace(old, new) if old else new, encoding="utf-8")
    after = report(capsys)
    assert after != before
    assert after == report(capsys, "--no-cache")


@pytest.mark.parametrize("damage", ["empty", "cut", "changed", "foreign", "swapped"])
def test_what_is_damaged_is_written_anew(
    folder: Path, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = report(capsys)
    kept = {path: path.read_bytes() for path in entries(folder)}
    for path, data in kept.items():
        other = next(content for name, content in kept.items() if name != path)
        damaged = {
            "empty": b"",
            "cut": data[:-1],
            "changed": data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
            "foreign": b"\x80\x04K\x01.",
            "swapped": other,
        }
        path.write_bytes(damaged[damage])
    assert report(capsys) == expected
    assert {path: path.read_bytes() for path in entries(folder)} == kept


def test_a_cache_that_cannot_be_used_is_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = report(capsys, "--no-cache")
    (folder / "file").touch()
    monkeypatch.setenv("QA_LINT_CACHE_DIR", str(folder / "file"))
    assert report(capsys) == expected


def test_halves_of_surrogate_pairs_are_not_kept() -> None:
    with pytest.raises(PackError):
        pack("\ud800")


@pytest.mark.parametrize("name", PROJECT)
def test_summaries_come_back_as_they_were(name: str) -> None:
    check = load_check(name)
    assert isinstance(check, CollectingCheck)
    text = document(
        "新建公园35个，城中村改造完成。\n目录\n尚未翻译的一段话。",
        "35 parks were built.\n目录\n尚未翻译的一段话。",
    )
    summaries = [check.collect(text)]
    assert unpack_summaries(name, pack_summaries(summaries)) == summaries


def test_the_commands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report(capsys)
    assert main(["cache", "dir"]) == 0
    assert capsys.readouterr().out == f"{folder / 'cache'}\n"
    assert main(["cache", "clear"]) == 0
    assert "5 entries removed" in capsys.readouterr().out  # with two dictionaries and a model
    assert not [path for path in (folder / "cache").rglob("*.*") if path.is_file()]


def test_what_was_not_used_for_long_is_removed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report(capsys)
    old, young = entries(folder)
    left = folder / "cache" / "x.tmp"
    left.touch()
    past = time.time() - 86_400 * (cache.MAX_DAYS + 1)
    for path in (old, left, folder / "cache" / "pruned"):
        os.utime(path, (past, past))
    opened = cache.open_cache(Config(Path(), RULES), ())
    assert opened
    cache.prune(opened)
    assert entries(folder) == [young]
    assert not left.exists()


def test_more_than_may_be_kept_loses_the_oldest(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report(capsys)
    first, second = entries(folder)
    os.utime(first, (time.time() - 1000, time.time() - 1000))
    newest = [second, *(folder / "cache").glob("*.words")]
    monkeypatch.setattr(cache, "MAX_BYTES", sum(path.stat().st_size for path in newest))
    (folder / "cache" / "pruned").unlink()
    opened = cache.open_cache(load_config(None, root=Path()), ())
    assert opened
    cache.prune(opened)
    assert entries(folder) == [second]
