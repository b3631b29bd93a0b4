"""The README and the pages in docs/ say what the code does.

With `UPDATE_CASES=1` in the environment, what can be generated is written anew.
"""

import os
import re
import tomllib
from pathlib import Path

import pytest

from qa_lint.catalogue import Example, Option, Rule
from qa_lint.cli import main
from qa_lint.languages import packs
from qa_lint.model import IGNORE_FILE
from qa_lint.schema import settings_schema
from qa_lint.settings import load_config
from qa_lint.sidecar import read_noted
from qa_lint.validation import validate
from qa_lint.writers import REGISTRY
from tests.support import RULES, document, run

ROOT = Path(__file__).parent.parent
README, RULES_PAGE = ROOT / "README.md", ROOT / "docs" / "rules.md"
UPDATE = bool(os.environ.get("UPDATE_CASES"))
SORTED_RULES = [RULES[name] for name in sorted(RULES)]
SHOWN = ("number-mismatch", "term-glossary", "footnote-marker-missing", "untranslated-document")
_NUMBER_ROW = re.compile(r"\| `(.+?)` \| `(.+?)` \| (right|wrong) \|")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def part(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)


def compare(path: Path, text: str) -> None:
    if UPDATE:
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == read(path), (
        f"{path.name} is not current; UPDATE_CASES=1 pytest tests/test_docs.py writes it"
    )


def paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def option(entry: Option) -> str:
    default = "" if entry.kind else f" (default `{entry.default!r}`)"
    return f"- `{entry.name}`{default}: {' '.join(entry.doc.split())}"


def example(entry: Example) -> str:
    sides = {
        "source": entry.source.strip().split("\n"),
        "target": entry.target.strip().split("\n"),
        "source note": list(entry.source_notes),
        "target note": list(entry.target_notes),
        "reported": list(entry.messages) or ["nothing"],
    }
    lines = [f"{label:<12} {text or '(no text)'}" for label, texts in sides.items() for text in texts]
    return "```text\n" + "\n".join(lines) + "\n```"


def rule_section(rule: Rule) -> str:
    examples = rule.examples()
    shown = [
        next(entry for entry in examples if bool(entry.messages) is reported) for reported in (True, False)
    ]
    facts = f"{rule.severity.label}, category {rule.category}, MQM {rule.mqm}, since version {rule.since}"
    pieces = [
        f"## {rule.id}",
        f"{rule.summary}. *({facts})*",
        paragraphs(rule.why),
        f"**Known false alarms.** {paragraphs(rule.false_alarms)}",
    ]
    if rule.options:
        pieces.append("**Options**\n\n" + "\n".join(map(option, rule.options.values())))
    return "\n\n".join([*pieces, "**Examples**", *map(example, shown)])


def rules_page() -> str:
    head = (
        "# Rules\n\n"
        "Made from the files in [rules](../rules) by `tests/test_docs.py`. `qa-lint explain RULE` shows the\n"
        "same with all examples. ⟦ ⟧ mark what is found. How to switch a rule off, or to give it another\n"
        "severity, stands in [configuration.md](configuration.md)."
    )
    return "\n\n".join([head, *map(rule_section, SORTED_RULES)]) + "\n"


def rule_table() -> str:
    rows = [
        f"| [`{rule.id}`](docs/rules.md#{rule.id}) | {rule.severity.label} | {rule.summary} |"
        for rule in SORTED_RULES
    ]
    return "\n".join(["| Rule | Severity | What it reports |", "| --- | --- | --- |", *rows]) + "\n"


