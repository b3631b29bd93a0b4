"""The signature of a run: one line that names what made its findings, to be pasted into an issue.

    qa-lint|version:0.1.0|rules:37-9b1c5f0a2d3e|languages:zh-en|glossaries:3-0c41be7f9a20|options:default

The idea is that of sacrebleu (https://aclanthology.org/W18-6319). Runs with the same signature find the same
in the same documents. What each field covers, as the first 12 digits of a SHA-256 where it is a hash:

* `version`: the code, the rule files and the language packs that come with it.
* `rules`: how many are on, and the hash of what is in force of each: check, message, severity, options and
  what it silences, be it shipped or of one's own; with the overrides for paths, where there are any.
* `languages`: those of the documents, as set or detected.
* `glossaries`, `reference`: if there are any, how many entries, and the hash of them, wherever they are kept.
* `options`: what else was set that findings depend on, or `default`.

What decides which documents are read (paths, `exclude`) is not in it, nor what only decides the exit status.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qa_lint import __version__
from qa_lint.catalogue import Rule
from qa_lint.config import ActiveRule, Choice, Config, active_rules
from qa_lint.glossary import Concept, Entry, Facts

_DIGITS = 12
COVERED = {
    "rules",
    "choice",
    "overrides",
    "glossaries",
    "reference",
    "references",
    "source_language",
    "target_language",
    "columns",
    "outdated",
    "require_reasons",
}
"""The fields of `Config` that the signature covers."""
WITHOUT_EFFECT = {"root", "exclude", "fail_on", "layouts", "baseline", "file", "origins"}
"""The fields of `Config` that do not change what is found in a document."""


def signature(config: Config, languages: Sequence[str]) -> str:
    """The signature of a run with `config`, its glossaries and references read, on documents in `languages`
    (each such as `zh-en`)."""
    on = active_rules(config)
    fields = {
        "version": __version__,
        "rules": _counted(len(on), _rules(config, on)),
        "languages": ",".join(languages) or "none",
    }
    if config.glossaries:
        fields["glossaries"] = _counted(len(config.glossaries), [_item(item) for item in config.glossaries])
    if config.reference:
        fields["reference"] = _counted(len(config.references), sorted(config.references.items()))
    fields["options"] = ",".join(_options(config)) or "default"
    return "|".join(["qa-lint", *(f"{name}:{value}" for name, value in fields.items())])


def _counted(number: int, value: object) -> str:
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, default=str)
    return f"{number}-{hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]}"


def _rules(config: Config, on: Iterable[ActiveRule]) -> object:
    effective = [[_rule(active.rule), active.severity, _values(active)] for active in on]
    if not config.overrides:
        return effective
    every = [_rule(rule) for rule in sorted(config.rules.values(), key=lambda rule: rule.id)]
    overrides = [[override.paths, _choice(override.choice)] for override in config.overrides]
    return [effective, every, overrides]


def _rule(rule: Rule) -> object:
    return [
        rule.id,
        rule.check,
        rule.category,
        rule.mqm,
        rule.severity,
        rule.message,
        rule.supersedes,
        {name: [option.default, option.kind, option.required] for name, option in rule.options.items()},
    ]


def _values(active: ActiveRule) -> Mapping[str, Any]:
    """The values of the options that are not read from files."""
    own = (option.keyword for option in active.rule.options.values() if not option.kind)
    return {keyword: active.options[keyword] for keyword in own}


def _choice(choice: Choice) -> object:
    return [choice.select, choice.ignore, {rule: dict(values) for rule, values in choice.settings.items()}]


def _item(item: Entry | Concept) -> object:
    if isinstance(item, Entry):
        return [item.source, item.approved, item.forbidden, *_facts(item.facts)]
    names = [(entry.language, entry.approved, entry.forbidden) for entry in item.names]
    return [names, *_facts(item.facts)]


def _facts(facts: Facts) -> Sequence[object]:
    """What an entry says, but for where it stands."""
    return (
        facts.case_sensitive,
        facts.do_not_translate,
        facts.part_of_speech,
        facts.note,
        facts.domain,
        facts.paths,
    )


def _options(config: Config) -> Iterable[str]:
    if config.source_language:
        yield f"source-language={config.source_language}"
    if config.target_language:
        yield f"target-language={config.target_language}"
    if config.outdated != "stated":
        yield f"outdated={config.outdated}"
    if config.require_reasons:
        yield "require-reasons"
    for side, column in sorted(config.columns.items()):
        yield f"columns.{side}={json.dumps(column, ensure_ascii=False)}"
