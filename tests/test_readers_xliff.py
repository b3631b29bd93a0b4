"""XLIFF of all versions and dialects: texts, states, segments, what is not for translation, and positions."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_lint.config import Config
from qa_lint.discover import discover
from qa_lint.model import Document, Problem, Side
from qa_lint.readers import Job, read_all
from qa_lint.readers.pieces import OBJECT
from tests.support import assert_in_place

SHARED = Path(__file__).parent.parent.parent / "shared" / "data"
HEAD = '<xliff version="1.2"><file source-language="en" target-language="zh-CN"><body>\n'
FOOT = "\n</body></file></xliff>\n"
HEAD2 = '<xliff version="2.0" srcLang="en" trgLang="zh-Hans"><file id="f">\n'
FOOT2 = "\n</file></xliff>\n"


def read(
    tmp_path: Path, text: str, name: str = "a.xlf", **wanted: object
) -> tuple[list[Document], list[Problem]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    config = Config(root=tmp_path, rules={}, **wanted)  # type: ignore[arg-type]
    found = list(read_all([Job("xliff", (str(path),), "", "")], config, problems))
    assert_in_place(found, escapes="&<{")
    return found, problems + [problem for document in found for problem in document.problems]


def texts(found: list[Document]) -> list[tuple[str, str, str]]:
    return [
        (pair.source.unit, pair.source.text, pair.target.text)
        for document in found
        for pair in document.pairs
    ]


def states(found: list[Document]) -> list[tuple[str, str]]:
    return [
        (entry.pair.source.unit, entry.fields["state"]) for document in found for entry in document.remarks
    ]


def head(namespace: str) -> str:
    return HEAD.replace("<xliff", f"<xliff {namespace}")


def unit(body: str, attributes: str = 'id="1"') -> str:
    return f"<trans-unit {attributes}>{body}</trans-unit>"


def both(source: str, target: str, attributes: str = "") -> str:
    return f"<source>{source}</source><target {attributes}>{target}</target>"


@pytest.mark.parametrize(
    ("inline", "text"),
    [
        ("plain &amp; <![CDATA[<b>]]> &#65;", "plain & <b> A"),
        ('A <g id="1">bold <g id="2">and</g></g> word', "A bold and word"),
        ('2020<x id="1"/>30', f"2020{OBJECT}30"),
        ('<bx id="1"/>A<ex id="1"/> B', "A B"),
        ('<bpt id="1">&lt;b&gt;</bpt>A<ept id="1">&lt;/b&gt;</ept> B', "A B"),
        ('A <ph id="1">{0}</ph> B', f"A {OBJECT} B"),
        ('A<it id="1" pos="open">&lt;b></it> B', "A B"),
        ('A<ph id="1">&lt;img alt="<sub>a cat</sub>"/></ph> B', f"A{OBJECT}{OBJECT}a cat{OBJECT} B"),
        ('<mrk mtype="term">A</mrk> B', "A B"),
        ('A <mrk mtype="x-sdl-deleted">not </mrk><mrk mtype="x-sdl-added">very </mrk>B', "A very B"),
        ("\n   A\n   B\n  ", "A\n   B"),
        ("\u202bمرحبا 😀 3\u202c", "\u202bمرحبا 😀 3\u202c"),
    ],
)
def test_inline_tags(tmp_path: Path, inline: str, text: str) -> None:
    found, problems = read(tmp_path, HEAD + unit(both(inline, "译文")) + FOOT)
    assert not problems
    assert texts(found) == [("1", text, "译文")]


@pytest.mark.parametrize(
    ("inline", "text"),
    [
        ('A <pc id="1">bold</pc> word', "A bold word"),
        ('2020<ph id="1"/>30', f"2020{OBJECT}30"),
        ('<sc id="1"/>A<ec startRef="1"/> B<sm id="2"/>', "A B"),
        ('A<cp hex="0007"/>B', f"A{OBJECT}B"),
        ('<mrk id="m" type="term">A</mrk> B', "A B"),
    ],
)
def test_inline_tags_of_version_2(tmp_path: Path, inline: str, text: str) -> None:
    body = f'<unit id="u"><segment id="s"><source>{inline}</source><target>译</target></segment></unit>'
    found, problems = read(tmp_path, HEAD2 + body + FOOT2)
    assert not problems
    assert texts(found) == [("u/s", text, "译")]


@pytest.mark.parametrize("state", ["new", "needs-translation", "needs-review-translation", "needs-l10n"])
def test_what_is_not_done_is_a_remark(tmp_path: Path, state: str) -> None:
    body = unit(both("One", "一")) + unit(both("Two", "二", f'state="{state}"'), 'id="2"')
    found, _ = read(tmp_path, HEAD + body + FOOT)
    assert texts(found) == [("1", "One", "一")]
    assert states(found) == [("2", state)]


@pytest.mark.parametrize("state", ["translated", "final", "signed-off", "x-mine"])
def test_what_is_done_is_a_pair(tmp_path: Path, state: str) -> None:
    found, _ = read(tmp_path, HEAD + unit(both("Two", "二", f'state="{state}"')) + FOOT)
    assert texts(found) == [("1", "Two", "二")]
    assert not states(found)


def test_a_missing_target_is_an_empty_one(tmp_path: Path) -> None:
    body = (
        unit(both("One", "一")) + unit("<source>Two</source>", 'id="2"') + unit(both("Three", ""), 'id="3"')
    )
    found, _ = read(tmp_path, HEAD + body + FOOT)
    assert texts(found) == [("1", "One", "一"), ("2", "Two", ""), ("3", "Three", "")]
    assert found[0].pairs[1].target.position(0)[0] == 2


def test_a_file_without_any_translation_has_one_side(tmp_path: Path) -> None:
    body = unit(both("One", "One", 'state="new"')) + unit("<source>Two</source>", 'id="2"')
    [document], _ = read(tmp_path, HEAD + body + FOOT)
    assert document.lone is Side.SOURCE
    assert texts([document]) == [("1", "One", ""), ("2", "Two", "")]
    assert not document.remarks


def test_what_is_not_for_translation_is_not_read(tmp_path: Path) -> None:
    body = (
        unit(both("One", "1"), 'id="1" translate="no"')
        + '<group translate="no"><group>'
        + unit(both("Two", "2"), 'id="2"')
        + unit(both("Three", "三"), 'id="3" translate="yes"')
        + "</group></group>"
        + unit(both("Four", "四"), 'id="4"')
    )
    found, _ = read(tmp_path, HEAD + body + FOOT)
    assert texts(found) == [("3", "Three", "三"), ("4", "Four", "四")]


def test_matches_notes_and_older_versions_are_not_read(tmp_path: Path) -> None:
    body = unit(
        f"{both('One', '一')}<note>Two</note><alt-trans>{both('Two', '二')}</alt-trans>"
        f"<mq:minorversions><mq:historical-unit>{both('Old', '旧')}</mq:historical-unit></mq:minorversions>"
    )
    found, _ = read(tmp_path, head('xmlns:mq="MQXliff"') + body + FOOT)
    assert texts(found) == [("1", "One", "一")]


def test_a_source_outside_of_units_is_not_read(tmp_path: Path) -> None:
    stray = "<group translate='no'><source>trans-unit</source></group>"
    found, problems = read(tmp_path, HEAD + stray + unit(both("One", "一")) + FOOT)
    assert not problems
    assert texts(found) == [("1", "One", "一")]


def test_segments_are_paired_by_their_ids(tmp_path: Path) -> None:
    source = '<mrk mtype="seg" mid="1">One.</mrk> <g id="1"><mrk mtype="seg" mid="2">Two.</mrk></g>'
    target = '<mrk mtype="seg" mid="2">二。</mrk><mrk mtype="seg" mid="1">一。</mrk>'
    body = unit(f"<source>One. Two.</source><seg-source>{source}</seg-source><target>{target}</target>")
    found, _ = read(tmp_path, HEAD + body + FOOT)
    assert texts(found) == [("1/1", "One.", "一。"), ("1/2", "Two.", "二。")]


@pytest.mark.parametrize("element", ["source", "seg-source"])
def test_a_target_without_segments_answers_the_whole_source(tmp_path: Path, element: str) -> None:
    parted = '<mrk mtype="seg" mid="1">One.</mrk> <mrk mtype="seg" mid="2">Two.</mrk>'
    source = f"<source>{parted}</source>"
    source = source if element == "source" else f"<source>One. Two.</source><seg-source>{parted}</seg-source>"
    found, _ = read(tmp_path, HEAD + unit(f"{source}<target>一。二。</target>") + FOOT)
    assert texts(found) == [("1", "One. Two.", "一。二。")]


def test_trados_studio(tmp_path: Path) -> None:
    segments = [("1", "Translated"), ("2", "Draft"), ("3", ""), ("4", "RejectedTranslation"), ("5", "Draft")]
    source = "".join(f'<mrk mtype="seg" mid="{mid}">Text {mid}</mrk>' for mid, _ in segments)
    target = "".join(
        f'<mrk mtype="seg" mid="{mid}">{"" if mid == "3" else f"文{mid}"}</mrk>' for mid, _ in segments
    )
    definitions = "".join(
        f'<sdl:seg id="{mid}" conf="{confidence}"><sdl:value key="x">y</sdl:value></sdl:seg>'
        for mid, confidence in segments
    ).replace('"5" conf', '"5" locked="true" conf')
    body = unit(
        f"<source>x</source><seg-source>{source}</seg-source><target>{target}</target>"
        f"<sdl:seg-defs>{definitions}</sdl:seg-defs>",
        'id="0414250d-cb61"',
    )
    text = head('xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"').replace(
        "<body>", "<header><reference><internal-file>UEsDB</internal-file></reference></header><body>"
    )
    found, _ = read(tmp_path, text + body + FOOT, "a.sdlxliff")
    assert texts(found) == [("1", "Text 1", "文1"), ("3", "Text 3", ""), ("5", "Text 5", "文5")]
    assert states(found) == [("2", "Draft"), ("4", "RejectedTranslation")]


@pytest.mark.parametrize(
    ("attributes", "state"),
    [
        ('mq:status="ManuallyConfirmed"', ""),
        ('mq:status="Proofread"', ""),
        ('mq:status="NotStarted" mq:locked="no"', "NotStarted"),
        ('mq:status="PreTranslated"', "PreTranslated"),
        ('mq:status="PartiallyEdited" mq:locked="locked"', ""),
        ('m:confirmed="0"', "m:confirmed=0"),
        ('m:confirmed="1" m:locked="false"', ""),
        ('m:confirmed="0" m:locked="true"', ""),
    ],
)
def test_memoq_and_phrase(tmp_path: Path, attributes: str, state: str) -> None:
    start = head('xmlns:mq="MQXliff" xmlns:m="http://www.memsource.com/mxlf/2.0"')
    found, _ = read(tmp_path, start + unit(both("One", "一"), f'id="1" {attributes}') + FOOT)
    assert states(found) == ([("1", state)] if state else [])
    assert texts(found) == ([] if state else [("1", "One", "一")])


def test_phrase_writes_tags_as_text(tmp_path: Path) -> None:
    text = head('xmlns:m="x"') + unit(
        both("A{1}30% {b&gt;bold&lt;b} {x}", "{2&gt;甲&lt;2}{j}"), 'id="1" m:para-id="0"'
    )
    found, _ = read(tmp_path, text + FOOT, "a.mxliff")
    assert texts(found) == [("1", f"A{OBJECT}30% bold {{x}}", f"甲{OBJECT}")]
    found, _ = read(tmp_path, text.replace("m:para-id", "x:para-id") + FOOT)
    assert texts(found) == [("1", "A{1}30% {b>bold<b} {x}", "{2>甲<2}{j}")]


def test_what_is_locked_may_stay_as_it_is(tmp_path: Path) -> None:
    body = unit(both("ACME", "ACME"), 'id="1" mq:locked="locked"') + unit(both("One", "一"), 'id="2"')
    found, _ = read(tmp_path, head('xmlns:mq="MQXliff"') + body + FOOT)
    assert texts(found) == [("2", "One", "一")]


def test_version_2(tmp_path: Path) -> None:
    body = """
    <notes><note>N</note></notes><skeleton>S</skeleton>
    <group id="g" translate="no"><unit id="u0"><segment><source>No</source></segment></unit></group>
    <unit id="u1"><originalData><data id="d">&lt;b></data></originalData>
      <mtc:matches><mtc:match ref="#1"><source>Other</source><target>其他</target></mtc:match></mtc:matches>
      <segment id="s1" state="translated"><source>One.</source><target>一。</target></segment>
      <ignorable><source> </source></ignorable>
      <segment id="s2" state="initial" subState="my:machine">
        <source>Two.</source><target>二。</target>
      </segment>
      <segment><source>Three.</source></segment>
    </unit>"""
    head = HEAD2.replace("<file", '<file xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"')
    found, problems = read(tmp_path, head + body + FOOT2)
    assert not problems
    assert texts(found) == [("u1/s1", "One.", "一。"), ("u1", "Three.", "")]
    assert states(found) == [("u1/s2", "initial, my:machine")]
    assert (found[0].source_language, found[0].target_language) == ("en", "zh-Hans")


def test_files_of_several_languages_are_several_documents(tmp_path: Path) -> None:
    french = HEAD.replace("zh-CN", "fr_FR").partition(">")[2]
    text = HEAD + unit(both("One", "一")) + "</body></file>" + french + unit(both("One", "Un")) + FOOT
    found, _ = read(tmp_path, text)
    assert [(document.target_language, texts([document])[0][2]) for document in found] == [
        ("zh-CN", "一"),
        ("fr-FR", "Un"),
    ]


def test_languages_that_the_file_does_not_name_are_told_from_the_texts(tmp_path: Path) -> None:
    body = unit(both("The park is open to all.", "公园向公众开放。"))
    head = HEAD.replace(' source-language="en" target-language="zh-CN"', "")
    [document], _ = read(tmp_path, head + body + FOOT)
    assert (document.source_language, document.target_language) == ("en", "zh")
    [document], _ = read(tmp_path, head + body + FOOT, target_language="zh-Hant")
    assert document.target_language == "zh-Hant"


@pytest.mark.parametrize("language", ["../../x", "a" * 5000, "", "*all*"])
def test_a_language_that_is_none_is_not_used(tmp_path: Path, language: str) -> None:
    text = HEAD.replace("zh-CN", language) + unit(both("One", "一", "")) + FOOT
    [document], _ = read(tmp_path, text, target_language="de")
    assert document.target_language == "de"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<html/>", "<html> is no XLIFF; expected <xliff>"),
        ('<xliff version="7"/>', "XLIFF of version '7' cannot be read; known are 1.0 to 2.2"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, text: str, message: str) -> None:
    found, problems = read(tmp_path, text)
    assert not found
    assert problems == [Problem(str(tmp_path / "a.xlf"), message, 1)]


def test_a_template_in_a_folder_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    head = HEAD.replace(' target-language="zh-CN"', "")
    Path("messages.xlf").write_text(head + unit("<source>One</source>") + FOOT)
    Path("messages.zh.xlf").write_text(HEAD + unit("<source>One</source>") + FOOT)
    found = discover(["."], Config(root=tmp_path, rules={}))
    assert [job.paths for job in found.jobs] == [("messages.zh.xlf",)]
    assert found.notices == (
        "messages.xlf: skipped, no XLIFF file of source and target, as far as can be told",
    )
    assert [job.reader for job in discover(["messages.xlf"], Config(root=tmp_path, rules={})).jobs] == [
        "xliff"
    ]


INLINE = st.recursive(
    st.text("a1 &<>中😀\n\u200f\"'", min_size=1, max_size=6).map(lambda text: ("text", text)),
    lambda inner: st.tuples(st.sampled_from(["g", "x", "ph", "bpt", "mrk"]), st.lists(inner, max_size=3)),
    max_leaves=8,
)


def build(parent: ET.Element, parts: list[tuple[str, object]]) -> str:
    """Adds the parts to the element, and gives the text that a reader must find there."""
    found = ""
    last: ET.Element | None = None
    for name, inner in parts:
        if name == "text":
            found += str(inner)
            if last is None:
                parent.text = (parent.text or "") + str(inner)
            else:
                last.tail = (last.tail or "") + str(inner)
            continue
        last = ET.SubElement(parent, name, {"id": "1"})
        text = "" if name == "x" else build(last, inner)  # type: ignore[arg-type]
        found += {"x": OBJECT, "ph": OBJECT, "bpt": ""}.get(name, text)
    return found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    units=st.lists(st.tuples(st.lists(INLINE, max_size=4), st.lists(INLINE, max_size=4)), max_size=3),
    encoding=st.sampled_from(["utf-8", "utf-16", "gb18030"]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_what_another_library_writes_is_read_in_place(
    tmp_path: Path, units: list[tuple[list[object], list[object]]], encoding: str, line_end: str
) -> None:
    root = ET.Element("xliff", {"version": "1.2"})
    languages = {"source-language": "en", "target-language": "zh"}
    body = ET.SubElement(ET.SubElement(root, "file", languages), "body")
    expected = []
    for number, sides in enumerate(units):
        element = ET.SubElement(body, "trans-unit", {"id": str(number)})
        found = [
            build(ET.SubElement(element, name), parts).strip()  # type: ignore[arg-type]
            for name, parts in zip(("source", "target"), sides, strict=True)
        ]
        if any(text.replace(OBJECT, "").strip() for text in found):
            expected.append((str(number), *found))
    data = ET.tostring(root, encoding=encoding, xml_declaration=True).decode(encoding)
    path = tmp_path / "a.xlf"
    path.write_bytes(data.replace("\n", line_end).encode(encoding))
    problems: list[Problem] = []
    documents = list(
        read_all([Job("xliff", (str(path),), "", "")], Config(root=tmp_path, rules={}), problems)
    )
    assert not problems
    assert_in_place(documents, encoding)
    assert texts(documents) == expected


@pytest.mark.skipif(not SHARED.exists(), reason="real files are not there")
def test_real_files_are_read_in_place(tmp_path: Path) -> None:
    count = 0
    for path in sorted((SHARED / "formats").glob("*.*")):
        if path.name.endswith(("xlf", "xliff")):
            problems: list[Problem] = []
            found = list(read_all([Job("xliff", (str(path),), "", "")], Config(tmp_path, {}), problems))
            assert not problems
            assert_in_place(found)
            count += sum(len(document.pairs) + len(document.remarks) for document in found)
    assert count > 100


@pytest.mark.skipif(not SHARED.exists(), reason="real rows are not there")
def test_real_rows_keep_their_states(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in (SHARED / "dotnet_xliff_zh.jsonl").read_text("utf-8").splitlines()]
    root = ET.Element("xliff", {"version": "1.2"})
    file = ET.SubElement(root, "file", {"source-language": "en", "target-language": "zh-Hans"})
    for row in rows:
        element = ET.SubElement(file, "trans-unit", {"id": row["id"]})
        ET.SubElement(element, "source").text = row["src"]
        ET.SubElement(element, "target", {"state": row["state"]}).text = row["tgt"]
    found, problems = read(tmp_path, ET.tostring(root, encoding="unicode"))
    assert not problems
    assert texts(found) == [
        (row["id"], row["src"].strip(), row["tgt"].strip()) for row in rows if row["state"] != "new"
    ]
    assert states(found) == [(row["id"], "new") for row in rows if row["state"] == "new"]
