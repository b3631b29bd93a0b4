"""Where the reports of a run go: the one of `--format` and `--output`, and those of `--report`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import click

from qa_lint import console
from qa_lint.model import Finding, Problem, Run
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
                metavar="FORMAT",
                help=f"The form of the report: {', '.join(REGISTRY)}. Default: text.",
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
    paths = [entry.path for entry in found]
    for path in paths:
        if paths.count(path) > 1:
            place = "the standard output" if path is None else f"'{path}'"
            raise click.UsageError(f"two reports cannot go to {place}")
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
