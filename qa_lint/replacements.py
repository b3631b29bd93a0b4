"""What stands in a translation in place of renderings of terms: words nearly like them, and short forms."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from qa_lint.inflection import stem
from qa_lint.languages import pack
from qa_lint.model import Span
from qa_lint.renderings import Rendering, is_cut, words_of
from qa_lint.terms import Words
from qa_lint.words import UNSPACED

_UNSPACED = re.compile(f"[{UNSPACED}]")
# How like a rendering words must be to stand in its place: in their letters, or in how many are the same.
_ALIKE, _SHARE = 0.84, 0.6
_BRACKET = re.compile(r"\s?[(（]([^()（）]{1,80})[)）]")
_QUOTED = re.compile(r"[\"“„«‘「『]([^\"“”„«»‘’「」『』]{1,40})[\"”“»’」』]")
_ACRONYM = re.compile(r"\w*[A-Z]\w*[A-Z]\w*(?:[&-]\w+)*")
_BEFORE_BRACKET = re.compile(r"([\w&-]{2,20})\s?[(（](?:\w{1,4}\s)?$")


def find_instead(target: Words, rendering: str, language: str, taken: Iterable[Span]) -> Span | None:
    """The words that stand in a translation in place of `rendering`, if some are so much like it: nearly the
    same letters, or the same words but for one or few. None are looked for in scripts without spaces.
    """
    wanted = words_of(rendering, language)
    size = len(wanted.words)
    if not size or not pack(language).spaced or _UNSPACED.search(rendering):
        return None
    covered = list(taken)
    best: tuple[float, Span] | None = None
    for start in range(len(target.words) - size + 1):
        span = target.span(start, start + size - 1)
        if is_cut(target, range(start + 1, start + size)) or any(
            span.start < other.end and other.start < span.end for other in covered
        ):
            continue
        likeness = _likeness(target, start, wanted, language)
        if likeness and (best is None or likeness > best[0]):
            best = likeness, span
    return best[1] if best else None


def short_forms(target: Words, spans: Iterable[Span]) -> Iterator[str]:
    """What a translation says the renderings at `spans` are called from there on: the acronym or the words in
    quotation marks in the brackets behind, or the acronym that the rendering explains in brackets.
    """
    text = target.text
    for span in spans:
        if match := _BRACKET.match(text, span.end):
            quoted = _QUOTED.findall(match[1])
            acronyms = _ACRONYM.findall(match[1])
            yield from quoted or acronyms[-1:]
        elif (
            match := _BEFORE_BRACKET.search(text[max(0, span.start - 30) : span.start])
        ) and _ACRONYM.fullmatch(match[1]):
            yield match[1]


def _likeness(target: Words, start: int, wanted: Rendering, language: str) -> float:
    """How much the words from `start` on are like a rendering; 0 if not enough to say so."""
    size = len(wanted.words)
    words = [word.lower() for word in target.words[start : start + size]]
    same = [stem(word, language) == wanted.stems[number] for number, word in enumerate(words)]
    share = sum(same) / size
    matcher = SequenceMatcher(None, "".join(words), "".join(wanted.words).lower(), autojunk=False)
    letters = matcher.ratio() if share or matcher.real_quick_ratio() >= _ALIKE else 0
    if letters >= _ALIKE:
        return share + letters
    others = [word for word, is_same in zip(words, same, strict=True) if not is_same]
    if any(word in pack(language).function_words or not word.isalpha() for word in others):
        return 0
    # Of two words the first is to be there: "urban slums" for "urban village", not "three villages".
    enough = same[0] if size == 2 else sum(same) >= 2 and share >= _SHARE
    return share + letters if enough else 0
