"""Prints how many of the values listed in the Recognizers-Text specs are read, a line per language.

Run it from a checkout with the data beside it (`../shared`):
`python -m benchmarks.number_values [--misses LANGUAGE]`.

A listed value is read if a quantity that shares a character with its span, and that no other listed value has
used, has it among its readings; `first` counts those whose first reading it is. Left out are what are no
values of single numbers:

* ranges (their ends are listed as numbers elsewhere) and relative ordinals ("the last");
* powers ("1.1^23", "1e10", "1.1の23乗");
* two numbers: in prose "one over three", "1 in 21" and 16/5 are two numbers (a score, a date), and the rules
  read them so;
* parts of what is one value: of an address or a version, 192.168.1.2, and the "third" that another spec of
  the same text lists as an ordinal within "forty-two and a third";
* "percent of 10" as 10 %, and values without a figure.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from qa_lint.numbers import Kind, Quantity, quantities

SHARED = Path(__file__).resolve().parents[2] / "shared"
LANGUAGES = ("zh", "en", "ja", "ko", "de", "fr", "es")
_TYPES = ("number", "ordinal", "percentage")
_REASONS = ("range", "relative", "power", "two numbers", "part", "no value")
_QUOTIENT = re.compile(r"\b(?:over|in)\b|^\s*-?\s*(?:\d+ )?(\d+)/(\d+)\s*$")
_ADDRESS = re.compile(r"\d+(?:\.\d+){2,}")
_REVERSED = re.compile(r"^per ?cents? of ")
_POWER = re.compile(r"\d\s*\^|\d[eE][+-]?\d|乗")


def left_out(text: str, span: dict[str, Any], longer: Iterable[tuple[int, int]]) -> str:
    """Why a listed span of `text` does not count, empty if it does; `longer` are listed values around it."""
    if span["type"] not in _TYPES:
        return "range" if span["type"] == "numberrange" else "relative"
    if _POWER.search(span["text"]):
        return "power"
    quotient = _QUOTIENT.search(span["text"])
    if quotient and (not quotient.group(1) or int(quotient.group(1)) > int(quotient.group(2))):
        return "two numbers"
    at = span.get("start")
    wholes = [*longer, *(match.span() for match in _ADDRESS.finditer(text))]
    if at is not None and any(start <= at and span["end"] <= end for start, end in wholes):
        return "part"
    if _REVERSED.match(span["text"]):
        return "no value"
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


def judge(
    row: dict[str, Any], listed_spans: Iterable[tuple[int, int]], language: str, counts: Counter[str]
) -> list[dict[str, Any]]:
    """Counts what is read of a spec's text, and gives the listed spans that are not; `listed_spans` are those
    of all specs of the text."""
    found = list(quantities(row["text"], language))
    missed = []
    for span in row["spans"]:
        counts["listed"] += 1
        here = (span.get("start"), span.get("end"))
        around = [other for other in listed_spans if other != here] if here[0] is not None else []
        reason = left_out(row["text"], span, around)
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
    print(
        "language  listed  ranges  relative  powers  two numbers  parts  no value  "
        "counted  read  share  first"
    )
    for language in LANGUAGES:
        path = SHARED / "data" / f"recognizers_{language}_numbers.jsonl"
        counts: Counter[str] = Counter()
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        places: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for row in rows:
            numbers = [span for span in row["spans"] if span["type"] == "number" and "start" in span]
            places[row["text"]] |= {(span["start"], span["end"]) for span in numbers}
        for row in rows:
            text = row["text"]
            for span in judge(row, places[text], language, counts):
                if options.misses == language:
                    found = [(text[q.span.start : q.span.end], *q.values) for q in quantities(text, language)]
                    print(f"  {text[:100]!r}: {span['text']!r} = {span['value']}; read {found[:6]}")
        reasons = [counts[reason] for reason in _REASONS]
        counted = counts["listed"] - sum(reasons)
        left = "  ".join(f"{n:{width}}" for n, width in zip(reasons, (6, 8, 6, 11, 5, 8), strict=True))
        read = f"{counts['read']:4}  {counts['read'] / counted:5.1%}  {counts['first'] / counted:5.1%}"
        print(f"{language:8}  {counts['listed']:6}  {left}  {counted:7}  {read}")


if __name__ == "__main__":
    main(sys.argv[1:])
