"""Translations of an older version of their source, as they say themselves, or the repository's history.

A translation may name the commit of the source that it is of. Else it counts as done when its file was last
changed, and it is outdated if text of the source changed since, in a later commit.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qa_lint.checking import Checked
from qa_lint.checking_parts import RuleHit
from qa_lint.config import Config, active_rules
from qa_lint.git import Changed, Hunk, changed_since, describe, last_commits
from qa_lint.model import PlacedHit

RULE = "document-translation-outdated"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A document, the real path of its source, and the commit since which that may have changed."""

    document: Checked
    source: str
    commit: str


def since(checked: Iterable[Checked], commit: str, changed: Changed, config: Config) -> list[RuleHit]:
    """The documents whose sources changed since `commit`, and whose translations did not. Raises
    `GitError`."""
    candidates = [
        _Candidate(document, source, commit)
        for document, source, target in _in_two_files(checked)
        if source in changed and target not in changed
    ]
    return list(_found(candidates, config))


def by_history(checked: Iterable[Checked], config: Config) -> list[RuleHit]:
    """The documents whose sources changed in a later commit than their translations. Raises `GitError`."""
    documents = list(_in_two_files(checked))
    last = last_commits({path for _, *paths in documents for path in paths})
    # What is not committed yet is being worked on.
    at_work = changed_since("HEAD") if documents else {}
    candidates = [
        _Candidate(document, source, last[target][1])
        for document, source, target in documents
        if target in last and target not in at_work and not document.revision
        if source in at_work or (source in last and last[source][0] < last[target][0])
    ]
    return list(_found(candidates, config))


def as_stated(checked: Iterable[Checked], config: Config, notices: list[str]) -> list[RuleHit]:
    """The documents whose sources changed since the commit that the translation names. Raises `GitError`."""
    candidates = [
        _Candidate(document, source, document.revision)
        for document, source, _ in _in_two_files(entry for entry in checked if entry.revision)
    ]
    known = describe(candidate.commit for candidate in candidates)
    unknown = [candidate.document.path for candidate in candidates if candidate.commit not in known]
    if unknown:
        more = f" and {len(unknown) - 1} more" if len(unknown) > 1 else ""
        notices.append(f"{unknown[0]}{more}: git does not know the commit of the source that is named there")
    return list(_found([entry for entry in candidates if entry.commit in known], config))


def _in_two_files(checked: Iterable[Checked]) -> Iterator[tuple[Checked, str, str]]:
    for document in checked:
        if document.first and document.first.source.path != document.first.target.path:
            paths = document.first.source.path, document.first.target.path
            yield document, *map(os.path.realpath, paths)  # type: ignore[misc]


def _found(candidates: Sequence[_Candidate], config: Config) -> Iterator[RuleHit]:
    commits = sorted({candidate.commit for candidate in candidates})
    known = describe(commits)
    for commit in commits:
        of_commit = [candidate for candidate in candidates if candidate.commit == commit]
        changed = changed_since(commit, [candidate.source for candidate in of_commit], but_space=True)
        for candidate in of_commit:
            what = _what(changed.get(candidate.source, ()), candidate.document)
            if what:
                since = f"{what} changed since {known[commit].name} ({known[commit].date})"
                yield from _hits(candidate.document, since, config)


def _what(hunks: Sequence[Hunk] | None, document: Checked) -> str:
    """What changed of the source, as far as there is text of it that is translated; empty for nothing."""
    if hunks is None:
        return "the source has"
    count = sum(
        hunk.count
        for hunk in hunks
        if any(first < hunk.lines.stop and hunk.lines.start <= last for first, last in document.source_lines)
    )
    return (
        f"{count} line{'s' if count > 1 else ''} of the source ha{'ve' if count > 1 else 's'}"
        if count
        else ""
    )


def _hits(document: Checked, reason: str, config: Config) -> Iterator[RuleHit]:
    first = document.first
    for active in active_rules(config, config.overrides_for(document.path)):
        if first and active.rule.id == RULE:
            marks = first.source.mark(), first.target.mark()
            hit = PlacedHit(document.path, *marks, {"reason": reason}, whole=True, pair=first)
            yield RuleHit(RULE, active.severity, hit)
