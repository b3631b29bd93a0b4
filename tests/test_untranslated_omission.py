"""Clauses that a translation leaves out."""

from hypothesis import given
from hypothesis import strategies as st

from qa_lint.omissions import left_out, length
from tests.support import document, run

LONG = (
    "公园于五月开放，全年接待游客三万人次，湖边新建步道，修缮塔楼，举办灯会，并且在岛上开设了植物园和博物馆。"
)
TRANSLATION = (
    "The park was opened in May and received thirty thousand visitors over the year; walks were built by "
    "the lake, the tower was restored, a lantern festival was held, and a garden and a museum were opened on "
    "the island."
)


def omissions(source: str, target: str) -> list[str]:
    findings = run([document(source, target)]).findings
    return [finding.message for finding in findings if finding.rule == "untranslated-omission"]


def test_a_short_translation_is_measured_by_the_others() -> None:
    source, target = "\n".join([LONG] * 9), "\n".join([TRANSLATION] * 8)
    assert omissions(source, f"{target}\n{TRANSLATION}") == []
    (message,) = omissions(source, f"{target}\n{TRANSLATION[:80]}")
    assert message.endswith("it has 37% of the length that is usual in this document")


def test_where_all_are_short_none_is() -> None:
    short = TRANSLATION[:90]
    assert omissions("\n".join([LONG] * 9), "\n".join([short] * 9)) == []


def test_the_clauses_without_any_of_their_numbers_are_marked() -> None:
    source = "公园于2024年开放，新建步道12公里，种树2600棵。"
    found = left_out(source, "The park was opened in 2024.", "zh", "en")
    assert found is not None
    assert source[found.span.start : found.span.end] == "新建步道12公里，种树2600棵。"
    assert found.anchors == ("12", "2600")
    assert left_out(source, "Opened in 2024, with 12 km of walks and 2,600 trees.", "zh", "en") is None


# Numerals that are no decimal digits, as ² and ½, are the numbers' own matter.
TEXT = st.text(st.characters(exclude_categories=("No", "Cs")), max_size=80)


@given(TEXT, TEXT)
def test_what_is_left_out_stands_in_the_source(source: str, target: str) -> None:
    assert length(source) >= len(source)
    found = left_out(source, target, "zh", "en")
    assert found is None or 0 <= found.span.start < found.span.end <= len(source)
