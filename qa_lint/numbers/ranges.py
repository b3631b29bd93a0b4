"""What the end of a range says of its beginning: in "99.4 to 88.5 billion" both are billions, in "13 to 40
percent" both percent."""

import itertools
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from qa_lint.numbers.digits import LITERAL_PATTERN, multiplier
from qa_lint.numbers.lexicon import Lexicon, alternation
from qa_lint.numbers.quantity import Kind, Quantity, scaled

_WIDEST_JOINER = 20
_SPREADING = (Kind.CARDINAL, Kind.PERCENT)


@cache
def _joiner(lexicon: Lexicon) -> re.Pattern[str]:
    bounds = [word for words in lexicon.table.get("bounds", {}).values() for word in words]
    joiners = alternation(lexicon.table.get("range-joiners", ()))
    return re.compile(rf"\s?(?:{joiners})\s?(?:(?:{alternation(bounds)})\s?)?")


def spread(text: str, quantities: Sequence[Quantity], lexicon: Lexicon) -> Iterator[Quantity]:
    """`quantities` with the readings added that beginnings of ranges get from the ends."""
    joiner = _joiner(lexicon)
    for quantity, following in itertools.pairwise(quantities):
        end, start = quantity.span.end, following.span.start
        if (
            start - end < _WIDEST_JOINER
            and quantity.kind in (Kind.CARDINAL, Kind.YEAR)
            and following.kind in _SPREADING
            and joiner.fullmatch(text, end, start)
            and quantity.values
        ):
            factor = _factor(text, following, lexicon)
            if factor != 1:
                value = scaled(quantity.values[0], factor.numerator, factor.denominator)
                yield quantity._replace(values=(*quantity.values, value))
                continue
        yield quantity
    yield from quantities[-1:]


def _factor(text: str, quantity: Quantity, lexicon: Lexicon) -> Fraction:
    """What the scale or sign behind the digits of a quantity multiplies them by."""
    literal = LITERAL_PATTERN.match(text, quantity.span.start)
    if not literal or not quantity.values:
        return Fraction(1)
    factor = multiplier(literal.group(), quantity.values[0], lexicon.decimal, lexicon.group)
    return Fraction(1) if factor is None else factor
