"""How the kinds of blocks count: headings answer headings, items items, code the same code."""

from qa_lint.alignment.passages import Passage

NEVER = 40.0
"""The cost of what cannot be."""

_SAME_CODE = 4.0
_OTHER_LEVEL = 3.0
_OTHER_DEPTH = 1.0
_HEADING_ELSEWHERE = 7.0
_OTHER_KIND = 3.0
# Blocks that end with the line or the cell: two of them are never one.
_HEADINGS = frozenset({"title", "h1", "h2", "h3", "h4", "h5", "h6"})
_WHOLE = _HEADINGS | {"alt", "author", "caption", "cell", "field", "string", "term"}


def kind_cost(one: Passage, two: Passage) -> float:
    """What the kinds of two passages speak against one answering the other."""
    if one.kind == two.kind == "paragraph" and not (one.is_kept or two.is_kept):
        return 0.0
    if one.is_kept or two.is_kept:
        if one.is_kept is not two.is_kept:
            return NEVER
        return -_SAME_CODE if one.text == two.text else 0.0
    if has_name(one) and has_name(two):
        return NEVER if one.key != two.key else -_SAME_CODE
    if one.kind == two.kind:
        return _OTHER_DEPTH if one.depth != two.depth else -0.5
    headings = (one.kind in _HEADINGS) + (two.kind in _HEADINGS)
    if headings == 2:
        return _OTHER_LEVEL
    return _HEADING_ELSEWHERE if headings else _OTHER_KIND


def has_name(passage: Passage) -> bool:
    """Whether the key names the passage in any language; that of a subtitle is a time, which may shift."""
    return bool(passage.key) and passage.kind != "cue" and passage.kind not in _HEADINGS


def joins(one: Passage, other: Passage) -> bool:
    """Whether the two, one after the other, may answer as one."""
    return ((one.kind == other.kind and one.depth == other.depth) or opens(one, other)) and not any(
        entry.kind in _WHOLE or entry.is_kept or has_name(entry) for entry in (one, other)
    )


def opens(one: Passage, other: Passage) -> bool:
    """Whether one passage may open a list whose first item is the other: a sentence in another language."""
    return other.kind == "item" and one.text.endswith((":", "\uff1a")) and one.depth <= other.depth
