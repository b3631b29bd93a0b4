"""Packages of office documents that are damaged, hostile or something else."""

import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_lint.config import Config
from qa_lint.readers import Job, extract, load_reader, probe
from qa_lint.readers.formats import Format, format_of
from qa_lint.textfile import TextError
from tests.office_files import paragraph, relations, table, word

CONFIG = Config(root=Path(), rules={})


def write_docx(path: Path) -> None:
    word(path, paragraph("text") + table(("一", "one")), styles="", footnotes="", header="")


def write_xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["source", "target"])
    book.active.append(["一", "one"])
    book.save(path)


def write_pptx(path: Path) -> None:
    slides = pptx.Presentation()
    slides.slides.add_slide(slides.slide_layouts[0]).shapes.title.text = "title"
    slides.save(str(path))


KINDS = {".docx": write_docx, ".xlsx": write_xlsx, ".pptx": write_pptx}


def attempt(path: Path) -> str:
    """The message of the problem that the file leads to in whatever reads it; empty if it can be read."""
    entry = format_of(str(path))
    assert entry
    found = [("", str(path))]
    for function in _functions(entry, str(path)):
        try:
            function()
        except TextError as error:
            found.append((error.message, error.path))
    assert {place for _, place in found} == {str(path)}
    return found[-1][0]


def _functions(entry: Format, path: str) -> list[Callable[[], object]]:
    found: list[Callable[[], object]] = []
    if entry.reader:
        job = Job(entry.reader, (path,), "", "")
        found.append(lambda: list(load_reader(entry.reader)(job, CONFIG)))
    if entry.extract:
        found.append(lambda: extract(path))
    if entry.probe:
        found.append(lambda: probe(entry, path, CONFIG))
    return found


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("samples")
    found = {}
    for ending, write in KINDS.items():
        path = folder / f"a{ending}"
        write(path)
        assert not attempt(path)
        found[ending] = path.read_bytes()
    return found


@pytest.mark.parametrize("ending", KINDS)
def test_what_is_cut_off(tmp_path: Path, samples: dict[str, bytes], ending: str) -> None:
    data, path = samples[ending], tmp_path / f"a{ending}"
    for size in range(1, len(data), max(len(data) // 40, 1)):
        path.write_bytes(data[:size])
        assert attempt(path).startswith("this is no "), size


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([".docx", ".xlsx"]),
    st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=1))),
)
def test_bytes_that_changed_lead_to_no_crash(
    tmp_path: Path, samples: dict[str, bytes], ending: str, changes: list[tuple[float, bytes]]
) -> None:
    data = bytearray(samples[ending])
    for where, byte in changes:
        data[min(int(where * len(data)), len(data) - 1)] = byte[0]
    path = tmp_path / f"a{ending}"
    path.write_bytes(data)
    attempt(path)


@pytest.mark.parametrize("ending", KINDS)
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "this is no "),
        ("只是文字".encode(), "this is no "),
        (b"PK\x03\x04 and more", "this is no "),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
            "it has a password or is of an Office before 2007; save it as .",
        ),
    ],
)
def test_other_kinds_of_files(tmp_path: Path, ending: str, data: bytes, message: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(data)
    assert attempt(path).startswith(message)


def test_a_workbook_called_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_xlsx(path)
    assert attempt(path) == "this is no Word document, but another kind of office document"


DOCUMENT = "<document><body><p><r><t>text</t></r></p></body></document>"


def package(path: Path, *members: tuple[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("_rels/.rels", relations({"officeDocument": "d.xml"}))
        for name, content in members:
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ([("d.xml", DOCUMENT)], ""),
        ([("D.XML", DOCUMENT)], ""),
        ([], "damaged: d.xml: this part is missing"),
        ([("d.xml", DOCUMENT), ("d.xml", DOCUMENT)], "damaged: two of its parts have the same name"),
        ([("d.xml", "<document>\n<p>")], "damaged: d.xml: not well-formed XML: "),
        (
            [("d.xml", "<document><p><r><t>\0</t></r></p></document>")],
            "damaged: d.xml: not well-formed XML: ",
        ),
        ([("d.xml", b"")], "damaged: d.xml: not well-formed XML: "),
        (
            [("d.xml", '<!DOCTYPE d [<!ENTITY a "aaaa">]><document>&a;</document>')],
            "damaged: d.xml: it declares the entity 'a'",
        ),
        (
            [("d.xml", DOCUMENT.replace("<p>", '<p><r><footnoteReference id="1"/></r>'))],
            "damaged: word/footnotes.xml: this part is missing",
        ),
    ],
)
def test_parts_that_are_damaged(tmp_path: Path, members: list[tuple[str, bytes | str]], message: str) -> None:
    found = attempt(package(tmp_path / "a.docx", *members))
    assert found.startswith(message)
    assert bool(found) is bool(message)


def test_deep_nesting(tmp_path: Path) -> None:
    depth = 50_000
    for name in ("sdt", "p", "tbl", "txbxContent"):
        inner = f"<{name}>" * depth + "<p><r><t>text</t></r></p>" + f"</{name}>" * depth
        path = package(tmp_path / "a.docx", ("d.xml", f"<document>{inner}</document>"))
        assert [block.text for block in extract(str(path)).blocks] == ["text"]


def test_parts_compressed_in_other_ways_or_encrypted(tmp_path: Path) -> None:
    path = package(tmp_path / "a.docx", ("d.xml", DOCUMENT), method=zipfile.ZIP_BZIP2)
    assert "compressed in a way" in attempt(path)
    data = bytearray(package(path, ("d.xml", DOCUMENT)).read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := data.find(mark, start + 1)) >= 0:
            data[start + offset] |= 1
    path.write_bytes(data)
    assert "encrypted" in attempt(path)


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_packages_that_would_fill_the_memory(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relations({"officeDocument": "d.xml"}))
        with archive.open("d.xml", "w") as member:
            member.write(b"<document>")
            for _ in range(201):
                member.write(b" " * 1_000_000)
    assert "more than 200 MB when unpacked" in attempt(path)


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_parts_that_hold_more_than_they_say(tmp_path: Path, ending: str) -> None:
    path = package(tmp_path / f"a{ending}", ("d.xml", DOCUMENT.replace("text", "text" * 100_000)))
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.rfind(mark)
        assert struct.unpack_from("<I", data, start + offset)[0] > 100_000
        struct.pack_into("<I", data, start + offset, 500)
    path.write_bytes(data)
    assert attempt(path).startswith("damaged: d.xml")


def test_what_another_library_writes_for_real(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    written = docx.Document()
    written.add_paragraph("text")
    written.save(str(path))
    assert not attempt(path)
