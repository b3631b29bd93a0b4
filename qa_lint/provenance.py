"""The settings in force, and where each comes from."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qa_lint.catalogue import shipped_rules
from qa_lint.config import Choice, Config, active_rules, names_rule
from qa_lint.explain import toml
from qa_lint.schema import BASELINE_FILE, settings_schema

_DEFAULT = "default"
_OFF = "off"
# What is shown with the rules.
_OF_RULES = ("rule", "overrides")


@dataclass(frozen=True, slots=True)
class Value:
    """A value in force, and where it comes from: `default`, a file and line, or the command line."""

    value: Any
    origin: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a rule stands: its severity or `off`, and its options."""

    severity: Value
    options: dict[str, Value]

    @property
    def is_default(self) -> bool:
        """Whether nothing is set for the rule."""
        return all(entry.origin == _DEFAULT for entry in (self.severity, *self.options.values()))


def settings_in_force(config: Config) -> dict[str, Value]:
    """The keys of the settings, but for those about rules and paths, with their values."""
    folders = {str(rule.path.parent) for rule in config.rules.values()}
    values: dict[str, Any] = {
        "select": list(config.choice.select),
        "ignore": list(config.choice.ignore),
        "fail-on": config.fail_on.label,
        "baseline": config.baseline or BASELINE_FILE,
        "layouts": [{"source": entry.source, "target": entry.target} for entry in config.layouts],
        "rules": sorted(folders - {str(shipped_rules())}),
    }
    found = {}
    for key in settings_schema(config.rules.values())["properties"]:
        if key not in _OF_RULES:
            value = values[key] if key in values else getattr(config, key.replace("-", "_"))
            value = list(value) if isinstance(value, tuple) else value
            found[key] = Value(value, config.origins.get(key, _DEFAULT))
    return found


def rules_in_force(config: Config, path: str = "") -> dict[str, Standing]:
    """How the rules stand, for the document at `path` if one is given."""
    numbers = [
        number
        for number, entry in enumerate(config.overrides)
        if path and config.is_within(path, entry.paths)
    ]
    choices = [("", config.choice), *((f"overrides.{n}.", config.overrides[n].choice) for n in numbers)]
    active = {entry.rule.id: entry for entry in active_rules(config, [config.overrides[n] for n in numbers])}
    found = {}
    for rule in sorted(config.rules.values(), key=lambda rule: rule.id):
        names = {option.name: option.keyword for option in rule.options.values() if not option.kind}
        entry = active.get(rule.id)
        if entry is None:
            severity = Value(_OFF, config.origins.get(_switched_off(rule.id, choices), _DEFAULT))
            found[rule.id] = Standing(severity, {})
            continue
        found[rule.id] = Standing(
            Value(entry.severity.label, _set(config, rule.id, "severity", choices)),
            {
                name: Value(entry.options[keyword], _set(config, rule.id, name, choices))
                for name, keyword in names.items()
            },
        )
    return found


def _switched_off(rule: str, choices: list[tuple[str, Choice]]) -> str:
    """The key that switched the rule off last."""
    key = ""
    for prefix, choice in choices:
        if any(names_rule(name, rule) for name in choice.ignore):
            key = f"{prefix}ignore"
        elif choice.select and not any(names_rule(name, rule) for name in choice.select):
            key = f"{prefix}select"
    return key


def _set(config: Config, rule: str, name: str, choices: list[tuple[str, Choice]]) -> str:
    """Where the setting `name` of the rule was set last."""
    keys = [
        f"{prefix}rule.{rule}.{name}" for prefix, choice in choices if name in choice.settings.get(rule, {})
    ]
    return config.origins.get(keys[-1], _DEFAULT) if keys else _DEFAULT


def as_text(config: Config, path: str) -> Iterator[str]:
    """The settings as lines: key, value, origin."""
    yield f"Settings{f' from {config.file}' if config.file else ', all by default'}:\n"
    rows = [(key, toml(entry.value), entry.origin) for key, entry in settings_in_force(config).items()]
    for number, override in enumerate(config.overrides):
        paths = toml(list(override.paths))
        rows.append(("overrides", f"paths = {paths}", config.origins[f"overrides.{number}.paths"]))
    yield from _aligned(rows)
    standings = rules_in_force(config, path)
    on = sum(entry.severity.value != _OFF for entry in standings.values())
    where = f" for {path}" if path else ""
    changed = {rule: entry for rule, entry in standings.items() if not entry.is_default}
    yield f"\nRules{where}: {on} on, {len(standings) - on} off"
    yield "; those that are not as by default:\n" if changed else ", all as by default\n"
    rows = []
    for rule, entry in changed.items():
        rows.append((rule, entry.severity.value, entry.severity.origin))
        rows += [
            (f"  {name}", toml(option.value), option.origin)
            for name, option in entry.options.items()
            if option.origin != _DEFAULT
        ]
    yield from _aligned(rows)


def as_json(config: Config, path: str) -> str:
    """The same as a JSON object, with all rules."""
    facts = {
        "file": config.file or None,
        "document": path or None,
        "settings": {key: _json(entry) for key, entry in settings_in_force(config).items()},
        "overrides": [
            {"paths": list(entry.paths), "applies": bool(path) and config.is_within(path, entry.paths)}
            for entry in config.overrides
        ],
        "rules": {
            rule: {
                "severity": _json(entry.severity),
                "options": {name: _json(option) for name, option in entry.options.items()},
            }
            for rule, entry in rules_in_force(config, path).items()
        },
    }
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


def _json(entry: Value) -> dict[str, Any]:
    return {"value": entry.value, "from": entry.origin}


def _aligned(rows: list[tuple[str, str, str]]) -> Iterator[str]:
    first = max([len(row[0]) for row in rows], default=0)
    second = min(max([len(row[1]) for row in rows], default=0), 40)
    for name, value, origin in rows:
        yield f"  {name:<{first}}  {value:<{second}}  {origin}\n"
