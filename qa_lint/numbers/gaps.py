"""Spaces typed inside a numeral, in languages written without spaces: 一百 五 十 二, 百 分 之 2.4."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain

from qa_lint.numbers.lexicon import Lexicon, alternation

_SPACE = " {1,9}"


@cache
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A cheap test whether a text may have such spaces, and the stretches whose spaces are to go."""
    table = lexicon.table
    sizes = {**table["tens"], **table["units"]}
    sizes |= {scale: sizes[0] for scale, sizes in table["scales"].items() if len(scale) == 1}
    digit, zero = _class(table["digits"]), _class(table["zero"])
    multiplier = _class(sizes)
    numeral = rf"[\d{''.join(map(re.escape, (*table['digits'], *sizes)))}]"
    between = _class(table["over-infixes"] + table["vague-infixes"])
    point = alternation(table["decimal-words"])
    whole = alternation(table["whole-joiners"])
    points = (*table["percent-points"], *table["basis-points"])
    affix = alternation((*table["tenths"], *table["discounts"], *table["multiples"], *points))
    # 三千 九百 六十五; but not 三百 五百: what follows a unit must be smaller.
    falling = (
        rf"(?<={_class(same)}){_SPACE}(?=(?:{digit}|\d{{1,4}}) {{0,9}}{_class(lower)})"
        for size in sorted(set(sizes.values()))
        if (same := [sign for sign in sizes if sizes[sign] == size])
        and (lower := [sign for sign in sizes if sizes[sign] < size])
    )
    stretches = (
        *falling,
        rf"(?<={multiplier}){_SPACE}(?={digit}(?! *[^\W\d_])|{digit} *(?:{whole}))",
        # 六百 二十 七袋, where the twenty stands by itself already.
        rf"(?:(?<= {digit}{multiplier})|(?<= {digit} {multiplier})){_SPACE}(?={digit}(?! *{numeral}))",
        rf"(?<={multiplier}){_SPACE}(?={zero} *{digit})|(?<={multiplier}{zero}){_SPACE}(?={digit})",
        rf"(?<={numeral}){_SPACE}(?={between} *{multiplier})|(?<={between}){_SPACE}(?={multiplier})",
        rf"(?<={numeral}) {{2,9}}(?={multiplier})",
        rf"(?<={numeral}){_SPACE}(?:{point}) {{0,9}}(?={digit})",
        rf"(?<={numeral})(?:{point}){_SPACE}(?={digit} *(?:{affix}|$))",
        rf"(?<={numeral})(?:{_spelled(chain(table['fraction-joiners'], points))})"
        rf"|(?<={numeral}){_SPACE}(?=(?:{affix})(?![^\W\d_]))",
        *(rf"(?<={word} {digit}) (?={affix})" for word in table["decimal-words"]),
        *(rf"(?<={numeral}{word}){_SPACE}(?={digit}(?! *\w))" for word in table["tenths"]),
    )
    parts = {*"".join(chain(table["fraction-joiners"], table["decimal-words"], points))}
    inside = "".join(map(re.escape, {*table["digits"], *sizes, *between[1:-1], *parts, *table["tenths"]}))
    follows = inside + "".join(map(re.escape, {word[0] for word in (*table["tenths"], *table["discounts"])}))
    return re.compile(rf"[\d{inside}] +[\d{follows}]"), re.compile("|".join(stretches))


def _class(characters: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, characters))}]"


def _spelled(words: Iterable[str]) -> str:
    """Any of `words`, with spaces before, between and behind its characters."""
    longest = sorted(words, key=len, reverse=True)
    return "|".join(" {0,9}" + " {0,9}".join(map(re.escape, word)) + " {0,9}" for word in longest)


def close(text: str, lexicon: Lexicon) -> tuple[str, list[int]] | None:
    """`text` without the spaces inside numerals, and where each of its characters stood; None if there are no
    such spaces.

    A space goes where it stands between what can only be parts of one numeral or its affix; two digits are
    never joined, 5 and 三 neither.
    """
    if " " not in text:
        return None
    test, stretches = _patterns(lexicon)
    if not test.search(text):
        return None
    spaces = {at for match in stretches.finditer(text) for at in range(*match.span()) if text[at] == " "}
    if not spaces:
        return None
    kept = [at for at in range(len(text)) if at not in spaces]
    return "".join(text[at] for at in kept), kept
