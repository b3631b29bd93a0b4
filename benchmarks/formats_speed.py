"""Prints how fast number rules check large files of each format, and how much memory that takes.

Run it from a checkout: `python -m benchmarks.formats_speed [--units N] [FORMAT]…`. The files hold short
Chinese and English texts made of phrases, names and numbers, nearly all distinct, the same in each format;
in some of those with numbers one is wrong. Beside it stands `pofilter -t numbers` of the Translate Toolkit,
where that is installed (https://toolkit.translatehouse.org). `seconds` are those of the processors, so that
other work on the machine counts little; `wall` is what passed meanwhile: qa-lint takes as many processes as
there are processors, or `--jobs`.
"""

import argparse
import importlib.util
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

_ROOT = Path(__file__).parent.parent
_PLACES = (
    ("东城区", "Dongcheng District"),
    ("西山镇", "Xishan Town"),
    ("全市", "the city"),
    ("该县", "the county"),
)
_THINGS = (
    ("住房", "housing units"),
    ("学校", "schools"),
    ("医院", "hospitals"),
    ("公园", "parks"),
    ("桥梁", "bridges"),
    ("企业", "companies"),
)
# In real files, about every second unit holds a number.
_SENTENCES = (
    ("{year}年{place}新建{thing}{count}座。", "In {year}, {place} built {count} {things}."),
    ("{place}的{thing}增长了{share}%，达到{count}座。", "{things} in {place} rose by {share}% to {count}."),
    ("共有{count}座{thing}，其中{few}座位于{place}。", "Of {count} {things}, {few} are in {place}."),
    ("{place}投资{money}万元改造{thing}。", "{place} invested {yuan} yuan in rebuilding {things}."),
)
_NUMBERLESS = (
    (
        "{place}{name}路的{thing}向公众{way}开放。",
        "The {things} in {english} Road, {place}, are {how} open to the public.",
    ),
    (
        "{name}公司{way}改善了{place}{thing}的管理。",
        "{english} has {how} improved how {things} in {place} are managed.",
    ),
    (
        "{name}的{thing}质量{way}提高，{place}居民很满意。",
        "The {things} of {english} got {how} better; people in {place} are glad.",
    ),
)
_SYLLABLES = (
    *(
        ("海", "hai"),
        ("明", "ming"),
        ("新", "xin"),
        ("华", "hua"),
        ("安", "an"),
        ("平", "ping"),
        ("东", "dong"),
    ),
    *(
        ("林", "lin"),
        ("江", "jiang"),
        ("天", "tian"),
        ("文", "wen"),
        ("光", "guang"),
        ("金", "jin"),
        ("泰", "tai"),
    ),
    *(
        ("和", "he"),
        ("山", "shan"),
        ("南", "nan"),
        ("龙", "long"),
        ("宝", "bao"),
        ("春", "chun"),
        ("富", "fu"),
    ),
)
_WAYS = (
    ("继续", "still"),
    ("全面", "fully"),
    ("逐步", "gradually"),
    ("已经", "already"),
    ("明显", "clearly"),
)
_WRONG = 100
Texts = Iterator[tuple[str, str]]


def texts(count: int) -> Texts:
    """Pairs of sentences, the same in every run."""
    rng = random.Random(7)
    for number in range(count):
        place, place_name = rng.choice(_PLACES)
        thing, things = rng.choice(_THINGS)
        way, how = rng.choice(_WAYS)
        name, english = map("".join, zip(*rng.choices(_SYLLABLES, k=3), strict=True))
        source, target = rng.choice(_SENTENCES if rng.random() < 0.5 else _NUMBERLESS)
        amount, few, money = rng.randint(1_000, 999_999), rng.randint(2, 99), rng.randint(2, 9_999)
        share, year = rng.randint(11, 999) / 10, rng.randint(1980, 2025)
        amounts = {"few": few, "share": share, "year": year, "money": money}
        wrong = amount + 1 if number % _WRONG == 0 else amount
        yield (
            source.format(place=place, thing=thing, name=name, way=way, count=amount, **amounts),
            target.format(
                place=place_name,
                things=things,
                english=english.title(),
                how=how,
                count=f"{wrong:,}",
                yuan=f"{money * 10_000:,}",
                **amounts,
            ),
        )


