"""Reads glossary entries that stand in the settings."""

from collections.abc import Iterator, Mapping

from qa_lint.glossary import Entry, EntryError, Facts
from qa_lint.model import Problem

TEXTS = ("source", "approved", "forbidden", "paths")
FLAGS = ("case-sensitive", "do-not-translate")
PROSE = ("part-of-speech", "domain", "note")
_KEYS = (*TEXTS, *FLAGS, *PROSE)


def read_table(table: Mapping[str, object], number: int) -> Iterator[Entry | Problem]:
    """The entry in a table of the settings, the `number`th, or what is wrong with it."""
    try:
        for key in table:
            if key not in _KEYS:
                raise EntryError(f"unknown key '{key}'; allowed are {', '.join(_KEYS)}")
        source, approved, forbidden, paths = (_texts(key, table.get(key, [])) for key in TEXTS)
        case_sensitive, do_not_translate = (_flag(key, table.get(key, False)) for key in FLAGS)
        part_of_speech, domain, note = (" ".join(_texts(key, table.get(key, ""))) for key in PROSE)
        yield Entry(
            source,
            approved,
            forbidden,
            Facts(case_sensitive, do_not_translate, part_of_speech, note, domain, paths),
        )
    except EntryError as error:
        yield Problem(f"glossary entry {number} of the settings", str(error))


def _texts(key: str, value: object) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list | tuple) or not all(isinstance(text, str) for text in values):
        raise EntryError(f"{key} = {value!r}: expected a text or a list of texts")
    return tuple(text.strip() for text in values if text.strip())


def _flag(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise EntryError(f"{key} = {value!r}: expected true or false")
    return value
