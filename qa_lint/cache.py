"""Results kept from one run to the next, in the user's folder for caches.

The folder is not in the repository: what is kept decides what is reported, so nobody who sends a change may
bring it along. An entry is named by a digest of all that it depends on, and holds plain data, with a digest
of that. What is damaged is passed over, and written anew.
"""

import contextlib
import errno
import hashlib
import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from hashlib import blake2b
from pathlib import Path
from typing import Any

from qa_lint import __version__
from qa_lint.config import Config
from qa_lint.data import cache_folder, data_folder
from qa_lint.files import written_aside
from qa_lint.packing import PackError, pack, unpack

MAX_BYTES = 200_000_000
MAX_DAYS = 30
_DAY = 86_400
# Of what stands in an entry: to be changed with the types that are kept.
_MAGIC = b"qa-lint cache 1\n"
_DIGEST = 16
_SUFFIX = ".entry"
# What of the settings has no bearing on what is found in a document, or is looked into.
_IDLE = {
    "root",
    "rules",
    "glossaries",
    "fail_on",
    "outdated",
    "baseline",
    "require_reasons",
    "file",
    "origins",
}


@dataclass(frozen=True, slots=True)
class Cache:
    """The folder of the entries, and a digest of all that they have in common in this run: programs and
    settings."""

    folder: Path
    common: bytes


def open_cache(config: Config, glossaries: Iterable[Any]) -> Cache | None:
    """The cache for a run with these settings, references read, and these glossaries, as the settings name
    them; none if its folder cannot be used, or belongs to somebody else, as under sudo."""
    try:
        folder = cache_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
            return None
    except (OSError, RuntimeError):  # the latter where there is no home
        return None
    return Cache(folder, digest(*_programs(), *_settings(config), *_glossaries(glossaries)))


def digest(*parts: object) -> bytes:
    """A digest of `parts`, of which all but bytes are taken as they are written in Python."""
    result = blake2b(digest_size=_DIGEST)
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass")
        result.update(len(data).to_bytes(8, "big"))
        result.update(data)
    return result.digest()


def file_digest(path: str) -> bytes:
    """A digest of the content of the file at `path`. Raises `OSError`."""
    if not os.path.isfile(path):  # a named pipe would be waited for, and some devices have no end
        raise OSError(errno.EINVAL, "not a regular file", path)
    with open(path, "rb") as file:
        return hashlib.file_digest(file, lambda: blake2b(digest_size=_DIGEST)).digest()


def load(cache: Cache, key: bytes, kind: Any) -> Any | None:
    """What is kept under `key`, of the type `kind`; `None` if there is nothing, or nothing sound."""
    path = _path(cache, key)
    try:
        with open(path, "rb") as file:
            data = file.read()
            if time.time() - os.fstat(file.fileno()).st_mtime > _DAY:
                os.utime(path)  # the time of last use, to a day
    except OSError:
        return None
    start = len(_MAGIC) + _DIGEST
    content = memoryview(data)[start:]
    if data[:start] != _MAGIC + blake2b(content, digest_size=_DIGEST, key=key).digest():
        return None
    try:
        return unpack(kind, bytes(content))
    except PackError:
        return None


def store(cache: Cache, key: bytes, value: object) -> bool:
    """Keeps `value` under `key`, if it can be; a cache that cannot be written to is none, and no fault."""
    path = _path(cache, key)
    with contextlib.suppress(OSError, PackError):
        content = pack(value)
        if len(content) > MAX_BYTES // 4:  # would drive out all others
            return False
        path.parent.mkdir(exist_ok=True)
        with written_aside(path) as aside:
            aside.write_bytes(_MAGIC + blake2b(content, digest_size=_DIGEST, key=key).digest() + content)
        return True
    return False


def _path(cache: Cache, key: bytes) -> Path:
    name = digest(cache.common, key).hex()
    return cache.folder / name[:2] / (name[2:] + _SUFFIX)


def prune(cache: Cache) -> None:
    """Once a day, removes what was not used for `MAX_DAYS`, and the oldest of more than `MAX_BYTES`."""
    stamp = cache.folder / "pruned"
    now = time.time()
    with contextlib.suppress(OSError):
        if stamp.exists() and now - stamp.stat().st_mtime < _DAY:
            return
        stamp.touch()
        size = 0
        for used, bytes_, path in sorted(_entries(cache.folder), reverse=True):
            size += bytes_
            is_left_over = path.suffix == ".tmp" and now - used > _DAY
            if is_left_over or size > MAX_BYTES or now - used > MAX_DAYS * _DAY:
                path.unlink(missing_ok=True)


def clear() -> int:
    """Removes all entries; gives their number. Raises `OSError`."""
    paths = [path for _, _, path in _entries(cache_folder())]
    for path in paths:
        path.unlink(missing_ok=True)
    return len(paths)


def _entries(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """The time of last use, the size and the path of each entry, and of what was left half written."""
    for path in [*folder.glob(f"*/*{_SUFFIX}"), *folder.glob("**/*.tmp"), *folder.glob("*.words")]:
        with contextlib.suppress(OSError):
            status = path.stat()
            yield status.st_mtime, status.st_size, path


def _programs() -> Iterator[object]:
    """What runs: Python, qa-lint and the libraries installed."""
    yield __version__, sys.version, sys.byteorder
    if (
        data_folder("rules").parent / "pyproject.toml"
    ).exists():  # a checkout, which changes between versions
        for folder in (Path(__file__).parent, data_folder("rules")):
            yield sorted(_stamps(str(folder)))
    for folder in map(Path, sys.path):
        with contextlib.suppress(OSError):
            yield sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))


def _stamps(folder: str) -> Iterator[tuple[str, int, int]]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _stamps(entry.path)
        else:
            status = entry.stat()
            yield entry.path, status.st_size, status.st_mtime_ns


def _settings(config: Config) -> Iterator[object]:
    for rule in config.rules.values():
        yield rule.id, rule.check, rule.severity, sorted(rule.options.items())
    yield {field.name: getattr(config, field.name) for field in fields(config) if field.name not in _IDLE}


def _glossaries(items: Iterable[Any]) -> Iterator[object]:
    for item in items:
        yield item
        if isinstance(item, str):
            with contextlib.suppress(OSError):
                yield file_digest(item)
