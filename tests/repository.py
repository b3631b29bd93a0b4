"""Small git repositories for tests, out of reach of the settings of whoever runs them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

# git tells a hook where its repository is; the repositories here are others.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "PYTHONIOENCODING": "utf-8",
}
needs_git = pytest.mark.skipif(not shutil.which("git"), reason="needs git")


def git(folder: Path, *arguments: str, date: str = "2026-05-01T12:00:00Z") -> str:
    environment = ENVIRONMENT | {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    command = ["git", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def new(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    return folder


def commit_all(folder: Path, date: str = "2026-05-01T12:00:00Z") -> str:
    """Commits all there is; gives the name of the commit."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x", date=date)
    return git(folder, "rev-parse", "HEAD")
