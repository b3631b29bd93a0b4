"""Prints how `qa-lint check` does on the hand-labelled documents, against the labels of one careful reader.

Run it from a checkout with the data beside it (`../shared`): `python -m benchmarks.gold [--shared FOLDER]`.
The folder holds `seeds/`, the documents, and `gold/`, the labels: which paragraphs answer each other, which
footnotes are whole, and for every number whether its translation is right. What is found and is not accounted
for by a label is printed in full.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from qa_lint import __version__
from qa_lint.discover import discover
from qa_lint.engine import lint
from qa_lint.markers.evidence import join, read
from qa_lint.model import Document, Finding, Mark, Problem, Segment, Severity
from qa_lint.readers import read_all
from qa_lint.settings import load_config

Row = dict[str, Any]
Labels = dict[str, list[Row]]
_ANCHOR = re.compile(r"after '(.*)' in .*?line (\d+), column (\d+)$")
_FINE = ("ok", "dropped_fine")


def labels(path: Path) -> Labels:
    """The rows of a file of JSON lines, by document: the first three digits of a file's name."""
    found: Labels = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[row["doc"]].append(row)
    return found


def name(path: str) -> str:
    """The name that the labels call a document by."""
    return Path(path).name[:3]


def count(what: str, right: int, total: int) -> None:
    """A line of the report."""
    print(f"{what:52} {right:>4} of {total}")


def pairs(documents: Sequence[Document], gold: Labels) -> None:
    """Which paragraphs answer each other."""
    right = found_count = 0
    wrong: list[str] = []
    for document in documents:
        if document.lone:
            continue
        wanted = {(tuple(row["src_lines"]), tuple(row["tgt_lines"])) for row in gold[name(document.path)]}
        found = {(lines_of(pair.source), lines_of(pair.target)) for pair in document.pairs}
        right += len(wanted & found)
        found_count += len(found)
        wrong += [f"  {name(document.path)} missed  lines {entry}" for entry in sorted(wanted - found)]
        wrong += [f"  {name(document.path)} instead lines {entry}" for entry in sorted(found - wanted)]
    count("pairs aligned as labelled", right, sum(map(len, gold.values())))
    count("pairs given that are labelled so", right, found_count)
    print(*wrong, sep="\n", end="\n" if wrong else "")


def lines_of(segment: Segment) -> tuple[int, ...]:
    """The numbers of the lines that the segment stands on, none if it is empty."""
    return tuple(dict.fromkeys(anchor.line for anchor in segment.anchors)) if segment.text else ()


def notes(documents: Sequence[Document], findings: Sequence[Finding], gold: Labels) -> Iterator[Finding]:
    """Markers, notes and look-alikes; yields the findings that are labelled as right."""
    tally: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: list[str] = []
    for document in documents:
        places = markers_of(document)
        own = [finding for finding in findings if finding.path == document.path]
        on_footnotes = [finding for finding in own if finding.rule.startswith("footnote-")]
        for row in gold[name(document.path)]:
            at_line = [finding for finding in on_footnotes if finding.place.line == row["line"]]
            kind = row["status"]
            if row["type"] == "marker":
                kind = "matched marker"
                # Glued digits are what the label says too: `project12`.
                style = [finding for finding in at_line if finding.rule == "footnote-style"]
                is_right = (row["line"], row["off"]) in places and at_line == style
                yield from style
            elif kind == "not_a_marker":
                start, end = row["off"], row["off"] + len(row["text"])
                is_right = not any(line == row["line"] and start <= off < end for line, off in places)
            elif kind == "orphan_note":
                is_right = [finding.rule for finding in at_line] == ["footnote-note-unreferenced"]
                yield from at_line if is_right else ()
                if row["inferred_anchor"]:
                    total["anchor"] += 1
                    is_there = is_right and points_to(at_line[0].message, row["inferred_anchor"])
                    tally["anchor"] += is_there
                    if not is_there:
                        wrong.append(f"  no or another place for [{row['num']}]: {row['inferred_anchor']}")
                elif at_line and _ANCHOR.search(at_line[0].message):
                    tally["anchors beyond"] += 1
                    wrong.append(f"  a place for [{row['num']}] that has none: {at_line[0].message}")
            elif kind == "untranslated_heading":
                there = [f for f in own if f.rule == "untranslated-text" and f.place.line == row["line"]]
                is_right = len(there) == 1
                yield from there
            else:
                is_right = not at_line
            tally[kind] += is_right
            total[kind] += 1
            if not is_right:
                wrong.append(f"  {kind}, wrong: {row}")
    count("footnote markers found where labelled", tally["matched marker"], total["matched marker"])
    count("notes matched with their markers", tally["matched"], total["matched"])
    count("notes without a marker, each reported once", tally["orphan_note"], total["orphan_note"])
    count("  and the place of the marker named rightly", tally["anchor"], total["anchor"])
    count(
        "look-alikes taken for markers", total["not_a_marker"] - tally["not_a_marker"], total["not_a_marker"]
    )
    count(
        "headings left untranslated, reported", tally["untranslated_heading"], total["untranslated_heading"]
    )
    print(*wrong, sep="\n", end="\n" if wrong else "")


