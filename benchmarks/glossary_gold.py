"""Prints how the glossary rules do with the hand-labelled terms as a glossary.

Run it from a checkout with the data beside it (`../shared`): `python -m benchmarks.glossary_gold
[--shared FOLDER]`. With all the renderings that a careful reader found of a term, nothing may be reported
where one stands; without those of one place, that place must be reported, if its rendering differs from the
others in more than inflection.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from qa_lint.checks.glossary import COUNT, FORBIDDEN, MISSING, collect
from qa_lint.discover import discover
from qa_lint.glossary import Entry
from qa_lint.model import Document, PlacedHit
from qa_lint.readers import read_all
from qa_lint.renderings import find_loosely, find_rendering
from qa_lint.settings import load_config
from qa_lint.terms import split

_Place = tuple[str, int]


def hits(documents: Sequence[Document], glossary: tuple[Entry, ...]) -> Iterator[tuple[str, PlacedHit]]:
    """What the rules find, each with the name of its kind."""
    for document in documents:
        summary = collect(document, glossary=glossary)
        for name, check in (("missing", MISSING), ("forbidden", FORBIDDEN), ("count", COUNT)):
            yield from ((name, hit) for hit in check.judge([summary]))


def place(hit: PlacedHit) -> _Place:
    """The document and the line of the source that a hit is in."""
    assert hit.source
    return Path(hit.path).name[:3], hit.source.place.line


def stands_for(rendering: str, other: str) -> bool:
    """Whether a text that has `rendering` is taken to have `other`."""
    words = split(rendering, "en")
    return bool(
        find_rendering(words, other, "en", exact=False) or find_loosely(words, other, "en", exact=False)
    )


def main() -> None:
    """Prints the figures, and every alarm."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    shared = parser.parse_args().shared
    config = load_config(None, root=Path())
    documents = list(read_all(discover((str(shared / "seeds"),), config).jobs, config, []))
    lines = (shared / "gold" / "terms.jsonl").read_text(encoding="utf-8").splitlines()
    terms = [row for row in map(json.loads, lines) if row["kind"] == "term"]
    everything = tuple(
        Entry((row["term"],), tuple(dict.fromkeys(entry["rendering"] for entry in row["occurrences"])))
        for row in terms
    )
    for name, hit in hits(documents, everything):
        print(f"  {name} {place(hit)} {hit.fields['term']}: {hit.fields['approved']}")
    found = total = 0
    for row in terms:
        for occurrence in row["occurrences"]:
            others = {
                entry["rendering"]
                for entry in row["occurrences"]
                if (entry["doc"], entry["line_src"]) != (occurrence["doc"], occurrence["line_src"])
            }
            if not others or any(stands_for(occurrence["rendering"], other) for other in others):
                continue
            total += 1
            wanted = occurrence["doc"], occurrence["line_src"]
            glossary = (Entry((row["term"],), tuple(sorted(others))),)
            there = [name for name, hit in hits(documents, glossary) if place(hit) == wanted]
            found += bool(there)
            if not there:
                print(f"  not found {wanted} {row['term']}: {occurrence['rendering']}, not {sorted(others)}")
    print(f"renderings that differ from those approved, found: {found} of {total}")


if __name__ == "__main__":
    main()
