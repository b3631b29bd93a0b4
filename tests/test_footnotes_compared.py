"""The footnotes of the two sides compared: one fault, one finding."""

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_lint.checks import footnotes
from qa_lint.markers.assign import assign
from qa_lint.markers.evidence import join, read
from qa_lint.markers.sequence import falls
from qa_lint.markers.styles import rank
from qa_lint.model import Anchor, Aside, Document, Pair, PlacedHit, Segment, Side
from tests.support import document

SOURCE = ("旧港务局{}已开放。", "盐道{}和灯塔{}已修复。", "渡轮每小时一班。")
TARGET = (
    "The old harbour office{} is open.",
    "The salt road{} and the lighthouse{} were repaired.",
    "The ferry runs hourly.",
)
NOTES = ("盐业公会所建。", "长期关闭。", "位于北防波堤。")
TARGET_NOTES = ("Built by the salt guild.", "Closed for years.", "On the northern mole.")
STYLES: dict[str, Callable[[int], tuple[str, str]]] = {
    "bracket": lambda n: (f"[{n}]", f"[{n}]"),
    "worded": lambda n: (f"（註{n}）", f"（註{n}）"),
    "paren": lambda n: (f"({n})", f"({n}) "),
    "circled": lambda n: (chr(ord("①") + n - 1), chr(ord("①") + n - 1)),
    "superscript": lambda n: ("¹²³⁴⁵⁶⁷"[n - 1], "¹²³⁴⁵⁶⁷"[n - 1] + " "),
    "symbol": lambda n: (("*", "†", "‡", "**", "††", "‡‡", "***")[n - 1],) * 2,
    "html": lambda n: (f"<sup>{n}</sup>", f"<sup>{n}</sup> "),
    "markdown": lambda n: (f"[^{n}]", f"[^{n}]: "),
    "markdown name": lambda n: (f"[^n{n}]", f"[^n{n}]: "),
    "rst": lambda n: (f" [{n}]_", f".. [{n}] "),
    "rst name": lambda n: (f" [#n{n}]_", f".. [#n{n}] "),
    "latex": lambda n: (f"\\footnotemark[{n}]", f"\\footnotetext[{n}]{{"),
}


def filled(texts: tuple[str, ...], markers: list[str]) -> str:
    rest = iter(markers)
    return "\n".join(text.format(*itertools.islice(rest, text.count("{}"))) for text in texts)


def built(style: str, numbers: list[int | None], notes: tuple[int, ...] = (1, 2, 3)) -> Document:
    """A document whose target has these numbers in place of 1, 2, 3; `None` for no marker."""
    look = STYLES[style]
    return document(
        filled(SOURCE, [look(n)[0] for n in (1, 2, 3)]),
        filled(TARGET, ["" if n is None else look(n)[0] for n in numbers]),
        source_notes=tuple(look(n)[1] + text for n, text in enumerate(NOTES, 1)),
        target_notes=tuple(look(n)[1] + TARGET_NOTES[n % 4 - 1] for n in notes),
    )


def found(entry: Document) -> list[tuple[str, PlacedHit]]:
    result = footnotes.faults([read(entry)])
    return [(kind, hit) for kind, hits in result.items() for hit in hits]


@pytest.mark.parametrize("style", STYLES)
def test_no_finding_where_all_is_right(style: str) -> None:
    assert found(built(style, [1, 2, 3])) == []


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("at", range(3))
def test_a_marker_left_out(style: str, at: int) -> None:
    numbers: list[int | None] = [1, 2, 3]
    numbers[at] = None
    ((kind, hit),) = found(built(style, numbers))
    assert kind == "missing"
    assert hit.source is not None
    assert hit.source.text == STYLES[style](at + 1)[0].strip()


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("other", [2, 3, 6])
def test_a_marker_with_another_number(style: str, other: int) -> None:
    ((kind, hit),) = found(built(style, [other, 2, 3]))
    # What stands for itself nowhere else is not known to be a marker: `(6)`.
    assert kind == "mismatch" or (kind == "missing" and other == 6)
    assert hit.source is not None
    assert hit.source.text == STYLES[style](1)[0].strip()


@pytest.mark.parametrize("style", STYLES)
def test_markers_that_have_changed_places(style: str) -> None:
    kinds = {kind for kind, _ in found(built(style, [3, 2, 1]))}
    assert kinds in ({"mismatch"}, {"order"})


@pytest.mark.parametrize("style", STYLES)
def test_a_note_left_out(style: str) -> None:
    ((kind, hit),) = found(built(style, [1, 2, 3], notes=(1, 3)))
    assert kind == "note-untranslated"
    assert hit.source is not None
    assert hit.source.text.strip() == STYLES[style](2)[1].strip(" {")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("notes", "wanted"), [((1, 5, 3), "mismatch"), ((1, 3, 2), "order"), ((1, 2, 3, 2), "duplicate")]
)
def test_a_list_of_notes_that_is_wrong(style: str, notes: tuple[int, ...], wanted: str) -> None:
    assert [kind for kind, _ in found(built(style, [1, 2, 3], notes))] == [wanted]


def test_a_note_of_the_translators_shifts_the_numbers_behind_it() -> None:
    entry = document(
        "港[1]\n桥[2]\n塔[3]\n路",
        "harbour[1]\nbridge[2] and more[3]\ntower[4]\nroad",
        source_notes=("[1]一", "[2]二", "[3]三"),
        target_notes=("[1]One", "[2]Two", "[3]Translator's note", "[4]Three"),
    )
    assert [kind for kind, _ in found(entry) if kind == "mismatch"] == []


