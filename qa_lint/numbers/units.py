"""Units: currency signs before a number, and which unit is how much of which.

Factors are exact where the unit is defined so: the international yard and pound agreement of 1959, the
Chinese market units of 1959 (1 mu = 2000/3 square metres, 1 li = 500 metres, 1 jin = 500 grams).
"""

from fractions import Fraction

from qa_lint.numbers.quantity import Value

# "¥" is left out: it is yuan in one text and yen in another.
_CURRENCY_SIGNS = {
    "US$": "USD",
    "HK$": "HKD",
    "NT$": "TWD",
    "RMB": "CNY",
    "人民币": "CNY",
    "人民幣": "CNY",
    "新台币": "TWD",
    "新臺幣": "TWD",
    "新台幣": "TWD",
    "港币": "HKD",
    "港幣": "HKD",
    "CNY": "CNY",
    "USD": "USD",
    "EUR": "EUR",
    "GBP": "GBP",
    "JPY": "JPY",
    "HKD": "HKD",
    "A$": "AUD",
    "C$": "CAD",
    "S$": "SGD",
    "R$": "BRL",
    "$": "dollar",
    "€": "EUR",
    "£": "GBP",
    "₩": "KRW",
    "₽": "RUB",
    "₹": "INR",
}
# What "dollar" and 元 may be short for.
_EVERYDAY = {
    "dollar": {"USD", "HKD", "TWD", "AUD", "CAD", "SGD"},
    "yuan": {"CNY", "HKD", "TWD"},
    "year": {"age"},
}
_LAST = {sign[-1] for sign in _CURRENCY_SIGNS}

_PLURALS = {
    "foot": "feet",
    "square foot": "square feet",
    "inch": "inches",
    "degree celsius": "degrees Celsius",
    "age": "years of age",
}

# Dimension and size of a unit in it, in metres, square metres, cubic metres, grams, seconds, months.
_SIZES: dict[str, tuple[str, Fraction]] = {
    "millimetre": ("length", Fraction(1, 1000)),
    "centimetre": ("length", Fraction(1, 100)),
    "metre": ("length", Fraction(1)),
    "kilometre": ("length", Fraction(1000)),
    "inch": ("length", Fraction("0.0254")),
    "foot": ("length", Fraction("0.3048")),
    "mile": ("length", Fraction("1609.344")),
    "li": ("length", Fraction(500)),
    "square-metre": ("area", Fraction(1)),
    "square-kilometre": ("area", Fraction(1_000_000)),
    "square-foot": ("area", Fraction("0.09290304")),
    "square-mile": ("area", Fraction("2589988.110336")),
    "hectare": ("area", Fraction(10_000)),
    "acre": ("area", Fraction("4046.8564224")),
    "mu": ("area", Fraction(2000, 3)),
    "cubic-metre": ("volume", Fraction(1)),
    "litre": ("volume", Fraction(1, 1000)),
    "millilitre": ("volume", Fraction(1, 1_000_000)),
    "gallon": ("volume", Fraction("0.003785411784")),
    "milligram": ("mass", Fraction(1, 1000)),
    "gram": ("mass", Fraction(1)),
    "kilogram": ("mass", Fraction(1000)),
    "tonne": ("mass", Fraction(1_000_000)),
    "pound": ("mass", Fraction("453.59237")),
    "ounce": ("mass", Fraction("28.349523125")),
    "jin": ("mass", Fraction(500)),
    "microgram": ("mass", Fraction(1, 1_000_000)),
    "second": ("time", Fraction(1)),
    "minute": ("time", Fraction(60)),
    "hour": ("time", Fraction(3600)),
    "day": ("time", Fraction(86_400)),
    "week": ("time", Fraction(604_800)),
    "month": ("months", Fraction(1)),
    "year": ("months", Fraction(12)),
    "kilowatt": ("power", Fraction(1)),
    "megawatt": ("power", Fraction(1000)),
    "gigawatt": ("power", Fraction(1_000_000)),
    "cent": ("money", Fraction(1, 100)),
}
TIMES = frozenset(unit for unit, (measured, _) in _SIZES.items() if measured in ("time", "months"))
_CURRENCIES = {*_CURRENCY_SIGNS.values(), "yuan"}


def currency_before(text: str, start: int) -> str:
    """The currency whose sign or code stands directly before `start`, empty if none does."""
    end = start - 1 if start and text[start - 1] == " " else start
    if not end or text[end - 1].upper() not in _LAST:
        return ""
    for sign, currency in _CURRENCY_SIGNS.items():
        if text.endswith(sign, 0, end) and not (
            sign[0].isalpha() and text[end - len(sign) - 1 : end - len(sign)].isalpha()
        ):
            return currency
    return ""


def unit_name(unit: str) -> str:
    """A unit for people: `square metres`, `feet`, `CNY`."""
    if unit.isupper() or unit in ("mu", "li", "jin", "yuan"):
        return unit
    name = unit.replace("-", " ")
    return _PLURALS.get(name, f"{name}s")


def alike(one: str, other: str) -> bool:
    """Whether two units may be one: the same, or a currency by its full and by its everyday name."""
    return one == other or other in _EVERYDAY.get(one, ()) or one in _EVERYDAY.get(other, ())


def conversion(amount: Value, unit: str, other: str) -> Value | None:
    """`amount` of `unit` in `other` units; None if they do not measure the same."""
    if "cent" in (unit, other) and {unit, other} & _CURRENCIES:
        return Fraction(amount) / 100 if unit == "cent" else Fraction(amount) * 100
    one, two = _SIZES.get(unit), _SIZES.get(other)
    if one is None or two is None or one[0] != two[0]:
        return None
    return Fraction(amount) * one[1] / two[1]


def is_about(amount: Value, exact: Value) -> bool:
    """Whether `amount` may be a rounded `exact`: within 3 %, as rounding to two figures is at most off by 5 %
    and often less.
    """
    return abs(Fraction(amount) - Fraction(exact)) <= Fraction(3, 100) * abs(Fraction(exact))
