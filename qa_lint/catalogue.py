"""The rules: reads rule files, validates them and binds each to its check.

A rule is a data file. Examples stand last in it, so that a run, which does not need them, can leave them
unread.
"""

import inspect
import re
import string
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qa_lint.checks import REGISTRY, Check, CollectingCheck, PairCheck, load_check
from qa_lint.data import data_folder
from qa_lint.files import TomlError, parse_toml, read_utf8
from qa_lint.model import Severity
from qa_lint.typologies import ITS_CATEGORIES, MQM_TYPES

_KEYS = {
    "id",
    "check",
    "category",
    "mqm",
    "severity",
    "since",
    "summary",
    "message",
    "why",
    "false-alarms",
    "supersedes",
    "options",
    "examples",
}
_OPTIONAL = {"supersedes", "options", "examples"}
_TEXTS = _KEYS - _OPTIONAL
_EXAMPLE_KEYS = {
    "languages",
    "source",
    "target",
    "source-notes",
    "target-notes",
    "options",
    "message",
    "messages",
    "gap",
    "remark",
    "ignore",
}
_EXAMPLES = re.compile(r"^\[\[examples\]\]", re.MULTILINE)
OptionValue = Any


class RuleError(Exception):
    """A rule file is wrong; the message says which file, which key, and what was allowed."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a rule, declared in its file: `name` as the user writes it, a default, what it means.

    `kind` is empty, or names what else the value comes from: files (`glossary`, `references`), or a key of
    the settings (`require-reasons`). `choices` lists the values allowed, if not all are. Without a value for
    one that is `required` the rule has nothing to do.
    """

    name: str
    default: OptionValue
    doc: str
    kind: str = ""
    choices: tuple[OptionValue, ...] = ()
    required: bool = False

    @property
    def keyword(self) -> str:
        """The name of the keyword argument of the check."""
        return self.name.replace("-", "_")


@dataclass(frozen=True, slots=True)
class Example:
    """An example of a rule: texts, and the messages expected. `⟦` and `⟧` mark what is to be found.

    `gap` says that an empty side is one that alignment found nothing for; `remark` is what the file says of
    the pair, as `{ unfinished = { state = "fuzzy" } }`, and `ignore` a comment at it.
    """

    languages: tuple[str, str]
    source: str
    target: str
    source_notes: tuple[str, ...]
    target_notes: tuple[str, ...]
    options: Mapping[str, OptionValue]
    messages: tuple[str, ...]
    gap: bool = False
    remark: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ignore: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as its file states it. `category` is its type in ITS 2.0, `mqm` that in MQM."""

    id: str
    check: str
    category: str
    mqm: str
    severity: Severity
    since: str
    summary: str
    message: str
    why: str
    false_alarms: str
    supersedes: tuple[str, ...]
    options: Mapping[str, Option]
    path: Path

    def load(self) -> Check:
        """The rule's check. Raises `RuleError` if it does not fit the options that the file declares."""
        check = load_check(self.check)
        _bind(self, check)
        return check

    def examples(self) -> list[Example]:
        """The rule's examples, read from the file now."""
        data = _parse(self.path, read_utf8(self.path))
        return [_example(self, entry) for entry in data.get("examples", [])]


def shipped_rules() -> Path:
    """The folder of the rules that come with qa-lint."""
    return data_folder("rules")


def load_rules(folders: Iterable[Path] = ()) -> dict[str, Rule]:
    """All rules by id, ours first, then those in `folders`, each folder by file name.

    Raises `RuleError` for a rule file that is wrong, an id that stands twice, or a folder without rules.
    """
    rules: dict[str, Rule] = {}
    shipped = shipped_rules()
    for folder in (shipped, *folders):
        paths = sorted(folder.glob("*.toml"))
        if not paths:
            raise RuleError(f"{folder}: no rule files (*.toml) there")
        for path in paths:
            rule = read_rule(path)
            if folder != shipped:
                _check_message(rule, rules.values())
            if rule.id in rules:
                raise RuleError(f"{path}: the rule id '{rule.id}' is taken by {rules[rule.id].path}")
            rules[rule.id] = rule
    return rules


