"""The number rules beside two peers, on the same pairs: faults found, false alarms, pairs a second.

The peers are `pofilter -t numbers` of translate-toolkit, which compares digits, and a plain checker on
recognizers-text-number, which compares the values it reads on either side. Each is installed in an
environment of its own, made in the folder given by --environments and kept for the next run; neither is a
dependency.

    python -m benchmarks.number_peers [--shared ../shared] [--environments DIR] [--pairs 100000]
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Row = dict[str, Any]
CULTURES = {
    "zh": "zh-cn",
    "en": "en-us",
    "ja": "ja-jp",
    "de": "de-de",
    "fr": "fr-fr",
    "es": "es-es",
    "pt": "pt-br",
}
RECOGNIZERS = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
from collections import Counter
from recognizers_number import recognize_number, recognize_percentage
def values(text, culture):
    found = [*recognize_number(text, culture), *recognize_percentage(text, culture)]
    return Counter(str(entry.resolution["value"]) for entry in found if entry.resolution)
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
begin = time.perf_counter()
flagged = []
for row in rows:
    try:
        if values(row["source"], row["from"]) != values(row["target"], row["to"]):
            flagged.append(row["id"])
    except Exception:
        flagged.append(row["id"])
print(json.dumps({"flagged": flagged, "seconds": time.perf_counter() - begin}))
"""


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument(
        "--environments", type=Path, default=Path(tempfile.gettempdir()) / "qa-lint-benchmarks"
    )
    parser.add_argument("--pairs", type=int, default=100_000, help="pairs of the speed run; 0 leaves it out")
    parser.add_argument("--no-peers", action="store_true")
    arguments = parser.parse_args()
    data = arguments.shared / "data" / "numbers.jsonl"
    if not data.is_file():
        print(f"{data} is absent: nothing measured")
        return
    rows: list[Row] = [json.loads(line) for line in data.read_text("utf-8").splitlines()]
    tools: dict[str, Callable[[list[Row]], tuple[set[str], float]]] = {"qa-lint": ours}
    if not arguments.no_peers:
        pofilter = environment(arguments.environments / "translate-toolkit", ["translate-toolkit"])
        reader = environment(
            arguments.environments / "recognizers",
            ["setuptools<80", "emoji==1.7.0", "recognizers-text-number"],
        )
        tools["pofilter"] = lambda some: run_pofilter(pofilter, some)
        tools["recognizers"] = lambda some: run_recognizers(reader, some)
    for title, some in (
        ("Chinese-English", [row for row in rows if "zh" in languages(row)]),
        ("others", rows),
    ):
        chosen = some if title != "others" else [row for row in rows if "zh" not in languages(row)]
        table(title, chosen, tools)
    if arguments.pairs:
        speed(arguments, rows, tools)


def languages(row: Row) -> tuple[str, str]:
    """The two languages, without regions."""
    return row["src_lang"][:2], row["tgt_lang"][:2]


def table(
    title: str, rows: list[Row], tools: dict[str, Callable[[list[Row]], tuple[set[str], float]]]
) -> None:
    """Prints, for each kind of rows and each tool, how many rows it flags."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        kind = row["subtype"]
        kind = "demetr" if kind.startswith("demetr") else kind
        groups.setdefault(f"{row['label']}: {kind}", []).append(row)
    flagged = {name: tool(rows) for name, tool in tools.items()}
    print(f"\n{title:44} {'rows':>6} " + " ".join(f"{name:>14}" for name in tools))
    for group, some in sorted(groups.items()):
        shares = [sum(row["id"] in flagged[name][0] for row in some) for name in tools]
        print(f"{group:44} {len(some):6} " + " ".join(f"{n:6} {n / len(some):6.1%} " for n in shares))
    rates = [len(rows) / flagged[name][1] for name in tools]
    print(f"{'pairs a second, in one process':44} {'':6} " + " ".join(f"{rate:13,.0f} " for rate in rates))


def ours(rows: list[Row]) -> tuple[set[str], float]:
    """The rows in which a number rule finds something at warning or error, and the seconds it took."""
    from qa_lint.catalogue import load_rules
    from qa_lint.config import Choice, Config
    from qa_lint.engine import lint
    from qa_lint.model import Anchor, Document, Pair, Segment, Severity

    config = Config(root=Path(), rules=load_rules(), choice=Choice(select=("number",)))

    def segment(text: str, language: str, path: str) -> Segment:
        return Segment(text, language, path, (Anchor(0, 1, 1),))

    documents = [
        Document(
            row["id"],
            row["src_lang"],
            row["tgt_lang"],
            (
                Pair(
                    segment(row["src"], row["src_lang"], row["id"]),
                    segment(row["tgt"], row["tgt_lang"], row["id"]),
                ),
            ),
        )
        for row in rows
    ]
    begin = time.perf_counter()
    result = lint(documents, config)
    seconds = time.perf_counter() - begin
    return {finding.path for finding in result.findings if finding.severity >= Severity.WARNING}, seconds


def environment(folder: Path, packages: list[str]) -> Path:
    """The interpreter of an environment with `packages`, made if it is not there."""
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run(
            [python, "-m", "pip", "install", "-q", *packages], check=True, stderr=subprocess.DEVNULL
        )
        (folder / "ready").touch()
    return python


def po(rows: Iterable[Row]) -> str:
    """The rows as a PO file, each with its id as the context."""
    parts = ['msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n']
    for row in rows:
        quoted = [json.dumps(row[key], ensure_ascii=False) for key in ("id", "src", "tgt")]
        parts.append("msgctxt {}\nmsgid {}\nmsgstr {}\n".format(*quoted))
    return "\n".join(parts)


def run_pofilter(python: Path, rows: list[Row]) -> tuple[set[str], float]:
    """The rows that `pofilter -t numbers` puts out."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.po"), Path(folder, "out.po")
        source.write_text(po(rows), "utf-8")
        pofilter = str(python.with_name("pofilter"))
        command = [pofilter, "-t", "numbers", "--progress=none", str(source), str(target)]
        begin = time.perf_counter()
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - begin
        found = target.read_text("utf-8") if target.exists() else ""
    return {json.loads(line[8:]) for line in found.splitlines() if line.startswith("msgctxt ")}, seconds


