"""Translation memories: TMX 1.4b, https://www.gala-global.org/tmx-14b."""

from collections.abc import Iterator

from qa_lint import __version__
from qa_lint.exports.markup import HEAD, language, place
from qa_lint.model import Document, Segment
from qa_lint.xml_text import attribute, text


def write(document: Document, level: str) -> Iterator[str]:
    """One unit a pair, with where its sides stand."""
    yield HEAD
    yield '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    yield (
        f'  <header creationtool="qa-lint" creationtoolversion="{__version__}" segtype="{level}"'
        f' o-tmf="qa-lint" adminlang="en" srclang={attribute(language(document.source_language))}'
        ' datatype="plaintext"/>\n  <body>\n'
    )
    for pair in document.pairs:
        yield f"    <tu>\n{_variant(pair.source)}{_variant(pair.target)}    </tu>\n"
    yield "  </body>\n</tmx>\n"


def _variant(segment: Segment) -> str:
    return (
        f"      <tuv xml:lang={attribute(language(segment.language))}>"
        f'<prop type="x-place">{text(place(segment))}</prop><seg>{text(segment.text)}</seg></tuv>\n'
    )
