"""The alignment of two texts: beads, sentences, and what is said of texts as wholes."""

import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_lint.alignment.align import Alignment, align, by_name
from qa_lint.alignment.passages import Passage
from qa_lint.alignment.search import PARAGRAPHS, SENTENCES, Bead, Prior
from qa_lint.alignment.sentences import sentences
from qa_lint.alignment.verdict import outdated, unmatched
from qa_lint.config import Config
from qa_lint.model import Document, Problem, Remark
from qa_lint.readers import Job, read_all

quick = settings(max_examples=60, deadline=None)
KINDS = st.sampled_from(["paragraph", "paragraph", "item", "h1", "h2", "cell", "cue", "field"])
TEXTS = st.one_of(
    st.text(alphabet="ab .?:;。？：，中文12[]`/é\n", min_size=1, max_size=30).filter(str.strip),
    st.sampled_from(["GDP grew by 5.2%.", "增长5.2%。", "Notes:", "第3章", "`x = 1`", "https://a.org/b"]),
)
PASSAGES = st.lists(
    st.builds(
        Passage,
        TEXTS,
        KINDS,
        st.sampled_from(["", "", "k"]),
        st.integers(0, 2),
        st.sampled_from([False, False, True]),
    ),
    max_size=14,
)


def bilingual(count: int, seed: int = 0, numbers: float = 0.5) -> tuple[list[Passage], list[Passage]]:
    """Paragraphs of invented words in two scripts, in another order in each."""
    rng = random.Random(seed)
    words = [
        (chr(0x4E00 + 3 * number) + chr(0x5E00 + 5 * number), "".join(rng.choices("bcdfglmnprst", k=6)))
        for number in range(300)
    ]
    sides: tuple[list[Passage], list[Passage]] = ([], [])
    for _ in range(count):
        chosen = [words[min(int(rng.expovariate(0.02)), 299)] for _ in range(rng.randint(4, 40))]
        value = str(rng.randint(100, 9_999)) if rng.random() < numbers else ""
        for side, joint in enumerate(("", " ")):
            parts = [word[side] for word in chosen] + [value] * bool(value)
            rng.shuffle(parts)
            sides[side].append(Passage(joint.join(parts) + "。."[side]))
    return sides


def check_cover(beads: Sequence[Bead], first: int, second: int, prior: Prior) -> None:
    assert [(0, 0), *((a_end, b_end) for _, a_end, _, b_end in beads)] == [
        *((a, b) for a, _, b, _ in beads),
        (first, second),
    ]
    for a, a_end, b, b_end in beads:
        size = a_end - a, b_end - b
        assert size in {(1, 0), (0, 1)} or size in prior.merge


@quick
@given(first=PASSAGES, second=PASSAGES, prior=st.sampled_from([PARAGRAPHS, SENTENCES]))
def test_beads_cover_both_texts_in_order(first: list[Passage], second: list[Passage], prior: Prior) -> None:
    alignment = align(first, second, ("zh", "en"), prior)
    check_cover(alignment.beads, len(first), len(second), prior)
    assert alignment.beads == align(first, second, ("zh", "en"), prior).beads
    unmatched(alignment)
    outdated(alignment)


def test_only_a_list_is_one_of_more_than_three() -> None:
    parts = ["the blue whale", "the grey seal", "the harbor porpoise", "the white stork"]
    whole = Passage("Protected are " + ", ".join(parts) + ".")
    listed = [Passage("Protected are:"), *(Passage(part.capitalize(), "item", depth=1) for part in parts)]
    assert align([whole], listed, ("en", "en")).beads == ((0, 1, 0, 5),)
    parted = [Passage(entry.text + ".") for entry in listed]
    assert max(b_end - b for *_, b, b_end in align([whole], parted, ("en", "en")).beads) <= 3


@pytest.mark.parametrize(("rows", "columns"), [(1, 900), (900, 1), (3, 700), (200, 120)])
def test_texts_of_very_different_length_are_covered(rows: int, columns: int) -> None:
    first, second = bilingual(max(rows, columns), numbers=0.0)
    alignment = align(first[:rows], second[-columns:], ("zh", "en"))
    check_cover(alignment.beads, rows, columns, PARAGRAPHS)


@quick
@given(seed=st.integers(0, 10_000), side=st.integers(0, 1), at=st.integers(0, 29))
def test_a_deleted_paragraph_is_found(seed: int, side: int, at: int) -> None:
    sides = bilingual(30, seed, numbers=1.0)
    shorter = sides[side][:at] + sides[side][at + 1 :]
    first, second = (shorter, sides[1]) if side == 0 else (sides[0], shorter)
    gap = (at, at, at, at + 1) if side == 0 else (at, at + 1, at, at)
    assert gap in align(first, second, ("zh", "en")).beads


