"""The words of a language with spaces between words that say what a numeral is, compiled from its pack."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from qa_lint.numbers.lexicon import Affixes, Lexicon, Table, affixes, alternation, values_table


@dataclass(frozen=True, slots=True)
class Grammar:
    """The pack's words, compiled; each field holds what the table of its name in the pack does."""

    soft: Table
    soft_phrases: Affixes
    multiples: Table
    loose: frozenset[str]
    months: Table
    weekdays: Table
    roman_nouns: frozenset[str]
    suffixes: Affixes
    glued: Table
    ordinal_suffixes: tuple[str, ...]
    decades: tuple[str, ...]
    idioms: Mapping[str, tuple[tuple[str, int], ...]]
    others: frozenset[str]
    roman: re.Pattern[str]
    lower_dates: bool
    date_fillers: frozenset[str]
    decade_prefixes: tuple[str, ...]
    abbreviations: tuple[str, ...]
    definite: tuple[str, ...]
    one_and: re.Pattern[str]
    quarters: Affixes
    quarter_plurals: tuple[str, ...]
    negative: tuple[str, ...]
    unit_prefixes: Affixes


@cache
def grammar_of(lexicon: Lexicon) -> Grammar:
    """The grammar of a lexicon."""
    table = lexicon.table
    named = {
        "percent": table.get("percent-words", ()),
        "percent point": table.get("percent-points", ()),
        "basis point": table.get("basis-points", ()),
        "multiple": table.get("multiples", ()),
        "hour": table.get("hour-words", ()),
    }
    suffixes = alternation(table.get("roman-suffixes", ()))
    return Grammar(
        soft=values_table(table.get("soft-words", {})),
        soft_phrases=affixes((word, word) for word in table.get("soft-words", {}) if not word.isalpha()),
        multiples=values_table(table.get("multiple-words", {})),
        loose=frozenset(table.get("loose-words", ())),
        months=values_table(table.get("months", {})),
        weekdays=values_table(table.get("weekdays", {})),
        roman_nouns=frozenset(table.get("roman-nouns", ())),
        suffixes=affixes((word, meaning) for meaning, entry in named.items() for word in entry),
        glued=values_table(table.get("scale-suffixes", {})),
        ordinal_suffixes=tuple(table.get("ordinal-suffixes", ())),
        decades=tuple(table.get("decade-suffixes", ())),
        idioms=_idioms(table.get("idioms", ())),
        others=frozenset(
            word
            for key in (
                "soft-words",
                "multiple-words",
                "months",
                "weekdays",
                "date-fillers",
                "ordinal-suffixes",
            )
            for word in table.get(key, ())
        ),
        # XIXe siècle: a Roman figure may have an ordinal's ending.
        roman=re.compile(
            rf"(?<![\w.])([IVXLC]{{1,7}})(?![\w’'])|(?<![\w.])([IVX]{{1,7}})(?:{suffixes})(?![\w’'])"
        ),
        lower_dates=table.get("lower-dates", False),
        date_fillers=frozenset((*table.get("date-fillers", ()), *table.get("ordinal-suffixes", ()))),
        abbreviations=tuple(table.get("abbreviations", ())),
        decade_prefixes=tuple(f"{word} " for word in table.get("decade-prefixes", ())),
        quarter_plurals=tuple(table.get("quarter-plurals", ("\0",))),
        quarters=affixes((word, word) for word in table.get("quarter-words", ())),
        definite=tuple(f"{word} " for word in table.get("definite-articles", ("\0",))),
        one_and=re.compile(
            rf"\b(?:{alternation(table.get('articles', ()))}) \w+ (?:{alternation(table.get('and', ()))}) $"
        ),
        negative=tuple(f"{word} " for word in table.get("negative", ())),
        unit_prefixes=affixes((word, str(power)) for word, power in table.get("unit-prefixes", {}).items()),
    )


def _idioms(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Idioms by each of their words, with how far into them it stands."""
    by_word: dict[str, list[tuple[str, int]]] = {}
    for phrase in phrases:
        for match in re.finditer(r"\w+", phrase):
            by_word.setdefault(match.group(), []).append((phrase, match.start()))
    return {word: tuple(entry) for word, entry in by_word.items()}
