"""The command-line cases in `tests/cases/`, a folder each; `tests/cases/README.md` says how to add one."""

import os
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from qa_lint import __version__
from qa_lint.cli import main

CASES = sorted(path.parent for path in Path(__file__).parent.glob("cases/*/case.toml"))
_SIGNATURE = re.compile(r"qa-lint\|version:[^\x1b\"<\n]+")
UPDATE = bool(os.environ.get("UPDATE_CASES"))


def expected(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def write(path: Path, text: str) -> None:
    if text:
        path.write_text(text, encoding="utf-8", newline="\n")
    else:
        path.unlink(missing_ok=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    data = tomllib.loads((case / "case.toml").read_text(encoding="utf-8"))
    assert data.keys() <= {"about", "arguments", "status", "environment", "outputs"}
    folder = tmp_path / "input"
    if (case / "input").exists():
        shutil.copytree(case / "input", folder)
    else:
        folder.mkdir()
    monkeypatch.chdir(folder)
    for name in ("NO_COLOR", "FORCE_COLOR", "QA_LINT_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    for name, value in data.get("environment", {}).items():
        monkeypatch.setenv(name, value)

    status = main(data["arguments"])

    printed = capfd.readouterr()
    texts = {"stdout.txt": printed.out, "stderr.txt": printed.err}
    texts |= {name: expected(folder / name) for name in data.get("outputs", [])}
    texts = {
        name: _SIGNATURE.sub("SIGNATURE", text.replace(f"{folder}{os.sep}", "")).replace(
            __version__, "VERSION"
        )
        for name, text in texts.items()
    }
    if UPDATE:
        for name, text in texts.items():
            write(case / name, text)
    assert "Traceback" not in printed.err
    assert texts == {name: expected(case / name) for name in texts}
    assert status == data["status"]


def test_there_are_cases() -> None:
    assert len(CASES) > 20
