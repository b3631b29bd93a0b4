"""Numerals in figures, in languages with spaces between words: ordinals, decades, codes, amounts."""

import re
from fractions import Fraction

from qa_lint.model import Span
from qa_lint.numbers.clock import clock_part
from qa_lint.numbers.digits import EXPONENT, LONGEST, is_version
from qa_lint.numbers.lexicon import Lexicon
from qa_lint.numbers.quantity import Firmness, Kind, Quantity, Value
from qa_lint.numbers.spaced_grammar import grammar_of
from qa_lint.numbers.sums import Numeral
from qa_lint.numbers.surroundings import bound_around, finish
from qa_lint.numbers.vocabulary import Token

_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_RAISED_POINT = re.compile(r"\d+·\d+")
_QUOTES = '"”’»'
_START = re.compile(r"\s*[(\[（]?(\d{1,3}|[IVXLC]{1,7}|[ivx]{1,5}|[A-Z])[.)\]）、:]?\s")


def figures(text: str, lower: str, numeral: Numeral, token: Token, lexicon: Lexicon) -> list[Quantity]:
    """The quantity that a numeral in figures is, `token` its first; several for a list (`1,2`)."""
    grammar = grammar_of(lexicon)
    start, end, values = numeral.start, numeral.end, numeral.values
    before, behind = text[start - 1 : start], text[end : end + 1]
    suffix = _LETTERS.match(lower, end) if end == token.end and behind.isalpha() else None
    if values and ":" in (before, behind) and (clock := clock_part(text, start, end, values)):
        return [clock]
    if suffix and values and not before.isalpha():
        quantity = _suffixed(text, lower, numeral, suffix, lexicon)
        if quantity:
            return [quantity]
    if (
        not suffix
        and lower.endswith(grammar.decade_prefixes, 0, start)
        and (decade := _decade(start, end, values))
    ):
        return [decade]  # les années 80
    code_start = start if before == " " else _code_start(text, start)
    if suffix or code_start < start:
        return [_code(text, lower, code_start, suffix.end() if suffix else end, numeral)]
    if not values:
        return _unread(text, lower, numeral, token, lexicon)
    glued_to_quote = before and before in _QUOTES and end - start <= 3
    if glued_to_quote or (behind == "]" and before == "["):
        return [
            Quantity(Span(start, end), values, Kind.CODE, firmness=Firmness.LOOSE, literal=lower[start:end])
        ]
    opening = _START.match(text) if start < 4 and behind and behind in ".)]）、:" else None
    if opening and opening.start(1) == start and end == token.end:
        return [Quantity(Span(start, end), values, Kind.ENUMERATOR, firmness=Firmness.LOOSE)]
    # "1 item" is often just "an item", and "1." the number of a list.
    firmness = Firmness.LOOSE if values[0] == 1 else Firmness.FIRM
    return [finish(text, lower, start, end, values, Kind.CARDINAL, firmness, lexicon)]


def _suffixed(
    text: str, lower: str, numeral: Numeral, suffix: re.Match[str], lexicon: Lexicon
) -> Quantity | None:
    """A numeral with letters glued to it that say what it is: 3rd, 1980s, 5km, 2.5bn, 3x; None for a code."""
    grammar = grammar_of(lexicon)
    start, end, values = numeral.start, numeral.end, numeral.values
    word, stop = suffix.group(), suffix.end()
    if word in grammar.ordinal_suffixes:
        return finish(text, lower, start, stop, values, Kind.ORDINAL, Firmness.FIRM, lexicon)
    if word in grammar.decades and (decade := _decade(start, stop, values)):
        return decade
    unit = lexicon.measures.behind(lower, end)
    capital = stop - end == 1 and text[end].isupper()
    factors = grammar.glued.get(text[end:stop], ())
    readings = tuple(value * factor for value in values for factor in factors)
    if unit and unit[1] == stop and not capital:
        bound = bound_around(lower, start, end, lexicon)
        return Quantity(Span(start, end), values + readings, Kind.CARDINAL, bound, unit[0])
    if readings:
        return finish(text, lower, start, stop, readings, Kind.CARDINAL, Firmness.FIRM, lexicon)
    if word == "x":
        return Quantity(Span(start, stop), values, Kind.MULTIPLE, firmness=Firmness.LOOSE)
    return None


def _code(text: str, lower: str, start: int, stop: int, numeral: Numeral) -> Quantity:
    """5G, COVID-19, 1e-5: a code from `start` to `stop`."""
    if exponent := EXPONENT.match(text, numeral.end):
        stop = exponent.end()
    # What begins with a numeral stays what it is, 3D; COVID-19 may become a word.
    firmness = Firmness.FIRM if start == numeral.start else Firmness.LOOSE
    span, literal = Span(start, stop), lower[start:stop]
    if not numeral.values:
        literal = literal.removeprefix("v")  # "v0.11.0" is "version 0.11.0"
    return Quantity(span, numeral.values, Kind.CODE, firmness=firmness, literal=literal)


def _unread(text: str, lower: str, numeral: Numeral, token: Token, lexicon: Lexicon) -> list[Quantity]:
    """A literal without readings: 65·7 per cent, a version, or a list."""
    start, end = numeral.start, numeral.end
    if end - start <= LONGEST and _RAISED_POINT.fullmatch(token.text):
        reading = Fraction(token.text.replace("·", "."))
        quantity = finish(text, lower, start, end, (reading,), Kind.CARDINAL, Firmness.FIRM, lexicon)
        if quantity.kind is Kind.PERCENT or quantity.unit:
            return [quantity]
    if is_version(token.text) or end - start > LONGEST:
        return [Quantity(Span(start, end), (), Kind.VERSION, literal=lower[start:end])]
    return [
        Quantity(Span(*match.span()), (int(match[0]),), firmness=Firmness.LOOSE)
        for match in _NUMBER.finditer(text, start, end)
    ]


def _decade(start: int, end: int, values: tuple[Value, ...]) -> Quantity | None:
    """The 1980s, and the 80s of any century; None for what is no decade."""
    if not values or not isinstance(values[0], int) or values[0] % 10:
        return None
    centuries = range(20, 9, -1) if values[0] < 100 else ()
    return Quantity(
        Span(start, end), (*values, *(century * 100 + values[0] for century in centuries)), Kind.DECADE
    )


def _code_start(text: str, start: int) -> int:
    """Where a code begins that ends in digits: COVID-19, PM2.5, project12. A hyphen behind small letters
    starts none: mid-2023."""
    at = start
    if at > 1 and text[at - 1] in "-_–" and text[at - 2].isalnum():
        head, first = at - 1, max(0, at - LONGEST)
        while head > first and (text[head - 1].isalnum() or text[head - 1] in "-_"):
            head -= 1
        word = text[head : at - 1]
        return (
            head
            if any(character.isupper() or character == "_" for character in word) and not word.isdigit()
            else at
        )
    while at and (text[at - 1].isalpha() or text[at - 1] == "_"):
        at -= 1
    return at
