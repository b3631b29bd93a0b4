"""Why a number may rightly be on one side only."""

import re
from collections.abc import Iterable, Sequence

from qa_lint.numbers.lexicon import Lexicon
from qa_lint.numbers.quantity import Firmness, Kind, Quantity, Value, magnitude

SMALL = 12
_CLAUSE_END = re.compile(r"[.;:!?。；：！？\n]")
_ITEM_WORDS = 3
_NEAR = 0.2
_CLAUSE = re.compile(r"[，,。；;：:（）()\n]")
_HAN_LIST = re.compile(r"[^，。；：,;:\n]+")
_QUOTED = re.compile(r"[“「『\"《][^“”「」『』\"《》\n]{1,80}[”」』\"》]")
_BRACKETS = re.compile(r"[(（][^()（）\n]{0,80}[)）]")


def excuse_missing(quantity: Quantity, text: str, other: str, own: Lexicon, others: Lexicon) -> bool:
    """Whether the number of `text` may be left out in `other`.

    A year may become "last year", 100 % "all"; a count may go where the members it counts are listed, as in
    京通、京办、京智三个终端; a name may be transcribed. `own` and `others` are the lexicons of the two texts.
    """
    if _is_kept(quantity, text, other) or _is_transcribed(quantity, text, other, own):
        return True
    if _is_an_article(quantity, other, others):
        return True
    if quantity.kind is Kind.PERCENT and quantity.values[:1] == (1,) and _has_word(other, others.wholes):
        return True
    if quantity.kind is Kind.YEAR and _has_word(other, others.relative_years):
        return True
    number = quantity.values[0] if quantity.values else 0
    if (
        quantity.kind is Kind.CARDINAL
        and isinstance(number, int)
        and 2 <= number <= 10
        and not _has_digit(quantity, text)
    ):
        if _members_before(text, quantity.span.start, own) == number:
            return True
        return number > 2 and _lists(other, number, others, quantity.span.start / len(text))
    return False


def excuse_added(quantity: Quantity, text: str, other: str, others: Lexicon) -> bool:
    """Whether the number of `text` may stand there although `other` has none such.

    Years are added for clarity, small numbers in words to name what is meant (the two sides), conversions in
    brackets.
    """
    number: Value = quantity.values[0] if quantity.values else 0
    if _is_kept(quantity, text, other) or _is_an_article(quantity, other, others):
        return True
    if quantity.kind is Kind.YEAR and 1900 <= number <= 2100:
        return True
    if magnitude(number) <= SMALL and not _has_digit(quantity, text):
        return True
    return any(match.start() < quantity.span.start < match.end() for match in _BRACKETS.finditer(text))


def is_lost_from_phrase(
    quantity: Quantity, text: str, quantities: Sequence[Quantity], other: str, others: Sequence[Quantity]
) -> bool:
    """Whether the number of a quoted phrase was lost though the phrase itself was kept: “四个中心” is not
    “centers”.

    A phrase may be paraphrased, number and quotes and all. If `other` has more quoted phrases without a
    number than `text`, one of them lost its number.
    """
    if quantity.firmness is not Firmness.LOOSE or not quantity.values or quantity.values[0] < 2:
        return False
    phrases = [match.span() for match in _QUOTED.finditer(text)]
    if not any(start < quantity.span.start < end for start, end in phrases):
        return False
    return _without_number([match.span() for match in _QUOTED.finditer(other)], others) > _without_number(
        phrases, quantities
    )


def _without_number(phrases: Iterable[tuple[int, int]], quantities: Sequence[Quantity]) -> int:
    starts = [quantity.span.start for quantity in quantities if quantity.firmness]
    return sum(not any(start < at < end for at in starts) for start, end in phrases)


def _members_before(text: str, end: int, lexicon: Lexicon) -> int:
    """How many members are listed right before `end`: A3、A5两种, “京通”“京办”“京智”三个."""
    clause = _CLAUSE.split(text[max(0, end - 40) : end])[-1]
    parts = re.split("|".join(["、", *map(re.escape, lexicon.table.get("list-joiners", ()))]), clause)
    quoted = len(re.findall("[”」』][“「『]?", clause))
    return max(len(parts), quoted) if len(parts) > 1 or quoted > 1 else 0


def _is_transcribed(quantity: Quantity, text: str, other: str, lexicon: Lexicon) -> bool:
    """Whether a numeral is part of a name that `other` writes by its sound: 五台山, Mount Wutai."""
    sound = lexicon.table.get("transcriptions", {}).get(text[quantity.span.start : quantity.span.end])
    return bool(sound) and re.search(rf"\b{sound}[a-z']+", other) is not None


def _is_an_article(quantity: Quantity, other: str, others: Lexicon) -> bool:
    """Whether a one with a unit may be the article of `other`, or its singular: 1週間後, "in a week";
    1小时内, "last hour".
    """
    if quantity.values[:1] != (1,) or not quantity.unit:
        return False
    words = set(other.lower().split())
    if not words.isdisjoint(others.table.get("articles", ())):
        return True
    return others.spaced and any(others.measures.meanings.get(word) == quantity.unit for word in words)


def _is_kept(quantity: Quantity, text: str, other: str) -> bool:
    """Whether a numeral in words stands in `other` as it is, in a name or in code: `THREE`."""
    return not _has_digit(quantity, text) and text[quantity.span.start : quantity.span.end] in other


def _has_digit(quantity: Quantity, text: str) -> bool:
    return any(character.isdecimal() for character in text[quantity.span.start : quantity.span.end])


def _has_word(text: str, words: tuple[str, ...]) -> bool:
    lower = text.lower()
    return any(word in lower for word in words)


def _lists(other: str, number: int, lexicon: Lexicon, where: float) -> bool:
    """Whether `other` lists `number` members about as far on as `where`, 0 to 1: "A, B and C", "A、B、C".

    The first member may be hidden in what goes before it.
    """
    start, end = ((where + shift) * len(other) for shift in (-_NEAR, _NEAR))
    for match in _HAN_LIST.finditer(other):
        if match.end() > start and match.start() < end and match.group().count("、") + 1 == number:
            return True
    for conjunction in lexicon.table.get("and", ()):
        for match in re.finditer(rf"\b{re.escape(conjunction)}\b", other):
            if not start < match.start() < end:
                continue
            before = _CLAUSE_END.split(other[max(0, match.start() - 300) : match.start()])[-1]
            items = [item for item in before.split(",") if item.strip()]
            count = 1
            for item in reversed(items):
                count += 1
                if len(item.split()) > _ITEM_WORDS:
                    break
            if count == number and not any(character.isdecimal() for character in before):
                return True
    return False
