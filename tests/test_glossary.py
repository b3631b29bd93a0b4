import codecs
import os
import pickle
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_lint.checks.glossary import COUNT, FORBIDDEN, KEPT, MISSING
from qa_lint.glossaries import load_glossaries
from qa_lint.glossary import Concept, Entry, Facts, entries_for
from qa_lint.model import PlacedHit, Problem, Span
from qa_lint.renderings import find_loosely, find_rendering
from qa_lint.replacements import find_instead, short_forms
from qa_lint.terms import find_terms, split
from qa_lint.words import stands_alone
from tests.support import document


def load(folder: Path, text: str, name: str = "terms.csv") -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    glossaries = load_glossaries([str(path)])
    return entries_for(glossaries.items, "zh", "en", ()), glossaries.problems


def entries(**terms: str | list[str]) -> tuple[Entry, ...]:
    return tuple(
        Entry((term.replace("_", " "),), (approved,) if isinstance(approved, str) else tuple(approved))
        for term, approved in terms.items()
    )


def hits(source: str, target: str, glossary: tuple[Entry, ...], languages: str = "zh-en") -> list[PlacedHit]:
    source_language, target_language = languages.split("-")
    summary = MISSING.collect(document(source, target, (source_language, target_language)), glossary=glossary)
    return [hit for check in (MISSING, FORBIDDEN, KEPT, COUNT) for hit in check.judge([summary])]


def found(text: str, glossary: tuple[Entry, ...], language: str = "zh") -> list[str]:
    terms = find_terms(text, language, glossary)
    return sorted(text[span.start : span.end] for spans in terms.values() for span in spans)


@pytest.mark.parametrize(
    "text",
    [
        "source,approved,forbidden\n城中村,urban village|village,slum\n",
        "城中村,urban village;village,slum\n",
        "term\ttarget\tdo not use\n城中村\turban village | village\tslum\n",
        "术语;译文;禁用\n城中村;urban village|village;slum\n",
        "Forbidden,Source_Term,Approved rendering(s),domain\nslum,城中村,urban village；village,city\n",
        'zh,en,avoid\n"城中村","urban village|village","slum"\n',
    ],
)
def test_the_forms_of_a_glossary_file(tmp_path: Path, text: str) -> None:
    (entry,), problems = load(tmp_path, text)
    assert not problems
    assert (entry.source, entry.approved, entry.forbidden) == (
        ("城中村",),
        ("urban village", "village"),
        ("slum",),
    )


def test_optional_columns(tmp_path: Path) -> None:
    text = "source,approved,case,note,do-not-translate\nLira,,yes,a product,yes\nIt,它,no,,\n"
    (product, pronoun), problems = load(tmp_path, text)
    assert not problems
    assert (product.approved, product.facts.case_sensitive, product.do_not_translate) == (
        ("Lira",),
        True,
        True,
    )
    assert product.facts.note == "a product"
    assert (pronoun.facts.case_sensitive, pronoun.do_not_translate, pronoun.facts.note) == (False, False, "")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "terms.tsv"
    path.write_bytes(
        "原文\t译文\r\n城中村\turban village\r\n市人大常委会\tstanding committee\r\n".encode(encoding)
    )
    glossaries = load_glossaries([str(path)])
    assert not glossaries.problems
    assert [entry.source for entry in glossaries.items if isinstance(entry, Entry)] == [
        ("城中村",),
        ("市人大常委会",),
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (",urban village", "no source term"),
        ("村", "no approved or forbidden rendering for '村'"),
        ("村,!?", "'!?' has no letter or digit"),
        ("村,village,village", "'village' is both approved and forbidden for '村'"),
        ('"村"x,village', "this row cannot be read (',' expected after '\"'); check its quotation marks"),
        ('"村,village', "this row cannot be read (unexpected end of data); check its quotation marks"),
    ],
)
def test_a_broken_row_is_reported_and_the_others_are_used(tmp_path: Path, row: str, message: str) -> None:
    used, problems = load(tmp_path, f"路,road\n{row}\n河,river\n")
    assert problems == (Problem(str(tmp_path / "terms.csv"), message, 2),)
    assert [entry.source[0] for entry in used] == ["路", "河"]


