"""Reads Fluent files, .ftl (https://projectfluent.org/fluent/guide/)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from qa_lint.model import Problem, Segment
from qa_lint.readers.blocks import Text
from qa_lint.readers.parts import capped
from qa_lint.readers.pieces import OBJECT, Pieces
from qa_lint.readers.strings import Source, text_of
from qa_lint.textfile import read_text

_MESSAGE = re.compile(r"(-?[A-Za-z][\w-]*) *= *")
_ATTRIBUTE = re.compile(r"\s*\n +\.([A-Za-z][\w-]*) *= *")
# The line after the next is the message's too if it is indented and begins with no sign of its own.
_CONTINUED = re.compile(r"((?: *\n)+) +(?![ .\[*}\n])")
_PLAIN = re.compile(r"[^{}\n]+")
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_ARROW = re.compile(r"\s*->\s*\n")
_VARIANT = re.compile(r"\s*\*?\[\s*([\w.-]+)\s*\] *")
_BEGINS = re.compile("[A-Za-z#-]")
_CLOSED = re.compile(r"\s*\}")
_WORD = re.compile(r"[\w-]+")
_SAID = re.compile(r"[^\W_]")
_DEEPEST = 8


class _FluentError(Exception):
    """What is wrong, and the offset where."""


def extract(path: str) -> Text:
    """The messages in the file at `path`, their attributes and variants: `tabs.title[count=one]`. Raises
    `TextError`.
    """
    source = Source(read_text(path))
    problems: list[Problem] = []
    text = text_of(_strings(path, source, problems))
    return replace(text, problems=tuple(capped(path, problems, "places")))


def _strings(path: str, source: Source, problems: list[Problem]) -> Iterator[Segment]:
    text = source.text
    position = 0
    while position < len(text):
        message = _MESSAGE.match(text, position)
        try:
            if message:
                found, position = _pattern(source, message.end(), message[1], 0)
                yield from found
                while attribute := _ATTRIBUTE.match(text, position):
                    name = f"{message[1]}.{attribute[1]}"
                    found, position = _pattern(source, attribute.end(), name, 0)
                    yield from found
            end = text.find("\n", position)
            rest = text[position : end if end >= 0 else None]
            if rest.strip() and not (rest.startswith("#") and not message):
                raise _FluentError("neither a message nor a comment", position)
        except _FluentError as fault:
            reason, position = fault.args
            problems.append(Problem(path, f"no Fluent: {reason}", source.place(position)[0]))
        end = text.find("\n", position)
        position = len(text) if end < 0 else end + 1


def _pattern(source: Source, start: int, name: str, depth: int) -> tuple[list[Segment], int]:
    """The text that begins at `start`, called `name`, with the variants in it; and where it ends."""
    if depth > _DEEPEST:
        raise _FluentError("nested too deeply", start)
    text, position = source.text, start
    pieces = Pieces()
    said = False
    inner: list[Segment] = []
    while position < len(text):
        if text[position] == "{":
            variants, end = _placeable(source, position, name, depth)
            inner += variants
            if variants:
                pieces.add(OBJECT, *source.place(position))
            else:
                source.add(pieces, position, end)
            position = end
        elif plain := _PLAIN.match(text, position):
            said = said or bool(_SAID.search(plain[0]))
            source.add(pieces, position, plain.end())
            position = plain.end()
        elif continued := _CONTINUED.match(text, position):
            if pieces:
                pieces.add("\n", *source.place(continued.end(1) - 1))
            position = continued.end()
        else:
            break
    whole = pieces.segment("", "", name, source.place(start))
    return ([whole] if said or not inner else []) + inner, position


def _placeable(source: Source, start: int, name: str, depth: int) -> tuple[list[Segment], int]:
    """The variants in the braces that open at `start`, none if they stand for one thing; and their end."""
    text, position = source.text, start + 1
    opened = 1
    while position < len(text):
        character = text[position]
        if character == '"' and (literal := _STRING.match(text, position)):
            position = literal.end()
            continue
        if opened == 1 and character == "-" and (arrow := _ARROW.match(text, position)):
            selector = _WORD.findall(text, start, position)
            return _variants(source, arrow.end(), f"{name}[{selector[0] if selector else ''}=", depth)
        if character == "\n" and _BEGINS.match(text, position + 1):
            break
        opened += {"{": 1, "}": -1}.get(character, 0)
        position += 1
        if not opened:
            return [], position
    raise _FluentError("a brace is not closed", start)


def _variants(source: Source, position: int, name: str, depth: int) -> tuple[list[Segment], int]:
    found: list[Segment] = []
    while variant := _VARIANT.match(source.text, position):
        segments, position = _pattern(source, variant.end(), f"{name}{variant[1]}]", depth + 1)
        found += segments
    closed = _CLOSED.match(source.text, position)
    if not closed or not found:
        raise _FluentError(
            "a selection without variants, or one that is not closed", min(position, len(source.text) - 1)
        )
    return found, closed.end()
