"""Comments in documents that have findings ignored, format by format."""

from pathlib import Path

from qa_lint.config import Config
from qa_lint.discover import discover
from qa_lint.engine import lint
from qa_lint.readers import read_all
from tests.support import RULES

WRONG, TRANSLATED = "投资3200亿元。", "The investment was 3,200 billion yuan."
IGNORE = "qa-lint: ignore number-mismatch: as in the contract"
MARKDOWN_SOURCE = f"""# 报告

{WRONG}

- {WRONG}
- 公园于五月开放。

| {WRONG} | 公园 |
| --- | --- |
| 花园 | 公园 |
"""


def found(folder: Path, **texts: str) -> list[str]:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    config = Config(root=folder, rules=RULES, source_language="zh")
    result = lint(read_all(discover([str(folder)], config).jobs, config, []), config)
    assert not result.problems
    return [
        f"{finding.rule} {Path(finding.place.path).name}:{finding.place.line}" for finding in result.findings
    ]


def markdown(comment: str = "", inside: str = "", end: str = "") -> str:
    return f"""# Report

{comment}
{TRANSLATED}

- {inside}{TRANSLATED}
- The park opens in May.

| {TRANSLATED} | park |
| --- | --- |
| garden | park |
{end}"""


def test_markdown(tmp_path: Path) -> None:
    files = {"a.zh.md": MARKDOWN_SOURCE, "a.en.md": markdown()}
    assert found(tmp_path, **files) == [f"number-mismatch a.en.md:{line}" for line in (4, 6, 9)]
    files["a.en.md"] = markdown(f"<!-- {IGNORE} -->")
    assert found(tmp_path, **files) == [f"number-mismatch a.en.md:{line}" for line in (6, 9)]
    files["a.en.md"] = markdown(end=f"\n<!-- {IGNORE} -->\n")
    assert found(tmp_path, **files)[-1] == "suppression-unused a.en.md:13"
    files["a.en.md"] = markdown(f"```\n<!-- {IGNORE} -->\n```\n")
    assert len(found(tmp_path, **files)) >= 3


def test_a_comment_in_the_source_holds_too(tmp_path: Path) -> None:
    source = MARKDOWN_SOURCE.replace(WRONG, f"<!--\n{IGNORE}\n-->\n{WRONG}", 1)
    files = {"a.zh.md": source, "a.en.md": markdown(), "a.de.md": markdown().replace("3,200", "320")}
    assert [line for line in found(tmp_path, **files) if "a.en" in line] == [
        f"number-mismatch a.en.md:{line}" for line in (6, 9)
    ]


def test_mdx(tmp_path: Path) -> None:
    files = {"a.zh.mdx": MARKDOWN_SOURCE, "a.en.mdx": markdown(f"{{/* {IGNORE} */}}\n")}
    assert found(tmp_path, **files) == [f"number-mismatch a.en.mdx:{line}" for line in (7, 10)]


def test_html(tmp_path: Path) -> None:
    page = "<title>{0}</title>\n<p>{1}</p>\n<ul>\n{2}\n<li>{1}</li>\n<li>{3}</li></ul>\n"
    files = {
        "a.zh.html": page.format("报告", WRONG, "", "公园于五月开放。"),
        "a.en.html": page.format("Report", TRANSLATED, "", "The park opens in May."),
    }
    assert found(tmp_path, **files) == ["number-mismatch a.en.html:2", "number-mismatch a.en.html:5"]
    files["a.en.html"] = page.format("Report", TRANSLATED, f"<!-- {IGNORE} -->", "The park opens in May.")
    assert found(tmp_path, **files) == ["number-mismatch a.en.html:2"]
    files["a.en.html"] += "<!-- qa-lint: ignore -->\n"
    assert found(tmp_path, **files)[-1] == "suppression-unused a.en.html:7"


PO = """msgid ""
msgstr ""
"Language: en\\n"
"X-Source-Language: zh\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"

{0}
msgid "投资3200亿元。"
msgstr "The investment was 3,200 billion yuan."

{1}
msgid "有1棵树。"
msgid_plural "有%d棵树。"
msgstr[0] "There is 1 tree."
msgstr[1] "There are %d trees and 15 flowers."
"""


def test_po(tmp_path: Path) -> None:
    plain = found(tmp_path, **{"a.po": PO.format("# note", "# note")})
    assert plain == ["number-mismatch a.po:10", "number-added a.po:16"]
    both = PO.format(f"# {IGNORE}", "#qa-lint: ignore number-added: so")
    assert found(tmp_path, **{"a.po": both}) == []
    idle = PO.format("#: src/a.c:1\n# qa-lint: ignore term: so", "# qa-lint: ignore number-missing: so")
    assert found(tmp_path, **{"a.po": idle}) == [
        plain[0].replace("10", "11"),
        "suppression-unused a.po:13",
        plain[1].replace("16", "17"),
    ]


def test_many_comments_take_no_time(tmp_path: Path) -> None:
    files = {
        "a.zh.html": "<p>公园</p>" + "<!--" * 200_000,
        "a.en.html": "<p>park</p>" + f"<!-- {IGNORE} -->" * 1000,
    }
    assert "suppression-unused a.en.html:1" in found(tmp_path, **files)


XLIFF = """<?xml version="1.0"?>
<xliff version="1.2"><file original="a" datatype="plaintext" source-language="zh" target-language="en"><body>
<trans-unit id="1"><source>投资3200亿元。</source>
<target>The investment was 3,200 billion yuan.</target>
{0}
</trans-unit>
<trans-unit id="2"><source>公园于五月开放。</source><target>The park opens in May.</target>{1}</trans-unit>
</body></file></xliff>
"""
XLIFF_2 = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="zh" trgLang="en"><file id="f">
<unit id="1"><notes>{0}</notes>
<segment><source>投资3200亿元。</source><target>The investment was 3,200 billion yuan.</target></segment>
</unit>
<unit id="2"><notes>{1}</notes>
<segment><source>公园于五月开放。</source><target>The park opens in May.</target></segment></unit>
</file></xliff>
"""


def test_xliff(tmp_path: Path) -> None:
    for text, line, last in ((XLIFF, 4, 7), (XLIFF_2, 4, 6)):
        name, note = "a.xlf", "<note>{}</note>"
        plain = text.format("<note>of the client</note>", "")
        assert found(tmp_path, **{name: plain}) == [f"number-mismatch a.xlf:{line}"]
        assert found(tmp_path, **{name: text.format(note.format(IGNORE), "")}) == []
        idle = text.format("", note.format(IGNORE))
        assert found(tmp_path, **{name: idle}) == [
            f"number-mismatch a.xlf:{line}",
            f"suppression-unused a.xlf:{last}",
        ]
