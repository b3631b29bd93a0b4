"""TMX, and the older bilingual formats TTX and TXML: texts, languages, units and positions."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_lint.config import Choice, Config
from qa_lint.engine import lint
from qa_lint.model import Document, Problem
from qa_lint.readers import Job, format_of, read_all
from qa_lint.readers.pieces import OBJECT
from tests.support import RULES, assert_in_place

SHARED = Path(__file__).parent.parent.parent / "shared" / "data" / "formats"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(path: Path, encoding: str = "utf-8-sig", **wanted: object) -> tuple[list[Document], list[Problem]]:
    problems: list[Problem] = []
    entry = format_of(path.name)
    assert entry
    config = Config(root=path.parent, rules={}, **wanted)  # type: ignore[arg-type]
    found = list(read_all([Job(entry.reader, (str(path),), "", "")], config, problems))
    assert_in_place(found, encoding)
    return found, problems + [problem for document in found for problem in document.problems]


def texts(found: list[Document]) -> list[tuple[str, str, str, str, str]]:
    return [
        (
            document.source_language,
            document.target_language,
            pair.source.unit,
            pair.source.text,
            pair.target.text,
        )
        for document in found
        for pair in document.pairs
    ]


def memory(
    tmp_path: Path, body: str, source: str = "EN-US", name: str = "a.tmx", encoding: str = "utf-8"
) -> Path:
    path = tmp_path / name
    text = f'<tmx version="1.4"><header srclang="{source}"><note>n</note></header>\n<body>{body}</body></tmx>'
    path.write_bytes(f'<?xml version="1.0" encoding="{encoding}"?>\n{text}'.encode(encoding))
    return path


def unit(*variants: tuple[str, str], attributes: str = "") -> str:
    inner = "".join(f'<tuv xml:lang="{tag}"><prop>p</prop><seg>{text}</seg></tuv>' for tag, text in variants)
    return f"<tu {attributes}><note>n</note>{inner}</tu>\n"


THREE = unit(("zh-CN", "一"), ("en-US", "One"), ("de", "Eins"))


def test_units_bear_their_id_or_their_number(tmp_path: Path) -> None:
    one = unit(("en-US", "One"), ("zh-CN", "一"))
    found, problems = read(
        memory(tmp_path, one + unit(("en-US", "Two"), ("zh-CN", "二"), attributes='tuid="t"'))
    )
    assert not problems
    assert texts(found) == [("en-US", "zh-CN", "1", "One", "一"), ("en-US", "zh-CN", "t", "Two", "二")]


@pytest.mark.parametrize(
    ("source", "wanted", "expected"),
    [
        ("en", {}, [("en-US", "zh-CN"), ("en-US", "de")]),
        ("*all*", {}, [("zh-CN", "en-US"), ("zh-CN", "de")]),
        ("", {}, [("zh-CN", "en-US"), ("zh-CN", "de")]),
        ("en", {"target_language": "de"}, [("en-US", "de")]),
        ("en", {"target_language": "en"}, [("zh-CN", "en-US")]),
        ("en", {"source_language": "de"}, [("de", "zh-CN"), ("de", "en-US")]),
        ("en", {"source_language": "zh", "target_language": "en"}, [("zh-CN", "en-US")]),
    ],
)
def test_the_source_is_paired_with_each_language_or_the_one_that_is_wanted(
    tmp_path: Path, source: str, wanted: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    found, problems = read(memory(tmp_path, THREE, source), **wanted)
    assert not problems
    assert [entry[:2] for entry in texts(found)] == expected


def test_a_unit_may_have_a_source_language_of_its_own(tmp_path: Path) -> None:
    found, _ = read(memory(tmp_path, unit(("en", "One"), ("de", "Eins"), attributes='srclang="de"')))
    assert texts(found) == [("de", "en", "1", "Eins", "One")]


def test_a_memory_without_pairs_is_a_problem(tmp_path: Path) -> None:
    path = memory(tmp_path, THREE)
    _, problems = read(path, source_language="fr")
    assert problems == [
        Problem(str(path), "no unit in this file has texts in two languages as wanted, fr", 1)
    ]
    path = memory(tmp_path, unit(("en", "One")))
    _, problems = read(path)
    assert problems == [Problem(str(path), "no unit in this file has texts in two languages", 1)]


def test_version_1_1_and_inline_tags(tmp_path: Path) -> None:
    body = unit(
        ("en", 'A <bpt i="1">&lt;b></bpt><hi>bold</hi><ept i="1">&lt;/b></ept> 1<ph>&lt;br></ph>2'),
        ("de", "Ein"),
    )
    found, _ = read(memory(tmp_path, body.replace("xml:lang", "lang")))
    assert texts(found) == [("en", "de", "1", f"A bold 1{OBJECT}2", "Ein")]


SEGMENT = st.text("a1 &<>中😀\n\u200f\"'", min_size=1, max_size=8)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pairs=st.lists(st.tuples(SEGMENT, SEGMENT), min_size=1, max_size=4),
    encoding=st.sampled_from(["utf-8", "utf-16", "gb18030"]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_what_another_library_writes_is_read_in_place(
    tmp_path: Path, pairs: list[tuple[str, str]], encoding: str, line_end: str
) -> None:
    root = ET.Element("tmx", {"version": "1.4"})
    ET.SubElement(root, "header", {"srclang": "zh"})
    body = ET.SubElement(root, "body")
    for pair in pairs:
        element = ET.SubElement(body, "tu")
        for tag, text in zip(("zh", "en"), pair, strict=True):
            ET.SubElement(ET.SubElement(element, "tuv", {XML_LANG: tag}), "seg").text = text
    data = ET.tostring(root, encoding=encoding, xml_declaration=True).decode(encoding)
    path = tmp_path / "a.tmx"
    path.write_bytes(data.replace("\n", line_end).encode(encoding))
    found, problems = read(path, encoding)
    assert not problems
    assert [entry[2:] for entry in texts(found)] == [
        (str(number), source.strip(), target.strip())
        for number, (source, target) in enumerate(pairs, 1)
        if (source + target).strip()
    ]


def test_ttx(tmp_path: Path) -> None:
    path = tmp_path / "a.ttx"
    text = """<?xml version="1.0"?>
