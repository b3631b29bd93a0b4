"""The commands and the exit status of each."""

import gc
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import click

from qa_lint import __version__, console
from qa_lint.catalogue import RuleError
from qa_lint.cli_align import align
from qa_lint.cli_options import config_option, read_config
from qa_lint.cli_score import score
from qa_lint.cli_terms import terms
from qa_lint.config import Config, ConfigError, active_rules, with_command_line
from qa_lint.model import Finding, Problem, Run, Severity
from qa_lint.writers import REGISTRY as WRITERS
from qa_lint.writers import load_writer

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
    except (ConfigError, RuleError, OSError) as error:
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
@click.option(
    "--source-language", metavar="CODE", help="Language of the sources, such as zh. Default: detected."
)
@click.option(
    "--target-language", metavar="CODE", help="Language of the translations, such as en. Default: detected."
)
@click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    help="Check these rules only: ids or beginnings of them, such as number,term-glossary.",
)
@click.option("--ignore", multiple=True, metavar="RULES", help="Do not check these rules.")
@click.option(
    "--glossary",
    "glossaries",
    multiple=True,
    metavar="FILE",
    help="A glossary to check terms by, besides those in the settings.",
)
@click.option(
    "--reference",
    metavar="PATH",
    help="Approved translations, a document or a folder, for the rule segment-reference-drift.",
)
@click.option(
    "--fail-on",
    type=click.Choice([severity.label for severity in reversed(Severity)]),
    help="The least severity that makes the exit status 1. Default: error.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(WRITERS)),
    default="text",
    help="The form of the report. Default: text.",
)
@click.option(
    "--output", metavar="FILE", help="Write the report to FILE, in UTF-8, instead of the standard output."
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Default: auto, that is on a terminal, unless NO_COLOR or FORCE_COLOR is set.",
)
@config_option
def check(
    paths: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config_path: str | None,
    format_name: str,
    output: str | None,
    color: str,
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
    """
    folder = paths[0] if len(paths) == 1 and os.path.isdir(paths[0]) else "."
    config = with_command_line(
        read_config(config_path, folder), select=_names(select), ignore=_names(ignore), **settings
    )
    if not config.overrides and not active_rules(config):
        raise ConfigError("no rule is left to check by: select and ignore exclude each other")
    findings, run = _run(paths or (".",), config)
    layout = console.layout(color, to_file=output is not None)
    report = load_writer(format_name)(findings, run, layout)
    if output is not None:
        run = replace(run, problems=(*run.problems, *console.save(output, report)))
    elif format_name == "text":
        console.show(report, color=layout.color)
    else:
        console.show(piece.encode("utf-8", "backslashreplace") for piece in report)
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
qa_lint.add_command(score)
qa_lint.add_command(terms)


def _run(paths: Sequence[str], config: Config) -> tuple[list[Finding], Run]:
    from qa_lint.discover import discover
    from qa_lint.engine import lint
    from qa_lint.glossaries import load_glossaries
    from qa_lint.readers import read_all

    gc.set_threshold(100_000)  # segments and findings are many, and hold no cycles
    glossaries = load_glossaries(config.glossaries)
    found = discover(paths, config)
    problems = [*glossaries.problems, *found.problems]
    config = replace(config, glossaries=glossaries.items)
    if config.reference:
        from qa_lint.references import read_references

        approved = read_references(found.jobs, config)
        problems += approved.problems
        config = replace(config, references=approved.translations)
    result = lint(read_all(found.jobs, config, problems), config)
    problems += result.problems
    if not found.jobs:
        # A gate must not pass because it looks in the wrong folder.
        empty = [path for path in paths if os.path.isdir(path)]
        problems += [Problem(path, "no document there, so nothing was checked") for path in empty]
    languages = sorted(result.languages, key=lambda name: (-result.languages[name], name))
    run = Run(
        documents=result.documents,
        pairs=result.pairs,
        languages=tuple(languages),
        problems=tuple(
            sorted(set(problems), key=lambda problem: (problem.path, problem.line or 0, problem.message))
        ),
        notices=tuple(found.notices),
    )
    return result.findings, run


def _names(values: Iterable[str]) -> list[str]:
    """Rule names from options that may be repeated and may each hold several, parted by commas."""
    return [name.strip() for value in values for name in value.split(",") if name.strip()]


def _nearest(name: str, rules: Iterable[str]) -> str:
    import difflib

    names = sorted(rules)
    close = difflib.get_close_matches(name, names, n=1) or [
        rule for rule in names if rule.startswith(f"{name}-")
    ]
    return f"did you mean '{close[0]}'?" if close else "'qa-lint rules' lists them all"
