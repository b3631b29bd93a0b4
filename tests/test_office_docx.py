"""Word documents: what counts as text, where it stands, and what answers what."""

from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_lint.config import Choice, Config
from qa_lint.model import Problem, Side
from qa_lint.readers import extract
from qa_lint.readers.blocks import Block
from qa_lint.readers.office.docx import is_bilingual
from qa_lint.readers.pieces import OBJECT
from qa_lint.textfile import MAX_LINE
from tests.office_files import documents, paragraph, run, table, texts, word
from tests.support import run as lint
from tests.test_readers import CHINESE, ENGLISH

BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def begin(instruction: str) -> str:
    return f"{BEGIN}<w:r><w:instrText>{instruction}</w:instrText></w:r>{SEPARATE}"


BOX = f"<w:txbxContent>{paragraph('in a box')}</w:txbxContent>"
HIDDEN = "<w:vanish/>"


@pytest.mark.parametrize(
    ("contents", "text"),
    [
        (["one", run(" two", "<w:b/>"), " three"], "one two three"),
        (["a", "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/></w:r>", "d"], "a\tb\nc\nd"),
        (["a", "<w:ins>" + run("b") + "</w:ins><w:del><w:r><w:delText>c</w:delText></w:r></w:del>"], "ab"),
        (["<w:moveFrom>" + run("from") + "</w:moveFrom><w:moveTo>" + run("to") + "</w:moveTo>"], "to"),
        (["see ", begin("REF _1 \\h"), "Table 2", END, "."], "see Table 2."),
        (["page ", begin(" PAGE "), "12", END, "."], f"page {OBJECT}."),
        (["page ", '<w:fldSimple w:instr="PAGEREF x">' + run("7") + "</w:fldSimple>"], f"page {OBJECT}"),
        ([BEGIN, "no", begin("X"), "no", END, "no", SEPARATE, "yes", END, "."], "yes."),
        (["a", run("b", HIDDEN), run("c", '<w:vanish w:val="0"/>')], "ac"),
        (["a", run("b", '<w:rPrChange w:id="1"><w:rPr><w:vanish/></w:rPr></w:rPrChange>')], "ab"),
        (["a", run("b", '<w:rStyle w:val="Secret"/>'), run("c", '<w:rStyle w:val="Open"/>')], "ac"),
        (["a", "<w:r><w:softHyphen/><w:noBreakHyphen/></w:r>", "b"], "a-b"),
        (['<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:char="00A7"/></w:r>'], f"{OBJECT}§"),
        (["<w:hyperlink>" + run("a link") + "</w:hyperlink>"], "a link"),
        (["<w:sdt><w:sdtContent>" + run("a control") + "</w:sdtContent></w:sdt>"], "a control"),
        (["\u202babc\u202c", "\u200fد"], "\u202babc\u202c\u200fد"),
        (["a &amp; b &#8212;"], "a & b —"),
    ],
)
def test_what_is_text(tmp_path: Path, contents: list[str], text: str) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Secret"><w:basedOn w:val="Hidden"/></w:style>'
        '<w:style w:type="character" w:styleId="Open"><w:basedOn w:val="Open"/></w:style>'
    )
    path = word(tmp_path / "a.docx", paragraph(*contents), styles=styles)
    [block] = extract(path).blocks
    assert block.text == text


def test_a_text_box_is_read_once_and_after_its_paragraph(tmp_path: Path) -> None:
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    path = word(tmp_path / "a.docx", paragraph("be", drawing, "fore") + paragraph("after"))
    found = [(block.text, block.anchors[0].line, block.unit) for block in extract(path).blocks]
    assert found == [("before", 1, "paragraph 1"), ("in a box", 2, "text box"), ("after", 3, "paragraph 3")]


def test_paragraphs_whose_end_is_deleted_are_one(tmp_path: Path) -> None:
    body = paragraph("one ", properties="<w:rPr><w:del/></w:rPr>") + paragraph("two") + paragraph("three")
    found = [(block.text, block.anchors[0].line) for block in extract(word(tmp_path / "a.docx", body)).blocks]
    assert found == [("one two", 1), ("three", 3)]


