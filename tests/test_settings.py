"""The settings: what is read, what is refused and where, and the schema that editors know them by."""

import json
import os
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_lint.config import Config, ConfigError, Layout
from qa_lint.data import data_folder
from qa_lint.schema import settings_schema
from qa_lint.settings import load_config, with_command_line
from qa_lint.toml_lines import key_lines, line_of
from qa_lint.validation import InvalidError, validate
from tests.support import RULES

SCHEMA_FILE = data_folder("reports") / "config.schema.json"
SCHEMA = settings_schema(RULES.values())
PUBLIC = settings_schema(RULES.values(), own_rules=True)
ROOT = Path(__file__).parent.parent


def load(tmp_path: Path, text: str) -> Config:
    path = tmp_path / "qa-lint.toml"
    path.write_text(text, encoding="utf-8")
    return load_config(path, root=tmp_path)


def test_the_schema_for_editors_is_current() -> None:
    text = json.dumps(PUBLIC, ensure_ascii=False, indent=2) + "\n"
    if os.environ.get("UPDATE_CASES"):
        SCHEMA_FILE.write_text(text, encoding="utf-8", newline="\n")
    assert SCHEMA_FILE.read_text(encoding="utf-8") == text, "UPDATE_CASES=1 writes it"


@pytest.mark.parametrize("schema", [SCHEMA, PUBLIC], ids=["own rules known", "own rules unknown"])
def test_the_schema_is_one(schema: dict[str, Any]) -> None:
    jsonschema.Draft4Validator.check_schema(schema)


@pytest.mark.parametrize(
    "path",
    [*ROOT.glob("tests/cases/*/input/qa-lint.toml"), ROOT / "examples" / "qa-lint.toml"],
    ids=lambda path: path.parent.parent.name,
)
def test_we_and_the_schema_agree(path: Path) -> None:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return
    try:
        validate(data, SCHEMA)
    except InvalidError:
        assert not jsonschema.Draft4Validator(SCHEMA).is_valid(data)
    else:
        jsonschema.Draft4Validator(SCHEMA).validate(data)


def test_every_rule_and_option_is_in_the_schema() -> None:
    tables = SCHEMA["definitions"]["rules"]["properties"]
    assert tables.keys() == RULES.keys()
    for rule in RULES.values():
        settings = {option.name: option for option in rule.options.values() if not option.kind}
        assert tables[rule.id]["properties"].keys() == {"severity", *settings}
        for name, option in settings.items():
            assert tables[rule.id]["properties"][name]["default"] == option.default
            jsonschema.Draft4Validator(tables[rule.id]).validate({name: option.default})


