"""What of a text is prose, that a translation would change, and what stays as it is in any language.

Code, addresses, placeholders, markup, numbers and names stay; words in sentences do not.
"""

import re
from dataclasses import dataclass

from qa_lint.languages import Pack, letters, pack
from qa_lint.model import Span

_OPAQUE = re.compile(
    r"\[[^\[\]\n]{1,80}\]: {0,4}\S{1,400}|\]\([^()\s]{1,300}\)|\]\[[^\[\]]{0,60}\]"
    r"|``[^`]+``(?!`)|(?::[\w.+:-]{1,40}:)?`[^`]+`_{0,2}|:[\w.+:-]{1,40}:"
    r"|(?:https?|ftp)://[^\s<>\"'，。；）】]+|www\.[^\s<>\"'，。；）】]+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"
    r"|&#?\w{1,10};|\{\{[^{}\n]{0,60}\}\}|\{[^{}\n]{0,60}\}|%\([^()\n]{1,60}\)[a-z]|%\d{0,2}\$?[a-z@]|\$\w{1,60}|</?[A-Za-z!][^<>\n]{0,300}>"
    r"|\|[\w.-]{1,60}\||\[[\w#^*-]{1,60}\]_|(?<![\w/])(?:[A-Za-z0-9_.~-]{0,60}[/\\]){1,20}[A-Za-z0-9_.-]{1,60}"
)
_OPAQUE_SIGN = re.compile(r"[`:@&{%$<|/\\]|www|\][_(\[:]")
# Identifiers and file names: snake_case, camelCase, a.b, x86, --flag, f(x).
_IDENTIFIER = re.compile(
    r"(?<![A-Za-z0-9_])(?:[A-Za-z]*[0-9_][A-Za-z0-9_]*|[A-Za-z]+(?:\.[A-Za-z][A-Za-z0-9_]*)+|--?[a-z][a-z0-9-]*"
    r"|[A-Za-z0-9_]+\([^()\n]{0,60}\)|[a-z]+[A-Z][A-Za-z0-9_]*)"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CODE_LINE = re.compile(
    r"^[ \t]*(?:>>>|\.\.\. |\$ |#!|//|/\*|</?\w|[{}]|\"\"\"|(?:from [\w.]+ )?import [\w.]+|def \w|[\w.]+ = \S"
    r"|Traceback \()|[:{;]\n[ \t]+\S",
    re.MULTILINE,
)
# Brackets behind a space are prose: 5 (range: 4-5), a mean of 3.3 [0.99].
_CODE_SIGN = re.compile(r"(?<![\s(])[(\[]|[={}<>_;|\\$#@~^+*/]|(?<=[(=\[{,])\"|::|->|--")
_CODE_SHARE = 0.03
# What makes a copied text prose: words, small ones among them, in sentences.
_WORDS = 4
_WORDS_UNPROVEN = 6
_UNSPACED_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Words:
    """How many words a text has: all, in lower case, function words and kinds of them, those of another."""

    all: int
    lower: int
    function: int
    kinds: int
    other_function: int


def without_opaque(text: str) -> str:
    """`text` with code, addresses, placeholders and markup blanked out, characters where they were."""
    if not _OPAQUE_SIGN.search(text):
        return text
    return _OPAQUE.sub(lambda match: " " * len(match[0]), text)


def fixed(text: str) -> list[Span]:
    """Code, addresses and placeholders in `text`, which a translation keeps."""
    if not _OPAQUE_SIGN.search(text):
        return []
    return [
        # Of `](address)` the address.
        Span(match.start() + 2, match.end() - 1) if match[0].startswith("](") else Span(*match.span())
        for match in _OPAQUE.finditer(text)
    ]


def has_words(text: str) -> bool:
    """Whether `text` has words to be translated, however short it is."""
    return any(len(word) > 1 or not word.isascii() for word in bare_words(text))


def bare_words(text: str) -> list[str]:
    """The words of `text` that are no code, address, placeholder, markup or identifier."""
    return _WORD.findall(_IDENTIFIER.sub(" ", without_opaque(text)))


def count_words(text: str, language: str, other: str) -> Words:
    """The words of `text`, with the function words of `language` and of the `other` it may be in instead."""
    bare = bare_words(text)
    own, foreign = pack(language).function_words, pack(other).function_words
    small = [word.lower() for word in bare if word.lower() in own]
    return Words(
        all=len(bare),
        lower=sum(word == word.lower() for word in bare),
        function=len(small),
        kinds=len(set(small)),
        other_function=sum(word.lower() in foreign for word in bare),
    )


def is_prose(text: str, language: str, other: str) -> bool:
    """Whether `text` is so clearly prose in `language` that it cannot stand in a text in the `other`.

    Names, titles, citations, code, commands and short phrases are not.
    """
    entry = pack(language)
    if not entry.spaced:
        return _is_unspaced_prose(text, entry)
    if is_code(text):
        return False
    words = count_words(text, language, other)
    if words.all < _WORDS:
        return False
    if words.lower * 3 < words.all or _is_title(words):
        return False
    if words.function >= _WORDS and words.function * 5 >= words.all and words.function > words.other_function:
        return True
    if words.lower * 2 <= words.all:
        return False
    if entry.function_words and words.all <= 4 * _WORDS_UNPROVEN:
        return words.function > words.other_function and (words.function > 1 or words.all < 2 * _WORDS)
    # Languages of one script share some of their small words: "de" and "a" stand in many.
    return words.all >= _WORDS_UNPROVEN and words.other_function <= max(words.function, words.all // 6)


def is_title(text: str, language: str, other: str) -> bool:
    """Whether `text` looks like a title in `language`: capitals, and small words between them."""
    return _is_title(count_words(text, language, other))


def _is_title(words: Words) -> bool:
    # "Proceedings of the Conference on the Lakes": few kinds of small words, no others in lower case.
    return words.lower < words.function + 2 and words.kinds <= _WORDS


def is_code(text: str) -> bool:
    """Whether `text` is program code, or a session at a prompt."""
    if _CODE_LINE.search(text):
        return True
    plain = without_opaque(text)
    return len(_CODE_SIGN.findall(plain)) > _CODE_SHARE * len(plain)


def _is_unspaced_prose(text: str, entry: Pack) -> bool:
    plain = without_opaque(text)
    count = len(letters(entry.scripts).findall(plain))
    return count >= _UNSPACED_LETTERS and any(word in plain for word in entry.function_words)
