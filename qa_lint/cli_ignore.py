"""The command `qa-lint ignore`."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from qa_lint import console
from qa_lint.cli_options import config_option, read_config
from qa_lint.config import Config, ConfigError, relative_to_root
from qa_lint.files import read_utf8
from qa_lint.validation import InvalidError, validate

_SHOWN = 120
_NEAR = 5
_TEXT = {"type": "string"}
_SIDE = {
    "type": "object",
    "required": ["path", "line", "column", "text"],
    "properties": {"path": _TEXT, "line": {"type": "integer"}, "text": _TEXT},
}
_SIDE_OR_NONE = {"anyOf": [{"type": "null"}, _SIDE]}
_FINDING = {
    "type": "object",
    "required": ["fingerprint", "rule", "path", "message", "source", "target"],
    "properties": {
        **dict.fromkeys(("fingerprint", "rule", "path", "message"), _TEXT),
        "source": _SIDE_OR_NONE,
        "target": _SIDE_OR_NONE,
    },
}
# As much of reports/findings.schema.json as is read here.
_REPORT = {
    "type": "object",
    "required": ["findings"],
    "properties": {"findings": {"type": "array", "items": _FINDING}},
}
_Found = dict[str, Any]


@click.command()
@click.argument("findings", nargs=-1, required=True, metavar="FINDING...")
@click.option("--reason", required=True, metavar="TEXT", help="Why it is all right as it is.")
@click.option(
    "--report", "report_path", metavar="FILE", help="Look for it in this report, made with --format json."
)
@config_option
def ignore(findings: tuple[str, ...], reason: str, report_path: str | None, config_path: str | None) -> int:
    """Ignores findings from now on, with a reason.

    FINDING is a fingerprint, as a report in JSON has it, or its beginning, or a place as a report shows it:
    FILE:LINE or FILE:LINE:COLUMN. The findings are looked for in the current folder, which takes a run.
    They are added to .qa-lint-ignore.toml beside the settings. In Markdown, HTML, PO and XLIFF a comment
    does the same: 'qa-lint: ignore RULE: reason'.

    \b
    Examples:
      qa-lint ignore report.zh.txt:20:61 --reason "so in the contract"
      qa-lint ignore 8d3f1c --report findings.json --reason "so in the contract"
    """
    from qa_lint.sidecar import add_noted, read_noted

    if not reason.strip():
        raise click.UsageError("--reason is empty")
    config = read_config(config_path)
    noted = read_noted(config.root)
    there = _reported(report_path) if report_path else _checked(config)
    chosen = {}
    for name in findings:
        for entry in noted:
            if entry.fingerprint.startswith(name):
                place = entry.ignore.mark.place
                raise ConfigError(f"{name} is ignored already, in {place.path}:{place.line}")
        found = _find(name, there)
        chosen[found["fingerprint"]] = found
    path = add_noted(config.root, [_entry(found, reason, config) for found in chosen.values()])
    for found in chosen.values():
        console.show([f"{path}: ignores {found['rule']} in {found['path']}: {found['message']}\n"])
    return 0


def _checked(config: Config) -> list[_Found]:
    """The findings of a run on the current folder, in the form of a report in JSON, known or not."""
    from qa_lint.run import Means, run_check
    from qa_lint.writers.json import as_json

    with console.progress() as progress:
        findings, run = run_check((".",), replace(config, baseline=None), Means(progress=progress))
    console.tell(run.problems)
    return [as_json(finding) for finding in findings]


def _reported(path: str) -> list[_Found]:
    try:
        report = json.loads(read_utf8(Path(path)))
        validate(report, _REPORT)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError, InvalidError):
        raise ConfigError(f"{path}: not a report that 'qa-lint check --format json' wrote") from None
    findings: list[_Found] = report["findings"]
    return findings


def _find(name: str, there: Sequence[_Found]) -> _Found:
    """The finding that `name` means. Raises `ConfigError` if there is none, or several."""
    found = [entry for entry in there if entry["fingerprint"].startswith(name)]
    found = found or [entry for entry in there if name in _places(entry)]
    if len(found) == 1:
        return found[0]
    if not found:
        _tell_near(name, there)
        raise ConfigError(
            f"no finding '{name}' among the {len(there):,} that are not ignored yet; expected a fingerprint, "
            "or FILE:LINE:COLUMN"
        )
    for entry in found:
        console.complain(f"{entry['fingerprint']}  {entry['rule']}  {entry['message']}")
    raise ConfigError(f"'{name}' means these {len(found)} findings; say which by the fingerprint")


def _tell_near(name: str, there: Sequence[_Found]) -> None:
    """Shows the findings in the file that `name` may be a place in, those nearest to its line first."""
    path, _, place = name.partition(":")
    line = place.partition(":")[0]
    near = [
        (abs(side["line"] - int(line)), f"{path}:{side['line']}:{side['column']}  {found['message']}")
        for found in there
        if (side := found["target"] or found["source"]) and side["path"] == path and line.isdecimal()
    ]
    for _, text in sorted(near)[:_NEAR]:
        console.complain(text)


def _places(found: _Found) -> set[str]:
    sides = [side for side in (found["target"], found["source"]) if side]
    lines = {f"{side['path']}:{side['line']}" for side in sides}
    return lines | {f"{side['path']}:{side['line']}:{side['column']}" for side in sides}


def _entry(found: _Found, reason: str, config: Config) -> dict[str, str]:
    side = found["target"] or found["source"]
    text = " ".join(side["text"].split()) if side else ""
    return {
        "fingerprint": found["fingerprint"],
        "rule": found["rule"],
        "path": relative_to_root(config.root, found["path"]),
        "message": found["message"],
        "text": text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…",
        "reason": reason.strip(),
    }
