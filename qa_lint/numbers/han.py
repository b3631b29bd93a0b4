"""Numerals of digit, unit and scale characters: 二十三万四千, 20余万, 1亿2千万, 3만 5천."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

from qa_lint.numbers.digits import LITERAL, LONGEST, read_literal
from qa_lint.numbers.guard import Guard, guard
from qa_lint.numbers.lexicon import Lexicon, alternation
from qa_lint.numbers.quantity import Value


class Numeral(NamedTuple):
    """A numeral as it stands: readings (none for a version), and how it is written.

    `digits`: with digits; `bare`: unit or scale characters only (万元, 千村); `several`: two digits side by
    side (三四), whose readings are each of them; `vague`: 数百, 几十; `over`: 20余万, 十多; `weak`: syllables
    that are also written in other words.
    """

    start: int
    end: int
    values: tuple[Value, ...]
    digits: bool = False
    bare: bool = False
    several: bool = False
    vague: bool = False
    over: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class _Grammar:
    head: re.Pattern[str]
    run: re.Pattern[str]
    token: re.Pattern[str]
    values: dict[str, tuple[str, tuple[int, ...]]]
    zeros: frozenset[str]
    over: str
    vague: str
    points: frozenset[str]
    short: bool
    guard: Guard | None


@cache
def _grammar(lexicon: Lexicon) -> _Grammar:
    table = lexicon.table
    digits, tens, units, scales = (table.get(key, {}) for key in ("digits", "tens", "units", "scales"))
    over, vague = table["over-infixes"], table["vague-infixes"]
    d, t, u = ("".join(map(re.escape, part)) for part in (digits, tens, units))
    s = "".join(re.escape(scale) for scale in scales if len(scale) == 1)
    long_scales = alternation(scale for scale in scales if len(scale) > 1)
    point = alternation(table["decimal-words"])
    multiplier = rf"(?:[{u}{s}]|{long_scales})" if long_scales != "(?!)" else f"[{u}{s}]"
    numeral = f"[{d}{t}{u}{s}]"
    zero = "".join(map(re.escape, table["zero"]))
    # 两 counts and is no decimal: 一点两小时 is a list of two.
    decimal = "".join(re.escape(digit) for digit in digits if digit not in table.get("never-decimal", ""))
    # 5百分点 is no 500.
    points = alternation((*table["percent-points"], *table["basis-points"]))
    # 3만 5천, 1조 2000억: words are parted by spaces, and so are the parts of a long numeral.
    # 30万千米 is 30万 kilometres: a scale is not multiplied by 千.
    prefixed = alternation(
        word
        for words in table.get("measures", {}).values()
        for word in words
        if word[0] in table.get("prefixed-units", ())
    )
    clock = "".join(map(re.escape, table.get("clock-units", ())))
    spaces = (
        rf"|(?<=[{s}])[ ](?=(?:\d{{1,4}}|[{d}{u}]{{1,7}})[{u}{s}]|\d{{3,4}}(?!\d))\d*"
        if lexicon.spaced
        else ""
    )
    # Any mixture of these is taken as one run; `_parse` tells what it means.
    run = re.compile(
        rf"(?:[{vague}](?={multiplier})|(?:{LITERAL})|{numeral})"
        rf"(?:(?!{points}|(?<=[{s}])(?:{prefixed}))\s?{multiplier}|(?<!\d)[{d}{t}]|[{over}{vague}](?={multiplier})"
        rf"|(?<=[{u}{s}])(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?:\.\d+)?|(?<=[{u}{s}][{zero}])\d+"
        rf"{spaces}"
        rf"|(?<=[{d}{u}])(?:{point})(?=[{decimal}])(?![{d}]+[{u}{clock}])|(?<=[{s}])(?:{point})(?=[{decimal}]{{2}})(?![{d}]+[{u}]))*"
    )
    values: dict[str, tuple[str, tuple[int, ...]]] = {
        character: ("digit", (number,)) for character, number in digits.items()
    }
    values |= {character: ("tens", (number,)) for character, number in tens.items()}
    values |= {character: ("unit", (number,)) for character, number in units.items()}
    values |= {character: ("scale", tuple(numbers)) for character, numbers in scales.items()}
    return _Grammar(
        # To look for the first character first is twice as fast.
        head=re.compile(rf"[\d.,{vague}{d}{t}{u}{s}]"),
        run=run,
        token=re.compile(rf"{LITERAL}|{long_scales}|\S"),
        values=values,
        zeros=frozenset(table["zero"]),
        over=over,
        vague=vague,
        points=frozenset(table["decimal-words"]),
        short=table.get("short-endings", False),
        guard=guard(lexicon),
    )


def scan(text: str, lexicon: Lexicon) -> list[Numeral]:
    """The numerals in `text`, from left to right."""
    grammar = _grammar(lexicon)
    numerals: list[Numeral] = []
    reached = 0
    while head := grammar.head.search(text, reached):
        start = head.start()
        match = grammar.run.match(text, start)
        if match is None:
            reached = start + 1
            continue
        end = reached = match.end()
        run, weak = match.group(), False
        if grammar.guard is None:
            pass
        elif not run[0].isdigit():
            verdict = grammar.guard.judge(text, start, end)
            if verdict is None:
                continue
            end, weak = verdict
            run = text[start:end]
        elif not run[-1].isdigit():
            end = grammar.guard.trim(text, start, end)
            run = text[start:end]
        if run.isdecimal() and len(run) <= LONGEST:
            numerals.append(Numeral(start, end, (int(run),), True, weak=weak))
            continue
        values, flags = _parse(run, lexicon)
        numerals.append(Numeral(start, end, values, *flags, weak))
    if grammar.guard:
        numerals += (Numeral(*found) for found in grammar.guard.natives(text))
        numerals.sort(key=lambda numeral: numeral.start)
    return numerals


_Flags = tuple[bool, bool, bool, bool, bool]


@lru_cache(maxsize=65536)
def _parse(run: str, lexicon: Lexicon) -> tuple[tuple[Value, ...], _Flags]:
    """Readings and flags (digits, bare, several, vague, over) of a run."""
    grammar = _grammar(lexicon)
    if len(run) > LONGEST:
        return (), (True, False, False, False, False)
    if run[0].isdigit() and run.replace(",", "").replace(".", "").isdigit():
        return read_literal(run, lexicon.decimal, lexicon.group), (True, False, False, False, False)
    over = any(character in grammar.over for character in run)
    vague = any(character in grammar.vague for character in run)
    tokens = [
        token
        for token in grammar.token.findall(run)
        if token not in grammar.over and token not in grammar.vague
    ]
    digits = any(token[0].isdigit() and token not in grammar.values for token in tokens)
    kinds = [grammar.values[token][0] if token in grammar.values else "literal" for token in tokens]
    bare = all(kind in ("unit", "scale") for kind in kinds) and grammar.values[tokens[0]][1][0] >= 100
    if kinds and all(kind == "digit" for kind in kinds) and not digits:
        return _positional(tokens, grammar), (
            False,
            False,
            len(tokens) == 3 or (len(tokens) > 1 and not _is_positional(tokens, grammar)),
            vague,
            over,
        )
    if kinds[-3:] == ["unit", "digit", "digit"] and not digits and tokens[-2] not in grammar.zeros:
        return _two_behind_ten(tokens, grammar), (False, False, True, vague, over)
    readings = {tuple(_evaluate(tokens, grammar, choice, low)) for choice in (0, 1) for low in (0, 1)}
    ordered = _evaluate(tokens, grammar, 0, 0) + _evaluate(tokens, grammar, 0, 1)
    ordered += [value for reading in sorted(readings, key=str) for value in reading]
    several = _has_several(tokens, kinds, grammar)
    return tuple(dict.fromkeys(ordered)), (digits, bare, several, vague, over)


def _two_behind_ten(tokens: list[str], grammar: _Grammar) -> tuple[Value, ...]:
    """二十五六 is 25 or 26; 十四五 the 14th of the five-year plans."""
    base = _evaluate(tokens[:-2], grammar, 0, 0)[0]
    one, other = (grammar.values[token][1][0] for token in tokens[-2:])
    return tuple(dict.fromkeys((base + one, base + other, other)))


def _is_positional(tokens: list[str], grammar: _Grammar) -> bool:
    return len(tokens) > 2 or any(token in grammar.zeros for token in tokens)


def _positional(tokens: list[str], grammar: _Grammar) -> tuple[Value, ...]:
    digits = [grammar.values[token][1][0] for token in tokens]
    whole = int("".join(map(str, digits)))
    if len(tokens) == 3 and not any(token in grammar.zeros for token in tokens):
        # 九一八 is the 18th of September, 一二九 the 9th of December.
        return (whole, digits[0], digits[1] * 10 + digits[2], digits[0] * 10 + digits[1], digits[2])
    if len(tokens) == 1 or _is_positional(tokens, grammar):
        return (whole,)
    return (*digits, whole)


def _has_several(tokens: list[str], kinds: list[str], grammar: _Grammar) -> bool:
    """Whether two digits stand before a unit, as in 三四十: 30 to 40. Longer runs of digits are read by
    position, 二〇〇万."""
    return any(
        kinds[at : at + 2] == ["digit", "digit"]
        and tokens[at] not in grammar.zeros
        and kinds[at + 2] in ("unit", "scale")
        for at in range(len(kinds) - 2)
        if at == 0 or kinds[at - 1] != "digit"
    )


def _evaluate(tokens: list[str], grammar: _Grammar, scale_choice: int, low: int) -> list[Value]:
    """The value of `tokens`, with the first or second meaning of a scale, and the lower or higher of two
    digits side by side.

    In Chinese a digit behind a unit without a zero counts tenths of it: 两千三百五 is 2350, 九万四 is 94000.
    """
    total: Value = 0
    section: Value = 0
    number: Value | None = None
    last_unit = 1
    after_zero = False
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token in grammar.points and at:
            decimals = []
            while at + 1 < len(tokens) and grammar.values.get(tokens[at + 1], ("",))[0] == "digit":
                at += 1
                decimals.append(grammar.values[tokens[at]][1][0])
            number = (number or 0) + Fraction(int("".join(map(str, decimals)) or 0), 10 ** len(decimals))
            last_unit = 1
            at += 1
            continue
        kind, meanings = grammar.values.get(token, ("literal", ()))
        if kind == "literal":
            readings = read_literal(token, ".", ",")
            number = readings[0] if readings else 0
            last_unit = 1
        elif kind == "digit":
            run = [grammar.values[token][1][0]]
            while at + 1 < len(tokens) and grammar.values.get(tokens[at + 1], ("",))[0] == "digit":
                at += 1
                run.append(grammar.values[tokens[at]][1][0])
            after_zero = after_zero or run[0] == 0
            two = len(run) == 2 and run[0] != 0 and at + 1 < len(tokens)
            number = run[low] if two else int("".join(map(str, run)))
        elif kind == "tens":
            section += meanings[0]
            last_unit, number, after_zero = 10, None, False
        elif kind == "unit":
            section += (number or 1) * meanings[0]  # 一万零十二
            last_unit, number, after_zero = meanings[0], None, False
        else:
            scale = meanings[min(scale_choice, len(meanings) - 1)]
            section += number or 0
            if section == 0 and total:
                total *= scale
            elif total and total < scale:
                total = (total + section) * scale
            else:
                total += (section or 1) * scale
            section, number, last_unit, after_zero = 0, None, scale, False
        at += 1
    if (
        grammar.short
        and number is not None
        and not after_zero
        and last_unit >= 100
        and isinstance(number, int)
        and 0 < number < 10
    ):
        return [total + section + number * (last_unit // 10), total + section + number]
    return [total + section + (number or 0)]


def as_fraction(numerator: Value, denominator: Value) -> Value:
    """The exact quotient; 0 for a denominator of 0."""
    if not denominator:
        return 0
    quotient = Fraction(numerator) / Fraction(denominator)
    return quotient.numerator if quotient.denominator == 1 else quotient
