import codecs
from pathlib import Path

import pytest

from qa_lint import textfile
from qa_lint.textfile import TextError, decode, read_head, read_text

SIMPLIFIED = "清河市二零二三年预算报告\n今年全市新建学校12所,比去年增加3所。\n"
TRADITIONAL = "清河市二零二三年預算報告\n今年全市新建學校12所,比去年增加3所。\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "utf-8-sig"),
        (SIMPLIFIED, "utf-16"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
        (SIMPLIFIED, "utf-32"),
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "gb18030"),
        ("预算报告", "gb18030"),
        ("市長報告", "big5"),
        ("Plan for 2024\nnumbers only", "utf-16-le"),
        ("Le marché de l’été a été rénové.", "cp1252"),
        ("Сегодня в городе открыли новый парк.", "cp1251"),
        ("今年度の予算は増えています。", "cp932"),
        ("올해 예산은 작년보다 많습니다.", "cp949"),
    ],
)
def test_encodings_are_told_apart(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_every_kind_of_line_end_counts_once_and_nothing_else_does() -> None:
    assert decode("a\r\nb\rc\nd\u2028e\ff\x0bg\x85h".encode()) == "a\nb\nc\nd\u2028e\ff\x0bg\x85h"


def test_a_byte_order_mark_is_no_character() -> None:
    assert decode(codecs.BOM_UTF8 + b"abc") == "abc"


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"one\ntwo\nth\xffree\n", 3, "its encoding cannot be told (byte 11 is not UTF-8)"),
        ("第一行\n第二行".encode()[:-1], 2, "not valid UTF-8 at byte 17"),
        (SIMPLIFIED.encode("gb18030") + b"\xff\n", 3, "not valid GB18030 at byte"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00" * 20, 1, "a binary file, not a text (byte 1 is 0x7f)"),
        (b"one\ntwo\0three\n", 2, "a binary file, not a text (byte 8 is 0x00)"),
        (codecs.BOM_UTF16_LE + b"a", 1, "not valid UTF-16"),
    ],
)
def test_what_cannot_be_decoded_is_said_with_its_line(data: bytes, line: int, message: str) -> None:
    with pytest.raises(TextError) as caught:
        decode(data)
    assert message in caught.value.message
    assert caught.value.line == line


def test_a_missing_file_is_an_error_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(TextError, match="No such file") as caught:
        read_text(str(tmp_path / "none.txt"))
    assert caught.value.path == str(tmp_path / "none.txt")


def test_a_line_that_is_too_long_is_an_error_with_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "long.txt"
    path.write_text("short\n" + "x" * 101 + "\n")
    monkeypatch.setattr(textfile, "MAX_LINE", 100)
    with pytest.raises(TextError, match="101 characters") as caught:
        read_text(str(path))
    assert (caught.value.path, caught.value.line) == (str(path), 2)


@pytest.mark.parametrize(("text", "line"), [("short\n" + "x" * 900, 2), ("short\n" * 150, 1)])
def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, line: int
) -> None:
    path = tmp_path / "large.txt"
    path.write_text(text)
    monkeypatch.setattr(textfile, "MAX_BYTES", 800)
    monkeypatch.setattr(textfile, "MAX_LINE", 100)
    with pytest.raises(TextError, match=r"more than 100 characters|files of up to") as caught:
        read_text(str(path))
    assert caught.value.line == line


def test_the_head_of_a_file_ends_at_a_line(tmp_path: Path) -> None:
    path = tmp_path / "head.txt"
    path.write_text(SIMPLIFIED * 10, encoding="utf-8")
    head = read_head(str(path), 200)
    assert SIMPLIFIED.startswith(head[:10])
    assert (SIMPLIFIED * 10).split("\n")[: head.count("\n")] == head.split("\n")[: head.count("\n")]
