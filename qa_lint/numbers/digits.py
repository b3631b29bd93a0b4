"""Numbers written in digits: separators, versions, codes, Roman figures."""

import re
import string
from fractions import Fraction
from functools import lru_cache
from math import gcd

from qa_lint.numbers.quantity import Value

SPACES = " \u00a0\u202f\u2009"
# 483.5,519.1 is two numbers.
LITERAL = (
    r"\d+\.\d+(?=,\d+\.\d)"
    rf"|\d{{1,3}}(?:[{SPACES}]\d{{3}}){{1,6}}(?![\d{SPACES}]\d|\d)(?:[.,]\d+)?"
    r"|\d+(?:[.,·'’]\d+)*"
    r"|(?<![^\s(\-−+])[.,]\d+(?!\w|[.,]\d)"
)
LITERAL_PATTERN = re.compile(LITERAL)
_DIGIT = re.compile(r"\d")
_LARGEST_DENOMINATOR = 1000
_WIDE_GROUPS = re.compile(r"(?<!\d)\d{1,3}(?:，\d{3})+(?!\d)")
EXPONENT = re.compile(r"[eE][+-]?\d{1,3}(?![\w])")
LONGEST = 60
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_GROUPED = re.compile(r"\d{1,3}(?:(?P<sign>[.,'’ \u00a0\u202f\u2009])\d{3})(?:(?P=sign)\d{3})*")
_INDIAN = re.compile(r"(\d{1,2}(?:,\d{2})*,\d{3})(?:\.(\d+))?")
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
        ("／", "/"),
        ("".join(chr(code) for code in range(0xFF21, 0xFF3B)), string.ascii_uppercase),
        ("".join(chr(code) for code in range(0xFF41, 0xFF5B)), string.ascii_lowercase),
    )
    for character, replacement in zip(characters, replacements, strict=True)
}


_ZEROS = (
    "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0\u0f20\u1040\u1090\u17e0\u1810"
    "\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\ua620\ua8d0\ua900\ua9d0\ua9f0\uaa50\uabf0\uff10"
)
_TRANSLATION = _SIGNS | {ord(zero) + digit: str(digit) for zero in _ZEROS for digit in range(10)}
_FOREIGN = re.compile(f"[{''.join(map(re.escape, map(chr, _TRANSLATION)))}]")


def plain(text: str) -> str:
    """`text` with digits of other scripts as ASCII digits, full-width letters and signs as plain ones.

    Its length stays.
    """
    if text.isascii():
        return text
    if _FOREIGN.search(text):
        text = text.translate(_TRANSLATION)
    # 1，234 has a group; elsewhere the wide comma parts clauses.
    return _WIDE_GROUPS.sub(lambda match: match.group().replace("，", ","), text) if "，" in text else text


def literals(text: str) -> list[re.Match[str]]:
    """The numbers in digits of a text, from left to right."""
    found = []
    at = 0
    # To look for a digit first is twice as fast as to look for a literal.
    while digit := _DIGIT.search(text, at):
        start = digit.start()
        match = LITERAL_PATTERN.match(text, start - 1) if start and text[start - 1] in ".," else None
        match = match or LITERAL_PATTERN.match(text, start)
        assert match
        found.append(match)
        at = match.end()
    return found


def read_literal(literal: str, decimal: str, group: str) -> tuple[Value, ...]:
    """The readings of a literal such as `1,234.5`, the likeliest in a language with these signs first.

    None for what is a list (`1,2`), for a version (`1.2.3`), and for what is too long to be a number.
    """
    if len(literal) > LONGEST:
        return ()
    return (int(literal),) if literal.isdecimal() else _read_separated(literal, decimal, group)


def multiplier(literal: str, value: Value, decimal: str, group: str) -> Fraction | None:
    """What a scale or sign after `literal` multiplies it by to make `value`: 10,000 in 1.2万.

    None for what cannot be read, and for zero.
    """
    readings = read_literal(literal, decimal, group)
    return Fraction(value) / Fraction(readings[0]) if readings and readings[0] else None


@lru_cache(maxsize=65536)
def _read_separated(literal: str, decimal: str, group: str) -> tuple[Value, ...]:
    """The readings of a literal with signs in it."""
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
        return (_decimal(literal.replace(",", ""), "."),)
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
    """The fraction that two numbers make, 3/4 or "one out of three"; none where it may be a date or a
    score.
    """
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
