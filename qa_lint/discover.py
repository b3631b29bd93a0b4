"""Which files are checked: named files and folders become jobs for the readers."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa_lint.config import Config
from qa_lint.files import read_bytes
from qa_lint.model import Problem
from qa_lint.readers import Job, probe
from qa_lint.readers.formats import ENDINGS, format_of
from qa_lint.readers.own_reports import is_report
from qa_lint.readers.partners import is_excluded, paired

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_SHOWN = 3
_HOW = (
    "; two files are paired by their names, such as report.zh.docx and report.en.docx, "
    "or by 'layouts' in the settings"
)
# Kinds of files that cannot be read, and the kinds they can be saved as.
_OLD = {".doc": ".docx", ".rtf": ".docx", ".odt": ".docx", ".xls": ".xlsx", ".ods": ".xlsx", ".ppt": ".pptx"}
SKIPPED = frozenset(("node_modules", "__pycache__", "venv", "site-packages"))


@dataclass(frozen=True, slots=True)
class Discovery:
    """What there is to read, what cannot be, and what was skipped or assumed (`notices`: to be told, but no
    errors).
    """

    jobs: tuple[Job, ...]
    problems: tuple[Problem, ...]
    notices: tuple[str, ...]


def discover(paths: Sequence[str], config: Config) -> Discovery:
    """The jobs for the files and folders named, in the order of their paths.

    A file named alone finds the file in the other language by itself. Files that the configuration excludes
    and its glossaries are left out.
    """
    problems: list[Problem] = []
    notices: list[str] = []
    found: dict[str, str] = {}
    named: set[str] = set()
    for path in paths:
        entries = list(_files(path, config, problems))
        if not entries and os.path.isdir(path):
            notices.append(f"{path}: no files of a kind that can be checked there")
        for entry in entries:
            found.setdefault(os.path.realpath(entry), entry)
        if entries == [path]:
            named.add(found[os.path.realpath(path)])
    glossaries = {os.path.realpath(entry) for entry in config.glossaries if isinstance(entry, str)}
    files = sorted(path for real, path in found.items() if real not in glossaries)
    jobs, alone = paired(files, config)
    unpaired: list[str] = []
    for path in alone:
        job = _alone(path, config, is_named=path in named, notices=notices, unpaired=unpaired)
        jobs += [job] if job else []
    jobs.sort(key=lambda job: job.paths[::-1])
    kept = [job for job in jobs if _is_wanted(job, named, problems, notices)]
    if unpaired:
        notices.append(_without_partner(unpaired))
        if not kept and any(kind and kind.is_prose for kind in map(format_of, unpaired)):
            notices[-1] += _HOW
    return Discovery(tuple(kept), tuple(problems), tuple(sorted(notices)))


def _alone(
    path: str, config: Config, *, is_named: bool, notices: list[str], unpaired: list[str]
) -> Job | None:
    """The job for a file without a partner, if it is one to check: it holds both sides, or it was named and
    is of a format made to hold them.
    """
    entry = format_of(path)
    if entry is None:
        return None
    if is_report(path):
        notices.append(f"{path}: skipped, a report of qa-lint")
        return None
    is_meant = not entry.probe or (is_named and not entry.is_prose)
    if entry.reader and (is_meant or _is_empty(path) or probe(entry, path, config)):
        return Job(entry.reader, (path,), "", "")
    if entry.reader and not entry.extract:
        notices.append(f"{path}: skipped, no {entry.name} of source and target, as far as can be told")
    elif entry.is_prose or is_named:
        unpaired.append(path)
    return None


def _without_partner(paths: Sequence[str]) -> str:
    shown = ", ".join(paths[:_SHOWN]) + (", …" if len(paths) > _SHOWN else "")
    if len(paths) == 1:
        return f"{shown}: skipped, no translation of it was found"
    return f"{len(paths)} files were skipped, since no translation of them was found: {shown}"


def _is_wanted(job: Job, named: set[str], problems: list[Problem], notices: list[str]) -> bool:
    """Whether there is anything to read; else a named file is a problem, one met in a folder is told and left
    out.
    """
    if not all(_is_empty(path) for path in job.paths):
        return True
    if named.intersection(job.paths):
        problems.append(Problem(job.paths[0], "the file is empty", 1))
    else:
        notices.append(f"{job.paths[0]}: skipped, the file is empty")
    return False


def _is_empty(path: str) -> bool:
    try:
        if os.path.getsize(path) > 1_000 or not os.path.isfile(path):
            return False
        return not Path(path).read_bytes().removeprefix(b"\xef\xbb\xbf").strip()
    except OSError:
        return False


def _files(path: str, config: Config, problems: list[Problem]) -> Iterator[str]:
    if os.path.isdir(path):
        yield from _walk(path, config, problems)
    elif fault := _fault(path):
        problems.append(Problem(path, fault))
    elif not path.lower().endswith(ENDINGS):
        problems.append(Problem(path, _unknown(path)))
    elif not is_excluded(path, config):
        yield path


def _unknown(path: str) -> str:
    ending = os.path.splitext(path)[1].lower()
    if newer := _OLD.get(ending):
        return f"files of the kind {ending} cannot be read; save it as {newer}"
    return f"unknown kind of file; known are {', '.join(ENDINGS)}"


def _fault(path: str) -> str:
    """Why there is no file to read at `path`, empty if there is one."""
    if os.path.isfile(path):
        return ""
    if os.path.islink(path):
        return "cannot be read: the link leads to no file"
    # Opening a named pipe would wait for ever.
    return "cannot be read: not a regular file" if os.path.exists(path) else "no such file or folder"


def _walk(top: str, config: Config, problems: list[Problem]) -> Iterator[str]:
    """The files of known kinds below `top` that neither .gitignore files nor the configuration leave out."""
    seen: set[str] = set()
    stack = [(top, _ignored_above(os.path.abspath(top)))]
    while stack:
        folder, ignored = stack.pop()
        real = os.path.realpath(folder)
        if real in seen:
            continue
        seen.add(real)
        ignored = (*ignored, *_gitignore(os.path.abspath(folder)))
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            problems.append(Problem(folder, f"cannot be read: {error.strerror}"))
            continue
        for entry in entries:
            path = entry.name if folder == "." else os.path.join(folder, entry.name)
            is_folder = os.path.isdir(path)  # false for a link in a circle, where `entry.is_dir` fails
            # Office keeps a file `~$report.docx` beside a document that is open.
            if entry.name.startswith((".", "~$")) or _is_ignored(os.path.abspath(path), is_folder, ignored):
                continue
            if is_folder and not _is_skipped(path):
                stack.append((path, ignored))
            elif path.lower().endswith(ENDINGS) and not is_folder and not is_excluded(path, config):
                if fault := _fault(path):
                    problems.append(Problem(path, fault))
                else:
                    yield path


def _is_skipped(folder: str) -> bool:
    return os.path.basename(folder) in SKIPPED or os.path.exists(os.path.join(folder, "pyvenv.cfg"))


_Ignored = tuple[tuple[str, "GitIgnoreSpec"], ...]


def _ignored_above(top: str) -> _Ignored:
    """The .gitignore files that hold for a folder, from the root of its repository down; none if they ignore
    it itself.
    """
    folders = [Path(top), *Path(top).parents]
    root = next((number for number, folder in enumerate(folders) if (folder / ".git").exists()), 0)
    ignored = tuple(spec for folder in folders[root:0:-1] for spec in _gitignore(str(folder)))
    return () if ignored and _is_ignored(top, True, ignored) else ignored


def _gitignore(folder: str) -> _Ignored:
    try:
        text = read_bytes(Path(folder, ".gitignore")).decode("utf-8", "replace")
    except OSError:
        return ()
    from pathspec import GitIgnoreSpec  # takes a third of a small run to load

    return ((folder, GitIgnoreSpec.from_lines(text.splitlines())),)


def _is_ignored(path: str, is_folder: bool, ignored: _Ignored) -> bool:
    """Whether the last .gitignore file that says anything of the path ignores it
    (https://git-scm.com/docs/gitignore).
    """
    for folder, spec in reversed(ignored):
        name = os.path.relpath(path, folder).replace(os.sep, "/") + ("/" if is_folder else "")
        include = spec.check_file(name).include
        if include is not None:
            return include
    return False
