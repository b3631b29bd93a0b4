import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_lint.checks.term_consistency import collect, extract, join, judge_spellings, judge_terms
from qa_lint.cli import main
from qa_lint.glossaries import load_glossaries
from qa_lint.glossary import Entry
from qa_lint.mining.lexicon import is_kin, lexicon, meanings
from qa_lint.mining.mine import corpus, inconsistent
from qa_lint.mining.positions import bridge
from qa_lint.mining.repeats import repeats
from qa_lint.mining.segmenter import cut, is_naming, kinds
from qa_lint.mining.texts import read
from qa_lint.model import Document, PlacedHit
from tests.support import document

SOURCES = ("滨江科学城启动建设。", "滨江科学城引进了三家实验室。", "山区科学城完成规划。")
TARGETS = (
    "Construction of Riverside Science Park started.",
    "Riverside Science City attracted three laboratories.",
    "The planning of Mountain Science City was completed.",
)
words = st.sampled_from(
    ["the", "new", "road", "Park", "City", "of", "ring-road", "4", "people's", "heavy,", "is"]
)
chinese = st.text("科学城公园重污染天气的，。三A1 ", max_size=20)


def terms(*documents: Document) -> list[PlacedHit]:
    return list(judge_terms(join(pickle.loads(pickle.dumps([collect(document) for document in documents])))))


def test_over_several_documents_and_in_any_cut() -> None:
    parts = [document(s, t, path=str(n)) for n, (s, t) in enumerate(zip(SOURCES, TARGETS, strict=True))]
    (hit,) = terms(*parts)
    assert hit.path == "0"
    assert hit.source
    assert hit.source.text == "科学城"
    assert hit.target
    assert hit.target.text == "Science Park"
    assert hit.target.place.path == "0.target"
    assert hit.fields["renderings"] == (
        "'Science City' (usually; 1.target:1, 2.target:1) and 'Science Park' (line 1)"
    )


def test_repeated_pairs_count() -> None:
    (hit,) = terms(document("\n".join(SOURCES[:2] * 3), "\n".join(TARGETS[:2] * 3)))
    assert "(line 1 and 2 more)" in hit.fields["renderings"]


def test_traditional_and_simplified_sources_are_one() -> None:
    (hit,) = terms(
        document(
            "\n".join((*SOURCES[:1], "濱江科學城引進了三家實驗室。", "谢谢！")),
            "\n".join((*TARGETS[:2], "Thank you!")),
        )
    )
    assert hit.fields["term"] in ("濱江科學城", "滨江科学城")


def test_a_word_that_renders_another_word_of_the_source_is_no_variant() -> None:
    assert not terms(
        document(
            "治理空气污染。\n治理噪声污染。", "We controlled air pollution.\nNoise pollution was controlled."
        )
    )


def test_two_translations_of_one_segment_are_left_to_another_rule() -> None:
    assert not terms(
        document(f"{SOURCES[0]}\n{SOURCES[0]}", f"{TARGETS[0]}\n{TARGETS[0].replace('Park', 'City')}")
    )


def test_one_pair_and_one_language_have_nothing_to_compare() -> None:
    assert not terms(document(SOURCES[0], TARGETS[0]))
    assert not terms(document("\n".join(TARGETS), "\n".join(TARGETS), ("en", "en-GB")))


def test_other_languages_are_other_projects() -> None:
    german = document(SOURCES[0], "Der Bau des Science Park begann.", ("zh", "de"), path="de")
    assert not terms(document(SOURCES[1], TARGETS[1]), german)


def test_a_pair_of_european_languages_is_quiet() -> None:
    source = "The ring road is closed.\nThe ring road was opened.\nA ring road is planned."
    target = "Die Ringstraße ist gesperrt.\nDer Außenring wurde eröffnet.\nEine Ringstraße ist geplant."
    assert not terms(document(source, target, ("en", "de")))


def test_the_same_summaries_give_the_same_twice() -> None:
    summaries = [collect(document("\n".join(SOURCES), "\n".join(TARGETS)))]
    assert list(judge_terms(join(summaries))) == list(judge_terms(join(summaries)))
    assert not list(judge_terms(join([collect(document("前言", "Preface"))])))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(chinese, st.lists(words, max_size=8)), min_size=1, max_size=6), st.booleans())
def test_marks_stand_in_their_texts(pairs: list[tuple[str, list[str]]], turned: bool) -> None:
    source, target = "\n".join(s for s, _ in pairs), "\n".join(" ".join(t) for _, t in pairs)
    text = document(target, source, ("en", "zh")) if turned else document(source, target)
    projects = join([collect(text)])
    for hit in (*judge_terms(projects), *judge_spellings(projects)):
        assert hit.target
        assert hit.target.text.strip()
        assert hit.target.segment in (source + "\n" + target).split("\n")
        assert hit.source is None or hit.source.text


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=5), st.sampled_from(["zh", "en", "de", "ja", ""]))
def test_words_stand_in_order(texts: list[str], language: str) -> None:
    for text, found in zip(texts, read(texts, language), strict=True):
        assert len(found.text) == len(text)
        assert len(found.keys) == len(found.ends) == len(found.joints) == len(found)
        ends = (0, *found.ends)
        assert all(end <= start for end, start in zip(ends, found.starts, strict=False))
        assert all(start < end for start, end in zip(found.starts, found.ends, strict=True))


