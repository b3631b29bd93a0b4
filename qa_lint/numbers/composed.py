"""Numbers that two numerals make, or one numeral two, in languages without spaces: 三分之二, “4·18”."""

import re
from collections.abc import Iterator
from fractions import Fraction

from qa_lint.model import Span
from qa_lint.numbers.codes import code
from qa_lint.numbers.digits import is_negative, proper_fraction
from qa_lint.numbers.han import Numeral, as_fraction
from qa_lint.numbers.lexicon import Lexicon
from qa_lint.numbers.quantity import Firmness, Kind, Quantity, Value
from qa_lint.numbers.spaceless_grammar import Grammar, bound_around, grammar_of


def compose(
    text: str, last: Quantity | None, first: Numeral, second: Numeral, lexicon: Lexicon
) -> tuple[Quantity, bool] | None:
    """The number that two numerals make, and whether it takes in the quantity before them; None if they make
    none.
    """
    gap = text[first.end : second.start]
    if gap == "/" and (quotient := _slashed(text, first, second, lexicon)):
        space = text[last.span.end : first.start] if last else ""
        if last and space.isspace() and last.kind is Kind.CARDINAL and last.values and not last.unit:
            return _mixed(last, quotient), True  # 2 1/4
        return quotient, False
    grammar = grammar_of(lexicon)
    sign = grammar.fraction.get(gap.strip())
    if sign and first.values and second.values:
        fraction = _fraction(text, first, second, sign, lexicon)
        joined = last and text[last.span.end : first.start].strip() in grammar.whole_joiners
        if last and joined and last.kind is Kind.CARDINAL and last.span.end < first.start:
            return _mixed(last, fraction), True  # 三又二分之一
        return fraction, False
    made = _decade(text, first, second, grammar) if gap in grammar.centuries else None
    made = made or _split(text, first, second, lexicon)
    return (made, False) if made else None


def _split(text: str, numeral: Numeral, tail: Numeral, lexicon: Lexicon) -> Quantity | None:
    """一米七 is 1.7 metres, 9秒83 is 9.83 seconds, 六块五 6.5 yuan."""
    split = lexicon.split_units.behind(text, numeral.end)
    if split is None or split[1] != tail.start or not numeral.values or not tail.values:
        return None
    figures = str(tail.values[-1] if tail.several else tail.values[0])
    grammar = grammar_of(lexicon)
    counts = grammar.classifiers.behind(text, tail.end) or lexicon.measures.behind(text, tail.end)
    written = 2 if tail.digits else tail.end - tail.start
    if not figures.isdecimal() or counts or written > 2 or (tail.digits and tail.end - tail.start != 2):
        return None
    value = numeral.values[0] + Fraction(int(figures), 10**written)
    bound = bound_around(text, numeral.start, tail.end, lexicon)
    return Quantity(Span(numeral.start, tail.end), (value,), Kind.CARDINAL, bound, split[0])


def _fraction(text: str, denominator: Numeral, numerator: Numeral, sign: int, lexicon: Lexicon) -> Quantity:
    """百分之五, 三分之二; `sign` is that of the numerator, 三分之负二."""
    below, above = denominator.values[0], numerator.values[0] * sign
    kind = Kind.PERCENT if below in (100, 1000, 10000) else Kind.FRACTION
    bound = bound_around(text, denominator.start, numerator.end, lexicon)
    return Quantity(
        Span(denominator.start, numerator.end),
        (_signed(text, denominator, above, below, lexicon),),
        kind,
        bound,
    )


def _slashed(text: str, above: Numeral, below: Numeral, lexicon: Lexicon) -> Quantity | None:
    """3/4, unless it is part of a date or a path."""
    if not (above.digits and below.digits):
        return None
    if text[above.start - 1 : above.start] == "/" or text[below.end : below.end + 1] == "/":
        return None
    part = proper_fraction(above.values, below.values)
    if part is None or code(text, above, lexicon) or code(text, below, lexicon):
        return None
    values = (-part, part) if is_negative(text, above.start) else (part,)
    return Quantity(Span(above.start, below.end), values, Kind.FRACTION, firmness=Firmness.LOOSE)


def _mixed(whole: Quantity, fraction: Quantity) -> Quantity:
    number, part = whole.values[0], fraction.values[0]
    span = Span(whole.span.start, fraction.span.end)
    return fraction._replace(span=span, values=(number - part if number < 0 else number + part,))


def _decade(text: str, century: Numeral, decade: Numeral, grammar: Grammar) -> Quantity | None:
    """20世纪70年代 is one number: the 1970s."""
    suffix = grammar.suffixes.behind(text, decade.end)
    if suffix is None or suffix[0] != "decade" or not century.values or not decade.values:
        return None
    return Quantity(
        Span(century.start, suffix[1]), ((century.values[0] - 1) * 100 + decade.values[0],), Kind.DECADE
    )


def event(text: str, numeral: Numeral) -> Iterator[Quantity]:
    """“4·18” and “23·7” stand for what happened on a day or in a month; a translation names either, or the
    event.
    """
    parts = list(re.finditer(r"\d+", text[numeral.start : numeral.end]))
    kinds = (Kind.MONTH, Kind.DAY) if int(parts[0].group()) <= 12 else (Kind.YEAR, Kind.MONTH)
    for match, kind in zip(parts, kinds, strict=False):
        span = Span(numeral.start + match.start(), numeral.start + match.end())
        number = int(match.group())
        values = (number, 2000 + number, 1900 + number) if kind is Kind.YEAR else (number,)
        yield Quantity(span, values, kind, firmness=Firmness.LOOSE)


def _signed(text: str, numeral: Numeral, above: Value, below: Value, lexicon: Lexicon) -> Value:
    value = as_fraction(above, below)
    negative = text.endswith(tuple(lexicon.table["negative"]), 0, numeral.start)
    return -value if negative or is_negative(text, numeral.start) else value
