import pickle
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qa_lint.checks.segments import collect, judge
from qa_lint.model import Document, PlacedHit
from tests.support import document

SOURCE = "推进旧城更新改造"
_TAGGED = {"zh-CN": "电子邮件地址", "zh": "邮箱地址", "zh-TW": "電子郵件地址"}


def findings(*documents: Document, minimum_length: int = 0) -> list[PlacedHit]:
    summaries = pickle.loads(pickle.dumps([collect(document) for document in documents]))
    return list(judge(summaries, minimum_length=minimum_length))


def test_over_several_documents() -> None:
    first = document(f"{SOURCE}\n前言", "Renewal of the old town\nPreface", path="first")
    second = document(f"目录\n{SOURCE}。", "Contents\nOld town renewal", path="second")
    (hit,) = findings(first, second)
    assert hit.path == "second"
    assert hit.source
    assert hit.source.place.line == 2
    assert hit.target
    assert hit.target.text == "Old town renewal"
    assert hit.fields["there"] == "Renewal of the old town"
    assert hit.fields["place"] == "first.target:1"


def test_the_majority_is_right() -> None:
    texts = ["Old town renewal", "Renewal of the old town", "Renewal of the old town", "renewal of old town."]
    (hit,) = findings(*(document(SOURCE, text, path=str(n)) for n, text in enumerate(texts)))
    assert hit.path == "0"
    assert hit.fields["times"] == " and 2 more places"
    assert hit.fields["place"] == "1.target:1"


def test_each_deviating_translation_is_one_finding() -> None:
    texts = ["Renewal", "Renewal", "Upgrading", "Rebuilding", "Upgrading"]
    hits = findings(document("\n".join([SOURCE] * 5), "\n".join(texts)))
    assert [hit.fields["here"] for hit in hits] == ["Upgrading", "Rebuilding"]


def test_other_languages_are_other_translations() -> None:
    german = document(SOURCE, "Erneuerung der Altstadt", ("zh", "de"), path="de")
    assert not findings(document(SOURCE, "Renewal of the old town"), german)


def test_other_ways_to_write_a_language_are_other_translations() -> None:
    texts = [document("Email address", text, ("en", tag), path=tag) for tag, text in _TAGGED.items()]
    (hit,) = findings(*texts)
    assert hit.path == "zh"
    assert hit.fields["there"] == "电子邮件地址"


def test_the_sides_of_a_difference() -> None:
    start, end = "We went on with the work on roads, bridges, parks, ", "schools and the many new homes."
    hits = findings(document(f"{SOURCE}\n{SOURCE}", f"{start}{end}\n{start}and two {end}"))
    assert [hit.target and hit.target.text for hit in hits] == ["parks, and two"]
    assert hits[0].fields["there"] == "parks"


def test_short_texts_are_left_alone() -> None:
    text = document("打开\n打开", "Open\nTurn on")
    assert findings(text)
    assert not findings(text, minimum_length=7)


def test_without_letters_there_is_nothing_to_compare() -> None:
    assert not findings(document("12 %\n12 %", "12 %\n12 per cent"), minimum_length=1)


@given(st.lists(st.tuples(st.text(), st.text()), max_size=6))
def test_any_texts_can_be_compared(pairs: list[tuple[str, str]]) -> None:
    pairs = [(" ".join(s.split("\n")), " ".join(t.split("\n"))) for s, t in pairs] or [("", "")]
    text = document("\n".join(s for s, _ in pairs), "\n".join(t for _, t in pairs))
    for hit in findings(text):
        assert hit.source
        assert hit.target
        assert hit.target.text


def test_forms_of_one_message_differ_as_the_language_wants() -> None:
    texts = ["%d файл", "%d файла", "%d файлов"]
    forms = document(
        "%d files in the folder\n" * 2 + "%d files in the folder", "\n".join(texts), ("en", "ru")
    )
    pairs = [
        replace(pair, target=replace(pair.target, unit=f"menu.c:12[{number}]"))
        for number, pair in enumerate(forms.pairs)
    ]
    assert findings(forms)
    assert not findings(replace(forms, pairs=tuple(pairs)))
