"""What the suffix of a numeral says it is, in languages without spaces: 三成, 1.1倍, 2024年, 5月, 21日."""

from fractions import Fraction

from qa_lint.model import Span
from qa_lint.numbers.han import Numeral, as_fraction
from qa_lint.numbers.lexicon import Lexicon, is_wide
from qa_lint.numbers.quantity import Bound, Firmness, Kind, Quantity, Value, in_points, scaled
from qa_lint.numbers.spaceless_grammar import Grammar, grammar_of


def suffixed(
    text: str,
    numeral: Numeral,
    values: tuple[Value, ...],
    suffix: tuple[str, int],
    bound: Bound,
    firmness: Firmness,
    lexicon: Lexicon,
) -> Quantity | None:
    """The quantity with a suffix that says its kind: 三成, 1.1倍, 2024年, 5月, 21日."""
    grammar = grammar_of(lexicon)
    meaning, end = suffix
    span = Span(numeral.start, end)
    first = values[0]
    behind = text[end : end + 1]
    if meaning == "tenths" and 0 < first <= 10 and not (behind and behind in grammar.tenths_not_before):
        part = Fraction(1, 2) if text.startswith(grammar.half, end) else Fraction(0)
        hundredths = lexicon.table["digits"].get(behind)
        if hundredths and not text[end + 1 : end + 2].isalpha():  # 七成六
            part, span = Fraction(hundredths, 10), Span(numeral.start, end + 1)
        return Quantity(
            span,
            tuple(as_fraction(value + part, 10) for value in values),
            Kind.PERCENT,
            bound,
            firmness=firmness,
        )
    if meaning == "discount" and 0 < first < 100 and not (behind and behind in grammar.discounts_not_before):
        price = values[-1] if numeral.several else first  # 五五折
        price = as_fraction(price, 10 if price < 10 else 100)
        return Quantity(span, (price, 1 - price), Kind.PERCENT, bound, firmness=firmness)
    if meaning == "dozen" and not (behind and behind in grammar.dozens_not_before):
        dozens = (*(value * 12 for value in values), *values)
        return Quantity(span, dozens, Kind.CARDINAL, bound, firmness=min(firmness, Firmness.LOOSE))
    if meaning == "percent":
        return Quantity(
            span,
            tuple(scaled(value, 1, 100) for value in values),
            Kind.PERCENT,
            bound,
            firmness=firmness,
        )
    if meaning == "multiple":
        # 增长两倍 is three times as much, 是两倍 is twice; 增长一倍 is 100 %.
        return Quantity(span, (first, first + 1, first - 1), Kind.MULTIPLE, bound, firmness=firmness)
    if meaning == "percent point":
        return Quantity(span, values, Kind.POINT, bound, firmness=firmness)
    if meaning == "basis point":
        return Quantity(span, in_points(values), Kind.BASIS_POINT, bound, firmness=firmness)
    era = _era(text, numeral.start, grammar) if meaning == "year" else 0
    if era:
        return Quantity(span, (first + era, *values), Kind.YEAR, bound, firmness=firmness)
    if meaning == "year" and 60 <= first <= 130 and is_wide(text, lexicon):
        # In Taiwan years are counted from 1911: 112年 is 2023.
        return Quantity(
            span, (first, first + lexicon.table["republic-years"]), Kind.YEAR, bound, firmness=firmness
        )
    if meaning == "year" and 1000 <= first <= 2999 and not numeral.over:
        return Quantity(span, values, Kind.YEAR, bound, firmness=firmness)
    if meaning == "month" and 1 <= first <= 12:
        return Quantity(span, values, Kind.MONTH, bound, firmness=max(firmness, Firmness.LOOSE))
    if meaning == "day" and 1 <= first <= 31 and not (behind and behind in grammar.day_not_before):
        return Quantity(span, values, Kind.DAY, bound, firmness=firmness)
    if meaning == "decade" and 0 <= first < 3000:
        readings = (
            values if first >= 100 else (*values, *(century * 100 + first for century in range(20, 9, -1)))
        )
        return Quantity(span, readings, Kind.DECADE, bound, firmness=firmness)
    if meaning == "century":
        return Quantity(span, values, Kind.CENTURY, bound, firmness=firmness)
    if meaning == "quarter" and 1 <= first <= 4:
        return Quantity(span, values, Kind.QUARTER, bound, firmness=max(firmness, Firmness.LOOSE))
    if meaning == "hour" and 0 <= first <= 24 and not (behind and behind in grammar.hour_not_before):
        readings = (first, first + 12, first - 12) if isinstance(first, int) else (first,)
        return Quantity(span, readings, Kind.TIME, bound, firmness=min(firmness, Firmness.LOOSE))
    return None


def _era(text: str, start: int, grammar: Grammar) -> int:
    """The year before the first of the era named directly before a year, 令和6年; 0 if none is."""
    return next((years for name, years in grammar.eras if text.endswith(name, 0, start)), 0)
