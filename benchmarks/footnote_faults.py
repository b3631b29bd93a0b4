"""Prints how many faults put into correct footnotes are found, by style and by fault.

Bilingual documents are built in every style of marker, in several languages and in both directions, with
notes at the end, below a heading, between the paragraphs, on one side, or with numbers that start at 12.
Where the data lies beside the checkout (`../shared`), documents with footnotes are taken from there too. Then
one marker or note at a time is deleted, added, renumbered, or changes places with another. A fault counts as
found if a finding marks the faulty marker, its counterpart in the other text, or its note.

Run it from a checkout: `python -m benchmarks.footnote_faults`.
"""

import itertools
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa_lint.catalogue import load_rules
from qa_lint.checks import footnotes
from qa_lint.config import Choice, Config, load_config
from qa_lint.engine import lint
from qa_lint.markers.evidence import join
from qa_lint.markers.styles import Style
from qa_lint.model import Anchor, Aside, Document, Finding, Mark, Pair, Segment, Side
from qa_lint.readers import Job, load_reader

SHARED = Path(__file__).resolve().parents[2] / "shared"
CONFIG = Config(root=Path(), rules=load_rules(), choice=Choice(select=("footnote", "untranslated-segment")))
SHORTEST = 12
# Texts with six markers and with three.
LONG, SHORT = range(6), (0, 1, 5)
# Lines of notes that stand apart from the pairs.
ASIDES = 1000

TEXTS = {
    "en": (
        "The old harbour office{0} was reopened as a museum in May, 20 years after the 20th exhibition.",
        'Work began on the "green quay"{1} and the salt road{2}.',
        "The 5G network covers Line 16, PM2.5 fell to 30 μg/m3 over 12 km², and COVID-19 rules ended.",
        "The ferry runs every hour{3}. Fares did not change{4}.",
        "After the storm of 2021, Article 3(1) was applied and two lighthouses{5} were repaired.",
        "The next report will appear in spring.",
    ),
    "zh": (
        "旧港务局{0}于5月作为博物馆重新开放，距第20届展览闭幕已有20年。",
        "“绿色码头”{1}和盐道{2}开工建设。",
        "5G网络覆盖16号线，PM2.5降至30μg/m3，面积12km²，COVID-19措施终止。",
        "渡轮每小时一班{3}。票价不变{4}。",
        "2021年风暴过后，依第三条第一款修复了两座灯塔{5}。",
        "下一份报告将于春季发布。",
    ),
    "ja": (
        "旧港湾事務所{0}は5月に博物館として再開した。第20回展の閉幕から20年である。",
        "「緑の埠頭」{1}と塩の道{2}の工事が始まった。",
        "5G網は16号線を覆い、PM2.5は12km²で30μg/m3に下がり、COVID-19の規則は終わった。",
        "渡船は毎時運航する{3}。運賃は変わらない{4}。",
        "2021年の嵐の後、第3条第1項により二つの灯台{5}が修理された。",
        "次の報告は春に出る。",
    ),
    "fr": (
        "L'ancien bureau du port{0} a rouvert en mai comme musée, 20 ans après la 20e exposition.",
        "Les travaux du « quai vert »{1} et de la route du sel{2} ont commencé.",
        "Le réseau 5G couvre la ligne 16, les PM2.5 sont à 30 μg/m3 sur 12 km², le COVID-19 recule.",
        "Le bac part toutes les heures{3}. Les tarifs n'ont pas changé{4}.",
        "Après la tempête de 2021, l'article 3(1) a servi et deux phares{5} ont été réparés.",
        "Le prochain rapport paraîtra au printemps.",
    ),
}
NOTES = {
    "en": (
        "Built by the salt guild.",
        'The "green quay" refers to the planted bank.',
        "Closed for a long time.",
        "Except on Sundays and in fog.",
        "Children travel free of charge.",
        "Both on the northern mole, which was rebuilt by the same guild.",
    ),
    "zh": (
        "由盐业公会建造。",
        "“绿色码头”指种有树木的河岸。",
        "长期关闭。",
        "周日和大雾天除外。",
        "儿童免费乘坐。",
        "均位于北防波堤，由同一公会重建。",
    ),
    "ja": (
        "塩業組合が建てた。",
        "「緑の埠頭」とは植樹された岸を指す。",
        "長く閉鎖されていた。",
        "日曜と濃霧の日を除く。",
        "子どもは無料である。",
        "いずれも北防波堤にあり、同じ組合が再建した。",
    ),
    "fr": (
        "Construit par la guilde du sel.",
        "Le « quai vert » désigne la berge plantée.",
        "Fermée pendant longtemps.",
        "Sauf le dimanche et par brouillard.",
        "Les enfants voyagent gratuitement.",
        "Tous deux sur le môle nord, que la même guilde a reconstruit.",
    ),
}
HEADINGS = {"en": "Notes:", "zh": "注释：", "ja": "注釈：", "fr": "Notes :"}
NAMES = ("office", "quay", "road", "hours", "fares", "lights", "spare", "other")
SYMBOLS = ("*", "†", "‡", "**", "††", "‡‡", "***", "†††")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
WORDS = {"en": "note ", "zh": "注", "ja": "注", "fr": "note "}
DIRECTIONS = (
    ("zh", "en"),
    ("en", "zh"),
    ("ja", "en"),
    ("en", "ja"),
    ("fr", "en"),
    ("en", "fr"),
    ("ja", "zh"),
)

