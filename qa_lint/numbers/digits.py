"""Numbers written in digits: separators, versions, codes, Roman figures."""

import re
import unicodedata
from fractions import Fraction
from functools import lru_cache
from math import gcd

from qa_lint.numbers.quantity import Value

SPACES = " \u00a0\u202f\u2009"
LITERAL = rf"\d{{1,3}}(?:[{SPACES}]\d{{3}}){{1,6}}(?![\d{SPACES}]\d|\d)(?:[.,]\d+)?|\d+(?:[.,·'’]\d+)*|(?<![^\s(\-−+])[.,]\d+(?![\w.,])"
_LARGEST_DENOMINATOR = 1000
_WIDE_GROUPS = re.compile(r"(?<!\d)\d{1,3}(?:，\d{3})+(?!\d)")
EXPONENT = re.compile(r"[eE][+-]?\d{1,3}(?![\w])")
LONGEST = 60
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_GROUPED = re.compile(r"\d{1,3}(?:(?P<sign>[.,'’ \u00a0\u202f\u2009])\d{3})(?:(?P=sign)\d{3})*")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})*,\d{3}")
# Unicode has Roman figures, circled and other numerals as characters of their own; these are as plain as
# digits.
_SIGNS = {
    ord(character): replacement
    for characters, replacements in (
        ("％﹪٪", "%%%"),
        ("．", "."),
        ("－−", "--"),
        ("＋", "+"),
        ("（）", "()"),
        ("：", ":"),
    )
    for character, replacement in zip(characters, replacements, strict=True)
}


class _Translation(dict[int, str]):
    """A table for `str.translate` that looks a character up in Unicode when it first occurs."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        digit = unicodedata.decimal(character, None)
        self[code] = character if digit is None else str(digit)
        return self[code]


_TRANSLATION = _Translation(_SIGNS)


def plain(text: str) -> str:
    """`text` with the digits of all scripts as ASCII digits and full-width signs as plain ones; the length
    stays the same."""
    if text.isascii():
        return text
    text = text.translate(_TRANSLATION)
    # 1，234 has a group; elsewhere the wide comma parts clauses.
    return _WIDE_GROUPS.sub(lambda match: match.group().replace("，", ","), text) if "，" in text else text


@lru_cache(maxsize=65536)
def read_literal(literal: str, decimal: str, group: str) -> tuple[Value, ...]:
    """The readings of a literal such as `1,234.5`, the likeliest in a language with these signs first.

    None for what is a list (`1,2`), for a version (`1.2.3`), and for what is too long to be a number.
    """
    if len(literal) > LONGEST:
        return ()
    if literal.isdigit():
        return (int(literal),)
    if literal[0] in ".,":
        return (_decimal(f"0{literal}", literal[0]),)
    if _GROUPED.fullmatch(literal):
        sign = literal[-4]
        joined = int(re.sub(r"\D", "", literal))
        if sign not in ".," or literal.count(sign) > 1:
            return (joined,)
        fraction = _decimal(literal, sign)
        if literal.startswith("0"):
            return (fraction,)
        return (joined,) if sign == group else (fraction, joined) if sign == decimal else (joined, fraction)
    signs = [character for character in literal if not character.isdigit()]
    if len(signs) == 1 and signs[0] in ".," and (signs[0] == decimal or signs[0] == "."):
        return (_decimal(literal, signs[0]),)
    if len(signs) == 1 and signs[0] == ",":
        # "1,8" is 1.8 to many writers, "1,2" a list of two to others.
        return (_decimal(literal, ","), *map(int, literal.split(",")))
    head, _, tail = literal.rpartition(signs[-1])
    if signs[-1] in ".," and signs[-1] not in head and _GROUPED.fullmatch(head):
        return (Fraction(int(re.sub(r"\D", "", head) + tail), 10 ** len(tail)),)
    if _INDIAN.fullmatch(literal):
        return (int(literal.replace(",", "")),)
    return ()


def is_version(literal: str) -> bool:
    """Whether a literal without readings is a version or an address, `1.2.3`, and not a list, `1,2`."""
    return literal.count(".") > 1 and "," not in literal


def _decimal(literal: str, sign: str) -> Value:
    whole, _, part = literal.partition(sign)
    number = Fraction(int(whole + part), 10 ** len(part))
    return number.numerator if number.denominator == 1 else number


def is_negative(text: str, start: int) -> bool:
    """Whether the digits that begin at `start` have a minus sign, which is no hyphen and no dash of a
    range."""
    return (
        start > 0
        and text[start - 1] in "-−"
        and (start < 2 or text[start - 2] in " (=±[{,<>`\n" or _is_hiragana(text[start - 2]))
    )


def _is_hiragana(character: str) -> bool:
    # 答えは-1; but 3つ-5つ is a range.
    return "\u3041" <= character <= "\u3096" and character != "つ"


def proper_fraction(above: tuple[Value, ...], below: tuple[Value, ...]) -> Value | None:
    """The fraction that two numbers make, 3/4 or "one out of three"; none where it may be a date or a score."""
    if len(above) != 1 or len(below) != 1 or not isinstance(above[0], int) or not isinstance(below[0], int):
        return None
    numerator, denominator = above[0], below[0]
    proper = 0 < numerator < denominator <= _LARGEST_DENOMINATOR and gcd(numerator, denominator) == 1
    return Fraction(numerator, denominator) if proper else None


def read_roman(figure: str) -> int:
    """The value of a Roman figure in capitals, 0 if it is none."""
    if not figure or not _ROMAN.fullmatch(figure):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in figure]
    return sum(-v if v < following else v for v, following in zip(values, [*values[1:], 0], strict=True))
