"""Software strings: each format as another library writes it, names, branches, faults, places."""

import json
import plistlib
import re
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import javaproperties
import pytest
import yaml
from fluent.syntax import ast, serialize
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_lint.forms import message, settled
from qa_lint.readers import extract
from qa_lint.readers.blocks import Block, Text
from qa_lint.readers.pieces import OBJECT
from qa_lint.textfile import TextError
from tests.test_readers import editor_lines

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
VALUE = st.text("ab 文“\\\"\n\t%d'1#=:!/*𝄞é<&;", max_size=30)
NAME = st.text("abc.文 =:#\\\"'", min_size=1, max_size=6).filter(lambda name: name.strip() == name)
TABLE = st.dictionaries(NAME, VALUE, max_size=5)


def read(path: Path, text: str | bytes) -> Text:
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return extract(str(path))


def texts(found: Text) -> dict[str, str]:
    return {block.key: block.text for block in found.blocks}


def stripped(table: dict[str, str]) -> dict[str, str]:
    return {name: text.strip() for name, text in table.items() if text.strip()}


def check_positions(path: Path, found: Text) -> None:
    """Each character stands where its block says, as itself or as an escape sequence or reference."""
    lines = editor_lines(str(path))
    for block in found.blocks:
        segment = block.segment("en", str(path))
        for offset, character in enumerate(block.text):
            line, column = segment.position(offset)
            written = (lines[line - 1] + "\n")[column - 1 :]
            assert (
                written[0] == character or written[0] in "\\&" or character == " " or character == OBJECT
            ), (
                block,
                offset,
            )


@quick
@given(table=TABLE, indent=st.sampled_from([None, 2, "\t"]), is_ascii=st.booleans())
def test_json(tmp_path: Path, table: dict[str, str], indent: int | str | None, is_ascii: bool) -> None:
    path = tmp_path / "a.json"
    found = read(path, json.dumps({"top": table, "n": [1, None]}, indent=indent, ensure_ascii=is_ascii))
    assert texts(found) == {f"top.{name}": text for name, text in stripped(table).items()}
    check_positions(path, found)


@quick
@given(
    table=TABLE,
    style=st.sampled_from([None, '"', "'", "|", ">"]),
    is_wide=st.booleans(),
    width=st.integers(5, 90),
)
def test_yaml(tmp_path: Path, table: dict[str, str], style: str | None, is_wide: bool, width: int) -> None:
    path = tmp_path / "a.yml"
    written = yaml.safe_dump(
        {"zh-CN": {"top": table}}, default_style=style, allow_unicode=is_wide, width=width
    )
    found = read(path, written)
    assert {name: text.split() for name, text in texts(found).items()} == {
        f"top.{name}": text.split()
        # pyyaml does not always read what it wrote: '1\n 1' in a width of 5 comes back with a backslash
        for name, text in stripped(yaml.safe_load(written)["zh-CN"]["top"]).items()
    }
    check_positions(path, found)


@quick
@given(table=TABLE, separator=st.sampled_from(["=", ": ", "\t"]), is_ascii=st.booleans())
def test_properties(tmp_path: Path, table: dict[str, str], separator: str, is_ascii: bool) -> None:
    path = tmp_path / "a.properties"
    found = read(path, javaproperties.dumps(table, separator=separator, ensure_ascii=is_ascii))
    assert texts(found) == stripped(table)
    check_positions(path, found)


@quick
@given(table=TABLE)
def test_apple_strings(tmp_path: Path, table: dict[str, str]) -> None:
    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'

    lines = "\n".join(
        f"/* {n} */ {quoted(name)} = {quoted(text)};" for n, (name, text) in enumerate(table.items())
    )
    path = tmp_path / "a.strings"
    found = read(path, lines)
    assert not found.problems
    assert texts(found) == stripped(table)
    check_positions(path, found)


@quick
@given(table=TABLE)
def test_android(tmp_path: Path, table: dict[str, str]) -> None:
    def written(text: str) -> str:
        return escape(re.sub(r"""([\\"'])""", r"\\\1", text))

    items = "\n".join(
        f'  <string name="n{n}">{written(text)}</string>' for n, text in enumerate(table.values())
    )
    path = tmp_path / "a.xml"
    found = read(path, f"<resources>\n{items}\n</resources>")
    expected = {f"n{n}": " ".join(text.split()) for n, text in enumerate(table.values())}
    assert texts(found) == {name: text for name, text in expected.items() if text}
    check_positions(path, found)