Write = Callable[[int, str], str]


@dataclass(frozen=True)
class Look:
    """A style: how a marker is written by its number and language, and the sign of a note.

    `note` is missing where the note stands in the text itself. `named` have no order, `automatic` no number.
    `source` and `source_note` are how the source writes them where it does otherwise, `languages` those that
    the target may be in.
    """

    marker: Write
    note: Write | None
    named: bool = False
    automatic: bool = False
    source: Write | None = None
    languages: str = "en zh ja fr"
    alone: bool = False
    is_markup: bool = False
    source_note: Write | None = None


def number(template: str) -> Write:
    """Writes the number into a template."""
    return lambda n, _: template.format(n)


def name(template: str) -> Write:
    """Writes a name into a template."""
    return lambda n, _: template.format(NAMES[(n - 1) % 11 % 8])


def word(template: str) -> Write:
    """Writes the number behind the language's word for a note."""
    return lambda n, language: template.format(f"{WORDS[language]}{n}")


LOOKS = {
    "[1]": Look(number("[{}]"), number("[{}]"), alone=True),
    "［1］": Look(number("［{}］"), number("［{}］ "), alone=True),
    "[注1]": Look(word("[{}]"), word("[{}]"), alone=True),
    "（註1）": Look(word("（{}）"), word("（{}）"), languages="zh ja", source=word("（{}）"), alone=True),
    "注1": Look(word("{}"), word("{}："), source=number("[{}]"), languages="zh ja"),
    "(1)": Look(number("({})"), number("({}) ")),
    "①": Look(lambda n, _: chr(ord("①") + n - 1), lambda n, _: chr(ord("①") + n - 1)),
    "¹": Look(lambda n, _: str(n).translate(RAISED), lambda n, _: str(n).translate(RAISED) + " ", alone=True),
    "* † ‡": Look(lambda n, _: SYMBOLS[n - 1], lambda n, _: SYMBOLS[n - 1] + " "),
    "<sup>1</sup>": Look(number("<sup>{}</sup>"), number("<sup>{}</sup> "), alone=True),
    "[^1]": Look(number("[^{}]"), number("[^{}]: "), is_markup=True),
    "[^name]": Look(name("[^{}]"), name("[^{}]: "), named=True, is_markup=True),
    "[1]_": Look(number(" [{}]_"), number(".. [{}] "), is_markup=True, alone=True),
    "[#]_": Look(number(" [#]_"), number(".. [#] "), automatic=True, alone=True),
    "[#name]_": Look(name(" [#{}]_"), name(".. [#{}] "), named=True, is_markup=True, alone=True),
    "footnote:[]": Look(number("footnote:[text]"), None, automatic=True, alone=True),
    "footnote:name[]": Look(name("footnote:{}[text]"), None, named=True, is_markup=True, alone=True),
    "\\footnote{}": Look(number("\\footnote{{text}}"), None, automatic=True, alone=True),
    "\\footnotemark[1]": Look(
        number("\\footnotemark[{}]"), number("\\footnotetext[{}]{{"), is_markup=True, alone=True
    ),
    "word1": Look(number("{}"), number("[{}]"), source=number("[{}]"), languages="en fr"),
}
# Both sides in styles of their own.
for _source, _target in (("[1]", "①"), ("①", "[^1]"), ("[^1]", "[1]"), ("（註1）", "¹"), ("(1)", "[注1]")):
    _own, _other = LOOKS[_source], LOOKS[_target]
    LOOKS[f"{_source} and {_target}"] = replace(
        _other, source=_own.marker, source_note=_own.note, alone=_other.alone and _source != "[^1]"
    )
LAYOUTS = ("end", "heading", "between", "target", "from 12", "none")


