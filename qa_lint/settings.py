"""Reads the settings: defaults, then `qa-lint.toml` or `[tool.qa-lint]` in `pyproject.toml`, then the command
line.

What is wrong in them is a `ConfigError` that says where, what, and what was allowed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from qa_lint.catalogue import Rule, RuleError, load_rules
from qa_lint.config import Choice, Config, ConfigError, Layout, Override
from qa_lint.files import TomlError, parse_toml, read_utf8
from qa_lint.model import Severity
from qa_lint.schema import LANGUAGE, rule_names, settings_schema
from qa_lint.toml_lines import Key, key_lines, line_of
from qa_lint.validation import InvalidError, hint, validate

CONFIG_FILES = ("qa-lint.toml", "pyproject.toml")
COMMAND_LINE = "command line"
_WILDCARD = re.compile(r"\*\*|[*?]")
# Options of rules whose value is read from files, and the key that names these.
_READ_FROM = {"glossary": "glossaries", "references": "reference"}


@dataclass(frozen=True, slots=True)
class _File:
    """The settings in a file, and the lines that its keys stand in, which begin with `prefix`."""

    path: Path
    table: Mapping[str, Any]
    lines: Mapping[Key, int] = field(default_factory=dict)
    prefix: Key = ()

    def where(self, key: Key = ()) -> str:
        """The path, and the line of `key`."""
        line = line_of(self.lines, (*self.prefix, *key))
        return f"{self.path}:{line}" if line else str(self.path)


def find_config(start: Path) -> Path | None:
    """The configuration file for a run started in `start`: the nearest one, there or in a folder above."""
    for folder in (start, *start.parents):
        for name in CONFIG_FILES:
            path = folder / name
            if path.is_file() and (name != "pyproject.toml" or _read(path) is not None):
                return path
    return None


def load_config(path: Path | None, *, root: Path, extra_rules: Sequence[Path] = ()) -> Config:
    """The settings in the file at `path` (the defaults if `None`, with `root`). Raises `ConfigError`."""
    file = _File(Path(), {}) if path is None else _read(path) or _File(path, {})
    root = root if path is None else path.parent
    table = file.table
    try:
        rules = load_rules([*(root / folder for folder in _own_rules(file)), *extra_rules])
    except (RuleError, OSError) as error:
        raise ConfigError(str(error)) from None
    _validate(file, rules)
    for key in ("glossaries", "reference", "baseline"):
        values = table.get(key, "")
        if any("\0" in value for value in (values if isinstance(values, list) else [values])):
            raise ConfigError(f"{file.where((key,))}: {key}: no path has a zero byte in it")
    return Config(
        root=root,
        rules=rules,
        source_language=table.get("source-language", ""),
        target_language=table.get("target-language", ""),
        choice=_choice(table),
        overrides=tuple(
            Override(tuple(entry["paths"]), _choice(entry)) for entry in table.get("overrides", ())
        ),
        fail_on=Severity[table.get("fail-on", "error").upper()],
        glossaries=tuple(
            str(root / entry) if isinstance(entry, str) else entry for entry in table.get("glossaries", ())
        ),
        reference=_path(root, table.get("reference", "")),
        exclude=tuple(table.get("exclude", ())),
        layouts=tuple(_layout(file, number, entry) for number, entry in enumerate(table.get("layouts", ()))),
        columns=table.get("columns", {}),
        outdated=table.get("outdated", "stated"),
        baseline=_path(root, table.get("baseline", "")),
        require_reasons=table.get("require-reasons", False),
        file="" if path is None else str(path),
        origins=dict(_origins(file, (), table)),
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
    baseline: str | None = None,
    no_baseline: bool = False,
) -> Config:
    """`config` with what the command line says on top; `select` and `ignore` may hold several rules parted by
    commas. Raises `ConfigError`."""
    _check_language("--source-language", source_language)
    _check_language("--target-language", target_language)
    choice = config.choice
    if select:
        choice = replace(choice, select=_rules("--select", select, config.rules))
    if ignore:
        choice = replace(choice, ignore=choice.ignore + _rules("--ignore", ignore, config.rules))
    origins = dict(config.origins)
    given = {
        "source-language": source_language,
        "target-language": target_language,
        "select": select,
        "ignore": ignore,
        "fail-on": fail_on,
        "glossaries": glossaries,
        "reference": reference,
        "baseline": baseline or no_baseline,
    }
    for key, value in given.items():
        if value:
            is_added = key in ("ignore", "glossaries") and key in origins
            origins[key] = f"{origins[key]}, {COMMAND_LINE}" if is_added else COMMAND_LINE
    return replace(
        config,
        source_language=source_language or config.source_language,
        target_language=target_language or config.target_language,
        choice=choice,
        fail_on=Severity[fail_on.upper()] if fail_on else config.fail_on,
        glossaries=config.glossaries + tuple(glossaries),
        reference=reference or config.reference,
        baseline=None if no_baseline else baseline or config.baseline,
        origins=origins,
    )


def _read(path: Path) -> _File | None:
    """The settings in the file at `path`; none if it is a `pyproject.toml` that has none."""
    try:
        text = read_utf8(path)
        data = parse_toml(text)
    except TomlError as error:
        raise ConfigError(f"{path}: {error}") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not valid UTF-8 at byte {error.start + 1:,}") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    if path.name != "pyproject.toml":
        return _File(path, data, key_lines(text))
    tools = data.get("tool", {})
    table = tools.get("qa-lint") if isinstance(tools, dict) else None
    if table is None:
        return None
    file = _File(path, table, key_lines(text), ("tool", "qa-lint"))
    if not isinstance(table, dict):
        raise ConfigError(f"{file.where()}: [tool.qa-lint]: expected a table")
    return file


def _own_rules(file: _File) -> list[str]:
    """The folders with own rules, which have to be read before the rest can be held against the schema."""
    folders = file.table.get("rules", [])
    if not isinstance(folders, list) or not all(isinstance(folder, str) for folder in folders):
        explained = "expected a list of strings; the settings of a rule stand in [rule.ID]"
        raise ConfigError(f"{file.where(('rules',))}: rules = {folders!r}: {explained}")
    return folders


def _validate(file: _File, rules: Mapping[str, Rule]) -> None:
    try:
        validate(file.table, settings_schema(rules.values()))
    except InvalidError as error:
        key = ".".join(name for name in error.path if isinstance(name, str))
        option = _option_read(error.path, rules)
        message = f"name it in '{_READ_FROM[option]}' at the top" if option else error.message
        join = "" if not key else " " if message.startswith("=") else ": "
        raise ConfigError(f"{file.where(error.path)}: {key}{join}{message}") from None


def _option_read(path: Key, rules: Mapping[str, Rule]) -> str:
    """The kind of the option that `path` leads to, if its value is read from files."""
    rule = rules.get(str(path[-2])) if len(path) > 2 and path[-3] == "rule" else None
    option = rule.options.get(str(path[-1])) if rule else None
    return option.kind if option else ""


def _origins(file: _File, key: Key, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Where each key of `table`, which stands at `key`, comes from."""
    for name, value in table.items():
        path = (*key, name)
        yield ".".join(map(str, path)), file.where(path)
        if isinstance(value, dict):
            yield from _origins(file, path, value)
        elif isinstance(value, list):
            for number, entry in enumerate(value):
                if isinstance(entry, dict):
                    yield from _origins(file, (*path, number), entry)