def demo(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """Some of the findings in examples/, and the summary."""
    monkeypatch.chdir(ROOT)
    main(["check", "examples/", "--color", "never"])
    blocks = capfd.readouterr().out.replace(os.sep, "/").strip().split("\n\n")
    chosen = [next(block for block in blocks if f" {rule}  " in block.split("\n")[0]) for rule in SHOWN]
    return (
        "```text\n$ qa-lint check examples/\n"
        + "\n\n".join([*chosen, "…", blocks[-1].split("\n")[0]])
        + "\n```\n"
    )


@pytest.mark.parametrize("rule", SHOWN)
def test_the_rules_shown_exist(rule: str) -> None:
    assert rule in RULES


def test_the_page_of_rules_is_current() -> None:
    compare(RULES_PAGE, rules_page())


def test_the_table_of_rules_is_current() -> None:
    assert part("rules").search(read(README))
    compare(README, part("rules").sub(lambda _: rule_table(), read(README)))


def test_the_output_shown_is_real(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    shown = demo(capfd, monkeypatch)
    assert part("demo").search(read(README))
    compare(README, part("demo").sub(lambda _: shown, read(README)))


def test_the_comparison_by_value_is_true() -> None:
    rows = _NUMBER_ROW.findall(read(README))
    assert len(rows) > 4
    for source, target, verdict in rows:
        findings = run([document(source, target)]).findings
        assert [finding.rule for finding in findings] == ["number-mismatch"] * (verdict == "wrong"), target


def test_the_languages_whose_number_words_are_read() -> None:
    named = re.search(r"Numbers in words are read in ([^.]+)\.", " ".join(read(README).split()))
    assert named
    names = re.split(r", | and ", named[1])
    assert sorted(names) == sorted(entry.name for entry in packs() if entry.numbers)


@pytest.mark.parametrize("path", [README, *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", read(path)):
        assert (path.parent / target).exists(), target


def page_settings() -> str:
    match = re.search(r"```toml\n(.*?)```", read(ROOT / "docs" / "configuration.md"), re.DOTALL)
    assert match
    return match[1]


def test_the_settings_shown_are_all_and_valid(tmp_path: Path) -> None:
    settings = page_settings()
    assert tomllib.loads(settings).keys() == settings_schema(RULES.values())["properties"].keys()
    rule = SORTED_RULES[0].path.read_text(encoding="utf-8")
    own = tmp_path / "qa-rules" / f"own-{SORTED_RULES[0].id}.toml"
    own.parent.mkdir()
    own.write_text(rule.replace(f'"{SORTED_RULES[0].id}"', f'"{own.stem}"', 1), encoding="utf-8")
    path = tmp_path / "qa-lint.toml"
    path.write_text(settings, encoding="utf-8")
    assert own.stem in load_config(path, root=tmp_path).rules


def test_the_glossary_shown_is_valid(tmp_path: Path) -> None:
    from qa_lint.glossaries import load_glossaries

    match = re.search(r"```csv\n(.*?)```", read(ROOT / "docs" / "configuration.md"), re.DOTALL)
    assert match
    (tmp_path / "terms.csv").write_text(match[1], encoding="utf-8")
    loaded = load_glossaries([str(tmp_path / "terms.csv")])
    assert len(loaded.items) == 3
    assert not loaded.problems


@pytest.mark.parametrize("path", [README, *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name)
def test_settings_shown_are_valid(path: Path) -> None:
    schema = settings_schema(RULES.values(), own_rules=True)
    for block in re.findall(r"```toml\n(.*?)```", read(path), re.DOTALL):
        data = tomllib.loads(block)
        if data.keys() != {"ignore"} or not isinstance(data["ignore"][0], dict):
            validate(data, schema)


def test_entries_shown_are_valid(tmp_path: Path) -> None:
    match = re.search(r"```toml\n(\[\[ignore\]\]\n.*?)```", read(ROOT / "docs" / "workflow.md"), re.DOTALL)
    assert match
    (tmp_path / IGNORE_FILE).write_text(match[1], encoding="utf-8")
    assert len(read_noted(tmp_path)) == 1


def test_the_page_of_reports_names_every_format() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| ", read(ROOT / "docs" / "reports.md"), re.MULTILINE)
    formats = [name for name in rows if name in REGISTRY]
    assert sorted(formats) == sorted(REGISTRY)
