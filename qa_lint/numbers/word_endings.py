"""What may stand behind a numeral in words and belong to it: "point five", "and a half", "of a million"."""

from fractions import Fraction

from qa_lint.numbers.digits import LONGEST
from qa_lint.numbers.quantity import Value
from qa_lint.numbers.sums import Numeral, Sum, continues, simplest
from qa_lint.numbers.vocabulary import Role, Token, Vocabulary


def chain(
    lower: str, words: list[Token], index: int, numeral: Numeral, vocab: Vocabulary
) -> tuple[Numeral, int]:
    """Cuadragésimo séptimo: in some languages every word of an ordinal is one."""
    if not vocab.ordinal_chains:
        return numeral, index
    value, end = numeral.values[0], numeral.end
    while continues(lower, words, index):
        meaning = vocab.meaning(words[index].text)
        power = next((power for power in (10**6, 1000, 100, 10) if value % power == 0), 1)
        if meaning is None or meaning.role is not Role.ORDINAL or meaning.value >= power:
            break
        value, end, index = value + meaning.value, words[index].end, index + 1
    return Numeral(numeral.start, end, (value,), ordinal=True), index


def times_scale(
    lower: str, words: list[Token], index: int, numeral: Numeral, vocab: Vocabulary
) -> tuple[Numeral, int]:
    """Half a million, a quarter million."""
    at = index
    for fillers in (vocab.genitives, vocab.articles):
        if continues(lower, words, at) and words[at].text in fillers:
            at += 1
    meaning = vocab.meaning(words[at].text) if continues(lower, words, at) else None
    if meaning is None or meaning.role is not Role.SCALE:
        return numeral, index
    return Numeral(
        numeral.start, words[at].end, tuple(simplest(value * meaning.value) for value in numeral.values)
    ), at + 1


def fraction_at(lower: str, words: list[Token], index: int, vocab: Vocabulary) -> tuple[Value, int] | None:
    """A fraction of few words that begins at `index`, "a half" or "two thirds", and the index behind it."""
    number = Sum()
    at = index
    if words[at].text in vocab.articles:
        at += 1
    while at < len(words) and at < index + 4 and (at == index or continues(lower, words, at)):
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


def tail(
    lower: str, words: list[Token], index: int, end: int, number: Sum, vocab: Vocabulary
) -> tuple[Value, int, int]:
    """Reads "point five" and "and a half" behind a number, and a scale behind those: one and a half
    million."""
    value = number.value
    if not continues(lower, words, index):
        return value, index, end
    if words[index].text in vocab.points:
        figures, at = _decimals(lower, words, index + 1, vocab)
        if not figures:
            return value, index, end
        value += Fraction(int(figures), 10 ** len(figures))
        index, end = at, words[at - 1].end
    elif words[index].text in vocab.conjunctions and continues(lower, words, index + 1):
        fraction = fraction_at(lower, words, index + 1, vocab)
        if fraction is None or not 0 < fraction[0] < 1:
            return value, index, end
        part, at = fraction
        scaled = continues(lower, words, at) and vocab.meaning(words[at].text)
        if scaled and scaled.role is Role.SCALE and number.groups and scaled.value < number.last_scale:
            return value + part * scaled.value, at + 1, words[at].end  # One billion and a half million.
        # "A million and a half" is 1.5 million.
        value += part * (number.last_scale if number.part is None and number.groups else 1)
        index, end = at, words[at - 1].end
    else:
        return value, index, end
    while (
        continues(lower, words, index)
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
    while continues(lower, words, index) and len(figures) < LONGEST:
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
            after = vocab.meaning(words[index + 1].text) if continues(lower, words, index + 1) else None
            index += 1 if after and after.role is Role.WORD and after.value < 20 else 0
    return figures, index
