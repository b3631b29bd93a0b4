"""The command `qa-lint score`."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from qa_lint import __version__, console
from qa_lint.cli_options import config_option, read_config
from qa_lint.model import Pair, Problem

if TYPE_CHECKING:
    from qa_lint.references import References
    from qa_lint.scores import Score

_QUOTED = 160


@dataclass(frozen=True, slots=True)
class _Scored:
    """The scores of a document: of the segments `compared`, each with its reference and chrF, worst first.

    `left` counts the segments that have a translation and no reference.
    """

    path: str
    scores: "tuple[Score, ...]"
    compared: tuple[tuple[Pair, str, float], ...]
    left: int


@click.command()
@click.argument("path", metavar="SOURCE_OR_TARGET")
@click.option(
    "--reference",
    metavar="PATH",
    help="The approved translations, a document or a folder. Default: what the settings name.",
)
@click.option("--source-language", metavar="CODE", help="Language of the sources. Default: detected.")
@click.option("--target-language", metavar="CODE", help="Language of the translations. Default: detected.")
@click.option(
    "--segments",
    type=click.IntRange(min=0),
    default=10,
    help="How many segments the text shows. Default: 10.",
)
@click.option(
    "--format", "format_name", type=click.Choice(["text", "json"]), default="text", help="Default: text."
)
@click.option("--output", metavar="FILE", help="Write the report to FILE instead of the standard output.")
@config_option
def score(
    path: str,
    reference: str | None,
    source_language: str | None,
    target_language: str | None,
    segments: int,
    format_name: str,
    output: str | None,
    config_path: str | None,
) -> int:
    """Scores translations by approved ones.

    SOURCE_OR_TARGET is a document or a folder, as for check. Segments are compared with the approved
    translations of the same source text: BLEU, chrF and TER by sacrebleu, with its signatures, for each
    document, and chrF for each segment, the worst first. The exit status is 2 if something cannot be read.

    \b
    Examples:
      qa-lint score report.en.txt --reference approved/report.en.txt
      qa-lint score docs --reference approved --format json --output scores.json
    """
    from qa_lint.discover import discover
    from qa_lint.readers import read_all
    from qa_lint.references import read_references
    from qa_lint.settings import with_command_line

    config = with_command_line(
        read_config(config_path, path),
        source_language=source_language,
        target_language=target_language,
        reference=reference,
    )
    if not config.reference:
        raise click.UsageError("name the approved translations with --reference")
    found = discover((path,), config)
    approved = read_references(found.jobs, config)
    problems = [*found.problems, *approved.problems]
    scored = []
    for name, parts in groupby(read_all(found.jobs, config, problems), key=lambda document: document.path):
        pairs = [pair for part in parts for pair in part.pairs if pair.source.text and pair.target.text]
        if pairs:
            scored.append(_scored(name, pairs, approved.translations))
    if not any(document.compared for document in scored) and not problems:
        problems.append(Problem(path, f"nothing there is translated in {config.reference} too"))
    report = _json(scored) if format_name == "json" else "".join(_text(scored, segments))
    if output is None:
        console.show([report])
    else:
        problems += console.save(output, [report])
    console.tell(problems)
    return 2 if problems else 0


def _scored(path: str, pairs: Sequence[Pair], references: "References") -> _Scored:
    from qa_lint.checks.references import source_key
    from qa_lint.scores import chrf, score_texts

    compared = []
    for pair in pairs:
        candidates = references.get(source_key(pair.source.text), ())
        scores = [(chrf(pair.target.text, [text]), text) for text in candidates]
        if scores:
            best, text = max(scores, key=lambda entry: entry[0])
            compared.append((pair, text, best))
    if not compared:
        return _Scored(path, (), (), len(pairs))
    language = compared[0][0].target.language
    total = score_texts(
        [pair.target.text for pair, _, _ in compared], [text for _, text, _ in compared], language
    )
    compared.sort(key=lambda entry: entry[2])
    return _Scored(path, total, tuple(compared), len(pairs) - len(compared))


def _text(documents: Sequence[_Scored], segments: int) -> Iterator[str]:
    from qa_lint.writers.terminal import safe

    for document in documents:
        yield f"{safe(document.path)}\n"
        for entry in document.scores:
            yield f"  {entry.metric:5} {entry.value:6.2f}   {entry.signature}\n"
        count = len(document.compared)
        yield f"  {count} segment{'' if count == 1 else 's'} compared"
        yield f", {document.left} without an approved translation\n" if document.left else "\n"
        for pair, text, value in document.compared[:segments]:
            if pair.target.text == text:
                break
            place = pair.target.place(pair.target.mark().span)
            yield f"\n  {safe(place.path)}:{place.line}:{place.column} chrF {value:.2f}\n"
            for label, side in (
                ("source", pair.source.text),
                ("target", pair.target.text),
                ("approved", text),
            ):
                yield f"    {label:8} {safe(_shorten(side))}\n"
        yield "\n"


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"


def _json(documents: Sequence[_Scored]) -> str:
    report = {
        "schema_version": 1,
        "tool": {"name": "qa-lint", "version": __version__},
        "documents": [
            {
                "path": document.path,
                "scores": [asdict(entry) for entry in document.scores],
                "without_reference": document.left,
                "segments": [_segment(*entry) for entry in document.compared],
            }
            for document in documents
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _segment(pair: Pair, text: str, value: float) -> dict[str, Any]:
    line, column = pair.target.position(0)
    return {
        "path": pair.target.path,
        "line": line,
        "column": column,
        "source": pair.source.text,
        "target": pair.target.text,
        "reference": text,
        "chrf": round(value, 2),
    }
