"""Quantities in languages that write words with spaces between them: what stands before and behind a numeral
says what it is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from qa_lint.model import Span
from qa_lint.numbers import words
from qa_lint.numbers.clock import clock_part
from qa_lint.numbers.digits import EXPONENT, LONGEST, is_negative, is_version, read_roman
from qa_lint.numbers.lexicon import Affixes, Lexicon, Table, affixes, alternation, values_table
from qa_lint.numbers.quantity import Bound, Firmness, Kind, Quantity, Value, scaled, in_points
from qa_lint.numbers.units import currency_before
from qa_lint.numbers.vocabulary import Token, tokens, vocabulary
from qa_lint.numbers.words import Numeral

_FIGURE = re.compile(r"[IVXLC](?![a-z]{2})")
_SIGNS: Mapping[str, int] = {"%": 100, "‰": 1000, "‱": 10000}
_SIGN = re.compile(r"[^\S\n]{0,2}([%‰‱])")
_LETTERS = re.compile(r"[^\W\d_]+")
_QUOTES = '"”’»'
_HYPHENS = frozenset(" -\u00a0\u202f‑")
_START = re.compile(r"\s*[(\[（]?(\d{1,3}|[IVXLC]{1,7}|[ivx]{1,5}|[A-Z])[.)\]）、:]?\s")


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The pack's words, compiled."""

    soft: Table
    multiples: Table
    loose: frozenset[str]
    months: Table
    weekdays: Table
    roman_nouns: frozenset[str]
    suffixes: Affixes
    glued: Table
    ordinal_suffixes: tuple[str, ...]
    decades: tuple[str, ...]
    idioms: Mapping[str, tuple[tuple[str, int], ...]]
    others: frozenset[str]
    roman: re.Pattern[str]
    lower_dates: bool
    date_fillers: frozenset[str]
    decade_prefixes: tuple[str, ...]
    abbreviations: tuple[str, ...]
    definite: tuple[str, ...]
    quarters: Affixes
    quarter_plurals: tuple[str, ...]
    negative: tuple[str, ...]
    unit_prefixes: Affixes


@cache
def _grammar(lexicon: Lexicon) -> _Grammar:
    table = lexicon.table
    named = {
        "percent": table.get("percent-words", ()),
        "percent point": table.get("percent-points", ()),
        "basis point": table.get("basis-points", ()),
        "multiple": table.get("multiples", ()),
        "hour": table.get("hour-words", ()),
    }
    suffixes = alternation(table.get("roman-suffixes", ()))
    return _Grammar(
        soft=values_table(table.get("soft-words", {})),
        multiples=values_table(table.get("multiple-words", {})),
        loose=frozenset(table.get("loose-words", ())),
        months=values_table(table.get("months", {})),
        weekdays=values_table(table.get("weekdays", {})),
        roman_nouns=frozenset(table.get("roman-nouns", ())),
        suffixes=affixes((word, meaning) for meaning, entry in named.items() for word in entry),
        glued=values_table(table.get("scale-suffixes", {})),
        ordinal_suffixes=tuple(table.get("ordinal-suffixes", ())),
        decades=tuple(table.get("decade-suffixes", ())),
        idioms=_idioms(table.get("idioms", ())),
        others=frozenset(
            word
            for key in (
                "soft-words",
                "multiple-words",
                "months",
                "weekdays",
                "date-fillers",
                "ordinal-suffixes",
            )
            for word in table.get(key, ())
        ),
        # XIXe siècle: a Roman figure may have an ordinal's ending.
        roman=re.compile(
            rf"(?<![\w.])([IVXLC]{{1,7}})(?![\w’'])|(?<![\w.])([IVX]{{1,7}})(?:{suffixes})(?![\w’'])"
        ),
        lower_dates=table.get("lower-dates", False),
        date_fillers=frozenset((*table.get("date-fillers", ()), *table.get("ordinal-suffixes", ()))),
        abbreviations=tuple(table.get("abbreviations", ())),
        decade_prefixes=tuple(f"{word} " for word in table.get("decade-prefixes", ())),
        quarter_plurals=tuple(table.get("quarter-plurals", ("\0",))),
        quarters=affixes((word, word) for word in table.get("quarter-words", ())),
        definite=tuple(f"{word} " for word in table.get("definite-articles", ("\0",))),
        negative=tuple(f"{word} " for word in table.get("negative", ())),
        unit_prefixes=affixes((word, str(power)) for word, power in table.get("unit-prefixes", {}).items()),
    )