def _choice(table: Mapping[str, Any]) -> Choice:
    return Choice(
        select=tuple(table.get("select", ())),
        ignore=tuple(table.get("ignore", ())),
        settings=table.get("rule", {}),
    )


def _layout(file: _File, number: int, entry: str | Mapping[str, str]) -> Layout:
    source, target = (entry, entry) if isinstance(entry, str) else (entry["source"], entry["target"])
    if _WILDCARD.findall(source) != _WILDCARD.findall(target):
        raise ConfigError(
            f"{file.where(('layouts', number))}: layouts: '{source}' and '{target}' must have the same "
            "wildcards in the same order"
        )
    return Layout(source, target)


def _path(root: Path, name: str) -> str:
    return str(root / name) if name else ""


def _check_language(where: str, code: str | None) -> None:
    try:
        validate(code or "", LANGUAGE)
    except InvalidError as error:
        raise ConfigError(f"{where} {error.message}") from None


def _rules(where: str, values: Iterable[str], rules: Iterable[str]) -> tuple[str, ...]:
    """Rule names from options that may be repeated and may each hold several, parted by commas."""
    names = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    allowed = rule_names(rules)
    for name in names:
        if name not in allowed:
            raise ConfigError(f"{where}: unknown rule '{name}'{hint(name, allowed)}")
    return names
