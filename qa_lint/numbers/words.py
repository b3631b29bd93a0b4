"""Numerals in languages that write words with spaces between them: two hundred and five, 4.4 trillion, one
and a half."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from qa_lint.numbers.digits import proper_fraction, read_literal
from qa_lint.numbers.lexicon import Lexicon
from qa_lint.numbers.quantity import Value
from qa_lint.numbers.vocabulary import Meaning, Role, Token, Vocabulary, vocabulary

_GAPS = frozenset((" ", "-", "\u00a0", " - ", "‑", "\n", *(" " * n for n in range(2, 6))))
_WIDEST_GAP = max(map(len, _GAPS))
_LARGE = 1000


class Numeral(NamedTuple):
    """A numeral as it stands. `values` are its readings (none for a version or a list).

    `digits`: begins with digits; `bare`: a scale without a number ("thousands", "a million"); `ordinal`: ends
    in an ordinal; `fraction`: "two thirds"; `several`: of two numbers, 3/4 and "one out of three".
    """

    start: int
    end: int
    values: tuple[Value, ...]
    digits: bool = False
    bare: bool = False
    ordinal: bool = False
    fraction: bool = False
    several: bool = False


@dataclass(slots=True)
class _Sum:
    """A numeral being read: what is complete, by scales that fall, and the part below the next scale."""

    groups: list[tuple[Value, Value]] = field(default_factory=list)
    part: Value | None = None
    figures: bool = False

    @property
    def last_scale(self) -> Value:
        return self.groups[-1][0] if self.groups else 0

    @property
    def value(self) -> Value:
        return sum((amount for _, amount in self.groups), self.part or 0)

    def fits(self, number: Value) -> bool:
        """Whether `number` may follow, as 5 may follow 20 and 300."""
        part = self.part
        if part is None:
            return not self.groups or number < self.last_scale
        if not isinstance(part, int) or not part or number <= 0:
            return False
        if part % 100 == 0:
            return number < 100
        # Sixty and fifteen, four-twenties and seventeen: 75 and 97 in French.
        return (
            part % 10 == 0
            and part % 100 >= 20
            and (number < 10 or (part % 20 == 0 and part % 100 >= 60 and number < 20))
        )

    def add(self, role: Role, number: Value) -> bool:
        """Adds a word; False if it does not continue the numeral."""
        if role is Role.WORD:
            if not self.fits(number):
                return False
            self.part = (self.part or 0) + number
        elif role is Role.HUNDRED:
            if self.part is not None and self.part >= 100 and not self.figures:
                return False
            self.part = (1 if self.part is None else self.part) * number
        else:
            return self._scale(number)
        return True

    def _scale(self, scale: Value) -> bool:
        # Dos mil quinientos millones: a scale takes all that is smaller.
        amount = self.part
        kept = len(self.groups)
        while kept and self.groups[kept - 1][0] < scale:
            kept -= 1
            amount = (amount or 0) + self.groups[kept][1]
        if kept and self.groups[kept - 1][0] == scale:
            if amount is not None:
                return False
            amount, kept = self.groups[kept - 1][1], kept - 1
        self.groups[kept:] = [(scale, (1 if amount is None else amount) * scale)]
        self.part = None
        return True


def read(lower: str, words: list[Token], at: int, lexicon: Lexicon) -> tuple[Numeral, int] | None:
    """The numeral that begins with `words[at]`, and the index of the first word behind it; None if none
    does."""
    vocab = vocabulary(lexicon)
    found = _read(lower, words, at, lexicon, vocab)
    if not found or found[1] == len(words):
        return found
    if _continues(lower, words, found[1]) and words[found[1]].text in vocab.fraction_joiners:
        near = _continues(lower, words, found[1] + 1)
        below = _read(lower, words, found[1] + 1, lexicon, vocab) if near else None
        part = proper_fraction(found[0].values, below[0].values) if below else None
        if below and part:
            return Numeral(found[0].start, below[0].end, (part,), fraction=True, several=True), below[1]
    return _with_half(lower, words, found[1], found[0], vocab), found[1]


def _with_half(lower: str, words: list[Token], index: int, numeral: Numeral, vocab: Vocabulary) -> Numeral:
    """Nueve años y medio, deux ans et demi: the half of nine and a half years may stand behind the unit."""
    at = index if words[index].text in vocab.conjunctions else index + 1
    if at + 1 >= len(words) or words[at].text not in vocab.conjunctions:
        return numeral
    if not lower[numeral.end : words[at].start].strip().isalpha():
        return numeral
    half = Fraction(1, 2)
    if vocab.meaning(words[at + 1].text) != (Role.FRACTION, half) or not _continues(lower, words, at + 1):
        return numeral
    return numeral._replace(values=(*(value + half for value in numeral.values), *numeral.values))


def _read(
    lower: str, words: list[Token], at: int, lexicon: Lexicon, vocab: Vocabulary
) -> tuple[Numeral, int] | None:
    first = words[at]
    if first.literal:
        return _read_digits(lower, words, at, lexicon, vocab)
    if first.text in vocab.articles and _followed(lower, words, at, vocab):
        return _read_words(lower, words, at + 1, _Sum(), vocab, start=first.start)
    if vocab.meaning(first.text) is None:
        return None
    return _read_words(lower, words, at, _Sum(), vocab)


def _followed(lower: str, words: list[Token], at: int, vocab: Vocabulary) -> bool:
    """Whether an article belongs to a numeral: a million, a third."""
    meaning = vocab.meaning(words[at + 1].text) if _continues(lower, words, at + 1) else None
    if meaning is None or meaning.role is Role.WORD:
        return False
    return meaning.role is not Role.ORDINAL or meaning.value > 2


def _continues(lower: str, words: list[Token], index: int) -> bool:
    """Whether there is a word at `index` with only a space or a hyphen before it."""
    return 0 < index < len(words) and lower[words[index - 1].end : words[index].start] in _GAPS


def _read_digits(
    lower: str, words: list[Token], at: int, lexicon: Lexicon, vocab: Vocabulary
) -> tuple[Numeral, int]:
    first = words[at]
    readings = read_literal(first.text, lexicon.decimal, lexicon.group)
    index = at + 1
    if index == len(words) or words[index].start - first.end > _WIDEST_GAP:
        return Numeral(first.start, first.end, readings, True), index
    if (slashed := _slashed(lower, words, at)) is not None:
        return Numeral(first.start, words[index].end, (slashed,), fraction=True, several=True), at + 2
    spaced = first.text.isdigit() and _continues(lower, words, index) and lower[words[index].start - 1] == " "
    if spaced and (slashed := _slashed(lower, words, index)) is not None:  # 2 1/4
        return Numeral(first.start, words[index + 1].end, (int(first.text) + slashed,), several=True), at + 3
    if index < len(words) and words[index].start == first.end and not words[index].literal:
        part = vocab.meanings.get(words[index].text)
        if part and part.role is Role.FRACTION and not words[index].text[0].isalpha():  # 2½
            return Numeral(
                first.start, words[index].end, tuple(value + part.value for value in readings), digits=True
            ), index + 1
    following = vocab.meaning(words[index].text) if readings and _continues(lower, words, index) else None
    if following is None and not (
        readings and _continues(lower, words, index) and words[index].text in vocab.conjunctions
    ):
        return Numeral(first.start, first.end, readings, digits=True), index
    if following is not None and following.role not in (Role.HUNDRED, Role.SCALE):
        if following.role is Role.FRACTION and words[index].text not in vocab.plurals:
            values = tuple(_whole(value * following.value) for value in readings)
            return Numeral(first.start, words[index].end, values, digits=True, fraction=True), index + 1
        return Numeral(first.start, first.end, readings, digits=True), index
    numerals = [
        _read_words(lower, words, index, _Sum(part=value, figures=True), vocab, start=first.start)
        for value in readings
    ]
    values = tuple(value for numeral, _ in numerals for value in numeral.values)
    numeral, index = numerals[0]
    return Numeral(first.start, numeral.end, values, digits=True, fraction=numeral.fraction), index


def _slashed(lower: str, words: list[Token], at: int) -> Value | None:
    """The fraction 3/4 at `words[at]`, unless it is part of a date or a path."""
    if at + 1 >= len(words) or lower[words[at].end : words[at + 1].start] != "/":
        return None
    above, below = words[at], words[at + 1]
    before, behind = lower[above.start - 1 : above.start], lower[below.end : below.end + 1]
    if before in tuple("/.-_") and not lower[: above.start].endswith((" -", "(-")) and above.start > 1:
        return None
    if not (above.text.isdigit() and below.text.isdigit()) or behind == "/" or (behind + before).isalpha():
        return None
    return proper_fraction((int(above.text),), (int(below.text),))


def _read_words(
    lower: str, words: list[Token], index: int, number: _Sum, vocab: Vocabulary, start: int = -1
) -> tuple[Numeral, int]:
    """Reads on from `words[index]`; `start` is where an article or digits before it begin, -1 if none do."""
    counted = number.part is not None
    begun = counted
    article = start >= 0 and not counted
    start = words[index].start if start < 0 else start
    end, bare = words[index - 1].end if index else start, not counted
    first = index
    while index < len(words) and ((index == first and not counted) or _joined(lower, words, index, number)):
        word = words[index]
        meaning = vocab.meaning(word.text) or _figures(lower, words, index, number, vocab)
        if meaning is None:
            break
        if meaning.role in (Role.ORDINAL, Role.FRACTION):
            return _ending(lower, words, index, start, number, article, begun, vocab)
        if not number.add(*meaning):
            below = _denominator(lower, words, index, vocab)
            if below and 0 < number.value < below[0].values[0]:
                part = Fraction(number.value) / Fraction(below[0].values[0])
                return Numeral(start, below[0].end, (part,), fraction=True), below[1]
            year = _year(number, meaning.value) if meaning.role is Role.WORD and index == first + 1 else None
            if year is None:
                break
            number = _Sum(part=year)
        bare = bare and meaning.role is not Role.WORD
        begun = True
        end, index = word.end, index + 1
        if (
            index + 1 < len(words)
            and words[index].text in vocab.conjunctions
            and _goes_on(lower, words, index, number, vocab)
        ):
            index += 1
    value, index, end = _tail(lower, words, index, end, number, vocab)
    return Numeral(start, end, (_whole(value),), bare=bare), index


def _figures(lower: str, words: list[Token], index: int, number: _Sum, vocab: Vocabulary) -> Meaning | None:
    """Digits that go on a numeral begun in digits: 4 thousand 3 hundred and 21."""
    text = words[index].text
    if not (number.figures and len(text) < 3 and text.isdecimal()):
        return None
    following = vocab.meaning(words[index + 1].text) if _continues(lower, words, index + 1) else None
    role = following.role if following else Role.WORD
    if number.part is None:
        goes_on = number.last_scale == _LARGE and role is Role.HUNDRED
    else:
        goes_on = number.part >= 100 and role is Role.WORD
    return Meaning(Role.WORD, int(text)) if goes_on else None


def _denominator(lower: str, words: list[Token], index: int, vocab: Vocabulary) -> tuple[Numeral, int] | None:
    """The twenty-fifth of "one twenty-fifth" and of "three twenty-fifths"."""
    at = index
    number = _Sum()
    while at < min(len(words), index + 6) and (at == index or _continues(lower, words, at)):
        meaning = vocab.meaning(words[at].text)
        if meaning is None and words[at].text in vocab.conjunctions and at > index:
            at += 1
            continue
        if meaning is None:
            return None
        if meaning.role is Role.FRACTION:
            if words[at].text not in vocab.plurals or not number.fits(1 / Fraction(meaning.value)):
                return None
            below = _whole(number.value + 1 / Fraction(meaning.value))
            return Numeral(words[index].start, words[at].end, (below,), ordinal=True), at + 1
        if meaning.role is Role.ORDINAL:
            return _ending(lower, words, at, words[index].start, number, False, at > index, vocab)
        if not number.add(*meaning):
            return None
        at += 1
    return None


def _joined(lower: str, words: list[Token], index: int, number: _Sum) -> bool:
    """Whether the word at `index` may continue; a comma may stand behind a scale: two million, three hundred
    thousand."""
    if _continues(lower, words, index):
        return True
    gap = lower[words[index - 1].end : words[index].start]
    return (
        gap == ", "
        and number.part is None
        and number.last_scale >= _LARGE
        and _continues(lower, words, index + 1)
    )


def _year(number: _Sum, low: Value) -> Value | None:
    """Nineteen eighty-four."""
    part = number.part
    if number.groups or not isinstance(part, int) or not isinstance(low, int):
        return None
    return part * 100 + low if 13 <= part <= 20 and 10 <= low < 100 else None


def _goes_on(lower: str, words: list[Token], index: int, number: _Sum, vocab: Vocabulary) -> bool:
    """Whether the "and" at `index` stands within a numeral: three hundred and five, treinta y uno."""
    if not (_continues(lower, words, index) and _continues(lower, words, index + 1)):
        return False
    if not number.groups and not (number.part is not None and number.part >= 20):
        return False
    following = vocab.meaning(words[index + 1].text) or _figures(lower, words, index + 1, number, vocab)
    fraction = _fraction(lower, words, index + 1, vocab)
    if following is None or (fraction is not None and 0 < fraction[0] < 1):
        return False
    if following.role is Role.WORD:
        return number.fits(following.value)
    return following.role is Role.ORDINAL


def _ending(
    lower: str,
    words: list[Token],
    index: int,
    start: int,
    number: _Sum,
    article: bool,
    counted: bool,
    vocab: Vocabulary,
) -> tuple[Numeral, int]:
    """A numeral that ends in an ordinal or a denominator: twenty-first, a third, two thirds, half."""
    word = words[index]
    meaning = vocab.meaning(word.text)
    assert meaning is not None
    before = number.value
    if meaning.role is Role.FRACTION and word.text in vocab.plurals and not counted:
        return Numeral(start, word.end, (1 / Fraction(meaning.value), meaning.value), ordinal=True), index + 1
    if meaning.role is Role.FRACTION:
        part = (before if counted else 1) * meaning.value
        return _times_scale(
            lower, words, index + 1, Numeral(start, word.end, (_whole(part),), fraction=True), vocab
        )
    ordinal = meaning.value
    if not counted:
        if article:
            return Numeral(start, word.end, (Fraction(1, int(ordinal)), ordinal), ordinal=True), index + 1
        return _chain(lower, words, index + 1, Numeral(start, word.end, (ordinal,), ordinal=True), vocab)
    if ordinal >= 100 or number.fits(ordinal):
        scaled = ordinal >= 100 and not (number.part is None and number.groups)
        if scaled and number.part is not None:
            number.add(Role.SCALE if ordinal >= _LARGE else Role.HUNDRED, ordinal)
            whole = number.value
        else:
            whole = before + ordinal
        return _chain(lower, words, index + 1, Numeral(start, word.end, (whole,), ordinal=True), vocab)
    if ordinal > 2:
        return Numeral(start, word.end, (_whole(before / Fraction(int(ordinal))),), fraction=True), index + 1
    return Numeral(start, words[index - 1].end, (before,)), index


def _chain(
    lower: str, words: list[Token], index: int, numeral: Numeral, vocab: Vocabulary
) -> tuple[Numeral, int]:
    """Cuadragésimo séptimo: in some languages every word of an ordinal is one."""
    if not vocab.ordinal_chains:
        return numeral, index
    value, end = numeral.values[0], numeral.end
    while _continues(lower, words, index):
        meaning = vocab.meaning(words[index].text)
        power = next((power for power in (10**6, 1000, 100, 10) if value % power == 0), 1)
        if meaning is None or meaning.role is not Role.ORDINAL or meaning.value >= power:
            break
        value, end, index = value + meaning.value, words[index].end, index + 1
    return Numeral(numeral.start, end, (value,), ordinal=True), index


def _times_scale(
    lower: str, words: list[Token], index: int, numeral: Numeral, vocab: Vocabulary
) -> tuple[Numeral, int]:
    """Half a million, a quarter million."""
    at = index
    for fillers in (vocab.genitives, vocab.articles):
        if _continues(lower, words, at) and words[at].text in fillers:
            at += 1
    meaning = vocab.meaning(words[at].text) if _continues(lower, words, at) else None
    if meaning is None or meaning.role is not Role.SCALE:
        return numeral, index
    return Numeral(
        numeral.start, words[at].end, tuple(_whole(value * meaning.value) for value in numeral.values)
    ), at + 1


def _fraction(lower: str, words: list[Token], index: int, vocab: Vocabulary) -> tuple[Value, int] | None:
    """A fraction of few words that begins at `index`, "a half" or "two thirds", and the index behind it."""
    number = _Sum()
    at = index
    if words[at].text in vocab.articles:
        at += 1
    while at < len(words) and at < index + 4 and (at == index or _continues(lower, words, at)):
        meaning = vocab.meaning(words[at].text)
        if meaning is None or meaning.role is Role.SCALE:
            return None
        if meaning.role is Role.FRACTION:
            return (1 if number.part is None else number.part) * meaning.value, at + 1
        if meaning.role is Role.ORDINAL:
            # "Twenty and a fifth", "one fourth"; not "hundred and twenty-fifth".
            proper = meaning.value > 2 and (words[index].text in vocab.articles or number.part == 1)
            return (
                ((number.part or 1) * Fraction(1, int(meaning.value)), at + 1)
                if proper and not number.groups
                else None
            )
        if not number.add(*meaning):
            return None
        at += 1
    return None


def _tail(
    lower: str, words: list[Token], index: int, end: int, number: _Sum, vocab: Vocabulary
) -> tuple[Value, int, int]:
    """Reads "point five" and "and a half" behind a number, and a scale behind those: one and a half
    million."""
    value = number.value
    if not _continues(lower, words, index):
        return value, index, end
    if words[index].text in vocab.points:
        figures, at = _decimals(lower, words, index + 1, vocab)
        if not figures:
            return value, index, end
        value += Fraction(int(figures), 10 ** len(figures))
        index, end = at, words[at - 1].end
    elif words[index].text in vocab.conjunctions and _continues(lower, words, index + 1):
        fraction = _fraction(lower, words, index + 1, vocab)
        if fraction is None or not 0 < fraction[0] < 1:
            return value, index, end
        part, at = fraction
        scaled = _continues(lower, words, at) and vocab.meaning(words[at].text)
        if scaled and scaled.role is Role.SCALE and number.groups and scaled.value < number.last_scale:
            return value + part * scaled.value, at + 1, words[at].end  # One billion and a half million.
        # "A million and a half" is 1.5 million.
        value += part * (number.last_scale if number.part is None and number.groups else 1)
        index, end = at, words[at - 1].end
    else:
        return value, index, end
    while (
        _continues(lower, words, index)
        and (meaning := vocab.meaning(words[index].text))
        and meaning.role is Role.SCALE
    ):
        value *= meaning.value
        index, end = index + 1, words[index].end
    return value, index, end


def _decimals(lower: str, words: list[Token], index: int, vocab: Vocabulary) -> tuple[str, int]:
    """The figures said behind a decimal point: "two five" is 25, and so is "twenty-five"."""
    figures = ""
    ten: Value = 0
    while _continues(lower, words, index):
        meaning = vocab.meaning(words[index].text)
        if (
            meaning is None
            or meaning.role is not Role.WORD
            or not isinstance(meaning.value, int)
            or meaning.value >= 100
        ):
            break
        if ten and 0 < meaning.value < (20 if ten in (60, 80) else 10):
            figures = figures[:-2] + str(ten + meaning.value)
            ten = 0
        else:
            figures += str(meaning.value)
            ten = meaning.value if meaning.value >= 20 and meaning.value % 10 == 0 else 0
        index += 1
        if words[index : index + 1] and words[index].text in vocab.conjunctions and ten:
            after = vocab.meaning(words[index + 1].text) if _continues(lower, words, index + 1) else None
            index += 1 if after and after.role is Role.WORD and after.value < 20 else 0
    return figures, index


def _whole(value: Value) -> Value:
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value
