"""XLIFF 2.0 and later: https://docs.oasis-open.org/xliff/xliff-core/v2.1/."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from qa_lint.config import Config
from qa_lint.model import Ignore, Pair, Remark, Remarked
from qa_lint.readers.inline import Content, content, is_empty, note
from qa_lint.readers.parts import Entry
from qa_lint.readers.tags import declared
from qa_lint.readers.xml import Event, skip

# The elements that units are in, below the root; all others are metadata or belong to modules.
_LEVELS = ("file", "group", "unit")


def entries(path: str, events: Iterator[Event], root: Mapping[str, str], config: Config) -> Iterator[Entry]:
    """The segments of the file at `path`, of which `events` are left after its root."""
    languages = (
        declared(root.get("srcLang", ""), config.source_language),
        declared(root.get("trgLang", ""), config.target_language),
    )
    translated = [True]
    for kind, name, attributes, _, _ in events:
        if kind == "end":
            translated.pop()
            continue
        is_translated = attributes.get("translate", "yes" if translated[-1] else "no") != "no"
        if name not in _LEVELS or (name == "unit" and not is_translated):
            skip(events)
        elif name == "unit":
            yield from _unit(path, events, attributes.get("id", ""), languages)
        else:
            translated.append(is_translated)


def _unit(path: str, events: Iterator[Event], unit: str, languages: tuple[str, str]) -> Iterator[Entry]:
    ignores: tuple[Ignore, ...] = ()
    for kind, name, attributes, line, column in events:
        if kind == "end":
            return
        if name == "notes":
            ignores += tuple(_notes(path, events))
            continue
        if name != "segment":
            skip(events)
            continue
        key = attributes.get("id", "")
        pair = _pair(path, events, f"{unit}/{key}" if key else unit, languages, (line, column))
        if is_empty(pair):
            continue
        if ignores:
            pair = replace(pair, ignores=ignores)
        # By the standard a segment that does not say its state is `initial` too: then the text alone counts.
        state = attributes.get("state", "")
        if state == "initial":
            state = ", ".join(filter(None, (state, attributes.get("subState"))))
            yield Remarked(Remark.UNFINISHED, pair, {"state": state})
        else:
            yield pair


def _notes(path: str, events: Iterator[Event]) -> Iterator[Ignore]:
    for kind, name, _, line, column in events:
        if kind == "end":
            return
        if name == "note":
            yield from note(events, path, line, column)
        else:
            skip(events)


def _pair(
    path: str, events: Iterator[Event], unit: str, languages: tuple[str, str], place: tuple[int, int]
) -> Pair:
    sides: dict[str, Content] = {}
    tags = dict(zip(("source", "target"), languages, strict=True))
    for kind, name, attributes, line, column in events:
        if kind == "end":
            break
        if name in tags:
            sides[name] = content(events, line, column)
            tags[name] = declared(attributes.get("xml:lang", ""), tags[name])
        else:
            skip(events)
    source = sides.get("source") or Content(*place)
    target = sides.get("target") or Content(source.line, source.column)
    return Pair(
        source.whole(tags["source"], path, unit),
        target.whole(tags["target"], path, unit),
    )
