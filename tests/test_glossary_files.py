"""Glossaries in workbooks and in TBX, and what entries are confined to."""

import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_lint.glossaries import load_glossaries
from qa_lint.glossaries.delimited import to_csv
from qa_lint.glossary import Entry, EntryError, Facts, Glossaries, entries_for, scopes_of
from tests.support import document, run

HEAD = '<?xml version="1.0"?>\n'
MARTIF = f"""{HEAD}<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><martifHeader><fileDesc/></martifHeader><text><body>
<termEntry id="c1"><descrip type="subjectField">planning</descrip><note>guide 4.2</note>
<langSet xml:lang="zh-CN"><tig><term>城中村</term><termNote type="partOfSpeech">noun</termNote></tig>
</langSet>
<langSet xml:lang="en"><tig><term>urban village</term></tig><ntig><termGrp><term>slum</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig></langSet>
</termEntry>
</body></text></martif>"""
DCA = f"""{HEAD}<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader/><text><body>
<conceptEntry id="c1"><descrip type="subjectField">planning</descrip><note>guide <hi>4.2</hi></note>
<langSec xml:lang="zh"><termSec><term>城中村</term><termNote type="partOfSpeech">noun</termNote>
</termSec></langSec>
<langSec xml:lang="en"><termSec><term>urban village</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
<termSec><term>slum</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>
</termSec></langSec>
</conceptEntry></body></text></tbx>"""
DCT = f"""{HEAD}<tbx type="TBX-Min" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min"><tbxHeader/><text><body>
<conceptEntry id="c1"><min:subjectField>planning</min:subjectField><note>guide 4.2</note>
<langSec xml:lang="zh"><termSec><term>城中村</term><min:partOfSpeech>noun</min:partOfSpeech></termSec>
</langSec>
<langSec xml:lang="en"><termSec><term>urban village</term></termSec><termSec><term>slum</term>
<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec></langSec>
</conceptEntry></body></text></tbx>"""
FIRST_MIN = f"""{HEAD}<TBX dialect="TBX-Min"><header><languages source="zh" target="en"/></header><body>
<termEntry id="c1"><subjectField>planning</subjectField><note>guide 4.2</note>
<langGroup xml:lang="zh"><termGroup>
<term>城中村</term><partOfSpeech>noun</partOfSpeech></termGroup></langGroup><langGroup xml:lang="en">
<termGroup>
<term>urban village</term><termStatus>preferred</termStatus></termGroup><termGroup><term>slum</term>
<termStatus>notRecommended</termStatus></termGroup></langGroup></termEntry></body></TBX>"""
MULTILINGUAL = f"""{HEAD}<tbx><text><body>
<conceptEntry><langSec xml:lang="zh-TW"><termSec><term>橋</term></termSec></langSec>
<langSec xml:lang="zh-CN"><termSec><term>桥</term></termSec></langSec>
<langSec xml:lang="de"><termSec><term>Brücke</term></termSec></langSec>
<langSec xml:lang="en-GB"><termSec><term>bridge</term></termSec></langSec></conceptEntry></body>
</text></tbx>"""


def load(path: Path, text: str) -> Glossaries:
    path.write_text(text, encoding="utf-8")
    return load_glossaries([str(path)])


@pytest.mark.parametrize("text", [MARTIF, DCA, DCT, FIRST_MIN], ids=["v2", "DCA", "DCT", "first Min"])
def test_the_dialects_of_tbx(tmp_path: Path, text: str) -> None:
    loaded = load(tmp_path / "terms.tbx", text)
    assert not loaded.problems
    (entry,) = entries_for(loaded.items, "zh", "en", ())
    assert (entry.source, entry.approved, entry.forbidden) == (("城中村",), ("urban village",), ("slum",))
    facts = entry.facts
    assert (facts.domain, facts.note, facts.part_of_speech) == ("planning", "guide 4.2", "noun")


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("zh", "en", (("橋", "桥"), ("bridge",))),
        ("zh-CN", "en-US", (("桥",), ("bridge",))),
        ("en", "zh-TW", (("bridge",), ("橋",))),
        ("de", "zh", (("Brücke",), ("橋", "桥"))),
        ("fr", "zh", None),
        ("zh", "fr", None),
    ],
)
def test_the_languages_of_the_document_choose(
    tmp_path: Path, source: str, target: str, expected: tuple[tuple[str, ...], tuple[str, ...]] | None
) -> None:
    loaded = load(tmp_path / "terms.tbx", MULTILINGUAL)
    entries = entries_for(loaded.items, source, target, ())
    assert [(entry.source, entry.approved) for entry in entries] == ([expected] if expected else [])


def test_a_broken_entry_of_tbx_is_placed_and_the_others_are_used(tmp_path: Path) -> None:
    broken = '<termEntry>\n<langSet xml:lang="zh">\n<tig></tig></langSet></termEntry>'
    nameless = "<termEntry><langSet><tig><term>a</term></tig></langSet></termEntry>"
    loaded = load(tmp_path / "terms.tbx", MARTIF.replace("</body>", f"{broken}\n{nameless}</body>"))
    assert len(loaded.items) == 1
    assert [(problem.line, problem.message) for problem in loaded.problems] == [
        (12, "<tig> has no term"),
        (13, "<langSet> does not say its language"),
    ]


