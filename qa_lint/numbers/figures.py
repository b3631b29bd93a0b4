"""Numerals in figures, in languages with spaces between words: ordinals, decades, codes, versions, amounts."""

import re
from collections.abc import Iterator
from fractions import Fraction

from qa_lint.model import Span
from qa_lint.numbers.clock import clock_part
from qa_lint.numbers.digits import EXPONENT, LONGEST, is_version
from qa_lint.numbers.lexicon import Lexicon
from qa_lint.numbers.quantity import Firmness, Kind, Quantity, Value
from qa_lint.numbers.spaced_grammar import grammar_of
from qa_lint.numbers.surroundings import bound_around, finish
from qa_lint.numbers.vocabulary import Token
from qa_lint.numbers.words import Numeral

_LETTERS = re.compile(r"[^\W\d_]+")
_QUOTES = '"”’»'
_START = re.compile(r"\s*[(\[（]?(\d{1,3}|[IVXLC]{1,7}|[ivx]{1,5}|[A-Z])[.)\]）、:]?\s")


def figures(text: str, lower: str, numeral: Numeral, token: Token, lexicon: Lexicon) -> Iterator[Quantity]:
    grammar = grammar_of(lexicon)
    start, end, values = numeral.start, numeral.end, numeral.values
    before, behind = text[start - 1 : start], text[end : end + 1]
    suffix = _LETTERS.match(lower, end) if end == token.end and behind.isalpha() else None
    clock = clock_part(text, start, end, values) if before == ":" or behind == ":" else None
    if clock:
        yield clock
        return
    if suffix and values and not _is_letter_before(text, start):
        word = suffix.group()
        if word in grammar.ordinal_suffixes:
            yield finish(text, lower, start, suffix.end(), values, Kind.ORDINAL, Firmness.FIRM, lexicon)
            return
        if word in grammar.decades and (decade := _decade(start, suffix.end(), values)):
            yield decade
            return
        unit = lexicon.measures.behind(lower, end)
        capital = suffix.end() - end == 1 and text[end].isupper()
        if unit and unit[1] == suffix.end() and not capital:
            extra = grammar.glued.get(text[end : suffix.end()], ())
            readings = values + tuple(value * factor for value in values for factor in extra)
            yield Quantity(
                Span(start, end), readings, Kind.CARDINAL, bound_around(lower, start, end, lexicon), unit[0]
            )
            return
        factors = grammar.glued.get(text[end : suffix.end()])
        if factors:
            readings = tuple(value * factor for value in values for factor in factors)
            yield finish(text, lower, start, suffix.end(), readings, Kind.CARDINAL, Firmness.FIRM, lexicon)
            return
        if word == "x":
            yield Quantity(Span(start, suffix.end()), values, Kind.MULTIPLE, firmness=Firmness.LOOSE)
            return
    if (
        not suffix
        and lower.endswith(grammar.decade_prefixes, 0, start)
        and (decade := _decade(start, end, values))
    ):
        yield decade  # les années 80
        return
    code_start = start if before == " " else _code_start(text, start)
    if code_start < start or suffix:
        stop = suffix.end() if suffix else end
        if exponent := EXPONENT.match(text, end):
            stop = exponent.end()
        # 5G and 3D stay what they are; COVID-19 may become a word.
        firmness = Firmness.FIRM if code_start == start else Firmness.LOOSE
        yield Quantity(
            Span(code_start, stop), values, Kind.CODE, firmness=firmness, literal=lower[code_start:stop]
        )
        return
    if not values and token.text.count("·") == 1:  # 65·7 per cent
        reading = Fraction(token.text.replace("·", "."))
        quantity = finish(text, lower, start, end, (reading,), Kind.CARDINAL, Firmness.FIRM, lexicon)
        if quantity.kind is Kind.PERCENT or quantity.unit:
            yield quantity
            return
    if not values:
        if is_version(token.text) or end - start > LONGEST:
            yield Quantity(Span(start, end), (), Kind.VERSION, literal=lower[start:end])
            return
        for match in re.finditer(r"\d+", text[start:end]):
            span = Span(start + match.start(), start + match.end())
            yield Quantity(span, (int(match.group()),), firmness=Firmness.LOOSE)
        return
    glued_to_quote = before and before in _QUOTES and end - start <= 3
    if glued_to_quote or (behind == "]" and before == "["):
        yield Quantity(Span(start, end), values, Kind.CODE, firmness=Firmness.LOOSE, literal=lower[start:end])
        return
    opening = _START.match(text) if start < 4 and behind and behind in ".)]）、:" else None
    if opening and opening.start(1) == start and end == token.end:
        yield Quantity(Span(start, end), values, Kind.ENUMERATOR, firmness=Firmness.LOOSE)
        return
    # "1 item" is often just "an item", and "1." the number of a list.
    firmness = Firmness.LOOSE if values[0] == 1 else Firmness.FIRM
    yield finish(text, lower, start, end, values, Kind.CARDINAL, firmness, lexicon)


def _decade(start: int, end: int, values: tuple[Value, ...]) -> Quantity | None:
    """The 1980s, and the 80s of any century; None for what is no decade."""
    if not values or not isinstance(values[0], int) or values[0] % 10:
        return None
    centuries = range(20, 9, -1) if values[0] < 100 else ()
    return Quantity(
        Span(start, end), (*values, *(century * 100 + values[0] for century in centuries)), Kind.DECADE
    )


def _is_letter_before(text: str, start: int) -> bool:
    return start > 0 and text[start - 1].isalpha()


def _code_start(text: str, start: int) -> int:
    """Where a code begins that ends in digits: COVID-19, PM2.5, project12. A hyphen behind small letters
    starts none: mid-2023."""
    at = start
    if at > 1 and text[at - 1] in "-_–" and text[at - 2].isalnum():
        head = at - 1
        while head and (text[head - 1].isalnum() or text[head - 1] in "-_"):
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