def run_recognizers(python: Path, rows: list[Row]) -> tuple[set[str], float]:
    """The rows in which recognizers-text-number reads other values on one side than on the other."""
    known = [row for row in rows if all(language in CULTURES for language in languages(row))]
    with tempfile.TemporaryDirectory() as folder:
        file, program = Path(folder, "rows.jsonl"), Path(folder, "peer.py")
        lines = [
            {
                "id": row["id"],
                "source": row["src"],
                "target": row["tgt"],
                "from": CULTURES[languages(row)[0]],
                "to": CULTURES[languages(row)[1]],
            }
            for row in known
        ]
        file.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
        program.write_text(RECOGNIZERS, "utf-8")
        output = subprocess.run([python, program, file], check=True, capture_output=True, text=True).stdout
    result = json.loads(output.splitlines()[-1])
    return set(result["flagged"]), result["seconds"] * len(rows) / max(1, len(known))


def speed(
    arguments: argparse.Namespace,
    rows: list[Row],
    tools: dict[str, Callable[[list[Row]], tuple[set[str], float]]],
) -> None:
    """Times whole processes on short pairs: Chinese of 12 to 34 characters and its English, repeated with
    changed numbers.
    """
    short = [
        row
        for row in rows
        if languages(row) == ("zh", "en") and 12 <= len(row["src"]) <= 34 and row["label"] == "ok"
    ]
    many = []
    for n in range(arguments.pairs):
        row = short[n % len(short)]
        # A run over the same few sentences would measure the caches.
        many.append({**row, "id": str(n), "src": f"{row['src']}{n}号", "tgt": f"{row['tgt']} No. {n}"})
    print(f"\nwhole process, {len(many):,} short pairs, one core")
    with tempfile.TemporaryDirectory() as folder:
        table_file = Path(folder, "pairs.tsv")
        lines = [f"{row['src']}\t{row['tgt']}".replace('"', "'") for row in many]
        table_file.write_text("zh\ten\n" + "\n".join(lines) + "\n", "utf-8")
        command = [
            sys.executable,
            "-m",
            "qa_lint",
            "check",
            "--no-cache",
            "--jobs=1",
            "--select",
            "number",
            "--format",
            "json",
            str(table_file),
        ]
        seconds = []
        for _ in range(3):
            begin = time.perf_counter()
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
            seconds.append(time.perf_counter() - begin)
    print(f"{'qa-lint, all number rules':30} {len(many) / min(seconds):10,.0f} pairs a second")
    if "pofilter" in tools:
        seconds = [tools["pofilter"](many)[1] for _ in range(3)]
        print(f"{'pofilter -t numbers':30} {len(many) / min(seconds):10,.0f} pairs a second")
    sizes = Counter(len(row["src"]) for row in short)
    average = sum(size * n for size, n in sizes.items()) / len(short)
    print(f"from {len(short)} sentences, {average:.0f} characters on average")


if __name__ == "__main__":
    main()