def test_a_wrong_flag_names_its_column(tmp_path: Path) -> None:
    used, problems = load(tmp_path, "source,approved,case\n路,road,perhaps\n河,river,\n")
    assert [problem.message for problem in problems] == ["'perhaps' in the column 'case'; expected yes or no"]
    assert len(used) == 1


def test_a_header_without_renderings(tmp_path: Path) -> None:
    used, problems = load(tmp_path, "source,domain\n路,traffic\n")
    assert not used
    assert problems[0].line == 1
    assert "'approved'" in problems[0].message


def test_unreadable_files(tmp_path: Path) -> None:
    binary = tmp_path / "terms.csv"
    binary.write_bytes(bytes(range(32)) * 40)
    glossaries = load_glossaries([str(tmp_path / "absent.csv"), str(binary)])
    assert not glossaries.items
    assert [problem.path for problem in glossaries.problems] == [str(tmp_path / "absent.csv"), str(binary)]


@pytest.mark.parametrize("text", ["", "\n\n", "source,approved\n"])
def test_a_file_without_terms_is_a_problem(tmp_path: Path, text: str) -> None:
    entries, problems = load(tmp_path, text)
    assert entries == ()
    assert [problem.message for problem in problems] == ["no terms there"]


def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "terms.csv"
    os.mkfifo(pipe)
    assert load_glossaries([str(pipe)]).problems == (
        Problem(str(pipe), "cannot be read: not a regular file"),
    )


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            {"source": "路", "aproved": "road"},
            "unknown key 'aproved'; "
            "allowed are source, approved, forbidden, paths, case-sensitive, do-not-translate, "
            "part-of-speech, domain, note",
        ),
        ({"source": "路", "approved": 3}, "approved = 3: expected a text or a list of texts"),
        (
            {"source": "路", "approved": "road", "case-sensitive": "yes"},
            "case-sensitive = 'yes': expected true or false",
        ),
        ({"approved": "road"}, "no source term"),
    ],
)
def test_broken_tables(table: Mapping[str, object], message: str) -> None:
    glossaries = load_glossaries([{"source": ["河"], "approved": ["river"]}, table])
    assert [entry.approved for entry in glossaries.items if isinstance(entry, Entry)] == [("river",)]
    assert glossaries.problems == (Problem("glossary entry 2 of the settings", message),)


