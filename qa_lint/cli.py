"""The commands and the exit status of each."""

import os
from collections.abc import Iterable, Sequence
from typing import Any

import click

from qa_lint import __version__, console
from qa_lint.catalogue import RuleError
from qa_lint.cli_align import align
from qa_lint.cli_baseline import baseline
from qa_lint.cli_cache import cache
from qa_lint.cli_config import show_config
from qa_lint.cli_ignore import ignore
from qa_lint.cli_init import init
from qa_lint.cli_options import config_option, read_config, settings_options
from qa_lint.cli_reports import (
    report_options,
    spare_inputs,
    wanted_reports,
    without_reports,
    write_reports,
)
from qa_lint.cli_score import score
from qa_lint.cli_terms import terms
from qa_lint.config import ConfigError, active_rules
from qa_lint.git import GitError
from qa_lint.settings import with_command_line

OK, FINDINGS, FAILED, INTERRUPTED = 0, 1, 2, 130

_EPILOG = """\b
Exit status:
  0    nothing found at or above --fail-on
  1    findings at or above --fail-on
  2    something could not be run or read, be it the settings or one of the files
  130  interrupted
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line `argv`, by default `sys.argv[1:]`, and returns the exit status.

    0: nothing found that fails a run; 1: findings; 2: something could not be run or read. Never raises an
    `Exception`.
    """
    console.prepare()
    try:
        return int(
            qa_lint.main(None if argv is None else list(argv), prog_name="qa-lint", standalone_mode=False)
        )
    except click.ClickException as error:
        error.show()
        return FAILED
    except (ConfigError, GitError, RuleError, OSError) as error:
        console.complain(f"Error: {error}")
        return FAILED
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("QA_LINT_TRACEBACK"):
            import traceback

            traceback.print_exc()
        console.complain(f"Error: qa-lint failed, {type(error).__name__}: {error}")
        console.complain(
            "Please report it. With QA_LINT_TRACEBACK=1 in the environment, qa-lint shows where it failed."
        )
        return FAILED


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": console.FIXED_WIDTH},
    epilog=_EPILOG,
)
@click.version_option(__version__, prog_name="qa-lint")
@click.pass_context
def qa_lint(context: click.Context) -> int:
    """Checks documents that hold a text and its translation.

    It reports numbers that changed, footnotes that got lost, text left untranslated, and terms that go
    against a glossary.

    \b
    Examples:
      qa-lint check                        the documents in this folder and below
      qa-lint check report.zh.txt          one document; its translation is found beside it
      qa-lint check docs --select number   the rules about numbers only
      qa-lint rules                        what there is to check
      qa-lint explain number-mismatch      what a rule means, with examples

    Settings are read from qa-lint.toml, or from [tool.qa-lint] in pyproject.toml, in the folder that is
    checked, the current folder, or the nearest one above that has one. What the command line says comes
    on top.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
        return FAILED
    return OK


@qa_lint.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@settings_options
@click.option("--no-baseline", is_flag=True, help="Report the findings that are known, too.")
@report_options
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    help="How many processes to use. Default: 0, as many as the machine has processors.",
)
@click.option(
    "--since",
    metavar="REVISION",
    default="",
    help="Report only what is found in pairs that changed since a git revision, such as origin/main.",
)
@click.option(
    "--statistics",
    is_flag=True,
    help="Count findings for 1,000 words, by languages, document and rule; in text, html, xlsx and json.",
)
@click.option("--no-cache", is_flag=True, help="Check all documents anew, and keep nothing for the next run.")
@config_option
def check(
    paths: tuple[str, ...],
    config_path: str | None,
    format_name: str | None,
    output: str | None,
    reports: tuple[str, ...],
    color: str,
    jobs: int,
    since: str,
    no_cache: bool,
    statistics: bool,
    **settings: Any,
) -> int:
    """Checks documents and reports what is wrong.

    PATHS are files and folders, by default the current folder. A folder stands for the documents in it and
    below, but for what .gitignore excludes. What cannot be read is told on the standard error, and the
    rest is still checked.

    \b
    Examples:
      qa-lint check
      qa-lint check docs/report.txt --source-language zh --target-language en
      qa-lint check docs --ignore footnote --fail-on warning
      qa-lint check docs --glossary terms.csv --format json --output report.json
      qa-lint check docs --report html=report.html --report sarif=report.sarif
    """
    wanted = wanted_reports(format_name, output, reports)
    folder = paths[0] if len(paths) == 1 and os.path.isdir(paths[0]) else "."
    config = with_command_line(read_config(config_path, folder), **settings)
    if not config.overrides and not active_rules(config):
        raise ConfigError("no rule is left to check by: select and ignore exclude each other")
    spare_inputs(wanted, paths, config)
    from qa_lint.run import Means, run_check

    with console.progress() as progress:
        means = Means(processes=jobs, cached=not no_cache, progress=progress, statistics=statistics)
        findings, run = run_check(paths or (".",), without_reports(config, wanted), means, since)
    run = write_reports(wanted, findings, run, color)
    for notice in run.notices:
        console.complain(f"note: {notice}")
    console.tell(run.problems)
    if run.problems:
        return FAILED
    return FINDINGS if any(finding.severity >= config.fail_on for finding in findings) else OK


@qa_lint.command()
@click.option(
    "--format", "format_name", type=click.Choice(["text", "json"]), default="text", help="Default: text."
)
@config_option
def rules(format_name: str, config_path: str | None) -> int:
    """Lists the rules.

    Each with the severity that the settings give it, or off, and a summary.
    """
    from qa_lint.explain import rule_json, rule_table

    config = read_config(config_path)
    active = {entry.rule.id: entry for entry in active_rules(config)}
    console.show([(rule_json if format_name == "json" else rule_table)(config.rules.values(), active)])
    return OK


@qa_lint.command()
@click.argument("rule")
@config_option
def explain(rule: str, config_path: str | None) -> int:
    """Explains a rule, with examples.

    Why it matters, known false alarms, options, examples, and how to switch it off.
    """
    from qa_lint.explain import manual_page

    config = read_config(config_path)
    if rule not in config.rules:
        raise ConfigError(f"unknown rule '{rule}'; {_nearest(rule, config.rules)}")
    active = {entry.rule.id: entry for entry in active_rules(config)}
    console.show([manual_page(config.rules[rule], active, min(console.width(), console.FIXED_WIDTH))])
    return OK


qa_lint.add_command(align)
qa_lint.add_command(baseline)
qa_lint.add_command(cache)
qa_lint.add_command(show_config)
qa_lint.add_command(ignore)
qa_lint.add_command(init)
qa_lint.add_command(score)
qa_lint.add_command(terms)


def _nearest(name: str, rules: Iterable[str]) -> str:
    import difflib

    names = sorted(rules)
    close = difflib.get_close_matches(name, names, n=1) or [
        rule for rule in names if rule.startswith(f"{name}-")
    ]
    return f"did you mean '{close[0]}'?" if close else "'qa-lint rules' lists them all"
