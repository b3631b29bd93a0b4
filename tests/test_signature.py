"""The signature names what made the findings: it changes with that, and with nothing else."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from qa_lint import signature as module
from qa_lint.catalogue import load_rules
from qa_lint.config import Choice, Config, Override
from qa_lint.glossaries import load_glossaries
from qa_lint.model import Severity
from qa_lint.signature import signature

RULES = load_rules()
CONFIG = Config(root=Path(), rules=RULES)
ENTRY = {"source": "城中村", "approved": ["urban village"]}
GLOSSARY = replace(CONFIG, glossaries=load_glossaries([ENTRY]).items)
CHANGED = {
    "ignored": replace(CONFIG, choice=Choice(ignore=("number",))),
    "severity": replace(CONFIG, choice=Choice(settings={"number-missing": {"severity": "warning"}})),
    "option": replace(CONFIG, choice=Choice(settings={"number-missing": {"ignore": ["5"]}})),
    "rule": replace(
        CONFIG, rules=RULES | {"number-order": replace(RULES["number-order"], message="{source}")}
    ),
    "override": replace(CONFIG, overrides=(Override(("a",), Choice(ignore=("term",))),)),
    "override's paths": replace(CONFIG, overrides=(Override(("b",), Choice(ignore=("term",))),)),
    "source language": replace(CONFIG, source_language="zh"),
    "target language": replace(CONFIG, target_language="zh"),
    "column": replace(CONFIG, columns={"source": 1}),
    "glossary": GLOSSARY,
    "glossary's entry": replace(CONFIG, glossaries=load_glossaries([ENTRY | {"forbidden": ["slum"]}]).items),
    "reference": replace(CONFIG, reference="old", references={"a": ("b",)}),
    "reference's text": replace(CONFIG, reference="old", references={"a": ("c",)}),
}


def test_it_names_version_rules_languages_and_options() -> None:
    assert signature(CONFIG, ["zh-en"]).split("|")[::2] == [
        "qa-lint",
        next(part for part in signature(CONFIG, ["zh-en"]).split("|") if part.startswith("rules:")),
        "options:default",
    ]
    assert f"|rules:{len(RULES)}-" in signature(CONFIG, ["zh-en"])
    assert "|languages:zh-en,en-zh|" in signature(CONFIG, ["zh-en", "en-zh"])
    assert signature(CHANGED["column"], []).endswith("|languages:none|options:columns.source=1")


def test_it_changes_with_what_changes_findings() -> None:
    signatures = {name: signature(config, ["zh-en"]) for name, config in CHANGED.items()}
    signatures["nothing"] = signature(CONFIG, ["zh-en"])
    assert len(set(signatures.values())) == len(signatures)


@pytest.mark.parametrize(
    "config",
    [
        replace(CONFIG, fail_on=Severity.INFO),
        replace(CONFIG, root=Path("elsewhere")),
        replace(CONFIG, exclude=("a",)),
        replace(CONFIG, choice=Choice(select=("all",))),
        replace(CONFIG, choice=Choice(settings={"number-missing": {"severity": "error"}})),
        replace(
            CONFIG,
            rules={name: replace(rule, why="", path=Path("moved")) for name, rule in RULES.items()},
        ),
    ],
)
def test_it_does_not_change_with_the_rest(config: Config) -> None:
    assert signature(config, ["zh-en"]) == signature(CONFIG, ["zh-en"])


def test_it_does_not_matter_where_a_glossary_is_kept(tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_text("source,approved\n城中村,urban village\n", encoding="utf-8")
    moved = replace(CONFIG, glossaries=load_glossaries([str(tmp_path / "terms.csv")]).items)
    assert signature(moved, ["zh-en"]) == signature(GLOSSARY, ["zh-en"])


def test_every_setting_is_covered_or_known_to_have_no_effect() -> None:
    names = {field.name for field in fields(Config)}
    assert names == module.COVERED | module.WITHOUT_EFFECT
    assert not module.COVERED & module.WITHOUT_EFFECT
