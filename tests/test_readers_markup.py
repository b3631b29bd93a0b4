"""reStructuredText, AsciiDoc and subtitles: the blocks they are made of, and positions exact to the
character.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.markup import Part, joined, listed, parts, placed, quick, read, read_any

SIGNS = {
    "a.rst": ".. note::  [1] [#a] :a_b:_ -_ 1._ :: ===== -- +---+ ==__== `a`_ _ 预算 1 >>>_ image::_x",
    "a.adoc": "=_ ==_ *_ ._ -- ---- ==== * \\| |=== :: :a:_ [NOTE] // + _+ NOTE:_ image::x[ ] <1>_ 预算 1 .a",
    "a.srt": "1\n 00:00:01,000_-->_00:00:02,000 <i> </i> {\\an8} -_ 预算 3.5 &amp; <",
    "a.vtt": "WEBVTT NOTE_ STYLE 00:01.000_-->_00:02.000_x:1 <v_A> <00:01.000> &lt; 预算 3.5 <",
}


@pytest.mark.parametrize("name", SIGNS)
@quick
@given(data=st.data())
def test_any_text_is_read_in_place(tmp_path: Path, name: str, data: st.DataObject) -> None:
    signs = [sign.replace("_", " ") for sign in SIGNS[name].split()] + ["\n", "\n\n"]
    texts = st.lists(st.sampled_from(signs) | st.text(max_size=3), max_size=25).map("".join)
    read_any(tmp_path, name, data.draw(texts | st.text(max_size=60)))


def rst(document: list[Part]) -> tuple[str, list[tuple[str, str, int]]]:
    """The parts as reStructuredText, and what is to be read."""
    out, blocks = "", []
    levels: list[int] = []
    for part in document:
        text = joined(part.lines)
        match part.kind:
            case "heading":
                if part.level not in levels:
                    levels.append(part.level)
                out += f"{part.lines[0]}\n" + "=-~"[part.level - 1] * 40 + "\n\n"
                blocks.append((f"h{levels.index(part.level) + 1}", part.lines[0], 0))
            case "item":
                for depth in range(1, part.level):
                    out += "  " * (depth - 1) + "* outer\n\n"
                    blocks.append(("item", "outer", depth))
                indent = "  " * (part.level - 1)
                out += indent + "* " + f"\n{indent}  ".join(part.lines) + "\n\n..\n\n"
                blocks.append(("item", text, part.level))
            case "quote":
                out += "".join(f"   {line}\n" for line in part.lines) + "\n..\n\n"
                blocks.append(("quote", text, 1))
            case "code":
                out += ".. code-block:: text\n   :linenos:\n\n" + "".join(
                    f"   {line}\n" for line in part.lines
                )
                out += "\n..\n\n"
                blocks += [("mark", ".. code-block:: text", 0), ("code", "\n".join(part.lines), 0)]
            case "cell":
                border = "+--------------------------------" * part.level + "+\n"
                row = f"| {part.lines[0]} " * part.level + "|\n"
                out += border + row + border + "\n"
                blocks += [("cell", part.lines[0], column + 1) for column in range(part.level)]
            case _:
                out += "\n".join(part.lines) + "\n\n"
                blocks.append(("paragraph", text, 0))
    return out, blocks


def asciidoc(document: list[Part]) -> tuple[str, list[tuple[str, str, int]]]:
    """The parts as AsciiDoc, and what is to be read."""
    out, blocks = "Preamble.\n\n", [("paragraph", "Preamble.", 0)]
    for part in document:
        text = joined(part.lines)
        match part.kind:
            case "heading":
                out += "=" * (part.level + 1) + f" {part.lines[0]}\n\n"
                blocks.append((f"h{part.level + 1}", part.lines[0], 0))
            case "item":
                for depth in range(1, part.level):
                    out += "*" * depth + " outer\n"
                    blocks.append(("item", "outer", depth))
                out += "*" * part.level + " " + "\n".join(part.lines) + "\n\n// end\n\nPart.\n\n"
                blocks += [("item", text, part.level), ("paragraph", "Part.", 0)]
            case "quote":
                out += "____\n" + "\n".join(part.lines) + "\n____\n\n"
                blocks.append(("quote", text, 1))
            case "code":
                out += "[source]\n----\n" + "\n".join(part.lines) + "\n----\n\n"
                blocks.append(("code", "\n".join(part.lines), 0))
            case "cell":
                out += "|===\n" + f"|{part.lines[0]} " * part.level + "\n|===\n\n"
                blocks += [("cell", part.lines[0], column + 1) for column in range(part.level)]
            case _:
                out += "\n".join(part.lines) + "\n\n"
                blocks.append(("paragraph", text, 0))
    return out, blocks


KINDS = parts("heading", "paragraph", "item", "quote", "code", "cell")


@quick
@given(document=KINDS)
def test_what_was_written_in_restructuredtext_is_read(tmp_path: Path, document: list[Part]) -> None:
    text, blocks = rst(document)
    assert placed(read(tmp_path, "a.rst", text).blocks) == blocks


@quick
@given(document=KINDS)
def test_what_was_written_in_asciidoc_is_read(tmp_path: Path, document: list[Part]) -> None:
    text, blocks = asciidoc(document)
    assert placed(read(tmp_path, "a.adoc", text).blocks) == blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("=====\nTitle\n=====\n\nSub\n===\n", ["h1: Title", "h2: Sub"]),
        ("标题\n====\n", ["h1: 标题"]),
        ("See::\n\n   code\n\n   more\n\nText\n", ["paragraph: See:", "code: code\nmore", "paragraph: Text"]),
        ("- a::\n\n    b\n\n  c\n", ["item: a:", "code: b", "paragraph: c"]),
        ("1. a\n2. b\n\nA. Einstein\nwas\n", ["item: a", "item: b", "paragraph: A. Einstein was"]),
        ("term\n  meaning\n  of it\n", ["term: term", "item: meaning of it"]),
        (".. note:: a\n   b\n\n   c\n", ["paragraph: a b", "paragraph: c"]),
        (".. versionadded:: 3.5\n   d\n", ["paragraph: 3.5 d"]),
        (".. topic:: Title\n   :class: x\n\n   a\n", ["caption: Title", "paragraph: a"]),
        (
            ".. figure:: x.png\n   :alt: An\n     image\n\n   Caption\n",
            ["mark: .. figure:: x.png", "alt: An image", "caption: Caption"],
        ),
        (".. comment\n   a\n\n   b\n\nText\n", ["paragraph: Text"]),
        ("..\n\n  a\n", ["quote: a"]),
        (".. |x| replace:: y z\n", ["paragraph: y z"]),
        (".. _a: http://b\n\n__ c\n", ["definition: .. _a: http://b", "definition: __ c"]),
        ("| a\n| b\n", ["paragraph: a\nb"]),
        (":param x: one\n  two\n", ["field: one two"]),
        (":ref:`a` b: c\n", ["paragraph: :ref:`a` b: c"]),
        (">>> 1\n1\n", ["code: >>> 1\n1"]),
        (
            "====  ===\nA     B\n====  ===\n一    c\n      d\n\ne     f\n====  ===\n\ng\n",
            ["cell: A", "cell: B", "cell: 一", "cell: c d", "cell: e", "cell: f", "paragraph: g"],
        ),
        (
            "+---+---+\n| a | b |\n+   +---+\n| c | d |\n+---+---+\n",
            ["cell: a", "cell: b", "cell: c", "cell: d"],
        ),
        ("----\n\na\n", ["paragraph: a"]),
    ],
)
def test_what_stands_in_restructuredtext(tmp_path: Path, text: str, blocks: list[str]) -> None:
    assert listed(read(tmp_path, "a.rst", text).blocks) == blocks


def test_notes_of_restructuredtext_bear_their_markers(tmp_path: Path) -> None:
    found = read(
        tmp_path, "a.rst", ":Author: X\n\nA [1]_.\n\n.. [1] One\n   more\n.. [#x] Two\n\n   three\n\nEnd\n"
    )
    assert listed(found.blocks) == ["field: X", "paragraph: A [1]_.", "paragraph: End"]
    assert [block.text for block in found.notes] == [".. [1] One more", ".. [#x] Two", "three"]
    assert found.fields == {"author": "X"}


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (
            "= Title\nA B <a@b.c>\n:description: Text\n\n== Sub\n",
            ["h1: Title", "author: A B <a@b.c>", "field: Text", "h2: Sub"],
        ),
        ("标题\n----\n\nText\n", ["h2: 标题", "paragraph: Text"]),
        ("NOTE: a\nb\n", ["paragraph: a b"]),
        ("[WARNING]\n====\na\n\n* b\n====\nc\n", ["paragraph: a", "item: b", "paragraph: c"]),
        (".Title\n....\na\n....\n", ["caption: Title", "code: a"]),
        ("* a\n+\n----\nb\n----\n* c\n.. d\n", ["item: a", "code: b", "item: c", "item: d"]),
        ("a:: b\nc::\n  d\n", ["term: a", "item: b", "term: c", "item: d"]),
        ("std::vector is::there\n", ["paragraph: std::vector is::there"]),
        ("a footnote:[b 3.] +\nc\n", ["paragraph: a footnote:[b 3.]\nc"]),
        ('image::x.png["An, image", 200]\n', ['mark: image::x.png["An, image", 200]', "alt: An, image"]),
        ("////\na\n////\n// b\nc\n", ["paragraph: c"]),
        (" a\n b\n", ["code: a\nb"]),
        ("[source]\na\n", ["code: a"]),
        ('[cols="1,1"]\n|===\n|a\n|b\nc\n2+|d \\| e\n|===\n', ["cell: a", "cell: b c", "cell: d \\| e"]),
        (",===\na,b\n,===\n", ["cell: a", "cell: b"]),
    ],
)
def test_what_stands_in_asciidoc(tmp_path: Path, text: str, blocks: list[str]) -> None:
    assert listed(read(tmp_path, "a.adoc", text).blocks) == blocks


CUES = st.lists(
    st.tuples(
        st.integers(0, 86_399_999),
        st.lists(st.sampled_from(["Hi, all", "3.5 m", "预算", "12", "- x", "é"]), min_size=1, max_size=3),
    ),
    max_size=5,
)


@quick
@given(cues=CUES, name=st.sampled_from(["a.srt", "a.vtt"]))
def test_subtitles_are_read_by_their_times(
    tmp_path: Path, cues: list[tuple[int, list[str]]], name: str
) -> None:
    out = "WEBVTT - title\n\nNOTE no text\n\n" if name == "a.vtt" else ""
    expected = []
    for number, (start, lines) in enumerate(cues, 1):
        minutes, milliseconds = divmod(start, 60_000)
        key = f"{minutes // 60:02}:{minutes % 60:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"
        time = key if name == "a.vtt" else key.replace(".", ",")
        out += f"{number}\n{time} --> 23:59:59.999\n<i>" + "\n".join(lines) + "</i>\n\n"
        expected.append((key, joined(lines).replace(" - x", "\n- x")))
    found = read(tmp_path, name, out or "\n")
    assert [(block.key, block.text) for block in found.blocks] == expected
    assert {block.kind for block in found.blocks} <= {"cue"}
    assert bool(found.problems) is (not cues and name == "a.vtt")


def test_what_is_no_subtitle_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, "a.srt", "\nText\n")
    assert [(problem.line, problem.message.partition(":")[0]) for problem in found.problems] == [
        (2, "no subtitle")
    ]


def test_tags_and_blank_lines_in_a_cue(tmp_path: Path) -> None:
    text = (
        "1\n00:00:01,0 --> 00:00:02,0\n{\\an8}<font color='x'>a</font>\n\n2 b\n\n"
        "2\n00:00:02,0 --> 00:00:03,0\nc &amp; d\n"
    )
    assert [block.text for block in read(tmp_path, "a.srt", text).blocks] == ["a 2 b", "c & d"]