@quick
@given(values=st.lists(st.text('ab 文"\n%1#=:.é', max_size=20), max_size=4))
def test_fluent(tmp_path: Path, values: list[str]) -> None:
    # Lines that begin with a sign of the grammar, and blanks, are placeables in Fluent.
    values = [re.sub(r"(?m)^[ .\[*]+|[ ]+$", "", value).strip("\n ") for value in values]
    resource = ast.Resource(
        [
            ast.Message(ast.Identifier(f"m{n}"), ast.Pattern([ast.TextElement(value)]))
            for n, value in enumerate(values)
            if value
        ]
    )
    path = tmp_path / "a.ftl"
    found = read(path, serialize(resource))
    assert not found.problems
    assert {name: text.split() for name, text in texts(found).items()} == {
        f"m{n}": value.split() for n, value in enumerate(values) if value
    }
    check_positions(path, found)


@quick
@given(
    text=st.text('ab="\\{}[]:;,\n /*.-><!#\0é', max_size=60),
    name=st.sampled_from(
        ["a.json", "a.arb", "a.yml", "a.properties", "a.strings", "a.stringsdict", "a.xml", "a.ftl"]
    ),
)
def test_any_text_is_read_or_told(tmp_path: Path, text: str, name: str) -> None:
    path = tmp_path / name
    try:
        found = read(path, text)
    except TextError:
        return
    lines = editor_lines(str(path))
    for block in found.blocks:
        segment = block.segment("en", str(path))
        for offset in range(len(block.text)):
            line, column = segment.position(offset)
            assert (lines[line - 1] + "\n")[column - 1 :], (block, offset)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        # i18next and vue-i18n
        (
            "a.json",
            '{"nav": {"home": "Home", "items": ["one", {"x": "two"}]}, "n": 3, "no": "", // c\n "b": "B",}',
            {"nav.home": "Home", "nav.items.0": "one", "nav.items.1.x": "two", "b": "B"},
        ),
        (
            "a.json",
            '{"file_one": "1 file", "file_other": "{{count}} files", "row_one": "Row One"}',
            {"file[one]": "1 file", "file[other]": "{{count}} files", "row_one": "Row One"},
        ),
        (
            "a.json",
            '{"file": {"one": "1 file", "other": "{n} files"}, "which": {"one": "One", "two": "Two"}}',
            {"file[one]": "1 file", "file[other]": "{n} files", "which.one": "One", "which.two": "Two"},
        ),
        # Browser extensions, FormatJS
        (
            "messages.json",
            '{"name": {"message": "Name $1", "description": "d", "placeholders": {"a": {"content": "$1"}}},'
            ' "b": {"message": "B"}}',
            {"name": "Name $1", "b": "B"},
        ),
        ("a.json", '{"x": {"defaultMessage": "Hi", "description": "d"}}', {"x": "Hi"}),
        (
            "a.json",
            '{"x": {"message": "Hi", "title": "T"}}',
            {"x.message": "Hi", "x.title": "T"},
        ),
        (
            "a.arb",
            '{"@@locale": "en", "t": "Title", "@t": {"description": "x", "placeholders": {"n": {}}}}',
            {"t": "Title"},
        ),
        ("a.json", '[{"a": "x"}, [[["y"]]], "z"]', {"0.a": "x", "1.0.0.0": "y", "2": "z"}),
        ("a.json", '"just a string"', {}),
        ("a.json", '{"a": "one", "a": "two"}', {"a": "two"}),
        ("a.json", r'{"a\u0041": "\uD834\uDD1E \ud800 \/ \n x"}', {"aA": "𝄞 \ufffd / \n x"}),
        # YAML
        (
            "a.yml",
            "# Rails\nzh-CN:\n  hi: 你好 # c\n  q: 'It''s \"x\"'\n  e: \"a\\u4e2d\\n\\\n    b\"\n"
            "  days: [日, 一]\n  file: {one: 1 file, other: '%{count} files'}\n  base: &b\n    x: X\n"
            "  more:\n    <<: *b\n    y: |\n      line 1\n       line 2\n    z: >-\n"
            "      folded\n      text\n  plain: goes\n    on 𝄞 here\n  n: 5\n  empty:\n",
            {
                "hi": "你好",
                "q": 'It\'s "x"',
                "e": "a中\nb",
                "days.0": "日",
                "days.1": "一",
                "file[one]": "1 file",
                "file[other]": "%{count} files",
                "base.x": "X",
                "more.y": "line 1\nline 2",
                "more.z": "folded text",
                "plain": "goes on 𝄞 here",
                "n": "5",
            },
        ),
        ("a.yaml", "zh: 中\nen: E\n", {"zh": "中", "en": "E"}),
        # Properties
        (
            "a.properties",
            "# c\n! c\n\n  a.b = one \\\n     two\\n\nc:three\nd four = 4\n"
            "\\u0041\\:=\\u4e2d\\uD834\\uDD1E\nlast\\",
            {"a.b": "one two", "c": "three", "d": "four = 4", "A:": "中𝄞"},
        ),
        # Apple
        (
            "a.strings",
            '/* "old" = "x"; */\n"a" = "A \\"q\\" \\U4e2d";\n// x\n'
            'bare.key = "line 1\nline 2" ;\n"p%d" = unquoted;',
            {"a": 'A "q" 中', "bare.key": "line 1\nline 2", "p%d": "unquoted"},
        ),
        # Android
        (
            "a.xml",
            '<resources xmlns:xliff="x"><string name="a">Hi <b>you</b><br/>in\n   '
            '<xliff:g id="n">%1$s</xliff:g></string>'
            '<string name="b" translatable="false">B</string><string name="c">@string/a</string>'
            '<plurals name="p"><item quantity="one">1 file</item>'
            '<item quantity="other">%d files</item></plurals>'
            '<string-array name="l"><item>x\\u4e2d</item>'
            '<item><![CDATA[<i>It\\\'s</i> "a  b"]]></item></string-array>'
            '<color name="c">#fff</color></resources>',
            {
                "a": f"Hi you{OBJECT}in %1$s",
                "p[one]": "1 file",
                "p[other]": "%d files",
                "l.0": "x中",
                "l.1": "<i>It's</i> a b",
            },
        ),
        ("a.xml", '<html><string name="a">x</string></html>', {}),
        # Fluent
        (
            "a.ftl",
            "### c\n-brand = Firefox\nhi = Hello, { $name }!\n    .title = { -brand } is\n      here\n\n"
            "empty =\n\ntabs =\n"
            "    You have { $n ->\n        [0] no tabs\n        [one] one tab\n       *[other] { $n } tabs\n"
            '    } in { "{" }.\nlast = end',
            {
                "-brand": "Firefox",
                "hi": "Hello, { $name }!",
                "hi.title": "{ -brand } is\nhere",
                "tabs": f'You have {OBJECT} in {{ "{{" }}.',
                "tabs[n=0]": "no tabs",
                "tabs[n=one]": "one tab",
                "tabs[n=other]": "{ $n } tabs",
                "last": "end",
            },
        ),
        # Messages of ICU
        (
            "a.json",
            '{"a": "{n, plural, =0 {no files} one {# file} other {{n} \'{\'files}}",'
            ' "b": "You, {g, select, male {he {n, plural, other {# it\'\'s}}} other {they}}, said so",'
            ' "c": "{n, plural, one {broken}"}',
            {
                "a[n=0]": "no files",
                "a[n=one]": "# file",
                "a[n=other]": "{n} '{'files",
                "b": f"You, {OBJECT}, said so",
                "b[g=male]": f"he {OBJECT}",
                "b[g=male][n=other]": "# it''s",
                "b[g=other]": "they",
                "c": "{n, plural, one {broken}",
            },
        ),
    ],
)
def test_strings_and_their_names(tmp_path: Path, name: str, text: str, expected: dict[str, str]) -> None:
    found = read(tmp_path / name, text)
    assert texts(found) == expected
    assert not found.problems
    assert {block.kind for block in found.blocks} <= {"string"}
    check_positions(tmp_path / name, found)


