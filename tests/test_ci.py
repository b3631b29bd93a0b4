"""The action for GitHub, the component for GitLab, the hooks and the image, as far as that goes without the
services: their shell lines run on a checkout as there."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from qa_lint.readers import ENDINGS
from tests.repository import ENVIRONMENT, commit_all, git, needs_git, new

yaml = pytest.importorskip("yaml")
ROOT = Path(__file__).parent.parent
SOURCE = "全市新建公园35个。\n\n河道长{}公里。\n"
TARGET = "The city built 53 new parks.\n\nThe river is {} kilometres long.\n"
needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")


def write(folder: Path, source: int, target: int) -> None:
    (folder / "parks.zh.txt").write_text(SOURCE.format(source), encoding="utf-8")
    (folder / "parks.en.txt").write_text(TARGET.format(target), encoding="utf-8")


@pytest.fixture
def base(tmp_path: Path) -> str:
    """The commit that a pull request starts from, with an old fault; its checkout, of one commit, is in
    `checkout`."""
    upstream = new(tmp_path / "upstream")
    write(upstream, 120, 120)
    name = commit_all(upstream)
    git(upstream, "switch", "--quiet", "--create", "topic")
    write(upstream, 130, 133)
    commit_all(upstream)
    git(upstream, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(tmp_path, "clone", "--quiet", "--depth=1", "--branch=topic", upstream.as_uri(), "checkout")
    return name


def run(script: str, folder: Path, **values: str) -> subprocess.CompletedProcess[str]:
    """Runs lines of a step in `checkout` as the services do, with `qa-lint` installed."""
    programs = folder / "programs"
    programs.mkdir(exist_ok=True)
    program = programs / "qa-lint"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m qa_lint "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    environment = ENVIRONMENT | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "QA_LINT_CACHE_DIR": str(folder / "cache"),
        "GITHUB_OUTPUT": str(folder / "output"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder / "checkout",
        env=environment | values,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def action() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return found


def check(folder: Path, inputs: dict[str, str], base: str = "") -> subprocess.CompletedProcess[str]:
    """Runs the step that checks, with what stands in `env` filled in."""
    description = action()
    (step,) = (step for step in description["runs"]["steps"] if step.get("id") == "check")
    known = {f"inputs.{name}": entry["default"] for name, entry in description["inputs"].items()}
    known |= {f"inputs.{name}": value for name, value in inputs.items()}
    known |= {"runner.temp": str(folder / "temp"), "github.event.pull_request.base.sha": base}
    values = {
        name: re.sub(r"\$\{\{ (\S+) \}\}", lambda found: known[found[1]], value)
        for name, value in step["env"].items()
    }
    assert "${{" not in step["run"]  # what others write would be run
    return run(step["run"], folder, **values)


@needs_git
@needs_bash
def test_the_action_reports_what_a_pull_request_changed(tmp_path: Path, base: str) -> None:
    done = check(tmp_path, {"sarif": "report.sarif"}, base)
    assert done.returncode == 1, done.stderr
    assert re.findall("::(error|warning) file=parks.en.txt,line=([0-9]+)", done.stdout) == [("error", "3")]
    assert (tmp_path / "output").read_text() == "exit-status=1\n"
    assert "133" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "checkout" / "report.sarif").read_text(encoding="utf-8"))["runs"]


@needs_git
@needs_bash
def test_the_action_takes_paths_and_arguments(tmp_path: Path, base: str) -> None:
    done = check(tmp_path, {"since": "none", "paths": "parks.en.txt\nparks.zh.txt\n"}, base)
    assert re.findall("file=parks.en.txt,line=([0-9]+)", done.stdout) == ["1", "3"]
    done = check(tmp_path, {"arguments": "--ignore=number\n--jobs=1"})
    assert (done.returncode, done.stdout.count("::error")) == (0, 0)
    done = check(tmp_path, {"paths": "$(touch run); nowhere"})
    assert done.returncode == 2
    assert not (tmp_path / "checkout" / "run").exists()
    assert "no such file or folder" in done.stderr + done.stdout


@needs_git
@needs_bash
def test_the_component_for_gitlab(tmp_path: Path, base: str) -> None:
    text = (ROOT / "templates" / "qa-lint.yml").read_text(encoding="utf-8")
    spec, job = yaml.safe_load_all(text)
    for name, entry in spec["spec"]["inputs"].items():
        text = text.replace(f"$[[ inputs.{name} ]]", entry["default"])
    _, job = yaml.safe_load_all(text)
    assert "$[[" not in text
    git(tmp_path / "checkout", "fetch", "--quiet", "--unshallow")  # GIT_DEPTH
    script = "\n".join(job["qa-lint"]["script"])
    done = run(script, tmp_path, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert done.returncode == 1, done.stderr
    report = tmp_path / "checkout" / job["qa-lint"]["artifacts"]["reports"]["codequality"]
    assert [entry["location"]["path"] for entry in json.loads(report.read_text(encoding="utf-8"))] == [
        "parks.en.txt"
    ]
    assert "parks.en.txt:3" in done.stdout
    assert run(script, tmp_path).stdout.count("number-mismatch  ") == 2


def test_the_hooks_take_the_files_of_all_formats() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["id"] for hook in hooks} == {"qa-lint", "qa-lint-project"}
    for hook in hooks:
        assert all(re.search(hook["files"], f"docs/report{ending}") for ending in ENDINGS)
        assert not re.search(hook["files"], "docs/report.bak")


def test_the_image_does_not_run_as_root() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    users = [line.split()[1] for line in lines if line.startswith("USER ")]
    assert users == ["lint"]
    copied = {
        name
        for line in lines
        if line.startswith("COPY ") and "--from" not in line
        for name in line.split()[1:-1]
    }
    assert all((ROOT / name).exists() for name in copied)
