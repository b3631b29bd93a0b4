"""The source distribution and the wheel hold what the tree holds, and the wheel runs."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.checkout import FILES, FOLDERS, ROOT, copy_project, lacks_index
from tests.support import RULES


def tree(folder: str) -> set[str]:
    files = (
        path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )
    return {path.relative_to(ROOT).as_posix() for path in files}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a source distribution, and a wheel that was built from it."""
    project = copy_project(tmp_path_factory.mktemp("project"))
    command = [sys.executable, "-m", "build", "--outdir", "dist", "."]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    if lacks_index(done.stdout + done.stderr):
        pytest.skip("a build needs a package index, and none can be reached")
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "dist"


def test_the_wheel_holds_what_the_tree_holds(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    data = {f"qa_lint/{name}" for folder in ("rules", "reports") for name in tree(folder)}
    assert names == tree("qa_lint") | data


def test_the_source_distribution_holds_what_the_tree_holds(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as file:
        names = {member.name.partition("/")[2] for member in file.getmembers() if member.isfile()}
    assert {name for name in names if name.startswith(tuple(f"{folder}/" for folder in FOLDERS))} == {
        name for folder in FOLDERS for name in tree(folder)
    }
    assert names.issuperset(FILES)


def test_the_wheel_runs(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "site"), "PYTHONIOENCODING": "utf-8"}

    def python(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=True
        ).stdout

    assert Path(python("-c", "import qa_lint; print(qa_lint.__file__)").strip()).is_relative_to(tmp_path)
    listed = python("-m", "qa_lint", "rules")
    assert all(rule in listed for rule in RULES)
