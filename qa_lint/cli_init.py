"""The command `qa-lint init`."""

import os
from pathlib import Path

import click

from qa_lint import console
from qa_lint.config import ConfigError

_CONFIG = "qa-lint.toml"


@click.command()
@click.argument("folder", default=".")
@click.option("--pre-commit", is_flag=True, help="Write .pre-commit-config.yaml too.")
@click.option("--github", is_flag=True, help="Write .github/workflows/qa-lint.yml too.")
@click.option("--gitlab", is_flag=True, help="Write .gitlab-ci.yml too.")
@click.option("--force", is_flag=True, help="Overwrite files that are there.")
def init(folder: str, pre_commit: bool, github: bool, gitlab: bool, force: bool) -> int:
    """Writes settings for a folder: looks at what is there first.

    FOLDER is by default the current one. No file is overwritten without --force: what would stand in it is
    shown.

    \b
    Examples:
      qa-lint init
      qa-lint init docs
      qa-lint init --pre-commit --github
    """
    from qa_lint.files import replace_file
    from qa_lint.settings import find_config, load_config
    from qa_lint.starters import GITHUB, GITLAB, PRE_COMMIT, settings_text
    from qa_lint.survey import survey

    top = Path(folder)
    if not top.is_dir():
        raise ConfigError(f"{folder}: no such folder")
    snippets = {
        ".pre-commit-config.yaml": (pre_commit, PRE_COMMIT),
        os.path.join(".github", "workflows", "qa-lint.yml"): (github, GITHUB),
        ".gitlab-ci.yml": (gitlab, GITLAB),
    }
    there = find_config(Path(os.path.abspath(top)))
    settings = there if there and there.parent == Path(os.path.abspath(top)) else None
    chosen = {name: text for name, (is_wanted, text) in snippets.items() if is_wanted}
    if settings and not chosen and not force:
        raise ConfigError(f"{top / settings.name} has settings already; --force writes {_CONFIG} anew")
    found = survey(top, load_config(None, root=top))
    texts = chosen if settings and not force else {_CONFIG: settings_text(found), **chosen}
    for name, text in texts.items():
        if os.path.lexists(top / name) and not force:
            console.show([f"{top / name} is there already; add this to it:\n\n{text}\n"])
        else:
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            replace_file(top / name, text)
            console.show([f"{top / name}: written\n"])
    if found.has_git and not chosen:
        console.show([f"\nFor pre-commit (or: qa-lint init --pre-commit):\n\n{PRE_COMMIT}"])
        console.show(["\nFor CI: qa-lint init --github, qa-lint init --gitlab.\n"])
    console.show(["\nNext: 'qa-lint check', and 'qa-lint baseline' to have only new findings reported.\n"])
    return 0