def test_headings_and_items(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'
        '<w:style w:styleId="a3"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="2"><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:styleId="1"><w:basedOn w:val="2"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>'
        "</w:style>"
    )
    kinds = {
        '<w:pStyle w:val="2"/>': ("h2", 0),
        '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>': ("item", 0),
        '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/><w:numPr><w:numId w:val="0"/></w:numPr>': (
            "paragraph",
            0,
        ),
        '<w:outlineLvl w:val="8"/>': ("h6", 0),
        '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>': ("item", 2),
        '<w:pStyle w:val="gone"/>': ("paragraph", 0),
        '<w:pStyle w:val="a3"/>': ("title", 0),
    }
    body = "".join(paragraph("text", properties=properties) for properties in kinds)
    blocks = extract(word(tmp_path / "a.docx", body, styles=styles)).blocks
    assert [(block.kind, block.depth) for block in blocks] == list(kinds.values())


def test_notes_are_numbered_as_they_are_referred_to(tmp_path: Path) -> None:
    def refer(kind: str, id_: int, more: str = "") -> str:
        return f'<w:r><w:{kind}Reference w:id="{id_}" {more}/></w:r>'

    def note(kind: str, id_: int, *contents: str) -> str:
        return (
            f'<w:{kind} w:id="{id_}">' + paragraph(f"<w:r><w:{kind}Ref/></w:r>", *contents) + f"</w:{kind}>"
        )

    body = paragraph(
        *("one", refer("footnote", 5), " two", refer("footnote", 2), " three", refer("endnote", 1)),
        *(" four", refer("footnote", 3, 'w:customMarkFollows="1"'), "*"),
        f"<w:del>{refer('footnote', 9)}</w:del>",
    )
    separator = '<w:footnote w:type="separator" w:id="0">' + paragraph("no") + "</w:footnote>"
    path = word(
        tmp_path / "a.docx",
        body,
        footnotes=separator
        + note("footnote", 2, " second")
        + note("footnote", 3, "* starred")
        + note("footnote", 5, " first")
        + note("footnote", 9, " deleted"),
        endnotes=note("endnote", 1, " at the end"),
    )
    found = extract(path)
    assert found.blocks[0].text == "one[^1] two[^2] three[^e1] four*"
    assert [(block.text, block.unit) for block in found.notes] == [
        ("[^1]: first", "footnote 1"),
        ("[^2]: second", "footnote 2"),
        ("* starred", "footnote"),
        ("[^e1]: at the end", "endnote 1"),
    ]


def test_headers_are_read_after_the_body(tmp_path: Path) -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>'
    body = paragraph("body", properties=section) + section
    path = word(tmp_path / "a.docx", body, header=paragraph("on top"), footer=paragraph("not used"))
    assert [(block.text, block.unit) for block in extract(path).blocks] == [
        ("body", "paragraph 1"),
        ("on top", "header"),
    ]


def test_a_table_of_both_languages(tmp_path: Path) -> None:
    wide = f'<w:tcPr><w:gridSpan w:val="3"/></w:tcPr>{paragraph("第一章 总则")}'
    rows = [
        ("序号", "原文", "译文"),
        (wide,),
        ("1", CHINESE[0], ENGLISH[0]),
        ("2", paragraph(CHINESE[1]) + paragraph(CHINESE[2]), paragraph(ENGLISH[1]) + paragraph(ENGLISH[2])),
        ("3", CHINESE[3], ""),
    ]
    body = paragraph("合同 / Contract") + table(*rows)
    [document] = documents(word(tmp_path / "a.docx", body))
    assert texts(document) == [
        (CHINESE[0], ENGLISH[0]),
        (f"{CHINESE[1]}\n{CHINESE[2]}", f"{ENGLISH[1]}\n{ENGLISH[2]}"),
        (CHINESE[3], ""),
    ]
    second = document.pairs[1]
    assert (second.source.unit, second.target.unit) == ("table 1, row 4", "table 1, row 4")
    assert second.source.position(len(CHINESE[1]) + 3) == (second.source.position(0)[0] + 1, 3)
    assert (document.source_language, document.target_language) == ("zh", "en")


