"""Reads TTX, the bilingual files of Trados TagEditor."""

from collections.abc import Iterator

from qa_lint.config import Config
from qa_lint.model import Document, Pair
from qa_lint.readers import Job
from qa_lint.readers.inline import Content, content, is_empty
from qa_lint.readers.parts import Entry, documents
from qa_lint.readers.tags import declared
from qa_lint.readers.xml import Event, events, root, skip


def read(job: Job, config: Config) -> Iterator[Document]:
    """The documents in the job's one file. Raises `TextError`."""
    path = job.paths[0]
    yield from documents(path, _entries(path, config))


def _entries(path: str, config: Config) -> Iterator[Entry]:
    stream = events(path, ("Tuv",))
    root(stream, path, "TRADOStag", "TTX")
    languages = config.source_language, config.target_language
    number = 0
    for kind, name, attributes, line, column in stream:
        if name == "UserSettings" and kind == "start":
            languages = (
                declared(attributes.get("SourceLanguage", ""), languages[0]),
                declared(attributes.get("TargetLanguage", ""), languages[1]),
            )
        elif name == "Tu" and kind == "start":
            number += 1
            sides = list(_sides(stream)) or [Content(line, column)]
            target = sides[1] if len(sides) > 1 else Content(sides[0].line, sides[0].column)
            unit = str(number)
            pair = Pair(sides[0].whole(languages[0], path, unit), target.whole(languages[1], path, unit))
            if not is_empty(pair):
                yield pair


def _sides(stream: Iterator[Event]) -> Iterator[Content]:
    """The texts of a unit: the source comes first."""
    for kind, name, _, line, column in stream:
        if kind == "end":
            return
        if name == "Tuv":
            yield content(stream, line, column)
        else:
            skip(stream)
