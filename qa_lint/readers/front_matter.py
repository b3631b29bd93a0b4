"""What a document says of itself before it begins, in YAML, TOML or JSON
(https://gohugo.io/content-management/front-matter/, https://jekyllrb.com/docs/front-matter/)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa_lint.model import Problem
from qa_lint.readers.blocks import Block
from qa_lint.readers.pieces import Pieces
from qa_lint.readers.strings import Source
from qa_lint.readers.wrapped import joint, of_pieces
from qa_lint.readers.yaml_scalars import ESCAPES, character, fault, inside

# What is shown to readers, and therefore translated.
_TEXTS = re.compile(
    "(?:link|sub|short|nav|sidebar)?title|description|summary|abstract|excerpt|lead|tagline|intro|caption|alt"
    "|head(?:line|ing)|sidebarlabel"
)
_LONGEST = 100_000
_DEEPEST = 100
_YAML = re.compile(r"---[ \t]*\n(?:(.*?)\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\n(?:(.*?)\n)??\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY = re.compile(
    r"""(?:^|[{,])[ \t]*"?([\w-]+)"?[ \t]*[=:][ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([\w.:+-]+))""",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Its fields by lower-case name, the texts among them as blocks, and the offset at which it ends."""

    fields: dict[str, str]
    blocks: tuple[Block, ...] = ()
    end: int = 0
    problems: tuple[Problem, ...] = ()


def front_matter(text: str, path: str) -> FrontMatter:
    """The front matter that `text`, the file at `path`, begins with."""
    head = text[:_LONGEST]
    if match := _YAML.match(head):
        return _yaml(match, path)
    match = _TOML.match(head)
    if match:
        start, end, whole = match.start(1), match.end(1), match.end()
    elif head.startswith("{\n"):
        start, end = 0, head.find("\n}") + 1
        whole = end + 1
    else:
        return FrontMatter({})
    source = Source(text[: max(whole, 0)])
    fields: dict[str, str] = {}
    blocks: list[Block] = []
    for entry in _ENTRY.finditer(source.text, max(start, 0), max(end, 0)):
        name, group = entry[1].lower(), entry.lastindex or 4
        pieces = Pieces()
        _add(pieces, source, *entry.span(group), '"' if group == 2 else "")
        fields[name] = pieces.segment("", "").text
        if _is_text(name):
            blocks += of_pieces(pieces, "field", key=name)
    return FrontMatter(fields, tuple(blocks), max(whole, 0))


def _is_text(name: str) -> bool:
    return bool(_TEXTS.fullmatch(name.rpartition(".")[2].replace("_", "").replace("-", "")))


def _yaml(match: re.Match[str], path: str) -> FrontMatter:
    import yaml

    fields: dict[str, str] = {}
    blocks: list[Block] = []
    try:
        for name, value, pieces in _scalars(Source(match.string[: match.end()]), *match.span(1)):
            fields.setdefault(name, value)
            if _is_text(name):
                blocks += of_pieces(pieces, "field", key=name)
    except yaml.YAMLError as error:
        wrong = fault(error, "front matter that is no YAML")
        problem = Problem(path, wrong.message, (wrong.line or 0) + 1)  # below the fence
        return FrontMatter(fields, tuple(blocks), match.end(), (problem,))
    return FrontMatter(fields, tuple(blocks), match.end())


def _scalars(source: Source, start: int, end: int) -> Iterator[tuple[str, str, Pieces]]:
    """The values that stand from `start` to `end` with their names, those of mappings within mappings as
    `hero.title`, and where they stand.

    Events are read, not a tree, so that no depth and no alias can do harm.
    """
    import yaml

    text = source.text[max(start, 0) : max(end, 0)]
    names: list[str] = []
    key: str | None = None
    is_map: list[bool] = []
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if len(names) >= _DEEPEST:
                problem = f"values are nested more than {_DEEPEST} deep"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
            names.append(key or "")
            is_map.append(isinstance(event, yaml.MappingStartEvent))
            key = None
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            names.pop()
            is_map.pop()
            key = None
        elif isinstance(event, yaml.ScalarEvent):
            if is_map and is_map[-1] and key is None:
                key = event.value.lower()
                continue
            if key:
                pieces = Pieces()
                first, last = inside(event, text)
                _add(pieces, source, start + first, start + last, event.style or "")
                path = [name for name in names if name]
                yield ".".join([*path, key] if len(path) < 8 else [key]), event.value, pieces
            key = None
        else:
            key = None


def _add(pieces: Pieces, source: Source, start: int, end: int, quote: str) -> None:
    """Adds what stands from `start` to `end`, lines joined and the escape sequences within `quote` read."""
    text, at = source.text, start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        source.add(pieces, at, stop, ESCAPES.get(quote), character)
        at = stop + 1
        while at < end and text[at] in " \t\n":
            at += 1
        if at < end:
            pieces.add(joint(text[stop - 1], text[at]), *source.place(stop))
