"""Dictionaries looked up on disk say what they say when read as a whole."""

from pathlib import Path
from typing import Any

import pytest

from qa_lint import segmentation
from qa_lint.wordlist import word_list

TEXTS = [
    "全市新建公园35个，城中村改造基本完成，京东方在北京东路开工建设。",
    "习近平新时代中国特色社会主义思想，乡村振兴战略",
    "一龥𠀀abc中A股 3.5%",
    "",
]
ROWS = [("park", "3 n"), ("park", "public garden"), ("\ud7ff", "x")]


@pytest.fixture(scope="module")
def plain() -> Any:
    import jieba

    return jieba.Tokenizer()


@pytest.mark.parametrize("many", [50_000, 20, 0])
def test_texts_are_cut_alike(many: int, plain: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segmentation, "_MANY", many)
    tokenizer = segmentation.tokenizer()
    for text in TEXTS:
        assert list(tokenizer.cut(text, HMM=False)) == list(plain.cut(text, HMM=False))
    tokenizer.add_word("京东方在")
    assert "京东方在" in list(tokenizer.cut(TEXTS[0], HMM=False))
    assert "京东方在" not in list(segmentation.tokenizer().cut(TEXTS[0], HMM=False))


def test_parts_of_speech_are_known() -> None:
    (found,) = segmentation.dictionary().find("公园")
    assert found.endswith(" n")
    assert segmentation.dictionary().find("\ud800") == []


@pytest.mark.parametrize("damage", [b"", b"no database", None])
def test_a_damaged_list_is_made_anew(
    damage: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_LINT_CACHE_DIR", str(tmp_path / "cache"))
    source = tmp_path / "source"
    source.touch()
    words = word_list("a", source, lambda: ROWS)
    assert sorted(words.find("park")) == ["3 n", "public garden"]
    assert not words.find("parks")
    assert sorted(words.all()) == sorted(ROWS)
    (path,) = (tmp_path / "cache").iterdir()
    if damage is None:  # nor can anything be written
        monkeypatch.setenv("QA_LINT_CACHE_DIR", str(source))
    else:
        path.write_bytes(damage)
    assert sorted(word_list("a", source, lambda: list(ROWS)).find("park")) == ["3 n", "public garden"]