@given(st.lists(st.lists(words, max_size=10), max_size=6))
def test_repeats_are_all_there(texts: list[list[str]]) -> None:
    read_texts = read([" ".join(text) for text in texts], "en")
    for string, occurrences in repeats(read_texts).items():
        assert len(occurrences) > 1
        for found in occurrences:
            assert read_texts[found.text].name(found.start, found.end) == string
            assert read_texts[found.text].keys[found.start]


@given(st.lists(words, min_size=1, max_size=60), st.lists(words, min_size=1, max_size=60))
def test_a_bridge_rises(source: list[str], target: list[str]) -> None:
    here, there = read([" ".join(source)], "en")[0], read([" ".join(target)], "en")[0]
    across = bridge(here, there, [(2.0, 1.0), (1.0, 2.0), (5.0, 4.0)])
    points = [across.cross(position / 4) for position in range(4 * len(here) + 1)]
    assert points == sorted(points)
    assert 0 <= points[0] <= points[-1] <= max(len(there), 1)


def test_figures_are_pillars_of_a_bridge() -> None:
    source = "one 2024 " + "word " * 6
    (here,), (there,) = read([source], "en"), read(["word " * 3 + "2024 four"], "en")
    assert bridge(here, there).cross(1) == pytest.approx(3)


def test_words_of_a_language_without_spaces() -> None:
    assert cut("科学城公园", "ja") == list("科学城公园")
    assert "".join(cut("重污染天气", "zh")) == "重污染天气"
    known = kinds(["公园", "推动", "qqq"], "zh")
    assert is_naming("公园", known)
    assert not is_naming("推动", known)
    assert is_naming("qqq", known)
    assert not kinds(["park"], "en")


def test_a_dictionary_in_either_direction() -> None:
    chinese_words, english_words = read(["公园开放"], "zh"), read(["The parks opened"], "en")
    assert "parks" in meanings(chinese_words, english_words, "zh-Hant", "en-GB")["公园"]
    assert "公园" in meanings(english_words, chinese_words, "en", "zh")["parks"]
    assert lexicon("de", "en") is None
    assert is_kin("industry", "industrial")
    assert not is_kin("planet", "planning")


def test_base_forms_are_words_of_the_texts() -> None:
    (found,) = read(["Cities and a city; the cities' news"], "en")
    assert found.keys == ("city", "", "", "city", "", "city", "news")


def test_inconsistent_terms_have_all_places() -> None:
    (term,) = inconsistent(corpus(SOURCES, TARGETS, "zh", "en"), "en")
    assert [(entry.text, [use.pair for use in entry.uses]) for entry in term.renderings] == [
        ("Science City", [1, 2]),
        ("Science Park", [0]),
    ]


def test_terms_are_extracted_as_a_glossary(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("project")
    rows = "".join(f"{s}\t{t}\n" for s, t in zip(SOURCES, TARGETS, strict=True))
    (folder / "texts.tsv").write_text(f"zh\ten\n{rows}", encoding="utf-8")
    output = folder / "terms.csv"
    assert main(["terms", "extract", str(folder / "texts.tsv"), "--output", str(output)]) == 0
    glossaries = load_glossaries([str(output)])
    assert not glossaries.problems
    (entry,) = glossaries.items
    assert isinstance(entry, Entry)
    assert entry.source == ("科学城",)
    assert entry.approved == ("Science City", "Science Park")
    assert "'Science City' 2 times from" in entry.facts.note
    assert (
        main(["check", str(folder / "texts.tsv"), "--glossary", str(output), "--select", "term-glossary"])
        == 0
    )


def test_what_cannot_be_read_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["terms", "extract", "nowhere.tsv"]) == 2
    assert "nowhere.tsv" in capsys.readouterr().err


def test_a_folder_without_documents_has_no_terms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["terms", "extract", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"{tmp_path}: no document there, so no terms\n"


def test_a_glossary_that_cannot_be_written_is_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "texts.tsv").write_text("zh\ten\n公园开放。\tThe park is open.\n", encoding="utf-8")
    output = tmp_path / "texts.tsv" / "terms.csv"
    assert main(["terms", "extract", str(tmp_path), "--output", str(output)]) == 2
    assert capsys.readouterr().err == f"{output}: cannot be written: its folder is a file\n"


def test_a_term_of_one_rendering_is_extracted_too() -> None:
    source = "公布城市更新计划。\n城市更新计划已经完成。"
    target = "The urban renewal plan was published.\nThe urban renewal plan is complete."
    (entry,) = extract(join([collect(document(source, target))]))
    assert entry.source == ("城市更新计划",)
    assert entry.approved == ("urban renewal plan",)
