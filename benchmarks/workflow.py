"""How long a run takes in the daily work, and whether it stands being killed.

`python -m benchmarks.workflow` makes a repository of documents from the examples of the rules and prints,
as the median of several whole processes: Python doing nothing; a document that did not change; one that did,
as in the hook; the whole project. `--kills 200` kills as many runs at random moments, each followed by a look
at what it left.
"""

import argparse
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from qa_lint.catalogue import load_rules
from tests.support import _MARKS

QA_LINT = (sys.executable, "-m", "qa_lint")
_LINES = 12


def texts(*, with_findings: bool) -> list[tuple[str, str]]:
    """Chinese-English pairs of one line from the rules' examples, without marks."""
    examples = [example for rule in load_rules().values() for example in rule.examples()]
    pairs = [
        (_MARKS.sub("", example.source), _MARKS.sub("", example.target))
        for example in examples
        if example.languages == ("zh", "en") and bool(example.messages) is with_findings
    ]
    return [pair for pair in pairs if all(pair) and "\n" not in "".join(pair)]


def make(folder: Path, count: int) -> None:
    """Writes `count` documents in two files each, with a fault in every other of them."""
    good, bad = texts(with_findings=False), texts(with_findings=True)
    chance = random.Random(1)
    for number in range(count):
        chosen = chance.sample(good, _LINES) + chance.sample(bad, number % 2)
        place = folder / f"part{number // 100}"
        place.mkdir(parents=True, exist_ok=True)
        for language, side in (("zh", 0), ("en", 1)):
            text = "\n\n".join(pair[side] for pair in chosen)
            (place / f"page{number}.{language}.txt").write_text(f"{text}\n", encoding="utf-8")


def environment(cache: Path) -> dict[str, str]:
    """That of a user, who has compiled Python files and a cache."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    root = str(Path(__file__).parent.parent)
    return kept | {"QA_LINT_CACHE_DIR": str(cache), "PYTHONPATH": root}


def timed(command: Sequence[str], folder: Path, cache: Path) -> float:
    """The seconds that a process takes."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment(cache), capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    return time.perf_counter() - start


def change(path: Path) -> None:
    """Changes one line of a document."""
    path.write_text(
        f"In {random.randrange(10**6)} cases it was closed.\n\n" + path.read_text(encoding="utf-8"),
        encoding="utf-8",
    )


def times(folder: Path, cache: Path, repeats: int) -> None:
    """Prints how long runs take."""

    def show(name: str, *arguments: str, before: Path | None = None, python: bool = False) -> None:
        seconds = []
        for _ in range(repeats):
            if before:
                change(before)
            command = (sys.executable, *arguments) if python else (*QA_LINT, "check", *arguments)
            seconds.append(timed(command, folder, cache))
        print(f"{name:<58} {statistics.median(seconds) * 1000:7.0f} ms")

    page, other = "part0/page1.en.txt", "part0/page2.en.txt"
    start = time.perf_counter()
    timed((*QA_LINT, "check"), folder, cache)
    print(f"{'the whole project, nothing in the cache':<58} {(time.perf_counter() - start) * 1000:7.0f} ms")
    timed((*QA_LINT, "check", page), folder, cache)
    show("Python doing nothing", "-c", "pass", python=True)
    show("one document, unchanged", page)
    show("one document, changed", other, before=folder / other)
    show("one document, nothing in the cache", page, "--no-cache")
    show("the whole project, nothing changed")
    show("the whole project, one document changed", before=folder / other)
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    for arguments in (
        ["add", "."],
        ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *arguments], cwd=folder, check=True)
    show("the whole project, one document changed, --since HEAD", "--since", "HEAD", before=folder / other)


def kills(folder: Path, cache: Path, count: int) -> int:
    """Kills `count` runs at random moments; tells how many left another report, or a broken file, behind."""

    def report() -> bytes:
        command = (*QA_LINT, "check", "--format", "json", "--jobs", "2")
        return subprocess.run(
            command, cwd=folder, env=environment(cache), capture_output=True, check=False
        ).stdout

    def state() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    shutil.rmtree(cache, ignore_errors=True)
    start = time.perf_counter()
    expected, files = report(), state()
    whole = time.perf_counter() - start
    broken = 0
    for number in range(count):
        if number % 2:
            shutil.rmtree(cache, ignore_errors=True)
        run = subprocess.Popen(
            (*QA_LINT, "check", "--jobs", "2"),
            cwd=folder,
            env=environment(cache),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(random.uniform(0, 1.1 * whole))
        # Every other time the processes that a run has started are left to themselves.
        (os.killpg if number % 4 < 2 else os.kill)(run.pid, signal.SIGKILL)
        run.wait()
        if report() != expected or state() != files:
            broken += 1
            print(f"run {number} left something broken")
    return broken


def main() -> int:
    """Prints the times, or the outcome of the kills."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--kills", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as top:
        folder, cache = Path(top, "documents"), Path(top, "cache")
        make(folder, arguments.documents)
        if arguments.kills:
            broken = kills(folder, cache, arguments.kills)
            print(f"{arguments.kills} runs killed, {broken} left something broken")
            return min(broken, 1)
        times(folder, cache, arguments.repeats)
    return 0


if __name__ == "__main__":
    sys.exit(main())
