"""The words of a language without spaces that say what a numeral is, compiled from its pack."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from qa_lint.numbers.lexicon import Affixes, Lexicon, Table, affixes, alternation, values_table
from qa_lint.numbers.quantity import Bound


@dataclass(frozen=True, slots=True)
class Grammar:
    """The pack's words, compiled; each field holds what the table of its name in the pack does."""

    skip: re.Pattern[str]
    heads: re.Pattern[str]
    soft: re.Pattern[str]
    soft_values: Table
    fractions: re.Pattern[str]
    fraction_values: Table
    ordinal: re.Pattern[str]
    ordinal_values: Table
    weekday: re.Pattern[str]
    weekday_values: Table
    classifiers: Affixes
    ordinal_classifiers: Affixes
    suffixes: Affixes
    centuries: frozenset[str]
    fraction: Mapping[str, int]
    whole_joiners: tuple[str, ...]
    eras: tuple[tuple[str, int], ...]
    ordinal_prefixes: tuple[str, ...]
    soft_suffixes: tuple[str, ...]
    phrase_classifiers: frozenset[str]
    negative: tuple[str, ...]
    tenths_not_before: str
    dozens_not_before: str
    code_scales: Table
    discounts_not_before: str
    day_not_before: str
    hour_not_before: str
    enumerator: re.Pattern[str]
    half: tuple[str, ...]
    prefixed: Mapping[str, int]


@cache
def grammar_of(lexicon: Lexicon) -> Grammar:
    """The grammar of a lexicon."""
    table = lexicon.table
    dates = table["dates"]
    named = {
        "percent point": table["percent-points"],
        "basis point": table["basis-points"],
        "multiple": table["multiples"],
        "percent": table.get("percent-words", ()),
        "tenths": table["tenths"],
        "discount": table["discounts"],
        "dozen": table.get("dozens", ()),
        **{key: dates[key] for key in ("year", "month", "day", "decade", "century", "quarter", "hour")},
    }
    soft = values_table(table["soft-words"])
    ordinals = values_table(table.get("ordinal-words", {}))
    phrases = values_table(table.get("ordinal-phrases", {}))
    fractions = values_table(table.get("fraction-words", {}))
    weekdays = values_table(
        {
            prefix + name: number
            for prefix in dates["weekday-prefixes"]
            for name, number in dates["weekday-names"].items()
        }
    )
    numeral = "".join(map(re.escape, [*table["digits"], *table["units"]]))
    heads = "".join(re.escape(word[0]) for word in (*soft, *ordinals, *phrases, *fractions, *weekdays))
    return Grammar(
        skip=re.compile("|".join(_skipped(table["words"], table["fraction-joiners"])) or r"(?!)"),
        heads=re.compile(f"[{heads}]"),
        soft=re.compile(alternation(soft)),
        soft_values=soft,
        fractions=re.compile(alternation(fractions)),
        fraction_values=fractions,
        ordinal=re.compile(
            rf"(?:{alternation(ordinals)})(?={alternation(table['classifiers'])})|{alternation(phrases)}"
        ),
        ordinal_values={**ordinals, **phrases},
        weekday=re.compile(alternation(weekdays)),
        weekday_values=weekdays,
        classifiers=affixes((word, word) for word in table["classifiers"]),
        ordinal_classifiers=affixes((word, word) for word in table["ordinal-classifiers"]),
        suffixes=affixes((word, meaning) for meaning, words in named.items() for word in words),
        centuries=frozenset(dates["century"]),
        fraction={
            joiner + sign: -1 if sign else 1
            for joiner in table["fraction-joiners"]
            for sign in ("", *table["negative"])
        },
        whole_joiners=tuple(table["whole-joiners"]),
        eras=tuple(table.get("eras", {}).items()),
        ordinal_prefixes=tuple(table["ordinal-prefixes"]),
        phrase_classifiers=frozenset(table.get("phrase-classifiers", ())),
        soft_suffixes=tuple(table.get("soft-suffixes", ())),
        negative=tuple(table["negative"]),
        tenths_not_before=table.get("tenths-not-before", ""),
        dozens_not_before=table.get("dozens-not-before", ""),
        code_scales=values_table(table.get("scale-suffixes", {})),
        discounts_not_before=table.get("discounts-not-before", ""),
        day_not_before=dates.get("day-not-before", ""),
        hour_not_before=dates.get("hour-not-before", ""),
        half=tuple(table["half"]),
        prefixed=table.get("prefixed-units", {}),
        # (五), 二、, 3. and 一是 at the start of a clause number what follows.
        enumerator=re.compile(
            rf"(?:^|(?<=[。；;！!？?\n]))\s*[(（]?(?P<number>[{numeral}]{{1,4}}|\d{{1,3}})(?:[)）、]|[.．](?!\d)|是(?=[\u4e00-\u9fff]))"
        ),
    )


def _skipped(words: Iterable[str], joiners: Iterable[str]) -> Iterator[str]:
    """Patterns for words whose numerals are none, but where they end in what is a fraction: 十分之三."""
    for word in sorted(words, key=len, reverse=True):
        rest = next((joiner[1:] for joiner in joiners if word.endswith(joiner[0]) and joiner[1:]), "")
        yield re.escape(word) + (f"(?!{re.escape(rest)})" if rest else "")


def bound_around(text: str, start: int, end: int, lexicon: Lexicon) -> Bound:
    """The bound said before or, a few characters on, behind a numeral."""
    bound = lexicon.bounds.before(text, start)
    return lexicon.bounds.behind(text, end, reach=3) if bound is Bound.EXACT else bound
