"""The settings of a run: defaults, then `qa-lint.toml` or `[tool.qa-lint]` in `pyproject.toml`, then the
command line.

An unknown key, rule or option anywhere is a `ConfigError` that says which, where, and what was allowed.
"""

import difflib
import fnmatch
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from qa_lint.catalogue import Option, Rule, RuleError, load_rules
from qa_lint.model import Severity

CONFIG_FILES = ("qa-lint.toml", "pyproject.toml")
_SEVERITIES = tuple(severity.label for severity in Severity)
_KEYS: dict[str, type] = {
    "source-language": str,
    "target-language": str,
    "select": list,
    "ignore": list,
    "fail-on": str,
    "rules": list,
    "glossaries": list,
    "reference": str,
    "exclude": list,
    "columns": dict,
    "outdated": str,
    "rule": dict,
    "overrides": list,
}
_TYPES = {
    str: "a string",
    list: "a list",
    dict: "a table",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
}
# https://www.rfc-editor.org/rfc/rfc5646, and the underscore that many write.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_OVERRIDE_KEYS = ("paths", "select", "ignore", "rule")


class ConfigError(Exception):
    """The settings are wrong; the message says where, what, and what was allowed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rules are on, and their settings: the part of the configuration that a path may override.

    `select` and `ignore` hold rule ids or beginnings of them (`number`); `settings` holds, by rule id,
    `severity` and options.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Override:
    """Settings for the documents whose path fits one of the patterns, as `legacy/**` does."""

    paths: tuple[str, ...]
    choice: Choice


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a run. `root` is the folder that the patterns and paths in it start from.

    `glossaries` names files and holds entries, `reference` names a file or folder, and `references` holds
    what was read of it. `outdated` says by what translations of an older source are known: `stated`, by the
    commit that they name themselves, or `history`, by that of the repository too.
    """

    root: Path
    rules: Mapping[str, Rule]
    source_language: str = ""
    target_language: str = ""
    choice: Choice = Choice()
    overrides: tuple[Override, ...] = ()
    fail_on: Severity = Severity.ERROR
    glossaries: tuple[Any, ...] = ()
    reference: str = ""
    references: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    columns: Mapping[str, str | int] = field(default_factory=dict)
    outdated: str = "stated"

    def overrides_for(self, path: str) -> tuple[Override, ...]:
        """The overrides that hold for the document at `path`."""
        if not self.overrides:
            return ()
        return tuple(override for override in self.overrides if self.is_within(path, override.paths))

    def is_within(self, path: str, patterns: Iterable[str]) -> bool:
        """Whether the document at `path` fits one of `patterns`."""
        name = relative_to_root(self.root, path)
        return any(fits(name, pattern) for pattern in patterns)


@dataclass(frozen=True, slots=True)
class ActiveRule:
    """A rule that is on for a document, with the severity and the option values in force."""

    rule: Rule
    severity: Severity
    options: Mapping[str, Any]


def relative_to_root(root: Path, path: str) -> str:
    """`path` as seen from `root`, with `/`; as it is if it lies elsewhere."""
    try:
        return Path(path).resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return PurePosixPath(path).as_posix()


def fits(name: str, pattern: str) -> bool:
    """Whether a path fits a pattern: a folder or file name stands for all below it, `*` for anything, `/`
    included."""
    pattern = pattern.removesuffix("/")
    return (
        fnmatch.fnmatchcase(name, pattern)
        or fnmatch.fnmatchcase(name, pattern + "/*")
        or ("/" not in pattern and fnmatch.fnmatchcase(PurePosixPath(name).name, pattern))
    )


def find_config(start: Path) -> Path | None:
    """The configuration file for a run started in `start`: the nearest one, there or in a folder above."""
    for folder in (start, *start.parents):
        for name in CONFIG_FILES:
            path = folder / name
            if path.is_file() and (name != "pyproject.toml" or _table(path) is not None):
                return path
    return None


