"""Quantities in languages that write words with spaces between them: what stands before and behind a numeral
says what it is."""

import re
from collections.abc import Iterator
from fractions import Fraction

from qa_lint.model import Span
from qa_lint.numbers import words
from qa_lint.numbers.digits import read_roman
from qa_lint.numbers.figures import figures
from qa_lint.numbers.lexicon import Lexicon
from qa_lint.numbers.quantity import Firmness, Kind, Quantity, Value, scaled
from qa_lint.numbers.spaced_grammar import Grammar, grammar_of
from qa_lint.numbers.sums import Numeral
from qa_lint.numbers.surroundings import finish
from qa_lint.numbers.vocabulary import Token, tokens, vocabulary

_FIGURE = re.compile(r"[IVXLC](?![a-z]{2})")
_LETTERS = re.compile(r"[^\W\d_]+")


def _is_idiom(lower: str, token: Token, idioms: tuple[tuple[str, int], ...]) -> bool:
    for phrase, offset in idioms:
        start = token.start - offset
        end = start + len(phrase)
        if start >= 0 and lower.startswith(phrase, start) and not lower[end : end + 1].isalpha():
            return not start or not lower[start - 1].isalpha()
    return False


def scan(text: str, lexicon: Lexicon) -> list[Quantity]:
    """The quantities in `text`."""
    lower = text.lower()
    if len(lower) != len(text):  # İ becomes two characters
        lower = "".join(character.lower() if len(character.lower()) == 1 else character for character in text)
    grammar = grammar_of(lexicon)
    found = tokens(lower, lexicon, grammar.others)
    vocab = vocabulary(lexicon)
    quantities: list[Quantity] = list(_romans(text, lower, grammar)) if _FIGURE.search(text) else []
    at = 0
    while at < len(found):
        token = found[at]
        word = token.text
        if word in grammar.idioms and _is_idiom(lower, token, grammar.idioms[word]):
            if word.isdecimal():  # 24/7 may be 7×24小时
                quantities.append(
                    Quantity(Span(token.start, token.end), (int(word),), firmness=Firmness.SOFT)
                )
            at += 1
            continue
        if word in vocab.articles or token.literal or vocab.meaning(word):
            reading = words.read(lower, found, at, lexicon)
            if reading:
                numeral, following = reading
                quantities += _numeral(text, lower, numeral, token, lexicon)
                at = max(following, at + 1)
                continue
        if word in grammar.soft:
            quantities.append(
                Quantity(Span(token.start, token.end), grammar.soft[word], firmness=Firmness.SOFT)
            )
        elif word in grammar.multiples:
            span = Span(token.start, token.end)
            quantities.append(Quantity(span, grammar.multiples[word], Kind.MULTIPLE, firmness=Firmness.LOOSE))
        elif word in grammar.months and (
            grammar.lower_dates or text[token.start].isupper() or text.strip() == word
        ):
            quantities.append(_month(token, found, at, grammar))
        elif word in grammar.weekdays and (grammar.lower_dates or text[token.start].isupper()):
            span = Span(token.start, token.end)
            quantities.append(Quantity(span, grammar.weekdays[word], Kind.WEEKDAY, firmness=Firmness.LOOSE))
        elif vocab.prefixes and (prefix := vocab.compound(word)) and prefix[0].value > 1:
            # Zweijährig, Dreieck and Zweifel begin with a numeral: they may explain a number, none is owed.
            span = Span(token.start, token.start + prefix[1])
            quantities.append(Quantity(span, (prefix[0].value,), firmness=Firmness.SOFT))
        at += 1
    return quantities


def _month(token: Token, found: list[Token], at: int, grammar: Grammar) -> Quantity:
    """A month's name; beside a number it is a date, elsewhere "May" and "March" may be something else."""
    before, behind = at - 1, at + 1
    while before > 0 and found[before].text in grammar.date_fillers:
        before -= 1
    while behind < len(found) - 1 and found[behind].text in grammar.date_fillers:
        behind += 1
    beside = any(
        0 <= other < len(found) and found[other].literal and abs(found[other].start - token.end) < 14
        for other in (before, behind)
    )
    firmness = Firmness.LOOSE if beside else Firmness.SOFT
    return Quantity(Span(token.start, token.end), grammar.months[token.text], Kind.MONTH, firmness=firmness)


