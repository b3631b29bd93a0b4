"""Findings in what changed since a revision: in pairs of which either side was touched."""

import os
from collections.abc import Iterable
from functools import cache

from qa_lint.git import Changed
from qa_lint.model import Finding, Place, Segment, Span


def touched(findings: Iterable[Finding], changed: Changed) -> list[Finding]:
    """Those of `findings` that are about a changed pair, or about the whole of a changed document."""
    real = cache(os.path.realpath)

    def is_touched(finding: Finding) -> bool:
        return any(_overlap(place, changed, real(place.path), finding.whole) for place in _places(finding))

    return [finding for finding in findings if is_touched(finding)]


def _places(finding: Finding) -> Iterable[Place]:
    for mark in (finding.source, finding.target):
        if mark:
            yield mark.place
    if finding.pair:
        yield _whole(finding.pair.source)
        yield _whole(finding.pair.target)
    if finding.whole:
        yield Place(finding.path, 1, 1, 1, 1)


def _whole(segment: Segment) -> Place:
    return segment.place(Span(0, len(segment.text)))


def _overlap(place: Place, changed: Changed, path: str, whole: bool) -> bool:
    if path not in changed:
        return False
    hunks = changed[path]
    if hunks is None or whole:
        return True
    return any(place.line < hunk.lines.stop and hunk.lines.start <= place.end_line for hunk in hunks)
