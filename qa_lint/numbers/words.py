"""Numerals in languages that write words with spaces between them: two hundred and five thousand, 4.4 trillion, one and a half."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from qa_lint.numbers.digits import LITERAL, read_literal
from qa_lint.numbers.lexicon import Lexicon, Table, alternation, values_table
from qa_lint.numbers.quantity import Value


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral as it stands. `values` are its readings (none for a version or a list).

    `digits`: begins with digits; `bare`: a scale without a number ("thousands", "a million"); `ordinal`: ends in an ordinal; `fraction`: "two thirds".
    """

    start: int
    end: int
    values: tuple[Value, ...]
    digits: bool = False
    bare: bool = False
    ordinal: bool = False
    fraction: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pack's numeral words by what they do in a numeral."""

    token: re.Pattern[str]
    words: Table
    hundreds: Table
    scales: Table
    ordinals: Table
    fractions: Table
    conjunctions: frozenset[str]
    articles: frozenset[str]
    points: frozenset[str]
    starters: frozenset[str]
    followers: frozenset[str]


@lru_cache(maxsize=None)
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of a lexicon."""
    table = lexicon.table
    words, hundreds, scales, ordinals = (values_table(table.get(key, {})) for key in ("words", "hundreds", "scales", "ordinals"))
    plural = table.get("plural", "")
    fractions = dict(values_table(table.get("fractions", {})))
    if plural:
        fractions |= {word + plural: values for word, values in ordinals.items() if values[0] not in (1, 2)}
    several = [word for group in (words, hundreds, scales, ordinals, fractions) for word in group if " " in word or "-" in word]
    return Vocabulary(
        token=re.compile(rf"{LITERAL}|\b(?:{alternation(several)})\b|[^\W\d_]+" if several else rf"{LITERAL}|[^\W\d_]+"),
        words=words,
        hundreds=hundreds,
        scales=scales,
        ordinals=ordinals,
        fractions=fractions,
        conjunctions=frozenset(table.get("and", ())),
        articles=frozenset(table.get("articles", ())),
        points=frozenset(table.get("decimal-words", ())),
        followers=frozenset((*hundreds, *scales, *fractions, *(word for word, values in ordinals.items() if values[0] > 2))),
        starters=frozenset((*words, *hundreds, *scales, *ordinals, *fractions)),
    )


@dataclass(frozen=True, slots=True)
class Token:
    """A word in lower case, or a literal in digits, with its place."""

    start: int
    end: int
    text: str


def tokens(lower: str, lexicon: Lexicon) -> list[Token]:
    """The words and the digit literals of a text in lower case."""
    return [Token(match.start(), match.end(), match.group()) for match in vocabulary(lexicon).token.finditer(lower)]


@dataclass(slots=True)
class _Sum:
    """A numeral being read: what is complete, and the part below the next scale."""

    total: Value = 0
    part: Value | None = None
    last_scale: Value = 0

    def fits(self, number: Value) -> bool:
        """Whether `number` may follow, as 5 may follow 20 and 300."""
        part = self.part
        if part is None:
            return not self.last_scale or number < self.last_scale
        if not isinstance(part, int) or not part or number <= 0:
            return False
        if part % 100 == 0:
            return number < 100
        return part % 10 == 0 and part % 100 >= 20 and (number < 10 or (part % 20 == 0 and part % 100 >= 60 and number < 20))

    @property
    def value(self) -> Value:
        return self.total + (self.part or 0)


def read(lower: str, words: list[Token], at: int, lexicon: Lexicon) -> tuple[Numeral, int] | None:
    """The numeral that begins with `words[at]`, and the index of the first word behind it; None if none does."""
    vocab = vocabulary(lexicon)
    first = words[at]
    if first.text[0].isdigit():
        return _read_digits(lower, words, at, lexicon, vocab)
    article = first.text in vocab.articles
    if article:
        following = _next(lower, words, at)
        if following is None or not (following.text in vocab.followers):
            return None
    elif first.text not in vocab.starters:
        return None
    return _read_words(lower, words, at, vocab)


def _next(lower: str, words: list[Token], at: int) -> Token | None:
    """The word after `words[at]` if only a space or a hyphen stands between."""
    if at + 1 >= len(words):
        return None
    gap = lower[words[at].end : words[at + 1].start]
    return words[at + 1] if gap in (" ", "-", "\u00a0", " - ", "‑", "\n") else None


def _read_digits(lower: str, words: list[Token], at: int, lexicon: Lexicon, vocab: Vocabulary) -> tuple[Numeral, int]:
    first = words[at]
    values = read_literal(first.text, lexicon.decimal, lexicon.group)
    end, index = first.end, at + 1
    while values and (following := _next(lower, words, index - 1)) and following.text in (vocab.scales | vocab.hundreds):
        factor = (vocab.scales.get(following.text) or vocab.hundreds[following.text])[0]
        values = tuple(value * factor for value in values)
        end, index = following.end, index + 1
    return Numeral(first.start, end, tuple(_whole(value) for value in values), digits=True), index


def _read_words(lower: str, words: list[Token], at: int, vocab: Vocabulary) -> tuple[Numeral, int]:
    start, index = words[at].start, at
    article = words[at].text in vocab.articles
    if article:
        index += 1
    number = _Sum()
    end, bare, year = words[at].end, True, None
    while index < len(words):
        word = words[index]
        step = _step(word.text, number, vocab)
        if step is None:
            if year is None and index == at + 1 and word.text in vocab.words and isinstance(number.part, int):
                low = vocab.words[word.text][0]
                if 13 <= number.part <= 20 and isinstance(low, int) and low >= 10:
                    year = number.part
                    number.part = year * 100 + low
                    end, index = word.end, index + 1
                    if not _continues(lower, words, index):
                        break
                    continue
            break
        if step in ("ordinal", "fraction"):
            numeral, index = _ending(start, word, number, article, index, vocab, step)
            return _times_scale(lower, words, index, numeral, vocab) if numeral.fraction else (numeral, index)
        bare = bare and word.text not in vocab.words
        end, index = word.end, index + 1
        skip = _conjunction(lower, words, index, number, vocab)
        if skip is None:
            break
        index += skip
    index, end, value = _decimals(lower, words, index, end, number, vocab)
    return Numeral(start, end, (value,), bare=bare), index


def _step(word: str, number: _Sum, vocab: Vocabulary) -> str | None:
    """Adds a word to the number; what it was, or None if it does not continue the numeral."""
    if word in vocab.words:
        value = vocab.words[word][0]
        if number.part is None and number.fits(value):
            number.part = value
        elif number.part is not None and number.fits(value):
            number.part += value
        else:
            return None
        return "word"
    if word in vocab.hundreds:
        if number.part is not None and number.part >= 100:
            return None
        number.part = (1 if number.part is None else number.part) * vocab.hundreds[word][0]
        return "hundred"
    if word in vocab.scales:
        scale = vocab.scales[word][0]
        if number.part is None and number.total and not number.last_scale > scale:
            number.total *= scale
        elif number.last_scale and scale >= number.last_scale:
            return None
        else:
            number.total += (1 if number.part is None else number.part) * scale
        number.part, number.last_scale = None, scale
        return "scale"
    if word in vocab.ordinals:
        return "ordinal"
    return "fraction" if word in vocab.fractions else None


def _ending(
    start: int, word: Token, number: _Sum, article: bool, index: int, vocab: Vocabulary, step: str
) -> tuple[Numeral, int]:
    """A numeral that ends in an ordinal or a denominator: twenty-first, a third, two thirds, half."""
    before = number.value
    counted = number.part is not None or number.total > 0
    if step == "fraction":
        part = Fraction(1, int(vocab.fractions[word.text][0]))
        value = (before if counted else 1) * part
        return Numeral(start, word.end, (_whole(value),), fraction=True), index + 1
    ordinal = vocab.ordinals[word.text][0]
    if not counted:
        readings: tuple[Value, ...] = (ordinal,) if not article else (Fraction(1, int(ordinal)), ordinal)
        return Numeral(start, word.end, readings, ordinal=True), index + 1
    scaled = ordinal >= 100
    if number.fits(ordinal) or scaled:
        last = number.part if number.part is not None else 1
        whole = number.total + (last * ordinal if scaled else (number.part or 0) + ordinal)
        return Numeral(start, word.end, (whole,), ordinal=True), index + 1
    if ordinal > 2:
        return Numeral(start, word.end, (_whole(before / Fraction(int(ordinal))),), fraction=True), index + 1
    return Numeral(start, word.start, (before,)), index


def _times_scale(lower: str, words: list[Token], index: int, numeral: Numeral, vocab: Vocabulary) -> tuple[Numeral, int]:
    """Half a million, a quarter million."""
    at = index
    if _continues(lower, words, at) and words[at].text in vocab.articles:
        at += 1
    if not _continues(lower, words, at) or words[at].text not in vocab.scales:
        return numeral, index
    factor = vocab.scales[words[at].text][0]
    return Numeral(numeral.start, words[at].end, tuple(_whole(value * factor) for value in numeral.values)), at + 1


def _continues(lower: str, words: list[Token], index: int) -> bool:
    return index < len(words) and _next(lower, words, index - 1) is not None


def _conjunction(lower: str, words: list[Token], index: int, number: _Sum, vocab: Vocabulary) -> int | None:
    """How many words to skip before the numeral goes on behind `words[index - 1]`: 0, 1 for an "and"; None if it ends there."""
    if not _continues(lower, words, index):
        gap = lower[words[index - 1].end : words[index].start] if index < len(words) else ""
        after_comma = gap == ", " and number.part is None and number.total and words[index].text in vocab.words
        return 0 if after_comma and number.last_scale >= 1000 and _hundred_follows(lower, words, index, vocab) else None
    word = words[index].text
    if word in vocab.conjunctions:
        small = number.part is not None and number.part >= 20
        if (number.total or small) and _continues(lower, words, index + 1):
            following = words[index + 1].text
            fits = following in vocab.words and number.fits(vocab.words[following][0])
            return 1 if fits or following in vocab.ordinals else None
        return None
    return 0


def _hundred_follows(lower: str, words: list[Token], index: int, vocab: Vocabulary) -> bool:
    following = _next(lower, words, index)
    return following is not None and following.text in vocab.hundreds


def _decimals(
    lower: str, words: list[Token], index: int, end: int, number: _Sum, vocab: Vocabulary
) -> tuple[int, int, Value]:
    """Reads "point five" and "and a half" behind a number, and a scale behind those: one and a half million."""
    value = number.value
    if index < len(words) and words[index].text in vocab.points and _next(lower, words, index - 1):
        figures = ""
        at = index + 1
        while at < len(words) and _next(lower, words, at - 1) and words[at].text in vocab.words:
            digit = vocab.words[words[at].text][0]
            if digit >= 10:
                break
            figures += str(digit)
            at += 1
        if figures:
            value += Fraction(int(figures), 10 ** len(figures))
            index, end = at, words[at - 1].end
    elif index + 1 < len(words) and words[index].text in vocab.conjunctions and _next(lower, words, index - 1):
        at = index + 1
        if words[at].text in vocab.articles and at + 1 < len(words):
            at += 1
        if words[at].text in vocab.fractions and words[at].start - end < 12:
            value += Fraction(1, int(vocab.fractions[words[at].text][0]))
            index, end = at + 1, words[at].end
    while index < len(words) and index and _next(lower, words, index - 1) and words[index].text in vocab.scales:
        if value == number.value:
            break
        value *= vocab.scales[words[index].text][0]
        index, end = index + 1, words[index].end
    return index, end, _whole(value)


def _whole(value: Value) -> Value:
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value
