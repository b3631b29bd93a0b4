"""XML that is broken, hostile or huge: a message that says where, never a crash, and other files are read."""

import tracemalloc
from pathlib import Path

import pytest

from qa_lint.cli import main
from qa_lint.config import Config
from qa_lint.model import Document, Problem
from qa_lint.readers import Job, format_of, read_all
from qa_lint.readers.xml import events
from qa_lint.textfile import MAX_LINE
from tests.support import assert_in_place

XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2"><file source-language="en" target-language="zh"><header><note>n</note></header><body>
<trans-unit id="1"><source>One <g id="1">&amp;</g></source>
<target state="new">一<x id="2"/></target></trans-unit>
<trans-unit id="2"><source>Two</source><seg-source><mrk mtype="seg" mid="1">Two</mrk></seg-source>
<target><mrk mtype="seg" mid="1">二</mrk></target><sdl:seg-defs><sdl:seg id="1"/></sdl:seg-defs></trans-unit>
</body></file></xliff>"""
SAMPLES = {
    "a.xlf": XLIFF,
    "b.xlf": """<xliff version="2.1" srcLang="en" trgLang="zh"><file id="f"><group>
<unit id="1"><notes/><segment id="s">
<source>One<ph id="1"/></source><target>一</target></segment></unit></group></file></xliff>""",
    "a.tmx": """<tmx version="1.4"><header srclang="en"/><body>
<tu><tuv xml:lang="en"><seg>One<ph>x</ph></seg></tuv>
<tuv xml:lang="zh"><seg>一</seg></tuv></tu></body></tmx>""",
    "a.ttx": """<TRADOStag><FrontMatter><UserSettings SourceLanguage="EN" TargetLanguage="ZH"/></FrontMatter>
<Body><Raw><Tu><Tuv Lang="EN">One<ut>x</ut></Tuv><Tuv Lang="ZH">一</Tuv></Tu></Raw></Body></TRADOStag>""",
    "a.txml": """<txml locale="EN" targetlocale="ZH"><translatable blockId="1"><segment segmentId="1">
