"""Signs: what stands in a text and in its translation alike."""

import re
import unicodedata
from collections.abc import Mapping

from qa_lint.languages import pack
from qa_lint.numbers import Firmness, quantities
from qa_lint.prose import fixed, without_opaque

# A sign is a string that begins with its sort.
NUMBER, NAME, CODE, MARKER = "number", "name", "code", "marker"
KIN, LINK, LEARNT = "kin", "link", "learnt"

_NUMERAL = re.compile("[\\d〇零一二两兩三四五六七八九十百千万萬亿億]")
# Names and acronyms in Latin letters stand in texts of any script.
_LATIN_END = "\u0250"
# Words in letters that stand for sounds as Latin ones do.
_LETTER = "A-Za-z\u00c0-\u024f\u0400-\u04ff"
_WORD = re.compile(rf"[{_LETTER}][{_LETTER}\d]*(?:[.+&'’-][{_LETTER}\d]+)*")
_MARKER = re.compile(r"\[\^?([\w*]{1,12})\](?!\()|[①-⑳]")
# The language in an address.
_IN_LANGUAGE = re.compile(r"/[a-z]{2}(?:[-_][A-Za-z]{2,4})?/")
_SHORT = 3
_READINGS = 3
# Words of two languages that begin with as many of the same letters may be of one family: organizacja.
_KIN = 4
_ALIKE = str.maketrans("cqzywj", "kksivi")
# A passage of this many characters has signs enough.
_ENOUGH = 20_000


def signs(text: str, language: str) -> frozenset[str]:
    """The signs of a text in `language`: numbers by value, words in Latin letters, addresses and code, marks
    of notes.

    Only those that stand in both texts will count, so that of the words of an English text none but the
    names in its Chinese translation do.
    """
    text = text[:_ENOUGH]
    found = {f"{MARKER} {match[1] or match[0]}" for match in _MARKER.finditer(text)} if "[" in text else set()
    found.update(f"{CODE} {_bare(text[span.start : span.end])}" for span in fixed(text))
    entry = pack(language)
    for word in _WORD.findall(without_opaque(text)):
        lower = word.lower()
        if lower in entry.function_words:
            continue
        if word[0] < _LATIN_END and (len(word) >= _SHORT or (word.isupper() and len(word) > 1)):
            found.add(f"{NAME} {lower}")
        if len(word) > _KIN:
            found.add(f"{KIN} {_kin(lower, entry.romanization)}")
    if entry.spaced or _NUMERAL.search(text):
        for quantity in quantities(text, language):
            if quantity.firmness is not Firmness.SOFT:
                found.update(f"{NUMBER} {value}" for value in quantity.values[:_READINGS])
    return frozenset(found)


def _kin(word: str, romanization: Mapping[int, str]) -> str:
    """How the word begins, in Latin letters without accents, letters that sound alike as one."""
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word.translate(romanization))
        word = word.encode("ascii", "ignore").decode()
    return word.replace("ph", "f").translate(_ALIKE)[:_KIN]


def _bare(code: str) -> str:
    """Code or an address without what differs between languages: `/zh/docs/` is `docs` as `/docs/` is."""
    return _IN_LANGUAGE.sub("/", code.strip("`()[]<>").removeprefix("](")).strip("/").lower()