def test_plurals_of_apple(tmp_path: Path) -> None:
    table = {
        "%d files": {
            "NSStringLocalizedFormatKey": "%#@count@ left",
            "count": {"NSStringFormatSpecTypeKey": "x", "one": "1 file", "other": "%d files & more"},
        }
    }
    found = read(tmp_path / "a.stringsdict", plistlib.dumps(table))
    assert texts(found) == {
        "%d files": "%#@count@ left",
        "%d files.count[one]": "1 file",
        "%d files.count[other]": "%d files & more",
    }
    check_positions(tmp_path / "a.stringsdict", found)


def test_places(tmp_path: Path) -> None:
    found = read(tmp_path / "a.json", '{\n  "a": "x\\u4e2d{n, plural, other {# \\"f\\"}}y"\n}')
    [whole, other] = (block.segment("", "") for block in found.blocks)
    assert [whole.position(offset) for offset in range(4)] == [(2, 9), (2, 10), (2, 16), (2, 44)]
    assert [other.position(offset) for offset in range(5)] == [(2, 35), (2, 36), (2, 37), (2, 39), (2, 40)]


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("a.json", '{"a": "x"\n"b": "y"}', 2, 'no JSON: unexpected "b" (column 1)'),
        ("a.json", '{"a":\n', 2, "no JSON: it ends without } (column 1)"),
        ("a.json", '{"a": "x\n"}', 1, "no JSON (column 6)"),
        ("a.json", '{"a": 1}}', 1, "no JSON: unexpected } (column 9)"),
        ("a.json", "[" * 200_000, 1, "values are nested more than 100 deep (column 101)"),
        ("a.json", '{"a": [1}', 1, "no JSON: unexpected } (column 9)"),
        ("a.json", "\0\1\2\3" * 20, 1, "a binary file, not a text (byte 1 is 0x00)"),
        (
            "a.xml",
            '<resources>\n<string name="a">x</resources>',
            2,
            "not well-formed XML: mismatched tag at column 21",
        ),
        ("a.yml", "a: [b\nc: d", 2, "no YAML: did not find expected ',' or ']'"),
        ("a.yml", "[" * 200, 1, "values are nested more than 100 deep"),
        ("a.stringsdict", "<dict>" * 20, 1, "nested more than 8 deep"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, text: str, line: int, message: str) -> None:
    with pytest.raises(TextError) as caught:
        read(tmp_path / name, text)
    assert (caught.value.line, caught.value.message) == (line, message)
    assert caught.value.path == str(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("a.strings", '"x" = "X";\n"a" = "A"\n"b" = "B";\n"c" = "C";', 2, 'not of the form "name" = "text";'),
        ("a.ftl", "x = X\na = { $n\nc = C\n", 2, "no Fluent: a brace is not closed"),
        ("a.ftl", "x = X\na = { $n ->\n   [one] 1\nc = C\n", 3, "no Fluent: a selection without variants"),
        ("a.ftl", "x = X\n<<<<<<<\nc = C\n", 2, "no Fluent: neither a message nor a comment"),
    ],
)
def test_faults_are_told_and_the_rest_is_read(
    tmp_path: Path, name: str, text: str, line: int, message: str
) -> None:
    found = read(tmp_path / name, text)
    assert {"x": "X", "c": "C"}.items() <= texts(found).items()
    [problem] = found.problems
    assert (problem.path, problem.line) == (str(tmp_path / name), line)
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("latin-1", "a=Größe\n"),
        ("gb18030", "a=打开文件,是的\n"),
        ("utf-16", "a=打开\n"),
        ("latin-1", "a=ß\n"),
    ],
)
def test_properties_in_other_encodings(tmp_path: Path, encoding: str, text: str) -> None:
    assert texts(read(tmp_path / "a.properties", text.encode(encoding))) == {"a": text[2:-1]}


