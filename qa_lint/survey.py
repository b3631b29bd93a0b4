"""What a folder holds, as far as settings depend on it: documents, languages, layouts, glossaries."""

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath

from qa_lint.config import Config, Layout, relative_to_root
from qa_lint.discover import SKIPPED, discover
from qa_lint.glossaries import load_glossaries
from qa_lint.readers import Job, extract, format_of, read_all
from qa_lint.readers.tags import language_tag
from qa_lint.textfile import TextError

# So many documents tell the languages; so many files are looked at.
_SAMPLE = 30
_FILES = 50_000
_GLOSSARY = re.compile(
    r".*\.tbxm?|.*(?:terms?|termbase|terminolog\w*|glossar\w*|术语\w*|術語\w*|词汇\w*)\.(?:csv|tsv|xlsx|xlsm)",
    re.IGNORECASE,
)
# A layout that so few files bear out is chance.
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found: documents by kind, pairs of languages, the most frequent first, layouts that have to be
    set, paths of glossaries from the folder on, and whether it is in a git repository."""

    kinds: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, str], ...]
    layouts: tuple[Layout, ...]
    glossaries: tuple[str, ...]
    has_git: bool


def survey(folder: Path, config: Config) -> Survey:
    """Looks at `folder` and below. What cannot be read is passed over: a check will tell of it."""
    names = sorted(islice(_files(folder), _FILES))
    glossaries = tuple(name for name in names if _GLOSSARY.fullmatch(name) and _is_glossary(folder / name))
    found = discover((str(folder),), config)
    jobs = [job for job in found.jobs if relative_to_root(folder, job.paths[0]) not in glossaries]
    kinds = Counter(entry.name for job in jobs if (entry := format_of(job.paths[-1])))
    paired = {relative_to_root(folder, path) for job in jobs if len(job.paths) == 2 for path in job.paths}
    alone = [name for name in names if name not in paired and _is_text(name)]
    return Survey(
        kinds=tuple(kinds.most_common()),
        languages=tuple(pair for pair, _ in _languages(jobs, config).most_common()),
        layouts=tuple(_layouts(alone)),
        glossaries=glossaries,
        has_git=any((above / ".git").exists() for above in (folder, *folder.resolve().parents)),
    )


def _files(folder: Path) -> Iterator[str]:
    """The files below `folder`, from it on, with `/`."""
    for top, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in SKIPPED)
        for name in files:
            yield Path(top, name).relative_to(folder).as_posix()


def _is_glossary(path: Path) -> bool:
    glossaries = load_glossaries([str(path)])
    return bool(glossaries.items) and not glossaries.problems


def _is_text(name: str) -> bool:
    entry = format_of(name)
    return bool(entry and entry.extract)


def _languages(jobs: Sequence[Job], config: Config) -> Counter[tuple[str, str]]:
    # From all over the folder, since those that follow each other are often alike.
    sample = jobs[:: max(1, len(jobs) // _SAMPLE)]
    pairs: Counter[tuple[str, str]] = Counter()
    for job in sample:
        is_turned = _is_translation(job)
        for document in read_all([job], config, []):
            languages = document.source_language, document.target_language
            if all(languages):
                pairs[languages[::-1] if is_turned else languages] += len(document.pairs)
    return pairs


def _is_translation(job: Job) -> bool:
    """Whether the file taken for the source says itself that it is a translation, of which commit."""
    try:
        return len(job.paths) == 2 and bool(extract(job.paths[0]).revision)
    except TextError:
        return False


def _layouts(names: Iterable[str]) -> Iterator[Layout]:
    """Layouts in which a folder bears a language and the source stands somewhere else, under the same name:
    as `docs/intro.md` and `i18n/zh/docs/intro.md`."""
    sources: defaultdict[str, list[PurePosixPath]] = defaultdict(list)
    targets: list[tuple[PurePosixPath, int]] = []
    for path in map(PurePosixPath, names):
        at = next((n for n, part in enumerate(path.parts[:-1]) if language_tag(part)), None)
        if at is None:
            sources[path.name].append(path)
        else:
            targets.append((path, at))
    votes: Counter[Layout] = Counter()
    for target, at in targets:
        below = target.parts[at + 1 :]
        answers = {source: _shared(source.parts, below) for source in sources[target.name]}
        if answers:
            source = max(answers, key=lambda path: (answers[path], -len(path.parts)))
            votes[_layout(source, target, at, answers[source])] += 1
    yield from (layout for layout, count in votes.most_common() if count >= _LEAST)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many parts two paths have in common at their ends."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _layout(source: PurePosixPath, target: PurePosixPath, at: int, shared: int) -> Layout:
    # Folders that the two have in common stay below `**`, but for the topmost: it tells what is translated.
    top = source.parts[: max(1, len(source.parts) - shared)] if len(source.parts) > 1 else ()
    below = len(source.parts) - len(top)
    rest = f"**/*{source.suffix}"
    head = (*target.parts[:at], "{lang}", *target.parts[at + 1 : len(target.parts) - below])
    return Layout("/".join((*top, rest)), "/".join((*head, rest)))
