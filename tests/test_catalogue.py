"""Rule files of one's own: what is wrong in them is told, with the file and what was allowed."""

from pathlib import Path

import pytest

from qa_lint.catalogue import RuleError, load_rules, shipped_rules

RULE = (shipped_rules() / "number-bound.toml").read_text(encoding="utf-8").partition("[[examples]]")[0]
MESSAGE = "{said}; the translation gives {target_said}"


def own_rules(tmp_path: Path, old: str, new: str) -> Path:
    text = RULE.replace('"number-bound"', '"own"')
    assert old in text
    (tmp_path / "own.toml").write_text(text.replace(old, new), encoding="utf-8")
    return tmp_path


def test_a_rule_of_ones_own_words_the_message_anew(tmp_path: Path) -> None:
    folder = own_rules(tmp_path, MESSAGE, "{source} against {target}: {said}")
    assert load_rules([folder])["own"].message == "{source} against {target}: {said}"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (MESSAGE, "{value}", r"message: unknown field \{value\}; allowed are \{said\}, \{source\}"),
        (MESSAGE, "{source:d}", r"message: unknown field \{source:d\}"),
        (MESSAGE, "{source", r"message: expected '\}'"),
        ('since = "0.1"', "since = 0.1", r"since = 0\.1: expected a string"),
        ('"warning"', '"loud"', r"severity = 'loud' is not one of error, info, warning"),
    ],
)
def test_a_wrong_rule_of_ones_own(tmp_path: Path, old: str, new: str, expected: str) -> None:
    with pytest.raises(RuleError, match=rf"own\.toml: {expected}"):
        load_rules([own_rules(tmp_path, old, new)])


def test_a_rule_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes(b"\xff")
    with pytest.raises(RuleError, match=r"own\.toml: not valid UTF-8 at byte 1"):
        load_rules([tmp_path])
