"""Numbers in running text, by value.

`quantities(text, language)` gives every number of a text with its exact value, kind, bound and unit, in
Chinese and Japanese characters, in words, in digits with the language's separators, in Roman figures.
"""

import re
from functools import lru_cache

from qa_lint.model import Span
from qa_lint.numbers import spaced, spaceless
from qa_lint.numbers.digits import plain
from qa_lint.numbers.gaps import close
from qa_lint.numbers.lexicon import Lexicon, lexicon
from qa_lint.numbers.quantity import Bound, Firmness, Kind, Quantity, Value
from qa_lint.numbers.ranges import spread

__all__ = ["Bound", "Firmness", "Kind", "Quantity", "Value", "quantities"]

# Digits in these are no numbers of the text: addresses, also those of links in Markdown, placeholders,
# shortcodes, character references, markup tags.
_OPAQUE = re.compile(
    r"(?:https?|ftp)://[^\s<>\"'，。；）】]{1,2000}|www\.[^\s<>\"'，。；）】]{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"
    r"|&#?\w{1,10};|\{\{?[\w.:%,-]{0,40}\}\}?|\{\{(?:[^{}\n]|\}(?!\})){1,300}\}\}|%\d{1,2}\$[a-z@]|%[sdif]\b|\$\{[^{}\n]{1,60}\}|</?[A-Za-z][^<>\n]{0,300}>"
    r"|\]\(<?[^()\s<>]{1,500}|\]\[[^\[\]\n]{0,60}[^\W\d_][^\[\]\n]{0,60}\]"
)
_PLACEHOLDER = re.compile(r"%[\dsdif]")


def _may_be_opaque(text: str) -> bool:
    """A cheap test for the beginnings of what `_OPAQUE` matches."""
    if "@" in text or "&" in text or "{" in text or "<" in text or "://" in text or "www." in text:
        return True
    if "](" in text or "][" in text:
        return True
    return ("%" in text or "$" in text) and bool(_PLACEHOLDER.search(text))


@lru_cache(maxsize=4096)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """The numbers of `text`, a text in `language` (a BCP 47 tag), in order; spans are offsets in `text`.

    >>> [str(q.values[0]) for q in quantities("新增5G基站3万个", "zh")]
    ['5', '30000']
    """
    readable = plain(text)
    if _may_be_opaque(readable):
        readable = _OPAQUE.sub(lambda match: " " * len(match.group()), readable)
    entry = lexicon(language)
    if entry.grammar != "han":
        return _ordered(readable, spaced.scan(readable, entry), entry)
    closed = None if entry.spaced else close(readable, entry)
    if closed is None:
        return _ordered(readable, spaceless.scan(readable, entry), entry)
    joined, places = closed
    return tuple(
        quantity._replace(span=Span(places[quantity.span.start], places[quantity.span.end - 1] + 1))
        for quantity in _ordered(joined, spaceless.scan(joined, entry), entry)
    )


def _ordered(text: str, found: list[Quantity], entry: Lexicon) -> tuple[Quantity, ...]:
    """What was found in `text` in order, without what lies within something longer."""
    if not found:
        return ()
    if len(found) == 1:
        return tuple(found)
    found.sort(key=lambda quantity: (quantity.span.start, -quantity.span.end))
    result: list[Quantity] = []
    for quantity in found:
        if not result or quantity.span.start >= result[-1].span.end:
            result.append(quantity)
    return tuple(spread(text, result, entry))
