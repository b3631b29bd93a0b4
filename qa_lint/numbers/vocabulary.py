"""The numeral words of a language that writes spaces between words, by what they do in a numeral."""

import enum
import re
import unicodedata
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from qa_lint.numbers.digits import literals
from qa_lint.numbers.lexicon import Lexicon, by_first, value
from qa_lint.numbers.quantity import Value

_VULGAR = {
    chr(code): Fraction(unicodedata.numeric(chr(code))).limit_denominator(10)
    for code in (*range(0xBC, 0xBF), *range(0x2150, 0x215F))
}
_LONGEST_COMPOUND = 80
_NO_LETTERS = bytes(code if chr(code).isalpha() else ord(" ") for code in range(128)).ljust(256)
_WORD = re.compile(r"[^\W\d_]+")


class Role(enum.Enum):
    """What a word does in a numeral: adds itself, multiplies what is below it, closes as an ordinal or as a
    denominator."""

    WORD = "word"
    HUNDRED = "hundred"
    SCALE = "scale"
    ORDINAL = "ordinal"
    FRACTION = "fraction"


class Meaning(NamedTuple):
    """What a word does and its value; that of a fraction is the part, 1/3 for "third"."""

    role: Role
    value: Value


class Token(NamedTuple):
    """A word in lower case, or a literal in digits, with its place."""

    start: int
    end: int
    text: str

    @property
    def literal(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0].isdecimal() or self.text[0] in ".,"  # ³ is a digit, and no decimal


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The words of a pack.

    `phrases` are those of several words, by their first; `pieces` are what compounds are made of, by first
    letter; `joint` stands between them, `added` and `parts` (denominators) end one.
    """

    meanings: Mapping[str, Meaning]
    phrases: Mapping[str, tuple[str, ...]]
    conjunctions: frozenset[str]
    articles: frozenset[str]
    points: frozenset[str]
    plurals: frozenset[str]
    ordinal_chains: bool
    pieces: Mapping[str, tuple[str, ...]]
    joint: str
    added: Mapping[str, Value]
    parts: frozenset[str]
    prefixes: bool
    fraction_joiners: frozenset[str]
    genitives: frozenset[str]
    known: frozenset[str]
    telling: frozenset[str]
    read: dict[str, tuple[Meaning, int] | None] = field(default_factory=dict)

    def meaning(self, word: str) -> Meaning | None:
        """What a word of the vocabulary, or a compound of such words, means in a numeral."""
        meaning = self.meanings.get(word)
        if meaning is None and self.pieces:
            compound = self.compound(word)
            if compound and compound[1] == len(word):
                return compound[0]
        return meaning

    def compound(self, word: str) -> tuple[Meaning, int] | None:
        """The numeral that a word begins with, siebenundzwanzig in siebenundzwanzigjährig, and where it ends;
        None if there is none."""
        if word[0] not in self.pieces:
            return None
        if word not in self.read:
            if len(self.read) > 50_000:
                self.read.clear()
            self.read[word] = _compound(word, self)
        return self.read[word]


@cache
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of a lexicon."""
    table = lexicon.table
    endings = table.get("ordinal-endings", [""])
    plural = table.get("plural", "")
    meanings: dict[str, Meaning] = {sign: Meaning(Role.FRACTION, part) for sign, part in _VULGAR.items()}
    plurals = set()
    for word, number in table.get("fractions", {}).items():
        meanings[word] = Meaning(Role.FRACTION, 1 / Fraction(value(number)))
    for stem, number in table.get("ordinals", {}).items():
        for ending in endings:
            meanings[stem + ending] = Meaning(Role.ORDINAL, number)
            if plural and number > 2 and stem + ending + plural not in meanings:
                meanings[stem + ending + plural] = Meaning(Role.FRACTION, Fraction(1, number))
                plurals.add(stem + ending + plural)
    for role, key in ((Role.SCALE, "scales"), (Role.HUNDRED, "hundreds"), (Role.WORD, "words")):
        meanings |= {word: Meaning(role, value(number)) for word, number in table.get(key, {}).items()}
    for word in list(meanings):
        meanings.setdefault(_unaccented(word), meanings[word])
    phrases: dict[str, list[str]] = {}
    joiners = frozenset(table.get("fraction-joiners", ()))
    for word in (*meanings, *joiners):
        parts = re.split("[ -]", word)
        if len(parts) > 1:
            phrases.setdefault(parts[0], []).append(word)
    joint = table.get("compound-joint", "")
    return Vocabulary(
        meanings=meanings,
        phrases={first: tuple(sorted(entry, key=len, reverse=True)) for first, entry in phrases.items()},
        conjunctions=frozenset(table.get("and", ())),
        articles=frozenset(table.get("articles", ())),
        points=frozenset(table.get("decimal-words", ())),
        plurals=frozenset(plurals),
        ordinal_chains=table.get("ordinal-chains", False),
        pieces=by_first(
            (
                *(word for word in meanings if word not in _VULGAR),
                *table.get("compound-additions", {}),
                *table.get("denominator-endings", ()),
            )
        )
        if joint
        else {},
        joint=joint,
        parts=frozenset(table.get("denominator-endings", ())),
        prefixes=table.get("compound-prefixes", False),
        fraction_joiners=joiners,
        genitives=frozenset(table.get("genitives", ())),
        known=frozenset(
            (
                *meanings,
                *phrases,
                *table.get("and", ()),
                *table.get("articles", ()),
                *table.get("decimal-words", ()),
                *table.get("genitives", ()),
                *(joiner.partition(" ")[0] for joiner in joiners),
            )
        ),
        telling=frozenset((*meanings, *phrases, *joiners)),
        added={word: value(number) for word, number in table.get("compound-additions", {}).items()},
    )


