"""Office documents made for tests, part by part."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from qa_lint.config import Config
from qa_lint.model import Document
from qa_lint.readers import Job, load_reader
from qa_lint.readers.formats import format_of

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def relations(targets: Mapping[str, str]) -> str:
    """The XML of relations to `targets`, which are by their types."""
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{_TYPES}{type_}" Target="{target}"/>'
        for number, (type_, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{entries}</Relationships>'


def word(path: Path, body: str, **parts: str) -> str:
    """A Word document with the XML `body`; `parts` are what is in `footnotes`, `endnotes`, `styles` and so
    on, which have the ids `rId1`, `rId2` … in this order.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relations({"officeDocument": "word/document.xml"}))
        archive.writestr(
            "word/document.xml", f"<w:document {_WORD} {_MORE}><w:body>{body}</w:body></w:document>"
        )
        targets = {name: f"{name}.xml" for name in parts}
        archive.writestr("word/_rels/document.xml.rels", relations(targets))
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {_WORD} {_MORE}>{content}</w:{name}>")
    return str(path)


def run(text: str, properties: str = "") -> str:
    """The XML of a run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*contents: str, properties: str = "") -> str:
    """The XML of a paragraph: of texts, and of XML as it is where it begins with `<`."""
    inner = "".join(content if content.startswith("<") else run(content) for content in contents)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """The XML of a table; a cell that begins with `<` is XML."""
    return (
        "<w:tbl>"
        + "".join(
            "<w:tr>"
            + "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row)
            + "</w:tr>"
            for row in rows
        )
        + "</w:tbl>"
    )


def documents(path: str, **settings: object) -> list[Document]:
    """What the reader of the file's format makes of it."""
    entry = format_of(path)
    assert entry
    config = Config(root=Path(), rules={}, **settings)  # type: ignore[arg-type]
    return list(load_reader(entry.reader)(Job(entry.reader, (path,), "", ""), config))


def texts(document: Document) -> list[tuple[str, str]]:
    """The texts of the pairs."""
    return [(pair.source.text, pair.target.text) for pair in document.pairs]
