"""XLIFF 1.0 to 1.2, and what Trados Studio, memoQ and Phrase add to it.

https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from qa_lint.config import Config
from qa_lint.model import Ignore, Pair, Remark, Remarked
from qa_lint.readers.inline import Content, content, is_empty, note
from qa_lint.readers.parts import Entry
from qa_lint.readers.tags import declared
from qa_lint.readers.xml import Event, skip

# `needs-review-translation` is what tools write when the source changed after it was translated, and for what
# PO calls fuzzy.
_NOT_DONE = frozenset(
    (
        "new",
        "needs-translation",
        "needs-adaptation",
        "needs-l10n",
        "needs-review-translation",
        "needs-review-adaptation",
        "needs-review-l10n",
    )
)
# Trados Studio: `conf` of a segment.
_NOT_DONE_TRADOS = frozenset(("draft", "rejectedtranslation", "rejectedsignoff"))
# memoQ: `mq:status` of a unit. All others are confirmed by somebody.
_NOT_DONE_MEMOQ = frozenset(
    (
        "notstarted",
        "pretranslated",
        "partiallyedited",
        "assembledfromfragments",
        "machinetranslated",
        "rejected",
        "autojoined",
        "autosplit",
        "autosplitandempty",
    )
)
# Phrase writes tags as text: {1} and {j} stand for something, {1>, {b> and <b} around words.
_PHRASE = re.compile(r"(\{(?:\d{1,5}|j)\})|\{(?:\d{1,5}|[a-z]{1,5})>|<(?:\d{1,5}|[a-z]{1,5})\}")
_UNLOCKED = ("", "false", "no", "0", "unlocked")


@dataclass(slots=True)
class _Unit:
    """What stands in a `trans-unit`; `definitions` are what Trados Studio says of its segments, by their
    ids.
    """

    attributes: Mapping[str, str]
    line: int
    column: int
    languages: tuple[str, str]
    source: Content | None = None
    parted_source: Content | None = None
    target: Content | None = None
    target_attributes: Mapping[str, str] = field(default_factory=dict)
    definitions: dict[str, Mapping[str, str]] = field(default_factory=dict)
    ignores: tuple[Ignore, ...] = ()


def entries(path: str, events: Iterator[Event], _root: Mapping[str, str], config: Config) -> Iterator[Entry]:
    """The units of the file at `path`, of which `events` are left after its root."""
    languages = (config.source_language, config.target_language)
    translated = [True]
    for kind, name, attributes, line, column in events:
        if kind == "end":
            translated.pop()
        if kind != "start":
            continue
        if name == "file":
            languages = (
                declared(attributes.get("source-language", ""), config.source_language),
                declared(attributes.get("target-language", ""), config.target_language),
            )
        is_translated = attributes.get("translate", "yes" if translated[-1] else "no") != "no"
        if name == "trans-unit":
            unit = _unit(path, events, _Unit(attributes, line, column, languages))
            if is_translated:
                yield from _entries(path, unit)
        elif name in ("header", "doc-info"):
            skip(events)
        else:
            translated.append(is_translated)


def _unit(path: str, events: Iterator[Event], unit: _Unit) -> _Unit:
    """Reads to the end of the unit. Its children alone count: older versions and matches, which have a source
    and a target too, stand deeper.
    """
    tags = _PHRASE if any(name.startswith("m:") for name in unit.attributes) else None
    for kind, name, attributes, line, column in events:
        if kind == "end":
            break
        if name == "source":
            unit.source = content(events, line, column, tags)
            unit.languages = declared(attributes.get("xml:lang", ""), unit.languages[0]), unit.languages[1]
        elif name == "seg-source":
            unit.parted_source = content(events, line, column)
        elif name == "target":
            unit.target = content(events, line, column, tags)
            unit.target_attributes = attributes
            unit.languages = unit.languages[0], declared(attributes.get("xml:lang", ""), unit.languages[1])
        elif name == "seg-defs":
            unit.definitions = dict(_definitions(events))
        elif name == "note":
            unit.ignores += note(events, path, line, column)
        else:
            skip(events)
    return unit


def _definitions(events: Iterator[Event]) -> Iterator[tuple[str, Mapping[str, str]]]:
    for kind, name, attributes, _, _ in events:
        if kind == "end":
            return
        if name == "seg":
            yield attributes.get("id", ""), attributes
        skip(events)


def _entries(path: str, unit: _Unit) -> Iterator[Entry]:
    for key, pair in _pairs(path, unit):
        definition = unit.definitions.get(key, {})
        state = _not_done(unit, definition)
        is_locked = any(
            value.lower() not in _UNLOCKED
            for value in (
                unit.attributes.get("mq:locked", ""),
                unit.attributes.get("m:locked", ""),
                definition.get("locked", ""),
            )
        )
        if is_empty(pair):
            continue
        if unit.ignores:
            pair = replace(pair, ignores=unit.ignores)
        if is_locked:
            # What is locked is settled, as it is: also that it stays in the language of the source.
            if pair.target.text not in ("", pair.source.text):
                yield pair
        elif state:
            yield Remarked(Remark.UNFINISHED, pair, {"state": state})
        else:
            yield pair


def _not_done(unit: _Unit, definition: Mapping[str, str]) -> str:
    """The state of a unit or its segment if that says that there is something to be done; else empty."""
    state = unit.target_attributes.get("state", "")
    confidence = definition.get("conf", "")
    status = unit.attributes.get("mq:status", "")
    if unit.attributes.get("m:confirmed") == "0":
        return "m:confirmed=0"
    for value, values in (
        (confidence, _NOT_DONE_TRADOS),
        (status, _NOT_DONE_MEMOQ),
        (state, _NOT_DONE),
    ):
        if value.lower() in values:
            return value
    return ""


def _pairs(path: str, unit: _Unit) -> Iterator[tuple[str, Pair]]:
    """The pairs of a unit, each with the id of its segment: one, or one a segment where both sides have
    some.
    """
    languages = unit.languages
    source = unit.source or Content(unit.line, unit.column)
    target = unit.target or Content(source.line, source.column)
    name = unit.attributes.get("id", "")
    parted = unit.parted_source or source
    if not parted.segments or (target.pieces and not target.segments):
        yield "", Pair(source.whole(languages[0], path, name), target.whole(languages[1], path, name))
        return
    for key in dict.fromkeys((*parted.segments, *target.segments)):
        # Trados Studio counts the segments over the whole file, and shows nothing else.
        label = key if unit.definitions else f"{name}/{key}" if len(parted.segments) > 1 else name
        yield (
            key,
            Pair(parted.part(key, languages[0], path, label), target.part(key, languages[1], path, label)),
        )
