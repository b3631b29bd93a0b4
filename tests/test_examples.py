"""`qa-lint check examples/` finds the planted faults and nothing else, and examples/README.md lists them."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from qa_lint.cli import FINDINGS, main
from tests.support import RULES

ROOT = Path(__file__).parent.parent
EXPECTED = Path(__file__).parent / "examples.txt"
_ROW = re.compile(r"\| `([^`]+)` \| (\d+) \| `([^`]+)` \| [^|]+ \|")


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    report = tmp_path_factory.mktemp("report") / "report.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        assert main(["check", "examples/", "--format", "json", "--output", str(report)]) == FINDINGS
    found: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["findings"]
    return found


def place(finding: dict[str, Any]) -> dict[str, Any]:
    side: dict[str, Any] = finding["target"] or finding["source"]
    return side


def listed() -> list[tuple[str, int, str]]:
    """The files, lines and rules in the table of examples/README.md."""
    text = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    return [(match[1], int(match[2]), match[3]) for match in _ROW.finditer(text)]


def test_the_findings_are_those_expected(findings: list[dict[str, Any]]) -> None:
    """With `UPDATE_CASES=1` in the environment, writes what is found down instead; read it then."""
    lines = "".join(
        "{path}:{line}:{column} ".format_map(place(finding)) + "{rule}  {message}\n".format_map(finding)
        for finding in findings
    ).replace(os.sep, "/")
    if os.environ.get("UPDATE_CASES"):
        EXPECTED.write_text(lines, encoding="utf-8", newline="\n")
    assert lines == EXPECTED.read_text(encoding="utf-8")


def test_the_table_lists_all_findings(findings: list[dict[str, Any]]) -> None:
    found = [
        (
            Path(place(finding)["path"]).relative_to("examples").as_posix(),
            place(finding)["line"],
            finding["rule"],
        )
        for finding in findings
    ]
    assert listed() == found


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_a_planted_fault(rule: str) -> None:
    assert rule in {name for _, _, name in listed()}, f"rule {rule} has no planted fault in examples/"
