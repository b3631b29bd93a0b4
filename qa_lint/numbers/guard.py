"""Which syllables are numerals where they are everyday syllables too: 이 is two, and "this"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from qa_lint.numbers.lexicon import Affixes, Lexicon, affixes, alternation, values_table
from qa_lint.numbers.quantity import Value

_LONGEST_PARTICLE = 4


@dataclass(frozen=True, slots=True)
class Guard:
    """What must stand around a run of numeral syllables for it to be a numeral.

    `followers` are counters and units, `particles` what may stand behind a numeral or a counter, `prefixes`
    what may stand before it in the same word; `native` reads numerals that are words of their own.
    """

    digits: frozenset[str]
    leaders: frozenset[str]
    followers: Affixes
    particles: Affixes
    prefixes: tuple[str, ...]
    joiners: tuple[str, ...]
    negative: tuple[str, ...]
    attributive: frozenset[str]
    native: re.Pattern[str]
    native_values: dict[str, Value]

    def judge(self, text: str, start: int, end: int) -> tuple[int, bool] | None:
        """The end of the numeral in the run from `start` to `end`, and whether it is weak; None if none is.

        Its last syllables may be a particle or a counter: 이십육이다, 십일일, 삼분의 일만.
        """
        if not self._begins(text, start):
            return None
        below = text.endswith(self.joiners, 0, start) or text.endswith(self.joiners, 0, start - 1)
        signed = text.endswith(self.negative, 0, start)
        for stop in range(end, max(start, end - _LONGEST_PARTICLE), -1):
            run = text[start:stop]
            if any(one in self.digits and other in self.digits for one, other in pairwise(run)):
                continue
            if (below and stop - start > 1 and run[-1] in self.particles.by_first) or not self._ends(
                text, stop
            ):
                continue
            if below or signed or text.startswith(self.joiners, stop):
                return stop, False
            leads = run[0] in self.leaders
            if self._counts(text, stop) and not (leads and len(run) == 2):
                return stop, len(run) == 1
            if len(run) > 2 or (len(run) == 2 and not leads):
                return stop, True
        return None

    def trim(self, text: str, start: int, end: int) -> int:
        """Where a numeral in digits ends: three pieces, 3조각, are not three trillion."""
        if self._ends(text, end):
            return end
        return next((at for at in range(start, end) if not (text[at].isdigit() or text[at] in ".,")), end)

    def natives(
        self, text: str
    ) -> Iterator[tuple[int, int, tuple[Value, ...], bool, bool, bool, bool, bool, bool]]:
        """The native numerals, as the arguments of a numeral."""
        for match in self.native.finditer(text):
            start, end = match.span()
            certain = self._counts(text, end)
            alone = match.group() not in self.attributive and self._closes(text, end)
            # 두 값: some before a noun, where others are words of another meaning.
            alone = alone or (match.group() in self.attributive and text[end : end + 1] == " ")
            if self._begins(text, start) and (certain or alone):
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

    def _ends(self, text: str, end: int) -> bool:
        return self._closes(text, end) or self._counts(text, end)

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
        leaders=frozenset(word for word, number in table["units"].items() if number > 10)
        | frozenset(table["scales"]),
        followers=affixes((word, word) for word in counters),
        particles=affixes((word, word) for word in table["particles"]),
        prefixes=(*table["ordinal-prefixes"], *table["numeral-prefixes"]),
        joiners=tuple(table["fraction-joiners"]),
        negative=tuple(table["negative"]),
        attributive=frozenset(table["native-attributive"]),
        native=re.compile(rf"(?:({alternation(tens)})[ ]?)?({alternation(units)})|({alternation(tens)})"),
        native_values={word: values[0] for word, values in (*tens.items(), *units.items())},
    )
