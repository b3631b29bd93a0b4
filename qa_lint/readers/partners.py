"""Which files are one document in several languages, by their paths."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from qa_lint.config import Config, fits, relative_to_root
from qa_lint.languages import base, is_known
from qa_lint.readers import Job
from qa_lint.readers.formats import format_of
from qa_lint.readers.layouts import KNOWN, Found, Listing, versions
from qa_lint.readers.tags import language_tag

_SUFFIX = re.compile(r"(.+?)([._-])([A-Za-z]{2}(?:[-_][A-Za-z0-9]{2,4}){0,2})")
_PREFIX = re.compile(r"([A-Za-z]{2}(?:[-_][A-Za-z0-9]{2,4}){0,2}?)([._-])(.+)")
# Countries that many take for languages in the names of files, as in `README_CN.md`.
_COUNTRIES = {"cn": "zh-CN", "tw": "zh-TW", "hk": "zh-HK", "jp": "ja", "kr": "ko"}
# Folders that hold one folder a language, beside the texts in the language of the sources.
_CONTAINERS = ("i18n", "l10n", "locales", "locale", "lang", "langs", "languages", "translations")

_Family = tuple[str, list[Found]]
"""The files of one document, and what their paths have in common."""


def paired(paths: Sequence[str], config: Config) -> tuple[list[Job], list[str]]:
    """The jobs for two files each, where there is one in another language, given or beside it; and the files
    without one.
    """
    jobs: list[Job] = []
    alone: list[str] = []
    families: dict[str, list[Found]] = {}
    given = {os.path.normpath(path): path for path in paths}
    files = _Files()
    for path in paths:
        entry = format_of(path)
        family_found = next(_families(path, files, config), None) if entry and entry.extract else None
        if family_found:
            families.setdefault(*family_found)
        else:
            alone.append(path)
    # One without a tag is the source; zh-CN and zh-TW are two translations, not twice as much of a source.
    counts = Counter(
        language
        for family in families.values()
        if all(version.tag for version in family)
        for language in {base(version.tag) for version in family}
    )
    for found in families.values():
        shown = [Found(given.get(os.path.normpath(entry.path), entry.path), entry.tag) for entry in found]
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


def _family_jobs(
    versions: Sequence[Found], given: set[str], counts: Counter[str], config: Config
) -> list[Job]:
    def distance(version: Found) -> tuple[object, ...]:
        """How little speaks for a file being the source."""
        language = base(version.tag)
        wanted = base(config.source_language)
        entry = format_of(version.path)
        usual = entry.usual_source if entry else ""
        return (
            wanted != language if wanted else False,
            bool(language),
            -counts[language],
            language != usual,
            language == (entry.usual_target if entry else ""),
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


def _families(path: str, files: "_Files", config: Config) -> Iterator[_Family]:
    """The families the file may belong to, likelier ones first."""
    for family, found in _candidates(path, files, config):
        kept = [version for version in found if not is_excluded(version.path, config)]
        if len({base(version.tag) for version in kept}) > 1:
            yield family, kept


def _candidates(path: str, files: "_Files", config: Config) -> Iterator[_Family]:
    name = relative_to_root(config.root, path)
    top = path.removesuffix(name) if path.endswith(name) else str(config.root)
    for number, layout in enumerate((*config.layouts, *KNOWN)):
        for found in versions(name, layout, top, files.listing):
            yield f"{number}\0{found[0].path}", found
    folder, name = os.path.split(path)
    for place in files.places(name):
        before, after = place
        yield f"{folder}\0{before}\0{after}", files.named(folder, place)
    yield from _by_folders(folder, name, files)


def _by_folders(folder: str, name: str, files: "_Files") -> Iterator[_Family]:
    """`docs/en/x.md` and `docs/zh/x.md`; `docs/x.md` and `docs/zh/x.md` or `docs/i18n/zh/x.md`."""
    parts = folder.split(os.sep) if folder else []
    for index in range(len(parts) - 1, -1, -1):
        if language_tag(parts[index]):
            above = parts[:index]
            container = above[-1] if above and above[-1] in _CONTAINERS else ""
            below = os.path.join(*parts[index + 1 :], name)
            yield _in_folders(above[: len(above) - bool(container)], container, below, files)
    if any(map(language_tag, parts)):
        return
    for index in range(len(parts), -1, -1):
        for container in ("", *_CONTAINERS):
            if not container or container in files.listing(os.sep.join(parts[:index])):
                yield _in_folders(parts[:index], container, os.path.join(*parts[index:], name), files)


def _in_folders(above: Sequence[str], container: str, below: str, files: "_Files") -> _Family:
    """The versions of `below` in folders of languages, and the one beside these, if it is of a known
    language's.
    """
    top = os.sep.join(above) or (os.sep if above else "")
    folder = os.path.join(top, container)
    found = [
        Found(path, tag)
        for entry in files.listing(folder)
        if (tag := language_tag(entry)) and os.path.isfile(path := os.path.join(folder, entry, below))
    ]
    unmarked = os.path.join(top, below)
    # A folder `ts` or `ml` is no language's, unless there is one of another language beside it.
    if any(is_known(version.tag) for version in found) and os.path.isfile(unmarked):
        found.append(Found(unmarked, ""))
    return f"{top}\0{container}\0\0{below}", found


class _Files:
    """The files there are, each folder looked at once."""

    def __init__(self) -> None:
        self.listing: Listing = lru_cache(maxsize=None)(_listing)
        self._indexed = lru_cache(maxsize=None)(self._index)

    def places(self, name: str) -> Iterator[tuple[str, str]]:
        """What stands before and after a language's tag in a file's name; for a name that bears none, where
        one might stand.
        """
        marked = [place for place, _ in _marked(name)]
        yield from marked
        stem, extension = os.path.splitext(name)
        if not any(not before for before, _ in marked):
            yield from ((stem + separator, extension) for separator in "._-")

    def named(self, folder: str, place: tuple[str, str]) -> list[Found]:
        """The files of a folder named with a tag at `place`, and the one without a tag."""
        before, after = place
        found = list(self._indexed(folder).get(place, ()))
        unmarked = before[:-1] + after if before else after[1:]
        if unmarked != after and unmarked in self._names(folder):
            found.append(Found(os.path.join(folder, unmarked), ""))
        return found

    def _names(self, folder: str) -> frozenset[str]:
        return frozenset(self.listing(folder))

    def _index(self, folder: str) -> dict[tuple[str, str], list[Found]]:
        index: dict[tuple[str, str], list[Found]] = {}
        for name in self.listing(folder):
            for place, tag in _marked(name):
                index.setdefault(place, []).append(Found(os.path.join(folder, name), tag))
        return index


def _marked(name: str) -> list[tuple[tuple[str, str], str]]:
    """The places in a file's name where a tag stands: what is before and after it, and the tag."""
    stem, extension = os.path.splitext(name)
    if tag := language_tag(stem):
        return [(("", extension), tag)]
    found = []
    suffix, prefix = _SUFFIX.fullmatch(stem), _PREFIX.fullmatch(stem)
    if suffix and (tag := _tag(suffix[3])):
        found.append(((suffix[1] + suffix[2], extension), tag))
    if prefix and (tag := _tag(prefix[1])):
        found.append((("", prefix[2] + prefix[3] + extension), tag))
    return found


def _tag(token: str) -> str:
    return _COUNTRIES.get(token.lower(), "") or language_tag(token)
