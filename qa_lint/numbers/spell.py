"""Quantities for people to read: their values spelled out, and written as another number is written."""

from fractions import Fraction

from qa_lint.numbers.digits import LITERAL_PATTERN, multiplier
from qa_lint.numbers.lexicon import lexicon
from qa_lint.numbers.quantity import Kind, Quantity, Value, magnitude

_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def spell(quantity: Quantity) -> str:
    """The value of a quantity: `204,000`, `320 billion`, `5.2%`, `2/3`; the literal of a code."""
    if quantity.literal or not quantity.values:
        return quantity.literal
    value = quantity.values[0]
    if quantity.kind is Kind.PERCENT:
        return f"{_plain(value * 100)}%"
    if quantity.kind in (Kind.YEAR, Kind.DECADE):
        return str(value)
    for scale, name in _SCALES:
        scaled = Fraction(value) / scale
        if magnitude(value) >= scale and 1000 % scaled.denominator == 0:
            return f"{_plain(scaled)} {name}"
    return _plain(value)


def spell_amount(value: Value) -> str:
    """An amount rounded to four figures, as a conversion would be written: `3,867`."""
    amount = float(value)
    return f"{amount:,.0f}" if amount >= 1000 else f"{amount:.4g}"


def said(written: str, quantity: Quantity) -> str:
    """What is written, with its value where the writing does not show it: `'20.4万' (204,000)`, `'5.2%'`."""
    value = spell(quantity)
    if written.lower().replace(" ", "").replace(",", "") == value.lower().replace(" ", "").replace(",", ""):
        return f"'{written}'"
    return f"'{written}' ({value})"


def rewrite(written: str, quantity: Quantity, value: Value, language: str) -> str | None:
    """`value` in the way `written` writes `quantity`: 204000 as "20,400" is "204,000".

    None where that is not certain.
    """
    entry = lexicon(language)
    literal = LITERAL_PATTERN.match(written)
    if not literal or not quantity.values or not quantity.values[0]:
        return None
    factor = multiplier(literal.group(), quantity.values[0], entry.decimal, entry.group)
    if factor is None:
        return None
    number = Fraction(value) / factor
    if 1000 % number.denominator or not 0 < number < 10**9:
        return None
    grouped = entry.group in literal.group() or (quantity.kind is Kind.CARDINAL and number >= 10_000)
    digits = f"{int(number):,}" if grouped else str(int(number))
    digits = digits.replace(",", entry.group if grouped else "")
    decimals = f"{float(number % 1):.3f}"[2:].rstrip("0")
    return digits + (entry.decimal + decimals if decimals else "") + written[literal.end() :]


def _plain(value: Value) -> str:
    if value.denominator == 1:
        return f"{int(value):,}"
    if value.denominator in (3, 6, 7, 9):
        return str(value)
    return f"{float(value):,.6f}".rstrip("0")
