"""Quantities in languages written without spaces: what stands before and behind a numeral says what it is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from qa_lint.model import Span
from qa_lint.numbers import han
from qa_lint.numbers.clock import clock_part
from qa_lint.numbers.digits import EXPONENT, is_negative, is_version, proper_fraction
from qa_lint.numbers.han import Numeral
from qa_lint.numbers.lexicon import Affixes, Lexicon, Table, affixes, alternation, values_table
from qa_lint.numbers.quantity import Bound, Firmness, Kind, Quantity, Value, in_points
from qa_lint.numbers.units import currency_before

_LETTER = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ]")
_QUOTED = re.compile(r"[“「『\"《][^“”「」『』\"《》，,、。\n]{1,12}[”」』\"》]")
_WIDEST_JOINER = 24
_CODE_SIGN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ_-]")
_SIGNS = {"%": Kind.PERCENT, "‰": Kind.PERCENT}
_POWERS = {"%": 100, "‰": 1000}


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The pack's words, compiled."""

    skip: re.Pattern[str]
    heads: re.Pattern[str]
    soft: re.Pattern[str]
    soft_values: Table
    fractions: re.Pattern[str]
    fraction_values: Table
    ordinal: re.Pattern[str]
    ordinal_values: Table
    weekday: re.Pattern[str]
    weekday_values: Table
    classifiers: Affixes
    ordinal_classifiers: Affixes
    suffixes: Affixes
    centuries: frozenset[str]
    fraction: Mapping[str, int]
    whole_joiners: tuple[str, ...]
    eras: tuple[tuple[str, int], ...]
    ordinal_prefixes: tuple[str, ...]
    soft_suffixes: tuple[str, ...]
    phrase_classifiers: frozenset[str]
    negative: tuple[str, ...]
    tenths_not_before: str
    dozens_not_before: str
    code_scales: Table
    discounts_not_before: str
    day_not_before: str
    hour_not_before: str
    enumerator: re.Pattern[str]


@cache
def _grammar(lexicon: Lexicon) -> _Grammar:
    table = lexicon.table
    dates = table["dates"]
    named = {
        "percent point": table["percent-points"],
        "basis point": table["basis-points"],
        "multiple": table["multiples"],
        "percent": table.get("percent-words", ()),
        "tenths": table["tenths"],
        "discount": table["discounts"],
        "dozen": table.get("dozens", ()),
        **{key: dates[key] for key in ("year", "month", "day", "decade", "century", "quarter", "hour")},
    }
    soft = values_table(table["soft-words"])
    ordinals = values_table(table.get("ordinal-words", {}))
    phrases = values_table(table.get("ordinal-phrases", {}))
    fractions = values_table(table.get("fraction-words", {}))
    weekdays = values_table(
        {
            prefix + name: number
            for prefix in dates["weekday-prefixes"]
            for name, number in dates["weekday-names"].items()
        }
    )
    numeral = "".join(map(re.escape, [*table["digits"], *table["units"]]))
    heads = "".join(re.escape(word[0]) for word in (*soft, *ordinals, *phrases, *fractions, *weekdays))
    return _Grammar(
        skip=re.compile("|".join(_skipped(table["words"], table["fraction-joiners"])) or r"(?!)"),
        heads=re.compile(f"[{heads}]"),
        soft=re.compile(alternation(soft)),
        soft_values=soft,
        fractions=re.compile(alternation(fractions)),
        fraction_values=fractions,
        ordinal=re.compile(
            rf"(?:{alternation(ordinals)})(?={alternation(table['classifiers'])})|{alternation(phrases)}"
        ),
        ordinal_values={**ordinals, **phrases},
        weekday=re.compile(alternation(weekdays)),
        weekday_values=weekdays,
        classifiers=affixes((word, word) for word in table["classifiers"]),
        ordinal_classifiers=affixes((word, word) for word in table["ordinal-classifiers"]),
        suffixes=affixes((word, meaning) for meaning, words in named.items() for word in words),
        centuries=frozenset(dates["century"]),
        fraction={
            joiner + sign: -1 if sign else 1
            for joiner in table["fraction-joiners"]
            for sign in ("", *table["negative"])
        },
        whole_joiners=tuple(table["whole-joiners"]),
        eras=tuple(table.get("eras", {}).items()),
        ordinal_prefixes=tuple(table["ordinal-prefixes"]),
        phrase_classifiers=frozenset(table.get("phrase-classifiers", ())),
        soft_suffixes=tuple(table.get("soft-suffixes", ())),
        negative=tuple(table["negative"]),
        tenths_not_before=table.get("tenths-not-before", ""),
        dozens_not_before=table.get("dozens-not-before", ""),
        code_scales=values_table(table.get("scale-suffixes", {})),
        discounts_not_before=table.get("discounts-not-before", ""),
        day_not_before=dates.get("day-not-before", ""),
        hour_not_before=dates.get("hour-not-before", ""),
        # (五), 二、, 3. and 一是 at the start of a clause number what follows.
        enumerator=re.compile(
            rf"(?:^|(?<=[。；;！!？?\n]))\s*[(（]?(?P<number>[{numeral}]{{1,4}}|\d{{1,3}})(?:[)）、]|[.．](?!\d)|是(?=[\u4e00-\u9fff]))"
        ),
    )


