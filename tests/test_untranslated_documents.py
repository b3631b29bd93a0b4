"""Runs of segments, whole documents, third languages and variants, and what is translated elsewhere."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_lint.checks.untranslated import collect
from qa_lint.memory import Memory, Recall
from qa_lint.model import Finding
from qa_lint.states import State, judge
from qa_lint.variants import own_characters, wanted
from tests.support import document, run, segment

GERMAN = "Die Fähre zur Insel ist wegen Reparaturen bis zum Ende des Monats außer Betrieb."
FRENCH = "Le bac vers l'île est hors service jusqu'à la fin du mois pour cause de réparations."
ENGLISH = "The ferry to the island is out of service for repairs until the end of the month."


def found(*documents: tuple[str, str, str], languages: tuple[str, str] = ("zh", "en")) -> list[Finding]:
    """Findings on documents of path, source and target."""
    texts = [document(source, target, languages, path=path) for path, source, target in documents]
    return [f for f in run(texts).findings if f.rule.startswith(("untranslated", "segment"))]


def test_a_run_is_one_finding_that_spans_it() -> None:
    source = "第一段文字在此。\n第二段文字在此。\n2024\n第三段文字在此。\n第四段文字在此。"
    (one,) = found(("a", source, "The first one.\n\n2024\n\nThe fourth one."))
    assert one.message == "Not translated: 2 segments in a row (lines 2-4): their translations are empty"
    assert one.source is not None
    assert (one.source.place.line, one.source.place.end_line) == (2, 4)
    assert one.source.text == "第二段文字在此。\n第三段文字在此。"


def test_different_reasons_and_what_is_translated_between_part_runs() -> None:
    source = "第一段文字。\n第二段文字。\n第三段文字。\n首页\n第四段文字。\n第五段文字。"
    target = "The first one.\n\n第三段文字。\nHome\n\nThe fifth."
    assert [finding.place.line for finding in found(("a", source, target))] == [2, 3, 5]


def test_other_rules_are_silent_in_every_segment_of_a_run() -> None:
    texts = document("第1段有100字。\n第2段有200字。\n第三段。", "\n\nThe third.", path="a")
    assert [finding.rule for finding in run([texts]).findings] == ["untranslated-segment"]


def test_a_segment_translated_elsewhere_is_told() -> None:
    sources = "公园已于五月开放。\n公园有湖。"
    others = "公园已于五月开放。\n湖边有步道。\n园里有塔。"
    (one,) = found(("a", sources, "\nThe park has a lake."), ("b", others, "Opened.\nA walk.\nA tower."))
    assert (
        one.message
        == "Not translated: the translation is empty; already translated in b.source:1".replace(
            "b.source", "b"
        )
    )


def test_a_document_counts_what_is_translated_clause_by_clause() -> None:
    source = "公园已于今年五月开放,全年接待游客三万人次。\n湖边新建步道十二公里。\n别处没有这一段文字。"
    known = (
        "全年接待游客三万人次，公园已于今年五月开放，新建塔楼一座。\n湖边新建步道十二公里！\n公园里有湖和塔。"
    )
    (one,) = found(
        ("a", source, "\n\n"), ("b", known, "The park is open.\nA walk was built.\nThe park has a lake.")
    )
    assert one.rule == "untranslated-document"
    assert one.message == (
        "No translation of this document was found: 3 segments in Chinese; "
        "2 of them are already translated in b:1-2"
    )


@pytest.mark.parametrize(
    ("target", "languages", "expected"),
    [
        (GERMAN, ("en", "fr"), (State.OTHER_LANGUAGE, "de")),
        (FRENCH, ("en", "fr"), (State.TRANSLATED, "")),
        (GERMAN, ("fr", "de"), (State.TRANSLATED, "")),
        (FRENCH, ("en", "zh"), (State.OTHER_LANGUAGE, "fr")),
        (ENGLISH, ("zh", "fr"), (State.OTHER_LANGUAGE, "en")),
        (ENGLISH.replace("service", "use"), ("en", "pl"), (State.NEAR_COPY, "")),
        ("Until the end of May there will be no boats to the island at all.", ("en", "pl"), None),
        ("島への渡し船は月末まで運休します。", ("en", "zh"), (State.OTHER_LANGUAGE, "ja")),
        (
            "前往岛上的轮渡停运到月底为止，请大家不要前往码头，这是通知。",
            ("en", "ja"),
            (State.OTHER_LANGUAGE, "zh"),
        ),
        ("섬으로 가는 배는 운항하지 않습니다.", ("zh", "en"), (State.OTHER_LANGUAGE, "ko")),
        ("Die Fähre", ("en", "fr"), (State.UNSURE, "")),
        ("公园的すでに关闭", ("ja", "zh"), (State.TRANSLATED, "")),
    ],
)
def test_languages(target: str, languages: tuple[str, str], expected: tuple[State, str] | None) -> None:
    source = "轮渡停运到月底。" if languages[0] == "zh" else ENGLISH
    assert judge(source, target, *languages) == (expected or (State.SOURCE_LANGUAGE, ""))


def test_a_document_in_a_third_language_is_one_finding() -> None:
    texts = document("\n".join([ENGLISH] * 4), "\n".join([GERMAN, "Fähre", GERMAN, GERMAN]), ("en", "fr"))
    (one,) = [finding for finding in run([texts]).findings if finding.rule.startswith("untranslated")]
    assert one.message == "3 translations in a row (lines 1-4) are in German, not in French"


def test_parts_of_a_document_are_counted_together() -> None:
    parts = [document("第一段文字在此。\n第二段文字在此。", "\n", path="a") for _ in range(2)]
    (one,) = run(parts).findings
    assert one.message == "No translation of this document was found: 4 segments in Chinese"


def test_a_summary_can_be_sent_to_another_process() -> None:
    summary = collect(document("公园已于五月开放。\n公园有湖。", "The park is open.\n"))
    assert pickle.loads(pickle.dumps(summary)) == summary


@given(st.lists(st.text(max_size=60), max_size=6), st.text(max_size=60))
def test_what_is_remembered_is_known(texts: list[str], other: str) -> None:
    memory = Memory("a", "en")
    for text in texts:
        memory.add(segment(text, "zh", "a", 3))
    recall = Recall([memory], [*texts, other])
    for text in texts:
        known = recall.known([text], "en")
        assert recall.known([text], "de") is None
        assert known or not any(character.isalnum() for character in text)
        assert known is None or (known.place == "a:3" and known.count == 1)


def test_variants_are_asked_for_by_script_or_region() -> None:
    names = [variant.name if (variant := wanted(tag)) else "" for tag in ("zh", "zh-TW", "zh_hans", "en-US")]
    assert names == ["", "Traditional Chinese", "Simplified Chinese", ""]


def test_characters_of_one_variant() -> None:
    assert own_characters("里面的台风", "zh") == {"Simplified Chinese": ["风"], "Traditional Chinese": []}
    assert own_characters("裡面的颱風", "zh") == {
        "Simplified Chinese": [],
        "Traditional Chinese": ["裡", "颱", "風"],
    }
