"""Prints how many faults put into correct footnotes are found, by style and by fault.

Bilingual documents are built in every style of marker, in several languages and in both directions, with
notes at the end, below a heading, between the paragraphs, on one side, or with numbers that start at 12.
Where the data lies beside the checkout (`../shared`), documents with footnotes are taken from there too. Then
one marker or note at a time is deleted, added, renumbered, or changes places with another. A fault counts as
found if a finding marks the faulty marker, its counterpart in the other text, or its note.

Run it from a checkout: `python -m benchmarks.footnote_faults`.
"""

import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.footnote_texts import ASIDES, Spot, Text, number, own_texts
from qa_lint.catalogue import load_rules
from qa_lint.config import Choice, Config
from qa_lint.engine import lint
from qa_lint.markers.evidence import join, read
from qa_lint.markers.styles import Style
from qa_lint.model import Anchor, Document, Finding, Mark, Pair, Segment, Side
from qa_lint.readers import Job, load_reader
from qa_lint.settings import load_config

SHARED = Path(__file__).resolve().parents[2] / "shared"
CONFIG = Config(root=Path(), rules=load_rules(), choice=Choice(select=("footnote", "untranslated-segment")))
SHORTEST = 12


@dataclass(frozen=True)
class Fault:
    """A changed text and what a finding may mark: sides and lines with the marked texts."""

    kind: str
    text: Text
    marks: frozenset[tuple[Side, int, str]]


def edited(text: Text, edits: Sequence[tuple[Spot, str]]) -> Text:
    """The text with other markers or signs in place of some; those of one line from the last on."""
    lines = dict(text.lines)
    for spot, new in sorted(edits, key=lambda edit: -edit[0].start):
        line = lines[spot.side, spot.line]
        lines[spot.side, spot.line] = line[: spot.start] + new + line[spot.end :]
    return replace(text, lines=lines)


def relatives(text: Text, numbers: set[int]) -> set[tuple[Side, int, str]]:
    """The markers and notes of these numbers on either side."""
    return {
        (spot.side, spot.line, text.lines[spot.side, spot.line][spot.start : spot.end].strip())
        for spot in text.spots
        if spot.number in numbers
    }


def faults(text: Text, side: Side, chance: random.Random) -> Iterator[Fault]:
    """All faults of one marker or note of a side, in turn."""
    for is_note in (False, True):
        own = [spot for spot in text.spots if spot.side is side and spot.note is is_note]
        if own:
            yield from deleted(text, own)
            if not text.automatic:
                yield from renumbered(text, own)
                yield from swapped(text, own, chance)
            yield from (added_note if is_note else added)(text, own, chance)


def deleted(text: Text, own: Sequence[Spot]) -> Iterator[Fault]:
    """Each marker, or each note with its line, taken away."""
    for spot in own:
        key = (spot.side, spot.line)
        changed = edited(text, [(spot, "")])
        if spot.note:
            changed = replace(text, lines={at: line for at, line in text.lines.items() if at != key})
        yield fault(f"{spot.what} deleted", text, changed, {spot.number}, [(*key, "")])


def renumbered(text: Text, own: Sequence[Spot]) -> Iterator[Fault]:
    """Each with a number that no other has, and with that of another."""
    highest = max(spot.number for spot in own)
    for at, spot in enumerate(own):
        for label, kind in ((highest + 2, "unused"), (own[at - 1].number, "used")):
            if label != spot.number:
                new = text.written(spot, label)
                place = (spot.side, spot.line, new)
                yield fault(
                    f"{spot.what} renumbered, {kind}",
                    text,
                    edited(text, [(spot, new)]),
                    {spot.number, label} if kind == "used" else {spot.number},
                    [place],
                )


def swapped(text: Text, own: Sequence[Spot], chance: random.Random) -> Iterator[Fault]:
    """Each in the place of the next, and of another by chance. Names on one side only have no order."""
    if text.named and not any(spot.side is not own[0].side for spot in text.spots):
        return
    for at, spot in enumerate(own):
        for other in {*own[at + 1 : at + 2], chance.choice(own)}:
            if other.number != spot.number:
                a, b = text.written(spot, other.number), text.written(other, spot.number)
                yield fault(
                    f"{spot.what}s swapped",
                    text,
                    edited(text, [(spot, a), (other, b)]),
                    {spot.number, other.number},
                    [(spot.side, spot.line, a), (other.side, other.line, b)],
                )