@pytest.mark.parametrize(
    ("unit", "whole"),
    [
        ("files[one]", "files"),
        ("a.c:12[0]", "a.c:12"),
        ("a[g=male][n=other]", "a"),
        ("Save [beta]", ""),
        ("files", ""),
        ("[1]" * 100_000 + "]", ""),
    ],
)
def test_forms_tell_their_message(unit: str, whole: str) -> None:
    assert message(unit) == whole


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (["a", "b"], ["b", "c"], [("a", None), ("b", "b"), (None, "c")]),
        # A language with one form for all numbers, one with more.
        (["a[one]", "a[other]"], ["a[other]"], [("a[other]", "a[other]")]),
        (
            ["a[one]", "a[other]"],
            ["a[one]", "a[few]", "a[other]"],
            [("a[one]", "a[one]"), ("a[other]", "a[other]"), ("a[other]", "a[few]")],
        ),
        (["a[n=0]", "a[n=one]", "a[n=other]"], ["a"], [("a[n=other]", "a")]),
        (["a[one]", "a[other]"], [], [("a[one]", None)]),
        ([], ["a[one]", "a[other]"], [(None, "a[one]")]),
        (
            ["Save [beta]", "Save [old]"],
            ["Save [old]"],
            [("Save [beta]", None), ("Save [old]", "Save [old]")],
        ),
    ],
)
def test_names_that_answer_each_other(
    source: list[str], target: list[str], expected: list[tuple[str | None, str | None]]
) -> None:
    left = list(range(len(target)))
    pairs: list[tuple[int | None, int | None]] = []
    for number, name in enumerate(source):
        same = next((index for index in left if target[index] == name), None)
        pairs.append((number, same))
        left = [index for index in left if index != same]
    pairs += [(None, index) for index in left]
    assert [
        (None if one is None else source[one], None if two is None else target[two])
        for one, two in settled(pairs, source, target)
    ] == expected


@pytest.mark.parametrize(
    ("name", "repeated"),
    [
        ("a.json", lambda n: "{" + ",".join(f'"k{i}": "{{n, plural, other {{x}}}}"' for i in range(n)) + "}"),
        ("a.ftl", lambda n: "a = { $n\n" * n),
        ("a.strings", lambda n: '"a" = "b\n' * n),
        ("a.strings", lambda n: "/* a\n" * n),
        ("a.properties", lambda n: "a = b \\\n" * n),
        ("a.json", lambda n: '{"a": "' + "{n, plural, one {" * n + '"}'),
    ],
)
def test_long_files_end(tmp_path: Path, name: str, repeated: Callable[[int], str]) -> None:
    found = read(tmp_path / name, repeated(5_000))
    assert all(isinstance(block, Block) for block in found.blocks)
