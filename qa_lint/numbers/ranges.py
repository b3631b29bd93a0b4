"""What the end of a range says of its beginning: in "99.4 to 88.5 billion" both are billions, in "13 to 40
percent" both percent."""

import itertools
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from qa_lint.numbers.digits import LITERAL, read_literal
from qa_lint.numbers.lexicon import Lexicon, alternation
from qa_lint.numbers.quantity import Kind, Quantity

_LITERAL = re.compile(LITERAL)
_SPREADING = (Kind.CARDINAL, Kind.PERCENT)


@cache
def _joiner(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{alternation(lexicon.table.get('range-joiners', ()))})\s?")


def spread(text: str, quantities: Sequence[Quantity], lexicon: Lexicon) -> Iterator[Quantity]:
    """`quantities` with the readings added that beginnings of ranges get from the ends."""
    joiner = _joiner(lexicon)
    for quantity, following in itertools.zip_longest(quantities, quantities[1:]):
        if following and quantity.kind in (Kind.CARDINAL, Kind.YEAR) and following.kind in _SPREADING:
            gap = text[quantity.span.end : following.span.start]
            factor = (
                _factor(text, following, lexicon) if len(gap) < 12 and joiner.fullmatch(gap) else Fraction(1)
            )
            if factor != 1 and quantity.values and following.values:
                scaled = quantity.values[0] * factor
                yield quantity._replace(
                    values=(*quantity.values, scaled.numerator if scaled.denominator == 1 else scaled),
                )
                continue
        yield quantity


def _factor(text: str, quantity: Quantity, lexicon: Lexicon) -> Fraction:
    """What the scale or sign behind the digits of a quantity multiplies them by."""
    literal = _LITERAL.match(text, quantity.span.start)
    readings = read_literal(literal.group(), lexicon.decimal, lexicon.group) if literal else ()
    if not readings or not readings[0] or not quantity.values:
        return Fraction(1)
    return Fraction(quantity.values[0]) / Fraction(readings[0])