def _unaccented(word: str) -> str:
    """Accents are often left out, in capitals above all."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def tokens(lower: str, lexicon: Lexicon, others: Set[str]) -> list[Token]:
    """The digit literals of a text in lower case, and the words of the vocabulary or of `others`.

    A phrase of the vocabulary is one word. Without a word that means something by itself the digits are all
    there is; articles and "and" matter beside such words only.
    """
    vocab = vocabulary(lexicon)
    words = _ascii_words(lower) if lower.isascii() else _WORD.findall(lower)
    found = [Token(*match.span(), match[0]) for match in literals(lower)]
    known, pieces, phrases = vocab.known, vocab.pieces, vocab.phrases
    if not pieces and vocab.telling.isdisjoint(words) and others.isdisjoint(words):
        return found
    reached = at = 0
    for word in words:
        start = lower.index(word, at)
        at = start + len(word)
        if not (word in known or word in others or (pieces and vocab.compound(word))) or start < reached:
            continue
        reached = at
        for phrase in phrases.get(word, ()):
            stop = start + len(phrase)
            if lower.startswith(phrase, start) and not lower[stop : stop + 1].isalpha():
                word, reached = phrase, stop
                break
        found.append(Token(start, reached, word))
    found.sort()
    return found


def _ascii_words(lower: str) -> list[str]:
    return lower.encode().translate(_NO_LETTERS).decode().split()


def _compound(word: str, vocab: Vocabulary) -> tuple[Meaning, int] | None:
    """Reads numerals written as one word: zweitausenddreihundert, siebenundzwanzigste, zweieinhalb."""
    total: Value = 0
    part: Value = 0
    at, begun, joined = 0, False, False
    good: tuple[Meaning, int] | None = None
    while at < min(len(word), _LONGEST_COMPOUND):
        if begun and not joined and word.startswith(vocab.joint, at):
            joined, at = True, at + len(vocab.joint)
            continue
        piece = _piece(word, at, vocab)
        if not piece:
            break
        at += len(piece)
        if piece in vocab.parts:
            below = Fraction(total + part)
            return (Meaning(Role.FRACTION, 1 / below), at) if below else None
        if piece in vocab.added and begun:
            return Meaning(Role.WORD, total + part + vocab.added[piece]), at
        meaning = vocab.meanings.get(piece)
        if meaning is None:
            break
        role, number = meaning
        if role is Role.FRACTION:
            amount: Value = total + part
            closed = number if not begun else amount + number if joined else amount * number
            return Meaning(Role.WORD if begun else Role.FRACTION, closed), at
        ordinal = role is Role.ORDINAL
        if role is Role.HUNDRED or (ordinal and number == 100):
            if part >= 100:
                break
            part = (part or 1) * number
        elif role is Role.SCALE or (ordinal and number >= 1000):
            total, part = total + (part or 1) * number, 0
        elif not part or (part % 100 == 0 and number < 100) or (joined and _inverted(part % 100, number)):
            part += number
        else:
            break
        begun, joined = True, False
        good = Meaning(Role.ORDINAL if ordinal else Role.WORD, total + part), at
        if ordinal:
            break
    return good


def _piece(word: str, at: int, vocab: Vocabulary) -> str:
    """The piece at `at`: the longest that leaves a rest which goes on or is empty, else the longest.

    Zehntausend is zehn and tausend, not zehnt and ausend.
    """
    fitting = [piece for piece in vocab.pieces.get(word[at], ()) if word.startswith(piece, at)]
    for piece in fitting:
        end = at + len(piece)
        if end == len(word) or word.startswith(vocab.joint, end):
            return piece
        if any(word.startswith(following, end) for following in vocab.pieces.get(word[end], ())):
            return piece
    return fitting[0] if fitting else ""


def _inverted(low: Value, number: Value) -> bool:
    """Whether a joint joins them: siebenundzwanzig, and treintaicinco."""
    return (0 < low < 10 and number % 10 == 0 and number < 100) or (
        low >= 20 and low % 10 == 0 and number < 10
    )
