"""The formats there are, by the endings of file names, and what reads each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A format, and how its files are read.

    `reader` reads a file that holds both sides, empty if none can. `extract` (`module:function`) reads a file
    that holds one side, `extract(path) -> Text`, empty if none can: two such files, paired by their paths,
    are read by the reader `two-files`. A file of a format with neither holds nothing to check. `probe`
    (`module:function`), `probe(path, config) -> bool`, tells whether a file met in a folder holds both sides,
    for formats that hold other things too.
    `is_prose` says that a file of the format without a partner is most likely a text, so that it is told that
    it was not checked. `usual_source` and `usual_target` are the languages that most sources and translations
    of the format are in, where nothing else tells which of two files is the source.
    """

    name: str
    endings: tuple[str, ...]
    reader: str = ""
    extract: str = ""
    probe: str = ""
    is_prose: bool = False
    usual_source: str = ""
    usual_target: str = ""


_INTERLEAVED = "qa_lint.readers.interleaved"


def _bilingual(name: str, *endings: str, reader: str, probe: str = "") -> Format:
    return Format(name, endings, reader=reader, probe=f"qa_lint.readers.{probe}" if probe else "")


def _markup(name: str, *endings: str, module: str) -> Format:
    extract = f"qa_lint.readers.{module}:extract"
    return Format(
        name,
        endings,
        "interleaved",
        extract,
        f"{_INTERLEAVED}:is_bilingual",
        is_prose=True,
        usual_source="en",
    )


def _strings(name: str, *endings: str, extract: str) -> Format:
    return Format(name, endings, extract=f"qa_lint.readers.strings_{extract}", usual_source="en")


_TEXT = "qa_lint.readers.lines:extract"
_WORD = "qa_lint.readers.office.docx"
_SLIDES = "qa_lint.readers.office.pptx:extract"
_CUES = "qa_lint.readers.subtitles:extract"

FORMATS: tuple[Format, ...] = (
    Format("text", (".txt",), reader="interleaved", extract=_TEXT, usual_target="en"),
    _bilingual("table", ".tsv", ".csv", reader="table", probe="table:is_bilingual"),
    _bilingual(
        "XLIFF file", ".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".txlf",
        reader="xliff", probe="xliff:is_bilingual",
    ),
    _bilingual("translation memory", ".tmx", reader="tmx"),
    _bilingual("TTX file", ".ttx", reader="ttx"),
    _bilingual("TXML file", ".txml", reader="txml"),
    _bilingual("PO file", ".po", reader="po"),
    Format("PO template", (".pot",)),
    _strings("JSON strings", ".json", ".arb", extract="json:extract"),
    _strings("YAML strings", ".yml", ".yaml", extract="yaml:extract"),
    _strings("properties", ".properties", extract="properties:extract"),
    _strings("Android strings", ".xml", extract="android:extract"),
    _strings("Apple strings", ".strings", extract="apple:extract"),
    _strings("Apple plurals", ".stringsdict", extract="apple:extract_plurals"),
    _bilingual("string catalog", ".xcstrings", reader="xcstrings"),
    _strings("Fluent", ".ftl", extract="fluent:extract"),
    Format(
        "Word document", (".docx", ".docm"),
        reader="docx", extract=f"{_WORD}:extract", probe=f"{_WORD}:is_bilingual", is_prose=True,
        usual_target="en",
    ),
    _bilingual("workbook", ".xlsx", ".xlsm", reader="xlsx", probe="office.xlsx:is_bilingual"),
    Format("presentation", (".pptx",), extract=_SLIDES, is_prose=True, usual_target="en"),
    _markup("Markdown", ".md", ".markdown", ".mdx", module="markdown"),
    _markup("reStructuredText", ".rst", module="rst"),
    _markup("AsciiDoc", ".adoc", ".asciidoc", module="asciidoc"),
    _markup("HTML", ".html", ".htm", ".xhtml", module="html"),
    Format("subtitles", (".srt", ".vtt"), extract=_CUES, is_prose=True),
)  # fmt: skip
ENDINGS: tuple[str, ...] = tuple(ending for entry in FORMATS for ending in entry.endings)


def format_of(path: str) -> Format | None:
    """The format of a file by the ending of its name; none for one that cannot be read."""
    name = path.lower()
    fitting = [(ending, entry) for entry in FORMATS for ending in entry.endings if name.endswith(ending)]
    return max(fitting, key=lambda item: len(item[0]))[1] if fitting else None
