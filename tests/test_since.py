"""What is reported of what changed since a revision, and sources that changed without their translation."""

import json
import os
from pathlib import Path

import pytest

from qa_lint.cli import main
from qa_lint.git import GitError, changed_since, commit_named, last_commits
from tests.repository import ENVIRONMENT, commit_all, git, needs_git, new

pytestmark = needs_git
SOURCE = ["全市新建公园{}个。", "河道长{}公里。", "共有{}人参加。"]
TARGET = ["The city built {} new parks.", "The river is {} kilometres long.", "{} people took part."]
OUTDATED = "document-translation-outdated"


def write(path: Path, lines: list[str], numbers: tuple[int, int, int]) -> None:
    path.parent.mkdir(exist_ok=True)
    text = "\n\n".join(line.format(number) for line, number in zip(lines, numbers, strict=True))
    path.write_text(text + "\n", encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two documents, each with an old fault in its first pair."""
    for name in [*os.environ]:
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", ENVIRONMENT["GIT_CONFIG_GLOBAL"])
    monkeypatch.chdir(new(tmp_path / "documents"))
    for name in ("parks", 'näch "ste"s'):
        write(Path(f"{name}.zh.txt"), SOURCE, (35, 120, 400))
        write(Path(f"{name}.en.txt"), TARGET, (53, 120, 400))
    commit_all(Path())
    return Path()


def findings(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[tuple[str, str, int]]:
    main(["check", "--format", "json", "--ignore", "term", *arguments])
    out, err = capsys.readouterr()
    assert out, err
    found = json.loads(out)["findings"]
    return [(entry["rule"], entry["path"], (entry["target"] or entry["source"])["line"]) for entry in found]


def test_only_what_is_found_in_changed_pairs_is_reported(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(findings(capsys)) == 2
    assert not findings(capsys, "--since", "HEAD")
    write(folder / "parks.en.txt", TARGET, (53, 120, 404))
    assert findings(capsys, "--since", "HEAD") == [("number-mismatch", "parks.en.txt", 5)]
    commit_all(folder)
    assert not findings(capsys, "--since", "HEAD")
    assert findings(capsys, "--since", "HEAD~1") == [("number-mismatch", "parks.en.txt", 5)]
    assert len(findings(capsys)) == 3


def test_a_pair_is_touched_by_its_source_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, lines in (("zh", SOURCE), ("en", TARGET)):
        write(
            folder / f'näch "ste"s.{number}.txt', lines, (35, 120, 400) if number == "zh" else (53, 120, 401)
        )
    commit_all(folder)
    write(folder / 'näch "ste"s.zh.txt', SOURCE, (35, 121, 400))
    write(folder / 'näch "ste"s.en.txt', [*TARGET[:2], "{} persons took part."], (53, 120, 401))
    assert findings(capsys, "--since", "HEAD") == [
        ("number-mismatch", 'näch "ste"s.en.txt', 3),
        ("number-mismatch", 'näch "ste"s.en.txt', 5),
    ]


def test_new_files_count_whole_and_what_others_did_meanwhile_does_not(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(folder, "switch", "--quiet", "--create", "topic")
    write(folder / "new.zh.txt", SOURCE, (1, 2000, 3000))
    write(folder / "new.en.txt", TARGET, (1, 2001, 3000))
    assert findings(capsys, "--since", "main") == [("number-mismatch", "new.en.txt", 3)]  # not even added
    commit_all(folder)
    git(folder, "switch", "--quiet", "main")
    write(folder / "parks.en.txt", TARGET, (99, 120, 400))
    commit_all(folder)
    git(folder, "switch", "--quiet", "topic")
    assert findings(capsys, "--since", "main") == [("number-mismatch", "new.en.txt", 3)]


def test_a_changed_source_without_its_translation_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder / "parks.zh.txt", SOURCE, (35, 120, 444))
    assert findings(capsys, "--since", "HEAD") == [(OUTDATED, "parks.en.txt", 1)]
    main(["check", "--since", "HEAD"])
    name = git(folder, "rev-parse", "--short", "HEAD")
    assert f"1 line of the source has changed since {name} (2026-05-01)" in capsys.readouterr().out
    # White space alone is no change.
    (folder / "parks.zh.txt").write_text(
        (folder / "parks.zh.txt").read_text(encoding="utf-8").replace("444", "400").replace("。", "。 "),
        encoding="utf-8",
    )
    assert OUTDATED not in {rule for rule, _, _ in findings(capsys, "--since", "HEAD")}


def test_the_history_tells_what_is_outdated_if_asked_to(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder / "parks.zh.txt", SOURCE, (35, 121, 444))
    commit_all(folder, "2026-06-01T12:00:00Z")
    assert OUTDATED not in {rule for rule, _, _ in findings(capsys)}
    (folder / "qa-lint.toml").write_text('outdated = "history"\n', encoding="utf-8")
    assert (OUTDATED, "parks.en.txt", 1) in findings(capsys)
    main(["check"])
    assert "2 lines of the source have changed since" in capsys.readouterr().out
    # Translated, but not committed yet; then committed.
    write(folder / "parks.en.txt", TARGET, (35, 121, 444))
    assert OUTDATED not in {rule for rule, _, _ in findings(capsys)}
    commit_all(folder, "2026-06-02T12:00:00Z")
    assert OUTDATED not in {rule for rule, _, _ in findings(capsys)}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("revision", ["--output=/x", "-x", "nowhere", "HEAD:parks.zh.txt", " ", "a\nb"])
def test_what_is_no_revision_is_told(revision: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(GitError):
        commit_named(revision)
    assert main(["check", f"--since={revision}"]) == 2
    assert "Error: " in capsys.readouterr().err


def test_no_repository_and_no_git_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert main(["check", "--since", "HEAD"]) == 2
    assert "not a git repository" in capsys.readouterr().err
    monkeypatch.setenv("PATH", "")
    assert main(["check", "--since", "HEAD"]) == 2
    assert "git cannot be run" in capsys.readouterr().err


def test_lines_of_a_patch_are_not_taken_for_its_headers(folder: Path) -> None:
    path = folder / "odd.txt"
    path.write_text("a\n-- b\nc\nd\n", encoding="utf-8")
    commit_all(folder)
    path.write_text("a\n++ b/x\n@@ -1 +1 @@\nc\nd", encoding="utf-8")
    hunks = changed_since("HEAD")[os.path.realpath(path)]
    assert hunks
    assert [(hunk.lines, hunk.count) for hunk in hunks] == [(range(2, 4), 2), (range(5, 6), 1)]


def test_the_last_commit_of_each_file(folder: Path) -> None:
    first = git(folder, "rev-parse", "HEAD")
    write(folder / "parks.en.txt", TARGET, (1, 2, 3))
    second = commit_all(folder)
    paths = {os.path.realpath(name): name for name in ("parks.en.txt", "parks.zh.txt", "none.txt")}
    found = {paths[path]: entry for path, entry in last_commits(set(paths)).items()}
    assert found == {"parks.en.txt": (1, second), "parks.zh.txt": (2, first)}
