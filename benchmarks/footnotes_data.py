"""Prints what the footnote rules find in correct translations with footnotes, and how fast they are.

Run it from a checkout with the data beside it (`../shared`): `python -m benchmarks.footnotes_data`.
"""

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qa_lint.checks import footnotes
from qa_lint.markers.evidence import join, read
from qa_lint.model import Anchor, Document, Pair, PlacedHit, Segment

SHARED = Path(__file__).resolve().parents[2] / "shared"


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects in a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def hits(document: Document) -> Iterator[tuple[str, PlacedHit]]:
    """What the checks find in a document, by kind."""
    for kind, found in footnotes.faults([read(document)]).items():
        for hit in found:
            yield kind, hit


def line_document(name: str, texts: list[tuple[str, str]], languages: tuple[str, str]) -> Document:
    """A document of one pair a line."""
    pairs = tuple(
        Pair(
            *(
                Segment(text, language, name, (Anchor(0, line, 1),))
                for text, language in zip(pair, languages, strict=True)
            )
        )
        for line, pair in enumerate(texts, 1)
    )
    return Document(name, *languages, pairs)


def correct_translations() -> None:
    """Translations that keep their footnotes: every finding is a false alarm."""
    print("correct translations           pairs  with markers  findings")
    data = rows(SHARED / "data" / "python_docs_zh_footnotes.jsonl")
    report(
        "python_docs_zh_footnotes",
        [line_document(row["origin"], [(row["src"], row["tgt"])], ("en", "zh")) for row in data],
    )
    documents: dict[str, list[tuple[str, str]]] = {}
    for row in data:
        documents.setdefault(row["origin"], []).append((row["src"], row["tgt"]))
    report(
        "the same, one document a file", [line_document(*entry, ("en", "zh")) for entry in documents.items()]
    )
    for name in ("python_docs_zh", "untranslated", "numbers"):
        data = [row for row in rows(SHARED / "data" / f"{name}.jsonl") if row.get("label", "ok") == "ok"]
        report(
            name,
            [
                line_document(str(n), [(row["src"], row["tgt"])], (row["src_lang"], row["tgt_lang"]))
                for n, row in enumerate(data)
            ],
        )
    pages = sorted((SHARED / "data" / "otel" / "en").rglob("*.md"))
    report("otel", [page(path) for path in pages])


def page(path: Path) -> Document:
    """A Markdown page and its translation, paragraph by paragraph where they are as many."""
    other = Path(str(path).replace("/otel/en/", "/otel/zh/"))
    blocks = [re.split(r"\n\s*\n", file.read_text(encoding="utf-8")) for file in (path, other)]
    if len(blocks[0]) != len(blocks[1]):  # without an aligner: whole pages
        blocks = [["\n\n".join(side)] for side in blocks]
    return line_document(path.name, list(zip(*blocks, strict=True)), ("en", "zh"))


def report(name: str, documents: list[Document]) -> None:
    """A line of the table, and the first findings."""
    pairs = sum(len(document.pairs) for document in documents)
    marked = sum(len({m.pair for m in join([read(document)]).markers}) for document in documents)
    found = [hit for document in documents for hit in hits(document)]
    counts = Counter(rule for rule, _ in found)
    print(
        f"{name:30} {pairs:>5}  {marked:>12}  {', '.join(f'{n} {rule}' for rule, n in counts.items()) or 0}"
    )
    for rule, hit in found[:12]:
        mark = hit.source or hit.target
        if mark:
            text = mark.segment[max(0, mark.span.start - 50) : mark.span.end + 20]
            print(f"    {rule} {hit.fields} {hit.path} {text!r}")


def speed() -> None:
    """Short pairs a second."""
    texts = [(row["src"], row["tgt"]) for row in rows(SHARED / "gold" / "pairs.jsonl")]
    short = [
        (s, t)
        for source, target in texts
        for s, t in zip(source.split("，"), re.split("[,.] ", target), strict=False)
    ] * 20
    document = line_document("speed", short, ("zh", "en"))
    start = time.perf_counter()
    list(hits(document))
    print(f"\n{len(short) / (time.perf_counter() - start):,.0f} short pairs a second, all rules")


def main() -> None:
    """Prints all tables."""
    if not SHARED.is_dir():
        print(f"nothing to measure: {SHARED} is absent")
        return
    correct_translations()
    speed()


if __name__ == "__main__":
    main()