def added_note(text: Text, own: Sequence[Spot], chance: random.Random) -> Iterator[Fault]:
    """A note more at the end, with the number of another."""
    spot = chance.choice(own)
    if spot.line >= ASIDES and not text.automatic:
        line = max(line for side, line in text.lines if side is spot.side) + 1
        sign = text.written(spot, spot.number)
        lines = {**text.lines, (spot.side, line): f"{sign} {text.lines[spot.side, 1]}"}
        yield fault(
            "note added, used", text, replace(text, lines=lines), {spot.number}, [(spot.side, line, sign)]
        )


def added(text: Text, own: Sequence[Spot], chance: random.Random) -> Iterator[Fault]:
    """A marker more at the end of a line, with a number that none has, and with that of another.

    Where one side alone has markers, a name or a number in markup may stand twice by right.
    """
    side = own[0].side
    lone = not any(spot.side is not side for spot in text.spots)
    highest = max(spot.number for spot in own)
    for line in sorted(line for where, line in text.lines if where is side and line < ASIDES):
        body = text.lines[side, line]
        place = len(body.rstrip(".。"))
        taken = [spot for spot in text.spots if (spot.side, spot.line) == (side, line)]
        if len(body) < SHORTEST or any(spot.note or spot.end == place for spot in taken):
            continue
        for label, kind in ((highest + 1, "unused"), (chance.choice(own).number, "used")):
            if kind == "used" and (text.automatic or (lone and text.is_markup)):
                continue
            new = text.written(own[0], label)
            lines = {**text.lines, (side, line): body[:place] + text.space + new + body[place:]}
            numbers = {label} if kind == "used" else set()
            yield fault(
                f"marker added, {kind}", text, replace(text, lines=lines), numbers, [(side, line, new)]
            )


def fault(
    kind: str, text: Text, changed: Text, numbers: set[int], places: Sequence[tuple[Side, int, str]]
) -> Fault:
    """A fault that may be marked at the places changed, and at the markers and notes of these numbers."""
    return Fault(kind, changed, frozenset(relatives(text, numbers) | set(places)))


def findings(document: Document) -> list[Finding]:
    """What the rules find."""
    result = lint([document], CONFIG)
    assert not result.problems, result.problems
    return result.findings


def is_found(fault: Fault, found: Sequence[Finding]) -> bool:
    """Whether a finding marks the fault."""
    for finding in found:
        for side, mark in ((Side.SOURCE, finding.source), (Side.TARGET, finding.target)):
            if mark and any(
                side is where and mark.place.line == line and (text is None or is_same(mark, text))
                for where, line, text in fault.marks
            ):
                return True
    return False


def is_same(mark: Mark, text: str) -> bool:
    """Whether the mark is the marker or sign, give or take punctuation, or an empty place where none is."""
    if not text or not mark.text:
        return text == mark.text
    return mark.text.strip(" :：{") in text or text.strip(" :：{") in mark.text


def read_texts() -> Iterator[tuple[str, Text]]:
    """Documents with footnotes from the data beside the checkout: manuals, web pages, reports."""
    if not SHARED.is_dir():
        return
    rows = (SHARED / "data" / "python_docs_zh_footnotes.jsonl").read_text(encoding="utf-8").splitlines()
    files: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in map(json.loads, rows):
        files[row["origin"]].append((row["src"], row["tgt"]))
    for origin, pairs in files.items():
        yield origin, from_document("python docs", line_document(pairs))
    for path in sorted((SHARED / "data" / "otel" / "en").rglob("*.md")):
        sides = [
            re.split(r"\n\s*\n", Path(file).read_text(encoding="utf-8"))
            for file in (path, str(path).replace("/otel/en/", "/otel/zh/"))
        ]
        pairs = list(zip(*sides, strict=False))
        if len(sides[0]) != len(sides[1]):
            pairs = [("\n\n".join(sides[0]), "\n\n".join(sides[1]))]
        yield path.name, from_document("otel", line_document(pairs))
    config = load_config(None, root=Path())
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        document = next(load_reader("interleaved")(Job("interleaved", (str(path),), "", ""), config))
        yield path.name, from_document("seeds", document)


