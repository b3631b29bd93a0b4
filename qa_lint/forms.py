"""Messages with a form for each of several numbers or cases: `files[one]`, `files[other]`, `menu.c:12[1]`.

Readers call a segment so in its `unit`.
"""

import re
from collections.abc import Sequence

FORMS = ("zero", "one", "two", "few", "many", "other")
"""What the plural forms of languages are called
(https://www.unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules)."""

_FORM = re.compile(rf"(?:\[(?:[\w.-]{{1,80}}=[\w.-]{{1,80}}|\d{{1,2}}|{'|'.join(FORMS)})\])+$")


def message(unit: str) -> str:
    """The message that `unit` is a form of: `files` for `files[one]`; empty if it is none."""
    found = _FORM.search(unit) if unit.endswith("]") else None
    return unit[: found.start()] if found else ""


Pairs = list[tuple[int | None, int | None]]
"""Which text of one file answers which of the other, by index; None where nothing does."""


def settled(pairs: Pairs, source: Sequence[str], target: Sequence[str]) -> Pairs:
    """`pairs` of texts with the same names, where languages have other forms of a message.

    A form that only the translation has answers the source's form for any number, `files[few]` the
    `files[other]`. One that only the source has is not missing, unless the whole message is.
    """
    sides = source, target
    messages = _by_message(source), _by_message(target)
    missing: set[str] = set()
    found: Pairs = []
    for one, two in pairs:
        if one is not None and two is not None:
            found.append((one, two))
            continue
        name = source[one] if one is not None else target[two] if two is not None else ""
        whole = message(name) or name
        other = int(one is not None)
        answers = messages[other].get(whole, [])
        if not answers or {name, *(sides[other][index] for index in answers)} == {whole}:
            if name == whole or whole not in missing:
                found.append((one, two))
            missing.add(whole)
        elif two is not None:
            found.append((_general(source, answers), two))
    return found


def _by_message(names: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        if name:
            found.setdefault(message(name) or name, []).append(index)
    return found


def _general(names: Sequence[str], indexes: Sequence[int]) -> int:
    """Which of the forms of one message is the one for any number."""
    return next((index for index in indexes if names[index].endswith(("[other]", "=other]"))), indexes[-1])
