"""What several writers show of a finding: its two sides, the spot in its neighbourhood, its file's name."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

from qa_lint.model import IGNORE_FILE, Finding, Mark, Run, Segment, Severity, Span
from qa_lint.writers.terminal import ELLIPSIS

_LONG_WORD = 16


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a text around a spot: what stands before it, the spot, and what follows."""

    before: str
    spot: str
    after: str

    def __str__(self) -> str:
        """The stretch as it is read."""
        return self.before + self.spot + self.after


def sides(finding: Finding) -> tuple[Mark | None, Mark | None]:
    """The source and the target to show.

    A side without a mark is needed too, to judge what is said to be missing from it: as far into it as the
    mark is into the other, nothing marked.
    """
    source, target, pair = finding.source, finding.target, finding.pair
    if source is None and target and pair and pair.source.text:
        source = _same_spot(pair.source, target)
    elif target is None and source and pair and pair.target.text:
        target = _same_spot(pair.target, source)
    return source, target


def _same_spot(segment: Segment, mark: Mark) -> Mark:
    offset = mark.span.start * len(segment.text) // max(1, len(mark.segment))
    return Mark(segment.place(Span(0, 0)), segment.text, Span(offset, offset))


def excerpt(mark: Mark, room: int) -> Excerpt:
    """The marked spot with at most `room` characters around it, with an ellipsis where something is cut."""
    text, span = mark.segment, mark.span
    spot = text[span.start : span.end]
    if len(spot) > room:
        spot = spot[:room] + ELLIPSIS
        return Excerpt(ELLIPSIS if span.start else "", spot, "")
    left = max(0, min(span.start - (room - len(spot)) // 2, len(text) - room))
    right = min(len(text), left + room)
    if left and (space := text.find(" ", left, min(left + _LONG_WORD, span.start))) >= 0:
        left = space + 1
    if right < len(text) and (space := text.rfind(" ", max(right - _LONG_WORD, span.end), right)) >= 0:
        right = space
    before = (ELLIPSIS if left else "") + text[left : span.start]
    return Excerpt(before, spot, text[span.end : right] + (ELLIPSIS if right < len(text) else ""))


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by severity, the worst first, and else in their order."""
    return sorted(findings, key=lambda finding: -finding.severity)


def worst(findings: Iterable[Finding]) -> Severity:
    """The highest severity of findings, of which there is one at least."""
    return max(finding.severity for finding in findings)


@lru_cache(maxsize=4096)
def file_name(path: str) -> str:
    """The path as programs on another machine want it: from the current folder, if it is in it, with `/`."""
    if os.path.isabs(path):
        folder = os.path.join(os.getcwd(), "")
        path = path.removeprefix(folder)
    return PurePath(path).as_posix()


def counted(number: int, noun: str) -> str:
    """A number with its noun, as in `1 finding` and `1,200 findings`."""
    return f"{number:,} {noun}{'' if number == 1 or noun == 'info' else 's'}"


def in_documents(findings: Iterable[Finding], run: Run) -> str:
    """In how many of the documents there are findings, as in `2 of 5 documents`."""
    paths = {finding.path for finding in findings if PurePath(finding.path).name != IGNORE_FILE}
    return f"{len(paths):,} of {counted(run.documents, 'document')}"


def by_severity(findings: Sequence[Finding]) -> str:
    """How many findings of each severity there are, as in `1 error, 2 warnings`; empty without findings."""
    numbers = {
        severity.label: sum(finding.severity is severity for finding in findings)
        for severity in reversed(Severity)
    }
    return ", ".join(counted(number, label) for label, number in numbers.items() if number)