def line_document(pairs: Sequence[tuple[str, str]]) -> Document:
    """A document of an English text and its Chinese translation."""
    segments = [
        [
            Segment(text, language, "text", (Anchor(0, line, 1),))
            for text, language in zip(pair, ("en", "zh"), strict=True)
        ]
        for line, pair in enumerate(pairs, 1)
    ]
    return Document("text", "en", "zh", tuple(Pair(*pair) for pair in segments))


def from_document(style: str, document: Document) -> Text:
    """A document with the markers that are recognised in it."""
    text = Text(style, (document.source_language, document.target_language), {}, [], {})
    for line, pair in enumerate(document.pairs, 1):
        for side, segment in ((Side.SOURCE, pair.source), (Side.TARGET, pair.target)):
            text.lines[side, line] = segment.text
    for line, aside in enumerate(document.asides, ASIDES):
        text.lines[aside.side, line] = aside.segment.text
    graph = join([read(text.document())])
    for marker in graph.markers:
        span = marker.candidate.span
        if marker.label.isdecimal() and not marker.in_note:
            line = marker.mark.place.line
            text.spots.append(Spot(marker.side, line, span.start, span.end, int(marker.label)))
            shape = marker.text.replace(marker.label, "{}")
            text.write[marker.side, False] = number(shape)
            text.is_markup = text.is_markup or marker.style in (Style.RST, Style.MARKDOWN)
            text.space = " " if marker.style is Style.RST else ""
    pointed = {marker.key for marker in graph.markers}
    for note in graph.notes:
        if note.head.label.isdecimal():
            span = note.head.span
            line = note.mark.place.line
            if note.key not in pointed:  # at fault already
                continue
            text.spots.append(Spot(note.side, line, span.start, span.end, int(note.head.label), note=True))
            text.write[note.side, True] = number(note.mark.text.replace(note.head.label, "{}"))
    return text


def table(texts: Iterator[tuple[str, Text]], *, show: bool) -> None:
    """Puts all faults into the texts; prints a line for each style and fault."""
    injected: Counter[tuple[str, str]] = Counter()
    seen: Counter[tuple[str, str]] = Counter()
    untouched: Counter[str] = Counter()
    chance = random.Random(7)
    missed: list[str] = []
    for where, text in texts:
        before = findings(text.document())
        # Digits glued to a word are a fault of style by themselves.
        own = [f for f in before if f.rule.startswith("footnote-") and f.rule != "footnote-style"]
        untouched[text.style] += len(own)
        told = {finding.fingerprint for finding in before}
        if show:
            missed += [
                f"untouched  {text.style}  {where}  {finding.rule}: {finding.message}" for finding in own
            ]
        for fault in faults(text, Side.TARGET, chance):
            found = [
                finding for finding in findings(fault.text.document()) if finding.fingerprint not in told
            ]
            injected[text.style, fault.kind] += 1
            if is_found(fault, found):
                seen[text.style, fault.kind] += 1
            elif show:
                kinds = "; ".join(f"{finding.rule}: {finding.message}" for finding in found)
                missed.append(
                    f"missed  {text.style}  {where}  {fault.kind}  {sorted(map(str, fault.marks))}  {kinds}"
                )
    print(f"{'style':18} {'fault':26} {'injected':>8} {'found':>6} {'recall':>7}")
    for style in dict.fromkeys(style for style, _ in injected):
        for (where, kind), total in sorted(injected.items()):
            if where == style:
                print(
                    f"{style:18} {kind:26} {total:8} {seen[where, kind]:6} {seen[where, kind] / total:7.3f}"
                )
    for style, count in untouched.items():
        if count:
            print(f"{style}: {count} findings on the untouched texts")
    total = sum(injected.values())
    print(f"{'all':18} {'':26} {total:8} {seen.total():6} {seen.total() / max(total, 1):7.3f}", end="")
    print(f"   findings on the untouched texts: {untouched.total()}\n")
    print(*missed, sep="\n", end="\n" if missed else "")


def main() -> int:
    """Prints a table for the texts built here and one for those of the data."""
    show = "--show" in sys.argv[1:]
    table(own_texts(), show=show)
    table(read_texts(), show=show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
