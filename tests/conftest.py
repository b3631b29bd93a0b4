"""What holds for all tests."""

import os
from pathlib import Path

import pytest

from qa_lint import identification, segmentation
from qa_lint.data import cache_folder
from qa_lint.mining.lexicon import lexicon


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Neither finds what the user's cache has, nor leaves anything there."""
    pytest.MonkeyPatch().setenv("QA_LINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache without a document; the dictionaries and the model in it take two seconds to write."""
    segmentation.dictionary()
    known = lexicon("zh", "en")
    assert known
    known.look_up({"公园"})
    identification.other_language("Ühtegi neist ei ole veel tõlgitud.", "en")
    folder = tmp_path / "cache"
    folder.mkdir()
    for path in cache_folder().glob("*.words"):
        os.link(path, folder / path.name)
    monkeypatch.setenv("QA_LINT_CACHE_DIR", str(folder))
    return folder
