"""The readers: positions and completeness for any text, and what becomes of texts of each kind."""

import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_lint.config import Config
from qa_lint.model import Document, Problem, Segment, Side
from qa_lint.readers import Job, read_all

CHINESE = [
    "去年,全市新增公园12处,改造老旧小区36个。",
    "地铁三号线于10月建成通车,全长28公里。",
    "我们将继续支持中小企业发展。",
    "共有4500名学生获得助学金。",
]
ENGLISH = [
    "Last year the city opened 12 new parks and renovated 36 old housing estates.",
    "Metro Line 3, which is 28 kilometers long, went into service in October.",
    "We will continue to support the growth of small businesses.",
    "A total of 4,500 students received grants.",
]
FRENCH = [
    "L'année dernière, la ville a ouvert 12 parcs et rénové 36 ensembles de logements dans le centre.",
    "La ligne 3 du métro, longue de 28 kilomètres, est entrée en service au mois d'octobre.",
    "Nous continuerons de soutenir la croissance des petites entreprises de la ville.",
    "Au total, 4 500 étudiants ont reçu une bourse de la part de la mairie.",
]


def documents(*paths: Path, languages: tuple[str, str] = ("", ""), **wanted: object) -> list[Document]:
    reader = "interleaved" if paths[0].suffix == ".txt" else "table"
    job = Job("two-files" if len(paths) == 2 else reader, tuple(map(str, paths)), *languages)
    problems: list[Problem] = []
    found = list(read_all([job], Config(root=Path(), rules={}, **wanted), problems))  # type: ignore[arg-type]
    assert not problems
    return found


def read(tmp_path: Path, *lines: str, **wanted: object) -> Document:
    path = tmp_path / "text.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    [document] = documents(path, **wanted)  # type: ignore[arg-type]
    check_positions([document])
    return document


def texts(document: Document) -> list[tuple[str, str]]:
    return [(pair.source.text, pair.target.text) for pair in document.pairs]


def segments(found: list[Document]) -> Iterator[Segment]:
    for document in found:
        for pair in document.pairs:
            assert pair.source.text or pair.target.text
            yield from (pair.source, pair.target)
        for aside in document.asides:
            yield aside.segment


def editor_lines(path: str) -> list[str]:
    text = Path(path).read_bytes().decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def check_positions(found: list[Document]) -> None:
    """Every character of every segment stands in the file where the segment says; a joint or line end may be
    a space.
    """
    for segment in segments(found):
        lines = editor_lines(segment.path)
        assert segment.anchors[0].offset == 0
        for offset, character in enumerate(segment.text):
            line, column = segment.position(offset)
            beyond = lines[line - 1][column - 1 :].lstrip()
            if beyond:
                assert lines[line - 1][column - 1] == character
            else:
                assert character.isspace()
        line, column = segment.position(0)
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1


def check_complete(found: list[Document]) -> None:
    """Every line that is not blank is in exactly one segment."""
    lines = Counter(
        (segment.path, anchor.line)
        for segment in segments(found)
        if segment.text
        for anchor in segment.anchors
    )
    paths = {segment.path for segment in segments(found)}
    wanted = {
        (path, number) for path in paths for number, line in enumerate(editor_lines(path), 1) if line.strip()
    }
    assert lines == dict.fromkeys(wanted, 1)


LINE = st.one_of(
    st.sampled_from(
        [*CHINESE, *ENGLISH, *FRENCH, "注释:", "Notes", "[1]A note.", "2024", "  ", "https://a.example/1"]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30),
    st.text("中文字,。ab C\t\u3000\u2028\x0c\ufeff1十(", max_size=12),
)
TEXT = st.lists(st.tuples(LINE, st.sampled_from(["\n", "\r\n", "\r", "\n\n"])), max_size=14).map(
    lambda rows: "".join(line + end for line, end in rows)
)
quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(text=TEXT, mark=st.booleans())
def test_any_text_is_read_whole_and_in_place(tmp_path: Path, text: str, mark: bool) -> None:
    path = tmp_path / "any.txt"
    path.write_bytes(text.encode("utf-8-sig" if mark else "utf-8"))
    problems: list[Problem] = []
    found = list(read_all([Job("interleaved", (str(path),), "", "")], Config(Path(), {}), problems))
    assert all("binary" in problem.message for problem in problems)
    if found:
        check_positions(found)
        check_complete(found)


@quick
@given(source=TEXT, target=TEXT)
def test_any_two_texts_are_read_whole_and_in_place(tmp_path: Path, source: str, target: str) -> None:
    paths = tmp_path / "any.zh.txt", tmp_path / "any.en.txt"
    for path, text in zip(paths, (source, target), strict=True):
        path.write_bytes(text.encode())
    problems: list[Problem] = []
    found = list(
        read_all([Job("two-files", (str(paths[0]), str(paths[1])), "zh", "en")], Config(Path(), {}), problems)
    )
    if found:
        check_positions(found)
        check_complete(found)


