"""Markdown: the blocks that a page is made of, and positions exact to the character."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_lint.config import Config
from qa_lint.model import Problem, Side
from qa_lint.readers import Job, extract, read_all
from qa_lint.readers.blocks import Text
from tests.markup import Part, joined, listed, parts, placed, quick, read, read_any

SIGNS = st.text("预算 a1.\n\t#*_-+>|`~[]^():!<&\\{}%=$/\"'\r", max_size=80)
DATA = Path(__file__).parent.parent.parent / "shared" / "data" / "otel"


def written(document: list[Part]) -> str:
    out = ""
    for part in document:
        match part.kind:
            case "heading":
                out += "#" * part.level + " " + part.lines[0] + " #" * (part.level % 2) + "\n\n"
            case "item":
                indent = "    " * (part.level - 1)
                for depth in range(1, part.level):
                    out += "    " * (depth - 1) + "-   outer\n"
                out += indent + "-   " + ("\n" + indent + "    ").join(part.lines) + "\n\n<!-- -->\n\n"
            case "quote":
                out += "".join(">" * part.level + f" {line}\n" for line in part.lines) + "\n"
            case "code":
                out += "```\n" + "\n".join(part.lines) + "\n```\n\n"
            case "cell":
                row = "| " + " | ".join(part.lines * part.level) + " |\n"
                out += row + "|---" * part.level + "|\n" + row + "\n"
            case _:
                out += "\n".join(part.lines) + "\n\n"
    return out


def expected(document: list[Part]) -> list[tuple[str, str, int]]:
    out: list[tuple[str, str, int]] = []
    for part in document:
        match part.kind:
            case "heading":
                out.append((f"h{part.level}", part.lines[0], 0))
            case "item":
                out += [("item", "outer", depth) for depth in range(1, part.level)]
                out.append(("item", joined(part.lines), part.level))
            case "code":
                out.append(("code", "\n".join(("```", *part.lines, "```")), 0))
            case "cell":
                out += [("cell", part.lines[0], column + 1) for column in range(part.level)] * 2
            case "quote":
                out.append(("quote", joined(part.lines), part.level))
            case _:
                out.append(("paragraph", joined(part.lines), 0))
    return out


@quick
@given(document=parts("heading", "paragraph", "item", "quote", "code", "cell"))
def test_what_was_written_is_read(tmp_path: Path, document: list[Part]) -> None:
    assert placed(read(tmp_path, "a.md", written(document)).blocks) == expected(document)


@quick
@given(text=SIGNS | st.text(max_size=60), name=st.sampled_from(["a.md", "a.mdx"]))
def test_any_text_is_read_in_place(tmp_path: Path, text: str, name: str) -> None:
    read_any(tmp_path, name, text)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Title\n=====\n\nSub\n---\n", ["h1: Title", "h2: Sub"]),
        ("## 标题 {#title .x}\n## A {: #b }\n", ["h2: 标题", "h2: A"]),
        ("*a* [b](c3) `d 4` <br>\n", ["paragraph: *a* [b](c3) `d 4` <br>"]),
        ("one  \ntwo\\\nthree\n", ["paragraph: one\ntwo\nthree"]),
        ("- [ ] open\n- [x] done\n", ["item: open", "item: done"]),
        ("1. a\n\n   b\n2. c\n", ["item: a", "paragraph: b", "item: c"]),
        ("> [!NOTE]\n> Text\n> more\n", ["mark: [!NOTE]", "quote: Text more"]),
        ("> lazy\nline\n", ["quote: lazy line"]),
        (
            ":::note[Title]\nText\n:::\n",
            ["mark: :::note[Title]", "caption: Title", "paragraph: Text", "mark: :::"],
        ),
        (
            '!!! note "Title"\n    Text\n\n    more\n',
            ['mark: !!! note "Title"', "caption: Title", "paragraph: Text", "paragraph: more"],
        ),
        (
            "{{% alert %}}\nText\n{{% /alert %}}\n",
            ["mark: {{% alert %}}", "paragraph: Text", "mark: {{% /alert %}}"],
        ),
        ("{{% a %}} Text {{% /a %}}\n", ["mark: {{% a %}}", "paragraph: Text", "mark: {{% /a %}}"]),
        ("See\n{{% param x %}}\nthere\n", ["paragraph: See {{% param x %}} there"]),
        ("    {{% /tab %}} {{% tab a %}}\n", ["mark: {{% /tab %}} {{% tab a %}}"]),
        (
            "[a]: http://b.c/1\n[d e]:\n  http://f.g 'h'\n",
            ["definition: [a]: http://b.c/1", "definition: [d e]:\nhttp://f.g 'h'"],
        ),
        ("a\n\n    b\n      c\n", ["paragraph: a", "code: b\nc"]),
        ("$$\na = 3\n$$\nText\n", ["math: $$\na = 3\n$$", "paragraph: Text"]),
        ("Term\n: Meaning\n  of it\n", ["term: Term", "item: Meaning of it"]),
        ("<!-- a\n\nb -->\nText\n", ["paragraph: Text"]),
        ('<div title="t">\n<b>Text</b> 2\n</div>\n', ["paragraph: Text 2", "alt: t"]),
        ("> <pre>\n>\n> a\n>  b\n> </pre>\n", ["code: a\nb"]),
        ("a | b\n:-- | --\n`c\\|d` | e | f\n", ["cell: a", "cell: b", "cell: `c\\|d`", "cell: e", "cell: f"]),
        ("***\n---\n", []),
    ],
)
def test_what_stands_in_manuals(tmp_path: Path, text: str, blocks: list[str]) -> None:
    assert listed(read(tmp_path, "a.md", text).blocks) == blocks


def test_what_is_no_prose_is_kept(tmp_path: Path) -> None:
    text = "```sh\nx\n```\n\n    y\n\n[a]: b\n\n$$z$$\n\n{{< toc >}}\n"
    found = read(tmp_path, "a.md", text).blocks
    assert [block.is_kept for block in found] == [True] * 5


def test_modules_are_kept_in_mdx_alone(tmp_path: Path) -> None:
    text = "import A from 'a';\n"
    assert read(tmp_path, "a.mdx", text).blocks[0].is_kept
    assert not read(tmp_path, "a.md", text).blocks[0].is_kept


def test_notes_bear_their_markers(tmp_path: Path) -> None:
    text = "A[^1] and[^x].\n\n[^1]: One\n    more\n[^x]: Two\n\n    three\n\nEnd\n"
    found = read(tmp_path, "a.md", text)
    assert listed(found.blocks) == ["paragraph: A[^1] and[^x].", "paragraph: End"]
    assert [block.text for block in found.notes] == ["[^1]: One more", "[^x]: Two", "three"]


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: '2025 ''s'\nlinkTitle: \"a \\\"b\\\" \\u4e2d\"\nweight: 3\ndescription: >-\n  one\n"
        "  two\ndefault_lang_commit: abc # note\nhero:\n  tagline: Hi\ntags: [a, b]\n---\n",
        '+++\ntitle = "2025 \'s"\nlinkTitle = "a \\"b\\" \\u4e2d"\nweight = 3\ndescription = "one two"\n'
        'default_lang_commit = "abc"\n[hero]\ntagline = "Hi"\n+++\n',
        '{\n  "title": "2025 \'s",\n  "linkTitle": "a \\"b\\" \\u4e2d", "weight": 3,\n'
        '  "description": "one two",\n  "default_lang_commit": "abc",\n  "tagline": "Hi"\n}\n',
    ],
    ids=["yaml", "toml", "json"],
)
def test_front_matter(tmp_path: Path, front: str) -> None:
    found = read(tmp_path, "a.md", f"{front}\n# Title\n")
    assert [(block.key.removeprefix("hero."), block.text) for block in found.blocks] == [
        ("title", "2025 's"),
        ("linktitle", 'a "b" 中'),
        ("description", "one two"),
        ("tagline", "Hi"),
        ("", "Title"),
    ]
    assert found.blocks[-1].anchors[0].line == front.count("\n") + 2
    assert {"weight": "3", "default_lang_commit": "abc"}.items() <= found.fields.items()
    assert not found.problems


@pytest.mark.parametrize(("fence", "sign"), [("---", ":"), ("+++", " =")])
def test_escape_sequences_in_front_matter(tmp_path: Path, fence: str, sign: str) -> None:
    text = f'{fence}\ntitle{sign} "a\\f\\U0001f600b\\ud800c"\n{fence}\n'
    assert [block.text for block in read(tmp_path, "a.md", text).blocks] == ["a\f😀b\ufffdc"]


def test_front_matter_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, "a.md", "---\ntitle: a\nb: [\n---\n\nText\n")
    assert [(problem.line, problem.message.partition(":")[0]) for problem in found.problems] == [
        (3, "front matter that is no YAML")
    ]
    assert [block.text for block in found.blocks] == ["a", "Text"]


def test_deep_nesting_loses_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, "a.md", ">" * 500 + " alpha\n\n" + "- " * 500 + "beta\n")
    text = " ".join(block.text for block in found.blocks)
    assert "alpha" in text
    assert "beta" in text


@pytest.mark.skipif(not DATA.exists(), reason="needs the pages of OpenTelemetry beside the checkout")
def test_pages_and_translations_run_parallel() -> None:
    from difflib import SequenceMatcher

    from qa_lint.readers.markdown import extract

    def shape(found: Text) -> list[tuple[str, int]]:
        return [(block.kind, block.depth) for block in found.blocks]

    alike = total = 0
    for page in sorted(DATA.glob("en/**/*.md")):
        one, other = (
            shape(extract(str(page))),
            shape(extract(str(DATA / "zh" / page.relative_to(DATA / "en")))),
        )
        matching = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
        alike += sum(match.size for match in matching)
        total += max(len(one), len(other))
    assert alike > 0.96 * total


def test_notes_that_answer_each_other_are_compared(tmp_path: Path) -> None:
    """The markers tell which do: a translation may name and number its notes anew."""
    source, target = tmp_path / "a.zh.md", tmp_path / "a.en.md"
    source.write_text(
        "增长[^a]，投资[^2]。\n\n[^a]: 提高3.6%。\n[^2]: 财政资金20亿元。\n[^9]: 附注\n", encoding="utf-8"
    )
    target.write_text(
        "Growth[^1], and money[^2].\n\n[^2]: 2 billion yuan.\n[^1]: Up 3.8%.\n", encoding="utf-8"
    )
    job = Job("two-files", (str(source), str(target)), "zh", "en")
    problems: list[Problem] = []
    (found,) = read_all([job], Config(root=tmp_path, rules={}), problems)
    assert [(pair.source.text, pair.target.text) for pair in found.pairs[1:]] == [
        ("[^a]: 提高3.6%。", "[^1]: Up 3.8%."),
        ("[^2]: 财政资金20亿元。", "[^2]: 2 billion yuan."),
    ]
    assert [(aside.side, aside.segment.text) for aside in found.asides] == [(Side.SOURCE, "[^9]: 附注")]


def test_front_matter_nested_without_end(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\na: " + "[" * 20_000 + "\n---\ntext\n", encoding="utf-8")
    (problem,) = extract(str(path)).problems
    assert "nested more than 100 deep" in problem.message
