"""XML as a stream of events, each with its place in the file; whatever the size, little is held in memory.

By expat of the standard library (https://libexpat.github.io), which alone tells the line and the column of
each piece of text. Documents are not trusted: a file that declares or uses entities of its own is refused,
and nothing is fetched.
"""

import codecs
import re
from collections.abc import Collection, Iterator
from typing import Any, BinaryIO, Literal
from xml.parsers import expat

from qa_lint.encodings import BOMS, codec
from qa_lint.textfile import TextError, opened

Event = tuple[Literal["start", "end", "text"], str, dict[str, str], int, int]
"""What it is; the name without its prefix, or the text; attributes by name (with prefix, as `xml:lang`); line
and column, from 1. A piece of text stands in the file character by character: a reference as `&amp;` is a
piece of its own.
"""

_CHUNK = 1 << 16
_HEAD = 400
# A tag, a comment or an attribute is read as a whole, however long it is; base64 in an attribute is.
_MAX_TAG = 50_000_000
# How files in UTF-16 begin that have no byte order mark.
_UNMARKED = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
# Files that call themselves GB2312 use characters of its successors too.
_SUCCESSORS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "iso8859-1": "cp1252"}


def events(path: str, within: Collection[str] | None = None) -> Iterator[Event]:
    """The events of the file at `path`; of text, if `within` is given, only what stands in elements of these
    names. Raises `TextError`.
    """
    with opened(path) as file:
        yield from stream_events(file, within)


def stream_events(file: BinaryIO, within: Collection[str] | None = None) -> Iterator[Event]:
    """The events of an open file, as `events` has them. Raises `TextError`, without a path."""
    found: list[Event] = []
    parser = _parser(found, within)
    decoder, start = _decoder(file.read(_HEAD))
    file.seek(start)
    fed = 0
    size = _CHUNK
    while True:
        data = file.read(size)
        is_last = not data
        fault: UnicodeDecodeError | None = None
        try:
            text = decoder.decode(data, is_last)
        except UnicodeDecodeError as error:
            fault = error
            text = error.object[: error.start].decode(error.encoding)
        data = text.encode()
        try:
            parser.Parse(data, is_last and not fault)
        except expat.ExpatError as error:
            yield from found
            raise TextError(f"not well-formed XML: {_reason(error)}", error.lineno) from None
        yield from found
        if fault:
            message = f"not valid {fault.encoding.upper()}, and it declares no other encoding"
            raise TextError(message, parser.CurrentLineNumber)
        found.clear()
        if is_last:
            return
        fed += len(data)
        pending = fed - max(parser.CurrentByteIndex, 0)
        if pending > _MAX_TAG:
            message = f"a tag or a comment of more than {_MAX_TAG / 1e6:,.0f} MB begins here"
            raise TextError(message, parser.CurrentLineNumber)
        # Expat begins anew with a tag that is not complete, so it gets as much again of a long one.
        size = max(_CHUNK, pending)


def root(events: Iterator[Event], path: str, expected: str, what: str) -> tuple[dict[str, str], int]:
    """The attributes of the root element and its line. Raises `TextError` if it has another name than is
    `expected` of the file, which should be `what`.
    """
    _, name, attributes, line, _ = next(events)  # a file without a root is not well-formed, which raises
    if name != expected:
        raise TextError(f"<{name}> is no {what}; expected <{expected}>", line, path)
    return attributes, line


def skip(events: Iterator[Event]) -> None:
    """Goes to the end of the element whose start was the last event."""
    depth = 1
    for kind, *_ in events:
        if kind != "text":
            depth += 1 if kind == "start" else -1
            if not depth:
                return


def _reason(error: expat.ExpatError) -> str:
    return f"{expat.ErrorString(error.code)} at column {error.offset + 1:,}"


def _decoder(head: bytes) -> tuple[codecs.IncrementalDecoder, int]:
    """What decodes the file that begins with `head`, and where its text begins. Raises `TextError`."""
    for mark, encoding in (*BOMS, *_UNMARKED):
        if head.startswith(mark):
            return codecs.getincrementaldecoder(encoding)(), len(mark) if (mark, encoding) in BOMS else 0
    declared = _DECLARED.match(head)
    name = declared[1].decode().lower() if declared else "utf-8"
    # A file in UTF-16 would have begun otherwise: it was saved anew, and says still what it was in.
    if name.startswith(("utf-16", "utf-32", "ascii", "us-ascii")):
        name = "utf-8"
    name = codec(name)
    if not name:
        raise TextError(f"unknown encoding '{declared[1].decode() if declared else ''}'", 1)
    return codecs.getincrementaldecoder(_SUCCESSORS.get(name, name))(), 0


def _parser(found: list[Event], within: Collection[str] | None) -> Any:
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = False
    depth = 0  # of elements named in `within`; expat is not asked for text that nobody reads

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        name = name.rpartition(":")[2]
        found.append(("start", name, attributes, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))
        if within and name in within:
            depth += 1
            parser.CharacterDataHandler = text

    def end(name: str) -> None:
        nonlocal depth
        name = name.rpartition(":")[2]
        found.append(("end", name, {}, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))
        if within and name in within:
            depth -= 1
            if not depth:
                parser.CharacterDataHandler = None

    def text(data: str) -> None:
        found.append(("text", data, {}, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    def refuse_entity(name: str, *_: object) -> None:
        message = f"it declares the entity '{name}'; entities are not read, they may stand for anything"
        raise TextError(message, parser.CurrentLineNumber)

    def refuse_reference(name: str, *_: object) -> None:
        raise TextError(f"the entity '&{name};' is not declared in this file", parser.CurrentLineNumber)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text if within is None else None
    parser.EntityDeclHandler = refuse_entity
    parser.SkippedEntityHandler = refuse_reference
    return parser
