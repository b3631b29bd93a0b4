"""The command `qa-lint align`."""

import click

from qa_lint import console
from qa_lint.cli_options import config_option, read_config
from qa_lint.exports import LEVELS, REGISTRY, load_export
from qa_lint.model import Problem


@click.command()
@click.argument("source", metavar="SOURCE")
@click.argument("target", metavar="TARGET")
@click.option(
    "--level", type=click.Choice(LEVELS), default=LEVELS[0], help="What a pair holds. Default: paragraph."
)
@click.option(
    "--format", "format_name", type=click.Choice(list(REGISTRY)), default="tsv", help="Default: tsv."
)
@click.option("--output", metavar="FILE", help="Write to FILE, in UTF-8, instead of the standard output.")
@click.option("--source-language", metavar="CODE", help="Language of SOURCE, such as zh. Default: detected.")
@click.option("--target-language", metavar="CODE", help="Language of TARGET, such as en. Default: detected.")
@config_option
def align(
    source: str,
    target: str,
    level: str,
    format_name: str,
    output: str | None,
    source_language: str | None,
    target_language: str | None,
    config_path: str | None,
) -> int:
    """Pairs the paragraphs or sentences of a text and its translation.

    SOURCE and TARGET are two files of a format in which a file holds one language. The pairs are written as a
    table (tsv), a translation memory (TMX 1.4) or a bilingual file (XLIFF 1.2), in the order of SOURCE; what
    one file has alone stands with an empty side. What cannot be read is told on the standard error, and makes
    the exit status 2; so do two files that do not look like a text and its translation.

    \b
    Examples:
      qa-lint align report.zh.txt report.en.txt
      qa-lint align guide.zh.md guide.en.md --level sentence --format tmx --output guide.tmx
    """
    from qa_lint.model import Remark
    from qa_lint.readers import Job, read_all
    from qa_lint.readers.by_sentence import by_sentence

    config = read_config(config_path)
    problems: list[Problem] = []
    job = Job(
        "two-files",
        (source, target),
        source_language or config.source_language,
        target_language or config.target_language,
    )
    for document in read_all([job], config, problems):
        problems += document.problems
        problems += [
            Problem(target, f"does not look like the translation of {source}: {remark.fields['reason']}")
            for remark in document.remarks
            if remark.remark is Remark.UNMATCHED
        ]
        pieces = load_export(format_name)(by_sentence(document) if level == "sentence" else document, level)
        if output is None:
            console.show(piece.encode() for piece in pieces)
        else:
            problems += console.save(output, pieces)
    console.tell(problems)
    return 2 if problems else 0
