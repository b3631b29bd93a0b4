"""PO files: entries as polib reads them, languages, plural forms, faults, and exact positions."""

import re
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_lint.config import Config
from qa_lint.model import Document, Pair, Problem, Remark, Segment, Side
from qa_lint.readers import Job, parts, read_all
from tests.test_readers import editor_lines

quick = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
HEADER = 'msgid ""\nmsgstr ""\n"Language: zh_CN\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
TEXT = st.text('ab 文“\\"\n\t%d{}1#msgid ', max_size=90).filter(str.strip)


def read(path: Path, text: str | bytes, **wanted: object) -> tuple[list[Document], list[Problem]]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    problems: list[Problem] = []
    config = Config(root=path.parent, rules={}, **wanted)  # type: ignore[arg-type]
    found = list(read_all([Job("po", (str(path),), "", "")], config, problems))
    return found, problems + [problem for document in found for problem in document.problems]


def pairs(found: list[Document]) -> list[Pair]:
    return [pair for document in found for pair in document.pairs]


def texts(found: list[Document]) -> list[tuple[str, str]]:
    return [(pair.source.text, pair.target.text) for pair in pairs(found)]


def check_positions(segment: Segment, lines: list[str]) -> None:
    for offset, character in enumerate(segment.text):
        line, column = segment.position(offset)
        written = lines[line - 1][column - 1 :]
        escape = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}.get(character, character)
        assert written.startswith(escape), (segment, offset)


def is_begun(entry: tuple[str, str, bool, str]) -> bool:
    """What is fuzzy and the same as the source is none of the translator's."""
    source, target, is_fuzzy, _ = entry
    return bool(target.strip()) and not (is_fuzzy and target.strip() == source.strip())


@quick
@given(
    written=st.lists(
        st.tuples(TEXT, TEXT | st.just(""), st.booleans(), st.sampled_from(["", "menu"])), max_size=6
    )
)
def test_files_of_polib_are_read_in_place(tmp_path: Path, written: list[tuple[str, str, bool, str]]) -> None:
    file = polib.POFile(wrapwidth=40)
    file.metadata = {
        "Language": "zh_CN",
        "X-Source-Language": "en",
        "Content-Type": "text/plain; charset=UTF-8",
    }
    for source, target, is_fuzzy, context in written:
        file.append(
            polib.POEntry(
                msgid=source,
                msgstr=target,
                flags=["c-format", "fuzzy"] if is_fuzzy else [],
                msgctxt=context or None,
                previous_msgid="old 1",
                tcomment='msgid "comment"',
                occurrences=[("a.c", "12")],
            )
        )
    file.append(polib.POEntry(msgid="gone", msgstr="没有了", obsolete=True))
    path = tmp_path / "a.po"
    found, problems = read(path, str(file))
    assert not problems
    begun = any(map(is_begun, written))
    assert [(pair.source.text, pair.target.text, pair.source.unit) for pair in pairs(found)] == [
        (source.strip(), target.strip() if begun else "", context or "a.c:12")
        for source, target, is_fuzzy, context in written
        if not (is_fuzzy and target and begun)
    ]
    lines = editor_lines(str(path))
    remarked = [entry.pair for document in found for entry in document.remarks]
    assert len(remarked) == sum(begun and is_fuzzy and bool(target) for _, target, is_fuzzy, _ in written)
    for pair in pairs(found) + remarked:
        check_positions(pair.source, lines)
        check_positions(pair.target, lines)


@quick
@given(text=st.text('#~|,: \n\r"\\[]0msgidsctr_plual文\0', max_size=80))
def test_any_text_is_read_or_told(tmp_path: Path, text: str) -> None:
    found, problems = read(tmp_path / "a.po", HEADER + text)
    lines = editor_lines(str(tmp_path / "a.po"))
    for pair in pairs(found):
        for segment in (pair.source, pair.target):
            assert all(segment.position(offset)[0] <= len(lines) for offset in range(len(segment.text)))
    written = [line.strip() for line in lines[5:] if line.strip() and not line.startswith("#")]
    assert found[0].pairs or problems or not written or set("".join(written)) <= set('msgidtr" \n')


@pytest.mark.parametrize(
    ("rule", "forms", "expected"),
    [
        # One form for all numbers answers the plural.
        ("nplurals=1; plural=0;", ["%d 个文件"], [("%d files", "%d 个文件")]),
        (
            "nplurals=2; plural=(n != 1);",
            ["1 Datei", "%d Dateien"],
            [("1 file", "1 Datei"), ("%d files", "%d Dateien")],
        ),
        # The first form is said of 1, 21, 31: no translation of "1 file".
        (
            "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && n%100/10!=1 ? 1 : 2);",
            ["%d файл", "%d файла", "%d файлов"],
            [("%d files", "%d файл"), ("%d files", "%d файла"), ("%d files", "%d файлов")],
        ),
        # The form of one is not the first.
        (
            "nplurals=3; plural=(n==0 ? 0 : n==1 ? 1 : 2);",
            ["لا ملفات", "1 ملف", "%d ملفات"],
            [("%d files", "لا ملفات"), ("1 file", "1 ملف"), ("%d files", "%d ملفات")],
        ),
        ("nplurals=2; plural=(n/0);", ["1 Datei", ""], [("1 file", "1 Datei"), ("%d files", "")]),
        ("", ["", ""], [("1 file", "")]),
    ],
)
def test_plural_forms(tmp_path: Path, rule: str, forms: list[str], expected: list[tuple[str, str]]) -> None:
    lines = "".join(f'msgstr[{number}] "{form}"\n' for number, form in enumerate(forms))
    header = HEADER.replace("\n\n", f'\n"Plural-Forms: {rule}\\n"\n\n')
    found, problems = read(tmp_path / "a.po", f'{header}msgid "1 file"\nmsgid_plural "%d files"\n{lines}')
    assert not problems
    assert texts(found) == expected
    assert [pair.target.unit for pair in pairs(found)] == [f"7[{number}]" for number in range(len(expected))]


