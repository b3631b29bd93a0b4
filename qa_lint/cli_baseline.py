"""The command `qa-lint baseline`."""

import os
from dataclasses import replace
from typing import Any

import click

from qa_lint import console
from qa_lint.cli_options import config_option, read_config, settings_options
from qa_lint.config import ConfigError, relative_to_root


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--prune", is_flag=True, help="Only take out what is no longer found; add nothing.")
@settings_options
@config_option
def baseline(paths: tuple[str, ...], prune: bool, config_path: str | None, **settings: Any) -> int:
    """Records the findings there are, so that later runs report new ones only.

    PATHS are files and folders, by default the current folder. Findings of documents that are not checked now
    stay recorded. Put the file under version control: one finding a line, it merges like any text.

    \b
    Examples:
      qa-lint baseline               record what is found in this folder now
      qa-lint baseline --prune       take out what was mended since
      qa-lint check --no-baseline    report everything, recorded or not
    """
    from qa_lint.baseline import baseline_file, read_entries, write_baseline
    from qa_lint.known import Entry
    from qa_lint.run import Means, run_check
    from qa_lint.settings import with_command_line

    folder = paths[0] if len(paths) == 1 and os.path.isdir(paths[0]) else "."
    config = with_command_line(read_config(config_path, folder), **settings)
    path = baseline_file(config)
    if prune and not path.exists():
        raise ConfigError(f"{path}: no such file, so there is nothing to take out")
    old = read_entries(path) if path.exists() else ()
    with console.progress() as progress:
        config = replace(config, baseline=str(path) if path.exists() else None)
        findings, run = run_check(paths or (".",), config, Means(progress=progress))
    gone = set(run.fixed)
    kept = [entry for entry in old if entry.fingerprint not in gone]
    new = [] if prune else findings
    added = [Entry(entry.fingerprint, entry.rule, relative_to_root(config.root, entry.path)) for entry in new]
    write_baseline(path, [*kept, *added])
    counts = f"{len(added):,} new, {len(kept):,} kept, {len(old) - len(kept):,} taken out"
    total = len(kept) + len(added)
    console.show([f"{path}: {total:,} {'finding' if total == 1 else 'findings'} ({counts})\n"])
    console.tell(run.problems)
    return 2 if run.problems else 0