def test_lines_alternate(tmp_path: Path) -> None:
    lines = [line for pair in zip(CHINESE, ENGLISH, strict=True) for line in pair]
    document = read(tmp_path, *lines)
    assert (document.source_language, document.target_language, document.lone) == ("zh", "en", None)
    assert texts(document) == list(zip(CHINESE, ENGLISH, strict=True))


@pytest.mark.parametrize("french_first", [True, False])
def test_two_languages_of_one_script_alternate(tmp_path: Path, french_first: bool) -> None:
    pairs = list(zip(*((FRENCH, ENGLISH) if french_first else (ENGLISH, FRENCH)), strict=True))
    document = read(tmp_path, *(line for pair in pairs for line in pair))
    assert (document.source_language, document.target_language) == (
        ("fr", "en") if french_first else ("en", "fr")
    )
    assert texts(document) == pairs


def test_the_settings_say_which_language_is_the_source(tmp_path: Path) -> None:
    lines = [line for pair in zip(ENGLISH, CHINESE, strict=True) for line in pair]
    assert texts(read(tmp_path, *lines)) == list(zip(ENGLISH, CHINESE, strict=True))
    for wanted in ({"source_language": "zh-Hans"}, {"target_language": "en"}):
        document = read(tmp_path, *lines, **wanted)
        assert texts(document) == list(zip(CHINESE, ENGLISH, strict=True))
        assert document.source_language == wanted.get("source_language", "zh")


def test_lines_of_a_title_are_joined_where_their_numbers_say_so(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "清 河 市 工 作 报 告",
        "——2023年3月14日在清河市第八届",
        "市民代表大会第五次会议上",
        "市长 林 岚",
        "REPORT ON THE WORK OF THE CITY",
        "Delivered at the Fifth Session of the Eighth Qinghe",
        "Citizens' Congress on March 14, 2023",
        "Lin Lan, Mayor",
        *(line for pair in zip(CHINESE, ENGLISH, strict=True) for line in pair),
    )
    assert texts(document)[1] == (
        "——2023年3月14日在清河市第八届市民代表大会第五次会议上",
        "Delivered at the Fifth Session of the Eighth Qinghe Citizens' Congress on March 14, 2023",
    )
    assert len(document.pairs) == 3 + len(CHINESE)
    target = document.pairs[1].target
    assert target.position(target.text.index("Citizens")) == (7, 1)


@pytest.mark.parametrize("gone", range(4))
@pytest.mark.parametrize("side", [0, 1])
def test_a_missing_side_does_not_shift_the_others(tmp_path: Path, gone: int, side: int) -> None:
    expected = list(zip(CHINESE, ENGLISH, strict=True))
    expected[gone] = ("", ENGLISH[gone]) if side == 0 else (CHINESE[gone], "")
    # Either language may then come first in the file, so say which is the source.
    document = read(tmp_path, *(line for pair in expected for line in pair if line), source_language="zh")
    assert texts(document) == expected


def test_an_empty_side_stands_beside_its_counterpart(tmp_path: Path) -> None:
    document = read(tmp_path, CHINESE[0], ENGLISH[0], " " + CHINESE[1], CHINESE[2], ENGLISH[2])
    assert document.pairs[1].target.text == ""
    assert document.pairs[1].target.position(0) == (3, len(CHINESE[1]) + 2)


def test_wrapped_paragraphs_are_joined(tmp_path: Path) -> None:
    lines: list[str] = []
    for chinese, english in zip(CHINESE, ENGLISH, strict=True):
        lines += [chinese[:8], chinese[8:], "", *textwrap.wrap(english, 30), ""]
    assert texts(read(tmp_path, *lines)) == list(zip(CHINESE, ENGLISH, strict=True))


def test_a_copy_of_the_source_is_its_translation(tmp_path: Path) -> None:
    document = read(tmp_path, CHINESE[0], ENGLISH[0], CHINESE[1], CHINESE[1], CHINESE[2], ENGLISH[2])
    assert texts(document) == [(CHINESE[0], ENGLISH[0]), (CHINESE[1], CHINESE[1]), (CHINESE[2], ENGLISH[2])]
    assert document.pairs[1].target.language == "en"


def test_names_in_latin_letters_leave_a_chinese_line_chinese(tmp_path: Path) -> None:
    mixed = (
        "本市与Microsoft Azure、NVIDIA和Oracle Cloud签约",
        "The city signed contracts with three cloud providers (云服务商).",
    )
    lines = [CHINESE[0], ENGLISH[0], *mixed, CHINESE[1], ENGLISH[1]]
    assert texts(read(tmp_path, *lines))[1] == mixed


def test_lines_in_no_language_follow_their_place(tmp_path: Path) -> None:
    lines = [
        CHINESE[0],
        ENGLISH[0],
        "2024",
        "2024",
        "https://qinghe.example/a",
        "https://qinghe.example/a",
        CHINESE[1],
        ENGLISH[1],
    ]
    assert texts(read(tmp_path, *lines))[1:3] == [("2024", "2024"), ("https://qinghe.example/a",) * 2]


