"""A copy of the project, for tests that build it: nothing is left behind in the checkout."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDERS = ("qa_lint", "rules", "reports", "benchmarks", "docs", "examples", "templates", "tests")
FILES = (
    "pyproject.toml",
    "MANIFEST.in",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Dockerfile",
    "Makefile",
    "action.yml",
    ".pre-commit-hooks.yaml",
)
# What pip says when there is no package index to be reached.
NO_INDEX = ("No matching distribution found", "Could not find a version that satisfies")


def copy_project(folder: Path) -> Path:
    """Copies what is needed to build and install the project to `folder`."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, folder)
    return folder


def lacks_index(output: str) -> bool:
    """Whether a build failed because no package index was there, and not through a fault of ours."""
    return any(message in output for message in NO_INDEX)