def test_cells_are_blocks(tmp_path: Path) -> None:
    long = "".join(map(paragraph, CHINESE))
    path = word(tmp_path / "a.docx", table(("one", paragraph("two") + paragraph("three")), (long, "four")))
    assert [(block.kind, block.text) for block in extract(path).blocks] == [
        ("cell", "one"),
        ("cell", "two\nthree"),
        *(("paragraph", text) for text in CHINESE),
        ("cell", "four"),
    ]


def test_a_row_that_holds_a_whole_text(tmp_path: Path) -> None:
    row = tuple("".join(map(paragraph, side)) for side in (CHINESE, ENGLISH))
    [document] = documents(word(tmp_path / "a.docx", table(row)))
    assert texts(document) == list(zip(CHINESE, ENGLISH, strict=True))
    assert document.pairs[2].target.position(0) == (len(CHINESE) + 3, 1)
    assert document.pairs[2].target.unit == "table 1, row 1"


def test_a_table_that_nobody_translated(tmp_path: Path) -> None:
    rows = [("Source", "Target"), *((text, "") for text in CHINESE)]
    [document] = documents(word(tmp_path / "a.docx", table(*rows)))
    assert (document.lone, len(document.pairs)) == (Side.SOURCE, len(CHINESE))


def test_the_languages_wanted_say_which_column_is_the_source(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", table(*zip(CHINESE, ENGLISH, strict=True)))
    [document] = documents(path, source_language="en")
    assert texts(document) == list(zip(ENGLISH, CHINESE, strict=True))


def test_a_title_in_both_languages_above_a_table(tmp_path: Path) -> None:
    body = (
        paragraph("二〇二三年工作回顾")
        + paragraph("Review of our work in 2023")
        + table(*zip(CHINESE, ENGLISH, strict=True))
    )
    [document] = documents(word(tmp_path / "a.docx", body))
    assert texts(document)[0] == ("二〇二三年工作回顾", "Review of our work in 2023")
    assert texts(document)[1:] == list(zip(CHINESE, ENGLISH, strict=True))


def test_paragraphs_that_alternate_with_line_breaks_in_them(tmp_path: Path) -> None:
    split = [paragraph(text[:5], "<w:r><w:br/></w:r>", text[5:]) for text in (CHINESE[0], ENGLISH[0])]
    both = paragraph(CHINESE[3], "<w:r><w:br/></w:r>", ENGLISH[3])
    body = "".join(
        (*split, paragraph(CHINESE[1]), paragraph(ENGLISH[1]), paragraph(CHINESE[2]), paragraph(""), both)
    )
    [document] = documents(word(tmp_path / "a.docx", body))
    assert texts(document) == [
        (CHINESE[0], f"{ENGLISH[0][:5].strip()} {ENGLISH[0][5:].strip()}"),
        (CHINESE[1], ENGLISH[1]),
        (CHINESE[2], ""),
        (CHINESE[3], ENGLISH[3]),
    ]
    last = document.pairs[-1]
    assert last.source.position(0) == (7, 1)
    assert last.target.position(0) == (7, len(CHINESE[3]) + 2)
    assert last.target.unit == "paragraph 7"


def test_notes_answer_each_other_by_their_references(tmp_path: Path) -> None:
    def with_note(text: str, id_: int) -> str:
        return paragraph(text, f'<w:r><w:footnoteReference w:id="{id_}"/></w:r>')

    def note(id_: int, text: str) -> str:
        return f'<w:footnote w:id="{id_}">{paragraph(text)}</w:footnote>'

    body = (
        with_note(CHINESE[0], 1)
        + with_note(ENGLISH[0], 2)
        + paragraph(CHINESE[1])
        + paragraph(ENGLISH[1])
        + with_note(CHINESE[2], 3)
        + paragraph(ENGLISH[2])
    )
    notes = note(1, "按2022年价格计算。") + note(2, "At prices of 2021.") + note(3, "下同。")
    [document] = documents(word(tmp_path / "a.docx", body, footnotes=notes))
    assert texts(document)[-1] == ("[^1]: 按2022年价格计算。", "[^2]: At prices of 2021.")
    assert [(aside.side, aside.segment.text) for aside in document.asides] == [(Side.SOURCE, "[^3]: 下同。")]
    found = lint([document], choice=Choice(select=("footnote",))).findings
    assert [(finding.rule, finding.message[:28]) for finding in found] == [
        ("footnote-marker-missing", "The footnote marker '[^3]' o")
    ]


def test_a_text_in_one_language_with_a_list_of_names_in_two(tmp_path: Path) -> None:
    names = table(("世界银行", "World Bank"), ("世界贸易组织", "World Trade Organization"))
    path = word(tmp_path / "a.docx", "".join(map(paragraph, CHINESE)) + names)
    [document] = documents(path)
    assert document.lone is Side.SOURCE
    assert len(document.pairs) == len(CHINESE) + 4


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("".join(map(paragraph, CHINESE)), False),
        ("".join(map(paragraph, ENGLISH)), False),
        ("".join(paragraph(text) for pair in zip(CHINESE, ENGLISH, strict=True) for text in pair), True),
        (table(*zip(CHINESE, ENGLISH, strict=True)), True),
        ("".join(map(paragraph, [*3 * CHINESE, *ENGLISH[:2]])), False),
        ("", False),
    ],
)
def test_which_documents_hold_both_sides(tmp_path: Path, body: str, expected: bool) -> None:
    assert is_bilingual(word(tmp_path / "a.docx", body), Config(root=Path(), rules={})) is expected


