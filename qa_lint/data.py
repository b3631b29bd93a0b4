"""Where the data folders `rules/` and `reports/` are."""

from pathlib import Path


def data_folder(name: str) -> Path:
    """The folder `rules` or `reports`: beside `qa_lint/` in a checkout, inside it in an installed wheel."""
    package = Path(__file__).resolve().parent
    checkout = package.parent
    return checkout / name if (checkout / "pyproject.toml").exists() else package / name
