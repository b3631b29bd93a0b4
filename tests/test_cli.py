"""The commands where `tests/cases/` cannot show it: help, the rules there are, failures, pipes, encodings."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from qa_lint import console
from qa_lint.catalogue import Rule
from qa_lint.checks import PairCheck
from qa_lint.cli import main
from qa_lint.model import Hit, Pair
from qa_lint.writers import REGISTRY, Layout
from tests.support import RULES

ROOT = Path(__file__).resolve().parent.parent
PAIR = "新建住房20.4万平方米。\nHomes with 20,400 square meters were built.\n"
CLEAN = """云港市工作报告
Report on the Work of the City of Yungang
全市新增就业3.2万人，居民收入稳步增长。
A total of 32,000 new jobs were created in the city, and the income of its residents has grown steadily.
"""
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "QA_LINT_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    Path("bad.txt").write_text(PAIR, encoding="utf-8")
    Path("clean.txt").write_text(CLEAN, encoding="utf-8")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own, in the current folder."""
    return subprocess.run(
        [sys.executable, "-m", "qa_lint", *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        check=False,
    )


def test_without_arguments_there_is_help(capsys: Captured) -> None:
    assert main([]) == 2  # a gate that runs nothing must not pass
    output = capsys.readouterr().out
    assert output.startswith("Usage: qa-lint")
    for text in ("check", "rules", "explain", "qa-lint.toml", "pyproject.toml", "Exit status:", "Examples:"):
        assert text in output


@pytest.mark.parametrize("command", ["check", "rules", "explain", "baseline", "config", "ignore", "init"])
def test_every_command_has_help(command: str, capsys: Captured) -> None:
    assert main([command, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Usage: qa-lint {command}")


def test_help_of_check_names_every_format(capsys: Captured) -> None:
    assert main(["check", "-h"]) == 0
    output = capsys.readouterr().out
    assert f"[{'|'.join(REGISTRY)}]" in output
    assert "Exit status:" in output


@pytest.mark.parametrize(
    "arguments",
    [
        ["chekc"],
        ["check", "--selct", "number"],
        ["check", "--fail-on", "fatal"],
        ["check", "--format", "pdf"],
        ["explain"],
    ],
)
def test_a_wrong_command_line_is_status_2(arguments: list[str], capsys: Captured) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Error: " in captured.err


def test_rules_lists_every_rule(capsys: Captured) -> None:
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(maxsplit=2) for line in lines] == [
        [rule.id, rule.severity.label, rule.summary] for rule in RULES.values()
    ]
    assert len({line.index(rule.summary) for line, rule in zip(lines, RULES.values(), strict=True)}) == 1


def test_rules_as_json_follow_the_settings(capsys: Captured) -> None:
    Path("qa-lint.toml").write_text('ignore = ["term"]\n[rule.number-mismatch]\nseverity = "info"\n')
    assert main(["rules", "--format", "json"]) == 0
    entries = {entry["id"]: entry for entry in json.loads(capsys.readouterr().out)}
    assert entries.keys() == RULES.keys()
    assert entries["number-mismatch"]["severity"] == "info"
    assert entries["term-glossary"]["severity"] == "off"
    for rule in RULES.values():
        assert entries[rule.id]["options"].keys() == rule.options.keys()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_every_rule_has_a_manual_page(rule: Rule, capsys: Captured) -> None:
    assert main(["explain", rule.id]) == 0
    output = capsys.readouterr().out
    headings = [line for line in output.splitlines() if line and not line.startswith(" ")]
    assert headings == [
        rule.id,
        "Summary",
        "Severity",
        "Message",
        "Why",
        "Known false alarms",
        "Options",
        "Examples (⟦ ⟧ mark what is found)",
        "Configuration",
    ]
    words = "".join(output.split())
    for text in (rule.summary, rule.message, rule.why, rule.false_alarms, *rule.options):
        assert "".join(text.split()) in words
    for example in rule.examples():
        for text in (*example.source.split("\n"), *example.target.split("\n"), *example.messages):
            assert "".join(text.split()) in words
    assert max(map(len, output.splitlines())) <= console.FIXED_WIDTH


def test_configuration_is_found_in_a_folder_above(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("qa-lint.toml").write_text('ignore = ["number"]\nglossaries = ["terms.csv"]\n')
    Path("deep/er").mkdir(parents=True)
    Path("deep/er/bad.txt").write_text(PAIR, encoding="utf-8")
    monkeypatch.chdir("deep/er")
    assert main(["check"]) == 2
    assert "terms.csv" in capsys.readouterr().err.replace("\\", "/")
    Path("../../terms.csv").write_text("source,approved\n住房,homes\n", encoding="utf-8")
    assert main(["check"]) == 0


def test_an_unexpected_failure_is_one_message(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr("qa_lint.run.run_check", fail)
    assert main(["check"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("Error: qa-lint failed, RuntimeError: no such luck\n")
    assert "Traceback" not in captured.err
    monkeypatch.setenv("QA_LINT_TRACEBACK", "1")
    assert main(["check"]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_a_check_that_fails_is_a_problem(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(pair: Pair, **_: object) -> list[Hit]:
        raise ZeroDivisionError(f"division of '{pair.source.text}' by zero")

    monkeypatch.setattr(Rule, "load", lambda _: PairCheck(fail))
    assert main(["check", "bad.txt", "--select", "number-missing"]) == 2
    captured = capsys.readouterr()
    assert "bad.txt:1: the rule number-missing failed here" in captured.err
    assert "1 problem: not everything could be checked." in captured.out


def test_interruption_is_quiet(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("qa_lint.run.run_check", interrupt)
    assert main(["check"]) == 130
    assert capsys.readouterr().out == ""


def test_a_path_that_is_no_text_is_a_problem(capsys: Captured) -> None:
    assert main(["check", "no\udcffwhere\x1b.txt"]) == 2
    error = capsys.readouterr().err
    assert "where" in error
    assert "\x1b" not in error


def test_report_on_a_standard_output_that_lacks_the_characters() -> None:
    result = run("check", "bad.txt", PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert result.returncode == 1
    assert rb"\u65b0\u5efa" in result.stdout
    assert result.stderr == b""
    result = run("check", "bad.txt", "--format", "json", PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert result.returncode == 1
    assert json.loads(result.stdout.decode("utf-8"))["findings"][0]["source"]["text"] == "20.4万"


def test_every_run_gives_the_same_bytes() -> None:
    first, second = (run("check", "--format", "json", PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
    assert first == second
    assert first


def test_a_reader_that_goes_away_is_no_failure() -> None:
    Path("many.txt").write_text("\n".join([PAIR] * 3000), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "qa_lint", "check", "many.txt"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_disk_is_a_failure() -> None:
    with open("/dev/full", "w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "qa_lint", "rules"],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert result.returncode == 2
    assert result.stderr.startswith(b"Error: ")
    assert b"Traceback" not in result.stderr


def test_a_small_clean_run_loads_nothing_heavy() -> None:
    code = "import sys; from qa_lint.cli import main; main(['check', 'clean.txt']); print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    heavy = {"jieba", "py3langid", "sacrebleu", "charset_normalizer", "numpy", "qa_lint.explain"}
    assert not heavy & set(result.stdout.decode().split())


@pytest.mark.parametrize(
    ("color", "to_file", "environment", "expected"),
    [
        ("auto", False, {}, False),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", False, {"FORCE_COLOR": ""}, False),
        ("auto", False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("auto", True, {"FORCE_COLOR": "1"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("always", True, {}, True),
        ("never", False, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_color_off_a_terminal(
    color: str, to_file: bool, environment: dict[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert console.layout(color, to_file=to_file).color is expected


@pytest.mark.parametrize(
    ("environment", "expected"), [({}, True), ({"TERM": "dumb"}, False), ({"NO_COLOR": "1"}, False)]
)
def test_color_and_width_on_a_terminal(
    environment: dict[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    for name, value in {"TERM": "xterm", "COLUMNS": "72", **environment}.items():
        monkeypatch.setenv(name, value)
    layout = console.layout("auto", to_file=False)
    assert (layout.color, layout.width) == (expected, 72)
    assert console.layout("auto", to_file=True) == Layout(width=console.FIXED_WIDTH, color=False)