<TRADOStag Version="2.0"><FrontMatter>
<UserSettings SourceLanguage="EN-US" TargetLanguage="ZH-CN"/></FrontMatter>
<Body><Raw><ut Type="start" Style="external">&lt;p&gt;</ut><df Font="x"><Tu MatchPercent="0">
<Tuv Lang="EN-US">A <df Bold="on"><ut Type="start">&lt;b&gt;</ut>bold</df><ut Type="end">&lt;/b&gt;</ut> 1<ut
>&lt;br&gt;</ut>2
</Tuv><Tuv Lang="ZH-CN">甲</Tuv></Tu></df><Tu><Tuv Lang="EN-US">B</Tuv></Tu></Raw></Body></TRADOStag>"""
    path.write_bytes(text.encode("utf-16"))
    found, problems = read(path, "utf-16")
    assert not problems
    assert texts(found) == [
        ("en-US", "zh-CN", "1", f"A bold 1{OBJECT}2", "甲"),
        ("en-US", "zh-CN", "2", "B", ""),
    ]


def test_txml(tmp_path: Path) -> None:
    path = tmp_path / "a.txml"
    path.write_text(
        """<txml locale="EN" version="1.0" targetlocale="ZH"><skeleton>&lt;p></skeleton>
<translatable blockId="7"><segment segmentId="1"><source>A <ut x="1">&lt;br></ut>b</source><target>甲</target>
<revisions><revision><source>Old</source></revision></revisions></segment>
<segment segmentId="2"><source>C</source><ws> </ws></segment></translatable></txml>""",
        encoding="utf-8",
    )
    found, problems = read(path)
    assert not problems
    assert texts(found) == [("en", "zh", "7/1", f"A {OBJECT}b", "甲"), ("en", "zh", "7/2", "C", "")]


@pytest.mark.skipif(not SHARED.exists(), reason="real files are not there")
@pytest.mark.parametrize(
    ("name", "encoding", "pairs"),
    [
        ("okapi_ImportTest2A.tmx", "utf-16", 7),
        ("okapi_Paragraph_TM.tmx", "utf-8", 7),
        ("okapi_html_test.tmx", "utf-16", 11),
        ("okapi_Test01.ttx", "utf-16", 6),
        ("okapi_Test02.txml", "utf-8", 10),
    ],
)
def test_real_files_are_read_in_place(name: str, encoding: str, pairs: int) -> None:
    found, problems = read(SHARED / name, encoding)
    assert not problems
    assert len(texts(found)) == pairs


def test_each_pair_of_languages_is_checked_by_itself(tmp_path: Path) -> None:
    units = [
        unit(
            ("en", f"Room {number}0"), ("zh", f"{number}0号房间"), ("de", f"Zimmer {number + (number == 2)}0")
        )
        for number in range(1, 4)
    ]
    path = memory(tmp_path, "".join(units), "en")
    config = Config(root=tmp_path, rules=RULES, choice=Choice(select=("number", "untranslated")))
    result = lint(read_all([Job("tmx", (str(path),), "", "")], config, []), config)
    assert [(finding.rule, finding.message) for finding in result.findings] == [
        ("number-mismatch", "The source says '20', the translation '30'")
    ]
    assert (result.documents, result.pairs) == (1, 6)
    assert result.languages == {"en-zh": 3, "en-de": 3}