def test_the_defaults_are_those_of_the_schema(tmp_path: Path) -> None:
    properties = SCHEMA["properties"]
    written = {name: entry["default"] for name, entry in properties.items() if "default" in entry}
    text = "".join(f"{name} = {json.dumps(value)}\n" for name, value in written.items() if value != {})
    loaded, default = load(tmp_path, text), load_config(None, root=tmp_path)
    for name in Config.__slots__:
        if name not in ("file", "origins", "rules"):
            assert getattr(loaded, name) == getattr(default, name), name


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'select = [\n  "number",\n  "nmber",\n]',
            ":1: select = 'nmber': unknown rule; did you mean 'number'?",
        ),
        ("\n[columns]\nsource = 0", ":3: columns.source = 0: expected a number from 1 on"),
        ("[columns]\nsource = true", ":2: columns.source = True: expected a column's name"),
        ('layouts = ["content/**/*.md"]', ": expected a pattern with {lang} in it"),
        ('layouts = [{ source = "docs/*.md" }]', "layouts: the key 'target' is missing"),
        ('layouts = [{ source = "a/**/*", target = "{lang}/*" }]', "must have the same wildcards"),
        (
            '[[overrides]]\npaths = ["a"]\n[[overrides]]\npaths = 3',
            ":4: overrides.paths = 3: expected a list",
        ),
        (
            '[[overrides]]\npaths = ["a"]\nrule.number-missing.severity = "bad"',
            ":3: overrides.rule.number-missing",
        ),
        ("[rule.number-missing]\nignore = [1]", "rule.number-missing.ignore = 1: expected a string"),
        ("[rule.term-glossary]\nglossary = []", "name it in 'glossaries' at the top"),
        ("[rule.segment-reference-drift]\nreferences = []", "name it in 'reference' at the top"),
        ('glossaries = [{ sorce = "x" }]', "glossaries.sorce: unknown key; did you mean 'source'?"),
        ("rules = { number = true }", "the settings of a rule stand in [rule.ID]"),
        ("exclude = [2026-01-01]", "exclude = datetime.date(2026, 1, 1): expected a string"),
        ('\nglossaries = ["a\\u0000b"]', ":2: glossaries: no path has a zero byte in it"),
        ("a = " + "[" * 5_000, ": values are nested too deep"),
        ("a = 1" + "0" * 5_000, ": a number in it has too many digits"),
        ("\n" + "a." * 5_000 + "b = 1", ": a key of more than 50 parts (at line 2)"),
    ],
)
def test_what_is_refused_and_where(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as raised:
        load(tmp_path, text)
    assert message in str(raised.value)
    assert str(raised.value).startswith(f"{tmp_path / 'qa-lint.toml'}:")


def test_layouts(tmp_path: Path) -> None:
    config = load(
        tmp_path,
        'layouts = ["content/{lang}/**/*.md", '
        '{ source = "docs/**/*.md", target = "i18n/{lang}/docs/**/*.md" }]',
    )
    assert config.layouts == (
        Layout("content/{lang}/**/*.md", "content/{lang}/**/*.md"),
        Layout("docs/**/*.md", "i18n/{lang}/docs/**/*.md"),
    )


def test_where_values_come_from(tmp_path: Path) -> None:
    config = load(tmp_path, '# ours\nignore = ["number"]\n[rule.term-variant]\nseverity = "error"\n')
    file = tmp_path / "qa-lint.toml"
    assert config.origins["ignore"] == f"{file}:2"
    assert config.origins["rule.term-variant.severity"] == f"{file}:4"
    config = with_command_line(config, ignore=["footnote,term-variant"], select=["all"])
    assert config.origins["ignore"] == f"{file}:2, command line"
    assert config.origins["select"] == "command line"
    assert config.choice.ignore == ("number", "footnote", "term-variant")


def test_lines_of_keys() -> None:
    text = '''# a = 1
a = """
b = 2
"""
"c.d" = [ # [x]
  "e = 1",
]
[table . "in"]
f.g = { h = 1 }
[[list]]
i = 1
[[list]]
i = 2
[list.deep]
j = \'\'\'
k\'\'\'
l = 1'''
    tomllib.loads(text)
    assert key_lines(text) == {
        ("a",): 2,
        ("c.d",): 5,
        ("table", "in"): 8,
        ("table", "in", "f"): 9,
        ("table", "in", "f", "g"): 9,
        ("list",): 10,
        ("list", 0): 10,
        ("list", 0, "i"): 11,
        ("list", 1): 12,
        ("list", 1, "i"): 13,
        ("list", 1, "deep"): 14,
        ("list", 1, "deep", "j"): 15,
        ("list", 1, "deep", "l"): 17,
    }
    assert line_of(key_lines(text), ("list", 1, "i", "none")) == 13
    assert line_of(key_lines(text), ("none",)) is None


_NAMES = st.text("abc-_1", min_size=1, max_size=5)
_STRINGS = st.sampled_from(
    ['"""\n[x]\n"""', "'''\n\ny = 1'''", '"# no"', "'='", '[\n"a = 1", # b\n]', "1.5", '{ a = "}" }']
)


@given(st.dictionaries(_NAMES, st.dictionaries(_NAMES, _STRINGS, max_size=4), max_size=4))
def test_every_key_has_its_line(tables: dict[str, dict[str, str]]) -> None:
    text = "\n\n".join(
        "\n".join([f"[ {table} ]", *(f"{key} = {value} # {key} = 2" for key, value in entries.items())])
        for table, entries in tables.items()
    )
    lines = key_lines(text)
    assert tomllib.loads(text).keys() == tables.keys()
    assert lines.keys() == {(name,) for name in tables} | {(t, key) for t in tables for key in tables[t]}
    written = text.split("\n")
    assert all(written[line - 1].lstrip("[ ").startswith(str(path[-1])) for path, line in lines.items())