def _idioms(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Idioms by each of their words, with how far into them it stands."""
    by_word: dict[str, list[tuple[str, int]]] = {}
    for phrase in phrases:
        for match in re.finditer(r"\w+", phrase):
            by_word.setdefault(match.group(), []).append((phrase, match.start()))
    return {word: tuple(entry) for word, entry in by_word.items()}


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
    grammar = _grammar(lexicon)
    found = tokens(lower, lexicon, grammar.others)
    vocab = vocabulary(lexicon)
    quantities: list[Quantity] = list(_romans(text, lower, grammar)) if _FIGURE.search(text) else []
    at = 0
    while at < len(found):
        token = found[at]
        word = token.text
        if word in grammar.idioms and _is_idiom(lower, token, grammar.idioms[word]):
            at += 1
            continue
        if word in vocab.articles or token.literal or vocab.meaning(word):
            reading = words.read(lower, found, at, lexicon)
            if reading:
                numeral, following = reading
                quantities += _numeral(text, lower, numeral, found, at, lexicon)
                at = max(following, at + 1)
                continue
        if word in grammar.soft:
            quantities.append(
                Quantity(Span(token.start, token.end), grammar.soft[word], firmness=Firmness.SOFT)
            )
        elif word in grammar.multiples:
            span = Span(token.start, token.end)
            quantities.append(Quantity(span, grammar.multiples[word], Kind.MULTIPLE, firmness=Firmness.LOOSE))
        elif word in grammar.months and (grammar.lower_dates or text[token.start].isupper()):
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


def _month(token: Token, found: list[Token], at: int, grammar: _Grammar) -> Quantity:
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


def _romans(text: str, lower: str, grammar: _Grammar) -> Iterator[Quantity]:
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


def _numeral(
    text: str, lower: str, numeral: Numeral, found: list[Token], at: int, lexicon: Lexicon
) -> Iterator[Quantity]:
    if numeral.digits:
        yield from _digits(text, lower, numeral, found[at], lexicon)
        return
    grammar = _grammar(lexicon)
    word = lower[numeral.start : numeral.end]
    if word in grammar.soft:
        values: tuple[Value, ...] = grammar.soft[word]
        firmness = Firmness.SOFT
    else:
        values = numeral.values
        plural_scale = numeral.bare and lower.endswith(lexicon.table.get("plural", "\0"), 0, numeral.end)
        loose = word in grammar.loose or numeral.bare or numeral.several
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
        span = Span(numeral.start, quarter[1])
        yield Quantity(span, values[-1:], Kind.QUARTER, firmness=Firmness.FIRM)
        return
    yield _finish(text, lower, numeral.start, numeral.end, values, kind, firmness, lexicon)


def _digits(text: str, lower: str, numeral: Numeral, token: Token, lexicon: Lexicon) -> Iterator[Quantity]:
    grammar = _grammar(lexicon)
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
            yield _finish(text, lower, start, suffix.end(), values, Kind.ORDINAL, Firmness.FIRM, lexicon)
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
                Span(start, end), readings, Kind.CARDINAL, _bound(lower, start, end, lexicon), unit[0]
            )
            return
        factors = grammar.glued.get(text[end : suffix.end()])
        if factors:
            readings = tuple(value * factor for value in values for factor in factors)
            yield _finish(text, lower, start, suffix.end(), readings, Kind.CARDINAL, Firmness.FIRM, lexicon)
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
        quantity = _finish(text, lower, start, end, (reading,), Kind.CARDINAL, Firmness.FIRM, lexicon)
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
    yield _finish(text, lower, start, end, values, Kind.CARDINAL, firmness, lexicon)


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


def _finish(
    text: str,
    lower: str,
    start: int,
    end: int,
    values: tuple[Value, ...],
    kind: Kind,
    firmness: Firmness,
    lexicon: Lexicon,
) -> Quantity:
    """The quantity with the percent sign, the unit and the bound that stand around it."""
    grammar = _grammar(lexicon)
    countable = kind is Kind.CARDINAL or kind is Kind.FRACTION
    if countable and (
        is_negative(text, start) or lower.endswith(grammar.negative, max(0, start - 12), start)
    ):
        values = (*(-value for value in values), *values)
    elif kind is Kind.CARDINAL and start == 2 and text.startswith("- "):
        values = (*values, *(-value for value in values))  # a minus, or the dash of a list
    bound = _bound(lower, start, end, lexicon)
    sign = _SIGN.match(text, end)
    if sign:
        readings = tuple(scaled(value, 1, _SIGNS[sign.group(1)]) for value in values)
        return Quantity(Span(start, sign.end()), readings, Kind.PERCENT, bound, firmness=Firmness.FIRM)
    behind = end
    if (
        grammar.abbreviations
        and text[end : end + 1] == "."
        and lower.endswith(grammar.abbreviations, start, end)
    ):
        end = behind = end + 1  # 3 Mio. Euro
    while behind - end < 2 and text[behind : behind + 1] in _HYPHENS:
        behind += 1
    suffix = grammar.suffixes.behind(lower, behind)
    if suffix and lower[suffix[1] : suffix[1] + 1].isalpha():
        suffix = None
    if suffix and suffix[0] == "hour":
        return _hour(Quantity(Span(start, end), values, kind, bound, "hour", firmness))
    if suffix:
        firm = max(firmness, Firmness.FIRM if suffix[0] != "multiple" else Firmness.LOOSE)
        if suffix[0] == "percent":
            return Quantity(
                Span(start, suffix[1]),
                tuple(scaled(value, 1, 100) for value in values),
                Kind.PERCENT,
                bound,
                firmness=firm,
            )
        if suffix[0] == "basis point":
            values = in_points(values)
        kinds = {"percent point": Kind.POINT, "basis point": Kind.BASIS_POINT, "multiple": Kind.MULTIPLE}
        return Quantity(Span(start, suffix[1]), values, kinds[suffix[0]], bound, firmness=firm)
    unit = lexicon.measures.behind(lower, behind) if countable else None
    if unit and lower[unit[1] : unit[1] + 1].isalpha():
        unit = None
    factors: tuple[Value, ...] = ()
    if kind is Kind.CARDINAL and behind > end and not _is_year(text, start, end, values):
        factors = _scale_behind(text, behind, grammar)
        unit = None if factors and text[behind].isupper() else unit
    if kind is Kind.CARDINAL and not unit:
        factors = _prefix_behind(lower, behind, grammar) or factors
        if factors:
            values = (*values, *(value * factor for value in values for factor in factors))
    named = unit[0] if unit else ""
    if kind is Kind.CARDINAL and not named:
        named = currency_before(text, start)
    if kind is Kind.CARDINAL and not named and _is_year(text, start, end, values):
        kind = Kind.YEAR
    return Quantity(Span(start, end), values, kind, bound, named, firmness)


def _prefix_behind(lower: str, position: int, grammar: _Grammar) -> tuple[Value, ...]:
    """What the prefix of a unit multiplies by: 10-gigabit."""
    prefix = grammar.unit_prefixes.behind(lower, position)
    return (int(prefix[0]),) if prefix else ()


def _scale_behind(text: str, position: int, grammar: _Grammar) -> tuple[Value, ...]:
    """What a letter for a scale that stands alone may multiply by: 2.5 k; but B.C."""
    letters = _LETTERS.match(text, position)
    if not letters or text[position - 1] != " " or text[letters.end() : letters.end() + 1] == ".":
        return ()
    return grammar.glued.get(letters.group(), ())[:1] if len(letters.group()) == 1 else ()


def _hour(quantity: Quantity) -> Quantity:
    """14 Uhr is also 2 in the afternoon; "14 heures" may be that or a duration."""
    hour = quantity.values[0] if quantity.values else 0
    if not isinstance(hour, int) or not 0 < hour <= 24:
        return quantity
    return quantity._replace(values=(*quantity.values, hour + 12, hour - 12), kind=Kind.TIME)


def _is_year(text: str, start: int, end: int, values: tuple[Value, ...]) -> bool:
    return end - start == 4 and text[start:end].isdigit() and 1000 <= values[0] <= 2999


def _bound(lower: str, start: int, end: int, lexicon: Lexicon) -> Bound:
    bound = lexicon.bounds.before(lower, start)
    return lexicon.bounds.behind(lower, end) if bound is Bound.EXACT else bound
