"""Numbers that are part of a code, in languages without spaces: 5G, PM2.5, COVID-19, v2.0."""

import re

from qa_lint.model import Span
from qa_lint.numbers.digits import EXPONENT, is_version
from qa_lint.numbers.han import Numeral
from qa_lint.numbers.lexicon import Lexicon
from qa_lint.numbers.quantity import Firmness, Kind, Quantity
from qa_lint.numbers.spaceless_grammar import grammar_of

_LETTER = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ]")
_CODE_SIGN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ_-]")


def code(text: str, numeral: Numeral, lexicon: Lexicon) -> Quantity | None:
    """5G, PM2.5, COVID-19, v2.0: digits with letters; 1.2.3: a version."""
    if not numeral.digits:
        return None
    start, end = numeral.start, numeral.end
    if numeral.values and not _CODE_SIGN.search(text, max(0, start - 1), end + 1):
        return None
    before = start
    while before and (
        _LETTER.match(text[before - 1])
        or (text[before - 1] in "-_" and before > 1 and _LETTER.match(text[before - 2]))
    ):
        before -= 1
    after = end
    while after < len(text) and after - end < 12 and _LETTER.match(text[after]):
        after += 1
    if exponent := EXPONENT.match(text, end):
        after = exponent.end()
    if not numeral.values:
        kind = Kind.VERSION if is_version(text[start:end]) else Kind.CODE
        firmness = Firmness.FIRM if kind is Kind.VERSION and before == start else Firmness.LOOSE
        literal = text[before:after].lower().removeprefix("v")
        return Quantity(Span(before, after), (), kind, firmness=firmness, literal=literal)
    if before == start and after == end:
        return None
    span, literal = Span(before, after), text[before:after].lower()
    if before < start:  # COVID-19 becomes 新冠; 5G and 3D stay what they are.
        return Quantity(span, numeral.values, Kind.CODE, firmness=Firmness.LOOSE, literal=literal)
    factors = grammar_of(lexicon).code_scales.get(text[end:after], ())
    values = (*numeral.values, *(value * factor for value in numeral.values for factor in factors))  # 40k
    return Quantity(span, values, Kind.CODE, literal=literal)
