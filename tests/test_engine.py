"""The engine: what it makes of documents in several pairs of languages."""

from tests.support import document, run


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
