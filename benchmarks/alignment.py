"""Prints how well two texts without an alignment are aligned, against labels made by reading.

Run it from a checkout with the data beside it (`../shared`): `python -m benchmarks.alignment [--shared
FOLDER] [--trials N]`; or with `--speed`, which needs no data. The labels: `gold/pairs.jsonl` there; here
`alignment_sentences.tsv`, all paragraphs of the seeds that have several sentences in both languages, and
`alignment_otel.tsv`, every fifth page of the OpenTelemetry site from the third on. They hold numbers of lines
and characters, no text.
"""

import argparse
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks import alignment_data as data
from benchmarks.alignment_data import Labelled, Texts
from benchmarks.alignment_verdicts import verdicts
from benchmarks.gold import Labels, count, labels, lines_of
from qa_lint.alignment.align import align
from qa_lint.alignment.kinds import has_name
from qa_lint.config import Config
from qa_lint.discover import discover
from qa_lint.engine import lint
from qa_lint.model import Problem, Remark, Segment
from qa_lint.readers import Job, read_all
from qa_lint.readers.by_sentence import by_sentence
from qa_lint.settings import load_config

_SHARE = 0.05
_SPEED = 5_000


def scores(what: str, right: int, found: int, wanted: int) -> None:
    """A line of the report."""
    f1 = 2 * right / (found + wanted) if found + wanted else 0.0
    print(f"{what:52} {right:>4} of {wanted} labelled, {found} given: F1 {f1:.3f}")


def paragraphs(shared: Path, rows: Labels, config: Config) -> None:
    """The seeds parted into two files, the notes with the translation, and read again."""
    right = found_count = wanted_count = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in sorted(rows):
            text = data.lines(shared, name)
            labelled = data.beads(rows, name)
            sources = {line for one, _ in labelled for line in one}
            numbers = [
                [
                    line
                    for line in range(1, len(text))
                    if text[line].strip() and (line in sources) is is_source
                ]
                for is_source in (True, False)
            ]
            paths = [Path(folder, f"{name}.{language}.txt") for language in data.LANGUAGES]
            for path, side in zip(paths, numbers, strict=True):
                path.write_text("\n".join(text[line] for line in side), encoding="utf-8")
            job = Job("two-files", (str(paths[0]), str(paths[1])), *data.LANGUAGES)
            [document] = read_all([job], config, [])
            found = {
                (
                    tuple(numbers[0][line - 1] for line in lines_of(pair.source)),
                    tuple(numbers[1][line - 1] for line in lines_of(pair.target)),
                )
                for pair in document.pairs
            }
            right += len(found & set(labelled))
            found_count += len(found)
            wanted_count += len(labelled)
    scores("paragraphs of the seeds", right, found_count, wanted_count)


def sentences(shared: Path, rows: Labels) -> None:
    """The sentences of paragraphs that are paired rightly."""
    wanted = data.sentence_labels()
    right = found_count = 0
    for name in sorted(rows):
        for pair in by_sentence(data.paired(shared, rows, name)).pairs:
            labelled = wanted.get((name, pair.source.anchors[0].line))
            if labelled is not None:
                found_count += 1
                place = (pair.target.anchors[0].line, *_span(pair.source), *_span(pair.target))
                right += place in labelled
    scores("sentences of the seeds", right, found_count, sum(map(len, wanted.values())))


def _span(segment: Segment) -> tuple[int, int]:
    start = segment.anchors[0].column - 1
    return start, start + len(segment.text)


def deletions(what: str, texts: Sequence[Texts], trials: int) -> None:
    """Passages deleted at random on either side, never both of a pair."""
    rng = random.Random(0)
    deleted = reported = pairs = wrong = 0
    for text in [*texts] * trials:
        whole = [number for number, bead in enumerate(text.beads) if all(bead) and not _is_named(text, bead)]
        chosen = rng.sample(whole, max(1, round(_SHARE * len(whole))))
        gone = {number: rng.randrange(2) for number in chosen}
        away = [
            {index for number, at in gone.items() if at == side for index in text.beads[number][side]}
            for side in (0, 1)
        ]
        kept = [
            [index for index, passage in enumerate(side) if index not in out and not has_name(passage)]
            for side, out in zip((text.source, text.target), away, strict=True)
        ]
        found = _beads(text, kept)
        alone = [
            {index for one, two in found if not (one and two) for index in (one, two)[side]}
            for side in (0, 1)
        ]
        deleted += len(gone)
        reported += sum(set(text.beads[number][1 - side]) <= alone[1 - side] for number, side in gone.items())
        labelled = {bead for number, bead in enumerate(text.beads) if number not in gone}
        checked = [(one, two) for one, two in found if one and two and not text.source[one[0]].is_kept]
        pairs += len(checked)
        wrong += sum(bead not in labelled for bead in checked)
    print(f"{what:52} {reported:>4} of {deleted} ({reported / max(1, deleted):.1%})", end="; ")
    print(f"wrong pairs {wrong} of {pairs} ({wrong / max(1, pairs):.2%})")


