"""Both hooks as `pre-commit try-repo` runs them in a small repository: a clean commit and a faulty one."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkout import copy_project, lacks_index
from tests.repository import ENVIRONMENT, commit_all, git, needs_git

SOURCE = "全市新建公园{}个。\n\n河道长{}公里。\n"
TARGET = "The city built {} new parks.\n\nThe river is {} kilometres long.\n"


def run_hooks(folder: Path, project: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "pre_commit", "try-repo", "--verbose", "--color=never", str(project)]
    done = subprocess.run(
        command,
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    output = done.stdout + done.stderr
    if lacks_index(output):
        pytest.skip("pre-commit builds an environment, and no package index can be reached")
    return done.returncode, output


@needs_git
@pytest.mark.skipif(not importlib.util.find_spec("pre_commit"), reason="needs pre-commit")
def test_a_clean_commit_passes_and_a_faulty_one_fails(tmp_path: Path) -> None:
    project, folder = tmp_path / "project", tmp_path / "documents"
    project.mkdir()
    folder.mkdir()
    git(copy_project(project), "init", "--quiet")
    commit_all(project)
    git(folder, "init", "--quiet")
    (folder / "parks.zh.txt").write_text(SOURCE.format(35, 120), encoding="utf-8")
    (folder / "parks.en.txt").write_text(TARGET.format(35, 120), encoding="utf-8")
    (folder / "roads.txt").write_text("修路三条。\nThree roads were built.\n", encoding="utf-16")
    git(folder, "add", "--all")

    status, output = run_hooks(folder, project)
    assert status == 0, output
    assert output.count("Passed") == 2

    commit_all(folder)
    # Only the translation changes; its source is found beside it. The other file counts as binary in git.
    (folder / "parks.en.txt").write_text(TARGET.format(53, 120), encoding="utf-8")
    (folder / "roads.txt").write_text("修路三条。\nFour roads were built.\n", encoding="utf-16")
    git(folder, "add", "--all")

    status, output = run_hooks(folder, project)
    assert status == 1, output
    changed, everything = output.split("\nqa-lint (whole project)")
    for report in (changed, everything):
        assert "exit code: 1" in report
        assert "parks.en.txt:1:16" in report
        assert "roads.txt:" in report

    # What is staged counts: it is not mended yet there.
    (folder / "parks.en.txt").write_text(TARGET.format(35, 120), encoding="utf-8")

    status, output = run_hooks(folder, project)
    assert status == 1, output
    assert output.count("parks.en.txt:1:16") == 2
    assert (folder / "parks.en.txt").read_text(encoding="utf-8") == TARGET.format(35, 120)
