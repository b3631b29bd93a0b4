"""Where the reports of a run go: the one of `--format` and `--output`, and those of `--report`."""

import glob
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import click

from qa_lint import console
from qa_lint.baseline import baseline_file
from qa_lint.config import Config, relative_to_root
from qa_lint.model import IGNORE_FILE, Finding, Problem, Run
from qa_lint.writers import BINARY, REGISTRY, ReportError, load_writer

_Command = TypeVar("_Command", bound=Callable[..., Any])
_STANDARD_OUTPUT = "-"
_FOR_PEOPLE = ("text", "concise")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report that was asked for: its format, and its file; no file is the standard output."""

    format_name: str
    path: str | None


def report_options(command: _Command) -> _Command:
    """The options `--format`, `--output`, `--report` and `--color`."""
    for option in reversed(
        (
            click.option(
                "--format",
                "format_name",
                type=click.Choice(list(REGISTRY)),
                help="The form of the report. Default: text.",
            ),
            click.option(
                "--output",
                metavar="FILE",
                help="Write the report to FILE, in UTF-8, instead of the standard output.",
            ),
            click.option(
                "--report",
                "reports",
                multiple=True,
                metavar="FORMAT=FILE",
                help="Write one more report, such as html=report.html; - is the standard output. "
                "May be repeated.",
            ),
            click.option(
                "--color",
                type=click.Choice(["auto", "always", "never"]),
                default="auto",
                help="Default: auto, that is on a terminal, unless NO_COLOR or FORCE_COLOR is set.",
            ),
        )
    ):
        command = option(command)
    return command


def wanted_reports(format_name: str | None, output: str | None, reports: Sequence[str]) -> list[Wanted]:
    """The reports to write, those to files first. Raises `click.UsageError`.

    A report of `--report` on the standard output takes the place of the text that else would be there.
    """
    found = [_wanted(value) for value in reports]
    if format_name or output is not None or not any(entry.path is None for entry in found):
        found.insert(0, Wanted(format_name or "text", output))
    places = [entry.path and os.path.realpath(entry.path) for entry in found]
    for entry, place in zip(found, places, strict=True):
        if places.count(place) > 1 and (place is None or not os.path.exists(place) or os.path.isfile(place)):
            shown = "the standard output" if place is None else f"'{entry.path}'"
            raise click.UsageError(f"two reports cannot go to {shown}")
    return sorted(found, key=lambda entry: entry.path is None)


def _wanted(value: str) -> Wanted:
    name, separator, path = value.partition("=")
    if not separator or not path:
        raise click.BadOptionUsage(
            "--report", f"--report {value}: expected FORMAT=FILE, such as html=report.html"
        )
    if name not in REGISTRY:
        raise click.BadOptionUsage(
            "--report", f"--report {value}: unknown format '{name}'; allowed are {', '.join(REGISTRY)}"
        )
    return Wanted(name, None if path == _STANDARD_OUTPUT else path)


def without_reports(config: Config, wanted: Iterable[Wanted]) -> Config:
    """`config` by which the reports are no documents: those of the last run may lie among them."""
    names = (relative_to_root(config.root, entry.path) for entry in wanted if entry.path)
    return replace(config, exclude=(*config.exclude, *map(glob.escape, names)))


def spare_inputs(wanted: Iterable[Wanted], paths: Iterable[str], config: Config) -> None:
    """Raises `click.UsageError` for a report that would take the place of what the run reads: a document
    named, the settings, a glossary, or what is known of earlier runs."""
    glossaries = [entry for entry in config.glossaries if isinstance(entry, str)]
    known = [str(baseline_file(config)), str(config.root / IGNORE_FILE)]
    inputs = [*paths, *glossaries, *known, *filter(None, (config.file, config.reference))]
    kept = {os.path.realpath(path) for path in inputs if os.path.isfile(path)}
    for entry in wanted:
        if entry.path and os.path.realpath(entry.path) in kept:
            raise click.UsageError(f"a report cannot go to '{entry.path}', which is read in this run")


def write_reports(wanted: Iterable[Wanted], findings: Sequence[Finding], run: Run, color: str) -> Run:
    """Writes the reports; the run with the problems of those that could not be written."""
    for entry in wanted:
        layout = console.layout(color, to_file=entry.path is not None)
        report = load_writer(entry.format_name)(findings, run, layout)
        problems: list[Problem] = []
        try:
            if entry.path is not None:
                problems = console.save(entry.path, report)
            elif entry.format_name in BINARY and console.is_terminal():
                raise ReportError("this is no text for a terminal; name a file")
            else:
                console.show(report, color=layout.color, text=entry.format_name in _FOR_PEOPLE)
        except ReportError as error:
            problems = [Problem(entry.path or f"{entry.format_name} report", str(error))]
        run = replace(run, problems=(*run.problems, *problems))
    return run
