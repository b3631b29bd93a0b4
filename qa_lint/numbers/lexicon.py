"""The number data of a language pack, compiled for scanning."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from qa_lint.languages import pack
from qa_lint.numbers.bounds import Bounds, bounds
from qa_lint.numbers.quantity import Value
from qa_lint.variants import own_characters

Table = Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Affixes:
    """Words that stand directly before or behind a numeral, with what they mean; the longest that fits
    wins."""

    by_first: Mapping[str, tuple[str, ...]]
    meanings: Mapping[str, str]

    def behind(self, text: str, position: int) -> tuple[str, int] | None:
        """The meaning and the end of the affix that begins at `position`, if one does."""
        words = self.by_first.get(text[position : position + 1])
        if words and text.startswith(words, position):
            for word in words:
                if text.startswith(word, position):
                    return self.meanings[word], position + len(word)
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What a language's pack says about numbers; `table` holds what only one grammar reads."""

    language: str
    grammar: str
    decimal: str
    group: str
    spaced: bool
    measures: Affixes
    split_units: Affixes
    bounds: Bounds
    relative_years: tuple[str, ...]
    wholes: tuple[str, ...]
    table: Mapping[str, Any]


def affixes(words: Iterable[tuple[str, str]]) -> Affixes:
    """Compiles pairs of a word and its meaning."""
    meanings: dict[str, str] = {}
    for word, meaning in words:
        meanings.setdefault(word, meaning)
    return Affixes(by_first(meanings), meanings)


def by_first(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words by their first letter, the longest first."""
    grouped: dict[str, list[str]] = {}
    for word in words:
        grouped.setdefault(word[0], []).append(word)
    return {first: tuple(sorted(entry, key=len, reverse=True)) for first, entry in grouped.items()}


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon for a BCP 47 tag. A language without a pack gets its CLDR separators and digits alone."""
    entry = pack(language)
    table = entry.numbers
    decimal, group = (table["decimal"], table["group"]) if table else _separators(language)
    return Lexicon(
        language=language,
        grammar=table.get("grammar", "words"),
        decimal=decimal,
        group=group,
        spaced=entry.spaced,
        measures=affixes((word, unit) for unit, words in table.get("measures", {}).items() for word in words),
        split_units=affixes(
            (word, unit) for unit, words in table.get("split-units", {}).items() for word in words
        ),
        bounds=bounds(table, spaced=entry.spaced),
        relative_years=tuple(table.get("relative-years", ())),
        wholes=tuple(table.get("wholes", ())),
        table=table,
    )


def is_wide(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is in the writing in which 元 may be any dollar and years may count from 1911."""
    writing = lexicon.table.get("wide-writing")
    return writing is not None and bool(own_characters(text, lexicon.language).get(writing))


def _separators(language: str) -> tuple[str, str]:
    try:
        from babel import Locale, UnknownLocaleError  # reading CLDR takes a moment

        symbols = Locale.parse(language.replace("-", "_")).number_symbols["latn"]
    except (UnknownLocaleError, ValueError, KeyError, TypeError):
        return ".", ","
    return symbols["decimal"], symbols["group"]


def value(number: float | int) -> Value:
    """A number of a pack as an exact value: 0.5 is 1/2."""
    return number if isinstance(number, int) else Fraction(number).limit_denominator(1000)


def values_table(table: Mapping[str, Any]) -> Table:
    """A table of a pack whose entries are one number or a list of readings."""
    return {
        word: tuple(value(number) for number in entry) if isinstance(entry, list) else (value(entry),)
        for word, entry in table.items()
    }


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of `words`, the longest first; one that never matches if there are
    none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"