def _numeral(text: str, lower: str, numeral: Numeral, token: Token, lexicon: Lexicon) -> list[Quantity]:
    """The quantity that a numeral is which begins with `token`; several for a list in digits."""
    if numeral.digits:
        return figures(text, lower, numeral, token, lexicon)
    grammar = grammar_of(lexicon)
    word = lower[numeral.start : numeral.end]
    phrase = grammar.soft_phrases.behind(lower, numeral.start)
    if word in grammar.soft or phrase:
        values: tuple[Value, ...] = grammar.soft[phrase[0] if phrase else word]
        firmness = Firmness.SOFT
    else:
        values = numeral.values
        plural_scale = numeral.bare and lower.endswith(lexicon.table.get("plural", "\0"), 0, numeral.end)
        loose = word in grammar.loose or numeral.bare or numeral.several
        if numeral.values == (2,) and lower.endswith(grammar.definite, 0, numeral.start):
            loose = True  # "The two passwords differ" is often just "the passwords".
        if numeral.ordinal and values[0] == 2:
            # "Second" may be a unit of time or "moreover"; "the second", or in a name, it counts.
            named = numeral.start > 1 and text[numeral.start].isupper()
            loose = loose and not (named or lower.endswith(grammar.definite, 0, numeral.start))
        firmness = Firmness.SOFT if plural_scale else Firmness.LOOSE if loose else Firmness.FIRM
    if (
        lower[numeral.start - 1 : numeral.start] == "-"
        and numeral.start > 1
        and lower[numeral.start - 2].isalpha()
    ):
        firmness = min(firmness, Firmness.LOOSE)
    is_half = numeral.fraction and values == (Fraction(1, 2),)
    if is_half and grammar.one_and.search(lower, max(0, numeral.start - 40), numeral.start):
        # "An hour and a half" is one and a half.
        values, firmness = (Fraction(3, 2), *values), Firmness.LOOSE
    kind = Kind.ORDINAL if numeral.ordinal else Kind.FRACTION if numeral.fraction else Kind.CARDINAL
    enumerates = (
        numeral.ordinal and numeral.start < 2 and lower[numeral.end : numeral.end + 1] in (",", ":", ".")
    )
    if enumerates:
        kind = Kind.ENUMERATOR
    if numeral.fraction and lower.endswith(grammar.quarter_plurals, numeral.start, numeral.end):
        # "Three quarters" are three fourths or nine months.
        values = (*values, *(scaled(value, 4) for value in values))
    quarter = grammar.quarters.behind(lower, numeral.end + 1) if numeral.ordinal else None
    if quarter and values[-1] <= 4:
        return [Quantity(Span(numeral.start, quarter[1]), values[-1:], Kind.QUARTER)]
    return [finish(text, lower, numeral.start, numeral.end, values, kind, firmness, lexicon)]


def _romans(text: str, lower: str, grammar: Grammar) -> Iterator[Quantity]:
    for match in grammar.roman.finditer(text):
        number = read_roman(match.group(1) or match.group(2))
        if not number:
            continue
        before = _LETTERS.findall(lower[max(0, match.start() - 20) : match.start()])
        named = bool(before) and before[-1] in grammar.roman_nouns and text[match.start() - 1] in " \u00a0"
        heading = not text[: match.start()].strip(" (") and (
            text[match.end() : match.end() + 1] in tuple(".):") or len(match.group()) > 1
        )
        if named or heading or len(match.group()) > 1:
            kind, firmness = Kind.ROMAN, Firmness.LOOSE
            if heading:
                kind, firmness = Kind.ENUMERATOR, Firmness.FIRM
            yield Quantity(Span(*match.span()), (number,), kind, firmness=firmness)