def read_rule(path: Path) -> Rule:
    """Reads one rule file, but for its examples. Raises `RuleError`."""
    try:
        text = read_utf8(path)
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}: not valid UTF-8 at byte {error.start + 1:,}") from None
    examples = _EXAMPLES.search(text)
    data = _parse(path, text[: examples.start()] if examples else text)
    _allow(path, data, _KEYS, "key")
    for key in sorted(_KEYS - _OPTIONAL - data.keys()):
        raise RuleError(f"{path}: the key '{key}' is missing")
    if data["id"] != path.stem:
        raise RuleError(f"{path}: the id '{data['id']}' differs from the file's name")
    for key in sorted(_TEXTS):
        if not isinstance(data[key], str):
            raise RuleError(f"{path}: {key} = {data[key]!r}: expected a string")
    _choose(path, "check", data["check"], REGISTRY)
    _choose(path, "category", data["category"], ITS_CATEGORIES)
    _choose(path, "mqm", data["mqm"], MQM_TYPES)
    _choose(path, "severity", data["severity"], [severity.label for severity in Severity])
    return Rule(
        id=data["id"],
        check=data["check"],
        category=data["category"],
        mqm=data["mqm"],
        severity=Severity[data["severity"].upper()],
        since=data["since"],
        summary=data["summary"],
        message=data["message"],
        why=data["why"].strip(),
        false_alarms=data["false-alarms"].strip(),
        supersedes=tuple(data.get("supersedes", ())),
        options={name: _option(path, name, entry) for name, entry in data.get("options", {}).items()},
        path=path,
    )


def message_fields(rule: Rule) -> set[str]:
    """The fields that the rule's message asks its check for. Raises `RuleError` for a broken one."""
    fields: set[str] = set()
    try:
        for _, name, format_, conversion in string.Formatter().parse(rule.message):
            if name is not None:
                fields.add(
                    name + (f"!{conversion}" if conversion else "") + (f":{format_}" if format_ else "")
                )
    except ValueError as error:
        raise RuleError(f"{rule.path}: message: {error}") from None
    return fields


def _check_message(rule: Rule, shipped: Iterable[Rule]) -> None:
    """Raises `RuleError` if the message has a field that no message of the same check has."""
    known = {"source", "target"}.union(
        *(message_fields(other) for other in shipped if other.check == rule.check)
    )
    for name in sorted(message_fields(rule) - known):
        fields = ", ".join(f"{{{field}}}" for field in sorted(known))
        raise RuleError(f"{rule.path}: message: unknown field {{{name}}}; allowed are {fields}")


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return parse_toml(text)
    except TomlError as error:
        raise RuleError(f"{path}: {error}") from None


def _allow(path: Path, data: Mapping[str, Any], allowed: Iterable[str], what: str) -> None:
    for key in data:
        if key not in allowed:
            raise RuleError(f"{path}: unknown {what} '{key}'; allowed are {', '.join(sorted(allowed))}")


def _choose(path: Path, key: str, value: object, allowed: Collection[str]) -> None:
    if value not in allowed:
        raise RuleError(f"{path}: {key} = {value!r} is not one of {', '.join(sorted(allowed))}")


def _option(path: Path, name: str, entry: Mapping[str, Any]) -> Option:
    _allow(path, entry, {"default", "doc", "kind", "choices", "required"}, f"key in [options.{name}]")
    for key in ("default", "doc"):
        if key not in entry:
            raise RuleError(f"{path}: [options.{name}] has no '{key}'")
    return Option(
        name=name,
        default=entry["default"],
        doc=entry["doc"],
        kind=entry.get("kind", ""),
        choices=tuple(entry.get("choices", ())),
        required=entry.get("required", False),
    )


def _example(rule: Rule, entry: Mapping[str, Any]) -> Example:
    _allow(rule.path, entry, _EXAMPLE_KEYS, "key in [[examples]]")
    source, _, target = entry["languages"].partition("-")
    messages = entry.get("messages", [entry["message"]] if "message" in entry else [])
    return Example(
        languages=(source, target),
        source=entry.get("source", ""),
        target=entry.get("target", ""),
        source_notes=tuple(entry.get("source-notes", ())),
        target_notes=tuple(entry.get("target-notes", ())),
        options=entry.get("options", {}),
        messages=tuple(messages),
        gap=entry.get("gap", False),
        remark=entry.get("remark", {}),
        ignore=entry.get("ignore", ""),
    )


def _bind(rule: Rule, check: Check) -> None:
    keywords = _keywords(check.run if isinstance(check, PairCheck) else check.judge)
    if isinstance(check, CollectingCheck):
        keywords |= _keywords(check.collect)
    declared = {option.keyword for option in rule.options.values()}
    if declared != keywords.keys():
        raise RuleError(
            f"{rule.path}: the options declared ({', '.join(sorted(declared)) or 'none'}) differ from those "
            f"of the check '{rule.check}' ({', '.join(sorted(keywords)) or 'none'})"
        )
    for option in rule.options.values():
        annotation = keywords[option.keyword]
        if annotation in (bool, int, float, str) and type(option.default) is not annotation:
            raise RuleError(
                f"{rule.path}: the default of '{option.name}' is {option.default!r}; "
                f"the check wants a value of type {annotation.__name__}"
            )


def _keywords(function: Callable[..., Any]) -> dict[str, Any]:
    parameters = inspect.signature(function).parameters.values()
    return {
        parameter.name: parameter.annotation
        for parameter in parameters
        if parameter.kind is parameter.KEYWORD_ONLY
    }
