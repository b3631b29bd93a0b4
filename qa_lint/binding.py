"""Which rules hold for a part of a document, with the options in force, and the checks that they bind."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

from qa_lint.catalogue import Rule
from qa_lint.checks import Check, CollectingCheck, PairCheck
from qa_lint.config import ActiveRule, Config, Override, active_rules
from qa_lint.glossary import entries_for, scopes_of
from qa_lint.model import Document, Hit, Pair

Languages = tuple[str, str]
_Actives = Mapping[str, ActiveRule]


BoundCheck = tuple[ActiveRule, Callable[[Pair], Iterable[Hit]]]


@dataclass(frozen=True, slots=True)
class Bound:
    """The checks of the rules in force, with their options filled in. Pair checks stand with whether they are
    one-sided, and what tells which pairs they concern, those together that have these in common."""

    pair: tuple[tuple[bool, Callable[[Pair], bool] | None, tuple[BoundCheck, ...]], ...]
    collecting: tuple[tuple[ActiveRule, CollectingCheck], ...]


@dataclass(frozen=True, slots=True)
class Binder:
    """`rules` gives the rules, by id, for the path of a document and the languages of a part of it; `checks`
    binds their checks. Both are made once for all that have the same."""

    rules: Callable[[str, Languages], _Actives]
    checks: Callable[[str, Languages], Bound]


def binder(config: Config) -> Binder:
    """The binder for a run; the glossaries and references of `config` are read."""
    scopes = scopes_of(config.glossaries)
    given = {
        "glossary": config.glossaries,
        "references": config.references,
        "require-reasons": config.require_reasons,
    }

    @cache
    def rules_for(
        chosen: tuple[int, ...], languages: Languages, fitting: tuple[tuple[str, ...], ...]
    ) -> _Actives:
        glossary = entries_for(config.glossaries, *languages, fitting)
        values = given | {"glossary": glossary}
        actives = active_rules(config, [config.overrides[number] for number in chosen], values)
        return {active.rule.id: active for active in actives if _has_all(active.rule, given, active)}

    @cache
    def checks_for(
        chosen: tuple[int, ...], languages: Languages, fitting: tuple[tuple[str, ...], ...]
    ) -> Bound:
        return _bind(rules_for(chosen, languages, fitting).values())

    def key(
        path: str, languages: Languages
    ) -> tuple[tuple[int, ...], Languages, tuple[tuple[str, ...], ...]]:
        overrides = config.overrides_for(path)
        chosen = tuple(n for n, override in enumerate(config.overrides) if _is_among(override, overrides))
        return chosen, languages, tuple(scope for scope in scopes if config.is_within(path, scope))

    return Binder(
        lambda path, languages: rules_for(*key(path, languages)),
        lambda path, languages: checks_for(*key(path, languages)),
    )


def languages_of(document: Document) -> Languages:
    """Those by which the rules for `document` are bound."""
    return document.source_language, document.target_language


def together(actives: Sequence[ActiveRule]) -> ActiveRule:
    """One rule for what was bound for several languages or paths: with the glossaries of all; for the rest,
    what holds for the first."""
    first = actives[0]
    options = dict(first.options)
    for option in first.rule.options.values():
        if option.kind == "glossary":
            entries = (entry for active in actives for entry in active.options[option.keyword])
            options[option.keyword] = tuple(dict.fromkeys(entries))
    return replace(first, options=options)


def own(function: Callable[..., Any], options: Mapping[str, Any]) -> dict[str, Any]:
    """The options that are keyword arguments of `function`."""
    code = function.__code__
    names = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    return {name: options[name] for name in names}


def _is_among(override: Override, overrides: Iterable[Override]) -> bool:
    return any(override is other for other in overrides)


def _has_all(rule: Rule, given: Mapping[str, Any], active: ActiveRule) -> bool:
    """Whether the options that the rule needs have a value; glossaries and references, in any language: the
    parts of a document are judged together."""
    needed = (option for option in rule.options.values() if option.required)
    return all(given.get(option.kind) or active.options[option.keyword] for option in needed)


def _bind(actives: Iterable[ActiveRule]) -> Bound:
    pair: dict[tuple[bool, Callable[[Pair], bool] | None], list[BoundCheck]] = {}
    collecting = []
    for active, check in _loaded(actives):
        if isinstance(check, PairCheck):
            kin = pair.setdefault((check.one_sided, check.concerns), [])
            kin.append((active, partial(check.run, **active.options)))
        elif isinstance(check, CollectingCheck):
            collecting.append((active, check))
    return Bound(tuple((*kin, tuple(checks)) for kin, checks in pair.items()), tuple(collecting))


def _loaded(actives: Iterable[ActiveRule]) -> Iterator[tuple[ActiveRule, Check]]:
    for active in actives:
        yield active, active.rule.load()