@pytest.mark.parametrize("numbers", [0.5, 0.0])
def test_a_long_text_is_aligned_by_what_is_learnt_of_it(numbers: float) -> None:
    first, second = bilingual(400, 1, numbers)
    gone = {7, 150, 151, 399}
    kept = [index for index in range(400) if index not in gone]
    alignment = align(first, [second[index] for index in kept], ("zh", "en"))
    pairs = {(a, b) for a, a_end, b, b_end in alignment.beads if a_end - a == 1 == b_end - b}
    assert len(pairs & {(index, place) for place, index in enumerate(kept)}) >= 394


def blocks(*lines: str) -> list[Passage]:
    """Passages from lines: `# heading`, `- item`, a line in backticks that is code, or a paragraph."""
    made = []
    for line in lines:
        mark, _, text = line.partition(" ")
        if mark in ("#", "##"):
            made.append(Passage(text, f"h{len(mark)}"))
        elif mark == "-":
            made.append(Passage(text, "item", depth=1))
        else:
            made.append(Passage(line, "code" if line[0] == "`" else "paragraph", is_kept=line[0] == "`"))
    return made


def shown(alignment: Alignment) -> list[tuple[str, str]]:
    return [
        tuple("+".join(entry.passage.text for entry in side[start:end]) for side, start, end in parts)  # type: ignore[misc]
        for a, a_end, b, b_end in alignment.beads
        for parts in [((alignment.comparison.sides[0], a, a_end), (alignment.comparison.sides[1], b, b_end))]
    ]


def test_headings_answer_headings_and_code_the_same_code() -> None:
    first = blocks(
        "# Install", "Run this:", "`pip install it`", "# Use", "- Fast", "- Small", "Then:", "`it --help`"
    )
    second = blocks("# 安装", "`pip install it`", "# 使用", "- 快", "- 小", "然后：", "`it --help`", "完成。")
    found = shown(align(first, second, ("en", "zh")))
    assert ("Run this:", "") in found
    assert ("", "完成。") in found
    assert [pair for pair in found if all(pair)] == [
        ("Install", "安装"),
        ("`pip install it`", "`pip install it`"),
        ("Use", "使用"),
        ("Fast", "快"),
        ("Small", "小"),
        ("Then:", "然后："),
        ("`it --help`", "`it --help`"),
    ]


def test_what_has_a_name_is_paired_by_it() -> None:
    first = [Passage("Open", "string", "open"), Passage("Save", "string", "save"), Passage("Text")]
    second = [Passage("保存", "string", "save"), Passage("文"), Passage("新", "string", "new")]
    assert by_name(first, second) == [(0, None), (1, 0), (None, 2)]


def test_subtitles_answer_those_of_their_time() -> None:
    texts = ["Wait.", "No, I will not do that.", "Why?", "Go.", "All right."]
    first = [Passage(text, "cue", f"00:0{number}") for number, text in enumerate(texts)]
    texts = ["等等。", "去吧。", "好吧，那我们一起去，你说呢？"]
    second = [Passage(text, "cue", f"00:0{number}") for number, text in zip((0, 3, 4), texts, strict=True)]
    beads = align(first, second, ("en", "zh")).beads
    assert {(0, 1, 0, 1), (3, 4, 1, 2), (4, 5, 2, 3)} < set(beads)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Dr. Li paid 3.5 yuan. | Why? | Nobody knows!"),
        ("en", 'He said "Why? | I do not know." | Then he left.'),
        ("en", '"Really?" he asked. | The U.S. Congress met in the U.S. | The law passed.'),
        ("en", "See e.g. Fig. 2 (p. 3. It is old). | J. Smith et al. agreed... and went on."),
        ("en", "1. First do this. | Use `a. B` at https://a.org/b. | Done."),
        ("en", "The project.12 | We will go on.[3] | It ends."),
        ("zh", "“你好。” | 他说。 | 真的吗？ | 是的……好的。"),
        ("zh", "他问：“为什么？”，我说不。 | 使用Node.js 3.5版（见图2。很好）。"),
        ("zh", "高水平推进建设; | 加快建设；| 完成。"),
        ("ja", "これは本です。 | 「そうか。」と言った。 | いいね！"),
        ("ko", "안녕하세요. | 3.5% 증가했다."),
        ("de", "Am 3. Oktober 1990 kam Prof. Müller z.B. nach Köln. | Ende 1995. | Danach ging er."),
        ("fr", "M. Dupont est là. | Il a dit : « Viens ! » | Puis il partit."),
        ("es", "¿Qué pasa? | ¡Nada! | El Sr. López llegó."),
        ("ru", "В 1990 г. Иванов жил на ул. Ленина. | Потом ушёл."),
        ("hi", "यह है। | वह था।"),
        ("ar", "كيف حالك؟ | أنا بخير."),
    ],
)
def test_sentences(language: str, text: str) -> None:
    joint = "" if language in ("zh", "ja") else " "
    parts = [part.strip() for part in text.split("|")]
    whole = joint.join(parts)
    assert [whole[span.start : span.end] for span in sentences(whole, language)] == parts


