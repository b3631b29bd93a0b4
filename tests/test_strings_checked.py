"""Software strings from the files to the findings: pairs by name, forms of messages, places."""

from pathlib import Path

import pytest

from qa_lint.config import Config
from qa_lint.engine import lint
from qa_lint.model import Problem
from qa_lint.readers import Job, read_all
from tests.support import RULES

SOURCE = """{
 "limit": "Upload up to 20 files of 5 MB each.",
 "file_one": "1 file was deleted", "file_other": "{{count}} files were deleted",
 "icu": "{n, plural, =0 {No messages} one {1 message} other {# messages}} in 3 folders",
 "missing": "This text is not translated.",
 "left": "This sentence has been left as it is in English."
}"""
TARGET = """{
 "left": "This sentence has been left as it is in English.",
 "file_other": "已删除 {{count}} 个文件",
 "icu": "3 个文件夹中有{n, plural, =0 {没有消息} other {# 条消息}}",
 "limit": "最多上传 20 个文件，每个 50 MB。",
 "extra": "多余的文字在这里"
}"""


def test_a_table_and_its_translation(tmp_path: Path) -> None:
    paths = tmp_path / "en.json", tmp_path / "zh.json"
    paths[0].write_text(SOURCE, encoding="utf-8")
    paths[1].write_text(TARGET, encoding="utf-8")
    config = Config(root=tmp_path, rules=RULES)
    problems: list[Problem] = []
    job = Job("two-files", tuple(map(str, paths)), "en", "zh")
    result = lint(read_all([job], config, problems), config)
    assert not problems + result.problems
    found = [
        (finding.rule, mark.place.unit, mark.place.line, mark.place.column)
        for finding in result.findings
        if (mark := finding.target if finding.target and finding.target.text else finding.source)
    ]
    assert sorted(found) == [
        ("document-segment-extra", "extra", 6, 12),
        ("document-segment-missing", "missing", 5, 14),
        ("number-mismatch", "limit", 5, 27),
        ("untranslated-segment", "left", 2, 11),
    ]


@pytest.mark.parametrize(
    ("name", "source", "target"),
    [
        ("a.xml", '<resources><plurals name="n"><item quantity="one">1 note</item>\n'
                  '<item quantity="other">%d notes</item></plurals></resources>',
         '<resources><plurals name="n"><item quantity="one">%d заметка</item>'
         '<item quantity="few">%d заметки</item>\n'
         '<item quantity="other">%d заметок</item></plurals></resources>'),
        ("a.ftl", "tabs = { $n ->\n    [one] Close 1 tab?\n   *[other] Close { $n } tabs?\n }\n",
         "tabs = Закрыть вкладки: { $n }?\n"),
        ("a.properties", "a=At %1$s: {0} of {1}\n", "a=В %1$s: {0} из {1}\n"),
        ("a.yml", "en:\n  a: Wait %{count} minutes\n", "ru:\n  a: Подождите %{count} минут\n"),
    ],
)  # fmt: skip
def test_forms_and_placeholders_are_no_findings(tmp_path: Path, name: str, source: str, target: str) -> None:
    paths = tmp_path / "en" / name, tmp_path / "ru" / name
    for path, text in zip(paths, (source, target), strict=True):
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    config = Config(root=tmp_path, rules=RULES)
    problems: list[Problem] = []
    result = lint(read_all([Job("two-files", tuple(map(str, paths)), "en", "ru")], config, problems), config)
    assert result.pairs
    assert not [*problems, *result.problems, *result.findings]