def _is_named(text: Texts, bead: Labelled) -> bool:
    return has_name(text.source[bead[0][0]])


def _beads(text: Texts, kept: Sequence[Sequence[int]]) -> list[Labelled]:
    """The beads of what is kept of a text, by the indexes of the whole."""
    first, second = (
        [side[index] for index in indexes]
        for side, indexes in zip((text.source, text.target), kept, strict=True)
    )
    return [
        (tuple(kept[0][a:a_end]), tuple(kept[1][b:b_end]))
        for a, a_end, b, b_end in align(first, second, text.languages).beads
    ]


def site(folder: Path, config: Config) -> None:
    """The pages of a site: blocks, pages out of date, and what is left to report."""
    problems: list[Problem] = []
    documents = list(read_all(discover([str(folder)], config).jobs, config, problems))
    wanted = data.page_labels()
    right = found_count = wanted_count = 0
    for name, labelled in wanted.items():
        [document] = [entry for entry in documents if entry.path.endswith(f"zh/{name}")]
        places = [{line for bead in labelled for line in bead[side]} for side in (0, 1)]
        found = {
            tuple(
                _first_lines(segment, known)
                for segment, known in zip((pair.source, pair.target), places, strict=True)
            )
            for pair in document.pairs
        }
        right += len(found & set(labelled))
        found_count += len(found)
        wanted_count += len(labelled)
    scores("blocks of pages", right, found_count, wanted_count)
    said = {
        name
        for name in data.pages(folder)
        if "\ndrifted_from_default:" in (folder / "zh" / name).read_text(encoding="utf-8")
    }
    told = [
        document.path.partition("/zh/")[2]
        for document in documents
        if any(remark.remark is Remark.OUTDATED for remark in document.remarks)
    ]
    count("pages that say they are out of date, told", len(said & set(told)), len(said))
    count("other pages told to be out of date", len(set(told) - said), len(documents) - len(said))
    findings = lint(documents, config).findings
    rules = Counter(finding.rule for finding in findings).most_common()
    print(
        f"{'findings on the pages':52} {len(findings):>4}: "
        + ", ".join(f"{rule} {times}" for rule, times in rules)
    )


def _first_lines(segment: Segment, known: Iterable[int]) -> tuple[int, ...]:
    """The lines of the segment on which a block begins."""
    return tuple(line for line in lines_of(segment) if line in known)


def speed() -> None:
    """How long invented texts take, of which the second lacks every fiftieth paragraph."""
    first, second = data.invented(_SPEED, 0)
    del second[::50]
    start = time.perf_counter()
    alignment = align(first, second, ("zh", "en"))
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    gaps = sum(bead[2] == bead[3] for bead in alignment.beads)
    print(f"{len(first)} and {len(second)} paragraphs: {seconds:.1f} s, {memory} MB, {gaps} gaps")


def main() -> int:
    """Reads and aligns the texts, and prints the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--trials", type=int, default=100)
    parser.add_argument("--speed", action="store_true")
    arguments = parser.parse_args()
    if arguments.speed:
        speed()
        return 0
    shared: Path = arguments.shared
    if not shared.is_dir():
        print(f"{shared}: not there, so nothing to measure")
        return 0
    rows = labels(shared / "gold" / "pairs.jsonl")
    config = replace(load_config(None, root=Path()), source_language="en")
    folder = shared / "data" / "otel"
    paragraphs(shared, rows, config)
    sentences(shared, rows)
    site(folder, config)
    deletions("paragraphs of the seeds deleted, reported", list(data.seeds(shared, rows)), arguments.trials)
    pages = [
        data.page(folder, name, labelled)
        for name, labelled in data.page_labels().items()
        if all(len(one) == len(two) for one, two in labelled)
    ]
    deletions("blocks of pages without a gap deleted, reported", pages, arguments.trials // 5)
    for text in data.mixed(shared):
        deletions(f"sentences {text.name} deleted, reported", [text], max(1, arguments.trials // 20))
    verdicts(shared, rows)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