def load_config(path: Path | None, *, root: Path, extra_rules: Sequence[Path] = ()) -> Config:
    """The settings in the file at `path` (the defaults if `None`, with `root`). Raises `ConfigError`."""
    table: Mapping[str, Any] = {}
    if path is not None:
        root = path.parent
        table = _table(path) or {}
        _check_keys(str(path), table, _KEYS, "key")
        for key, value in table.items():
            if not isinstance(value, _KEYS[key]):
                hint = "; the settings of a rule stand in [rule.ID]" if key == "rules" else ""
                raise ConfigError(f"{path}: {key} = {value!r}: expected {_TYPES[_KEYS[key]]}{hint}")
    where = str(path)
    folders = [root / folder for folder in _strings(where, "rules", table.get("rules", []))]
    try:
        rules = load_rules([*folders, *extra_rules])
    except (RuleError, OSError) as error:
        raise ConfigError(str(error)) from None
    glossaries = table.get("glossaries", [])
    for entry in glossaries:
        if not isinstance(entry, str | dict):
            raise ConfigError(f"{where}: glossaries: {entry!r}: expected the path of a file or a table")
    return Config(
        root=root,
        rules=rules,
        source_language=_language(f"{where}: source-language", table.get("source-language")),
        target_language=_language(f"{where}: target-language", table.get("target-language")),
        choice=_choice(where, table, rules),
        overrides=tuple(_override(where, entry, rules) for entry in table.get("overrides", [])),
        fail_on=severity_named(where, table.get("fail-on", "error")),
        glossaries=tuple(str(root / entry) if isinstance(entry, str) else entry for entry in glossaries),
        reference=str(root / table["reference"]) if table.get("reference") else "",
        exclude=_strings(where, "exclude", table.get("exclude", [])),
        columns=_columns(where, table.get("columns", {})),
        outdated=_outdated(where, table.get("outdated", "stated")),
    )


def with_command_line(
    config: Config,
    *,
    source_language: str | None = None,
    target_language: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    fail_on: str | None = None,
    glossaries: Sequence[str] = (),
    reference: str | None = None,
) -> Config:
    """`config` with what the command line says on top. Raises `ConfigError`."""
    choice = config.choice
    if select:
        choice = replace(choice, select=_rule_names("--select", select, config.rules))
    if ignore:
        choice = replace(choice, ignore=choice.ignore + _rule_names("--ignore", ignore, config.rules))
    return replace(
        config,
        source_language=_language("--source-language", source_language) or config.source_language,
        target_language=_language("--target-language", target_language) or config.target_language,
        choice=choice,
        fail_on=severity_named("--fail-on", fail_on) if fail_on else config.fail_on,
        glossaries=config.glossaries + tuple(glossaries),
        reference=reference or config.reference,
    )


def active_rules(
    config: Config, overrides: Sequence[Override] = (), values: Mapping[str, Any] = MappingProxyType({})
) -> tuple[ActiveRule, ...]:
    """The rules that are on, with `overrides` applied in order, sorted by id.

    Options whose value is read from files get the one that `values` holds for their kind.
    """
    choices = [config.choice, *(override.choice for override in overrides)]
    result = []
    for rule in sorted(config.rules.values(), key=lambda rule: rule.id):
        if not _is_on(rule.id, choices):
            continue
        settings: dict[str, Any] = {}
        for choice in choices:
            settings |= choice.settings.get(rule.id, {})
        severity = Severity[settings.pop("severity").upper()] if "severity" in settings else rule.severity
        options = {
            option.keyword: values.get(option.kind, ())
            if option.kind
            else settings.get(option.name, option.default)
            for option in rule.options.values()
        }
        result.append(ActiveRule(rule, severity, options))
    return tuple(result)


def severity_named(where: str, name: str) -> Severity:
    """The severity called `name`. Raises `ConfigError`."""
    if name not in _SEVERITIES:
        raise ConfigError(f"{where}: '{name}' is not a severity; allowed are {', '.join(_SEVERITIES)}")
    return Severity[name.upper()]


def _language(where: str, code: str | None) -> str:
    if code and not _LANGUAGE.fullmatch(code):
        raise ConfigError(f"{where}: '{code}' is not a language code; expected one such as zh, en or zh-Hant")
    return code or ""


def _is_on(rule: str, choices: Iterable[Choice]) -> bool:
    on = True
    for choice in choices:
        if choice.select:
            on = any(names_rule(name, rule) for name in choice.select)
        if any(names_rule(name, rule) for name in choice.ignore):
            on = False
    return on


def names_rule(name: str, rule: str) -> bool:
    """Whether `name` stands for the rule: its id, the beginning of it, or all."""
    return name in (rule, "all") or rule.startswith(name + "-")