def write_tsv(file: TextIO, pairs: Texts) -> None:
    """A table with a header."""
    file.write("zh\ten\n")
    file.writelines(f"{source}\t{target}\n" for source, target in pairs)


def write_po(file: TextIO, pairs: Texts) -> None:
    """A catalogue, each unit with its number as context, since a message may stand in it once only."""
    file.write('msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n')
    for number, (source, target) in enumerate(pairs):
        file.write(f'\n#: source.c:{number}\nmsgctxt "{number}"\nmsgid "{source}"\nmsgstr "{target}"\n')


def write_tmx(file: TextIO, pairs: Texts) -> None:
    """A translation memory."""
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n  <header creationtool="x" ')
    file.write(
        'creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="zh" datatype="x"/>\n'
    )
    file.write("  <body>\n")
    for number, (source, target) in enumerate(pairs):
        file.write(f'    <tu tuid="{number}">\n      <tuv xml:lang="zh"><seg>{source}</seg></tuv>\n')
        file.write(f'      <tuv xml:lang="en"><seg>{target}</seg></tuv>\n    </tu>\n')
    file.write("  </body>\n</tmx>\n")


def write_xlf(file: TextIO, pairs: Texts) -> None:
    """XLIFF 1.2."""
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    file.write('<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n')
    file.write(
        '  <file original="x" source-language="zh" target-language="en" datatype="plaintext">\n    <body>\n'
    )
    for number, (source, target) in enumerate(pairs):
        file.write(f'      <trans-unit id="{number}">\n        <source>{source}</source>\n')
        file.write(f'        <target state="translated">{target}</target>\n      </trans-unit>\n')
    file.write("    </body>\n  </file>\n</xliff>\n")


_WRITERS: dict[str, Callable[[TextIO, Texts], None]] = {
    "tmx": write_tmx,
    "xlf": write_xlf,
    "po": write_po,
    "tsv": write_tsv,
}


def measure(command: list[str]) -> tuple[float, float, float]:
    """Seconds of processors, peak megabytes and seconds passed, of a command run in a process of its own."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    complaint = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} failed:\n{complaint}")
    unit = 1 if sys.platform == "darwin" else 1_024  # bytes on macOS, else kilobytes
    passed = time.perf_counter() - start
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6, passed


def commands(path: Path, jobs: int) -> Iterator[tuple[str, list[str]]]:
    """The programs that can check the file, by name."""
    check = [sys.executable, "-m", "qa_lint", "check", str(path), "--select", "number", "--format", "json"]
    yield "qa-lint", [*check, "--no-cache", "--jobs", str(jobs), "--output", os.devnull]
    if importlib.util.find_spec("translate") and path.suffix in (".po", ".tmx", ".xlf"):
        filtered = str(path.with_suffix(".out" + path.suffix))
        yield (
            "pofilter",
            [
                sys.executable,
                "-m",
                "translate.filters.pofilter",
                "-t",
                "numbers",
                "--progress=none",
                str(path),
                filtered,
            ],
        )


def main() -> None:
    """Prints a row for each format and program."""
    from qa_lint.readers.formats import ENDINGS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument(
        "formats", nargs="*", metavar="FORMAT", help=f"of {', '.join(_WRITERS)}; default: all"
    )
    options = parser.parse_args()
    print(
        f"{'format':>7} {'program':>9} {'seconds':>8} {'wall':>6} "
        f"{'units/s':>9} {'MB':>6} {'time':>7} {'memory':>7}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for name in options.formats or _WRITERS:
            if f".{name}" not in ENDINGS:
                continue
            path = Path(folder, f"units.{name}")
            with path.open("w", encoding="utf-8") as file:
                _WRITERS[name](file, texts(options.units))
            first: tuple[float, float] | None = None
            for program, command in commands(path, options.jobs):
                seconds, peak, wall = measure(command)
                first = first or (seconds, peak)
                print(
                    f"{name:>7} {program:>9} {seconds:>8.1f} {wall:>6.1f} "
                    f"{options.units / seconds:>9,.0f} {peak:>6,.0f} "
                    f"{seconds / first[0]:>6.1f}x {peak / first[1]:>6.1f}x",
                    flush=True,
                )
            path.unlink()


if __name__ == "__main__":
    main()
