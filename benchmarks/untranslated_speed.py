"""Measures the rules on footnotes and untranslated text on short pairs, beside those of translate-toolkit.

Writes a table of 100,000 short pairs (20 Chinese characters or 16 English words), and a PO file of the
same, to a temporary folder, and runs `qa-lint check` on the one and `pofilter` on the other, each as a
whole process; the processor's time counts. translate-toolkit is installed by pip in a virtual environment
of its own there. Run from a checkout: `python -m benchmarks.untranslated_speed [--alone]`.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

PAIRS = 100_000
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
_CHINESE = "湖边公园五月开放游客可以乘坐渡船前往岛上参观新建的博物馆和植物园门票二十元全年接待三万人次"
_ENGLISH = (
    "the park by the lake was opened in May and visitors can take a ferry to island see new museum garden of "
    "plants tickets cost twenty it has received thirty thousand people this year"
)
FAMILIES = ("footnote,untranslated", "footnote", "untranslated")


def pairs() -> list[tuple[str, str]]:
    """Random short pairs, the same on every run."""
    chance = random.Random(1)
    words = _ENGLISH.split()
    return [
        ("".join(chance.choices(_CHINESE, k=20)) + "。", " ".join(chance.choices(words, k=16)) + ".")
        for _ in range(PAIRS)
    ]


def write(folder: Path) -> tuple[Path, Path, Path]:
    """The pairs as tables in both directions and as a PO file."""
    rows = pairs()
    for name, header, order in (("zh-en", "zh\ten", 1), ("en-zh", "en\tzh", -1)):
        lines = [header, *("\t".join(row[::order]) for row in rows)]
        (folder / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    entries = ['msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n']
    entries += [
        f'msgctxt "{n}"\nmsgid "{english}"\nmsgstr "{chinese}"\n' for n, (chinese, english) in enumerate(rows)
    ]
    (folder / "pairs.po").write_text("\n".join(entries), encoding="utf-8")
    return folder / "zh-en.tsv", folder / "en-zh.tsv", folder / "pairs.po"


def seconds(command: list[str | Path], folder: Path) -> float:
    """Processor time of a command, of three runs the shortest."""
    times = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run = subprocess.run(command, capture_output=True, cwd=folder, env=ENVIRONMENT, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert run.returncode in (0, 1), run.stderr.decode()
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def show(name: str, time: float) -> None:
    """A line of the table."""
    print(f"{name:60} {time:6.2f} s {PAIRS / time:>9,.0f} pairs a second")


def main() -> None:
    """Prints the table."""
    command: list[str | Path]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        *tables, po = write(folder)
        for table in tables:
            command = [sys.executable, "-m", "qa_lint", "check", table, "--no-cache"]
            command += ["--output", folder / "report.txt"]
            for families in FAMILIES:
                time = seconds([*command, "--select", families], folder)
                show(f"qa-lint check {table.name} --select {families}", time)
        if "--alone" in sys.argv:
            return
        venv.create(folder / "venv", with_pip=True)
        programs = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
        subprocess.run([programs / "python", "-m", "pip", "-q", "install", "translate-toolkit"], check=True)
        command = [programs / "pofilter", "-t", "untranslated", "-t", "unchanged", "--progress=none"]
        show("pofilter -t untranslated -t unchanged", seconds([*command, po, folder / "out.po"], folder))


if __name__ == "__main__":
    main()
