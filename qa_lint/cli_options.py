"""What several commands have in common: the option for the settings, and where these are found."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from qa_lint.config import Config
from qa_lint.model import Severity
from qa_lint.schema import BASELINE_FILE
from qa_lint.settings import find_config, load_config

_Command = TypeVar("_Command", bound=Callable[..., Any])

_SETTINGS = (
    click.option(
        "--source-language", metavar="CODE", help="Language of the sources, such as zh. Default: detected."
    ),
    click.option(
        "--target-language",
        metavar="CODE",
        help="Language of the translations, such as en. Default: detected.",
    ),
    click.option(
        "--select",
        multiple=True,
        metavar="RULES",
        help="Check these rules only: ids or beginnings of them, such as number,term-glossary.",
    ),
    click.option("--ignore", multiple=True, metavar="RULES", help="Do not check these rules."),
    click.option(
        "--glossary",
        "glossaries",
        multiple=True,
        metavar="FILE",
        help="A glossary to check terms by, besides those in the settings.",
    ),
    click.option(
        "--reference",
        metavar="PATH",
        help="Approved translations, a document or a folder, for the rule segment-reference-drift.",
    ),
    click.option(
        "--fail-on",
        type=click.Choice([severity.label for severity in reversed(Severity)]),
        help="The least severity that makes the exit status 1. Default: error.",
    ),
    click.option(
        "--baseline", metavar="FILE", help=f"The findings that are known. Default: {BASELINE_FILE}, if there."
    ),
)


def config_option(command: _Command) -> _Command:
    """The option `--config`."""
    return click.option(
        "--config",
        "config_path",
        metavar="FILE",
        help="The settings. Default: the nearest qa-lint.toml or pyproject.toml, in the folder checked, "
        "here, or above.",
    )(command)


def settings_options(command: _Command) -> _Command:
    """The options that stand above the settings in the file, for `with_command_line`."""
    for option in reversed(_SETTINGS):
        command = option(command)
    return command


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
