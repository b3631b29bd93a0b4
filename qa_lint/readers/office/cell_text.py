"""The text that a spreadsheet shows for the value of a cell, by the cell's number format (ECMA-376 part 1,
18.8.31).
"""

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal

# Control characters in strings of a workbook, as a carriage return (ECMA-376 part 1, 22.4.2.4).
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].'
    r"|(?P<number>[#0?][#0?,.]*|\.[#0?]+)|(?P<other>.)",
    re.DOTALL,
)
# As many digits as a Decimal has before it is rounded.
_MOST_DIGITS = 27


def shown(value: object, number_format: str) -> str:
    """What is shown for `value`, dates as in ISO 8601; empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = _ESCAPE.sub(_unescaped, value) if "_x" in value else value
        return text.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time() and "h" not in number_format.lower()
        return str(value.date()) if is_day else value.isoformat(" ", "minutes")
    if isinstance(value, int | float):
        return _number(Decimal(repr(value)), number_format)
    return str(value)


def _unescaped(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character.isprintable() or character in "\t\n\r" else ""


def _number(value: Decimal, number_format: str) -> str:
    sections = number_format.split(";")
    section = sections[0]
    sign = ""
    if value < 0:
        section, sign = (sections[1], "") if len(sections) > 1 else (section, "-")
        value = -value
    tokens = list(_TOKEN.finditer(section))
    pattern = next((token["number"] for token in tokens if token["number"]), "")
    # Fractions, powers of ten and texts with letters of their own are shown as they are meant.
    if not pattern or any(token["other"] and token["other"] in "/E@" for token in tokens):
        return sign + _general(value)
    percent = sum(token["other"] == "%" for token in tokens)
    digits = _digits(value * 100**percent, pattern)
    parts: list[str] = []
    for token in tokens:
        if token["number"]:
            parts.append(digits)
            digits = ""
        else:
            parts.append(token["quoted"] or token["escaped"] or token["currency"] or token["other"] or "")
    return sign + "".join(parts).strip()


def _general(value: Decimal) -> str:
    """The number without a format: up to 11 digits, as cells show them."""
    if value == value.to_integral_value() and abs(value) < 10**15:
        return str(int(value))
    return f"{float(value):.10g}"


def _digits(value: Decimal, pattern: str) -> str:
    """The digits of `value` as `#,##0.00` shows them; each comma at the end stands for thousands."""
    bare = pattern.rstrip(",")
    value = value.scaleb(-3 * (len(pattern) - len(bare)))
    whole, _, decimals = bare.partition(".")
    if value.adjusted() > 20:
        return _general(value)
    most = min(len(decimals), _MOST_DIGITS - max(value.adjusted(), 0) - 1)
    least = len(decimals.rstrip("#?"))
    text = f"{value.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP):{',' if ',' in whole else ''}f}"
    while most > least and text.endswith("0"):
        text, most = text[:-1], most - 1
    return text.removesuffix(".")
