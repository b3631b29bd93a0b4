"""What may stand in the settings: the one declaration of all keys, as a JSON schema.

The settings are held against it when they are read, and editors that know JSON schemas complete and check
`qa-lint.toml` by it. It keeps to draft 4, the newest that Taplo (https://taplo.tamasfe.dev) knows.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from qa_lint.catalogue import Option, Rule
from qa_lint.glossaries.settings import FLAGS, PROSE, TEXTS
from qa_lint.model import Severity

Schema = dict[str, Any]

BASELINE_FILE = ".qa-lint-baseline.json"
LANGUAGE = {
    "type": "string",
    "title": "a language code such as zh, en or zh-Hant",
    # https://www.rfc-editor.org/rfc/rfc5646, and the underscore that many write.
    "pattern": "^([A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*)?$",
}
SEVERITY = {
    "type": "string",
    "title": "severity",
    "enum": [severity.label for severity in reversed(Severity)],
}
_TYPES = {str: "string", list: "array", dict: "object", bool: "boolean", int: "integer", float: "number"}
_STRING = {"type": "string"}
_STRINGS = {"type": "array", "title": "a list of strings", "items": _STRING}
_PATTERN = {"type": "string", "title": "a pattern with {lang} in it", "pattern": r"\{lang\}"}
_COLUMN = {
    "title": "a column's name or its number, from 1 on",
    "anyOf": [_STRING, {"type": "integer", "minimum": 1, "title": "a number from 1 on"}],
}


def settings_schema(rules: Iterable[Rule], *, own_rules: bool = False) -> Schema:
    """The schema of the settings where there are `rules`; `own_rules` if there may be others too."""
    rules = sorted(rules, key=lambda rule: rule.id)
    names: Schema = {"type": "string", "title": "rule", "enum": rule_names(rule.id for rule in rules)}
    if own_rules:
        names = {"anyOf": [names, {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}]}
    table: Schema = _table({rule.id: _settings(rule) for rule in rules}, "rule")
    table["description"] = "The severity and the options of rules, each in a table of its own."
    if own_rules:
        table["additionalProperties"] = {"type": "object", "properties": {"severity": SEVERITY}}
    return {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "title": "Settings of qa-lint",
        "description": "qa-lint.toml, or the table [tool.qa-lint] of pyproject.toml",
        **_table({name: _entry(*entry) for name, entry in _keys().items()}),
        "definitions": {
            "rule-names": _described(names, "A rule, or the beginning of the ids of several."),
            "rules": table,
        },
    }


def rule_names(rules: Iterable[str]) -> list[str]:
    """All that may stand for some of the rules with the ids `rules`: an id, a beginning of it, or `all`."""
    names = {"all"}
    for rule in rules:
        words = rule.split("-")
        names.update("-".join(words[:end]) for end in range(1, len(words) + 1))
    return sorted(names)


def _keys() -> Mapping[str, tuple[Schema, Any, str]]:
    """Each key of the settings: what its value is, the default, and what it means."""
    names = {"type": "array", "title": "a list of strings", "items": {"$ref": "#/definitions/rule-names"}}
    rules = {"$ref": "#/definitions/rules"}
    choice: dict[str, tuple[Schema, Any, str]] = {
        "select": (names, [], "Check these rules only: ids, or beginnings of them. Default: all."),
        "ignore": (names, [], "Do not check these rules."),
        "rule": (rules, {}, "The severity and the options of rules."),
    }
    override = _table({"paths": _STRINGS} | {name: _entry(*entry) for name, entry in choice.items()})
    layout = _table({"source": {**_STRING, "title": "a pattern"}, "target": _PATTERN})
    return {
        "source-language": (LANGUAGE, "", "Language of the sources, as a tag of BCP 47. Default: detected."),
        "target-language": (LANGUAGE, "", "Language of the translations. Default: detected."),
        "fail-on": (SEVERITY, "error", "The least severity that makes the exit status 1."),
        **choice,
        "exclude": (_STRINGS, [], "Files and folders that are not checked."),
        "layouts": (
            {
                "type": "array",
                "items": {"anyOf": [_PATTERN, {**layout, "required": ["source", "target"]}]},
            },
            [],
            "Where the files of the two languages are: patterns in which {lang} stands for the language.",
        ),
        "glossaries": (
            {
                "type": "array",
                "items": {"anyOf": [{**_STRING, "title": "the path of a file"}, _glossary_entry()]},
            },
            [],
            "Glossaries for the rules about terms: files, or entries.",
        ),
        "reference": (_STRING, "", "Approved translations, a document or a folder."),
        "columns": (
            _table({"source": _COLUMN, "target": _COLUMN}),
            {},
            "The columns of tables: a name in the first row, or a number from 1 on.",
        ),
        "outdated": (
            {"type": "string", "enum": ["stated", "history"]},
            "stated",
            "By what translations of an older source are known: by the commit that they name themselves, or "
            "by the history of the repository too.",
        ),
        "baseline": (_STRING, "", f"The file with the findings that are known. Default: {BASELINE_FILE}."),
        "require-reasons": ({"type": "boolean"}, False, "Report what is ignored without a reason."),
        "rules": (_STRINGS, [], "Folders with rule files of your own."),
        "overrides": (
            {"type": "array", "items": {**override, "required": ["paths"]}},
            [],
            "Other settings for some of the documents.",
        ),
    }


def _entry(value: Schema, default: object, description: str) -> Schema:
    # Draft 4 reads nothing beside a reference.
    return value if "$ref" in value else _described(value, description) | {"default": default}


def _described(value: Schema, description: str) -> Schema:
    return {"description": description, **value}


def _settings(rule: Rule) -> Schema:
    """The settings of a rule. Options that are read from files have no place in them."""
    options = {option.name: _option(option) for option in rule.options.values() if not option.kind}
    severity = {**SEVERITY, "description": f"Default: {rule.severity.label}.", "default": rule.severity.label}
    return _described(_table({"severity": severity, **options}, "option"), f"{rule.summary}.")


def _option(option: Option) -> Schema:
    schema: Schema = {"type": _TYPES[type(option.default)]}
    if schema["type"] == "array":
        schema = dict(_STRINGS)
    if option.choices:
        schema["enum"] = list(option.choices)
    return _entry(schema, option.default, " ".join(option.doc.split()))


def _glossary_entry() -> Schema:
    texts = {"anyOf": [_STRING, _STRINGS]}
    entry = _table(dict.fromkeys((*TEXTS, *PROSE), texts) | {name: {"type": "boolean"} for name in FLAGS})
    return {**entry, "title": "a table"}


def _table(properties: Schema, keys: str = "key") -> Schema:
    return {"type": "object", "additionalProperties": False, "x-keys": keys, "properties": properties}