@given(st.binary(max_size=200) | st.text(alphabet='a村,;|\t"\n\r', max_size=60).map(str.encode))
def test_any_file_gives_entries_or_problems(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(codecs.BOM_UTF8 + data)
    for entry in load_glossaries([str(path)]).items:
        assert isinstance(entry, Concept) or entry.source
        assert isinstance(entry, Concept) or entry.approved or entry.forbidden


def test_entries_are_picklable() -> None:
    glossary = entries(路="road")
    assert pickle.loads(pickle.dumps(glossary)) == glossary


@pytest.mark.parametrize(
    ("text", "language", "terms", "expected"),
    [
        ("市人大常委会和人大", "zh", ["人大", "市人大常委会", "人大常委会"], ["人大", "市人大常委会"]),
        ("ＡＩ技术和AI 技术", "zh", ["AI技术"], ["AI 技术", "ＡＩ技术"]),
        ("The high-tech zones’ plan", "en", ["high tech zone"], ["high-tech zones"]),
        ("Planned cities", "en", ["plan", "city"], ["Planned", "cities"]),
        ("the zone. Plan", "en", ["zone plan"], []),
        ("we told us about it", "en", ["US", "IT"], []),
        ("C and C++ and C#", "en", ["C++"], ["C++"]),
        ("see https://example.org/zone and zone_id", "en", ["zone"], []),
        ("belt and the road", "en", ["Belt and Road"], ["belt and the road"]),
        ("New roads", "en", ["news"], []),
        ("서울시는 계획을", "ko", ["서울시", "계획"], ["계획을", "서울시는"]),
    ],
)
def test_terms_in_a_text(text: str, language: str, terms: list[str], expected: list[str]) -> None:
    assert found(text, tuple(Entry((term,), ("x",)) for term in terms), language) == expected


def test_an_entry_that_asks_for_case() -> None:
    glossary = (Entry(("Harbour",), ("港湾",), facts=Facts(case_sensitive=True)),)
    assert found("the Harbour and a harbour", glossary, "en") == ["Harbour"]
    lower = (Entry(("harbour",), ("港口",), facts=Facts(case_sensitive=True)),)
    assert found("Harbour works. Harbour and harbours by the Harbour", lower, "en") == [
        "Harbour",
        "Harbour",
        "harbours",
    ]


@pytest.mark.parametrize(
    ("text", "rendering", "expected"),
    [
        ("The People’s Congresses met", "people's congress", "People’s Congresses"),
        ("rural service", "rural services", "rural service"),
        ("high-end, precision, and new industries", "high-end, precision and new industry", ""),
        ("high-end, precision, and new industries", "high end, precision and new industries", "all"),
        ("an Area of Outstanding Beauty", "area of an outstanding beauty", "Area of Outstanding Beauty"),
    ],
)
def test_renderings_in_a_translation(text: str, rendering: str, expected: str) -> None:
    spans = find_rendering(split(text, "en"), rendering, "en", exact=False)
    assert [text[span.start : span.end] for span in spans] == [
        {"": text, "all": text}.get(expected, expected)
    ]


@pytest.mark.parametrize(
    ("text", "term", "language", "alone"),
    [
        ("北京东路封闭", "京东", "zh", False),
        ("在人大会堂开会", "人大", "zh", False),
        ("全市人大工作", "人大", "zh", True),
        ("东京都", "京都", "ja", False),
        ("データベース", "データ", "ja", False),
        ("データの保存", "データ", "ja", True),
        ("新都市計画法", "都市計画", "ja", True),
    ],
)
def test_where_words_begin_and_end(text: str, term: str, language: str, alone: bool) -> None:
    start = text.index(term)
    assert stands_alone(text, Span(start, start + len(term)), language, term, [term]) is alone


@pytest.mark.parametrize(
    ("text", "rendering", "expected"),
    [
        ("urban housing renewal went on", "urban renewal", ["urban housing renewal"]),
        ("urban areas. Renewal went on", "urban renewal", []),
        ("urban b c d e renewal", "urban renewal", []),
        ("the organizations met", "organizing", ["organizations"]),
        ("a substring was found", "string", ["substring"]),
    ],
)
def test_renderings_that_may_be_said_to_be_there(text: str, rendering: str, expected: list[str]) -> None:
    spans = find_loosely(split(text, "en"), rendering, "en", exact=False)
    assert [text[span.start : span.end] for span in spans] == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("推进城市住房更新", "城市住房更新"), ("城市。更新", ""), ("城里市场更新", "")]
)
def test_a_rendering_without_spaces_that_is_split(text: str, expected: str) -> None:
    spans = find_loosely(split(text, "zh"), "城市更新", "zh", exact=False)
    assert [text[span.start : span.end] for span in spans] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "rendering", "expected"),
    [
        ("in the Riverside Science Park today", "Riverside Science City", "Riverside Science Park"),
        ("the Harborline app", "Harbourline", "Harborline"),
        ("three urban slums", "urban village", "urban slums"),
        ("three villages in the city", "urban village", None),
        ("urban and rural areas", "urban village", None),
        ("nothing of the kind", "urban village", None),
    ],
)
def test_the_words_that_stand_there_instead(text: str, rendering: str, expected: str | None) -> None:
    span = find_instead(split(text, "en"), rendering, "en", [])
    assert (text[span.start : span.end] if span else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Medical Products Office (MPO) met", ["MPO"]),
        ("the Medical Products Office (hereinafter the “Office”) met", ["Office"]),
        ("the Medical Products Office (hereinafter MPO) met", ["MPO"]),
        ("the MPO (Medical Products Office) met", ["MPO"]),
        ("the Medical Products Office (see below) met", []),
        ("the Medical Products Office met (MPO)", []),
    ],
)
def test_short_forms_that_a_translation_introduces(text: str, expected: list[str]) -> None:
    words = split(text, "en")
    spans = find_rendering(words, "Medical Products Office", "en", exact=False)
    assert list(short_forms(words, spans)) == expected


def test_short_forms_hold_over_the_parts_of_a_document() -> None:
    glossary = entries(药监局="Medical Products Office")
    parts = [
        document("药监局开会。", "The MPO met."),
        document("药监局开会。", "The Medical Products Office (MPO) met."),
        document("药监局开会。", "The OMP met."),
    ]
    summaries = [MISSING.collect(part, glossary=glossary) for part in parts]
    (hit,) = MISSING.judge(pickle.loads(pickle.dumps(summaries)))
    assert hit.pairs == range(2, 3)


