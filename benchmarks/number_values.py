"""Prints how many of the values listed in the Recognizers-Text specs are read, a line per language.

Run it from a checkout with the data beside it (`../shared`):
`python -m benchmarks.number_values [--misses LANGUAGE]`.

A listed value is read if a quantity that shares a character with its span, and that no other listed value has
used, has it among its readings; `first` counts those whose first reading it is. Left out are what are no
values of single numbers: ranges (their ends are listed as numbers elsewhere), relative ordinals ("the last"),
and powers ("1.1^23", "1e10", "1.1の23乗").
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from qa_lint.numbers import Kind, Quantity, quantities

SHARED = Path(__file__).resolve().parents[2] / "shared"
LANGUAGES = ("zh", "en", "ja", "ko", "de", "fr", "es")
_TYPES = ("number", "ordinal", "percentage")
_POWER = re.compile(r"\d\s*\^|\d[eE][+-]?\d|乗")


def left_out(span: dict[str, Any]) -> str:
    """Why a listed span does not count, empty if it does."""
    if span["type"] not in _TYPES:
        return "range" if span["type"] == "numberrange" else "relative"
    if _POWER.search(span["text"]):
        return "power"
    return "" if _number(span["value"]) is not None else "no value"


def _number(listed: str) -> float | None:
    """A listed value; the specs write them with the decimal sign of the language."""
    percent = listed.endswith("%")
    try:
        value = float(listed.rstrip("%").replace(",", "."))
    except ValueError:
        return None
    return value / 100 if percent else value


def _same(value: int | Fraction, listed: float) -> bool:
    # The specs give fifteen digits.
    return abs(float(value) - listed) <= 1e-9 * max(1.0, abs(listed))


def _readings(quantity: Quantity, kind: str) -> Iterator[int | Fraction]:
    for value in quantity.values:
        yield Fraction(value) / 100 if kind == "percentage" and quantity.kind is Kind.POINT else value


def _overlaps(quantity: Quantity, span: dict[str, Any]) -> bool:
    if span.get("start") is None:  # The Korean specs have no places.
        return True
    return bool(quantity.span.start < span["end"] and span["start"] < quantity.span.end)


def judge(row: dict[str, Any], language: str, counts: Counter[str]) -> list[dict[str, Any]]:
    """Counts what is read of a spec's text, and gives the listed spans that are not."""
    found = list(quantities(row["text"], language))
    missed = []
    for span in row["spans"]:
        counts["listed"] += 1
        reason = left_out(span)
        if reason:
            counts[reason] += 1
            continue
        listed = _number(span["value"])
        assert listed is not None
        near = [quantity for quantity in found if _overlaps(quantity, span)]
        hit = next(
            (q for q in near if any(_same(value, listed) for value in _readings(q, span["type"]))), None
        )
        if hit is None:
            missed.append(span)
            continue
        found.remove(hit)
        counts["read"] += 1
        counts["first"] += _same(next(_readings(hit, span["type"])), listed)
    return missed


def main(arguments: list[str]) -> None:
    """Prints the table, and the misses of one language if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", metavar="LANGUAGE", help="print the listed values that are not read")
    options = parser.parse_args(arguments)
    print("language  listed  ranges  relative  powers  no value  counted  read  share  first")
    for language in LANGUAGES:
        path = SHARED / "data" / f"recognizers_{language}_numbers.jsonl"
        counts: Counter[str] = Counter()
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = row["text"]
            for span in judge(row, language, counts):
                if options.misses == language:
                    found = [(text[q.span.start : q.span.end], *q.values) for q in quantities(text, language)]
                    print(f"  {text[:100]!r}: {span['text']!r} = {span['value']}; read {found[:6]}")
        reasons = [counts[reason] for reason in ("range", "relative", "power", "no value")]
        counted = counts["listed"] - sum(reasons)
        left = f"{reasons[0]:6}  {reasons[1]:8}  {reasons[2]:6}  {reasons[3]:8}"
        read = f"{counts['read']:4}  {counts['read'] / counted:5.1%}  {counts['first'] / counted:5.1%}"
        print(f"{language:8}  {counts['listed']:6}  {left}  {counted:7}  {read}")


if __name__ == "__main__":
    main(sys.argv[1:])
