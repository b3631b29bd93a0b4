"""Quantities in languages written without spaces: what stands before and behind a numeral says what it is."""

import re
import string
from collections.abc import Iterable, Iterator
from fractions import Fraction

from qa_lint.model import Span
from qa_lint.numbers import han
from qa_lint.numbers.clock import clock_part
from qa_lint.numbers.codes import code
from qa_lint.numbers.composed import compose, event
from qa_lint.numbers.digits import SPACES, is_negative
from qa_lint.numbers.han import Numeral
from qa_lint.numbers.lexicon import Lexicon
from qa_lint.numbers.quantity import Bound, Firmness, Kind, Quantity, scaled
from qa_lint.numbers.spaceless_grammar import Grammar, bound_around, grammar_of
from qa_lint.numbers.suffixes import suffixed
from qa_lint.numbers.units import currency_before

_QUOTED = re.compile(r"[“「『\"《][^“”「」『』\"《》，,、。\n]{1,12}[”」』\"》]")
_WIDEST_JOINER = 24
# What may stand directly before the number of an item or a clause.
_OPENING = frozenset("(（。；;！!？?\u3000\xa0" + string.whitespace)
_MINUS = frozenset("-−")
_POWERS = {"%": 100, "‰": 1000}


def scan(text: str, lexicon: Lexicon) -> list[Quantity]:
    """The quantities in `text`, from left to right."""
    grammar = grammar_of(lexicon)
    quantities = list(_words(text, grammar)) if grammar.heads.search(text) else []
    numerals = _numerals(text, quantities, lexicon)
    if not numerals:
        return quantities
    enumerators: set[int] = set()
    if any(not numeral.start or text[numeral.start - 1] in _OPENING for numeral in numerals):
        enumerators.update(match.start("number") for match in grammar.enumerator.finditer(text))
    written = any(not numeral.digits for numeral in numerals)
    quoted = [match.span() for match in _QUOTED.finditer(text)] if written else []
    dotted = "·" in text
    at = 0
    while at < len(numerals):
        numeral = numerals[at]
        following = numerals[at + 1] if at + 1 < len(numerals) else None
        if following and following.start - numeral.end < _WIDEST_JOINER:
            last = quantities[-1] if quantities else None
            if made := compose(text, last, numeral, following, lexicon):
                quantity, takes_last = made
                quantities[len(quantities) - takes_last :] = [quantity]
                at += 2
                continue
        inside = bool(quoted) and any(start < numeral.start < end for start, end in quoted)
        if dotted and "·" in text[numeral.start : numeral.end]:
            quantities += event(text, numeral)
            at += 1
            continue
        quantities.append(_quantity(text, numeral, numeral.start in enumerators, inside, lexicon))
        at += 1
    return quantities


def _words(text: str, grammar: Grammar) -> Iterator[Quantity]:
    for match in grammar.soft.finditer(text):
        yield Quantity(Span(*match.span()), grammar.soft_values[match.group()], firmness=Firmness.SOFT)
    for match in grammar.fractions.finditer(text):
        values = grammar.fraction_values[match.group()]
        yield Quantity(Span(*match.span()), values, Kind.FRACTION, firmness=Firmness.LOOSE)
    for match in grammar.ordinal.finditer(text):
        yield Quantity(
            Span(*match.span()), grammar.ordinal_values[match.group()], Kind.ORDINAL, firmness=Firmness.LOOSE
        )
    for match in grammar.weekday.finditer(text):
        values = grammar.weekday_values[match.group()]
        yield Quantity(Span(*match.span()), values, Kind.WEEKDAY, firmness=Firmness.LOOSE)


def _numerals(text: str, words: Iterable[Quantity], lexicon: Lexicon) -> list[Numeral]:
    """The numerals of a text, but for those within words that stand for no number and within weekdays."""
    numerals = han.scan(text, lexicon)
    if all(numeral.digits for numeral in numerals):
        skipped = []
    else:
        skipped = [match.span() for match in grammar_of(lexicon).skip.finditer(text)]
    weekdays = [quantity.span for quantity in words if quantity.kind is Kind.WEEKDAY]
    if not skipped and not weekdays:
        return numerals
    taken = {at for span in weekdays for at in range(span.start, span.end)}
    return [
        numeral
        for numeral in numerals
        if numeral.start not in taken
        # 三百二十一元 begins before 一元.
        and (numeral.digits or not any(start <= numeral.start < end for start, end in skipped))
    ]


