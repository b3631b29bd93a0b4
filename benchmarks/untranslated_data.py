"""Prints how the rules on untranslated text do on labelled translations and copies.

Run from a checkout with the data beside it (`../shared`): `python -m benchmarks.untranslated_data [--show]`.
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from qa_lint.catalogue import load_rules
from qa_lint.config import Config
from qa_lint.engine import lint
from qa_lint.model import Anchor, Document, Pair, Segment, Severity

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


def family() -> Config:
    """The settings with the rules on untranslated text alone."""
    rules = {name: rule for name, rule in load_rules().items() if name.startswith("untranslated")}
    return Config(root=Path(), rules=rules)


FAMILY = family()


def found(row: dict[str, Any]) -> str:
    """What is reported at warning or above: the rules, and the words left over."""
    findings = lint([document(row)], FAMILY).findings
    return " | ".join(
        finding.rule
        + (f" {finding.target.text}" if finding.rule == "untranslated-text" and finding.target else "")
        for finding in findings
        if finding.severity >= Severity.WARNING
    )


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


def main() -> None:
    """Prints all tables."""
    show = "--show" in sys.argv
    if not SHARED.is_dir():
        print(f"nothing to measure: {SHARED} is absent")
        return
    labelled(show)
    for name in ("data/python_docs_zh_identical.jsonl", "data/python_docs_zh.jsonl"):
        silent(name, show)


if __name__ == "__main__":
    main()
