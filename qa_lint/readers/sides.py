"""Which lines of an interleaved text are in which of its two languages."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from qa_lint.identification import identify
from qa_lint.languages import base, main_script, pack, packs, script_weights
from qa_lint.readers.lines import Line

# A second language that fewer lines are in than this share is a quotation, not a translation.
_SHARE = 0.08
# The same in letters of its own: a lone name in Latin letters under a Chinese text is none either.
_WEIGHT = 0.03
# One line in so many is in either language of a text in which they alternate.
_FAIR = 5
_SURE = 0.34
# How much of a line tells its language.
_BEGINNING = 600
_WORD = re.compile(r"[^\W\d_]+")
# What stands in any language alike: addresses, and codes as `GB/T 19001-2016` or `K-12`.
_NEUTRAL = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\b[A-Z]{1,6}(?:[-/ ]?[A-Z]{0,3}[-/ ]?\d[\w./-]*)+|[\d\W_]+"
)
_FULL_WIDTH = re.compile("[\uff0c。、\uff1b\uff1a\uff1f\uff01「」『』《》]")


@dataclass(frozen=True, slots=True)
class Sides:
    """The two languages of a text, in the order they begin, and for each line 0 or 1: which one it is in.

    `second` is empty for a text in one language. `unsure` are the indexes of lines that hold as much of the
    one as of the other, as `合同 / Contract`, or nothing of either.
    """

    first: str
    second: str
    lines: tuple[int, ...]
    unsure: frozenset[int] = frozenset()


def sides(lines: Sequence[Line], source_language: str = "", target_language: str = "") -> Sides:
    """The languages of `lines`; those given are taken as known."""
    texts = [line.text[:_BEGINNING] for line in lines]
    two = _two(texts, source_language, target_language)
    if two is not None:
        return _parted(texts, *two, source_language, target_language)
    whole = _whole(texts, source_language, target_language)
    return Sides(_named(whole, source_language, target_language), "", (0,) * len(texts))


def alternate(lines: Sequence[Line], source_language: str, target_language: str) -> bool:
    """Whether either of two languages has a fair share of `lines`: in a paper with a summary in another
    language it has not. One language need not be named for that, which is the dearest part of it.
    """
    texts = [line.text[:_BEGINNING] for line in lines]
    two = _two(texts, source_language, target_language)
    if two is None:
        return False
    classes = _parted(texts, *two, source_language, target_language).lines
    return _FAIR * min(classes.count(0), classes.count(1)) >= len(classes)


def _two(
    texts: Sequence[str], source_language: str, target_language: str
) -> tuple[tuple[str, str], Callable[[str], float]] | None:
    """The two languages of a text, and how far a line leans to the second, from -1 to 1; none for one."""
    return _by_script(texts) or _by_words(texts, (source_language, target_language))


def _parted(
    texts: Sequence[str],
    languages: tuple[str, str],
    leaning: Callable[[str], float],
    source_language: str,
    target_language: str,
) -> Sides:
    leanings = [0.0 if not _NEUTRAL.sub("", text) else leaning(text) for text in texts]
    unsure = frozenset(index for index, value in enumerate(leanings) if abs(value) < _SURE)
    classes = _settle(leanings, texts)
    names = [_named(language, source_language, target_language) for language in languages]
    if classes[0] == 1:
        names.reverse()
        classes = [1 - entry for entry in classes]
    return Sides(names[0], names[1], tuple(_with_copies(classes, texts)), unsure)


def _named(language: str, *given: str) -> str:
    """The tag given for `language` if there is one: `zh-Hant` where `zh` was found."""
    return next((tag for tag in given if base(tag) == base(language)), language)


def _whole(texts: Sequence[str], *given: str) -> str:
    known = [tag for tag in given if tag]
    script = main_script("\n".join(texts[:200]))
    fitting = [tag for tag in known if script in pack(tag).scripts]
    return fitting[0] if len(fitting) == 1 else identify("\n".join(texts))


def _by_script(texts: Sequence[str]) -> tuple[tuple[str, str], Callable[[str], float]] | None:
    """The two languages of a text in two scripts, and how far a line leans to the second, from -1 to 1."""
    groups: dict[str, list[str]] = {}
    for text in texts:
        if script := _script(text):
            groups.setdefault(script, []).append(text)
    ranked = sorted(groups, key=lambda script: (-len(groups[script]), script))
    if len(ranked) < 2 or len(groups[ranked[1]]) < _SHARE * len(texts):
        return None
    one, two = ranked[:2]
    if _presence("\n".join(groups[two]), two) < _WEIGHT * _presence("\n".join(groups[one]), one):
        return None

    def leaning(text: str) -> float:
        a, b = _presence(text, one), _presence(text, two)
        return (b - a) / (a + b) if a + b else 0.0

    return (identify("\n".join(groups[one])), identify("\n".join(groups[two]))), leaning


_weights = lru_cache(maxsize=20_000)(script_weights)


def _script(text: str) -> str:
    scripts = dict(_weights(text))
    if "Kana" in scripts:
        scripts.pop("Han", None)
    return max(scripts, key=lambda script: _presence(text, script), default="")


def _presence(text: str, script: str) -> float:
    """How much of `text` is in `script` of its own accord: names and acronyms of Latin letters stand in texts
    of any script.
    """
    weights = _weights(text)
    if script == "Latin":
        return sum(
            len(word) if word[0].islower() else len(word) / 4
            for word in _WORD.findall(text)
            if word.isascii() or word[0] < "\u0250"
        )
    if script == "Kana":
        return weights.get("Kana", 0) and weights["Kana"] * 3.0 + weights.get("Han", 0)
    own = float(weights.get(script, 0))
    if script == "Han":
        own = 0.0 if weights.get("Kana", 0) * 5 > own else own + 2 * len(_FULL_WIDTH.findall(text))
    return own


def _by_words(
    texts: Sequence[str], given: tuple[str, str]
) -> tuple[tuple[str, str], Callable[[str], float]] | None:
    """The same for a text in two languages of one script: function words tell them apart, or else they
    alternate strictly.
    """
    script = main_script("\n".join(texts[:200]))
    known = {base(tag) for tag in given if pack(tag).function_words}
    words = [[word.lower() for word in _WORD.findall(text)] for text in texts]
    counts = {
        entry.code: [sum(map(entry.function_words.__contains__, line)) for line in words]
        for entry in packs()
        if script in entry.scripts and (len(known) < 2 or entry.code in known)
    }
    clear: Counter[str] = Counter()
    for index in range(len(texts)):
        ranked = sorted(((values[index], code) for code, values in counts.items()), reverse=True)
        if len(ranked) > 1 and ranked[0][0] > 1.5 * ranked[1][0] + 1:
            clear[ranked[0][1]] += 1
    top = [code for code, count in clear.most_common(2) if count > max(1, _SHARE * len(texts))]
    if len(top) == 2 and clear[top[1]] * 4 >= clear[top[0]]:
        one, two = sorted(top, key=lambda code: next(i for i, value in enumerate(counts[code]) if value))
        tallies = {text: (counts[one][i], counts[two][i]) for i, text in enumerate(texts)}

        def leaning(text: str) -> float:
            a, b = tallies[text]
            return (b - a) / (a + b) if a + b else 0.0

        return (one, two), leaning
    return _alternating(texts)


def _alternating(texts: Sequence[str]) -> tuple[tuple[str, str], Callable[[str], float]] | None:
    if len(texts) < 2 or len(texts) % 2:
        return None
    odd, even = identify("\n".join(texts[::2])), identify("\n".join(texts[1::2]))
    if not odd or not even or odd == even or sum(map(len, texts)) < 80:
        return None
    evens = set(texts[1::2]) - set(texts[::2])
    return (odd, even), lambda text: 1.0 if text in evens else -1.0


def _settle(leanings: Sequence[float], texts: Sequence[str]) -> list[int]:
    """0 or 1 for each line: its own leaning where that is sure, else what its neighbours leave for it."""
    sure = [0 if value <= -_SURE else 1 if value >= _SURE else None for value in leanings]
    following: int | None = None
    after: list[int | None] = []
    for entry in reversed(sure):
        after.append(following)
        following = entry if entry is not None else following
    after.reverse()
    classes: list[int] = []
    for index, entry in enumerate(sure):
        if entry is None:
            before = classes[-1] if classes else None
            entry = _between(
                leanings[index], before, after[index], index and texts[index] == texts[index - 1]
            )
        classes.append(entry)
    return classes


def _between(leaning: float, before: int | None, after: int | None, repeats: object) -> int:
    if before is None:
        return int(leaning > 0) if leaning else 0 if after is None else after
    if repeats or before == after:
        return 1 - before
    if leaning:
        return int(leaning > 0)
    return after if after is not None else 1 - before


def _with_copies(classes: list[int], texts: Sequence[str]) -> list[int]:
    """Turns a line that repeats the one before into its counterpart, where a run is longer than the one that
    answers it.
    """
    result = list(classes)
    bounds = [index for index in range(len(classes)) if not index or classes[index] != classes[index - 1]]
    bounds.append(len(classes))
    sizes = [end - start for start, end in pairwise(bounds)]
    for number, (start, end) in enumerate(pairwise(bounds)):
        answering = number - 1 if classes[start] else number + 1
        answer = sizes[answering] if 0 <= answering < len(sizes) else 0
        surplus = end - start - answer
        index = start + 1
        while index < end and surplus > 0:
            if _is_copy(texts[index - 1], texts[index]):
                result[index - 1 if classes[start] else index] = 1 - classes[start]
                surplus -= 2
                index += 1
            index += 1
    return result


def _is_copy(one: str, other: str) -> bool:
    if one == other:
        return True
    longer = max(len(one), len(other))
    if abs(len(one) - len(other)) * 10 > longer or longer > 5_000 or longer < 10:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() > 0.9 and matcher.ratio() > 0.9
