"""`qa-lint align`: what it writes can be read again by others, with nothing lost."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from qa_lint.cli import main
from qa_lint.exports import REGISTRY, load_export
from qa_lint.model import Anchor, Document, Pair, Segment
from qa_lint.readers.by_sentence import by_sentence

SOURCE = "滨江公园新增健身步道86公里。\n体育中心可容纳15000名观众。票价为25元。\n全市有教练员412名。\n"
TARGET = (
    "The Riverside Park has 86 kilometers of new fitness trails.\n"
    'The "sports center" seats 15,000 spectators. A ticket is 25 yuan.\n'
)
PAIRS = [
    ("滨江公园新增健身步道86公里。", "The Riverside Park has 86 kilometers of new fitness trails."),
    ("体育中心可容纳15000名观众。", 'The "sports center" seats 15,000 spectators.'),
    ("票价为25元。", "A ticket is 25 yuan."),
    ("全市有教练员412名。", ""),
]
ANY = st.text(st.characters(codec="utf-8"), max_size=20)


def pairs_of(name: str, written: str) -> list[tuple[str, str]]:
    """The pairs of what was written, read by libraries."""
    if name == "tsv":
        head, *rows = csv.reader(io.StringIO(written, newline=""), delimiter="\t")
        assert head == ["source", "target"]
        return [(row[0], row[1]) for row in rows]
    root = etree.fromstring(written.encode(), etree.XMLParser(load_dtd=False, no_network=True))
    if name == "tmx":
        assert root.get("version") == "1.4"
        return [tuple(seg.text or "" for seg in unit.iter("seg")) for unit in root.iter("tu")]  # type: ignore[misc]
    space = "{urn:oasis:names:tc:xliff:document:1.2}"
    return [
        tuple(unit.findtext(f"{space}{side}") or "" for side in ("source", "target"))  # type: ignore[misc]
        for unit in root.iter(f"{space}trans-unit")
    ]


@pytest.fixture
def paths(tmp_path: Path) -> tuple[str, str]:
    for name, text in (("a.zh.txt", SOURCE), ("a.en.txt", TARGET)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path / "a.zh.txt"), str(tmp_path / "a.en.txt")


@pytest.mark.parametrize("name", REGISTRY)
def test_sentences_are_written(paths: tuple[str, str], tmp_path: Path, name: str) -> None:
    output = tmp_path / "out"
    assert main(["align", *paths, "--level", "sentence", "--format", name, "--output", str(output)]) == 0
    assert pairs_of(name, output.read_text(encoding="utf-8")) == PAIRS


def test_paragraphs_are_written_to_the_standard_output(
    paths: tuple[str, str], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["align", *paths]) == 0
    written = capsysbinary.readouterr().out.decode()
    assert [source for source, _ in pairs_of("tsv", written)] == SOURCE.splitlines()


@pytest.mark.parametrize("name", REGISTRY)
@settings(max_examples=40, deadline=None)
@given(texts=st.lists(st.tuples(ANY, ANY), max_size=4), path=ANY)
def test_any_text_is_written_so_that_it_is_read_again(
    name: str, texts: list[tuple[str, str]], path: str
) -> None:
    pairs = tuple(
        Pair(
            *(
                Segment(text, language, path, (Anchor(0, 1, 1),))
                for text, language in zip(pair, ("zh", ""), strict=True)
            )
        )
        for pair in texts
    )
    written = "".join(load_export(name)(Document(path, "zh", "", pairs), "paragraph"))
    forbidden = {code: "\ufffd" for code in (*range(32), 0xFFFE, 0xFFFF) if code not in (9, 10, 13)}
    wanted = texts if name == "tsv" else [tuple(text.translate(forbidden) for text in pair) for pair in texts]
    assert pairs_of(name, written) == wanted


def test_sentences_stand_where_they_are_in_the_file() -> None:
    anchors = (Anchor(0, 3, 5), Anchor(6, 4, 1))
    source = Segment("One. \nTwo? Three.", "en", "a", anchors)
    target = Segment("一。二？", "zh", "b", (Anchor(0, 1, 1),))
    document = by_sentence(Document("b", "en", "zh", (Pair(source, target),)))
    lines = {3: "    One. ", 4: "Two? Three."}
    for pair in document.pairs:
        for index, character in enumerate(pair.source.text):
            line, column = pair.source.position(index)
            assert lines[line][column - 1 : column] in (character, "")
    assert "".join(pair.target.text for pair in document.pairs) == target.text


def test_two_files_that_do_not_match_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = "".join(f"共有{number}名学生，{number + 57}所学校。\n" for number in range(100, 120))
    target = "".join(
        f"The sea is {number} meters deep and {number + 31} wide.\n" for number in range(2000, 2020)
    )
    for name, text in (("a.zh.txt", source), ("a.en.txt", target)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["align", str(tmp_path / "a.zh.txt"), str(tmp_path / "a.en.txt")]) == 2
    assert "does not look like the translation of" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told(paths: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["align", paths[0], paths[1] + "x.txt"]) == 2
    assert "x.txt" in capsys.readouterr().err
