"""Reads the string resources of Android
(https://developer.android.com/guide/topics/resources/string-resource).
"""

import re
from collections.abc import Iterator

from qa_lint.model import Segment
from qa_lint.readers.blocks import Text
from qa_lint.readers.pieces import OBJECT, Pieces, rebuilt
from qa_lint.readers.strings import code_point, escape_table, text_of
from qa_lint.readers.xml import events

_LISTS = frozenset(("string-array", "plurals"))
# Blanks are one space, quotation marks keep them as they are and do not show.
_ESCAPE = re.compile(r'\\(?:u[0-9A-Fa-f]{4}|.|\Z)|"|\s{2,}|[^\S ]')
_ESCAPES = escape_table("nt", "\n\t")
_REFERENCE = re.compile(r"[@?][\w.:+]+(?:/[\w.]+)?")
_BREAKS = frozenset(("br", "img"))


def extract(path: str) -> Text:
    """The strings in the file at `path`; none in XML of another kind. Raises `TextError`."""
    return text_of(_strings(path))


def _strings(path: str) -> Iterator[Segment]:
    opened: list[str] = []
    group = name = ""
    count = 0
    is_kept = False
    pieces = Pieces()
    place = (1, 1)
    for kind, label, attributes, line, column in events(path):
        depth = len(opened)
        if kind == "start":
            opened.append(label)
            if not depth and label != "resources":
                return
            if depth == 1:
                group, count = attributes.get("name", ""), 0
                is_kept = attributes.get("translatable") == "false"
            if _is_string(opened):
                name = group if depth == 1 else _item(opened[1], group, count, attributes)
                count += 1
                pieces, place = Pieces(), (line, column)
            elif label in _BREAKS:
                pieces.add(OBJECT, line, column)
        elif kind == "text":
            pieces.add(label, line, column)
        else:
            if _is_string(opened) and not is_kept:
                raw = pieces.segment("", "", name, place)
                if raw.text and not _REFERENCE.fullmatch(raw.text):
                    yield _shown(raw)
            opened.pop()


def _is_string(opened: list[str]) -> bool:
    return opened[1:] == ["string"] or (len(opened) == 3 and opened[1] in _LISTS and opened[2] == "item")


def _item(kind: str, group: str, count: int, attributes: dict[str, str]) -> str:
    return f"{group}[{attributes.get('quantity', 'other')}]" if kind == "plurals" else f"{group}.{count}"


def _shown(raw: Segment) -> Segment:
    """The string as it is shown, without escape sequences and quotation marks."""
    stretches: list[tuple[int, int, str | None]] = []
    start = 0
    for match in _ESCAPE.finditer(raw.text):
        stretches += [(start, match.start(), None), (*match.span(), _character(match[0]))]
        start = match.end()
    stretches.append((start, len(raw.text), None))
    text, anchors = rebuilt(raw.text, raw.anchors, stretches)
    return Segment(text, "", "", anchors, raw.unit)


def _character(escape: str) -> str:
    if escape[0] != "\\":
        return "" if escape == '"' else " "
    if escape[1:2] == "u" and len(escape) > 2:
        return code_point(escape[2:])
    return _ESCAPES.get(escape, escape[1:])
