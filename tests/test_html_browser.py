"""The HTML report in a real browser, a headless Chromium; skipped where there is none."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qa_lint.model import Anchor, Pair, Segment, Severity, Span
from tests.findings import FINDING, RULES_FACTS, RUN, mark, written

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
EVIL = "<script>document.title = 'owned'</script><img src=x onerror=\"document.title = 'owned'\">"
LONG = "long " * 100
SOURCE = Segment("النص 20.4 هنا", "ar", "report.txt", (Anchor(0, 1, 1),))
TARGET = Segment(f"{LONG}😀 20,400 {LONG}", "en", "report.txt", (Anchor(0, 2, 1),))
AT = TARGET.text.index("20,400")


def findings() -> list[Any]:
    found = [
        replace(
            FINDING,
            fingerprint=f"{number:016x}",
            message=f"message {number}",
            path=("2.txt", "/1.txt", "/a/0.txt")[number // 40],
            severity=Severity.WARNING if number % 2 else Severity.ERROR,
            rule="term-glossary" if number % 2 else "number-mismatch",
        )
        for number in range(120)
    ]
    found[0] = replace(found[0], message=EVIL, suggestion=EVIL, target=mark(EVIL, path="2.txt"))
    found[1] = replace(
        found[1],
        source=SOURCE.mark(Span(5, 9)),
        target=TARGET.mark(Span(AT, AT + 6)),
        pair=Pair(SOURCE, TARGET),
    )
    found[2] = replace(found[2], target=None, pair=Pair(SOURCE, TARGET), path="/1.txt")
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api")
    if not BROWSER:
        pytest.skip("no Chromium here")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("report") / "report.html"
    run = replace(RUN, rules=RULES_FACTS, signature="qa-lint|x")
    clean = file.with_name("clean.html")
    clean.write_text(written("html", run=run), encoding="utf-8", newline="\n")
    file.write_text(written("html", *findings(), run=run), encoding="utf-8", newline="\n")
    return file


@pytest.fixture
def page(browser: Any, path: Path) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto(path.as_uri())
    yield opened
    context.close()
    assert said == []


def count(page: Any) -> str:
    text: str = page.inner_text("#count")
    return text


def test_markup_of_documents_is_text(page: Any) -> None:
    card = page.locator("article.finding").first
    assert card.locator("h3").inner_text() == EVIL
    assert EVIL in card.locator(".side").last.inner_text()
    assert page.title().startswith("120 findings")
    assert page.locator("main img").count() == 0


def test_marks_languages_and_long_texts(page: Any) -> None:
    card = page.locator("article.finding").nth(1)
    source, target = card.locator("p.text").all()
    assert (source.get_attribute("lang"), source.get_attribute("dir")) == ("ar", "rtl")
    assert card.locator("mark").all_inner_texts() == ["20.4", "20,400"]
    assert target.inner_text().startswith("…")
    assert len(target.inner_text()) < 350
    card.locator("button.all").click()
    card = page.locator("article.finding").nth(1)
    assert card.locator("p.text").last.inner_text() == TARGET.text
    assert card.locator("mark").last.inner_text() == "20,400"


def test_filters(page: Any) -> None:
    assert count(page) == "120 shown"
    assert page.locator("article.finding").count() == 50
    page.locator(".facet-severity button", has_text="Warning").click()
    assert count(page) == "60 of 120 shown"
    page.locator(".facet-path button", has_text="2.txt").click()
    assert count(page) == "20 of 120 shown"
    assert not page.locator("#pages").is_visible()
    assert page.locator(".facet-severity .n").all_inner_texts() == ["19", "20", "0"]
    assert page.locator(".facet-path button[aria-pressed=true]").inner_text().startswith("2.txt")
    page.keyboard.press("Escape")
    assert count(page) == "120 shown"
    page.locator(".facet-rule button", has_text="number-mismatch").click()
    assert count(page) == "60 of 120 shown"


def test_a_clean_run(page: Any, path: Path) -> None:
    page.goto(path.with_name("clean.html").as_uri())
    assert page.locator(".clean").inner_text() == "Nothing to report."
    assert not page.locator("button:visible, input:visible").count()


def test_search(page: Any) -> None:
    page.keyboard.press("/")
    page.keyboard.type("النص message 1")
    page.get_by_text("1 of 120 shown", exact=True).wait_for()
    assert page.evaluate("CSS.highlights.get('found').size") == 3
    page.keyboard.press("Escape")
    assert count(page) == "120 shown"
    assert not page.evaluate("CSS.highlights.has('found')")
    page.keyboard.type("nowhere")
    page.get_by_text("0 of 120 shown", exact=True).wait_for()
    assert "No finding fits" in page.inner_text("#list")


def test_order(page: Any) -> None:
    page.select_option("#sort", "rule")
    heading = page.locator(".group").first.inner_text().split()
    assert heading[:3] == ["number-mismatch", "60", "findings"]
    page.select_option("#sort", "severity")
    assert page.locator("article.finding").first.get_attribute("class") == "finding error"


def test_keys_and_pages(page: Any) -> None:
    focused = "document.activeElement.id"
    for _ in range(51):
        page.keyboard.press("j")
    assert page.evaluate(focused) == f"{50:016x}"
    assert page.inner_text("#page") == "Page 2 of 3"
    page.keyboard.press("k")
    assert page.evaluate(focused) == f"{49:016x}"
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()
    page.click("#help")
    page.locator("dialog button").click()
    assert not page.locator("dialog").is_visible()
    page.click("#next")
    assert page.inner_text("#page") == "Page 2 of 3"


def test_a_link_leads_to_a_finding(page: Any, path: Path) -> None:
    page.locator(".facet-severity button", has_text="Error").click()
    page.goto(f"{path.as_uri()}#{77:016x}")
    page.wait_for_selector(".finding.now")
    assert page.locator(".finding.now h3").inner_text() == "message 77"
    assert count(page) == "120 shown"
    page.reload()
    assert page.locator(".finding.now h3").inner_text() == "message 77"


def test_print_shows_all(page: Any) -> None:
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("article.finding").count() == 120
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("article.finding").count() == 50


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_and_width(browser: Any, path: Path, scheme: str) -> None:
    """Every text has a contrast of 4.5 (WCAG 2.2, 1.4.3), and nothing is wider than a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    page.goto(path.as_uri())
    page.click("#facets summary")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    poor = page.evaluate(_CONTRAST)
    context.close()
    assert poor == []


_CONTRAST = """() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const linear = (value) => value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => .2126 * linear(r / 255) + .7152 * linear(g / 255) + .0722 * linear(b / 255);
  const behind = (node) => {
    for (; node; node = node.parentElement) {
      const color = parse(getComputedStyle(node).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const apart = "script, style, noscript, option, :disabled";
  const poor = new Set();
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    if (!own || !node.checkVisibility() || node.closest(apart)) continue;
    const colors = [parse(getComputedStyle(node).color), behind(node)].map(light).sort((a, b) => b - a);
    const ratio = (colors[0] + .05) / (colors[1] + .05);
    if (ratio < 4.5) poor.add(`${node.tagName}.${node.className} ${ratio.toFixed(2)}`);
  }
  return [...poor];
}"""


def test_without_javascript_all_is_there(browser: Any, path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator("article.finding").count() == 120
    assert not page.locator(".tools").is_visible()
    assert page.locator(".facet-severity li").count() == 3
    context.close()
