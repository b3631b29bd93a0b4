"""Variants of a written language, such as Traditional and Simplified Chinese, told by their characters.

Which characters belong to one variant only follows from the character sets that were made for each: what
GB 2312 has and Big5 has not is Simplified.
"""

import re
from functools import cache

from qa_lint.languages import Writing, letters, pack


def wanted(language: str) -> Writing | None:
    """The variant that a BCP 47 tag asks for by script or region, as `zh-Hant` and `zh-TW` do."""
    subtags = language.replace("_", "-").lower().split("-")[1:]
    writings = pack(language).writings
    return next((v for v in writings if {tag.lower() for tag in v.subtags} & set(subtags)), None)


def own_characters(text: str, language: str) -> dict[str, list[str]]:
    """The characters of `text` that only one variant of `language` has, by its name, in order."""
    return {
        variant.name: _pattern(variant.name, language).findall(text) for variant in pack(language).writings
    }


@cache
def _pattern(name: str, language: str) -> re.Pattern[str]:
    """One character that the variant `name` has and no other."""
    entry = pack(language)
    own = {variant.name: _characters(variant.codec, entry.scripts) for variant in entry.writings}
    others = set().union(*(characters for other, characters in own.items() if other != name))
    return re.compile("[" + "".join(sorted(own[name] - others)) + "]")


@cache
def _characters(codec: str, scripts: tuple[str, ...]) -> frozenset[str]:
    pattern = letters(scripts)
    plane = (chr(code) for code in range(0x3400, 0xA000))
    return frozenset(c for c in plane if pattern.match(c) and c.encode(codec, "ignore"))
