"""A numeral in words as it is being read, and as it stands when it is."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from qa_lint.numbers.quantity import Value
from qa_lint.numbers.vocabulary import Role, Token

_GAPS = frozenset((" ", "-", "\u00a0", " - ", "‑", "\n", *(" " * n for n in range(2, 6))))
WIDEST_GAP = max(map(len, _GAPS))
LARGE = 1000


class Numeral(NamedTuple):
    """A numeral as it stands. `values` are its readings (none for a version or a list).

    `digits`: begins with digits; `bare`: a scale without a number ("thousands", "a million"); `ordinal`: ends
    in an ordinal; `fraction`: "two thirds"; `several`: of two numbers, 3/4 and "one out of three".
    """

    start: int
    end: int
    values: tuple[Value, ...]
    digits: bool = False
    bare: bool = False
    ordinal: bool = False
    fraction: bool = False
    several: bool = False


@dataclass(slots=True)
class Sum:
    """A numeral being read: what is complete, by scales that fall, and the part below the next scale."""

    groups: list[tuple[Value, Value]] = field(default_factory=list)
    part: Value | None = None
    figures: bool = False

    @property
    def last_scale(self) -> Value:
        """The smallest scale so far, 0 without one."""
        return self.groups[-1][0] if self.groups else 0

    @property
    def value(self) -> Value:
        """The value of what was read."""
        return sum((amount for _, amount in self.groups), self.part or 0)

    def fits(self, number: Value) -> bool:
        """Whether `number` may follow, as 5 may follow 20 and 300."""
        part = self.part
        if part is None:
            return not self.groups or number < self.last_scale
        if not isinstance(part, int) or not part or number <= 0:
            return False
        if part % 100 == 0:
            return number < 100
        # Sixty and fifteen, four-twenties and seventeen: 75 and 97 in French.
        return (
            part % 10 == 0
            and part % 100 >= 20
            and (number < 10 or (part % 20 == 0 and part % 100 >= 60 and number < 20))
        )

    def add(self, role: Role, number: Value) -> bool:
        """Adds a word; False if it does not continue the numeral."""
        if role is Role.WORD:
            if not self.fits(number):
                return False
            self.part = (self.part or 0) + number
        elif role is Role.HUNDRED:
            if self.part is not None and self.part >= 100 and not self.figures:
                return False
            self.part = (1 if self.part is None else self.part) * number
        else:
            return self._scale(number)
        return True

    def _scale(self, scale: Value) -> bool:
        # Dos mil quinientos millones: a scale takes all that is smaller.
        amount = self.part
        kept = len(self.groups)
        while kept and self.groups[kept - 1][0] < scale:
            kept -= 1
            amount = (amount or 0) + self.groups[kept][1]
        if kept and self.groups[kept - 1][0] == scale:
            if amount is not None:
                return False
            amount, kept = self.groups[kept - 1][1], kept - 1
        self.groups[kept:] = [(scale, (1 if amount is None else amount) * scale)]
        self.part = None
        return True


def continues(lower: str, words: list[Token], index: int) -> bool:
    """Whether there is a word at `index` with only a space or a hyphen before it."""
    return 0 < index < len(words) and lower[words[index - 1].end : words[index].start] in _GAPS


def simplest(value: Value) -> Value:
    """`value` as an `int` where it is whole."""
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value