def test_first_all_of_one_language_then_all_of_the_other(tmp_path: Path) -> None:
    assert texts(read(tmp_path, *CHINESE, "", *ENGLISH)) == list(zip(CHINESE, ENGLISH, strict=True))
    expected = [(CHINESE[0], ENGLISH[0]), (CHINESE[1], ""), *zip(CHINESE[2:], ENGLISH[2:], strict=True)]
    assert texts(read(tmp_path, *CHINESE, "", ENGLISH[0], *ENGLISH[2:])) == expected


def test_notes_at_the_end_are_no_pairs(tmp_path: Path) -> None:
    notes = ["[1]The parks are open all day.", "[2]The line has 20 stops."]
    document = read(tmp_path, CHINESE[0], ENGLISH[0], CHINESE[1], ENGLISH[1], "注释:", *notes)
    assert len(document.pairs) == 2
    assert [(aside.side, aside.segment.text) for aside in document.asides] == [
        (Side.TARGET, text) for text in ("注释:", *notes)
    ]
    assert document.asides[0].segment.language == "en"
    without = read(tmp_path, CHINESE[0], ENGLISH[0], CHINESE[1], ENGLISH[1], *notes)
    assert [aside.segment.text for aside in without.asides] == notes
    translated = read(tmp_path, CHINESE[0], ENGLISH[0], CHINESE[1], ENGLISH[1], "注释:", "Notes:", *notes)
    assert texts(translated)[2] == ("注释:", "Notes:")
    assert [aside.segment.text for aside in translated.asides] == notes


def test_notes_of_both_languages_are_on_their_sides(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        CHINESE[0],
        ENGLISH[0],
        "注释",
        "[1]公园全天开放。",
        "Notes",
        "[1]The parks are open all day.",
    )
    assert len(document.pairs) == 1
    assert [aside.side for aside in document.asides] == [Side.SOURCE, Side.SOURCE, Side.TARGET, Side.TARGET]


def test_a_text_in_one_language_is_alone(tmp_path: Path) -> None:
    document = read(tmp_path, CHINESE[0], CHINESE[0], "", *CHINESE[1:], "Qinghe Media")
    assert document.lone is Side.SOURCE
    assert (document.source_language, document.target_language) == ("zh", "")
    assert [source for source, target in texts(document) if not target] == [
        CHINESE[0],
        *CHINESE,
        "Qinghe Media",
    ]
    assert read(tmp_path, *CHINESE, target_language="en").target_language == "en"
    assert read(tmp_path, *CHINESE, source_language="en", target_language="zh").lone is Side.TARGET


def two(tmp_path: Path, source: str, target: str) -> Document:
    paths = tmp_path / "a.zh.txt", tmp_path / "a.en.txt"
    for path, text in zip(paths, (source, target), strict=True):
        path.write_text(text, encoding="utf-8")
    [document] = documents(*paths, languages=("zh", "en"))
    check_positions([document])
    check_complete([document])
    return document


def test_two_files_pair_line_by_line(tmp_path: Path) -> None:
    document = two(tmp_path, "\n".join(CHINESE), "\n\n".join(ENGLISH))
    assert texts(document) == list(zip(CHINESE, ENGLISH, strict=True))
    assert document.path.endswith("a.en.txt")


def test_two_files_pair_block_by_block_where_lines_are_wrapped(tmp_path: Path) -> None:
    wrapped = "\n\n".join(line.replace(" ", "\n", 3) for line in ENGLISH)
    assert texts(two(tmp_path, "\n\n".join(CHINESE), wrapped)) == list(zip(CHINESE, ENGLISH, strict=True))


@pytest.mark.parametrize("gone", range(4))
def test_a_paragraph_missing_in_one_file_does_not_shift_the_others(tmp_path: Path, gone: int) -> None:
    expected = list(zip(CHINESE, ENGLISH, strict=True))
    expected[gone] = (CHINESE[gone], "")
    document = two(tmp_path, "\n".join(CHINESE), "\n".join(ENGLISH[:gone] + ENGLISH[gone + 1 :]))
    assert texts(document) == expected
    assert document.pairs[gone].target.path.endswith("a.en.txt")


def test_a_file_without_its_translation_is_alone(tmp_path: Path) -> None:
    document = two(tmp_path, "\n".join(CHINESE), "")
    assert document.lone is Side.SOURCE
    assert texts(document) == [(line, "") for line in CHINESE]


def test_what_cannot_be_read_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "bad.en.txt").write_bytes(b"one\n\0\0\1\n")
    (tmp_path / "bad.zh.txt").write_text("一\n", encoding="utf-8")
    (tmp_path / "good.txt").write_text(CHINESE[0] + "\n" + ENGLISH[0], encoding="utf-8")
    names = [str(tmp_path / name) for name in ("bad.zh.txt", "bad.en.txt", "good.txt")]
    problems: list[Problem] = []
    all_jobs = [Job("two-files", (names[0], names[1]), "zh", "en"), Job("interleaved", (names[2],), "", "")]
    found = list(read_all(all_jobs, Config(Path(), {}), problems))
    assert [len(document.pairs) for document in found] == [1]
    assert [(problem.path, problem.line) for problem in problems] == [(names[1], 2)]
