"""What holds for all tests."""

import pytest


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Neither finds what the user's cache has, nor leaves anything there."""
    pytest.MonkeyPatch().setenv("QA_LINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
