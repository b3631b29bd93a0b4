"""Numerals in languages that write words with spaces between them: two hundred and five, 4.4 trillion, one
and a half."""

from fractions import Fraction

from qa_lint.numbers.digits import LONGEST, proper_fraction, read_literal
from qa_lint.numbers.lexicon import Lexicon
from qa_lint.numbers.quantity import Value
from qa_lint.numbers.sums import LARGE, WIDEST_GAP, Numeral, Sum, continues, simplest
from qa_lint.numbers.vocabulary import Meaning, Role, Token, Vocabulary, vocabulary
from qa_lint.numbers.word_endings import chain, fraction_at, tail, times_scale


def read(lower: str, words: list[Token], at: int, lexicon: Lexicon) -> tuple[Numeral, int] | None:
    """The numeral that begins with `words[at]`, and the index of the first word behind it; None if none
    does."""
    vocab = vocabulary(lexicon)
    found = _read(lower, words, at, lexicon, vocab)
    if not found or found[1] == len(words):
        return found
    if continues(lower, words, found[1]) and words[found[1]].text in vocab.fraction_joiners:
        near = continues(lower, words, found[1] + 1)
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
    if vocab.meaning(words[at + 1].text) != (Role.FRACTION, half) or not continues(lower, words, at + 1):
        return numeral
    return numeral._replace(values=(*(value + half for value in numeral.values), *numeral.values))


def _read(
    lower: str, words: list[Token], at: int, lexicon: Lexicon, vocab: Vocabulary
) -> tuple[Numeral, int] | None:
    first = words[at]
    if first.literal:
        return _read_digits(lower, words, at, lexicon, vocab)
    if first.text in vocab.articles and _followed(lower, words, at, vocab):
        return _read_words(lower, words, at + 1, Sum(), vocab, start=first.start)
    if vocab.meaning(first.text) is None:
        return None
    return _read_words(lower, words, at, Sum(), vocab)


def _followed(lower: str, words: list[Token], at: int, vocab: Vocabulary) -> bool:
    """Whether an article belongs to a numeral: a million, a third."""
    meaning = vocab.meaning(words[at + 1].text) if continues(lower, words, at + 1) else None
    if meaning is None or meaning.role is Role.WORD:
        return False
    return meaning.role is not Role.ORDINAL or meaning.value > 2


