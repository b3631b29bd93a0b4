"""What git knows of files: which lines changed since a commit, and by which commit a file was last changed.

git is run as a program, never with a name that could pass for an option, and once for all files.
"""

import codecs
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
# Nothing that the settings of a repository or of its user say may change what is written or run.
_PLAIN = (
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-renames",
    "--src-prefix=a/",
    "--dst-prefix=b/",
)
# A command line holds so many paths.
_PATHS = 500


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines that changed, by their numbers now, from 1; where lines were deleted, those before and behind.
    `count` is how many there are, or were."""

    lines: range
    count: int


Changed = Mapping[str, tuple[Hunk, ...] | None]
"""The files that changed, by their real paths, and where; `None` for new files, and for those that are no
text to git, of which every line counts."""


class GitError(Exception):
    """git cannot be run here, or does not know a revision; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its name, short, and its date as in 2026-05-01."""

    name: str
    date: str


def top_folder() -> str:
    """The folder of the repository that the current folder is in. Raises `GitError`."""
    return os.path.realpath(os.fsdecode(_git("rev-parse", "--show-toplevel").removesuffix(b"\n")))


def commit_named(revision: str) -> str:
    """The full name of the commit that `revision` stands for. Raises `GitError`."""
    if revision.startswith("-") or not revision.strip() or any(ord(c) < 32 for c in revision):
        raise GitError(f"'{revision}' is no revision")
    try:
        found = _git("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
    except GitError:
        top_folder()  # says so if there is no repository at all
        message = f"git knows no revision '{revision}' here; if the clone is shallow, fetch it first"
        raise GitError(message) from None
    return found.decode("ascii").strip()


def fork_point(revision: str) -> str:
    """The commit in which what is checked out parted from `revision`; that itself if there is no such commit.
    Raises `GitError`."""
    commit = commit_named(revision)
    try:
        return _git("merge-base", commit, "HEAD").decode("ascii").split()[0]
    except GitError:
        return commit


def describe(commits: Iterable[str]) -> dict[str, Commit]:
    """The commits with these names, as far as there are any. Raises `GitError`."""
    names = sorted({name for name in commits if re.fullmatch("[0-9a-fA-F]{7,64}", name)})
    known: dict[str, Commit] = {}
    for start in range(0, len(names), _PATHS):
        some = names[start : start + _PATHS]
        shown = _git("log", "--no-walk=unsorted", "--ignore-missing", "--format=%H %h %cs", *some, "--")
        for line in shown.decode("ascii").splitlines():
            full, short, date = line.split()
            known |= {name: Commit(short, date) for name in some if full.startswith(name.lower())}
    return known


def changed_since(commit: str, paths: Sequence[str] = (), *, but_space: bool = False) -> Changed:
    """The files that differ from what they are in `commit`, of those at `paths` if any are given. With
    `but_space`, white space does not count. Raises `GitError`."""
    top = top_folder()
    options = [*_PLAIN, *(("-w", "--ignore-blank-lines") if but_space else ())]
    changed: dict[str, tuple[Hunk, ...] | None] = {}
    for some in _portions(paths):
        names = _git("diff", "--name-only", "-z", *_PLAIN, commit, "--", *some).split(b"\0")
        hunks = dict(_hunks(_git("diff", "--unified=0", *options, commit, "--", *some)))
        for name in filter(None, names):
            if name in hunks or not but_space:
                changed[_real(top, name)] = hunks.get(name)
        if not paths:
            new = _git("ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ":/")
            changed |= {_real(top, name): None for name in new.split(b"\0") if name}
    return changed


def last_commits(paths: Collection[str]) -> dict[str, tuple[int, str]]:
    """The last commit that changed each of the files at the real `paths`, and its number in the history,
    counted backwards; files without one are left out. Raises `GitError`."""
    top = top_folder()
    wanted = {os.fsencode(os.path.relpath(path, top).replace(os.sep, "/")): path for path in paths}
    found: dict[str, tuple[int, str]] = {}
    import subprocess

    command = _command("log", "--format=%x01%H", "--name-only", "-z", "--no-renames", "--diff-merges=off")
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as log:
        assert log.stdout
        number, commit = 0, ""
        for entry in _split(iter(lambda: log.stdout.read(65_536), b"")):  # type: ignore[union-attr]
            if entry.startswith(b"\1"):
                number, commit = number + 1, entry[1:41].decode("ascii", "replace")
                continue
            path = wanted.pop(entry.lstrip(b"\n"), None)
            if path is not None:
                found[path] = number, commit
            if not wanted:
                break
        log.kill()
    return found


def _split(blocks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for block in blocks:
        *entries, rest = (rest + block).split(b"\0")
        yield from entries
    if rest:
        yield rest


def _portions(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    if not paths:
        yield ()
    for start in range(0, len(paths), _PATHS):
        yield [f":(literal){path}" for path in paths[start : start + _PATHS]]


def _real(top: str, name: bytes) -> str:
    return os.path.realpath(os.path.join(top, os.fsdecode(name)))


def _hunks(patch: bytes) -> Iterator[tuple[bytes, tuple[Hunk, ...]]]:
    """The names of the files in a patch, and what it changes of each."""
    name = b""
    hunks: list[Hunk] = []
    skip = 0
    for line in patch.split(b"\n"):
        if skip:
            skip -= not line.startswith(b"\\")  # "\ No newline at end of file" is no line
        elif line.startswith(b"diff --git "):
            if hunks:
                yield name, tuple(hunks)
            name, hunks = b"", []
        elif line.startswith(b"+++ "):
            name = _name(line[4:])
        elif hunk := _HUNK.match(line):
            old, start, new = int(hunk[1] or 1), int(hunk[2]), int(hunk[3] or 1)
            skip = old + new
            hunks.append(Hunk(range(start, start + (new or 2)), max(old, new)))
    if hunks:
        yield name, tuple(hunks)


def _name(written: bytes) -> bytes:
    """The name behind `+++ `: `b/name`, in quotes with escapes if there is anything unusual in it; a tab ends
    one with spaces."""
    written = written.removesuffix(b"\t")
    if written.startswith(b'"'):
        escaped, _ = codecs.escape_decode(written[1:-1])
        written = bytes(escaped)
    return written.removeprefix(b"b/")


def _command(*arguments: str) -> list[str]:
    return ["git", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", *arguments]


def _git(*arguments: str) -> bytes:
    import subprocess  # most runs ask git nothing

    environment: Mapping[str, str] = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(
            _command(*arguments), capture_output=True, stdin=subprocess.DEVNULL, env=environment, check=False
        )
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror or error}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(said[0].removeprefix("fatal: ") if said else f"git {arguments[0]} failed")
    return done.stdout
