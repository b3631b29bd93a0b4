"""Prints how the rules on untranslated text do on labelled translations and copies.

Run from a checkout with the data beside it (`../shared`): `python -m benchmarks.untranslated_data [--show]`.
"""

import json
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from qa_lint.checks import untranslated
from qa_lint.model import Anchor, Document, Pair, Segment

SHARED = Path(__file__).resolve().parents[2] / "shared"


def rows(name: str) -> list[dict[str, Any]]:
    """The objects in a file of JSON lines."""
    return [json.loads(line) for line in (SHARED / name).read_text(encoding="utf-8").splitlines()]


def document(row: dict[str, Any]) -> Document:
    """A document of one pair."""
    languages = row["src_lang"], row["tgt_lang"]
    sides = (
        Segment(row[key], language, "row", (Anchor(0, 1, 1),))
        for key, language in zip(("src", "tgt"), languages, strict=True)
    )
    return Document("row", *languages, (Pair(*sides),))


def found(row: dict[str, Any]) -> str:
    """What is reported: `segment`, the words left over, or nothing."""
    entry = document(row)
    if list(untranslated.segment(entry.pairs[0])):
        return "segment"
    hits = untranslated.collect_text(entry, keep=[])
    return " | ".join(hit.target.text for hit in hits if hit.target)


def labelled(show: bool) -> None:
    """Labelled rows: alarms are right on `untranslated` and wrong on `ok`."""
    counts: defaultdict[tuple[str, str, str], Counter[bool]] = defaultdict(Counter)
    for row in rows("data/untranslated.jsonl"):
        pair = f"{row['src_lang']}-{row['tgt_lang']}"
        alarm = found(row)
        counts[row["label"], row["subtype"], pair][bool(alarm)] += 1
        wrong = (row["label"] == "ok") == bool(alarm)
        if show and wrong and row["subtype"] in ("copied", "empty", "codemix", "postedit", "mqm_no_error"):
            print(f"  {row['label']} {row['subtype']} {pair} {row['spans']} found: {alarm}")
            print(f"    {row['src']}\n    {row['tgt']}")
    print("label         subtype                       languages  alarms  rows  share")
    totals: defaultdict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    for key, counter in sorted(counts.items()):
        totals[key[:2]] += counter
        if key[0] == "untranslated":
            line(*key, counter)
    print()
    for total, counter in sorted(totals.items()):
        line(*total, "all", counter)


def line(label: str, subtype: str, pair: str, counter: Counter[bool]) -> None:
    """A line of the table."""
    share = counter[True] / counter.total()
    print(f"{label:13} {subtype:30} {pair:9} {counter[True]:>6} {counter.total():>5}  {share:.3f}")


def silent(name: str, show: bool) -> None:
    """Rows where every alarm is false, or nearly so."""
    data = rows(name)
    alarms = [(row, alarm) for row in data if (alarm := found(row))]
    print(f"{name}: {len(alarms)} alarms on {len(data)} rows ({len(alarms) / len(data):.4f})")
    if show:
        for row, alarm in alarms:
            print(f"    {alarm[:80]!r} in {row['src'][:200]!r} -> {row['tgt'][:120]!r}")


def speed() -> None:
    """Short pairs a second on one core, all three rules."""
    data = rows("data/python_docs_zh.jsonl") + rows("data/untranslated.jsonl")
    documents = [document(row) for row in data if row.get("label", "ok") == "ok" and len(row["src"]) < 200]
    start = time.perf_counter()
    for entry in documents:
        list(untranslated.segment(entry.pairs[0]))
        untranslated.collect_text(entry, keep=[])
        list(untranslated.judge_document([untranslated.collect_document(entry)]))
    print(f"{len(documents) / (time.perf_counter() - start):,.0f} short pairs a second, all three rules")


def main() -> None:
    """Prints all tables."""
    show = "--show" in sys.argv
    if not SHARED.is_dir():
        print(f"nothing to measure: {SHARED} is absent")
        return
    labelled(show)
    for name in ("data/python_docs_zh_identical.jsonl", "data/python_docs_zh.jsonl"):
        silent(name, show)
    speed()


if __name__ == "__main__":
    main()
