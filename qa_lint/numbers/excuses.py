"""Why a number may rightly be on one side only."""

import re

from qa_lint.numbers.lexicon import Lexicon
from qa_lint.numbers.quantity import Kind, Quantity

_SMALL = 12
_CLAUSE_END = re.compile(r"[.;:!?。；：！？\n]")
_ITEM_WORDS = 5
_BRACKETS = re.compile(r"[(（][^()（）\n]{0,80}[)）]")


def excuse_missing(quantity: Quantity, text: str, other: str, others: Lexicon) -> bool:
    """Whether the number of `text` may be left out in `other`.

    A year may become "last year"; a count may go where the members it counts are listed, as in 京通、京办、京智三个终端; `others` is the lexicon of `other`.
    """
    if quantity.kind is Kind.YEAR and _has_word(other, others.relative_years):
        return True
    number = quantity.values[0] if quantity.values else 0
    if quantity.kind is Kind.CARDINAL and isinstance(number, int) and 3 <= number <= 10 and not _has_digit(quantity, text):
        return _lists(other, number, others)
    return False


def excuse_added(quantity: Quantity, text: str) -> bool:
    """Whether the number of `text` may stand there although the other side has none such.

    Years are added for clarity, small numbers in words to name what is meant (the two sides), conversions in brackets.
    """
    number = quantity.values[0] if quantity.values else 0
    if quantity.kind is Kind.YEAR and 1900 <= number <= 2100:
        return True
    if abs(number) <= _SMALL and not _has_digit(quantity, text):
        return True
    return any(match.start() < quantity.span.start < match.end() for match in _BRACKETS.finditer(text))


def _has_digit(quantity: Quantity, text: str) -> bool:
    return any(character.isdecimal() for character in text[quantity.span.start : quantity.span.end])


def _has_word(text: str, words: tuple[str, ...]) -> bool:
    lower = text.lower()
    return any(word in lower for word in words)


def _lists(other: str, number: int, lexicon: Lexicon) -> bool:
    """Whether `other` lists `number` members: "A, B and C", "A、B、C". The first one may be hidden in what goes before it."""
    if any(clause.count("、") + 1 == number for clause in re.split("[，。；：,;:\n]", other)):
        return True
    for conjunction in lexicon.table.get("and", ()):
        for match in re.finditer(rf"\b{re.escape(conjunction)}\b", other):
            before = _CLAUSE_END.split(other[max(0, match.start() - 300) : match.start()])[-1]
            items = [item for item in before.split(",") if item.strip()]
            count = 1
            for item in reversed(items):
                count += 1
                if len(item.split()) > _ITEM_WORDS:
                    break
            if count == number:
                return True
    return False
