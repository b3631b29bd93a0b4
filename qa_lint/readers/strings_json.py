"""Reads JSON files of software strings: names and texts, nested or not, as i18next, vue-i18n, FormatJS, the
extensions of browsers (https://developer.chrome.com/docs/extensions/reference/api/i18n) and ARB have them.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from qa_lint.model import Segment
from qa_lint.readers.blocks import Text
from qa_lint.readers.json_values import Value, string, values
from qa_lint.readers.strings import Source, full_name, text_of
from qa_lint.textfile import read_text

# What the text is called where each string is an object with a description and more.
_TEXTS = ("message", "defaultMessage", "string")
_REMARKS = frozenset(("description", "comment", "developer_comment", "context", "hash"))


def extract(path: str) -> Text:
    """The strings in the file at `path`. Raises `TextError`."""
    source = Source(read_text(path))
    found = [value for value in values(source) if not value.word]
    return text_of(_strings(source, found, is_arb=path.lower().endswith(".arb")))


def _strings(source: Source, found: Sequence[Value], *, is_arb: bool) -> Iterator[Segment]:
    siblings: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for value in found:
        siblings[value.path[:-1]].add(value.path[-1] if value.path else "")
    label = next((name for name in _TEXTS if _is_label(siblings, name)), "")
    for value in found:
        names = value.path
        # ARB, and others after it: `@title` says something about `title`, `@@locale` about the file.
        if not names or (names[0].startswith("@") and (is_arb or names[0][1:] in siblings[()])):
            continue
        if label:
            if len(names) == 2 and names[1] == label:
                yield string(source, value, names[0])
            continue
        yield string(source, value, full_name(names, siblings[names[:-1]]))


def _is_label(siblings: dict[tuple[str, ...], set[str]], name: str) -> bool:
    """Whether every string is in an object that calls its text `name`, and holds remarks beside it."""
    objects = [names for path, names in siblings.items() if len(path) == 1]
    return not siblings.get(()) and all(name in names and names - {name} <= _REMARKS for names in objects)
