"""Reads translation memories in TMX, versions 1.1 to 1.4: https://www.gala-global.org/tmx-14b."""

from collections.abc import Iterator, Sequence

from qa_lint.config import Config
from qa_lint.languages import base
from qa_lint.model import Document, Pair, Problem, Segment
from qa_lint.readers import Job
from qa_lint.readers.inline import content, is_empty
from qa_lint.readers.parts import Entry, documents
from qa_lint.readers.tags import declared
from qa_lint.readers.xml import Event, events, root, skip


def read(job: Job, config: Config) -> Iterator[Document]:
    """The documents in the job's one file: a pair for each language that a unit is translated to.

    Raises `TextError`.
    """
    path = job.paths[0]
    yield from documents(path, _entries(path, config))


def _entries(path: str, config: Config) -> Iterator[Entry]:
    stream = events(path, ("seg",))
    root(stream, path, "tmx", "translation memory")
    source_language = ""
    number = 0
    is_bilingual = False
    for kind, name, attributes, _, _ in stream:
        if kind == "end" or name == "body":
            continue
        if name == "header":
            source_language = declared(attributes.get("srclang", ""))
        if name != "tu":
            skip(stream)
            continue
        number += 1
        variants = _variants(path, stream, attributes.get("tuid") or str(number))
        own = declared(attributes.get("srclang", ""), source_language)
        for pair in _pairs(variants, own, config):
            is_bilingual = True
            if not is_empty(pair):
                yield pair
    if number and not is_bilingual:
        yield Problem(path, _alone(config), 1)


def _alone(config: Config) -> str:
    wanted = " and ".join(filter(None, (config.source_language, config.target_language)))
    return "no unit in this file has texts in two languages" + (f" as wanted, {wanted}" if wanted else "")


def _variants(path: str, stream: Iterator[Event], unit: str) -> list[Segment]:
    """The text of a unit in each language."""
    found = []
    language = ""
    for kind, name, attributes, line, column in stream:
        if name == "tuv" and kind == "start":
            # In TMX 1.1 it is `lang`.
            language = declared(attributes.get("xml:lang") or attributes.get("lang", ""))
        elif name == "tu":
            break
        elif name == "seg":
            found.append(content(stream, line, column).whole(language, path, unit))
        elif kind == "start":
            skip(stream)
    return found


def _pairs(variants: Sequence[Segment], source_language: str, config: Config) -> Iterator[Pair]:
    """The source with each of its translations, or with those in the language that is wanted."""
    targets = _in_language(variants, config.target_language) if config.target_language else variants
    sources = [variant for variant in variants if variant not in targets] or variants
    if config.source_language:
        sources = _in_language(sources, config.source_language)
    else:
        sources = _in_language(sources, source_language) or sources
    for target in targets:
        if sources and target.language != sources[0].language:
            yield Pair(sources[0], target)


def _in_language(variants: Sequence[Segment], language: str) -> Sequence[Segment]:
    """The texts in `language`, or if there are none, those in it as spoken in other regions."""
    tag = language.lower()
    return [variant for variant in variants if variant.language.lower() == tag] or [
        variant for variant in variants if base(variant.language) == base(tag)
    ]
