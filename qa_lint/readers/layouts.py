"""Layouts: where the versions of a document in several languages stand, as patterns of paths.

`*` stands for anything but `/`, `**` for anything, `**/` for folders or none, `{lang}` for a language's tag.
Two paths are versions of one document if the same pattern, or the two patterns of one layout, fit them with
the same for each star.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from qa_lint.config import Layout
from qa_lint.readers.tags import language_tag

Listing = Callable[[str], tuple[str, ...]]

# What generators of websites and platforms lay down, beside the names that speak for themselves.
KNOWN = (
    # https://docusaurus.io/docs/i18n/introduction#translation-files-location
    Layout("**/docs/**", "**/i18n/{lang}/docusaurus-plugin-content-docs/current/**"),
    Layout("**/blog/**", "**/i18n/{lang}/docusaurus-plugin-content-blog/**"),
    Layout("**/src/pages/**", "**/i18n/{lang}/docusaurus-plugin-content-pages/**"),
    # https://developer.android.com/guide/topics/resources/providing-resources#AlternativeResources
    Layout("**/res/values/*.xml", "**/res/values-{lang}/*.xml"),
    # https://developer.apple.com/documentation/xcode/localization
    Layout("**/Base.lproj/*", "**/{lang}.lproj/*"),
    Layout("**/{lang}.lproj/*", "**/{lang}.lproj/*"),
    # https://developer.chrome.com/docs/extensions/reference/api/i18n
    Layout("**/_locales/{lang}/*.json", "**/_locales/{lang}/*.json"),
)
_TOKEN = re.compile(r"\*\*/|\*\*|\*|\{lang\}")
_STARS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}
_LANG = r"(?P<lang>[A-Za-z]{2}(?:[-_+][A-Za-z0-9]{1,8}){0,3}|b\+[A-Za-z0-9+]{2,20})"


@dataclass(frozen=True, slots=True)
class Found:
    """A version of a document: its path, and the tag of its language, empty for a path that bears none."""

    path: str
    tag: str


def versions(name: str, layout: Layout, top: str, listing: Listing) -> Iterator[list[Found]]:
    """The versions, as paths below `top`, of the document at `name` (from `top`, with `/`), by each of the
    two patterns that fits it; those of the source pattern come first.
    """
    for pattern in dict.fromkeys((layout.source, layout.target)):
        match = _compiled(pattern).fullmatch(name)
        if match and (tag := _tag(match)) is not None:
            stars = [value for key, value in sorted(match.groupdict().items()) if key != "lang"]
            found = [
                entry
                for one in dict.fromkeys((layout.source, layout.target))
                for entry in _candidates(one, stars, top, listing)
            ]
            if any(entry.tag == tag for entry in found):
                yield found


def _tag(match: re.Match[str]) -> str | None:
    """The tag in a path, empty if its pattern has none; none if what stands there is no tag."""
    token = match.groupdict().get("lang")
    return "" if token is None else platform_tag(token) or None


def platform_tag(token: str) -> str:
    """The tag that `token` is, also as Android writes it: `zh-rCN`, `b+zh+Hans`; empty if it is none."""
    return language_tag(re.sub(r"-r(?=[A-Z]{2}$)", "-", token).removeprefix("b+").replace("+", "-"))


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts: list[str] = []
    end = 0
    named = False
    for number, token in enumerate(_TOKEN.finditer(pattern)):
        parts.append(re.escape(pattern[end : token.start()]))
        end = token.end()
        if token[0] == "{lang}":
            parts.append("(?P=lang)" if named else _LANG)
            named = True
        else:
            parts.append(f"(?P<s{number - named:02}>{_STARS[token[0]]})")
    return re.compile("".join(parts) + re.escape(pattern[end:]))


def _candidates(pattern: str, stars: list[str], top: str, listing: Listing) -> Iterator[Found]:
    """The files that fit the pattern with these stars, in any language."""
    values = iter(stars)
    path = _TOKEN.sub(lambda token: token[0] if token[0] == "{lang}" else next(values, ""), pattern)
    if "{lang}" not in path:
        if os.path.isfile(full := os.path.join(top, path)):
            yield Found(full, "")
        return
    before, after = path.split("{lang}", 1)
    folder, _, start = before.rpartition("/")
    end, slash, rest = after.partition("/")
    for entry in listing(os.path.join(top, folder)):
        token = entry[len(start) : len(entry) - len(end)]
        if entry.startswith(start) and entry.endswith(end) and (tag := platform_tag(token)):
            full = os.path.join(
                top, folder, entry, *rest.replace("{lang}", token).split("/") if slash else ()
            )
            if os.path.isfile(full):
                yield Found(full, tag)
