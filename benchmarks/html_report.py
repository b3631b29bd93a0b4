"""How large the HTML report is with very many findings, and how quick in a browser.

    python -m benchmarks.html_report [--findings N] [--browser PATH]

The findings are invented: N of them in 200 documents, four to a pair of paragraphs of some hundred
characters. The browser is a Chromium, driven by playwright; without it only the file is measured. Times are
those of one run: until the page is loaded and its first findings stand there, and from a keystroke, a click
or a choice until the list is drawn anew (typing waits 90 ms for the next key).
"""

import argparse
import gzip
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from qa_lint.catalogue import load_rules
from qa_lint.model import Anchor, Finding, Pair, RuleFacts, Run, Segment, Span
from qa_lint.writers import Layout, encoded, load_writer

DOCUMENTS, PER_PAIR = 200, 4
_CHINESE = (
    "全年开工保障性住房万套竣工平方米完成老旧小区改造惠及居民"
    "户推动科技创新和产业融合发展建设走廊培育企业家支持港区扩建"
)
_ENGLISH = (
    *(
        "construction",
        "began",
        "on",
        "units",
        "of",
        "government-subsidized",
        "housing",
        "floor",
        "space",
        "was",
    ),
    *(
        "completed",
        "and",
        "old",
        "communities",
        "were",
        "renovated",
        "benefiting",
        "households",
        "innovation",
    ),
)


def findings(count: int, rules: list[RuleFacts]) -> Iterator[Finding]:
    """Findings in the order of documents and lines, the same each time."""
    chance = random.Random(1)
    for number in range(count):
        if number % PER_PAIR == 0:
            path = f"docs/part-{number * DOCUMENTS // count:03}/report.txt"
            pair = _pair(chance, path, 1 + number // PER_PAIR)
        rule = chance.choice(rules)
        start, length = chance.randrange(20, 80), chance.randrange(2, 8)
        yield Finding(
            rule=rule.id,
            severity=rule.severity,
            category=rule.category,
            mqm=rule.mqm,
            message=f"'{pair.source.text[start : start + 4]}' is something else here ({number})",
            path=pair.target.path,
            source=pair.source.mark(Span(start, start + length)),
            target=pair.target.mark(Span(start, start + length)) if number % 3 else None,
            suggestion="another rendering" if number % 5 == 0 else None,
            fingerprint=f"{number:016x}",
            pair=pair,
        )


def _pair(chance: random.Random, path: str, line: int) -> Pair:
    source = "".join(chance.choices(_CHINESE, k=chance.randrange(100, 220)))
    target = " ".join(chance.choices(_ENGLISH, k=chance.randrange(60, 130)))
    anchors = (Anchor(0, line, 1),)
    return Pair(Segment(source, "zh", path, anchors), Segment(target, "en", path, anchors))


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--findings", type=int, default=20_000)
    parser.add_argument("--browser", default=shutil.which("chromium") or shutil.which("google-chrome") or "")
    arguments = parser.parse_args()
    rules = [
        RuleFacts(r.id, r.severity, r.category, r.mqm, r.summary, r.why, r.false_alarms)
        for r in load_rules().values()
    ]
    found = list(findings(arguments.findings, rules))
    run = Run(DOCUMENTS, len(found) // PER_PAIR, ("zh-en",), (), rules=tuple(rules), signature="qa-lint|…")
    start = time.perf_counter()
    content = b"".join(encoded(load_writer("html")(found, run, Layout())))
    seconds = time.perf_counter() - start
    print(f"{len(found):,} findings")
    print(f"written in        {seconds:6.2f} s")
    compressed = len(gzip.compress(content)) / 1e6
    print(f"file              {len(content) / 1e6:6.1f} MB, {compressed:.1f} MB compressed")
    if not arguments.browser:
        print("no Chromium found, so it was not opened")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        path.write_bytes(content)
        for name, milliseconds in _times(path, arguments.browser):
            print(f"{name:<17} {milliseconds:6.0f} ms")


def _times(path: Path, browser_path: str) -> Iterator[tuple[str, float]]:
    from playwright.sync_api import sync_playwright

    drawn = """(act) => new Promise((done) => {
        const start = performance.now(), list = document.getElementById("list");
        const seen = () => setTimeout(() => done(performance.now() - start));
        new MutationObserver(() => requestAnimationFrame(seen)).observe(list, { childList: true });
        new Function(act)();
    })"""
    typed = "const q = document.getElementById('query'); q.value = '{}'; q.dispatchEvent(new Event('input'))"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_context(bypass_csp=True).new_page()
        start = time.perf_counter()
        page.goto(path.as_uri(), wait_until="load")
        page.wait_for_selector("html.live .finding")
        yield "open", 1000 * (time.perf_counter() - start)
        for name, act in {
            "first search": typed.format("renovated 建设"),
            "next search": typed.format("innovation 12"),
            "filter by rule": "document.querySelector('.facet-rule button').click()",
            "show all": "document.getElementById('clear').click()",
            "sort by rule": "const s = document.getElementById('sort'); s.value = 'rule'; "
            "s.dispatchEvent(new Event('change'))",
            "next page": "document.getElementById('next').click()",
        }.items():
            yield name, page.evaluate(drawn, act)
        browser.close()


if __name__ == "__main__":
    main()