def test_fuzzy_entries_are_unfinished_and_plain_empty_ones_untranslated(tmp_path: Path) -> None:
    text = (
        HEADER
        + '#, c-format, fuzzy\nmsgid "One"\nmsgstr "二"\n\nmsgid "Two"\nmsgstr ""\n\n'
        + 'msgid "Three"\nmsgstr "三"\n#~ msgid "Old"\n#~ msgstr "旧"\n'
    )
    [document], _ = read(tmp_path / "a.po", text)
    assert texts([document]) == [("Two", ""), ("Three", "三")]
    [entry] = document.remarks
    assert (entry.remark, dict(entry.fields)) == (Remark.UNFINISHED, {"state": "fuzzy"})
    assert (entry.pair.source.text, entry.pair.target.text) == ("One", "二")
    assert document.pairs[0].target.position(0) == (11, 9)


def test_a_file_without_any_translation_is_alone(tmp_path: Path) -> None:
    [document], _ = read(tmp_path / "a.po", HEADER + 'msgid "Two"\nmsgstr ""\n')
    assert document.lone is Side.SOURCE


@pytest.mark.parametrize(
    ("header", "name", "settings", "languages"),
    [
        ("Language: pt_BR", "zh_CN.po", {}, ("en", "pt-BR")),
        ("Language: sr@latin", "a.po", {}, ("en", "sr")),
        ("Language: fil", "a.po", {}, ("en", "fil")),
        ("Language: ", "zh_CN.po", {"target_language": "fr"}, ("en", "zh-CN")),
        ("Language: ", "django.zh-Hant.po", {}, ("en", "zh-Hant")),
        ("Language: ", "zh_TW/LC_MESSAGES/a.po", {}, ("en", "zh-TW")),
        ("Language: ", "a.po", {"target_language": "zh-SG"}, ("en", "zh-SG")),
        ("Language: ", "a.po", {}, ("en", "zh")),
        ("Language: zh\\nX-Source-Language: de_DE", "a.po", {"source_language": "fr"}, ("de-DE", "zh")),
        ("Language: zh", "a.po", {"source_language": "fr"}, ("fr", "zh")),
    ],
)
def test_languages(
    tmp_path: Path, header: str, name: str, settings: dict[str, str], languages: tuple[str, str]
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f'msgid ""\nmsgstr "{header}\\n"\n\nmsgid "Open"\nmsgstr "打开文件"\n'
    [document], _ = read(path, text, **settings)
    assert (document.source_language, document.target_language) == languages


def test_a_file_in_the_language_of_the_source_holds_what_differs(tmp_path: Path) -> None:
    text = HEADER.replace("zh_CN", "en_GB") + 'msgid "Color"\nmsgstr "Colour"\n\nmsgid "Open"\nmsgstr ""\n'
    [document], _ = read(tmp_path / "a.po", text)
    assert texts([document]) == [("Color", "Colour")]
    [document], _ = read(tmp_path / "a.po", text.replace("Colour", ""))
    assert (document.pairs, document.lone) == ((), None)


def test_messages_in_another_language_than_english_are_known_by_their_words(tmp_path: Path) -> None:
    text = HEADER + 'msgid "打开文件"\nmsgstr "Open the file"\n'
    [document], _ = read(tmp_path / "a.po", text.replace("zh_CN", "en"))
    assert (document.source_language, document.target_language) == ("zh", "en")


@pytest.mark.parametrize(
    ("broken", "line", "message"),
    [
        ('msgid "say "hi""\nmsgstr "说"\n', 6, "this string does not end"),
        ('msgid "one\nmsgstr "说"\n', 6, "this string does not end"),
        ('msgid "one"\n\n', 6, "this msgid has no msgstr"),
        ('msgid "one"\nmsgid_plural "many"\nmsgstr "一"\n', 6, "this msgid has no msgstr[0]"),
        ('<<<<<<< HEAD\nmsgid "one"\nmsgstr "一"\n', 6, "neither a keyword as msgid, nor a string"),
        ('msgid "one"\nmsgstr "一"\nmsgstr "二"\n', 8, "a second msgstr in one entry"),
        ('"stray"\nmsgid "one"\nmsgstr "一"\n', 6, "a string without a keyword"),
        ("msgid\nmsgstr\n", 6, "no string behind msgid"),
        ('msgstr "一"\n', 6, "an entry without msgid"),
    ],
)
def test_a_broken_entry_is_told_and_the_rest_is_read(
    tmp_path: Path, broken: str, line: int, message: str
) -> None:
    good = 'msgid "good"\nmsgstr "好"\n'
    found, [problem] = read(tmp_path / "a.po", f"{HEADER}{broken}\n{good}")
    assert (problem.line, problem.message[: len(message)]) == (line, message)
    assert ("good", "好") in texts(found)


def test_many_broken_entries_are_counted(tmp_path: Path) -> None:
    _, problems = read(tmp_path / "a.po", HEADER + "<<<<<<<\n" * 50)
    assert len(problems) == 21
    assert problems[-1].message == "30 more lines cannot be read"


def test_strings_may_share_a_line_and_stand_under_their_keyword(tmp_path: Path) -> None:
    text = HEADER + '  msgid\n"one " "two"\n\tmsgstr "一" \t "二"  \nmsgid"x"msgstr"叉"'
    found, problems = read(tmp_path / "a.po", text)
    assert not problems
    assert texts(found) == [("one two", "一二"), ("x", "叉")]
    assert pairs(found)[0].source.position(4) == (7, 9)
    assert pairs(found)[1].target.position(0) == (9, 16)


def test_numbers_of_characters_are_characters(tmp_path: Path) -> None:
    found, _ = read(tmp_path / "a.po", HEADER + r'msgid "a\x41\101b\\n"' + '\nmsgstr "一"\n')
    source = pairs(found)[0].source
    assert source.text == "aAAb\\n"
    assert [source.position(offset)[1] for offset in range(6)] == [8, 9, 13, 17, 18, 20]


@pytest.mark.parametrize("charset", ["GBK", "Big5", "UTF-8", "EUC-JP"])
def test_the_charset_is_the_one_of_the_header(tmp_path: Path, charset: str) -> None:
    text = HEADER.replace("UTF-8", charset) + 'msgid "one"\nmsgstr "一 日"\n'
    found, problems = read(tmp_path / "a.po", text.encode(charset))
    assert not problems
    assert texts(found) == [("one", "一 日")]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_charset_not_filled_in_is_found(tmp_path: Path, encoding: str) -> None:
    text = HEADER.replace("UTF-8", "CHARSET") + 'msgid "Open file"\nmsgstr "打开一个文件,是的"\n'
    found, problems = read(tmp_path / "a.po", text.encode(encoding))
    assert not problems
    assert texts(found) == [("Open file", "打开一个文件,是的")]


def test_a_wrong_charset_is_told(tmp_path: Path) -> None:
    body = 'msgid "good"\nmsgstr "fine"\n\n' + 'msgid "one"\nmsgstr "打开文件"\n\n' * 3
    found, problems = read(tmp_path / "a.po", (HEADER + body).encode("gbk"))
    assert texts(found) == [("good", "fine")]
    assert [(problem.line, problem.message[:27]) for problem in problems] == [
        (10, "not in the charset that the"),
        (None, "2 more lines are not in the"),
    ]
    found, [problem] = read(tmp_path / "b.po", HEADER.replace("UTF-8", "GBK") + body)
    assert len(pairs(found)) == 4
    assert problem.message == "the header names the charset GBK, but the file is UTF-8"
    assert problem.line == 4
    for charset in ("klingon", "base64", "punycode"):
        found, [problem] = read(tmp_path / "c.po", HEADER.replace("UTF-8", charset) + body)
        assert not found
        assert problem.message == f"the header names an unknown charset, '{charset}'"


def test_a_binary_file_and_an_endless_line_are_told(tmp_path: Path) -> None:
    _, [problem] = read(tmp_path / "a.po", b"\xde\x12\x04\x95\0\0\0\0" * 50)
    assert re.search("binary", problem.message)
    long = "x" * 1_100_000
    found, [problem] = read(
        tmp_path / "b.po", f'{HEADER}msgid "{long}"\nmsgstr "长"\n\nmsgid "a"\nmsgstr "b"'
    )
    assert (problem.line, problem.message) == (6, "this line has more than 1,000,000 characters")
    assert texts(found) == [("a", "b")]


def test_a_long_file_comes_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_PART", 10)
    found, _ = read(tmp_path / "a.po", HEADER + 'msgid "one"\r\nmsgstr "一"\r\n\r\n' * 25)
    assert [len(document.pairs) for document in found] == [10, 10, 5]
    assert found[2].pairs[-1].source.position(0) == (78, 8)


@pytest.mark.parametrize("charset", ["undefined", "base64", "x-none"])
def test_a_charset_that_is_none_is_told(tmp_path: Path, charset: str) -> None:
    text = HEADER.replace("UTF-8", charset) + 'msgid "one"\nmsgstr "一"\n'
    found, [problem] = read(tmp_path / "a.po", text.encode())
    assert not found
    assert problem.message == f"the header names an unknown charset, '{charset}'"
