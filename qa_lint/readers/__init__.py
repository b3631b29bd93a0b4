"""The readers, one module each, and the registry that names them.

A reader turns the files of one job into documents, `read(job, config) -> Iterator[Document]`, and raises
`TextError` if it cannot; problems that leave the rest readable stand in the document. Readers are imported
when a job needs them.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from qa_lint.config import Config
from qa_lint.model import Document, Problem
from qa_lint.readers.blocks import Text
from qa_lint.readers.formats import Format, format_of
from qa_lint.registry import load
from qa_lint.textfile import TextError


@dataclass(frozen=True, slots=True)
class Job:
    """Files to be read as one document, and by which reader: one file, or the source file and the target
    file.

    The paths are as shown to the user. The languages are BCP 47 tags, empty where the reader has to find them
    out.
    """

    reader: str
    paths: tuple[str, ...]
    source_language: str
    target_language: str


Reader = Callable[[Job, Config], Iterator[Document]]

REGISTRY: dict[str, str] = {
    "docx": "qa_lint.readers.office.docx:read",
    "interleaved": "qa_lint.readers.interleaved:read",
    "po": "qa_lint.readers.po:read",
    "table": "qa_lint.readers.table:read",
    "tmx": "qa_lint.readers.tmx:read",
    "ttx": "qa_lint.readers.ttx:read",
    "two-files": "qa_lint.readers.two_files:read",
    "txml": "qa_lint.readers.txml:read",
    "xliff": "qa_lint.readers.xliff:read",
    "xcstrings": "qa_lint.readers.xcstrings:read",
    "xlsx": "qa_lint.readers.office.xlsx:read",
}


def probe(entry: Format, path: str, config: Config) -> bool:
    """Whether the file holds both sides, as the probe of its format tells."""
    tells: Callable[[str, Config], bool] = load({entry.name: entry.probe}, entry.name)
    return tells(path, config)


def extract(path: str) -> Text:
    """What the file in one language holds. Raises `TextError`, with the path."""
    entry = format_of(path)
    if entry is None or not entry.extract:
        raise TextError("the file is of no kind that holds a text in one language", path=path)
    _refuse_devices(path)
    function: Callable[[str], Text] = load({entry.name: entry.extract}, entry.name)
    try:
        return function(path)
    except TextError as error:
        raise TextError(error.message, error.line, path) from None


def load_reader(name: str) -> Reader:
    """The reader called `name`. Raises `KeyError` for a name that is not registered."""
    reader: Reader = load(REGISTRY, name)
    return reader


def read_all(jobs: Iterable[Job], config: Config, problems: list[Problem]) -> Iterator[Document]:
    """The documents of all `jobs`, in order.

    What cannot be read is added to `problems`, and the rest is read.
    """
    for job in jobs:
        try:
            _refuse_devices(*job.paths)
            yield from load_reader(job.reader)(job, config)
        except TextError as error:
            problems.append(Problem(error.path or job.paths[0], error.message, error.line))


def _refuse_devices(*paths: str) -> None:
    """Raises `TextError` for what is no file: opening a named pipe would wait for ever, and some devices have
    no end."""
    for path in paths:
        if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):
            raise TextError("cannot be read: not a regular file", path=path)
