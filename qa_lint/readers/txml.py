"""Reads TXML, the bilingual files of Wordfast Pro."""

from collections.abc import Iterator

from qa_lint.config import Config
from qa_lint.model import Document, Pair
from qa_lint.readers import Job
from qa_lint.readers.inline import Content, content, is_empty
from qa_lint.readers.parts import Entry, documents
from qa_lint.readers.tags import declared
from qa_lint.readers.xml import Event, events, root, skip

_SIDES = ("source", "target")


def read(job: Job, config: Config) -> Iterator[Document]:
    """The documents in the job's one file. Raises `TextError`."""
    path = job.paths[0]
    yield from documents(path, _entries(path, config))


def _entries(path: str, config: Config) -> Iterator[Entry]:
    stream = events(path, _SIDES)
    attributes, _ = root(stream, path, "txml", "TXML")
    languages = (
        declared(attributes.get("locale", ""), config.source_language),
        declared(attributes.get("targetlocale", ""), config.target_language),
    )
    block = ""
    for kind, name, attributes, line, column in stream:
        if kind == "end":
            continue
        if name == "translatable":
            block = attributes.get("blockId", "")
        elif name == "segment":
            unit = f"{block}/{attributes.get('segmentId', '')}"
            sides = _sides(stream)
            source = sides.get("source") or Content(line, column)
            target = sides.get("target") or Content(source.line, source.column)
            pair = Pair(source.whole(languages[0], path, unit), target.whole(languages[1], path, unit))
            if not is_empty(pair):
                yield pair
        else:
            skip(stream)


def _sides(stream: Iterator[Event]) -> dict[str, Content]:
    """The texts of a segment."""
    found = {}
    for kind, name, _, line, column in stream:
        if kind == "end":
            break
        if name in _SIDES:
            found[name] = content(stream, line, column)
        else:
            skip(stream)
    return found
