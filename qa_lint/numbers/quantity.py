"""What a number in a text is: a quantity."""

import enum
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from qa_lint.model import Span

Value = int | Fraction


def scaled(number: Value, above: int, below: int = 1) -> Value:
    """`number` times `above` / `below`, exactly; an `int` where it is whole."""
    numerator, denominator = number.numerator * above, number.denominator * below
    if denominator == 1 or numerator % denominator == 0:
        return numerator // denominator
    return Fraction(numerator, denominator)


def in_points(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Readings of basis points: as such, as percentage points, and as a share: 25, 0.25, 0.0025."""
    return (*values, *(scaled(number, 1, power) for number in values for power in (100, 10_000)))


def magnitude(number: Value) -> Value:
    """The number without its sign."""
    return -number if number < 0 else number


class Kind(enum.StrEnum):
    """What sort of quantity it is. Values of `PERCENT` are the plain number (5 % is 1/20), those of `POINT`
    the number of points."""

    CARDINAL = "cardinal"
    PERCENT = "percent"
    POINT = "percentage point"
    BASIS_POINT = "basis point"
    FRACTION = "fraction"
    MULTIPLE = "multiple"
    ORDINAL = "ordinal"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    WEEKDAY = "weekday"
    QUARTER = "quarter"
    DECADE = "decade"
    CENTURY = "century"
    TIME = "time"
    VERSION = "version"
    ROMAN = "roman"
    ENUMERATOR = "enumerator"
    CODE = "code"


class Bound(enum.StrEnum):
    """Whether the number is exact, or a limit, or near one."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    AT_LEAST = "at least"
    UNDER = "under"
    AT_MOST = "at most"


class Firmness(enum.IntEnum):
    """What a translation owes to a quantity.

    A `FIRM` one must have a counterpart. A `LOOSE` one may go without (三城一区, "two", 5G), but another
    number in its place is a fault. A `SOFT` one (一批, "both", "double") may explain a number on the other
    side and no more.
    """

    SOFT = 0
    LOOSE = 1
    FIRM = 2


class Quantity(NamedTuple):
    """A number in a text.

    `span` covers the numeral and what belongs to it (`20.4万`, `5.2%`, `第三`), not the unit or the words
    for the bound. `values` are the exact readings, the likeliest first: 增长1.1倍 is 1.1 and 2.1. `unit` is
    the canonical name of the unit where one is written and known (`metre`, `CNY`, `year`), else empty.
    `literal` is the text of a code, with its letters (`5G`).
    """

    span: Span
    values: tuple[Value, ...]
    kind: Kind = Kind.CARDINAL
    bound: Bound = Bound.EXACT
    unit: str = ""
    firmness: Firmness = Firmness.FIRM
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """A text, its language and its quantities."""

    text: str
    language: str
    quantities: tuple[Quantity, ...]