def test_a_paragraph_too_long_to_check_is_told(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", paragraph("before") + paragraph("x" * (MAX_LINE + 1)))
    found = extract(path)
    assert [block.text for block in found.blocks] == ["before"]
    assert found.problems == (
        Problem(path, "paragraph 2 has 1,000,001 characters; up to 1,000,000 can be checked", 2),
    )


def test_a_field_without_an_end_is_told(tmp_path: Path) -> None:
    found = extract(word(tmp_path / "a.docx", paragraph("before", BEGIN) + paragraph("behind")))
    assert [block.text for block in found.blocks] == ["before"]
    [problem] = found.problems
    assert problem.message.startswith("a field in it has no end")


def test_an_imported_document_is_told(tmp_path: Path) -> None:
    found = extract(word(tmp_path / "a.docx", paragraph("before") + '<w:altChunk r:id="rId9"/>'))
    [problem] = found.problems
    assert (problem.line, problem.message[:28]) == (2, "another document is imported")


TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"), include_characters="\n\t"), max_size=30)


def check_places(block: Block, paragraphs: list[str]) -> None:
    for offset, character in enumerate(block.text):
        line, column = block.segment("", "").position(offset)
        assert paragraphs[line - 1][column - 1] == character


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.tuples(st.sampled_from(["Normal", "Heading 1", "Heading 3", "List Bullet"]), TEXT),
            st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=3),
        ),
        max_size=6,
    )
)
def test_what_another_library_writes_is_read_back(
    tmp_path: Path, contents: list[tuple[str, str] | list[tuple[str, str]]]
) -> None:
    kinds = {"Normal": "paragraph", "Heading 1": "h1", "Heading 3": "h3", "List Bullet": "item"}
    written = docx.Document()
    expected: list[tuple[str, str]] = []
    for content in contents:
        if isinstance(content, tuple):
            written.add_paragraph(content[1], style=content[0])
            expected.append((kinds[content[0]], content[1]))
        else:
            grid = written.add_table(0, 2)
            for row in content:
                for cell, text in zip(grid.add_row().cells, row, strict=True):
                    cell.text = text
                    expected.append(("cell", text))
    path = tmp_path / "a.docx"
    written.save(str(path))
    blocks = extract(str(path)).blocks
    kept = [(kind, text.strip()) for kind, text in expected if text.replace(OBJECT, "").strip()]
    assert [(block.kind, block.text) for block in blocks] == kept
    for block in blocks:
        check_places(block, [text for _, text in expected])