def test_a_marker_far_from_its_place_is_one_fault() -> None:
    entry = document("港[1]\n桥[2]\n塔[3]\n路\n树", "harbour[1]\nbridge\ntower[3]\nroad\ntree[2]")
    ((kind, hit),) = found(entry)
    assert kind == "missing"
    assert hit.fields["where"].endswith("one stands in line 5")


PLACES = [
    ("实施“百园”[1]工程。", 'We run the "Hundred Gardens"‸ project.'),
    ("PM2.5[1]下降。", "Levels of PM2.5‸ fell."),
    ("渡轮每小时一班[1]。票价不变。", "The ferry runs hourly‸. Fares did not change."),
    ("渡轮每小时一班。[1]票价不变。", "The ferry runs hourly.‸ Fares did not change."),
    ("渡轮每小时一班，票价不变[1]。", "The ferry runs hourly, and fares did not change‸."),
    ("渡轮[1]每小时一班。", "The ferry runs hourly.‸"),
]


@pytest.mark.parametrize(("source", "target"), PLACES)
def test_where_a_marker_belongs(source: str, target: str) -> None:
    entry = document(f"{source}\n桥[2]", f"{target.replace('‸', '')}\nbridge[2]")
    ((_, hit),) = found(entry)
    assert hit.target is not None
    assert hit.target.span.start == target.index("‸")
    assert hit.suggestion == (None if target.endswith("‸") else "[1]")


def test_a_note_that_describes_a_quotation() -> None:
    entry = document(
        "一\n二",
        "We built “two science towns and one test area”.\nRiverside Town grew, and so did the “other” one.",
        target_notes=("[1]They refer to Riverside Science Town, Hill Science Town and the Test Area.",),
    )
    ((kind, hit),) = found(entry)
    assert kind == "note-unreferenced"
    assert "after '“two science towns and one test area”' in line 1" in hit.fields["where"]


@pytest.mark.parametrize(("path", "wanted"), [("a.txt", []), ("b.txt", ["note-untranslated"])])
def test_notes_in_the_source_alone(path: str, wanted: list[str]) -> None:
    def segment(text: str, name: str) -> Segment:
        return Segment(text, "en", name, (Anchor(0, 1, 1),))

    entry = Document(
        "a.txt",
        "en",
        "fr",
        (Pair(segment("The dike[1] and the lock[2].", "a.txt"), segment("La digue[1], l'écluse[2].", path)),),
        tuple(Aside(Side.SOURCE, segment(text, "a.txt")) for text in ("[1] Long.", "[2] New.")),
    )
    assert [kind for kind, _ in found(entry)] == wanted


def test_digits_glued_to_a_word_that_both_sides_have_are_no_marker() -> None:
    notes = ("[1]One", "[2]Two", "[3]Three")
    entry = document(
        "港\n桥\n塔\n用python4写成", "harbour1\nbridge2\ntower3\nwritten in python4", target_notes=notes
    )
    assert [m.label for m in join([read(entry)]).markers] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("price* and **bold** fares**", ["*", "**"]),
        ("这是*重点*。", []),
        ("旧港务局*于5月开放", ["*"]),
        ("* item, 3*4 and *emphasis*", []),
    ],
)
def test_asterisks(text: str, labels: list[str]) -> None:
    entry = document(text, "x")
    assert [m.label for m in read(entry).markers] == labels


@given(st.lists(st.integers(0, 50), max_size=6), st.lists(st.integers(0, 50), max_size=6))
def test_assign_is_the_best_there_is(one: list[int], other: list[int]) -> None:
    def distance(a: int, b: int) -> float:
        return abs(a - b)

    chosen = assign(one, other, distance)
    short, long = sorted((one, other), key=len)
    best = min(sum(map(distance, short, taken)) for taken in itertools.combinations(long, len(short)))
    assert len(chosen) == len(short)
    assert sum(distance(a, b) for a, b in chosen) == best


@given(st.permutations(range(1, 9)))
def test_falls_are_told_where_they_are_few(values: list[int]) -> None:
    found = falls(values, values)
    assert all(before > after for before, after in found)
    assert len(found) <= 2


def test_rank() -> None:
    assert [rank(label) for label in ("12", "*", "‡", "**", "name")] == [12, 0, 2, 4, None]


def test_markup_on_one_side_and_brackets_on_the_other() -> None:
    source, target = "港[^1]，桥[^2]。\n塔[^3]。", "harbour[1], bridge[3].\ntower[3]."
    ((kind, hit),) = found(
        document(
            source,
            target,
            source_notes=("[^1]: 一", "[^2]: 二", "[^3]: 三"),
            target_notes=("[1] One", "[2] Two", "[3] Three"),
        )
    )
    assert (kind, hit.suggestion) == ("mismatch", "[2]")


def test_a_gap_in_a_series_that_the_other_side_bears_out() -> None:
    entry = document(
        "港(1)，桥(2)，塔(3)。\n路(4)，树(5)，山(6)。",
        "harbour[note 1], bridge[note 2], tower[note 3].\nroad[note 4], tree, hill[note 6].",
    )
    ((kind, hit),) = found(entry)
    assert kind == "missing"
    assert hit.fields["label"] == "(5)"
