"""What people had ignored, and why: which findings that is, and which ignores do nothing.

A comment holds for a pair or a note: for findings that begin and end in its texts. An entry of the file
beside the documents holds for one finding, by its fingerprint.
"""

import bisect
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from qa_lint.config import names_rule
from qa_lint.model import Document, Finding, Ignore, Place, PlacedHit, Remark, Segment, Use
from qa_lint.validation import nearest

_Position = tuple[int, int]
_File = tuple[str, str, str]
"""The path of a document, that of a file of it, and the unit in that."""


@dataclass(frozen=True, slots=True)
class Noted:
    """An ignore of one finding: its fingerprint, rule, and document, named from the root on."""

    fingerprint: str
    rule: str
    path: str
    ignore: Ignore


@dataclass(frozen=True, slots=True)
class Scope:
    """The comments at a pair or a note of the document at `path`, and where the texts they hold for stand.

    `is_checked` is false if few rules look at these, so that it means nothing that there is no finding.
    """

    path: str
    ignores: tuple[Ignore, ...]
    places: tuple[Place, ...]
    is_checked: bool = True


@dataclass(frozen=True, slots=True)
class _Stretches:
    """The stretches of one file that comments hold for, in order: where each begins and ends; its scope."""

    starts: list[_Position]
    ends: list[_Position]
    scopes: list[int]


def scopes_in(document: Document) -> Iterator[Scope]:
    """The scopes of the comments in `document`."""
    if document.ignores:
        yield Scope(document.path, document.ignores, ())
    is_checked = document.lone is None
    for pair in document.pairs:
        if pair.ignores:
            has_both = bool(pair.source.text and pair.target.text)
            places = _places(pair.source, pair.target)
            yield Scope(document.path, pair.ignores, places, is_checked and has_both)
    for aside in document.asides:
        if aside.ignores:
            yield Scope(document.path, aside.ignores, _places(aside.segment), is_checked)
    for entry in document.remarks:
        if entry.pair.ignores and entry.remark is Remark.UNFINISHED:
            yield Scope(
                document.path, entry.pair.ignores, _places(entry.pair.source, entry.pair.target), False
            )


@dataclass(frozen=True, slots=True)
class Scopes:
    """All scopes of a run, and where to look for those that hold at a place."""

    all: tuple[Scope, ...]
    files: Mapping[_File, _Stretches]


@dataclass(frozen=True, slots=True)
class Match:
    """Whether a finding is ignored, and by which names of rules in which scopes; also by those at a part of
    it only, which do not suffice."""

    is_ignored: bool
    names: frozenset[tuple[int, str]]


_NONE = Match(False, frozenset())


def indexed(scopes: Iterable[Scope]) -> Scopes:
    """`scopes`, made ready for `match`."""
    scopes = tuple(scopes)
    found: defaultdict[_File, list[tuple[_Position, _Position, int]]] = defaultdict(list)
    for number, scope in enumerate(scopes):
        for place in scope.places:
            found[scope.path, place.path, place.unit].append((*_ends(place), number))
    files: dict[_File, _Stretches] = {}
    for file, entries in found.items():
        files[file] = _Stretches(*map(list, zip(*sorted(entries), strict=True)))
    return Scopes(scopes, files)


def match(scopes: Scopes, rule: str, finding: PlacedHit | Finding) -> Match:
    """Which comments say to ignore a finding of `rule`."""
    names: set[tuple[int, str]] = set()
    is_ignored = False
    for mark in (finding.source, finding.target):
        if mark and (stretches := scopes.files.get((finding.path, mark.place.path, mark.place.unit))):
            ends = _ends(mark.place)
            found = {
                (number, name)
                for number in _overlapping(stretches, *ends)
                for ignore in scopes.all[number].ignores
                for name in ignore.rules
                if names_rule(name, rule)
            }
            names |= found
            numbers = {number for number, _ in found}
            is_ignored |= all(not numbers.isdisjoint(_overlapping(stretches, end, end)) for end in ends)
    return Match(is_ignored, frozenset(names)) if names else _NONE


def uses(
    scopes: Scopes,
    used: Collection[tuple[int, str]],
    rules: Collection[str],
    judged: Mapping[str, Collection[str]],
) -> Iterator[Use]:
    """What became of each comment: `used` are the names that matched something. `judged` has, by document,
    the rules of which all findings are known.

    A comment may hold at several places, for the plural forms of a message or the translations of a text; it
    is in use if it is at one of them.
    """
    places: defaultdict[Ignore, list[int]] = defaultdict(list)
    for number, scope in enumerate(scopes.all):
        for ignore in scope.ignores:
            places[ignore].append(number)
    for ignore, numbers in places.items():
        of_ignore = [scopes.all[number] for number in numbers]
        known = [frozenset(judged.get(scope.path, ()) if scope.is_checked else ()) for scope in of_ignore]
        idle = [name for name in ignore.rules if all((number, name) not in used for number in numbers)]
        whys = [_idle(name, rules, frozenset.intersection(*known)) for name in idle]
        if not ignore.rules:
            whys = ["it is not understood; write 'qa-lint: ignore RULE: reason'"]
        elif not any(scope.places for scope in of_ignore):
            whys = ["nothing follows that is checked"]
        yield Use(of_ignore[0].path, ignore, "; ".join(filter(None, whys)))


def noted_uses(
    noted: Iterable[Noted], found: Collection[str], judged: Mapping[str, Collection[str]], root: Path
) -> Iterator[Use]:
    """What became of each entry of the file: `found` are the fingerprints of all findings, `judged` as for
    `uses`, by the names of documents."""
    for entry in noted:
        is_gone = entry.fingerprint not in found and is_settled(entry.rule, entry.path, judged, root)
        idle = f"there is no such finding of {entry.rule} in {entry.path} any more" if is_gone else ""
        yield Use(entry.ignore.mark.place.path, entry.ignore, idle)


def is_settled(rule: str, name: str, judged: Mapping[str, Collection[str]], root: Path) -> bool:
    """Whether a finding of `rule` in the document called `name` would be known if there were one."""
    return rule in judged[name] if name in judged else not (root / name).exists()


def _idle(name: str, rules: Collection[str], judged: Collection[str]) -> str:
    """Why nothing is ignored by `name`; empty if that cannot be told."""
    meant = [rule for rule in rules if names_rule(name, rule)]
    if not meant:
        return f"there is no rule '{name}'{nearest(name, rules)}"
    return f"{name} finds nothing here" if all(rule in judged for rule in meant) else ""


def _places(*segments: Segment) -> tuple[Place, ...]:
    return tuple(segment.mark().place for segment in segments)


def _ends(place: Place) -> tuple[_Position, _Position]:
    """The first character of `place` and its last."""
    first, behind = (place.line, place.column), (place.end_line, place.end_column)
    return first, first if behind <= first else (place.end_line, max(1, place.end_column - 1))


def _overlapping(stretches: _Stretches, first: _Position, last: _Position) -> Iterator[int]:
    """The scopes at any place from `first` to `last`. Stretches of one file do not overlap each other."""
    at = bisect.bisect_right(stretches.starts, last)
    while at and stretches.ends[at - 1] >= first:
        at -= 1
        yield stretches.scopes[at]
