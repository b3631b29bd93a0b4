"""The model of languages against the library that it comes from."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from qa_lint import language_model
from qa_lint.language_model import Model, model

LANGUAGES = ("de", "en", "es", "et", "ro", "ru", "sr", "zxx")
TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from("aeinst Ññß ДИжш"), max_size=60)


@cache
def library() -> LanguageIdentifier:
    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages(LANGUAGES)
    return found


@cache
def unpacked() -> bytes:
    return language_model._unpacked(LANGUAGES)


@given(text=TEXTS, times=st.integers(1, 3))
@settings(deadline=None)
def test_the_library_says_the_same(text: str, times: int) -> None:
    found = Model(unpacked()).probabilities(text * times)
    assert found == pytest.approx(dict(library().rank(text * times)), abs=1e-4)


@given(text=TEXTS)
@settings(deadline=None)
def test_so_it_is_with_numpy_as_without(text: str) -> None:
    one, other = Model(unpacked()), Model(unpacked())
    other._asked = language_model._MANY
    assert one.probabilities(text) == pytest.approx(other.probabilities(text), rel=1e-9)


@pytest.mark.parametrize("damage", [lambda data: data[:0], lambda data: data[:-1], lambda data: b"{" + data])
def test_a_damaged_file_is_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[bytes], bytes]
) -> None:
    monkeypatch.setattr(language_model, "_unpacked", lambda _: unpacked())
    monkeypatch.setenv("QA_LINT_CACHE_DIR", str(tmp_path))
    expected = model(LANGUAGES).probabilities("See on lühike lause")
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage(path.read_bytes()))
    assert model(LANGUAGES).probabilities("See on lühike lause") == expected
    assert path.read_bytes() == unpacked()
    assert max(expected, key=lambda language: expected[language]) == "et"


def test_without_a_cache_it_is_unpacked_for_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language_model, "_unpacked", lambda _: unpacked())
    (tmp_path / "file").touch()
    monkeypatch.setenv("QA_LINT_CACHE_DIR", str(tmp_path / "file" / "cache"))
    shares = model(LANGUAGES).probabilities("See on lühike lause")
    assert max(shares, key=lambda language: shares[language]) == "et"
