"""What several commands have in common: the option for the settings, and where these are found."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from qa_lint.config import Config, find_config, load_config

_Command = TypeVar("_Command", bound=Callable[..., Any])


def config_option(command: _Command) -> _Command:
    """The option `--config`."""
    return click.option(
        "--config",
        "config_path",
        metavar="FILE",
        help="The settings. Default: the nearest qa-lint.toml or pyproject.toml, in the folder checked, "
        "here, or above.",
    )(command)


def read_config(config_path: str | None, folder: str = ".") -> Config:
    """The settings: in the file named, or else the nearest in `folder` or above, or here or above.

    Raises `ConfigError`.
    """
    if config_path is not None:
        path: Path | None = Path(config_path)
    else:
        path = find_config(Path(os.path.abspath(folder))) or find_config(Path.cwd())
        if path and path.drive == Path.cwd().drive:
            path = Path(os.path.relpath(path))
    return load_config(path, root=Path())
