"""Documents with footnotes in every style of marker, in several languages and layouts."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from qa_lint.model import Anchor, Aside, Document, Pair, Segment, Side

# Lines of notes that stand apart from the pairs.
ASIDES = 1000
# Texts with six markers and with three.
LONG, SHORT = range(6), (0, 1, 5)

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


def own_texts() -> Iterator[tuple[str, Text]]:
    """All documents that can be built."""
    for style in LOOKS:
        for languages in DIRECTIONS:
            for layout, sentences in itertools.product(LAYOUTS, (LONG, SHORT)):
                text = built(style, languages, layout, sentences)
                if text:
                    yield f"{'-'.join(languages)}, notes: {layout}, {len(sentences)} lines", text
