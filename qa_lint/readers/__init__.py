"""The readers, one module each, and the registry that names them.

A reader turns the files of one job into documents, `read(job, config) -> Iterator[Document]`, and raises
`TextError` if it cannot; problems that leave the rest readable stand in the document. Readers are imported
when a job needs them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from qa_lint.config import Config
from qa_lint.model import Document, Problem
from qa_lint.readers.blocks import Text
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
    "interleaved": "qa_lint.readers.interleaved:read",
    "one-file": "qa_lint.readers.one_file:read",
    "po": "qa_lint.readers.po:read",
    "table": "qa_lint.readers.table:read",
    "tmx": "qa_lint.readers.tmx:read",
    "ttx": "qa_lint.readers.ttx:read",
    "two-files": "qa_lint.readers.two_files:read",
    "xcstrings": "qa_lint.readers.xcstrings:read",
    "txml": "qa_lint.readers.txml:read",
    "xliff": "qa_lint.readers.xliff:read",
}


@dataclass(frozen=True, slots=True)
class Format:
    """A format, and how its files are read.

    `reader` reads a file that holds both sides, empty if none can. `extract` (`module:function`) reads a file
    that holds one side, `extract(path) -> Text`, empty if none can: two such files, paired by their paths,
    are read by the reader `two-files`. A file of a format with neither holds nothing to check. `probe`
    (`module:function`), `probe(path, config) -> bool`, tells whether a file met in a folder holds both sides,
    for formats that hold other things too.
    `is_prose` says that a file of the format without a partner is most likely a text, so that it is told that
    it was not checked.
    """

    name: str
    endings: tuple[str, ...]
    reader: str = ""
    extract: str = ""
    probe: str = ""
    is_prose: bool = False


FORMATS: tuple[Format, ...] = (
    Format("text", (".txt",), reader="interleaved", extract="qa_lint.readers.lines:extract"),
    Format("table", (".tsv", ".csv"), reader="table", probe="qa_lint.readers.table:is_bilingual"),
    Format(
        "markdown",
        (".md", ".markdown", ".mdx"),
        extract="qa_lint.readers.markdown:extract",
        is_prose=True,
    ),
    Format("restructuredtext", (".rst",), extract="qa_lint.readers.rst:extract", is_prose=True),
    Format("asciidoc", (".adoc", ".asciidoc"), extract="qa_lint.readers.asciidoc:extract", is_prose=True),
    Format("html", (".html", ".htm", ".xhtml"), extract="qa_lint.readers.html:extract", is_prose=True),
    Format("subtitles", (".srt", ".vtt"), extract="qa_lint.readers.subtitles:extract", is_prose=True),
    Format("PO file", (".po",), reader="po"),
    Format("PO template", (".pot",)),
    Format("JSON strings", (".json", ".arb"), extract="qa_lint.readers.strings_json:extract"),
    Format("properties", (".properties",), extract="qa_lint.readers.strings_properties:extract"),
    Format("Apple strings", (".strings",), extract="qa_lint.readers.strings_apple:extract"),
    Format("Apple plurals", (".stringsdict",), extract="qa_lint.readers.strings_apple:extract_plurals"),
    Format("string catalog", (".xcstrings",), reader="xcstrings"),
    Format("Android strings", (".xml",), extract="qa_lint.readers.strings_android:extract"),
    Format("YAML strings", (".yml", ".yaml"), extract="qa_lint.readers.strings_yaml:extract"),
    Format("Fluent", (".ftl",), extract="qa_lint.readers.strings_fluent:extract"),
    Format("translation memory", (".tmx",), reader="tmx"),
    Format("TTX file", (".ttx",), reader="ttx"),
    Format("TXML file", (".txml",), reader="txml"),
    Format(
        "XLIFF file",
        (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".txlf"),
        reader="xliff",
        probe="qa_lint.readers.xliff:is_bilingual",
    ),
)
ENDINGS: tuple[str, ...] = tuple(ending for entry in FORMATS for ending in entry.endings)


def format_of(path: str) -> Format | None:
    """The format of a file by the ending of its name; none for one that cannot be read."""
    name = path.lower()
    fitting = [(ending, entry) for entry in FORMATS for ending in entry.endings if name.endswith(ending)]
    return max(fitting, key=lambda item: len(item[0]))[1] if fitting else None


def probe(entry: Format, path: str, config: Config) -> bool:
    """Whether the file holds both sides, as the probe of its format tells."""
    tells: Callable[[str, Config], bool] = load({entry.name: entry.probe}, entry.name)
    return tells(path, config)


def extract(path: str) -> Text:
    """What the file in one language holds. Raises `TextError`."""
    entry = format_of(path)
    if entry is None or not entry.extract:
        raise TextError("the file is of no kind that holds a text in one language", path=path)
    function: Callable[[str], Text] = load({entry.name: entry.extract}, entry.name)
    return function(path)


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
            yield from load_reader(job.reader)(job, config)
        except TextError as error:
            problems.append(Problem(error.path or job.paths[0], error.message, error.line))
