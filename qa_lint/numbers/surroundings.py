"""What stands around a numeral, in languages with spaces between words: its sign, its unit, its bound."""

import re
from collections.abc import Mapping

from qa_lint.model import Span
from qa_lint.numbers.digits import is_negative
from qa_lint.numbers.lexicon import Lexicon
from qa_lint.numbers.quantity import Bound, Firmness, Kind, Quantity, Value, in_points, scaled
from qa_lint.numbers.spaced_grammar import Grammar, grammar_of
from qa_lint.numbers.units import currency_before

_SIGNS: Mapping[str, int] = {"%": 100, "‰": 1000, "‱": 10000}
_SIGN = re.compile(r"[^\S\n]{0,2}([%‰‱])")
_KINDS = {"percent point": Kind.POINT, "basis point": Kind.BASIS_POINT, "multiple": Kind.MULTIPLE}
_HYPHENS = frozenset(" -\u00a0\u202f‑")


def finish(
    text: str,
    lower: str,
    start: int,
    end: int,
    values: tuple[Value, ...],
    kind: Kind,
    firmness: Firmness,
    lexicon: Lexicon,
) -> Quantity:
    """The quantity with the percent sign, the unit and the bound that stand around it."""
    grammar = grammar_of(lexicon)
    countable = kind is Kind.CARDINAL or kind is Kind.FRACTION
    if countable and (
        is_negative(text, start) or lower.endswith(grammar.negative, max(0, start - 12), start)
    ):
        values = (*(-value for value in values), *values)
    elif kind is Kind.CARDINAL and start == 2 and text.startswith("- "):
        values = (*values, *(-value for value in values))  # a minus, or the dash of a list
    bound = bound_around(lower, start, end, lexicon)
    sign = _SIGN.match(text, end)
    if sign:
        readings = tuple(scaled(value, 1, _SIGNS[sign.group(1)]) for value in values)
        return Quantity(Span(start, sign.end()), readings, Kind.PERCENT, bound, firmness=Firmness.FIRM)
    behind = end
    if (
        grammar.abbreviations
        and text[end : end + 1] == "."
        and lower.endswith(grammar.abbreviations, start, end)
    ):
        end = behind = end + 1  # 3 Mio. Euro
    while behind - end < 2 and text[behind : behind + 1] in _HYPHENS:
        behind += 1
    suffix = grammar.suffixes.behind(lower, behind)
    if suffix and lower[suffix[1] : suffix[1] + 1].isalpha():
        suffix = None
    if suffix and suffix[0] == "hour":
        return _hour(Quantity(Span(start, end), values, kind, bound, "hour", firmness))
    if suffix:
        firm = max(firmness, Firmness.FIRM if suffix[0] != "multiple" else Firmness.LOOSE)
        if suffix[0] == "percent":
            return Quantity(
                Span(start, suffix[1]),
                tuple(scaled(value, 1, 100) for value in values),
                Kind.PERCENT,
                bound,
                firmness=firm,
            )
        if suffix[0] == "basis point":
            values = in_points(values)
        return Quantity(Span(start, suffix[1]), values, _KINDS[suffix[0]], bound, firmness=firm)
    unit = lexicon.measures.behind(lower, behind) if countable else None
    if unit and lower[unit[1] : unit[1] + 1].isalpha():
        unit = None
    factors: tuple[Value, ...] = ()
    if kind is Kind.CARDINAL and behind > end and not _is_year(text, start, end, values):
        factors = _scale_behind(text, behind, grammar)
        unit = None if factors and text[behind].isupper() else unit
    if kind is Kind.CARDINAL and not unit:
        factors = _prefix_behind(lower, behind, grammar) or factors
        if factors:
            values = (*values, *(value * factor for value in values for factor in factors))
    named = unit[0] if unit else ""
    if kind is Kind.CARDINAL and not named:
        named = currency_before(text, start)
    if kind is Kind.CARDINAL and not named and _is_year(text, start, end, values):
        kind = Kind.YEAR
    return Quantity(Span(start, end), values, kind, bound, named, firmness)


def _prefix_behind(lower: str, position: int, grammar: Grammar) -> tuple[Value, ...]:
    """What the prefix of a unit multiplies by: 10-gigabit."""
    prefix = grammar.unit_prefixes.behind(lower, position)
    return (int(prefix[0]),) if prefix else ()


def _scale_behind(text: str, position: int, grammar: Grammar) -> tuple[Value, ...]:
    """What a letter for a scale that stands alone may multiply by: 2.5 k; but B.C."""
    factors = grammar.glued.get(text[position : position + 1])
    follows = text[position + 1 : position + 2]
    alone = text[position - 1] == " " and follows != "." and not follows.isalpha()
    return factors[:1] if factors and alone else ()


def _hour(quantity: Quantity) -> Quantity:
    """14 Uhr is also 2 in the afternoon; "14 heures" may be that or a duration."""
    hour = quantity.values[0] if quantity.values else 0
    if not isinstance(hour, int) or not 0 < hour <= 24:
        return quantity
    return quantity._replace(values=(*quantity.values, hour + 12, hour - 12), kind=Kind.TIME)


def _is_year(text: str, start: int, end: int, values: tuple[Value, ...]) -> bool:
    return end - start == 4 and text[start:end].isdigit() and 1000 <= values[0] <= 2999


def bound_around(lower: str, start: int, end: int, lexicon: Lexicon) -> Bound:
    """The bound said before or behind a numeral."""
    bound = lexicon.bounds.before(lower, start)
    return lexicon.bounds.behind(lower, end) if bound is Bound.EXACT else bound