def _skipped(words: Iterable[str], joiners: Iterable[str]) -> Iterator[str]:
    """Patterns for words whose numerals are none, but where they end in what is a fraction: 十分之三."""
    for word in sorted(words, key=len, reverse=True):
        rest = next((joiner[1:] for joiner in joiners if word.endswith(joiner[0]) and joiner[1:]), "")
        yield re.escape(word) + (f"(?!{re.escape(rest)})" if rest else "")


def scan(text: str, lexicon: Lexicon) -> list[Quantity]:
    """The quantities in `text`, from left to right."""
    grammar = _grammar(lexicon)
    quantities = list(_words(text, grammar)) if grammar.heads.search(text) else []
    numerals = _numerals(text, quantities, lexicon)
    if not numerals:
        return quantities
    enumerators = {match.start("number") for match in grammar.enumerator.finditer(text)}
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    dotted = "·" in text
    at = 0
    while at < len(numerals):
        numeral = numerals[at]
        following = numerals[at + 1] if at + 1 < len(numerals) else None
        if following and following.start - numeral.end > _WIDEST_JOINER:
            following = None
        gap = text[numeral.end : following.start] if following else ""
        quotient = _slashed(text, numeral, following, lexicon) if following and gap == "/" else None
        if quotient:
            whole = quantities[-1] if quantities else None
            space = text[whole.span.end : numeral.start] if whole else ""
            if whole and space.isspace() and whole.kind is Kind.CARDINAL and whole.values and not whole.unit:
                quantities[-1] = _mixed(whole, quotient)  # 2 1/4
            else:
                quantities.append(quotient)
            at += 2
            continue
        sign = grammar.fraction.get(gap.strip()) if following else None
        if following and sign and following.values and numeral.values:
            fraction = _fraction(text, numeral, following, sign, lexicon)
            whole = quantities[-1] if quantities else None
            mixed = whole and text[whole.span.end : numeral.start].strip() in grammar.whole_joiners
            if whole and mixed and whole.kind is Kind.CARDINAL and whole.span.end < numeral.start:
                quantities[-1] = _mixed(whole, fraction)  # 三又二分之一
            else:
                quantities.append(fraction)
            at += 2
            continue
        decade = following and gap in grammar.centuries and _decade(text, numeral, following, grammar)
        if decade:
            quantities.append(decade)
            at += 2
            continue
        tail = _decimals_behind_unit(text, numeral, following, lexicon) if following else None
        if tail:
            quantities.append(tail)
            at += 2
            continue
        inside = bool(quoted) and any(start < numeral.start < end for start, end in quoted)
        if dotted and "·" in text[numeral.start : numeral.end]:
            quantities += _event(text, numeral)
            at += 1
            continue
        quantities.append(_quantity(text, numeral, numeral.start in enumerators, inside, lexicon))
        at += 1
    return quantities


def _words(text: str, grammar: _Grammar) -> Iterator[Quantity]:
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
        skipped = [match.span() for match in _grammar(lexicon).skip.finditer(text)]
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


