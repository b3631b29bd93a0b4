"""The looks of markers, the evidence that bears them out, and where a note belongs."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_lint.checks import footnotes
from qa_lint.markers import Style, candidates, spans
from qa_lint.markers.evidence import join, read
from qa_lint.markers.notes import heads, is_heading
from qa_lint.model import Document, PlacedHit
from tests.support import document

MARKED = [
    ("services[12] and", Style.BRACKET, "12"),
    ("the CPPCC[2].", Style.BRACKET, "2"),
    ("项目［３］，", Style.BRACKET, "3"),
    ("港口[注1]。", Style.WORDED, "1"),
    ("港口（註２）。", Style.WORDED, "2"),
    ("see [Note 4]", Style.WORDED, "4"),
    ("港口注5。", Style.WORD, "5"),
    ("harbour(6) and", Style.PAREN, "6"),
    ("港口⑦。", Style.CIRCLED, "7"),
    ("harbour¹² and", Style.SUPERSCRIPT, "12"),
    ("harbour<sup>8</sup>", Style.SUP, "8"),
    ('harbour<sup id="r9"><a href="#n9">9</a></sup>', Style.SUP, "9"),
    ("PM2.5[3] fell", Style.BRACKET, "3"),
    ("réparés[3] en", Style.BRACKET, "3"),
    ("le « quai »(3) est", Style.PAREN, "3"),
    ("港口[#]_于", Style.RST, "#"),
    ("倉庫※2は", Style.WORDED, "2"),
    ("harbour\\footnote{See below.} and", Style.LATEX, "#"),
    ("harbour\\footnotemark[3] and", Style.LATEX, "3"),
    ("harbour.footnote:[See below.] And", Style.ASCIIDOC, "#"),
    ("harbour.footnote:mole[See below.] And", Style.ASCIIDOC, "mole"),
    ("harbour.footnoteref:[mole,See below.] And", Style.ASCIIDOC, "mole"),
    ("price* is", Style.SYMBOL, "*"),
    ("price† is", Style.SYMBOL, "†"),
    ("harbour[^name].", Style.MARKDOWN, "name"),
    ("harbour [#name]_.", Style.RST, "#name"),
    ("project12, then", Style.GLUED, "12"),
    ('the "two bays"13 and', Style.QUOTED, "13"),
    ("“两湾”14，", Style.QUOTED, "14"),
]
UNMARKED = [
    "the 20th congress, 5G, COVID-19, PM2.5, m2, μg/m3, Line 16, M101, H2O and CO2",
    "in 2024, 16 km², 10⁶ cells, R² = 0.9, 10<sup>6</sup>",
    "a[1], net4[2], x.y[3], m[1](4), [text][5], [6](https://example.org/7)",
    "`x[1]` and ``y [2]`` at https://example.org/a[3]",
    "(1) one; (2) two, ① three, Article 3(1)",
    "*emphasis* and **strong** words, 3 * 4",
    "第16条、5个、《环境法》第三条",
]


@pytest.mark.parametrize(("text", "style", "label"), MARKED)
def test_looks(text: str, style: Style, label: str) -> None:
    found = candidates(text, "zh", "en")
    assert [(candidate.style, candidate.label) for candidate in found] == [(style, label)]


@pytest.mark.parametrize("text", UNMARKED)
def test_no_markers(text: str) -> None:
    assert candidates(text, "zh", "en") == []


def test_spans_hold_only_what_the_text_alone_tells() -> None:
    text = "a word[1], project12, harbour(3), harbour¹, [注4]"
    assert [text[span.start : span.end] for span in spans(text, "zh")] == ["[1]", "¹", "[注4]"]


@given(st.text(alphabet='ab1 2[](){}（）^#_*†<sup>/①¹注"”`.\n项', max_size=60))
def test_spans_are_in_order_and_within_the_text(text: str) -> None:
    found = candidates(text, "zh", "en")
    assert all(0 <= candidate.span.start < candidate.span.end <= len(text) for candidate in found)
    assert [c.span.start for c in found] == sorted(c.span.start for c in found)
    for head in heads(text, "zh", "en"):
        assert 0 <= head.span.start < head.span.end <= len(text)


@given(st.lists(st.text(alphabet='ab1 2[]^_*①¹注"”.', max_size=20), min_size=1, max_size=6))
def test_checks_never_fail_and_do_not_see_how_a_document_is_cut(texts: list[str]) -> None:
    whole = document("\n".join(texts), "\n".join(texts[::-1]))
    cut = [
        Document(whole.path, "zh", "en", whole.pairs[:1]),
        Document(whole.path, "zh", "en", whole.pairs[1:]),
    ]
    once, again = (
        {kind: [hit.fields for hit in hits] for kind, hits in footnotes.faults(parts).items()}
        for parts in ([read(whole)], [read(part) for part in cut])
    )
    assert again == once


def unreferenced(entry: Document) -> list[PlacedHit]:
    return footnotes.faults([read(entry)]).get("note-unreferenced", [])


def test_a_note_below_a_heading_among_the_pairs() -> None:
    entry = document(
        "新建三座桥。\n注释：\n（1）均在东岸。", "Three bridges were built.\nNotes:\n(1) On the east bank."
    )
    (hit,) = unreferenced(entry)
    assert hit.source is not None
    assert hit.target is not None
    assert (hit.source.text, hit.target.text) == ("（1）", "(1)")


def test_an_anchor_keeps_the_order_of_the_notes() -> None:
    # The harbour comes in line 1 already, but its note follows that of the tower.
    entry = document(
        "一\n二\n三",
        "The harbour has a ferry.\nThe tower is high.\nThe harbour was widened.",
        target_notes=(
            '[1]The "ferry" refers to a boat.',
            '[2]The "towers" refers to a ruin.',
            '[3]The "harbour" refers to the eastern one.',
            "[4]See above.",
        ),
    )
    where = [hit.fields["where"] for hit in unreferenced(entry)]
    assert [text[-18:] for text in where] == [
        " line 1, column 19",
        "n line 2, column 5",
        "n line 3, column 5",
        "",
    ]


def test_glued_digits_without_notes_need_a_running_sequence() -> None:
    running = document("一\n二\n三", 'The "one"4 is.\nA project5 and\nthe "other"6 too.')
    scattered = document("一\n二\n三", 'The "one"4 is.\nA python3 and\nthe "other"9 too.')
    assert [marker.label for marker in join([read(running)]).markers] == ["4", "5", "6"]
    assert join([read(scattered)]).markers == ()


def test_summaries_can_be_pickled() -> None:
    part = read(document("港口[1]。", "The harbour[1].", target_notes=("[1]A note.",)))
    assert pickle.loads(pickle.dumps(part)) == part


def test_headings() -> None:
    assert is_heading("注释:", "zh")
    assert is_heading("## Notes", "en")
    assert not is_heading("Notes on the harbour", "en")


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "[1",
        "(1)",
        "a1",
        "<sup",
        "[^",
        "*",
        "注",
        "\\footnote",
        "footnote:[",
        "«",
        "※1",
        '"1',
        "http://",
    ],
)
def test_long_hostile_text_is_read_to_its_end(piece: str) -> None:
    text = piece * 20_000 + " harbour[7]"
    assert candidates(text, "zh", "en")[-1].label == "7"
    assert all(head.span.end <= len(text) for head in heads(text, "zh", "en"))
