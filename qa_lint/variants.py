"""Variants of a written language, such as Traditional and Simplified Chinese, told by their characters.

Which characters belong to one variant only follows from the character sets that were made for each: what
GB 2312 has and Big5 has not is Simplified.
"""

from functools import cache

from qa_lint.languages import Writing, base, letters, pack


def wanted(language: str) -> Writing | None:
    """The variant that a BCP 47 tag asks for by script or region, as `zh-Hant` and `zh-TW` do."""
    subtags = language.replace("_", "-").lower().split("-")[1:]
    writings = pack(language).writings
    return next((v for v in writings if {tag.lower() for tag in v.subtags} & set(subtags)), None)


def variety(language: str) -> str:
    """What two BCP 47 tags have in common if translations into both are to agree: `zh` and `zh-CN`, but not
    `zh-TW`; `pt`, but not `pt-BR`.
    """
    writings = pack(language).writings
    if writings:
        return f"{base(language)}-{(wanted(language) or writings[0]).subtags[0]}"
    return language.replace("_", "-").lower()


def own_characters(text: str, language: str) -> dict[str, list[str]]:
    """The characters of `text` that only one variant of `language` has, by its name, in order."""
    return {
        variant.name: list(filter(_own(variant.name, language).__contains__, text))
        for variant in pack(language).writings
    }


@cache
def _own(name: str, language: str) -> frozenset[str]:
    """The characters that the variant `name` has and no other."""
    entry = pack(language)
    own = {variant.name: _characters(variant.codec, entry.scripts) for variant in entry.writings}
    return own[name].difference(*(characters for other, characters in own.items() if other != name))


@cache
def _characters(codec: str, scripts: tuple[str, ...]) -> frozenset[str]:
    plane = "".join(map(chr, range(0x3400, 0xA000)))
    return frozenset(letters(scripts).findall(plane.encode(codec, "ignore").decode(codec)))