@dataclass(frozen=True)
class Spot:
    """A marker or the sign of a note in a text: the side, the line, where in it, and its number."""

    side: Side
    line: int
    start: int
    end: int
    number: int
    note: bool = False

    @property
    def what(self) -> str:
        """Marker or note."""
        return "note" if self.note else "marker"


@dataclass
class Text:
    """A document as lines of its two sides, some of them apart, with the markers and notes in them."""

    style: str
    languages: tuple[str, str]
    lines: dict[tuple[Side, int], str]
    spots: list[Spot]
    write: dict[tuple[Side, bool], Write]
    named: bool = False
    automatic: bool = False
    is_markup: bool = False
    space: str = ""

    def written(self, spot: Spot, n: int) -> str:
        """What the marker or the sign would be with another number."""
        return self.write[spot.side, spot.note](n, self.languages[spot.side is Side.TARGET]).strip()

    def document(self) -> Document:
        """What a reader would give."""
        numbers = sorted({line for _, line in self.lines})
        languages = dict(zip(Side, self.languages, strict=True))

        def segment(side: Side, line: int) -> Segment:
            text = self.lines.get((side, line), "")
            return Segment(text, languages[side], "text", (Anchor(0, line, 1),))

        pairs = [
            Pair(segment(Side.SOURCE, line), segment(Side.TARGET, line)) for line in numbers if line < ASIDES
        ]
        asides = [
            Aside(side, segment(side, line))
            for side in Side
            for line in numbers
            if line >= ASIDES and (side, line) in self.lines
        ]
        pairs = [pair for pair in pairs if pair.source.text or pair.target.text]
        return Document("text", *self.languages, tuple(pairs), tuple(asides))


def built(style: str, languages: tuple[str, str], layout: str, sentences: Sequence[int]) -> Text | None:
    """A correct document of some of the sentences, or nothing where the style cannot have this form."""
    look = LOOKS[style]
    if languages[1] not in look.languages.split() or (
        look.source is None and languages[0] not in look.languages.split()
    ):
        return None
    if (layout == "none" and not look.alone) or (layout != "none" and look.note is None):
        return None
    if layout == "from 12" and (style == "* † ‡" or look.automatic):
        return None
    space = " " if look.marker(1, "en").startswith(" ") else ""
    text = Text(style, languages, {}, [], {}, look.named, look.automatic, look.is_markup, space)
    first = 12 if layout == "from 12" else 1
    for side, language in zip(Side, languages, strict=True):
        write = look.source if side is Side.SOURCE and look.source else look.marker
        marked = not (layout == "target" and side is Side.SOURCE)
        text.write[side, False] = write
        line = itertools.count(1)
        for sentence in (TEXTS[language][at] for at in sentences):
            at = next(line)
            pieces, found = "", []
            for piece in re.split(r"\{(\d)\}", sentence):
                if not piece.isdigit() or len(piece) > 1:
                    pieces += piece
                elif marked:
                    mark = write(int(piece) + first, language)
                    sign = len(mark) - len(mark.lstrip())
                    found.append(
                        Spot(side, at, len(pieces) + sign, len(pieces) + len(mark), int(piece) + first)
                    )
                    pieces += mark
            text.lines[side, at] = pieces
            text.spots += found
            if layout == "between":
                for spot in found:
                    add_note(text, look, side, next(line), spot.number, first)
        if layout == "heading":
            text.lines[side, next(line)] = HEADINGS[language]
        if layout not in ("between", "none") and marked:
            start = next(line) if layout == "heading" else ASIDES
            count = sum(TEXTS[language][at].count("{") for at in sentences)
            for n in range(count):
                add_note(text, look, side, start + n, n + first, first)
    return text


def add_note(text: Text, look: Look, side: Side, line: int, n: int, first: int) -> None:
    """Puts a note on a line of its own."""
    write = look.source_note if side is Side.SOURCE and look.source_note else look.note
    if write is None:
        return
    language = text.languages[side is Side.TARGET]
    sign = write(n, language)
    text.write[side, True] = write
    text.lines[side, line] = sign + NOTES[language][n - first]
    text.spots.append(Spot(side, line, 0, len(sign), n, note=True))


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


def own_texts() -> Iterator[tuple[str, Text]]:
    """All documents that can be built."""
    for style in LOOKS:
        for languages in DIRECTIONS:
            for layout, sentences in itertools.product(LAYOUTS, (LONG, SHORT)):
                text = built(style, languages, layout, sentences)
                if text:
                    yield f"{'-'.join(languages)}, notes: {layout}, {len(sentences)} lines", text


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
    graph = join([footnotes.collect(text.document())])
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
