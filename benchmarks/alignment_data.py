"""The labelled texts that `benchmarks.alignment` reads, and texts made up for it."""

import csv
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.gold import Labels
from qa_lint.alignment.passages import Passage
from qa_lint.model import Document, Pair
from qa_lint.readers import extract
from qa_lint.readers.lines import Line, segment

HERE = Path(__file__).parent
LANGUAGES = ("zh", "en")
Numbers = tuple[int, ...]
Labelled = tuple[Numbers, Numbers]
"""Which lines, or which passages, of the source answer which of the target."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Two texts as passages, and which of them answer each other, by their indexes."""

    name: str
    languages: tuple[str, str]
    source: Sequence[Passage]
    target: Sequence[Passage]
    beads: Sequence[Labelled]


def lines(shared: Path, name: str) -> list[str]:
    """The lines of a document of the seeds, the first at index 1."""
    [path] = (shared / "seeds").glob(f"{name}*.txt")
    return ["", *path.read_text(encoding="utf-8").split("\n")]


def beads(rows: Labels, name: str) -> list[Labelled]:
    """The labelled lines of a document of the seeds."""
    return [(tuple(row["src_lines"]), tuple(row["tgt_lines"])) for row in rows[name]]


def seeds(shared: Path, rows: Labels) -> Iterator[Texts]:
    """The labelled paragraphs of the seeds, a passage a line."""
    for name in sorted(rows):
        text = lines(shared, name)
        numbers = [sorted(line for bead in beads(rows, name) for line in bead[side]) for side in (0, 1)]
        places = [{line: index for index, line in enumerate(side)} for side in numbers]
        source, target = ([Passage(text[line].strip()) for line in side] for side in numbers)
        found = [
            (tuple(places[0][line] for line in one), tuple(places[1][line] for line in two))
            for one, two in beads(rows, name)
        ]
        yield Texts(name, LANGUAGES, source, target, found)


def paired(shared: Path, rows: Labels, name: str) -> Document:
    """A document of the seeds as a reader gives it that makes no mistake."""
    text = lines(shared, name)
    pairs = []
    for bead in beads(rows, name):
        one, two = (
            segment([Line(text[number].strip(), number, 1) for number in side], language, name)
            for side, language in zip(bead, LANGUAGES, strict=True)
        )
        pairs.append(Pair(one, two))
    return Document(name, *LANGUAGES, tuple(pairs))


def sentence_labels() -> dict[tuple[str, int], list[Numbers]]:
    """The sentences that answer each other, by document and line of the source: line of the target, from and
    to in the source, from and to in the target.
    """
    found: dict[tuple[str, int], list[Numbers]] = defaultdict(list)
    with (HERE / "alignment_sentences.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            name, source, *rest = row.values()
            found[name, int(source)].append(tuple(map(int, rest)))
    return found


def page_labels() -> dict[str, list[Labelled]]:
    """The first lines of the blocks that answer each other, by page."""
    found: dict[str, list[Labelled]] = defaultdict(list)
    with (HERE / "alignment_otel.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            one, two = (
                tuple(map(int, filter(None, row[side].split(","))))
                for side in ("source_lines", "target_lines")
            )
            found[row["page"]].append((one, two))
    return found


def pages(folder: Path) -> list[str]:
    """The pages there are, as paths below the folders of the languages."""
    return sorted(str(path.relative_to(folder / "zh")) for path in (folder / "zh").rglob("*.md"))


def page(folder: Path, name: str, labels: Sequence[Labelled]) -> Texts:
    """A labelled page; blocks that stay as they are in any language answer each other in order, as far as
    they are the same.
    """
    sides = [extract(str(folder / language / name)).blocks for language in ("en", "zh")]
    places = [{block.anchors[0].line: index for index, block in enumerate(side)} for side in sides]
    source, target = (
        [Passage(block.text, block.kind, block.key, block.depth, block.is_kept) for block in side]
        for side in sides
    )
    found = [
        (tuple(places[0][line] for line in one), tuple(places[1][line] for line in two))
        for one, two in labels
    ]
    return Texts(name, ("en", "zh"), source, target, found)


def invented(count: int, seed: int) -> tuple[list[Passage], list[Passage]]:
    """Paragraphs of invented words, the most frequent of them as frequent as words are, and a number in every
    second one.
    """
    rng = random.Random(seed)
    kinds = 2_000
    words = [
        ["".join(chr(0x4E00 + rng.randrange(3_000)) for _ in range(2)) for _ in range(kinds)],
        ["".join(rng.choices("abcdefghijklmnoprstuvw", k=rng.randint(3, 8))) for _ in range(kinds)],
    ]
    weights = [1 / (rank + 1) for rank in range(kinds)]
    sides: tuple[list[Passage], list[Passage]] = ([], [])
    for _ in range(count):
        chosen = rng.choices(range(kinds), weights, k=rng.randint(5, 60))
        numbers = [str(rng.randint(13, 9_999))] * rng.randint(0, 1)
        for side, vocabulary, joint in zip(sides, words, ("", " "), strict=True):
            parts = [*(vocabulary[word] for word in chosen), *numbers]
            rng.shuffle(parts)
            side.append(Passage(joint.join(parts) + "."))
    return sides