def markers_of(document: Document) -> set[tuple[int, int]]:
    """Where the markers of a document are: line, and offset in it."""
    graph = join([read(document)])
    return {(marker.mark.place.line, marker.mark.place.column - 1) for marker in graph.markers}


def points_to(message: str, anchor: Row) -> bool:
    """Whether a message names the term that a note belongs to: the line, and characters of the term."""
    match = _ANCHOR.search(message)
    if not match or int(match[2]) != anchor["line"]:
        return False
    start, end = int(match[3]) - 1, int(match[3]) - 1 + len(match[1])
    return bool(start < anchor["off"] + len(anchor["span"]) and anchor["off"] < end)


def untranslated(
    documents: Sequence[Document], findings: Sequence[Finding], gold: Labels
) -> Iterator[Finding]:
    """Documents without a translation; yields the findings that are labelled as right."""
    alone = [document.path for document in documents if name(document.path) not in gold]
    there = [
        finding for finding in findings if finding.rule == "untranslated-document" and finding.path in alone
    ]
    once = [path for path in alone if sum(finding.path == path for finding in findings) == 1]
    count("documents without translation, one finding each", len(once), len(alone))
    yield from there


def numbers(findings: Sequence[Finding], gold: Labels) -> Iterator[Finding]:
    """Findings on numbers that are labelled as right; yields those on numbers labelled as wrong."""
    alarms: list[Finding] = []
    faulty = [row for rows in gold.values() for row in rows if row["verdict"] == "mismatch"]
    found: set[int] = set()
    for finding in findings:
        if not finding.rule.startswith("number-") or finding.pair is None:
            continue
        rows = [row for row in gold[name(finding.path)] if is_about(finding, row)]
        if any(row["verdict"] == "mismatch" for row in rows):
            found.update(id(row) for row in rows)
            yield finding
        elif any(row["verdict"] in _FINE for row in rows) and finding.severity > Severity.INFO:
            alarms.append(finding)
    fine = sum(row["verdict"] in _FINE for rows in gold.values() for row in rows)
    count("numbers labelled as right, reported", len(alarms), fine)
    count(
        "numbers labelled as wrong, reported", len([row for row in faulty if id(row) in found]), len(faulty)
    )


def is_about(finding: Finding, row: Row) -> bool:
    """Whether a finding marks a labelled number, on either side."""
    if finding.pair is None or finding.pair.source.position(0)[0] != row["line_src"]:
        return False
    return touches(finding.source, row, "src") or touches(finding.target, row, "tgt")


def touches(mark: Mark | None, row: Row, side: str) -> bool:
    """Whether a mark shares a character with the label's span in the text of the pair."""
    span, offset = row.get(f"{side}_span"), row.get(f"{side}_off")
    if mark is None or not mark.text or not span or offset is None:
        return False
    return bool(mark.span.start < offset + len(span) and offset < mark.span.end)


def main() -> int:
    """Reads and checks the documents as the command does, and prints the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    shared: Path = parser.parse_args().shared
    gold = shared / "gold"
    if not gold.is_dir():
        print(f"{gold}: not there, so nothing to measure")
        return 0
    config = load_config(None, root=Path())
    jobs = discover([str(shared / "seeds")], config).jobs
    problems: list[Problem] = []
    documents = list(read_all(jobs, config, problems))
    result = lint(documents, config)
    print(f"qa-lint {__version__}, {len(config.rules)} rules:", end=" ")
    print(f"{len(documents)} documents, {result.pairs} pairs\n")
    aligned = labels(gold / "pairs.jsonl")
    pairs(documents, aligned)
    accounted = {
        finding.fingerprint
        for part in (
            notes(documents, result.findings, labels(gold / "footnotes.jsonl")),
            untranslated(documents, result.findings, aligned),
            numbers(result.findings, labels(gold / "numbers.jsonl")),
        )
        for finding in part
    }
    others = [finding for finding in result.findings if finding.fingerprint not in accounted]
    print(f"\nfindings that no label accounts for: {len(others)}")
    for finding in others:
        place = f"{name(finding.path)}:{finding.place.line}:{finding.place.column}"
        print(f"  {place} {finding.severity.label} {finding.rule}  {finding.message}")
        for mark in (finding.source, finding.target):
            if mark:
                print(f"      …{mark.segment[max(0, mark.span.start - 40) : mark.span.end + 40]}…")
    for problem in (*problems, *result.problems):
        print(f"problem: {problem.path}:{problem.line}: {problem.message}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
