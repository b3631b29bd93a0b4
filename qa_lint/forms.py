"""Messages with a form for each of several numbers or cases: `files[one]`, `files[other]`, `menu.c:12[1]`.

Readers call a segment so in its `unit`.
"""

import re

FORMS = ("zero", "one", "two", "few", "many", "other")
"""What the plural forms of languages are called
(https://www.unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules)."""

_FORM = re.compile(rf"(?:\[(?:[\w.-]{{1,80}}=[\w.-]{{1,80}}|\d{{1,2}}|{'|'.join(FORMS)})\])+$")


def message(unit: str) -> str:
    """The message that `unit` is a form of: `files` for `files[one]`; empty if it is none."""
    found = _FORM.search(unit) if unit.endswith("]") else None
    return unit[: found.start()] if found else ""
