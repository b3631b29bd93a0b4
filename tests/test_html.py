"""The HTML report as a file: safe, whole, and readable without JavaScript."""

import base64
import hashlib
import html
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_lint.model import Anchor, Finding, Pair, Problem, Segment, Severity
from qa_lint.writers.html_data import direction
from tests.findings import FINDING, RULES_FACTS, RUN, mark, written

TEXTS = st.text(st.characters(), max_size=200)
EVIL = "</script><script>alert(1)</script><!--<img src=x onerror=alert(1)>\"'&{{data}}"


class Page(HTMLParser):
    """The text, tags and attributes of a page."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(content)
        self.close()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def data(content: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', content, re.DOTALL)
    assert found
    return json.loads(found[1])


def report(*findings: Finding, run: Any = RUN) -> str:
    return written("html", *findings, run=run)


def test_the_data_of_one_finding() -> None:
    found = data(report(FINDING))
    assert found["findings"] == [
        [
            *(0, 0, 0, FINDING.message),
            *([0, 4, 9, 3, 5, 0, ""], [1, 11, 17, 4, 12, 0, ""]),
            *("204,000", FINDING.fingerprint, "4:12", 0),
        ]
    ]
    assert found["texts"] == [
        ["新建住房20.4万平方米。", 0],
        ["Homes with 20,400 square meters were built.", 0],
    ]
    assert found["paths"] == ["report.txt"]


def test_texts_stand_in_it_once_with_their_languages() -> None:
    source, target = (
        Segment(text, language, "report.txt", (Anchor(0, 1, 1),))
        for text, language in (("سطر 5", "ar"), ("line 5", "en"))
    )
    findings = [
        replace(FINDING, source=source.mark(), target=target.mark(), pair=Pair(source, target))
        for _ in range(9)
    ]
    content = report(*findings)
    found = data(content)
    assert found["texts"] == [["سطر 5", 1], ["line 5", 2]]
    assert found["languages"] == [["", "auto"], ["ar", "rtl"], ["en", "ltr"]]
    assert '<p class="text" lang="ar" dir="rtl">' in content


def test_positions_are_counted_in_utf_16() -> None:
    found = data(report(replace(FINDING, target=mark("😀𠮷 20,400", "20,400"))))
    assert found["findings"][0][5][1:3] == [5, 11]


@pytest.mark.parametrize(
    ("language", "expected"), [("ar", "rtl"), ("zh-Hant-TW", "ltr"), ("", "auto"), ("?", "auto")]
)
def test_the_direction_of_a_language(language: str, expected: str) -> None:
    assert direction(language) == expected


@settings(deadline=None)
@given(TEXTS)
def test_nothing_in_a_document_becomes_markup(text: str) -> None:
    plain = Page(report(FINDING))
    evil = EVIL + text
    finding = replace(
        FINDING,
        message=evil,
        path=evil,
        target=mark(evil, path=evil),
        suggestion=evil,
        rule="number-mismatch",
    )
    page = Page(report(finding, run=replace(RUN, languages=(evil,), signature=evil)))
    unseen = page.tags.count("span") - plain.tags.count("span")
    assert [tag for tag in page.tags if tag not in ("span", "code")] == [
        tag for tag in plain.tags if tag not in ("span", "code")
    ]
    assert unseen >= 0
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_any_text_comes_out_as_it_went_in(message: str, text: str) -> None:
    found = data(report(replace(FINDING, message=message, target=mark(text))))
    assert found["findings"][0][3] == message
    assert [text, 0] in found["texts"]


def test_the_policy_allows_the_style_and_the_script_of_the_page_and_no_more() -> None:
    content = report(FINDING)
    policy = html.unescape(
        content.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]
    )
    for name in ("style", "script"):
        (body,) = re.findall(rf"<{name}>(.*?)</{name}>", content, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert not re.findall(r"(?:src|href)=\"(?!#)", content)


def test_all_findings_are_readable_without_javascript() -> None:
    findings = [
        replace(FINDING, message=f"message {number} here", fingerprint=f"{number:016x}")
        for number in range(450)
    ]
    content = report(*findings).partition("<script")[0]
    assert content.count("<article") == 200
    assert all(f"message {number} here" in content for number in range(450))
    assert "250 more findings" in content


def test_invisible_characters_are_named() -> None:
    assert '<span class="unseen">U+202E</span>' in report(replace(FINDING, message="a\u202eb"))


def test_the_rest_of_the_page() -> None:
    run = replace(RUN, problems=(Problem("a.txt", "is broken", 3),), notices=("hm",), rules=RULES_FACTS)
    page = report(FINDING, replace(FINDING, severity=Severity.INFO), run=replace(run, signature="qa-lint|x"))
    text = Page(page).text
    assert "2 findings in 1 of 5 documents" in text
    assert "a.txt:3 is broken" in text
    assert "<code>qa-lint|x</code>" in page
    assert 'id="rule-number-mismatch"' in page
    assert "MQM: accuracy/mistranslation" in text
    assert "No findings in 5 documents" in report()
    assert "Nothing to report." in report()
    assert "Nothing to report." not in report(run=run)


def test_a_huge_paragraph_stands_in_it_once() -> None:
    text = "字😀" * 50_000
    findings = [replace(FINDING, source=mark(text), target=mark(text + "20", "20")) for _ in range(50)]
    content = report(*findings)
    assert len(content) < 2_000_000
    assert data(content)["findings"][0][5][1:3] == [150_000, 150_002]
