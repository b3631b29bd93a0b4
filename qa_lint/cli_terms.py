"""The commands about terms: `qa-lint terms …`."""

import os
from collections.abc import Iterable

import click

from qa_lint import console
from qa_lint.cli_options import config_option, read_config
from qa_lint.glossary import Entry
from qa_lint.languages import base
from qa_lint.model import Problem


@click.group()
def terms() -> None:
    """Makes glossaries.

    A glossary is a CSV file with the columns source, approved, forbidden and some more; `qa-lint check
    --glossary FILE` checks documents by it.
    """


@terms.command("import")
@click.argument("path", metavar="FILE")
@click.option(
    "--source-language", metavar="CODE", default="", help="Language of the source terms, such as zh."
)
@click.option("--target-language", metavar="CODE", default="", help="Language of the renderings, such as en.")
@click.option("--output", metavar="FILE", help="Write the glossary to FILE instead of the standard output.")
def import_terms(path: str, source_language: str, target_language: str, output: str | None) -> int:
    """Turns a TBX or XLSX file into a glossary in CSV.

    A file with terms in several languages needs --source-language and --target-language, unless it has two:
    then the first it names is the source's. Entries that cannot be used are told on the standard error, and
    make the exit status 2; the others are written.

    \b
    Examples:
      qa-lint terms import termbase.tbx --output terms.csv
      qa-lint terms import termbase.tbx --source-language zh --target-language en --output terms.csv
    """
    from qa_lint.glossaries import load_glossaries
    from qa_lint.glossary import entries_for, languages_of, scopes_of

    found = load_glossaries([path])
    problems = list(found.problems)
    languages = languages_of(found.items)
    if languages and not (source_language and target_language):
        if len(languages) != 2:
            names = ", ".join(languages)
            raise click.UsageError(
                f"{path} has terms in {names}; say which with --source-language and --target-language"
            )
        given = {base(source_language), base(target_language)}
        rest = [language for language in languages if base(language) not in given]
        source_language = source_language or rest.pop(0)
        target_language = target_language or rest.pop(0)
    entries = entries_for(found.items, source_language, target_language, scopes_of(found.items))
    if not entries and not problems:
        where = f" from {source_language} to {target_language}" if languages else ""
        problems.append(Problem(path, f"no terms there{where}"))
    return _finish(entries, output, problems)


@terms.command("extract")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--source-language", metavar="CODE", help="Language of the sources, such as zh. Default: detected."
)
@click.option(
    "--target-language", metavar="CODE", help="Language of the translations, such as en. Default: detected."
)
@click.option("--output", metavar="FILE", help="Write the glossary to FILE instead of the standard output.")
@config_option
def extract_terms(
    paths: tuple[str, ...],
    source_language: str | None,
    target_language: str | None,
    output: str | None,
    config_path: str | None,
) -> int:
    """Writes the terms that come again in documents as a glossary, with how they are rendered.

    PATHS are documents and folders; by default the current folder. A term that is rendered in several ways
    has all of these approved, the most frequent first: delete what you do not want. The notes say how
    often and where each stands. What cannot be read is told on the standard error, and makes the exit
    status 2.

    \b
    Examples:
      qa-lint terms extract docs --output terms.csv
      qa-lint check docs --glossary terms.csv
    """
    from qa_lint.checks.term_consistency import collect, extract, join
    from qa_lint.discover import discover
    from qa_lint.readers import read_all
    from qa_lint.settings import with_command_line

    paths = paths or (".",)
    config = read_config(config_path, paths[0] if os.path.isdir(paths[0]) else ".")
    config = with_command_line(config, source_language=source_language, target_language=target_language)
    found = discover(paths, config)
    problems = list(found.problems)
    if not found.jobs and not problems:
        problems = [Problem(path, "no document there, so no terms") for path in paths]
    entries = extract(join(collect(document) for document in read_all(found.jobs, config, problems)))
    return _finish(entries, output, problems)


def _finish(entries: Iterable[Entry], output: str | None, problems: list[Problem]) -> int:
    """Writes the glossary and tells the problems; the exit status."""
    from qa_lint.glossaries.delimited import to_csv

    if output is None:
        console.show([to_csv(entries)])
    else:
        problems = [*problems, *console.save(output, [to_csv(entries)])]
    console.tell(problems)
    return 2 if problems else 0
