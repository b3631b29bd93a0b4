"""The words around a numeral that make it a limit or an approximation: over 20, about 3, 20余万, 三级以上."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qa_lint.numbers.quantity import Bound

_Words = Mapping[str, tuple[tuple[str, ...], tuple[Bound, ...]]]
_SIGNS = {"over": ">＞", "under": "<＜", "at-least": "≥⩾≧", "at-most": "≤⩽≦"}
_REACH = 24
_NONE: tuple[tuple[str, ...], tuple[Bound, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bound words of a language, with what they say, by their last character before the numeral, by their
    first behind it; `heads_behind` finds one of the latter.

    `negations` turn a limit round; `fillers` may stand between a word and the numeral: articles, currency
    signs, 达 and 了.
    """

    words_before: _Words
    words_behind: _Words
    heads_behind: re.Pattern[str]
    fillers: tuple[str, ...]
    filler_ends: frozenset[str]
    negations: tuple[str, ...]
    spaced: bool

    def before(self, text: str, start: int) -> Bound:
        """The bound that the words directly before `start` say."""
        end, last = start, text[start - 1 : start]
        if last in self.filler_ends:
            end = self._skip(text, start)
            last = text[end - 1 : end]
        words, said = self.words_before.get(last, _NONE)
        if not words:
            return Bound.EXACT
        least = max(0, end - _REACH)
        if not text.endswith(words, least, end):
            return Bound.EXACT
        for word, bound in zip(words, said, strict=True):
            if text.endswith(word, least, end):
                at = end - len(word)
                if not (self.spaced and at and word[0].isalpha() and text[at - 1].isalpha()):
                    return self._negated(text, at) if bound is Bound.OVER else bound
        return Bound.EXACT

    def _negated(self, text: str, end: int) -> Bound:
        """ "Do not take more than four" is at most four."""
        near = text[max(0, end - _REACH) : end]
        return Bound.AT_MOST if any(f" {word} " in near for word in self.negations) else Bound.OVER

    def behind(self, text: str, end: int, reach: int = 1) -> Bound:
        """The bound said behind `end`, at most `reach` characters on: 3公里以上, 20 or more."""
        if not self.heads_behind.search(text, end, end + reach + 1):
            return Bound.EXACT
        for at, character in enumerate(text[end : end + reach + 1], end):
            words, said = self.words_behind.get(character, _NONE)
            if words and text.startswith(words, at):
                for word, bound in zip(words, said, strict=True):
                    if text.startswith(word, at) and (
                        # Behind a counter, 64자여야, 여 is the beginning of another word.
                        at == end or len(word) > 1 or (self.spaced and text[end] == " ")
                    ):
                        return bound
        return Bound.EXACT

    def _skip(self, text: str, end: int) -> int:
        least = max(0, end - _REACH)
        while end > least:
            last = text[end - 1]
            if last == " ":
                end -= 1
                continue
            if last not in self.filler_ends or not text.endswith(self.fillers, least, end):
                return end
            filler = next((word for word in self.fillers if text.endswith(word, least, end)), "")
            if not filler or (
                self.spaced
                and filler.isalpha()
                and end > len(filler)
                and text[end - len(filler) - 1].isalpha()
            ):
                break
            end -= len(filler)
        return end


def bounds(table: Mapping[str, Any], *, spaced: bool) -> Bounds:
    """Compiles the bounds of a pack's number table."""
    fillers = (*table.get("bound-fillers", ()), *"$€£¥￥")
    words_behind = _by(table.get("bounds-behind", {}), 0)
    return Bounds(
        words_before=_by(_with_negations(table, spaced=spaced), -1),
        words_behind=words_behind,
        heads_behind=re.compile(f"[{re.escape(''.join(words_behind))}]" if words_behind else "(?!)"),
        fillers=fillers,
        filler_ends=frozenset(word[-1] for word in fillers) | {" "},
        negations=tuple(table.get("negated-bounds", {}).get("words", ())) if spaced else (),
        spaced=spaced,
    )


def _with_negations(table: Mapping[str, Any], *, spaced: bool) -> dict[str, list[str]]:
    """The bounds with those that a negation turns round: 不得超过, "not over" is "at most"."""
    entries = {name: list(words) for name, words in table.get("bounds", {}).items()}
    for name, signs in _SIGNS.items() if entries else ():
        entries.setdefault(name, []).extend(signs)
    joint = " " if spaced else ""
    for negation in table.get("negated-bounds", {}).get("words", ()):
        for name, other in (("over", "at-most"), ("under", "at-least")):
            entries.setdefault(other, []).extend(
                f"{negation}{joint}{word}" for word in table["bounds"].get(name, ()) if word[0].isalpha()
            )
    return entries


def _by(entries: Mapping[str, list[str]], at: int) -> _Words:
    grouped: dict[str, list[tuple[str, Bound]]] = {}
    for name, words in entries.items():
        for word in words:
            grouped.setdefault(word[at], []).append((word, Bound(name.replace("-", " "))))
    longest = {key: sorted(entry, key=lambda item: -len(item[0])) for key, entry in grouped.items()}
    return {
        key: (tuple(word for word, _ in entry), tuple(bound for _, bound in entry))
        for key, entry in longest.items()
    }
