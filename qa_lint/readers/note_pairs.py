"""Which notes of a text answer which of its translation, by the markers that refer to them."""

import re
from collections.abc import Collection, Iterator, Sequence

from qa_lint.model import Pair

_MARKER = re.compile(r"\[\^([^\[\]\s]{1,64})\]")


def label_of(note: str) -> str:
    """The label that a note written as `[^1]: text` bears, empty for one written in another way."""
    match = _MARKER.match(note)
    return match[1] if match and note.startswith(":", match.end()) else ""


def answering(
    pairs: Sequence[Pair], sources: Collection[str], targets: Collection[str]
) -> Iterator[tuple[list[str], list[str]]]:
    """For each pair with markers, the labels of notes that its source and its target refer to; each label
    once, where it is referred to first.

    Where both are as many, they answer each other in this order, whatever the labels are: in a document of
    both languages Word numbers notes through, and a translation may number its own anew.
    """
    left = set(sources), set(targets)
    for pair in pairs:
        found: list[list[str]] = []
        for segment, labels in zip((pair.source, pair.target), left, strict=True):
            referred = [label for label in _MARKER.findall(segment.text) if label in labels]
            found.append(list(dict.fromkeys(referred)))
            labels.difference_update(referred)
        if any(found):
            yield found[0], found[1]