def _table(path: Path) -> Mapping[str, Any] | None:
    try:
        if path.is_fifo():  # opening it would wait for ever
            raise ConfigError(f"{path}: cannot be read: not a regular file")
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not valid UTF-8 at byte {error.start + 1:,}") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    if path.name != "pyproject.toml":
        return data
    tools = data.get("tool", {})
    table: Mapping[str, Any] | None = tools.get("qa-lint") if isinstance(tools, dict) else None
    if not isinstance(table, dict | None):
        raise ConfigError(f"{path}: [tool.qa-lint]: expected a table")
    return table


def _check_keys(where: str, table: Mapping[str, Any], allowed: Iterable[str], what: str) -> None:
    for key in table:
        if key not in allowed:
            raise ConfigError(f"{where}: unknown {what} '{key}'{_hint(key, allowed)}")


def _hint(name: str, allowed: Iterable[str]) -> str:
    allowed = sorted(allowed)
    close = difflib.get_close_matches(name, allowed, n=1)
    return (f"; did you mean '{close[0]}'?" if close else ";") + f" allowed are {', '.join(allowed)}"


def _strings(where: str, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise ConfigError(f"{where}: {key} = {value!r}: expected a list of strings")
    return tuple(value)


def _choice(where: str, table: Mapping[str, Any], rules: Mapping[str, Rule]) -> Choice:
    settings = table.get("rule", {})
    for name, entries in settings.items():
        if name not in rules:
            raise ConfigError(f"{where}: [rule.{name}]: unknown rule '{name}'{_hint(name, rules)}")
        _check_settings(f"{where}: [rule.{name}]", rules[name], entries)
    return Choice(
        select=_rule_names(f"{where}: select", _strings(where, "select", table.get("select", [])), rules),
        ignore=_rule_names(f"{where}: ignore", _strings(where, "ignore", table.get("ignore", [])), rules),
        settings=settings,
    )


def _override(where: str, entry: object, rules: Mapping[str, Rule]) -> Override:
    where = f"{where}: [[overrides]]"
    if not isinstance(entry, dict):
        raise ConfigError(f"{where}: expected a table")
    _check_keys(where, entry, _OVERRIDE_KEYS, "key")
    if "paths" not in entry:
        raise ConfigError(f"{where}: the key 'paths' is missing")
    return Override(_strings(where, "paths", entry["paths"]), _choice(where, entry, rules))


def _rule_names(where: str, names: Iterable[str], rules: Mapping[str, Rule]) -> tuple[str, ...]:
    result = tuple(names)
    for name in result:
        if not any(names_rule(name, rule) for rule in rules):
            families = {rule.partition("-")[0] for rule in rules}
            raise ConfigError(f"{where}: unknown rule '{name}'{_hint(name, {*rules, *families, 'all'})}")
    return result


def _check_settings(where: str, rule: Rule, entries: object) -> None:
    if not isinstance(entries, dict):
        raise ConfigError(f"{where}: expected a table")
    _check_keys(where, entries, {"severity", *rule.options}, "option")
    for name, value in entries.items():
        if name == "severity":
            severity_named(f"{where} severity", value)
        elif rule.options[name].kind == "references":
            raise ConfigError(f"{where} {name}: name them in 'reference' at the top")
        elif rule.options[name].kind:
            raise ConfigError(
                f"{where} {name}: glossaries hold for all rules; name them in 'glossaries' at the top"
            )
        else:
            _check_value(f"{where} {name}", rule.options[name], value)


def _check_value(where: str, option: Option, value: object) -> None:
    wanted = type(option.default)
    if type(value) is not wanted and not (wanted is float and type(value) is int):
        raise ConfigError(f"{where} = {value!r}: expected {_TYPES[wanted]}, as in {option.default!r}")
    if (
        isinstance(value, list)
        and isinstance(option.default, list)
        and not all(isinstance(v, str) for v in value)
    ):
        raise ConfigError(f"{where} = {value!r}: expected a list of strings")
    if option.choices and value not in option.choices:
        raise ConfigError(f"{where} = {value!r}: allowed are {', '.join(map(repr, option.choices))}")


def _outdated(where: str, value: str) -> str:
    if value not in ("stated", "history"):
        raise ConfigError(f"{where}: outdated = '{value}': allowed are 'stated', 'history'")
    return value


def _columns(where: str, table: Mapping[str, Any]) -> Mapping[str, str | int]:
    _check_keys(f"{where}: [columns]", table, ("source", "target"), "key")
    for key, value in table.items():
        if type(value) not in (str, int) or value == 0:
            raise ConfigError(
                f"{where}: [columns] {key} = {value!r}: expected a column's name or its number, from 1 on"
            )
    return table
