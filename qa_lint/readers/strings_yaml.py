"""Reads YAML files of software strings, as Rails (https://guides.rubyonrails.org/i18n.html), Hugo and Symfony
have them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from qa_lint.model import Segment
from qa_lint.readers.blocks import Text
from qa_lint.readers.pieces import Pieces
from qa_lint.readers.strings import Source, full_name, text_of
from qa_lint.readers.tags import language_tag
from qa_lint.readers.yaml_scalars import ESCAPES, character, fault, inside
from qa_lint.textfile import TextError, read_text

_DEEPEST = 100
_LINE = re.compile(r"[ \t]*([^\n]*?)[ \t]*(\n|\Z)")


def extract(path: str) -> Text:
    """The strings in the file at `path`. Raises `TextError`."""
    source = Source(read_text(path))
    found = list(_scalars(source))
    siblings: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for names, _ in found:
        siblings[names[:-1]].add(names[-1])
    tops = {names[0] for names, _ in found}
    # `zh-CN:` at the top says which language the file is in.
    cut = 1 if len(tops) == 1 and language_tag(*tops) and () not in siblings else 0
    return text_of(
        Segment(text.text, "", "", text.anchors, full_name(names[cut:], siblings[names[:-1]]))
        for names, text in found
    )


def _scalars(source: Source) -> Iterator[tuple[tuple[str, ...], Segment]]:
    """The values with the names of what they are within; in a list, the number from 0.

    Events are read, not a tree, so that no depth and no alias can do harm.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    names: list[str] = []
    # For each collection that is open whether it is a list, and whether it is itself a name.
    opened: list[tuple[bool, bool]] = []
    is_name = False
    try:
        for event in yaml.parse(source.text, Loader=loader):
            if isinstance(event, yaml.CollectionStartEvent):
                if len(names) >= _DEEPEST:
                    line = event.start_mark.line + 1
                    raise TextError(f"values are nested more than {_DEEPEST} deep", line)
                names.append("0")
                opened.append((isinstance(event, yaml.SequenceStartEvent), is_name))
                is_name = not opened[-1][0]
                continue
            if isinstance(event, yaml.CollectionEndEvent):
                is_name = opened.pop()[1]
                del names[-1]
            elif isinstance(event, yaml.ScalarEvent) and is_name:
                names[-1] = event.value
            elif isinstance(event, yaml.ScalarEvent) and names:
                yield tuple(names), _text(source, event)
            elif not isinstance(event, yaml.AliasEvent):
                continue
            if opened and opened[-1][0]:
                names[-1] = str(int(names[-1]) + 1)
            elif opened:
                is_name = not is_name
    except yaml.YAMLError as error:
        raise fault(error, "no YAML") from None


def _text(source: Source, event: Any) -> Segment:
    start, end = inside(event, source.text)
    pieces = Pieces()
    for match in _LINE.finditer(source.text, start, end):
        source.add(pieces, *match.span(1), ESCAPES.get(event.style), character)
        if match.end() == end:
            break
        if not match[1].endswith("\\") or event.style != '"':
            pieces.add("\n" if event.style == "|" else " ", *source.place(match.start(2)))
    return pieces.segment("", "", "", source.place(start))
