"""Several processes: the same outcomes, and none that ends unnoticed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks import workflow
from qa_lint import checking_parts, schedule
from qa_lint.binding import binder
from qa_lint.cli import main
from qa_lint.config import Config
from qa_lint.discover import discover
from qa_lint.jobs import Task, check_job, packed
from qa_lint.model import Document
from qa_lint.processes import in_processes
from qa_lint.readers import REGISTRY, Job, parts
from qa_lint.settings import load_config

ROOT = Path(__file__).parent.parent


@pytest.fixture
def folder(tmp_path: Path, empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert empty_cache.parent == tmp_path
    workflow.make(tmp_path / "docs", 6)
    # To read dictionaries takes a second.
    (tmp_path / "docs" / "qa-lint.toml").write_text('ignore = ["term-inconsistent", "term-variant"]\n')
    monkeypatch.chdir(tmp_path / "docs")
    monkeypatch.setattr(schedule, "_ENOUGH", 0)
    return tmp_path / "docs"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_the_outcomes_are_the_same(method: str) -> None:
    if method == "fork" and not hasattr(os, "fork"):
        pytest.skip("needs fork")
    config = load_config(Path("qa-lint.toml"), root=Path())
    tasks = [Task(number, job, b"") for number, job in enumerate(discover(["."], config).jobs)]
    rules = binder(config)
    expected = {task.number: check_job(task, config, rules, None) for task in tasks}
    for outcome in expected.values():
        outcome.checked = [packed(checked) for checked in outcome.checked]
    assert len(expected) == 6
    assert dict(in_processes(tasks, config, None, 2, method)) == expected


@pytest.mark.usefixtures("folder")
def test_reports_are_the_same_to_the_byte(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    reports = []
    for arguments in (["--jobs", "1"], ["--jobs", "2"], ["--jobs", "5"]):
        main(["check", "--no-cache", *arguments])
        reports.append(capsysbinary.readouterr())
    assert b"findings" in reports[0].out
    assert reports[0] == reports[1] == reports[2]


def write_table(path: Path, count: int) -> None:
    """A document in parts of five pairs, each pair with a fault, and terms that come again."""
    rows = (f"新建轨道交通{n + 20}公里。\t{n + 21} km of rail were built.\n" for n in range(count))
    path.write_text("zh\ten\n" + "".join(rows), encoding="utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="needs fork")
@pytest.mark.parametrize("count", [1, 5, 6, 23])
def test_parts_of_a_document_are_checked_as_the_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], count: int
) -> None:
    monkeypatch.setattr(parts, "_PART", 5)
    write_table(folder / "long.tsv", count)
    reports = []
    for jobs in ("1", "2", "9"):
        assert main(["check", "--no-cache", "long.tsv", "--format", "json", "--jobs", jobs]) == 1
        reports.append(capsys.readouterr().out)
    assert reports[0].count('"number-mismatch"') > count
    assert reports[0] == reports[1] == reports[2]


@pytest.mark.skipif(sys.platform != "linux", reason="needs fork")
@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "was ended by SIGKILL, perhaps for want of memory"),
        (lambda: 1 / 0, "checking failed here (ZeroDivisionError: division by zero); please report it"),
    ],
)
def test_a_part_that_fails_is_told(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: Callable[[], object],
    message: str,
) -> None:
    def count_words(text: str) -> int:
        if "36公里" in text:
            fault()
        return 1

    monkeypatch.setattr(parts, "_PART", 5)
    monkeypatch.setattr(checking_parts, "count_words", count_words)
    write_table(folder / "long.tsv", 30)
    assert main(["check", "--no-cache", "long.tsv", "--jobs", "2"]) == 2
    assert message in capsys.readouterr().err


def fatal(job: Job, _config: Config) -> Iterator[Document]:
    """A reader that kills its process, for one of the documents."""
    if "page3" in job.paths[1]:
        os.kill(os.getpid(), signal.SIGKILL)
    yield from ()


def faulty(_job: Job, _config: Config) -> Iterator[Document]:
    raise ZeroDivisionError("oh")


@pytest.mark.skipif(sys.platform != "linux", reason="needs fork")
@pytest.mark.usefixtures("folder")
def test_a_process_that_dies_is_told_with_its_document(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(REGISTRY, "two-files", "tests.test_processes:fatal")
    assert main(["check", "--jobs", "2"]) == 2
    assert [line for line in capsys.readouterr().err.splitlines() if not line.startswith("note: ")] == [
        f"{Path('part0', 'page3.en.txt')}: not checked: the process that did it was ended by SIGKILL, "
        "perhaps for want of memory"
    ]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_that_fails_does_not_hide_the_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], jobs: str
) -> None:
    (folder / "table.tsv").write_text("zh\ten\n新建公园35个。\t53 parks.\n", encoding="utf-8")
    monkeypatch.setitem(REGISTRY, "two-files", "tests.test_processes:faulty")
    assert main(["check", "table.tsv", "part0", "--jobs", jobs]) == 2
    out, err = capsys.readouterr()
    assert "table.tsv:2" in out
    assert err.count("checking failed here (ZeroDivisionError: oh); please report it") == 6


SLOW = """
import os, sys, time
from qa_lint import checking_parts, schedule
from qa_lint.cli import main
from qa_lint.readers import REGISTRY
def slow(job, config):
    os.write(1, b"reading\\n")
    time.sleep(4)
    yield from ()
sys.modules["slow"] = sys.modules["__main__"]
REGISTRY["two-files"] = "slow:slow"
schedule._ENOUGH = 0
sys.exit(main(["check", "--jobs", "2"]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs fork")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_none_outlives_the_run(folder: Path, number: signal.Signals) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", SLOW]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, start_new_session=True, text=True
    ) as run:
        assert run.stdout
        assert [run.stdout.readline() for _ in range(2)] == ["reading\n", "reading\n"]
        (os.killpg if number is signal.SIGINT else os.kill)(run.pid, number)
        assert run.wait(3) == (130 if number is signal.SIGINT else -signal.SIGKILL)
        # Killed itself, it cannot end those that it started: they end with their document, in four seconds.
        for _ in range(20 if number is signal.SIGINT else 100):
            if not alive(run.pid):
                break
            time.sleep(0.1)
        assert not alive(run.pid)


def alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_runs_at_once_agree(folder: Path) -> None:
    command = [sys.executable, "-m", "qa_lint", "check"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE) for _ in range(3)]
    outputs = [run.communicate()[0] for run in runs]
    assert b"findings" in outputs[0]
    assert outputs[0] == outputs[1] == outputs[2]


def test_a_killed_run_leaves_nothing_broken(folder: Path, tmp_path: Path) -> None:
    assert workflow.kills(folder, tmp_path / "cache", 5) == 0
