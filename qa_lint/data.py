"""Where the data folders `rules/` and `reports/` are, and the folder for what is kept from run to run."""

import os
import sys
from pathlib import Path


def data_folder(name: str) -> Path:
    """The folder `rules` or `reports`: beside `qa_lint/` in a checkout, inside it in an installed wheel."""
    package = Path(__file__).resolve().parent
    checkout = package.parent
    return checkout / name if (checkout / "pyproject.toml").exists() else package / name


def cache_folder() -> Path:
    """Where the cache is: `QA_LINT_CACHE_DIR`, or `qa-lint` in the folder that the system has for caches."""
    own = os.environ.get("QA_LINT_CACHE_DIR")
    if own:
        return Path(own)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local", "qa-lint", "Cache")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "qa-lint"
    # https://specifications.freedesktop.org/basedir-spec/latest/
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "qa-lint")
