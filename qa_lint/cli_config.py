"""The command `qa-lint config`."""

import json
import os
from typing import Any

import click

from qa_lint import console
from qa_lint.cli_options import config_option, read_config, settings_options
from qa_lint.settings import with_command_line


@click.command("config")
@click.argument("path", required=False, default="")
@click.option(
    "--format", "format_name", type=click.Choice(["text", "json"]), default="text", help="Default: text."
)
@click.option(
    "--schema", is_flag=True, help="Print the JSON schema of the settings, your own rules included."
)
@settings_options
@config_option
def show_config(path: str, format_name: str, schema: bool, config_path: str | None, **settings: Any) -> int:
    """Shows the settings in force, and where each comes from.

    PATH is a document or a folder: with it, what holds for that.

    \b
    Examples:
      qa-lint config
      qa-lint config legacy/report.txt
      qa-lint config --schema > .qa-lint.schema.json
    """
    from qa_lint.provenance import as_json, as_text
    from qa_lint.schema import settings_schema

    folder = path if os.path.isdir(path) else "."
    config = with_command_line(read_config(config_path, folder), **settings)
    if schema:
        text = json.dumps(settings_schema(config.rules.values()), ensure_ascii=False, indent=2)
        console.show([text + "\n"])
    elif format_name == "json":
        console.show([as_json(config, path)])
    else:
        console.show(as_text(config, path))
    return 0
