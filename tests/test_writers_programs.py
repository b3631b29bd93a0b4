"""The reports that programs read: SARIF, GitHub, GitLab, JUnit, JSON lines; and the lines for editors."""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from qa_lint.model import Finding, Problem, Severity
from qa_lint.writers.sarif import MAX_RESULTS
from tests.findings import FINDING, RULES_FACTS, RUN, mark, written

SCHEMAS = Path(__file__).parent / "schemas"
TEXTS = st.text(st.characters(), max_size=300)
WARNING = replace(FINDING, rule="term-glossary", severity=Severity.WARNING, fingerprint="1" * 16)
INFO = replace(FINDING, rule="number-format", severity=Severity.INFO, fingerprint="2" * 16)
TROUBLE = replace(
    RUN, problems=(Problem("a.txt", "is <broken>", 3), Problem("b.txt", "is not")), notices=("hm",)
)


@cache
def sarif_validator() -> jsonschema.Draft202012Validator:
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(schema)


def sarif(*findings: Finding, run: Any = RUN) -> dict[str, Any]:
    data = json.loads(written("sarif", *findings, run=run))
    sarif_validator().validate(data)
    found: dict[str, Any] = data["runs"][0]
    return found


def junit(*findings: Finding, run: Any = RUN) -> Any:
    root = etree.fromstring(written("junit", *findings, run=run).encode())
    etree.XMLSchema(etree.parse(str(SCHEMAS / "junit.xsd"))).assertValid(root)
    return root


def test_sarif_of_one_finding() -> None:
    run = sarif(FINDING, run=replace(RUN, rules=RULES_FACTS, signature="qa-lint|x"))
    (result,) = run["results"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["properties"]["signature"] == "qa-lint|x"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["number-mismatch"]
    assert "Known false alarms" in run["tool"]["driver"]["rules"][0]["help"]["text"]
    assert result["ruleIndex"] == 0
    assert result["level"] == "error"
    assert result["message"]["text"].endswith("the translation says '20,400' (suggestion: 204,000)")
    assert result["partialFingerprints"]["qaLint/v1"] == FINDING.fingerprint
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "report.txt"},
        "region": {
            "startLine": 4,
            "startColumn": 12,
            "endLine": 4,
            "endColumn": 18,
            "snippet": {"text": "20,400"},
        },
    }
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 3


def test_sarif_has_the_worst_first_and_tells_what_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_RESULTS == 25_000
    monkeypatch.setattr("qa_lint.writers.sarif.MAX_RESULTS", 2)
    run = sarif(INFO, WARNING, FINDING, WARNING)
    assert [result["level"] for result in run["results"]] == ["error", "warning"]
    assert "2 findings left out" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_sarif_of_a_run_with_problems() -> None:
    (invocation,) = sarif(run=TROUBLE)["invocations"]
    assert not invocation["executionSuccessful"]
    notes = invocation["toolExecutionNotifications"]
    assert [note["message"]["text"] for note in notes] == ["is <broken>", "is not", "hm"]
    assert notes[0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("docs/a b#1.txt", "docs/a%20b%231.txt"),
        ("./文.txt", "%E6%96%87.txt"),
        ("/elsewhere/a%.txt", "file:///elsewhere/a%25.txt"),
    ],
)
def test_sarif_names_files_by_uri(path: str, uri: str) -> None:
    (result,) = sarif(replace(FINDING, target=mark("x", "x", path=path)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_paths_in_the_current_folder_are_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = str(tmp_path / "docs" / "a.txt")
    (entry,) = json.loads(written("gitlab", replace(FINDING, target=mark("x", "x", path=path))))
    assert entry["location"]["path"] == "docs/a.txt"


def test_github_has_the_worst_first_and_escapes() -> None:
    finding = replace(FINDING, message="50 %\nsaid: a,b", target=mark("x\n20", "20", path="a,b:c.txt"))
    assert written("github", WARNING, finding).splitlines() == [
        "::error file=a%2Cb%3Ac.txt,line=3,col=3,endColumn=4,title=number-mismatch::50 %25%0Asaid: a,b"
        "%0Asource: 新建住房20.4万平方米。%0Atarget: x%0A20%0Asuggestion: 204,000",
        "::warning file=report.txt,line=4,col=12,endColumn=17,title=term-glossary::'20.4万' is 204,000, the "
        "translation says '20,400'%0Asource: 新建住房20.4万平方米。%0Atarget: Homes with 20,400 square "
        "meters were built.%0Asuggestion: 204,000",
        "2 findings (1 error, 1 warning)",
    ]


def test_github_shows_problems() -> None:
    assert written("github", run=TROUBLE).splitlines() == [
        "::error file=a.txt,line=3::is <broken>",
        "::error file=b.txt::is not",
        "0 findings",
    ]


def test_no_line_of_a_document_is_a_command_of_github() -> None:
    evil = "x\r\n::set-output name=a::b"
    lines = written(
        "github", replace(FINDING, message=evil, path=evil, target=mark(evil, path=evil))
    ).splitlines()
    assert [line for line in lines if line.startswith("::")] == lines[:1]


def test_gitlab() -> None:
    assert json.loads(written("gitlab", WARNING, FINDING))[0] == {
        "description": FINDING.message,
        "check_name": "number-mismatch",
        "fingerprint": FINDING.fingerprint,
        "severity": "major",
        "location": {"path": "report.txt", "lines": {"begin": 4, "end": 4}},
    }
    assert json.loads(written("gitlab")) == []


def test_junit_fails_what_fails_the_run() -> None:
    root = junit(FINDING, WARNING, replace(FINDING, message="<&>"))
    assert dict(root.attrib) == {"name": "qa-lint", "tests": "3", "failures": "1", "errors": "0"}
    failed, passed = root.findall("testsuite[@name='report.txt']/testcase")
    assert (failed.get("name"), passed.get("name")) == ("number-mismatch", "term-glossary")
    assert failed.find("failure").get("message").endswith("'20,400' (and 1 more)")
    assert "target 4:12: Homes with ⟦20,400⟧ square" in failed.find("failure").text
    assert passed.find("failure") is None
    assert "report.txt:4:12 warning" in passed.find("system-out").text
    strict = junit(WARNING, run=replace(RUN, fail_on=Severity.WARNING))
    assert strict.get("failures") == "1"


def test_junit_of_a_clean_run_and_of_problems() -> None:
    assert junit().get("tests") == "1"
    root = junit(run=TROUBLE)
    assert root.get("errors") == "2"
    assert [case.get("name") for case in root.iter("testcase")] == ["a.txt:3", "b.txt"]


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=3, max_size=3))
def test_any_text_is_valid(texts: Sequence[str]) -> None:
    path, message, text = texts
    finding = replace(FINDING, message="m" + message, target=mark(text, path="p" + path), suggestion=text)
    (result,) = sarif(finding)["results"]
    assert result["properties"]["suggestion"] == text
    assert junit(finding).get("failures") == "1"
    (entry,) = json.loads(written("gitlab", finding))
    assert entry["description"] == "m" + message
    (line,) = written("json-lines", finding).splitlines(keepends=True)[:1]
    assert json.loads(written("json-lines", finding))["suggestion"] == text
    assert written("json-lines", finding).count("\n") == 1
    assert line.startswith("{")
    assert written("concise", finding).count("\n") == 1


def test_concise() -> None:
    assert written("concise", FINDING) == (
        "report.txt:4:12: error number-mismatch '20.4万' is 204,000, the translation says '20,400'\n"
    )
    assert written("concise") == ""
