"""HTML: what is text and what is markup, whatever is left open."""

import re
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_lint.readers.pieces import OBJECT
from tests.markup import Part, joined, listed, parts, placed, quick, read, read_any

SIGNS = st.lists(
    st.sampled_from(
        re.findall(
            r"\S+|\n",
            "<p> </p> <li> <ul> <td> <tr> <table> <br> <b> </b> <sup> </sup> <pre> </pre> <script>\n"
            '<!-- </script> --> <! </ <a title="x \'> "> < > & &amp; &#x4e2d; &notit; &NotEqualTilde; 预算 1',
        )
    )
    | st.text(max_size=5),
    max_size=25,
).map("".join)


def written(document: list[Part]) -> str:
    """The parts as HTML, each with tags around and within its text, and with references."""
    out = "<!DOCTYPE html><html><body class='x'>\n"
    for part in document:
        lines = "\n   ".join(part.lines)
        text = f"<i>{escape(lines)}</i> &lt;&#20013;<!-- no > text -->"
        match part.kind:
            case "heading":
                out += f"<h{part.level}>{text}</h{part.level}>"
            case "item":
                out += "<ul>" * part.level + f"<li>{text}" + "</ul>" * part.level
            case "quote":
                out += "<blockquote>" * part.level + f"<p>{text}" + "</blockquote>" * part.level
            case "code":
                out += f"<pre>{text}</pre>"
            case "cell":
                out += "<table><tr>" + f"<td>{text}" * part.level + "</table>"
            case _:
                out += f"<p>{text}"
    return out


def expected(document: list[Part]) -> list[tuple[str, str, int]]:
    out: list[tuple[str, str, int]] = []
    for part in document:
        text = f"{joined(part.lines)} <中"
        match part.kind:
            case "heading":
                out.append((f"h{part.level}", text, 0))
            case "code":
                out.append(("code", "\n   ".join(part.lines) + " <中", 0))
            case "cell":
                out += [("cell", text, column + 1) for column in range(part.level)]
            case "paragraph":
                out.append(("paragraph", text, 0))
            case kind:
                out.append((kind, text, part.level))
    return out


@quick
@given(document=parts("heading", "paragraph", "item", "quote", "code", "cell"))
def test_what_was_written_is_read(tmp_path: Path, document: list[Part]) -> None:
    assert placed(read(tmp_path, "a.html", written(document)).blocks) == expected(document)


@quick
@given(text=SIGNS | st.text(max_size=60))
def test_any_text_is_read_in_place(tmp_path: Path, text: str) -> None:
    read_any(tmp_path, "a.html", text)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("<p>2020<br>30</p>", [f"paragraph: 2020{OBJECT}30"]),
        ("<p>10<sup>6</sup> H<sub>2</sub>O</p>", ["paragraph: 10<sup>6</sup> H2O"]),
        ("<p><img src=x alt='A &amp; b' title=T></p>", ["alt: A & b", "alt: T"]),
        ("<p>a<script>if (b < c) d('</p>')</script>e<style>f</style>", ["paragraph: a", "paragraph: e"]),
        ("<ul><li>a<li>b<ul><li>c</ul>d</ul>", ["item: a", "item: b", "item: c", "item: d"]),
        ("<dl><dt>a<dd>b</dl>", ["term: a", "item: b"]),
        ("<p>3 < 5 & 7 > 6</p>", ["paragraph: 3 < 5 & 7 > 6"]),
        ('<a b">c</a>', ["paragraph: c"]),
        ("<p>a <b", ["paragraph: a <b"]),
        ("<p>a</p></div></p></table>b", ["paragraph: a", "paragraph: b"]),
        ("<!-- a <p>b", []),
    ],
)
def test_what_stands_in_pages(tmp_path: Path, text: str, blocks: list[str]) -> None:
    assert listed(read(tmp_path, "a.html", text).blocks) == blocks


def test_a_page_says_what_it_is(tmp_path: Path) -> None:
    text = (
        '<html lang="zh-Hant"><title>A &lt;\n b</title><meta name=Description content="c &amp; d">'
        '<meta name="source_commit" content=1f>'
    )
    found = read(tmp_path, "a.html", text)
    assert found.fields == {
        "lang": "zh-Hant",
        "title": "A < b",
        "description": "c & d",
        "source_commit": "1f",
    }
    assert [(block.kind, block.key, block.text) for block in found.blocks] == [
        ("field", "title", "A < b"),
        ("field", "description", "c & d"),
    ]


def test_what_is_not_to_be_translated_is_kept(tmp_path: Path) -> None:
    text = (
        '<div translate="no">a<p>b<p translate="yes">c</div><p class="x notranslate">d</p>'
        "<pre>e</pre><p>f</p>"
    )
    found = read(tmp_path, "a.html", text).blocks
    assert [(block.text, block.is_kept) for block in found] == [
        ("a", True),
        ("b", True),
        ("c", False),
        ("d", True),
        ("e", True),
        ("f", False),
    ]
