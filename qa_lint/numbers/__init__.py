"""Numbers in running text, by value.

`quantities(text, language)` gives every number of a text with its exact value, kind, bound and unit, in
Chinese and Japanese characters, in words, in digits with the language's separators, in Roman figures.
"""

import re
from functools import lru_cache

from qa_lint.numbers import spaced, spaceless
from qa_lint.numbers.digits import plain
from qa_lint.numbers.lexicon import lexicon
from qa_lint.numbers.quantity import Bound, Firmness, Kind, Quantity, Value
from qa_lint.numbers.ranges import spread

__all__ = ["Bound", "Firmness", "Kind", "Quantity", "Value", "quantities"]

# Digits in these are no numbers of the text: addresses, placeholders, character references, markup tags.
_OPAQUE = re.compile(
    r"(?:https?|ftp)://[^\s<>\"'，。；）】]{1,2000}|www\.[^\s<>\"'，。；）】]{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"
    r"|&#?\w{1,10};|\{\{?[\w.:%-]{0,40}\}\}?|%\d{1,2}\$[a-z@]|%[sdif]\b|\$\{[^{}\n]{1,60}\}|</?[A-Za-z][^<>\n]{0,300}>"
)
_TRIGGERS = re.compile(r"[:@&{%$<]|www")


@lru_cache(maxsize=4096)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """The numbers of `text`, a text in `language` (a BCP 47 tag), in order; spans are offsets in `text`.

    >>> [str(q.values[0]) for q in quantities("新增5G基站3万个", "zh")]
    ['5', '30000']
    """
    readable = plain(text)
    if _TRIGGERS.search(readable):
        readable = _OPAQUE.sub(lambda match: " " * len(match.group()), readable)
    entry = lexicon(language)
    found = spaceless.scan(readable, entry) if entry.grammar == "han" else spaced.scan(readable, entry)
    found.sort(key=lambda quantity: (quantity.span.start, -quantity.span.end))
    result: list[Quantity] = []
    for quantity in found:
        if not result or quantity.span.start >= result[-1].span.end:
            result.append(quantity)
    return tuple(spread(readable, result, entry))