def _fraction(text: str, denominator: Numeral, numerator: Numeral, sign: int, lexicon: Lexicon) -> Quantity:
    """百分之五, 三分之二; `sign` is that of the numerator, 三分之负二."""
    below, above = denominator.values[0], numerator.values[0] * sign
    kind = Kind.PERCENT if below in (100, 1000, 10000) else Kind.FRACTION
    bound = _bound(text, denominator.start, numerator.end, lexicon)
    return Quantity(
        Span(denominator.start, numerator.end),
        (_signed(text, denominator, above, below, lexicon),),
        kind,
        bound,
    )


def _slashed(text: str, above: Numeral, below: Numeral, lexicon: Lexicon) -> Quantity | None:
    """3/4, unless it is part of a date or a path."""
    if not (above.digits and below.digits):
        return None
    if text[above.start - 1 : above.start] == "/" or text[below.end : below.end + 1] == "/":
        return None
    part = proper_fraction(above.values, below.values)
    if part is None or _code(text, above, lexicon) or _code(text, below, lexicon):
        return None
    values = (-part, part) if is_negative(text, above.start) else (part,)
    return Quantity(Span(above.start, below.end), values, Kind.FRACTION, firmness=Firmness.LOOSE)


def _mixed(whole: Quantity, fraction: Quantity) -> Quantity:
    number, part = whole.values[0], fraction.values[0]
    span = Span(whole.span.start, fraction.span.end)
    return fraction._replace(span=span, values=(number - part if number < 0 else number + part,))


def _decade(text: str, century: Numeral, decade: Numeral, grammar: _Grammar) -> Quantity | None:
    """20世纪70年代 is one number: the 1970s."""
    suffix = grammar.suffixes.behind(text, decade.end)
    if suffix is None or suffix[0] != "decade" or not century.values or not decade.values:
        return None
    return Quantity(
        Span(century.start, suffix[1]), ((century.values[0] - 1) * 100 + decade.values[0],), Kind.DECADE
    )


def _decimals_behind_unit(text: str, numeral: Numeral, tail: Numeral, lexicon: Lexicon) -> Quantity | None:
    """一米七 is 1.7 metres, 9秒83 is 9.83 seconds, 六块五 6.5 yuan."""
    split = lexicon.split_units.behind(text, numeral.end)
    if split is None or split[1] != tail.start or not numeral.values or not tail.values:
        return None
    figures = str(tail.values[-1] if tail.several else tail.values[0])
    grammar = _grammar(lexicon)
    counts = grammar.classifiers.behind(text, tail.end) or lexicon.measures.behind(text, tail.end)
    written = 2 if tail.digits else tail.end - tail.start
    if not figures.isdecimal() or counts or written > 2 or (tail.digits and tail.end - tail.start != 2):
        return None
    value = numeral.values[0] + Fraction(int(figures), 10**written)
    bound = _bound(text, numeral.start, tail.end, lexicon)
    return Quantity(Span(numeral.start, tail.end), (value,), Kind.CARDINAL, bound, split[0])


def _event(text: str, numeral: Numeral) -> Iterator[Quantity]:
    """“4·18” and “23·7” stand for what happened on a day or in a month; a translation names either, or the
    event.
    """
    parts = list(re.finditer(r"\d+", text[numeral.start : numeral.end]))
    kinds = (Kind.MONTH, Kind.DAY) if int(parts[0].group()) <= 12 else (Kind.YEAR, Kind.MONTH)
    for match, kind in zip(parts, kinds, strict=False):
        span = Span(numeral.start + match.start(), numeral.start + match.end())
        number = int(match.group())
        values = (number, 2000 + number, 1900 + number) if kind is Kind.YEAR else (number,)
        yield Quantity(span, values, kind, firmness=Firmness.LOOSE)


def _signed(text: str, numeral: Numeral, above: Value, below: Value, lexicon: Lexicon) -> Value:
    value = han.as_fraction(above, below)
    negative = text.endswith(tuple(lexicon.table["negative"]), 0, numeral.start)
    return -value if negative or is_negative(text, numeral.start) else value