<source>One<ut>x</ut></source><target>一</target></segment></translatable></txml>""",
}


def read(path: Path) -> tuple[list[Document], list[Problem]]:
    problems: list[Problem] = []
    entry = format_of(path.name)
    assert entry
    jobs = [Job(entry.reader, (str(path),), "", "")]
    found = list(read_all(jobs, Config(root=path.parent, rules={}), problems))
    return found, problems + [problem for document in found for problem in document.problems]


def count(found: list[Document]) -> int:
    return sum(len(document.pairs) + len(document.remarks) for document in found)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_cut_off_anywhere_is_a_problem(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    data = SAMPLES[name].encode()
    path.write_bytes(data)
    whole, problems = read(path)
    assert count(whole) >= 1
    assert not problems
    for end in range(1, len(data)):
        path.write_bytes(data[:end])
        _, problems = read(path)
        assert [problem.path for problem in problems] == [str(path)], end
        assert problems[0].message.startswith(("not well-formed XML: ", "not valid UTF-8")), end
        assert problems[0].line == data[:end].count(b"\n") + 1, end


def test_what_stands_before_the_fault_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(XLIFF.replace('<trans-unit id="2">', "</wrong>"), encoding="utf-8")
    found, [problem] = read(path)
    assert [entry.fields for document in found for entry in document.remarks] == [{"state": "new"}]
    assert problem == Problem(str(path), "not well-formed XML: mismatched tag at column 3", 5)


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b"", "not well-formed XML: no element found at column 1", 1),
        (b"plain text", "not well-formed XML: syntax error at column 1", 1),
        (b"<xliff>\n\0</xliff>", "not well-formed XML: not well-formed (invalid token) at column 1", 2),
        (
            b"<xliff>\n&#0;</xliff>",
            "not well-formed XML: reference to invalid character number at column 1",
            2,
        ),
        (XLIFF.encode("gb18030"), "not valid UTF-8, and it declares no other encoding", 6),
        (XLIFF.replace("UTF-8", "gb18030").encode("cp1252", "replace") + b"\xff", "not valid GB18030", None),
        (XLIFF.replace("UTF-8", "punycode").encode(), "unknown encoding 'punycode'", 1),
        (XLIFF.replace("UTF-8", "none").encode(), "unknown encoding 'none'", 1),
        (XLIFF.replace("UTF-8", "base64").encode(), "unknown encoding 'base64'", 1),
        (XLIFF.replace("UTF-8", "UTF-16").encode("utf-16")[:-1], "not valid UTF-16-LE", 7),
    ],
)
def test_what_is_no_xml_is_a_problem_with_its_place(
    tmp_path: Path, data: bytes, message: str, line: int | None
) -> None:
    path = tmp_path / "a.xlf"
    path.write_bytes(data)
    _, [problem] = read(path)
    assert problem.path == str(path)
    assert problem.message.startswith(message)
    assert problem.line == line or line is None


def test_a_file_saved_as_utf8_may_still_declare_utf16(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(XLIFF.replace("UTF-8", "utf-16"), encoding="utf-8")
    found, problems = read(path)
    assert not problems
    assert_in_place(found)


@pytest.mark.parametrize(
    "declarations",
    [
        '<!ENTITY a "1"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">',
        '<!ENTITY c SYSTEM "file:///etc/passwd">',
        '<!ENTITY % c SYSTEM "http://localhost/x.dtd"> %c;',
        '<!ENTITY % c "x">',
    ],
)
def test_entities_are_refused(tmp_path: Path, declarations: str) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(f"<!DOCTYPE xliff [\n{declarations}\n]>\n<xliff>&c;</xliff>", encoding="utf-8")
    found, [problem] = read(path)
    assert not found
    assert "entit" in problem.message
    assert problem.line == 2


def test_an_external_document_type_is_not_fetched(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text('<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n' + SAMPLES["a.tmx"], encoding="utf-8")
    found, problems = read(path)
    assert not problems
    assert count(found) == 1
    path.write_text(path.read_text("utf-8").replace("<seg>One", "<seg>\n&x;"), encoding="utf-8")
    _, [problem] = read(path)
    assert problem == Problem(str(path), "the entity '&x;' is not declared in this file", 4)


@pytest.mark.parametrize(
    ("name", "before", "element"),
    [
        ("a.xlf", "</file>", "group"),
        ("a.xlf", "One", "g"),
        ("b.xlf", "<unit", "group"),
        ("b.xlf", "One", "pc"),
        ("a.tmx", "<tu>", "x"),
        ("a.tmx", "One", "hi"),
        ("a.ttx", "<Tu>", "df"),
        ("a.txml", "<translatable", "x"),
    ],
)
def test_deep_nesting(tmp_path: Path, name: str, before: str, element: str) -> None:
    path = tmp_path / name
    depth = 100_000
    nested = f"<{element}>" * depth + f"</{element}>" * depth
    path.write_text(SAMPLES[name].replace(before, nested + before, 1), encoding="utf-8")
    found, problems = read(path)
    assert not problems
    assert count(found) >= 1


def test_many_empty_units(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    empty = "<trans-unit id='0'><source/><target/></trans-unit>" * 20_000
    path.write_text(XLIFF.replace("<trans-unit", empty + "<trans-unit", 1), encoding="utf-8")
    found, problems = read(path)
    assert not problems
    assert count(found) == 2


@pytest.mark.parametrize("name", SAMPLES)
def test_a_huge_text_is_a_problem_and_not_kept(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    text = SAMPLES[name].replace("One", "x" * 10_000_000, 1)
    text = text.replace("</body>", "<trans-unit id='3'><source>3</source></trans-unit></body>")
    path.write_text(text, encoding="utf-8")
    tracemalloc.start()
    found, [problem] = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert problem.path == str(path)
    assert f"a text of more than {MAX_LINE:,} characters begins here" in problem.message
    assert problem.line == next(n for n, line in enumerate(text.splitlines(), 1) if "xxx" in line)
    assert count(found) == (2 if name == "a.xlf" else 0)
    assert peak < 8_000_000


@pytest.mark.parametrize("text", [" " * (MAX_LINE + 1) + "1", "a" + " " * (MAX_LINE + 1) + "1"])
def test_a_text_that_is_cut_is_never_taken_for_a_whole_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "b.xlf"
    path.write_text(SAMPLES["b.xlf"].replace("One", text), encoding="utf-8")
    found, problems = read(path)
    assert count(found) + len(problems) == 1
    if not problems:
        assert found[0].pairs[0].source.text.startswith("1")


def test_a_long_tag_is_read_in_linear_time_up_to_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(f"<xliff>\n<!--{'x' * 3_000_000}--><a b='{'x' * 3_000_000}'/></xliff>", encoding="utf-8")
    assert [event[1] for event in events(str(path), ())] == ["xliff", "a", "a", "xliff"]
    monkeypatch.setattr("qa_lint.readers.xml._MAX_TAG", 1_000_000)
    _, [problem] = read(path)
    assert problem == Problem(str(path), "a tag or a comment of more than 1 MB begins here", 2)


def test_text_outside_of_what_is_asked_for_is_not_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("<a>1<b>2<b>3</b>4</b>5</a>", encoding="utf-8")
    assert [event[1] for event in events(str(path), ("b",)) if event[0] == "text"] == ["2", "3", "4"]
    assert [event[1] for event in events(str(path)) if event[0] == "text"] == ["1", "2", "3", "4", "5"]


def test_a_broken_file_fails_the_run_and_others_are_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("broken.tmx").write_text(SAMPLES["a.tmx"][:-9], encoding="utf-8")
    Path("good.xlf").write_text(XLIFF.replace("Two", "In 2019").replace("二", "2018年"), encoding="utf-8")
    assert main(["check", ".", "--format", "text", "--color", "never"]) == 2
    output = capsys.readouterr()
    assert "broken.tmx:3: not well-formed XML: unclosed token at column" in output.err
    assert "good.xlf:6:34: error number-mismatch" in output.out