@quick
@given(
    text=st.text(max_size=60) | st.text(alphabet="aB1 .?!\"'”)。；…（）[]\n", max_size=60),
    language=st.sampled_from(["en", "zh", "de", ""]),
)
def test_sentences_hold_all_of_the_text(text: str, language: str) -> None:
    spans = sentences(text, language)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(text)]
    assert not any(text[start:end].strip() for start, end in zip(edges[::2], edges[1::2], strict=True))
    assert all(text[span.start : span.end].strip() for span in spans)


def verdicts(first: Sequence[Passage], second: Sequence[Passage]) -> tuple[bool, bool]:
    alignment = align(first, second, ("zh", "en"))
    return bool(unmatched(alignment)), bool(outdated(alignment))


def test_texts_that_are_none_of_each_other_are_told() -> None:
    first, second = bilingual(40)
    _, other = bilingual(40, 1)
    assert verdicts(first, second) == (False, False)
    assert verdicts(first, other)[0]
    assert verdicts(first, second[::-1])[0]


def test_a_translation_of_a_part_is_of_another_version() -> None:
    first, second = bilingual(40)
    assert verdicts(first, second[:10]) == (False, True)
    assert verdicts(first, second[:20] + second[21:]) == (False, False)
    assert verdicts(first[:3], second[:2]) == (False, False)
    scattered = [passage for index, passage in enumerate(second) if index % 8]
    assert verdicts(first, scattered) == (False, True)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_little_text_is_never_told_not_to_match(count: int) -> None:
    first = [Passage(text) for text in ("公园。", "共有4500名学生。", "他说：“好。”")][:count]
    second = [Passage(text) for text in ("Terms of use", "Page 17", "Contact")][:count]
    assert verdicts(first, second) == (False, False)


def read(tmp_path: Path, source: str, target: str) -> Document:
    paths = tmp_path / "a.en.md", tmp_path / "a.zh.md"
    for path, text in zip(paths, (source, target), strict=True):
        path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    [document] = read_all(
        [Job("two-files", (str(paths[0]), str(paths[1])), "en", "zh")], Config(Path(), {}), problems
    )
    assert not problems
    return document


SOURCE = (
    "---\ntitle: The ferry\n---\n\n# Fares\n\nIt runs daily from 6 to 22.\n\n```sh\nrun it\n```\n\n"
    "- Adults: 3 yuan.\n- Pupils: 1 yuan.\n"
)
TARGET = (
    "---\n{fields}title: 轮渡\n---\n\n# 票价\n\n每天6时至22时运行。\n\n```sh\nrun it\n```\n\n"
    "- 成人：3元。\n{rest}"
)


def test_a_page_is_read_block_by_block(tmp_path: Path) -> None:
    document = read(tmp_path, SOURCE, TARGET.format(fields="", rest="- 学生：1元。\n"))
    assert [(pair.source.text, pair.target.text) for pair in document.pairs] == [
        ("The ferry", "轮渡"),
        ("Fares", "票价"),
        ("It runs daily from 6 to 22.", "每天6时至22时运行。"),
        ("Adults: 3 yuan.", "成人：3元。"),
        ("Pupils: 1 yuan.", "学生：1元。"),
    ]
    assert document.pairs[0].source.unit == "title"
    assert not document.remarks
    assert not any(pair.is_gap for pair in document.pairs)


def test_what_is_missing_is_shown_where_it_belongs(tmp_path: Path) -> None:
    document = read(tmp_path, SOURCE, TARGET.format(fields="", rest=""))
    gap = document.pairs[-1]
    assert (gap.is_gap, gap.source.text, gap.target.text) == (True, "Pupils: 1 yuan.", "")
    assert gap.target.position(0) == (13, 9)


def test_a_page_that_says_that_it_is_out_of_date(tmp_path: Path) -> None:
    document = read(tmp_path, SOURCE, TARGET.format(fields="drifted_from_default: true\n", rest=""))
    assert [entry.remark for entry in document.remarks] == [Remark.OUTDATED]
    document = read(tmp_path, SOURCE, TARGET.format(fields="drifted_from_default: false\n", rest=""))
    assert not document.remarks
