"""Which plain text files are one document in several languages, by their names."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa_lint.config import Config, fits, relative_to_root
from qa_lint.languages import base
from qa_lint.readers import Job, format_of
from qa_lint.readers.tags import language_tag

_SUFFIX = re.compile(r"(.+?)([._-])([A-Za-z]{2}(?:[-_][A-Za-z0-9]{2,4}){0,2})")
_PREFIX = re.compile(r"([A-Za-z]{2}(?:[-_][A-Za-z0-9]{2,4}){0,2}?)([._-])(.+)")


@dataclass(frozen=True, slots=True)
class _Version:
    """A file that is one language's version of a document; `tag` is empty for a name that bears no
    language.
    """

    path: str
    tag: str


_Listing = Callable[[str], tuple[str, ...]]
_Family = tuple[str, list[_Version]]
"""The files of one document, and what their paths have in common."""


def paired(paths: Sequence[str], config: Config) -> tuple[list[Job], list[str]]:
    """The jobs for two files each, where there is one in another language, given or beside it; and the files
    without one.
    """
    jobs: list[Job] = []
    alone: list[str] = []
    families: dict[str, list[_Version]] = {}
    given = {os.path.normpath(path): path for path in paths}
    listing = lru_cache(maxsize=None)(_listing)
    for path in paths:
        entry = format_of(path)
        families_of = _families(path, listing, config) if entry and entry.extract else ()
        family = next((found for found in families_of if _is_bilingual(found)), None)
        if family:
            families.setdefault(family[0], family[1])
        else:
            alone.append(path)
    counts = Counter(
        base(version.tag) for versions in families.values() for version in versions if version.tag
    )
    for versions in families.values():
        shown = [
            _Version(given.get(os.path.normpath(entry.path), entry.path), entry.tag) for entry in versions
        ]
        jobs += _family_jobs(sorted(shown, key=lambda entry: entry.path), set(paths), counts, config)
    return jobs, alone


def is_excluded(path: str, config: Config) -> bool:
    """Whether the configuration excludes the file."""
    if not config.exclude:
        return False
    name = relative_to_root(config.root, path)
    return any(fits(name, pattern) for pattern in config.exclude)


def _listing(folder: str) -> tuple[str, ...]:
    try:
        return tuple(sorted(os.listdir(folder or ".")))
    except OSError:
        return ()


def _is_bilingual(family: _Family) -> bool:
    return len({base(version.tag) for version in family[1]}) > 1


def _family_jobs(
    versions: Sequence[_Version], given: set[str], counts: Counter[str], config: Config
) -> list[Job]:
    def distance(version: _Version) -> tuple[object, ...]:
        """How little speaks for a file being the source."""
        language = base(version.tag)
        wanted = base(config.source_language)
        return (
            wanted != language if wanted else False,
            bool(language),
            -counts[language],
            language == "en",
            version.path,
        )

    source = min(versions, key=distance)
    targets = [
        version
        for version in versions
        if base(version.tag) != base(source.tag) and (source.path in given or version.path in given)
    ]
    wanted = [version for version in targets if base(version.tag) == base(config.target_language)]
    return [
        Job("two-files", (source.path, target.path), source.tag or config.source_language, target.tag)
        for target in wanted or targets
    ]


def _families(path: str, listing: _Listing, config: Config) -> Iterator[_Family]:
    """The families the file may belong to, likelier ones first."""
    folder, name = os.path.split(path)
    stem, extension = os.path.splitext(name)
    for before, after in _places_in_name(stem, extension):
        yield (
            f"{folder}\0{before}\0{after}",
            [
                version
                for version in _named(folder, before, after, listing)
                if not is_excluded(version.path, config)
            ],
        )
    parts = folder.split(os.sep)
    for index in range(len(parts) - 1, -1, -1):
        if language_tag(parts[index]):
            above, below = os.sep.join(parts[:index]), os.path.join(*parts[index + 1 :], name)
            candidates = [
                _Version(os.path.join(above or os.sep * (index > 0), entry, below), tag)
                for entry in listing(above or (os.sep if index else ""))
                if (tag := language_tag(entry))
            ]
            yield (
                f"{above}\0\0{below}",
                [
                    version
                    for version in candidates
                    if os.path.isfile(version.path) and not is_excluded(version.path, config)
                ],
            )


def _places_in_name(stem: str, extension: str) -> Iterator[tuple[str, str]]:
    """What stands before and after a language's tag in a file's name; for a name that bears none, where one
    might stand.
    """
    if language_tag(stem):
        yield "", extension
        return
    suffix, prefix = _SUFFIX.fullmatch(stem), _PREFIX.fullmatch(stem)
    if suffix and language_tag(suffix[3]):
        yield suffix[1] + suffix[2], extension
    if prefix and language_tag(prefix[1]):
        yield "", prefix[2] + prefix[3] + extension
    for separator in "._-":
        yield stem + separator, extension


def _named(folder: str, before: str, after: str, listing: _Listing) -> Iterator[_Version]:
    """The files named with a tag between `before` and `after`, and the one without a tag."""
    for name in listing(folder):
        if name.startswith(before) and name.endswith(after) and len(name) > len(before) + len(after):
            tag = language_tag(name[len(before) : len(name) - len(after)])
            if tag:
                yield _Version(os.path.join(folder, name), tag)
    unmarked = before[:-1] + after if before else after[1:]
    if unmarked != after and unmarked in listing(folder):
        yield _Version(os.path.join(folder, unmarked), "")
