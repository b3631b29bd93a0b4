"""Which syllables are numerals where they are everyday syllables too: 이 is two, and "this"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from qa_lint.numbers.lexicon import Affixes, Lexicon, affixes, alternation, values_table
from qa_lint.numbers.quantity import Value


@dataclass(frozen=True, slots=True)
class Guard:
    """What must stand around a run of numeral syllables for it to be a numeral.

    `followers` are counters and units, `particles` what may stand behind a numeral or a counter, `prefixes`
    what may stand before it in the same word; `native` reads numerals that are words of their own.
    """

    digits: frozenset[str]
    leaders: frozenset[str]
    day: str
    followers: Affixes
    particles: Affixes
    prefixes: tuple[str, ...]
    joiners: tuple[str, ...]
    native: re.Pattern[str]
    native_values: dict[str, Value]

    def judge(self, text: str, start: int, end: int) -> tuple[int, bool] | None:
        """The end of the numeral in the run from `start` to `end`, and whether it is weak; None if none is.

        Behind a denominator anything is one: 삼분의 이.
        """
        if text.endswith(self.joiners, 0, start) or text.endswith(self.joiners, 0, start - 1):
            return end, False
        if not self._begins(text, start):
            return None
        if text[end - 1] == self.day and end - start > 2 and text[end - 2] in self.digits:
            end -= 1  # 십일일 is the 11th.
        run = text[start:end]
        if any(one in self.digits and other in self.digits for one, other in pairwise(run)):
            return None
        proper = run[0] not in self.leaders or len(run) != 2
        if proper and self._counts(text, end):
            return end, len(run) == 1
        compound = len(run) > 2 or (len(run) == 2 and run[0] in self.digits)
        return (end, True) if compound and self._closes(text, end) else None

    def natives(
        self, text: str
    ) -> Iterator[tuple[int, int, tuple[Value, ...], bool, bool, bool, bool, bool, bool]]:
        """The native numerals, as the arguments of a numeral."""
        for match in self.native.finditer(text):
            start, end = match.span()
            certain = self._counts(text, end)
            if self._begins(text, start) and (certain or (end - start > 1 and self._closes(text, end))):
                value = sum(self.native_values[part] for part in match.groups() if part)
                yield start, end, (value,), False, False, False, False, False, not certain

    def _begins(self, text: str, start: int) -> bool:
        return (
            start == 0
            or not text[start - 1].isalpha()
            or text.endswith(self.prefixes, max(0, start - 8), start)
        )

    def _counts(self, text: str, end: int) -> bool:
        """Whether a counter or a unit stands behind, as a word or with a particle."""
        at = end + 1 if text[end : end + 1] == " " else end
        follower = self.followers.behind(text, at)
        return follower is not None and self._closes(text, follower[1])

    def _closes(self, text: str, end: int) -> bool:
        """Whether a word ends here, but for particles."""
        for _ in range(4):
            if end >= len(text) or not text[end].isalpha():
                return True
            particle = self.particles.behind(text, end)
            if particle is None:
                return False
            end = particle[1]
        return False


def guard(lexicon: Lexicon) -> Guard | None:
    """The guard of a lexicon, if its numerals need one."""
    table = lexicon.table
    if "particles" not in table:
        return None
    counters = [
        *table["classifiers"],
        *table.get("percent-words", ()),
        *table["multiples"],
        *table["fraction-joiners"],
    ]
    counters += [word for words in table.get("measures", {}).values() for word in words]
    dates = (words for words in table["dates"].values() if isinstance(words, list))
    counters += [word for words in dates for word in words if word]
    tens, units = values_table(table["native-tens"]), values_table(table["native-digits"])
    return Guard(
        digits=frozenset(table["digits"]),
        leaders=frozenset((*table["units"], *table["scales"])),
        day=table["dates"]["day"][0],
        followers=affixes((word, word) for word in counters),
        particles=affixes((word, word) for word in table["particles"]),
        prefixes=(*table["ordinal-prefixes"], *table["numeral-prefixes"]),
        joiners=tuple(table["fraction-joiners"]),
        native=re.compile(rf"(?:({alternation(tens)})[ ]?)?({alternation(units)})|({alternation(tens)})"),
        native_values={word: values[0] for word, values in (*tens.items(), *units.items())},
    )
