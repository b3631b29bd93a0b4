"""Recall of the number rules on faults put into a correct translation, and their alarms on the untouched one.

The texts are the hand-aligned pairs of ../shared/gold, read in both directions. Each number that the labels
call right gets, where its writing allows, one fault at a time: another digit, another scale word, another
numeral word, another Roman figure, or it is dropped. A fault is found when a number rule at warning or error
marks the faulty place or the number's counterpart. A number that is dropped from a name or a set phrase, or
that stands in the text once more, is counted by itself: the rules leave it to the translator.

    python benchmarks/number_faults.py [--shared ../shared] [--misses]
"""

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa_lint.numbers.match import compare

ENGLISH_WORDS = [
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen"),
]
ENGLISH_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
]
ENGLISH_SCALES = {"million": "billion", "billion": "million", "trillion": "billion", "thousand": "million"}
HAN_SCALES = {"万": "亿", "亿": "万", "萬": "億", "億": "萬"}
HAN_DIGITS = "一二三四五六七八九"
TOLERATED = "dropped, may be"
ROMANS = ["I", "II", "III", "IV", "V", "VI"]
HAN_NUMBER = re.compile(rf"第?(?:[\d,.]*\d[万亿萬億]*|[{HAN_DIGITS}十百]+)")
ENGLISH_NUMBER = re.compile(
    rf"\d[\d,.]*\d(?:st|nd|rd|th)?|\d|\b(?:{'|'.join([*ENGLISH_WORDS[1:], *ENGLISH_ORDINALS[1:]])})\b ?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A changed text, where the change stands in it, and which kind it is."""

    kind: str
    text: str
    start: int
    end: int


def faults(text: str, start: int, end: int, chinese: bool, rng: random.Random) -> Iterator[Fault]:
    """The faults that the number at `start` to `end` of `text` can be given."""
    part = text[start:end]

    def put(kind: str, match: re.Match[str], replacement: str) -> Fault:
        at = start + match.start()
        changed = text[:at] + replacement + text[start + match.end() :]
        return Fault(kind, changed, at, at + max(1, len(replacement)))

    digits = list(re.finditer(r"\d", part))
    if digits:
        digit = rng.choice(digits)
        yield put("digit", digit, rng.choice([other for other in "123456789" if other != digit.group()]))
    scales = HAN_SCALES if chinese else ENGLISH_SCALES
    scale = re.search("|".join(scales) if chinese else rf"\b(?:{'|'.join(scales)})\b", part)
    if scale:
        yield put("scale", scale, scales[scale.group()])
    word = re.search(f"[{HAN_DIGITS[1:]}]", part) if chinese and not digits else None
    if word:
        yield put("word", word, rng.choice([other for other in HAN_DIGITS[1:] if other != word.group()]))
    for series in () if chinese else (ENGLISH_WORDS[1:], ENGLISH_ORDINALS):
        word = re.search(rf"\b(?:{'|'.join(series)})\b", part, re.IGNORECASE)
        if word:
            other = rng.choice([other for other in series if other != word.group().lower()])
            yield put("word", word, other.capitalize() if word.group()[0].isupper() else other)
    roman = None if chinese else re.search(r"\b(?:II|III|IV|V|VI)\b", part)
    if roman:
        yield put("roman", roman, rng.choice([other for other in ROMANS[1:] if other != roman.group()]))
    whole = HAN_NUMBER.search(part) if chinese else ENGLISH_NUMBER.search(part)
    if whole and whole.group() != "一":
        yield put("dropped", whole, "")


def is_tolerated(row: dict[str, Any], text: str, fault: Fault) -> bool:
    """Whether a translation may do without the dropped number: it stands in a name or a set phrase, or once
    more.
    """
    dropped = text[fault.start : fault.start + len(text) - len(fault.text)].strip()
    return row["kind"] in ("name", "idiom") or dropped in fault.text


def is_found(fault: Fault, source: str, languages: tuple[str, str], counterpart: tuple[int, int]) -> bool:
    """Whether the number rules mark the faulty place of the target or the counterpart in the source."""
    result = compare(source, languages[0], fault.text, languages[1])
    places = [(b.span.start, b.span.end) for _, b in result.changed] + [
        (b.span.start, b.span.end) for b in result.added
    ]
    sources = [(a.span.start, a.span.end) for a, _ in result.changed] + [
        (a.span.start, a.span.end) for a in result.missing
    ]
    return any(start < fault.end and fault.start < end for start, end in places) or any(
        start < counterpart[1] and counterpart[0] < end for start, end in sources
    )


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--misses", action="store_true", help="print each fault that was not found")
    arguments = parser.parse_args()
    gold = arguments.shared / "gold"
    if not gold.is_dir():
        print(f"{gold} is absent: nothing measured")
        return
    pairs = [json.loads(line) for line in (gold / "pairs.jsonl").read_text("utf-8").splitlines()]
    numbers: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for line in (gold / "numbers.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row.get("line_src") and row["verdict"] == "ok" and row.get("src_span") and row.get("tgt_span"):
            numbers[row["doc"], row["line_src"]].append(row)
    rng = random.Random(20240121)
    total: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    alarms: Counter[str] = Counter()
    for pair in pairs:
        texts = {"zh": pair["src"], "en": pair["tgt"]}
        for source, target in (("zh", "en"), ("en", "zh")):
            result = compare(texts[source], source, texts[target], target)
            alarms[f"{source}-{target}"] += len(result.changed) + len(result.missing) + len(result.added)
            for row in numbers[pair["doc"], pair["line_src"]]:
                spans = {"zh": place(texts["zh"], row, "src"), "en": place(texts["en"], row, "tgt")}
                if not spans["zh"] or not spans["en"]:
                    continue
                counterpart, faulty = spans[source], spans[target]
                assert counterpart
                assert faulty
                for fault in faults(texts[target], *faulty, target == "zh", rng):
                    kind = fault.kind
                    if kind == "dropped" and is_tolerated(row, texts[target], fault):
                        kind = TOLERATED
                    key = (f"{source}-{target}", kind)
                    total[key] += 1
                    if is_found(fault, texts[source], (source, target), counterpart):
                        found[key] += 1
                    elif arguments.misses:
                        around = fault.text[max(0, fault.start - 30) : fault.end + 30]
                        print(f"missed {key} {row['src_span']} | {row['tgt_span']} -> …{around}…")
    print(f"{'direction':10} {'fault':16} {'injected':>8} {'found':>6} {'recall':>7}")
    for key in sorted(total):
        print(f"{key[0]:10} {key[1]:16} {total[key]:8} {found[key]:6} {found[key] / total[key]:7.3f}")
    for title, keys in (
        ("all", list(total)),
        ("all that are owed", [key for key in total if key[1] != TOLERATED]),
    ):
        many, hits = sum(total[key] for key in keys), sum(found[key] for key in keys)
        print(f"{title:27} {many:8} {hits:6} {hits / many:7.3f}")
    print(f"findings on the untouched pairs: {dict(alarms)}")


def place(text: str, row: dict[str, Any], side: str) -> tuple[int, int] | None:
    """Where a labelled number stands in the text of its pair; None if the label's wording is not found
    there.
    """
    span = row[f"{side}_span"]
    offset = row.get(f"{side}_off")
    at = text.find(span, max(0, (offset or 0) - 3)) if offset is not None else text.find(span)
    return (at, at + len(span)) if at >= 0 else None


if __name__ == "__main__":
    main()
