"""What `qa-lint init` writes for a folder, that it is valid, and that nothing is lost."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from qa_lint.cli import main
from qa_lint.config import Config, Layout
from qa_lint.settings import load_config
from qa_lint.starters import settings_text
from qa_lint.survey import Survey

Captured = pytest.CaptureFixture[str]
CHINESE, ENGLISH = "公园于五月开放。\n", "The park opens in May.\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QA_LINT_CACHE_DIR", str(tmp_path / ".cache"))


def files(**texts: str) -> None:
    for name, text in texts.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def written() -> Config:
    return load_config(Path("qa-lint.toml"), root=Path())


def test_an_empty_folder(capsys: Captured) -> None:
    assert main(["init"]) == 0
    assert capsys.readouterr().out.startswith("qa-lint.toml: written\n")
    config, default = written(), load_config(None, root=Path())
    for name in Config.__slots__:
        if name not in ("file", "origins", "rules"):
            assert getattr(config, name) == getattr(default, name), name


def test_what_is_commented_out_is_valid_too(tmp_path: Path) -> None:
    text = settings_text(Survey((), (), (), (), False))
    lines = [line.removeprefix("# ") for line in text.splitlines() if " = " in line or line.startswith("# [")]
    (tmp_path / "terms.csv").write_text("source,approved\n公园,park\n", encoding="utf-8")
    Path("qa-lint.toml").write_text("\n".join(lines), encoding="utf-8")
    config = written()
    assert len(lines) > 10
    assert config.source_language == "zh"
    assert config.overrides[0].paths == ("legacy",)


def test_languages_and_glossaries() -> None:
    files(
        **{
            "a.zh.txt": CHINESE,
            "a.en.txt": ENGLISH,
            "b.txt": CHINESE + ENGLISH,
            "tables/terms.csv": "source,approved\n公园,park\n",
            "broken/terms.csv": "\n",
            "node_modules/terms.csv": "source,approved\n公园,park\n",
        }
    )
    assert main(["init"]) == 0
    config = written()
    assert (config.source_language, config.target_language) == ("zh", "en")
    assert config.glossaries == (str(Path("tables/terms.csv")),)
    assert config.layouts == ()
    assert "Documents found here: 2 text." in Path("qa-lint.toml").read_text(encoding="utf-8")


def test_a_file_that_says_it_is_a_translation_is_the_target() -> None:
    said = "---\ndefault_lang_commit: 0123abc\n---\n\n"
    files(**{"zh/a.md": said + CHINESE, "en/a.md": ENGLISH})
    assert main(["init"]) == 0
    assert (written().source_language, written().target_language) == ("en", "zh")


def test_several_languages_are_not_set() -> None:
    files(**{"a.zh.txt": CHINESE, "a.en.txt": ENGLISH, "b.de.txt": "Der Park öffnet.\n", "b.en.txt": ENGLISH})
    assert main(["init"]) == 0
    assert written().source_language == ""
    assert "so none are set" in Path("qa-lint.toml").read_text(encoding="utf-8")


def test_layouts() -> None:
    names = ("a.txt", "b.txt", "guide/c.txt")
    files(**{f"docs/{name}": ENGLISH for name in names})
    files(**{f"i18n/zh/docs/{name}": CHINESE for name in names})
    files(**{f"i18n/de/docs-current/{name}": ENGLISH for name in names})
    assert main(["init"]) == 0
    assert set(written().layouts) == {
        Layout("docs/**/*.txt", "i18n/{lang}/docs/**/*.txt"),
        Layout("docs/**/*.txt", "i18n/{lang}/docs-current/**/*.txt"),
    }


def test_nothing_is_overwritten(capsys: Captured) -> None:
    files(**{"qa-lint.toml": 'ignore = ["number"]\n', ".pre-commit-config.yaml": "repos: []\n"})
    assert main(["init"]) == 2
    assert "--force" in capsys.readouterr().err
    assert main(["init", "--pre-commit", "--gitlab"]) == 0
    printed = capsys.readouterr().out
    assert ".pre-commit-config.yaml is there already; add this to it:" in printed
    assert "- id: qa-lint" in printed
    assert Path(".pre-commit-config.yaml").read_text() == "repos: []\n"
    assert Path("qa-lint.toml").read_text() == 'ignore = ["number"]\n'
    assert Path(".gitlab-ci.yml").exists()
    assert main(["init", "--force"]) == 0
    assert written().choice.ignore == ()


def test_settings_in_pyproject_count(capsys: Captured) -> None:
    files(**{"pyproject.toml": "[tool.qa-lint]\n"})
    assert main(["init"]) == 2
    assert "pyproject.toml has settings already" in capsys.readouterr().err


def test_a_folder_of_a_repository(capsys: Captured) -> None:
    subprocess.run(["git", "init", "--quiet"], check=True)
    Path("docs").mkdir()
    assert main(["init", "docs"]) == 0
    assert "For pre-commit" in capsys.readouterr().out
    assert Path("docs/qa-lint.toml").exists()
    assert main(["init", "nowhere"]) == 2


def test_snippets_are_yaml() -> None:
    assert main(["init", "--pre-commit", "--github", "--gitlab"]) == 0
    read: list[Any] = [
        yaml.safe_load(Path(name).read_text(encoding="utf-8"))
        for name in (".pre-commit-config.yaml", ".github/workflows/qa-lint.yml", ".gitlab-ci.yml")
    ]
    assert read[0]["repos"][0]["hooks"] == [{"id": "qa-lint"}]
    hooks = yaml.safe_load((Path(__file__).parent.parent / ".pre-commit-hooks.yaml").read_text())
    assert "qa-lint" in [hook["id"] for hook in hooks]
    assert read[1]["jobs"]["qa-lint"]["steps"][-1] == {"run": "qa-lint check --format github"}
    assert "gitlab=gl-code-quality-report.json" in read[2]["qa-lint"]["script"][1]