def _quantity(text: str, numeral: Numeral, enumerates: bool, quoted: bool, lexicon: Lexicon) -> Quantity:
    grammar = _grammar(lexicon)
    start, end = numeral.start, numeral.end
    before, sign = text[start - 1 : start], text[end : end + 1]
    clock = clock_part(text, start, end, numeral.values) if ":" in (before, sign) and numeral.digits else None
    special = clock or _code(text, numeral, lexicon)
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
    elif numeral.digits and is_negative(text, start):
        values = (*(-value for value in values), *values)
    firmness = _firmness(text, numeral, quoted, grammar)
    bound = _bound(text, start, end, lexicon)
    if numeral.over and bound is Bound.EXACT:
        bound = Bound.OVER
    if sign in _SIGNS:
        values = tuple(han.as_fraction(value, _POWERS[sign]) for value in values)
        return Quantity(Span(start, end + 1), values, Kind.PERCENT, bound, firmness=firmness)
    suffix = grammar.suffixes.behind(text, _behind(text, end, lexicon))
    if text.endswith(grammar.ordinal_prefixes, 0, start) and (suffix is None or suffix[0] != "quarter"):
        return Quantity(
            Span(start - 1, end), values, Kind.ORDINAL, bound, firmness=max(firmness, Firmness.LOOSE)
        )
    if suffix:
        quantity = _suffixed(text, numeral, values, suffix, bound, firmness, lexicon)
        if quantity:
            return quantity
    prefixed = lexicon.table.get("prefixed-units", {})
    last = text[end - 1]
    unit = lexicon.measures.behind(text, end - 1) if last in prefixed else None
    if unit:
        # 5千瓦 is 5 kW and 5,000 W.
        values = (*(han.as_fraction(value, prefixed[last]) for value in values), *values)
    else:
        unit = lexicon.measures.behind(text, _skip_words(text, end, lexicon))
    counted = unit or grammar.classifiers.behind(text, _behind(text, end, lexicon))
    if counted and text.startswith(tuple(lexicon.table["half"]), counted[1]):
        # 9年半 is nine years and a half, 一个半小时 an hour and a half.
        values = (*(value + Fraction(1, 2) for value in values), *values)
        unit = unit or lexicon.measures.behind(text, counted[1] + 1)
        firmness = max(firmness, Firmness.LOOSE)
    if values[:1] == (1,) and not unit:
        firmness = min(firmness, Firmness.LOOSE)  # 1例 is often just "a case"
    named = unit[0] if unit else currency_before(text, start)
    return Quantity(Span(start, end), values, Kind.CARDINAL, bound, named, firmness)


def _code(text: str, numeral: Numeral, lexicon: Lexicon) -> Quantity | None:
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
        return Quantity(Span(before, after), (), kind, firmness=firmness, literal=text[before:after].lower())
    if before == start and after == end:
        return None
    span, literal = Span(before, after), text[before:after].lower()
    if before < start:  # COVID-19 becomes 新冠; 5G and 3D stay what they are.
        return Quantity(span, numeral.values, Kind.CODE, firmness=Firmness.LOOSE, literal=literal)
    factors = _grammar(lexicon).code_scales.get(text[end:after], ())
    values = (*numeral.values, *(value * factor for value in numeral.values for factor in factors))  # 40k
    return Quantity(span, values, Kind.CODE, literal=literal)


def _firmness(text: str, numeral: Numeral, quoted: bool, grammar: _Grammar) -> Firmness:
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


def _counts_things(text: str, numeral: Numeral, grammar: _Grammar) -> bool:
    """Whether a numeral in a quoted phrase counts things, “十项硬措施”, and does not just name: “五个一工程”,
    “三公”.
    """
    classifier = grammar.classifiers.behind(text, numeral.end)
    return classifier is not None and classifier[0] not in grammar.phrase_classifiers


