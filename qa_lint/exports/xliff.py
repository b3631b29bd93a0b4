"""XLIFF 1.2, https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html, which more tools read than 2.0."""

from collections.abc import Iterator

from qa_lint.exports.markup import HEAD, language
from qa_lint.model import Document
from qa_lint.xml_text import attribute, text


def write(document: Document, _level: str) -> Iterator[str]:
    """One unit a pair, in the order of the document. A source without a translation is marked as new."""
    yield HEAD
    yield '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
    yield (
        f'  <file original={attribute(_original(document))} datatype="plaintext"'
        f" source-language={attribute(language(document.source_language))}"
        f" target-language={attribute(language(document.target_language))}>\n    <body>\n"
    )
    for number, pair in enumerate(document.pairs, 1):
        state = "" if pair.target.text else ' state="new"'
        yield (
            f'      <trans-unit id="{number}" xml:space="preserve">'
            f"<source>{text(pair.source.text)}</source><target{state}>{text(pair.target.text)}</target></trans-unit>\n"
        )
    yield "    </body>\n  </file>\n</xliff>\n"


def _original(document: Document) -> str:
    """The source file."""
    return document.pairs[0].source.path if document.pairs else document.path