@pytest.mark.parametrize(("glossary", "text"), [("数字经济", "發展數字經濟"), ("數字經濟", "发展数字经济")])
def test_traditional_and_simplified_characters(glossary: str, text: str) -> None:
    assert found(text, (Entry((glossary,), ("x",)),)) == [text[2:]]


@pytest.mark.parametrize(
    ("language", "text", "term"),
    [
        ("ru", "в новых домах", "новый дом"),
        ("it", "delle città nuove", "nuova"),
        ("en", "organization", "organ"),
    ],
)
def test_inflection_without_a_pack(language: str, text: str, term: str) -> None:
    assert bool(found(text, (Entry((term,), ("x",)),), language)) is (language != "en")


def test_terms_in_code_are_left_alone() -> None:
    glossary = entries(string="字符串", find="查找")
    assert not hits("Use ``string.find``.", "使用 ``string.find``。", glossary, "en-zh")
    assert len(hits("Use string methods.", "使用方法。", glossary, "en-zh")) == 1


def test_two_entries_for_a_term_approve_both_renderings() -> None:
    glossary = (
        Entry(("项目",), ("project",), ("item",)),
        Entry(("项目",), ("programme",), facts=Facts(note="in budgets")),
    )
    assert not hits("项目清单", "List of programmes", glossary)
    (hit,) = hits("项目清单", "List of items", glossary)
    assert hit.fields["but"] == ", but as 'project' or 'programme'"
    assert hit.target
    assert hit.target.text == "items"
    assert hit.fields["note"] == " (in budgets)"
    assert hit.suggestion == "project"


def test_a_forbidden_word_inside_an_approved_rendering_is_none() -> None:
    glossary = (
        Entry(("科学城",), ("science town",), ("science city",)),
        Entry(("东湖科学城",), ("East Lake Science City",)),
    )
    assert not hits("东湖科学城", "East Lake Science City", glossary)


def test_one_finding_for_a_term_that_comes_twice() -> None:
    (hit,) = hits("项目多，项目大。", "They are many and large.", entries(项目="project"))
    assert hit.source
    assert hit.source.span == Span(0, 2)
    assert hit.target is None


TERM = st.text(alphabet="人大京东路AI s", min_size=1, max_size=4).filter(lambda term: not term.isspace())


@given(st.text(alphabet="人大会堂京东路 AI-ai’'s.,\n", max_size=40), TERM)
def test_what_is_found_is_the_term(text: str, term: str) -> None:
    for spans in find_terms(text, "zh", (Entry((term,), ("x",)),)).values():
        for span in spans:
            marked = text[span.start : span.end]
            assert list(split(marked.lower(), "zh").words) == list(split(term.lower(), "zh").words)


@given(st.lists(TERM, min_size=1, max_size=6), st.text(alphabet="东会堂，x", max_size=4), st.integers(0, 5))
def test_a_term_that_stands_in_the_text_is_found(terms: list[str], around: str, chosen: int) -> None:
    """It, or a longer one that overlaps with it."""
    term = terms[chosen % len(terms)].strip()
    text = f"{around}，{term}，{around}"
    place = range(len(around) + 1, len(around) + 1 + len(term))
    spans = find_terms(text, "zh", tuple(Entry((term,), ("x",)) for term in terms)).values()
    assert any(span.start < place.stop and place.start < span.end for row in spans for span in row)


@given(st.lists(st.sampled_from(["urban", "renewal", "village", "the", "and"]), min_size=1, max_size=12))
def test_an_approved_rendering_that_stands_there_is_found(words: list[str]) -> None:
    text = " ".join(words)
    found = find_loosely(split(text, "en"), "urban renewal", "en", exact=False)
    for span in found:
        assert text[span.start :].startswith("urban")
        assert text[: span.end].endswith("renewal")
    assert bool(found) or "urban renewal" not in text


@given(st.text(min_size=1), st.text())
def test_any_text_can_be_checked(source: str, target: str) -> None:
    glossary = entries(人大="people's congress", a_road="路")
    source, target = source.replace("\n", " "), target.replace("\n", " ")
    for languages in ("zh-en", "en-zh", "ko-ja"):
        for hit in hits(source, target, glossary, languages):
            assert hit.source
            assert hit.source.text