def _suffixed(
    text: str,
    numeral: Numeral,
    values: tuple[Value, ...],
    suffix: tuple[str, int],
    bound: Bound,
    firmness: Firmness,
    lexicon: Lexicon,
) -> Quantity | None:
    """The quantity with a suffix that says its kind: 三成, 1.1倍, 2024年, 5月, 21日."""
    grammar = _grammar(lexicon)
    meaning, end = suffix
    span = Span(numeral.start, end)
    first = values[0]
    behind = text[end : end + 1]
    if meaning == "tenths" and 0 < first <= 10 and not (behind and behind in grammar.tenths_not_before):
        part = Fraction(1, 2) if text.startswith(tuple(lexicon.table["half"]), end) else Fraction(0)
        hundredths = lexicon.table["digits"].get(behind)
        if hundredths and not text[end + 1 : end + 2].isalpha():  # 七成六
            part, span = Fraction(hundredths, 10), Span(numeral.start, end + 1)
        return Quantity(
            span,
            tuple(han.as_fraction(value + part, 10) for value in values),
            Kind.PERCENT,
            bound,
            firmness=firmness,
        )
    if meaning == "discount" and 0 < first < 100 and not (behind and behind in grammar.discounts_not_before):
        price = values[-1] if numeral.several else first  # 五五折
        price = han.as_fraction(price, 10 if price < 10 else 100)
        return Quantity(span, (price, 1 - price), Kind.PERCENT, bound, firmness=firmness)
    if meaning == "dozen" and not (behind and behind in grammar.dozens_not_before):
        dozens = (*(value * 12 for value in values), *values)
        return Quantity(span, dozens, Kind.CARDINAL, bound, firmness=min(firmness, Firmness.LOOSE))
    if meaning == "percent":
        return Quantity(
            span,
            tuple(han.as_fraction(value, 100) for value in values),
            Kind.PERCENT,
            bound,
            firmness=firmness,
        )
    if meaning == "multiple":
        # 增长两倍 is three times as much, 是两倍 is twice; 增长一倍 is 100 %.
        return Quantity(span, (first, first + 1, first - 1), Kind.MULTIPLE, bound, firmness=firmness)
    if meaning == "percent point":
        return Quantity(span, values, Kind.POINT, bound, firmness=firmness)
    if meaning == "basis point":
        return Quantity(span, in_points(values), Kind.BASIS_POINT, bound, firmness=firmness)
    era = next((years for name, years in grammar.eras if text.endswith(name, 0, numeral.start)), 0)
    if meaning == "year" and era:
        return Quantity(span, (first + era, *values), Kind.YEAR, bound, firmness=firmness)
    if meaning == "year" and 60 <= first <= 130 and _has_sign(text, "republic-signs", lexicon):
        # In Taiwan years are counted from 1911: 112年 is 2023.
        return Quantity(span, (first, first + lexicon.table["republic-years"]), Kind.YEAR, bound, firmness=firmness)
    if meaning == "year" and 1000 <= first <= 2999 and not numeral.over:
        return Quantity(span, values, Kind.YEAR, bound, firmness=firmness)
    if meaning == "month" and 1 <= first <= 12:
        return Quantity(span, values, Kind.MONTH, bound, firmness=max(firmness, Firmness.LOOSE))
    if meaning == "day" and 1 <= first <= 31 and not (behind and behind in grammar.day_not_before):
        return Quantity(span, values, Kind.DAY, bound, firmness=firmness)
    if meaning == "decade" and 0 <= first < 3000:
        readings = (
            values if first >= 100 else (*values, *(century * 100 + first for century in range(20, 9, -1)))
        )
        return Quantity(span, readings, Kind.DECADE, bound, firmness=firmness)
    if meaning == "century":
        return Quantity(span, values, Kind.CENTURY, bound, firmness=firmness)
    if meaning == "quarter" and 1 <= first <= 4:
        return Quantity(span, values, Kind.QUARTER, bound, firmness=max(firmness, Firmness.LOOSE))
    if meaning == "hour" and 0 <= first <= 24 and not (behind and behind in grammar.hour_not_before):
        readings = (first, first + 12, first - 12) if isinstance(first, int) else (first,)
        return Quantity(span, readings, Kind.TIME, bound, firmness=min(firmness, Firmness.LOOSE))
    return None


def _has_sign(text: str, key: str, lexicon: Lexicon) -> bool:
    return any(sign in text for sign in lexicon.table.get(key, ()))


def _behind(text: str, position: int, lexicon: Lexicon) -> int:
    """Where what belongs to a numeral begins: behind a space, in languages that have spaces between words."""
    return position + 1 if lexicon.spaced and text[position : position + 1] == " " else position


def _skip_words(text: str, position: int, lexicon: Lexicon) -> int:
    """Past a space, and a 多 or 余 between a numeral and its unit."""
    while position < len(text) and (text[position] == " " or text[position] in lexicon.table["over-infixes"]):
        position += 1
    return position


def _bound(text: str, start: int, end: int, lexicon: Lexicon) -> Bound:
    bound = lexicon.bounds.before(text, start)
    return lexicon.bounds.behind(text, end, reach=3) if bound is Bound.EXACT else bound