def test_tbx_that_is_cut_off(tmp_path: Path) -> None:
    loaded = load(tmp_path / "terms.tbx", MARTIF[: MARTIF.index("</body>")])
    assert len(loaded.items) == 1
    assert loaded.problems[0].message.startswith("not well-formed XML")


def test_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    entities = f'[<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "{secret.as_uri()}">]'
    text = MARTIF.replace('SYSTEM "TBXcoreStructV02.dtd"', entities)
    for name in "bc":
        loaded = load(tmp_path / "terms.tbx", text.replace("城中村", f"&{name};"))
        assert not loaded.items
        assert [problem.message for problem in loaded.problems] == [f"entities such as &{name}; are not read"]


def test_other_xml_is_no_tbx(tmp_path: Path) -> None:
    (problem,) = load(tmp_path / "terms.xml", "<tmx/>").problems
    assert problem.message == "<tmx> is no TBX; expected <tbx>, <martif> or <TBX>"


@given(st.text(alphabet="<>/&;\"'= tbxermlang:zh\n", max_size=60))
def test_any_xml_gives_entries_or_problems(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.tbx"
    assert not load(path, f"<tbx><conceptEntry>{text}</conceptEntry></tbx>").items or "lang" in text


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> str:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return str(path)


def test_workbooks(tmp_path: Path) -> None:
    terms: list[list[object]] = [
        ["source", "approved", "case", "paths"],
        ["城中村", "urban village", None, "a|b/*"],
        [2024, "Y24", True],
    ]
    more = [["zh", "de"], ["河", "Fluss"]]
    path = workbook(tmp_path / "t.xlsx", {"Terms": terms, "Read me": [["How to use this"]], "More": more})
    loaded = load_glossaries([path])
    assert not loaded.problems
    (village, year) = entries_for(loaded.items, "zh", "en", [("a", "b/*")])
    assert village.facts.paths == ("a", "b/*")
    assert (year.source, year.facts.case_sensitive) == (("2024",), True)
    assert entries_for(loaded.items, "de", "zh", ())[-1].source == ("Fluss",)


def test_a_broken_row_of_a_workbook_is_placed(tmp_path: Path) -> None:
    rows: list[list[object]] = [["路", "road"], [None], [None, "x"], ["河", "river"]]
    loaded = load_glossaries([workbook(tmp_path / "t.xlsx", {"Terms": rows})])
    assert len(loaded.items) == 2
    assert [(problem.line, problem.message) for problem in loaded.problems] == [
        (3, "sheet 'Terms', row 3: no source term")
    ]


def test_a_workbook_that_would_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.xml", "w") as member:
        for _ in range(210):
            member.write(bytes(1_000_000))
    (problem,) = load_glossaries([str(path)]).problems
    assert "more than 200 MB when unpacked" in problem.message


@pytest.mark.parametrize("data", [b"", b"source,approved", b"PK\x03\x04"])
def test_no_workbook(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(data)
    [problem] = load_glossaries([str(path)]).problems
    assert problem.message.startswith("this is no XLSX workbook")


def test_a_damaged_workbook(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    (problem,) = load_glossaries([str(path)]).problems
    assert problem.message.startswith("this workbook is damaged")


def test_without_the_library_for_workbooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "t.xlsx", {"Terms": [["路", "road"]]})
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    (problem,) = load_glossaries([path]).problems
    assert "pip install 'qa-lint[xlsx]'" in problem.message


def test_an_entry_holds_for_its_paths() -> None:
    items = (
        Entry(("路",), ("road",), facts=Facts(paths=("streets",))),
        Entry(("河",), ("river",)),
    )
    assert scopes_of(items) == (("streets",),)
    found = [
        (finding.path, finding.message)
        for finding in run(
            [document("路和河。", "Neither.", path=path) for path in ("streets/a.txt", "b.txt")],
            glossaries=items,
        ).findings
        if finding.rule == "term-glossary"
    ]
    assert found == [
        ("b.txt", "'河' should be translated as 'river'"),
        ("streets/a.txt", "'路' should be translated as 'road'"),
        ("streets/a.txt", "'河' should be translated as 'river'"),
    ]


TEXT = st.text(alphabet='a村;；, "-', min_size=1, max_size=8).filter(lambda text: any(map(str.isalnum, text)))
TEXTS = st.lists(TEXT.map(lambda text: " ".join(text.split())), max_size=3, unique=True).map(tuple)


@given(TEXTS, TEXTS, TEXTS, st.booleans(), st.booleans(), TEXT)
def test_what_is_written_is_read_as_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    source: tuple[str, ...],
    approved: tuple[str, ...],
    forbidden: tuple[str, ...],
    case_sensitive: bool,
    do_not_translate: bool,
    note: str,
) -> None:
    facts = Facts(case_sensitive, do_not_translate, "noun", " ".join(note.split()), "law", ("a", "b"))
    try:
        entry = Entry(source, approved, forbidden, facts)
    except EntryError:
        return
    loaded = load(tmp_path_factory.getbasetemp() / "written.csv", to_csv([entry]))
    assert not loaded.problems
    (read,) = loaded.items
    assert isinstance(read, Entry)
    assert (read.source, read.approved, read.forbidden) == (entry.source, entry.approved, entry.forbidden)
    assert (read.facts.case_sensitive, read.facts.note, read.facts.paths) == (
        case_sensitive,
        facts.note,
        facts.paths,
    )
