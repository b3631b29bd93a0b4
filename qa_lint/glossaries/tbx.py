"""Reads glossaries in TBX files, the format for exchanging terms.

ISO 30042:2019 (version 3: `tbx`, in its styles DCA and DCT), ISO 30042:2008 (version 2: `martif`, with
TBX-Default, -Core and -Basic), and the first TBX-Min (`TBX`). See https://www.tbxinfo.net.
"""

import os
from collections.abc import Iterator, Sequence
from typing import Any

from qa_lint.glossary import Concept, EntryError, Facts, Item, Names
from qa_lint.model import Problem
from qa_lint.textfile import TextError, opened

_ROOTS = ("tbx", "martif", "TBX")
_CONCEPTS = ("conceptEntry", "termEntry")
_LANGUAGES = ("langSec", "langSet", "langGroup")
_TERMS = ("termSec", "tig", "ntig", "termGroup")
# A status is an element of its own in some dialects, and the `type` of an element in others.
_STATUS = ("administrativeStatus", "normativeAuthorization", "termStatus")
_FORBIDDEN = ("deprecated", "superseded", "notrecommended", "obsolete", "forbidden", "rejected")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MAX_SIZE = 200_000_000
_MAX_TERM = 500
_MAX_LINE = 65_535


class _PlacedError(EntryError):
    """An entry cannot be used, because of the element given."""

    def __init__(self, message: str, element: Any) -> None:
        super().__init__(message)
        self.line = _line(element)


def read_tbx(path: str) -> Iterator[Item | Problem]:
    """The entries in a TBX file, each in all its languages.

    Entities and document types are not resolved, and nothing is fetched.
    """
    from lxml import etree

    try:
        with opened(path) as file:
            if os.fstat(file.fileno()).st_size > _MAX_SIZE:
                yield Problem(path, f"the file is too large; {_MAX_SIZE / 1e6:,.0f} MB is the limit")
                return
            events = etree.iterparse(
                file,
                events=("start", "end"),
                resolve_entities=False,
                load_dtd=False,
                no_network=True,
                huge_tree=False,
                remove_comments=True,
                remove_pis=True,
            )
            yield from _concepts(events, path)
    except etree.XMLSyntaxError as error:
        yield Problem(path, f"not well-formed XML: {error.msg}", error.lineno)
    except TextError as error:
        yield Problem(path, error.message)


def _concepts(events: Any, path: str) -> Iterator[Item | Problem]:
    is_first = True
    for event, element in events:
        name = _name(element)
        if is_first:
            is_first = False
            if name not in _ROOTS:
                yield Problem(path, f"<{name}> is no TBX; expected <tbx>, <martif> or <TBX>", 1)
                return
        if event == "end" and name in _CONCEPTS:
            try:
                yield Concept(tuple(_names(element)), _facts(element))
            except EntryError as error:
                line = error.line if isinstance(error, _PlacedError) else _line(element)
                yield Problem(path, str(error), line)
            element.clear()
            while element.getprevious() is not None:  # what was read need not be kept
                del element.getparent()[0]


def _names(concept: Any) -> Iterator[Names]:
    for section in _children(concept, _LANGUAGES):
        language = section.get(_LANG) or section.get("lang") or ""
        if not language:
            raise _PlacedError(f"<{_name(section)}> does not say its language", section)
        approved: list[str] = []
        forbidden: list[str] = []
        for term in _children(section, _TERMS):
            text = _term(term)
            (forbidden if _is_forbidden(term) else approved).append(text)
        yield Names(language, tuple(dict.fromkeys(approved)), tuple(dict.fromkeys(forbidden)))


def _term(section: Any) -> str:
    element = next((child for child in section.iter() if _name(child) == "term"), None)
    text = "" if element is None else _text(element)
    if not text:
        raise _PlacedError(f"<{_name(section)}> has no term", section)
    if len(text) > _MAX_TERM:
        raise _PlacedError(f"a term of {len(text)} characters", section)
    return text


def _is_forbidden(section: Any) -> bool:
    return any(_text(status).lower().startswith(_FORBIDDEN) for status in _data(section, _STATUS))


def _facts(concept: Any) -> Facts:
    def first(*names: str) -> str:
        return next((text for element in _data(concept, names) if (text := _text(element))), "")

    parts = dict.fromkeys(text for element in _data(concept, ("partOfSpeech",)) if (text := _text(element)))
    return Facts(
        part_of_speech=next(iter(parts)) if len(parts) == 1 else "",
        note=" ".join(_text(element) for element in _children(concept, ("note",))),
        domain=first("subjectField"),
    )


def _data(parent: Any, categories: Sequence[str]) -> Iterator[Any]:
    """The elements that hold data of one of these categories, by their name or their attribute `type`."""
    for element in parent.iter():
        if _name(element) in categories or element.get("type") in categories:
            yield element


def _children(parent: Any, names: Sequence[str]) -> list[Any]:
    return [child for child in parent if _name(child) in names]


def _line(element: Any) -> int | None:
    """The line an element stands on; not known from the last on that the parser counts to."""
    line = element.sourceline
    return line if line is not None and line < _MAX_LINE else None


def _name(element: Any) -> str:
    """The name without the namespace; none for a reference to an entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _text(element: Any) -> str:
    """The text, mark-up in it left out. Raises `EntryError` if it names an entity."""
    for part in element.iter():
        if not isinstance(part.tag, str):
            raise _PlacedError(f"entities such as {part.text} are not read", element)
    return " ".join("".join(element.itertext()).split())