def _quantity(text: str, numeral: Numeral, enumerates: bool, quoted: bool, lexicon: Lexicon) -> Quantity:
    grammar = grammar_of(lexicon)
    start, end = numeral.start, numeral.end
    before, sign = text[start - 1 : start], text[end : end + 1]
    clock = clock_part(text, start, end, numeral.values) if ":" in (before, sign) and numeral.digits else None
    special = clock or code(text, numeral, lexicon)
    if special:
        return special
    values = numeral.values
    if before == "[" and sign == "]" and numeral.digits:
        return Quantity(Span(start, end), values, Kind.CODE, firmness=Firmness.LOOSE, literal=text[start:end])
    if enumerates:
        # A list of digits may be numbered by the format; 一是 and (三) at the start of a segment are text.
        written = not numeral.digits and not text[:start].strip(" (")
        return Quantity(
            Span(start, end), values, Kind.ENUMERATOR, firmness=Firmness.FIRM if written else Firmness.LOOSE
        )
    if text.endswith(grammar.negative, 0, start):
        values = tuple(-value for value in values)
    elif before in _MINUS and numeral.digits and is_negative(text, start):
        values = (*(-value for value in values), *values)
    firmness = _firmness(text, numeral, quoted, grammar)
    bound = bound_around(text, start, end, lexicon)
    if numeral.over and bound is Bound.EXACT:
        bound = Bound.OVER
    gap = 1 if numeral.digits and sign and sign in SPACES else 0  # many write 6 %
    power = _POWERS.get(text[end + gap : end + gap + 1])
    if power:
        values = tuple(scaled(value, 1, power) for value in values)
        return Quantity(Span(start, end + gap + 1), values, Kind.PERCENT, bound, firmness=firmness)
    suffix = grammar.suffixes.behind(text, _behind(text, end, lexicon))
    if gap and suffix is None:
        decade = grammar.suffixes.behind(text, end + gap)
        suffix = decade if decade and decade[0] == "decade" else None  # 80 年代
    if text.endswith(grammar.ordinal_prefixes, 0, start) and (suffix is None or suffix[0] != "quarter"):
        return Quantity(
            Span(start - 1, end), values, Kind.ORDINAL, bound, firmness=max(firmness, Firmness.LOOSE)
        )
    if suffix:
        quantity = suffixed(text, numeral, values, suffix, bound, firmness, lexicon)
        if quantity:
            return quantity
    last = text[end - 1]
    unit = lexicon.measures.behind(text, end - 1) if last in grammar.prefixed else None
    if unit:
        # 5千瓦 is 5 kW and 5,000 W.
        values = (*(scaled(value, 1, grammar.prefixed[last]) for value in values), *values)
    else:
        unit = lexicon.measures.behind(text, _skip_words(text, end, lexicon))
    counted = unit or grammar.classifiers.behind(text, _behind(text, end, lexicon))
    if counted and text.startswith(grammar.half, counted[1]):
        # 9年半 is nine years and a half, 一个半小时 an hour and a half.
        values = (*(value + Fraction(1, 2) for value in values), *values)
        unit = unit or lexicon.measures.behind(text, counted[1] + 1)
        firmness = max(firmness, Firmness.LOOSE)
    if values[:1] == (1,) and not unit:
        firmness = min(firmness, Firmness.LOOSE)  # 1例 is often just "a case"
    named = unit[0] if unit else currency_before(text, start)
    return Quantity(Span(start, end), values, Kind.CARDINAL, bound, named, firmness)


def _firmness(text: str, numeral: Numeral, quoted: bool, grammar: Grammar) -> Firmness:
    if numeral.bare and numeral.end - numeral.start > 1 and not numeral.vague:
        return Firmness.LOOSE
    if numeral.vague or numeral.bare or numeral.weak or text.startswith(grammar.soft_suffixes, numeral.end):
        return Firmness.SOFT
    if numeral.digits:
        return Firmness.FIRM
    if numeral.values[:1] == (1,):
        ordinal = text.endswith(
            grammar.ordinal_prefixes, 0, numeral.start
        ) or grammar.ordinal_classifiers.behind(text, numeral.end)
        return Firmness.LOOSE if ordinal else Firmness.SOFT
    if numeral.several or (quoted and not _counts_things(text, numeral, grammar)):
        return Firmness.LOOSE
    if text.endswith(grammar.ordinal_prefixes, 0, numeral.start) or numeral.end - numeral.start > 1:
        return Firmness.FIRM
    counts = grammar.classifiers.behind(text, numeral.end) or grammar.suffixes.behind(text, numeral.end)
    return Firmness.FIRM if counts else Firmness.LOOSE


def _counts_things(text: str, numeral: Numeral, grammar: Grammar) -> bool:
    """Whether a numeral in a quoted phrase counts things, “十项硬措施”, and does not just name: “五个一工程”,
    “三公”.
    """
    classifier = grammar.classifiers.behind(text, numeral.end)
    return classifier is not None and classifier[0] not in grammar.phrase_classifiers


def _behind(text: str, position: int, lexicon: Lexicon) -> int:
    """Where what belongs to a numeral begins: behind a space, in languages that have spaces between words."""
    return position + 1 if lexicon.spaced and text[position : position + 1] == " " else position


def _skip_words(text: str, position: int, lexicon: Lexicon) -> int:
    """Past a space, and a 多 or 余 between a numeral and its unit."""
    while position < len(text) and (text[position] == " " or text[position] in lexicon.table["over-infixes"]):
        position += 1
    return position
