"""Documents in parts: each is checked by what holds for its languages, and all are judged together."""

from dataclasses import replace
from pathlib import Path

from qa_lint.config import Choice, Override
from qa_lint.glossaries import load_glossaries
from qa_lint.model import Document, Severity
from tests.support import document, run


def in_three_languages() -> list[Document]:
    """One document with a part in English and one in German, as a memory with three languages has."""
    english = document(
        "城中村改造完成。\n公园开放。", "The slum is rebuilt.\nThe park opens.", ("zh", "en"), path="a.tmx"
    )
    german = document(
        "城中村改造完成。\n公园开放。",
        "Das Elendsviertel ist saniert.\nDer Park öffnet.",
        ("zh", "de"),
        path="a.tmx",
    )
    return [english, german]


def test_each_part_is_checked_by_the_terms_of_its_languages(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("zh,en,de\n城中村,urban village,Stadtdorf\n", encoding="utf-8")
    glossaries = load_glossaries([str(path)]).items
    for parts in (in_three_languages(), in_three_languages()[::-1]):
        result = run(parts, choice=Choice(select=("term-glossary",)), glossaries=glossaries)
        assert not result.problems
        assert sorted(finding.message.partition(",")[0] for finding in result.findings) == [
            "'城中村' should be translated as 'Stadtdorf'",
            "'城中村' should be translated as 'urban village'",
        ]
        assert result.documents == 1
        assert result.languages == {"zh-en": 2, "zh-de": 2}


def test_parts_in_other_languages_count_on() -> None:
    """What supersedes a finding is told by the number of the pair in the whole document."""
    first, second = in_three_languages()
    second = replace(
        second,
        pairs=document(
            "新建公园35个，湖泊12个。\n公园开放。",
            "新建公园35个，湖泊12个。\nDer Park öffnet.",
            ("zh", "de"),
            path="a.tmx",
        ).pairs,
    )
    alone = run([second])
    both = run([first, second])
    rules = {finding.rule for finding in alone.findings}
    assert rules == {"untranslated-segment"}
    assert rules <= {finding.rule for finding in both.findings}
    assert not any(finding.rule.startswith("number") for finding in both.findings)


def test_rules_over_the_project_are_as_severe_as_the_document_has_them() -> None:
    documents = [
        document("尚未翻译的一段话。", "尚未翻译的一段话。", path=path)
        for path in ("legacy/a.txt", "new/b.txt", "c.txt")
    ]
    settings = {"untranslated-segment": {"severity": "info"}}
    overrides = (
        Override(("legacy",), Choice(settings=settings)),
        Override(("c.txt",), Choice(ignore=("untranslated-segment",))),
    )
    result = run(documents, choice=Choice(select=("untranslated-segment",)), overrides=overrides)
    assert [(finding.path, finding.severity) for finding in result.findings] == [
        ("legacy/a.txt", Severity.INFO),
        ("new/b.txt", Severity.ERROR),
    ]


def test_each_pair_of_languages_of_a_document_is_judged_by_itself() -> None:
    """Parts in two pairs of languages follow each other in turn, as those of a large TMX file do."""
    source = "预算[1]增加了。\n公园[2]开放了。"
    notes = ("[1] 见附件。", "[2] 见地图。")
    english = document(
        source,
        "The budget[1] grew.\nThe park[2] opened.",
        ("zh", "en"),
        notes,
        ("[1] See there.", "[2] A map."),
    )
    french = document(
        source,
        "Le budget[1] a augmenté.\nLe parc[2] est ouvert.",
        ("zh", "fr"),
        notes,
        ("[1] Voir ici.", "[2] Une carte."),
    )
    result = run([english, french, english, french])
    assert (result.documents, dict(result.languages)) == (1, {"zh-en": 4, "zh-fr": 4})
    alone = [run([english, english]), run([french, french])]
    assert len(result.findings) == sum(len(one.findings) for one in alone)


def test_what_one_pair_of_languages_supersedes_is_found_in_the_other() -> None:
    source = "公园于5月开放，共3个。\n预算增加了。"
    english = document(source, "\nThe budget grew.", ("zh", "en"))
    french = document(source, "Les 4 parcs ouvrent en mai.\nLe budget a augmenté.", ("zh", "fr"))
    rules = [finding.rule for finding in run([english, french]).findings]
    assert {"number-missing", "untranslated-segment"} <= {*rules}
