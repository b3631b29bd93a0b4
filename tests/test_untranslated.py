"""What is prose, what is a copy, which words are left over, and what a whole document counts as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_lint.checks.leftovers import collect as collect_leftovers
from qa_lint.leftovers import leftovers
from qa_lint.model import Pair
from qa_lint.prose import has_words, is_prose, without_opaque
from qa_lint.states import State, judge
from tests.support import document, run

SENTENCE = "The ferry to the island is out of service until the end of the month."
COPIES = [
    ("en", "fr", SENTENCE),
    ("en", "de", SENTENCE),
    ("en", "ru", SENTENCE),
    ("en", "zh", SENTENCE),
    ("de", "en", "Die Fähre zur Insel ist bis zum Ende des Monats außer Betrieb."),
    ("it", "en", "Il traghetto per l'isola non funziona fino alla fine del mese di maggio."),
    ("ru", "en", "Паром на остров не работает."),
    ("zh", "en", "轮渡停运。"),
    ("zh", "ja", "前往岛上的轮渡停运到月底为止。"),
    ("ja", "zh", "島への渡し船は月末まで運休です。"),
]
KEPT = [
    "Harbourline 3",
    "Lake & Park Conservation Society of the North",
    "https://example.org/the/ferry/to/the/island",
    "ferry@example.org",
    "docs/the/ferry/index.md",
    "{count} %s %(name)s",
    "3.5 × 10 = 35 kg",
    "`for ferry in island: print(ferry)`",
    "pip install --upgrade ferry",
    "import ferry\nfor trip in ferry.trips():\n    print(trip)",
    "J. Doe, The Ferries of the North, Journal of Islands 12 (2020)",
    "NATO, WHO, ISO 9001",
    "Proceedings of the Conference on the Lakes and the Rivers",
    "ferry_trip_count",
]


def state(pair: Pair) -> State:
    return judge(pair.source.text, pair.target.text, pair.source.language, pair.target.language)[0]


@pytest.mark.parametrize(("source", "target", "text"), COPIES)
def test_copies_of_sentences_count(source: str, target: str, text: str) -> None:
    (pair,) = document(text, text, (source, target)).pairs
    assert state(pair) is State.COPY


@pytest.mark.parametrize("text", KEPT)
@pytest.mark.parametrize("target", ["fr", "zh"])
def test_what_stays_as_it_is_never_counts(text: str, target: str) -> None:
    (pair,) = document(text.replace("\n", " \v"), text.replace("\n", " \v"), ("en", target)).pairs
    assert state(pair) is State.ALIKE


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("公园开放。", "", State.EMPTY),
        ("公园开放。", " … ", State.EMPTY),
        ("2024年", "2024", State.UNSURE),
        ("——", "", State.ALIKE),
        ("https://example.org", "", State.ALIKE),
        ("公园开放。", "公園已經開放了。", State.SOURCE_LANGUAGE),
        ("公园开放。", "The park 公园 is open.", State.TRANSLATED),
    ],
)
def test_states(source: str, target: str, expected: State) -> None:
    (pair,) = document(source, target).pairs
    assert state(pair) is expected


def test_variants_of_one_language_are_not_untranslated() -> None:
    (pair,) = document("公园开放。", "公园开放。", ("zh-Hans", "zh-Hant")).pairs
    assert state(pair) is State.TRANSLATED


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("十六万例", "More than 16万 cases", ["万"]),
        ("公园（湖滨）", "The park (湖滨)", []),
        ("公园“湖滨”", "The park “湖滨”", []),
        ("他说公园因为雨关闭", 'He said "closed 因为 of rain"', ["因为"]),
        ("公园", "The park at https://example.org/公园", []),
        ("α粒子", "The α particle", []),
    ],
)
def test_leftovers(source: str, target: str, expected: list[str]) -> None:
    found = leftovers(source, target, "zh", "en")
    assert [target[span.start : span.end] for span in found] == expected


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(["zh", "en", "de", "ru", "ja", ""]))
def test_any_text_has_a_state_and_leftovers_within_it(source: str, target: str, language: str) -> None:
    if source.strip() or target.strip():
        (pair,) = document(source.replace("\n", " "), target.replace("\n", " "), (language, "en")).pairs
        state(pair)
    for span in leftovers(source, target, language, "en"):
        assert 0 <= span.start < span.end <= len(target)


@given(st.text(alphabet="ab1 .`:@{}%$<>|/\\[]_-w(", max_size=60))
def test_blanking_keeps_the_length(text: str) -> None:
    assert len(without_opaque(text)) == len(text)
    assert is_prose(text, "en", "fr") is False or has_words(text)


def test_a_document_with_few_translations_is_one_finding() -> None:
    source = "\n".join(f"第{number}段文字。" for number in range(12))
    target = "\n".join(["The first paragraph.", *[""] * 11])
    result = run([document(source, target)])
    assert [finding.rule for finding in result.findings] == ["untranslated-document"]
    assert result.findings[0].message == "This document is not translated: 11 of 12 segments in Chinese"


def test_a_lone_target_is_not_untranslated() -> None:
    assert [f.rule for f in run([document("\n\n", "One.\nTwo.\nThree.")]).findings] == []


def test_a_source_heading_over_target_notes_is_reported_on_either_side() -> None:
    on_target = document("港口[1]", "Harbour[1]", target_notes=("注释:", "[1]The eastern one."))
    on_source = document(
        "港口[1]", "Harbour[1]", source_notes=("注释:",), target_notes=("[1]The eastern one.",)
    )
    both = document(
        "港口[1]", "Harbour[1]", source_notes=("注释:", "[1]东港。"), target_notes=("Notes:", "[1]East.")
    )
    counts = [len(collect_leftovers(entry, keep=[], glossary=())) for entry in (on_target, on_source, both)]
    assert counts == [1, 1, 0]
