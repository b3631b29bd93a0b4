"""Prints how the rules about consistent terms do: precision by a reader's verdicts, recall on planted faults.

Run it from a checkout with the data beside it (`../shared`): `python -m benchmarks.term_consistency`.
Findings are looked up in `term_verdicts.tsv`, where a strict reader of both texts wrote down what each is
worth; those that are not there are printed as unread. Faults are planted by exchanging a word that the
translations of all places of a source string, and no others, have in common. That is not always a rendering
of the string: what is missed has to be read.
"""

import argparse
import csv
import json
import re
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa_lint.config import Choice, Config
from qa_lint.discover import discover
from qa_lint.engine import lint
from qa_lint.mining.mine import corpus, inconsistent
from qa_lint.mining.repeats import repeats
from qa_lint.mining.texts import Words, read
from qa_lint.model import Anchor, Document, Finding, Pair, Segment
from qa_lint.readers import read_all
from qa_lint.settings import load_config

VERDICTS = Path(__file__).with_name("term_verdicts.tsv")
RULES = ("term-inconsistent", "term-variant")
# Words that a second translator might have taken instead.
SUBSTITUTES = {
    "development": "growth",
    "area": "zone",
    "zone": "area",
    "center": "hub",
    "system": "mechanism",
    "quality": "standard",
    "plan": "program",
    "program": "scheme",
    "security": "safety",
    "safety": "security",
    "service": "assistance",
    "services": "assistance",
    "industry": "sector",
    "industries": "sectors",
    "sector": "industry",
    "economy": "business",
    "economic": "business",
    "technology": "engineering",
    "innovation": "invention",
    "reform": "overhaul",
    "region": "area",
    "digital": "electronic",
    "national": "state",
    "international": "global",
    "global": "worldwide",
    "urban": "city",
    "rural": "village",
    "public": "civic",
    "major": "big",
    "key": "main",
    "core": "central",
    "basic": "fundamental",
    "heavy": "serious",
    "pilot": "trial",
    "park": "garden",
    "committee": "council",
    "people": "citizens",
    "work": "job",
    "prevention": "control",
    "management": "administration",
    "governance": "administration",
    "environment": "climate",
    "projects": "schemes",
    "project": "scheme",
    "support": "backing",
    "action": "campaign",
    "science": "research",
    "market": "trade",
    "capital": "metropolis",
    "smart": "intelligent",
    "secondary": "middle",
    "model": "pattern",
    "models": "patterns",
    "clusters": "groups",
    "enterprises": "firms",
    "relief": "aid",
    "road": "street",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A rendering in the pair `number`, in which a word was exchanged, and the new text of the pair."""

    term: str
    number: int
    target: str
    was: str
    now: str


def main() -> int:
    """Reads the data, runs the rules, and prints the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    shared: Path = parser.parse_args().shared
    if not (shared / "seeds").is_dir():
        print(f"{shared}: not there, so nothing to measure")
        return 0
    config = load_config(None, root=Path())
    seeds = list(read_all(discover([str(shared / "seeds")], config).jobs, config, []))
    verdicts = read_verdicts()
    found = report("seeds", seeds, config, verdicts)
    gold(found, shared / "gold" / "terms.jsonl")
    report("otel", list(otel(shared / "data" / "otel")), config, verdicts)
    for name in ("python_docs_zh", "dotnet_xliff_zh"):
        report(name, [rows(shared / "data" / f"{name}.jsonl")], config, verdicts)
    planted([pair for document in seeds for pair in document.pairs if pair.source.text and pair.target.text])
    return 0


def read_verdicts() -> dict[tuple[str, ...], tuple[str, str]]:
    """What each finding is worth and why, by data, rule and message."""
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        return {
            (row["data"], row["rule"], row["finding"]): (row["verdict"], row["why"])
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        }


def brief(finding: Finding) -> str:
    """The message without places, which differ from machine to machine."""
    return re.sub(r" \([^()]*(?:line|:\d)[^()]*\)| in (?:line|\S+:\d).*$", "", finding.message)


def report(
    name: str, documents: Sequence[Document], config: Config, verdicts: dict[tuple[str, ...], tuple[str, str]]
) -> list[Finding]:
    """Runs the rules on `documents` and prints what they find, with the verdicts."""
    start = time.perf_counter()
    result = lint(documents, replace(config, choice=Choice(select=RULES)))
    seconds = time.perf_counter() - start
    print(f"\n{name}: {result.pairs} pairs, {len(result.findings)} findings, {seconds:.1f} s")
    tally: dict[str, list[str]] = {}
    for finding in result.findings:
        verdict, why = verdicts.get((name, finding.rule, brief(finding)), ("unread", ""))
        tally.setdefault(finding.rule, []).append(verdict)
        spans = "both spans" if finding.source and finding.target else "one span"
        print(f"  {verdict:7} {finding.rule}\t{brief(finding)}\t{spans}{'; ' if why else ''}{why}")
    for rule, given in tally.items():
        print(f"  {rule}: {given.count('real')} of {len(given)} real", end="; ")
        print(f"{200 * len(given) / result.pairs:.2f} per 200 pairs")
    return result.findings


def gold(findings: Iterable[Finding], path: Path) -> None:
    """How the findings agree with terms labelled by hand: by term, and by a place in common."""
    labelled = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    reported = [finding for finding in findings if finding.rule == "term-inconsistent" and finding.source]
    print("\nlabelled terms")
    for verdict in ("consistent", "acceptable_variation", "inconsistent"):
        terms = [row["term"] for row in labelled if row["verdict"] == verdict]
        hits = [
            f"{term} ({finding.source.text})"
            for term in terms
            for finding in reported
            if finding.source and (finding.source.text in term or term in finding.source.text)
        ]
        print(f"  {verdict:21} {len(hits)} of {len(terms)} reported: {', '.join(hits)}")


def rows(path: Path) -> Document:
    """The pairs in a file of JSON lines as one document."""
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        if row["src"] and row["tgt"]:
            pairs.append(pair_of(row["src"], row["tgt"], path.name, number, path.name, number))
    return Document(path.name, "en", "zh", tuple(pairs))


def pair_of(source: str, target: str, here: str, line: int, there: str, other: int) -> Pair:
    """A pair of an English and a Chinese text."""
    return Pair(
        Segment(source, "en", here, (Anchor(0, line, 1),)),
        Segment(target, "zh", there, (Anchor(0, other, 1),)),
    )


def otel(folder: Path) -> Iterator[Document]:
    """Markdown pages and their translations, paired block by block."""
    for page in sorted((folder / "en").rglob("*.md")):
        name = str(page.relative_to(folder / "en"))
        other = folder / "zh" / name
        if other.is_file():
            pairs = [
                pair_of(source, target, f"en/{name}", line, f"zh/{name}", number)
                for (line, source), (number, target) in aligned(blocks(page), blocks(other))
            ]
            yield Document(name, "en", "zh", tuple(pairs))


Block = tuple[int, str]
_ITEM = re.compile(r"\s*([-*]|\d+\.)\s|#")


def blocks(path: Path) -> list[Block]:
    """The paragraphs, headings and items of a page, each with its first line, without code and the header."""
    lines = path.read_text(encoding="utf-8").split("\n")
    found: list[tuple[int, list[str]]] = []
    code = False
    begin = lines.index("---", 1) + 1 if lines[0] == "---" else 0
    open_block = False
    for number, line in enumerate(lines[begin:], begin + 1):
        if line.strip().startswith("```"):
            code = not code
            open_block = False
        elif not line.strip() or code:
            open_block = False
        elif open_block and not _ITEM.match(line):
            found[-1][1].append(line)
        else:
            found.append((number, [line]))
            open_block = True
    return [(number, " ".join(" ".join(text).split())) for number, text in found]


def aligned(left: Sequence[Block], right: Sequence[Block]) -> list[tuple[Block, Block]]:
    """The cheapest pairing in order, by what kind blocks are of and how long they are."""
    costs = [[float("inf")] * (len(right) + 1) for _ in range(len(left) + 1)]
    steps: dict[tuple[int, int], tuple[int, int]] = {}
    costs[0][0] = 0
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            choices = []
            if i and j:
                choices.append(
                    (costs[i - 1][j - 1] + unlike(left[i - 1][1], right[j - 1][1]), (i - 1, j - 1))
                )
            if i:
                choices.append((costs[i - 1][j] + 1.1, (i - 1, j)))
            if j:
                choices.append((costs[i][j - 1] + 1.1, (i, j - 1)))
            if choices:
                costs[i][j], steps[i, j] = min(choices)
    place = len(left), len(right)
    found = []
    while place != (0, 0):
        before = steps[place]
        if before == (place[0] - 1, place[1] - 1):
            one, other = left[before[0]], right[before[1]]
            if kind(one[1]) == kind(other[1]):
                found.append((one, other))
        place = before
    return found[::-1]


def unlike(one: str, other: str) -> float:
    """How unlikely two blocks are a pair."""
    ratio = len(other.encode()) / max(1, len(one.encode()))
    return (0 if kind(one) == kind(other) else 2) + (0 if 0.4 < ratio < 2.2 else 0.8)


def kind(text: str) -> str:
    """What a block is: a heading of some level, an item, a row of a table, a macro, or a paragraph."""
    if text.startswith("#"):
        return text[: len(text) - len(text.lstrip("#"))]
    return "item" if _ITEM.match(text) else text[0] if text[0] in "|{<[" else "text"


def planted(pairs: Sequence[Pair]) -> None:
    """How many faults are found of those that are planted one at a time."""
    sources = [pair.source.text for pair in pairs]
    targets = [pair.target.text for pair in pairs]
    faults = list(plant(read(sources, "zh"), read(targets, "en")))
    missed = []
    for fault in faults:
        changed = [fault.target if number == fault.number else text for number, text in enumerate(targets)]
        terms = inconsistent(corpus(sources, changed, "zh", "en"), "en")
        if not any(
            fault.now in rendering.text.lower().split()
            and any(use.pair == fault.number for use in rendering.uses)
            for term in terms
            for rendering in term.renderings
        ):
            missed.append(fault)
    print(f"\nplanted faults found: {len(faults) - len(missed)} of {len(faults)}")
    for fault in missed:
        print(f"  missed  {fault.term}: {fault.now} for {fault.was}")


def plant(sources: Sequence[Words], targets: Sequence[Words]) -> Iterator[Fault]:
    """One fault for each string of the sources that alone has some words of the translations in common."""
    taken: set[tuple[int, int]] = set()
    strings = repeats(sources)
    for string, places in sorted(strings.items(), key=lambda entry: (-len(entry[0]), entry[0])):
        numbers = sorted({place.text for place in places})
        if not (3 <= len(string) <= 12 and 2 <= len(numbers) <= 5):
            continue
        shared = set.intersection(*(set(grams(targets[number])) for number in numbers))
        only = [
            gram
            for gram in shared
            if {n for n, text in enumerate(targets) if gram in grams(text)} == set(numbers)
            and {n for n, text in enumerate(sources) if string in text.text} == set(numbers)
        ]
        for gram in sorted(only, key=lambda gram: (-len(gram), gram))[:1]:
            number = numbers[-1]
            at = grams(targets[number])[gram]
            text = targets[number]
            for offset in range(len(gram)):
                start, end = text.starts[at + offset], text.ends[at + offset]
                was = text.text[start:end]
                now = SUBSTITUTES.get(was.lower(), "")
                if now and (number, at + offset) not in taken:
                    taken.add((number, at + offset))
                    yield Fault(string, number, text.text[:start] + now + text.text[end:], was, now)
                    break


def grams(text: Words) -> dict[tuple[str, ...], int]:
    """The runs of two to five words, with the place where each first stands."""
    found: dict[tuple[str, ...], int] = {}
    for size in range(2, 6):
        for at in range(len(text) - size + 1):
            if text.keys[at] and text.keys[at + size - 1] and all(text.joints[at + 1 : at + size]):
                found.setdefault(text.keys[at : at + size], at)
    return found


if __name__ == "__main__":
    sys.exit(main())
