"""What several tests need: rule examples as documents, the engine run on them, and positions in files."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from qa_lint.catalogue import Example, Rule, load_rules
from qa_lint.config import Choice, Config
from qa_lint.engine import Result, lint
from qa_lint.glossaries import load_glossaries
from qa_lint.model import Anchor, Aside, Document, Finding, Pair, Place, Remark, Remarked, Segment, Side
from qa_lint.readers.directives import parse
from qa_lint.readers.pieces import OBJECT

RULES = load_rules()
_MARKS = re.compile("[⟦⟧]")
_MARKED = re.compile("[^\n]*⟦[^⟧]*⟧[^\n]*")


def segment(text: str, language: str, path: str, line: int) -> Segment:
    return Segment(text, language, path, (Anchor(0, line, 1),))


def document(
    source: str,
    target: str,
    languages: tuple[str, str] = ("zh", "en"),
    source_notes: tuple[str, ...] = (),
    target_notes: tuple[str, ...] = (),
    path: str = "example",
    gap: bool = False,
) -> Document:
    """A document of one pair a line; both texts have the same number of lines, an empty line is a missing
    side."""
    sources, targets = source.split("\n"), target.split("\n")
    assert len(sources) == len(targets), "an example needs as many source as target lines"
    pairs = tuple(
        Pair(
            segment(s, languages[0], f"{path}.source", n),
            segment(t, languages[1], f"{path}.target", n),
            is_gap=gap and not (s and t),
        )
        for n, (s, t) in enumerate(zip(sources, targets, strict=True), 1)
    )
    lone = None if target.strip() and source.strip() else Side.SOURCE if source.strip() else Side.TARGET
    asides = [
        Aside(side, segment(text, languages[side is Side.TARGET], f"{path}.{side}", len(sources) + n))
        for side, notes in ((Side.SOURCE, source_notes), (Side.TARGET, target_notes))
        for n, text in enumerate(notes, 1)
    ]
    return Document(path, *languages, pairs, tuple(asides), lone)


def run(documents: list[Document], **settings: object) -> Result:
    """The engine on `documents` with all rules on, or as `settings` (fields of `Config`) say."""
    return lint(documents, Config(root=Path(), rules=RULES, **settings))  # type: ignore[arg-type]


def run_example(rule: Rule, example: Example) -> list[Finding]:
    """The findings of `rule` alone on `example`, marks taken out."""
    options = dict(example.options)
    glossaries = load_glossaries(options.pop("glossary", ())).items
    source, target = _MARKS.sub("", example.source), _MARKS.sub("", example.target)
    source_notes = tuple(_MARKS.sub("", note) for note in example.source_notes)
    target_notes = tuple(_MARKS.sub("", note) for note in example.target_notes)
    references: dict[str, tuple[str, ...]] = {}
    require_reasons = bool(options.pop("require-reasons", False))
    for entry in options.pop("references", ()):
        references[entry["source"]] = (*references.get(entry["source"], ()), entry["target"])
    read = document(source, target, example.languages, source_notes, target_notes, gap=example.gap)
    for name, fields in example.remark.items():
        remark = Remark[name.upper()]
        remarks = (Remarked(remark, read.pairs[0], fields),)
        pairs = read.pairs[1:] if remark is Remark.UNFINISHED else read.pairs
        read = replace(read, pairs=pairs, remarks=remarks, lone=None)
    ignore = parse(_MARKS.sub("", example.ignore), Place(read.path, 1, 1, 1, len(example.ignore) + 1))
    if ignore:
        read = replace(read, pairs=(replace(read.pairs[0], ignores=(ignore,)), *read.pairs[1:]))
    named = [name for name in ignore.rules if name in RULES] if ignore else ()
    result = run(
        [read],
        choice=Choice(select=(rule.id, *named), settings={rule.id: options}),
        require_reasons=require_reasons,
        glossaries=glossaries,
        references=references,
    )
    assert not result.problems
    return result.findings


def marked(example: Example) -> tuple[list[str], list[str]]:
    """The source and the target texts of an example in which something is marked, with its marks: lines,
    notes, and lines that one mark holds together."""
    sides = (example.source, example.source_notes), (example.target, (*example.target_notes, example.ignore))
    lines = [_MARKED.findall("\n".join([text, *notes])) for text, notes in sides]
    return lines[0], lines[1]


def assert_in_place(documents: Iterable[Document], encoding: str = "utf-8-sig", escapes: str = "&<") -> None:
    """Every character of every segment stands in its file where the segment says.

    What stands for a character may begin with one of `escapes`, and a tag with `<`.
    """
    lines: dict[str, list[str]] = {}
    for document in documents:
        pairs = (*document.pairs, *(entry.pair for entry in document.remarks))
        for segment in (side for pair in pairs for side in (pair.source, pair.target)):
            if segment.path not in lines:
                text = Path(segment.path).read_bytes().decode(encoding)
                lines[segment.path] = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            for offset, character in enumerate(segment.text):
                line, column = segment.position(offset)
                found = (lines[segment.path][line - 1] + "\n")[column - 1]
                expected = "<" if character == OBJECT else character
                assert found == expected or found in escapes, (segment, offset, line, column)
