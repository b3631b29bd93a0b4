"""The settings of a run as values, and what follows from them for a document."""

import fnmatch
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from qa_lint.catalogue import Rule
from qa_lint.model import Severity


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
class Layout:
    """Where the files of the two languages are: patterns from `Config.root` on, with `*`, `**` and `?`, in
    which `{lang}` stands for the tag of a language. Both have the same wildcards; `source` may do without
    `{lang}`.
    """

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a run. `root` is the folder that the patterns and paths in it start from.

    `glossaries` names files and holds entries, `reference` names a file or folder, and `references` holds
    what was read of it. `outdated` says by what translations of an older source are known: `stated`, by the
    commit that they name themselves, or `history`, by that of the repository too. `baseline` names a file; if
    it is empty, the usual one holds where there is one, if it is `None`, none. `file` is the file that the
    settings were read from, if any; `origins` says where the values that are no defaults come from, as
    `qa-lint.toml:3`, by the key: `rule.number-missing.severity`, `overrides.0.ignore`.
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
    layouts: tuple[Layout, ...] = ()
    columns: Mapping[str, str | int] = field(default_factory=dict)
    outdated: str = "stated"
    baseline: str | None = ""
    require_reasons: bool = False
    file: str = ""
    origins: Mapping[str, str] = field(default_factory=dict)

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
        # `Path.resolve` fails for a link in a circle.
        return Path(os.path.realpath(path)).relative_to(os.path.realpath(root)).as_posix()
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