def _read_digits(
    lower: str, words: list[Token], at: int, lexicon: Lexicon, vocab: Vocabulary
) -> tuple[Numeral, int]:
    first = words[at]
    readings = read_literal(first.text, lexicon.decimal, lexicon.group)
    index = at + 1
    if index == len(words) or words[index].start - first.end > WIDEST_GAP:
        return Numeral(first.start, first.end, readings, True), index
    if (slashed := _slashed(lower, words, at)) is not None:
        return Numeral(first.start, words[index].end, (slashed,), fraction=True, several=True), at + 2
    spaced = first.text.isdigit() and continues(lower, words, index) and lower[words[index].start - 1] == " "
    if spaced and readings and (slashed := _slashed(lower, words, index)) is not None:  # 2 1/4
        return Numeral(first.start, words[index + 1].end, (int(first.text) + slashed,), several=True), at + 3
    if index < len(words) and words[index].start == first.end and not words[index].literal:
        part = vocab.meanings.get(words[index].text)
        if part and part.role is Role.FRACTION and not words[index].text[0].isalpha():  # 2½
            return Numeral(
                first.start, words[index].end, tuple(value + part.value for value in readings), digits=True
            ), index + 1
    following = vocab.meaning(words[index].text) if readings and continues(lower, words, index) else None
    if following is None and not (
        readings and continues(lower, words, index) and words[index].text in vocab.conjunctions
    ):
        return Numeral(first.start, first.end, readings, digits=True), index
    if following is not None and following.role not in (Role.HUNDRED, Role.SCALE):
        if following.role is Role.FRACTION and words[index].text not in vocab.plurals:
            values = tuple(simplest(value * following.value) for value in readings)
            return Numeral(first.start, words[index].end, values, digits=True, fraction=True), index + 1
        return Numeral(first.start, first.end, readings, digits=True), index
    numerals = [
        _read_words(lower, words, index, Sum(part=value, figures=True), vocab, start=first.start)
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
    if below.end - above.start > LONGEST:
        return None
    return proper_fraction((int(above.text),), (int(below.text),))


def _read_words(
    lower: str, words: list[Token], index: int, number: Sum, vocab: Vocabulary, start: int = -1
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
            number = Sum(part=year)
        bare = bare and meaning.role is not Role.WORD
        begun = True
        end, index = word.end, index + 1
        if (
            index + 1 < len(words)
            and words[index].text in vocab.conjunctions
            and _goes_on(lower, words, index, number, vocab)
        ):
            index += 1
    value, index, end = tail(lower, words, index, end, number, vocab)
    return Numeral(start, end, (simplest(value),), bare=bare), index


def _figures(lower: str, words: list[Token], index: int, number: Sum, vocab: Vocabulary) -> Meaning | None:
    """Digits that go on a numeral begun in digits: 4 thousand 3 hundred and 21."""
    text = words[index].text
    if not (number.figures and len(text) < 3 and text.isdecimal()):
        return None
    following = vocab.meaning(words[index + 1].text) if continues(lower, words, index + 1) else None
    role = following.role if following else Role.WORD
    if number.part is None:
        goes_on = number.last_scale == LARGE and role is Role.HUNDRED
    else:
        goes_on = number.part >= 100 and role is Role.WORD
    return Meaning(Role.WORD, int(text)) if goes_on else None


def _denominator(lower: str, words: list[Token], index: int, vocab: Vocabulary) -> tuple[Numeral, int] | None:
    """The twenty-fifth of "one twenty-fifth" and of "three twenty-fifths"."""
    at = index
    number = Sum()
    while at < min(len(words), index + 6) and (at == index or continues(lower, words, at)):
        meaning = vocab.meaning(words[at].text)
        if meaning is None and words[at].text in vocab.conjunctions and at > index:
            at += 1
            continue
        if meaning is None:
            return None
        if meaning.role is Role.FRACTION:
            if words[at].text not in vocab.plurals or not number.fits(1 / Fraction(meaning.value)):
                return None
            below = simplest(number.value + 1 / Fraction(meaning.value))
            return Numeral(words[index].start, words[at].end, (below,), ordinal=True), at + 1
        if meaning.role is Role.ORDINAL:
            return _ending(lower, words, at, words[index].start, number, False, at > index, vocab)
        if not number.add(*meaning):
            return None
        at += 1
    return None


def _joined(lower: str, words: list[Token], index: int, number: Sum) -> bool:
    """Whether the word at `index` may continue; a comma may stand behind a scale: two million, three hundred
    thousand."""
    if continues(lower, words, index):
        return True
    gap = lower[words[index - 1].end : words[index].start]
    return (
        gap == ", "
        and number.part is None
        and number.last_scale >= LARGE
        and continues(lower, words, index + 1)
    )


def _year(number: Sum, low: Value) -> Value | None:
    """Nineteen eighty-four."""
    part = number.part
    if number.groups or not isinstance(part, int) or not isinstance(low, int):
        return None
    return part * 100 + low if 13 <= part <= 20 and 10 <= low < 100 else None


def _goes_on(lower: str, words: list[Token], index: int, number: Sum, vocab: Vocabulary) -> bool:
    """Whether the "and" at `index` stands within a numeral: three hundred and five, treinta y uno."""
    if not (continues(lower, words, index) and continues(lower, words, index + 1)):
        return False
    if not number.groups and not (number.part is not None and number.part >= 20):
        return False
    following = vocab.meaning(words[index + 1].text) or _figures(lower, words, index + 1, number, vocab)
    fraction = fraction_at(lower, words, index + 1, vocab)
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
    number: Sum,
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
        return times_scale(
            lower, words, index + 1, Numeral(start, word.end, (simplest(part),), fraction=True), vocab
        )
    ordinal = meaning.value
    if not counted:
        if article:
            return Numeral(start, word.end, (Fraction(1, int(ordinal)), ordinal), ordinal=True), index + 1
        return chain(lower, words, index + 1, Numeral(start, word.end, (ordinal,), ordinal=True), vocab)
    if ordinal >= 100 or number.fits(ordinal):
        scaled = ordinal >= 100 and not (number.part is None and number.groups)
        if scaled and number.part is not None:
            number.add(Role.SCALE if ordinal >= LARGE else Role.HUNDRED, ordinal)
            whole = number.value
        else:
            whole = before + ordinal
        return chain(lower, words, index + 1, Numeral(start, word.end, (whole,), ordinal=True), vocab)
    if ordinal > 2:
        return Numeral(
            start, word.end, (simplest(before / Fraction(int(ordinal))),), fraction=True
        ), index + 1
    return Numeral(start, words[index - 1].end, (before,)), index
