"""Prints how well the readers align the hand-labelled documents: precision, recall and F1 of their pairs.

Usage: python benchmarks/gold_alignment.py [FOLDER], where FOLDER holds `seeds/` and `gold/pairs.jsonl`.
"""

import json
import sys
from pathlib import Path

from qa_lint.catalogue import load_rules
from qa_lint.config import Config
from qa_lint.model import Problem, Segment
from qa_lint.readers import Job, read_all

Lines = tuple[tuple[int, ...], tuple[int, ...]]


def lines_of(segment: Segment) -> tuple[int, ...]:
    """The numbers of the lines that the segment stands on, none if it is empty."""
    return tuple(anchor.line for anchor in segment.anchors) if segment.text else ()


def main(shared: Path) -> int:
    """Compares the folder's documents with the labels beside them and prints the figures."""
    labels = shared / "gold" / "pairs.jsonl"
    if not labels.is_file():
        print(f"{labels}: not there, so nothing to measure")
        return 0
    gold: dict[str, set[Lines]] = {}
    for row in map(json.loads, labels.read_text(encoding="utf-8").splitlines()):
        gold.setdefault(row["doc"], set()).add((tuple(row["src_lines"]), tuple(row["tgt_lines"])))
    problems: list[Problem] = []
    config = Config(root=shared, rules=load_rules())
    right = found_count = gold_count = 0
    for path in sorted((shared / "seeds").glob("*.txt")):
        for document in read_all([Job("interleaved", (str(path),), "", "")], config, problems):
            name = path.name[:3]
            wanted = gold.get(name, set())
            found = {(lines_of(pair.source), lines_of(pair.target)) for pair in document.pairs}
            print(f"{name}: {document.source_language}-{document.target_language or '?'}, ", end="")
            if document.lone:
                print(f"{len(document.pairs)} paragraphs, {document.lone} only")
            else:
                right += len(wanted & found)
                found_count += len(found)
                gold_count += len(wanted)
                print(f"{len(wanted & found)} of {len(wanted)} pairs, {len(document.asides)} notes")
            for entry in sorted(wanted - found):
                print(f"  missed  {entry}")
            for entry in sorted(found - wanted) if not document.lone else ():
                print(f"  instead {entry}")
    for problem in problems:
        print(f"{problem.path}:{problem.line}: {problem.message}")
    precision, recall = right / max(found_count, 1), right / max(gold_count, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}")
    return 0


if __name__ == "__main__":
    checkout = Path(__file__).resolve().parent.parent
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else checkout.parent / "shared"))
