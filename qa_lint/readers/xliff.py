"""Reads XLIFF: versions 1.0 to 1.2, with what translation tools add to them, and 2.0 and later.

https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html, https://docs.oasis-open.org/xliff/xliff-core/v2.1/
"""

import os
import re
from collections.abc import Iterator

from qa_lint.config import Config
from qa_lint.model import Document
from qa_lint.readers import Job, xliff1, xliff2
from qa_lint.readers.parts import Entry, documents
from qa_lint.readers.xml import Event, events, root
from qa_lint.textfile import TextError, read_head

_TEXTS = ("source", "seg-source", "target", "note")
_VERSIONS = {"1": xliff1.entries, "2": xliff2.entries}
_HEAD = 200_000
_TARGET = re.compile(r"""<(?:[\w.-]+:)?target\b|\b(?:target-language|trgLang)\s*=\s*["']\w""")


def read(job: Job, config: Config) -> Iterator[Document]:
    """The documents in the job's one file. Raises `TextError`."""
    path = job.paths[0]
    yield from documents(path, _entries(path, config))


def is_bilingual(path: str, _config: Config) -> bool:
    """Whether the file names a language to translate to or holds a translation, as its beginning tells.

    A template as `messages.xlf` does not. A file that cannot be read counts as one that does.
    """
    try:
        return os.path.getsize(path) > _HEAD or bool(_TARGET.search(read_head(path, _HEAD)))
    except (TextError, OSError):
        return True


def _entries(path: str, config: Config) -> Iterator[Entry]:
    stream: Iterator[Event] = events(path, _TEXTS)
    attributes, line = root(stream, path, "xliff", "XLIFF")
    version = attributes.get("version", "1.2")
    if version[:1] not in _VERSIONS:
        raise TextError(f"XLIFF of version '{version}' cannot be read; known are 1.0 to 2.2", line, path)
    yield from _VERSIONS[version[:1]](path, stream, attributes, config)
