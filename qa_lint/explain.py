"""What the rules say of themselves: the list of all, and one rule file as a manual page."""

import json
import textwrap
from collections.abc import Iterable, Mapping

from qa_lint.catalogue import Example, Option, OptionValue, Rule
from qa_lint.config import ActiveRule


def rule_table(rules: Iterable[Rule], active: Mapping[str, ActiveRule]) -> str:
    """A line a rule: id, the severity in force or `off`, summary."""
    rows = [(rule.id, _severity(rule, active), rule.summary) for rule in rules]
    column = max(len(row[0]) for row in rows)
    return "".join(f"{name:<{column}}  {severity:<7}  {summary}\n" for name, severity, summary in rows)


def rule_json(rules: Iterable[Rule], active: Mapping[str, ActiveRule]) -> str:
    """A JSON list of the rules with what their files say; `severity` is the one in force, or `off`."""
    entries = [
        {
            "id": rule.id,
            "severity": _severity(rule, active),
            "category": rule.category,
            "mqm": rule.mqm,
            "since": rule.since,
            "summary": rule.summary,
            "options": {
                option.name: {"default": option.default, "doc": option.doc, "choices": list(option.choices)}
                for option in rule.options.values()
            },
        }
        for rule in rules
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def manual_page(rule: Rule, active: Mapping[str, ActiveRule], width: int) -> str:
    """The manual page of `rule` in lines of `width` columns; every rule's has the same headings."""
    sections = {
        "Summary": _wrapped(rule.summary, width),
        "Severity": _wrapped(_standing(rule, active), width),
        "Message": _wrapped(rule.message, width),
        "Why": _wrapped(rule.why, width),
        "Known false alarms": _wrapped(rule.false_alarms, width),
        "Options": "\n".join(_option(option, width) for option in rule.options.values())
        or _wrapped("None.", width),
        "Examples (⟦ ⟧ mark what is found)": "\n".join(
            _example(example, width) for example in rule.examples()
        ),
        "Configuration": _configuration(rule),
    }
    return f"{rule.id}\n" + "".join(f"\n{heading}\n{text}" for heading, text in sections.items())


def _severity(rule: Rule, active: Mapping[str, ActiveRule]) -> str:
    return active[rule.id].severity.label if rule.id in active else "off"


def _standing(rule: Rule, active: Mapping[str, ActiveRule]) -> str:
    severity = _severity(rule, active)
    default = "" if severity == rule.severity.label else f" ({rule.severity.label} by default)"
    silenced = f" Silences {', '.join(rule.supersedes)} where it finds something." if rule.supersedes else ""
    return (
        f"{severity}{default}. Category {rule.category} (MQM {rule.mqm}), "
        f"since version {rule.since}.{silenced}"
    )


def _wrapped(text: str, width: int, indent: int = 2) -> str:
    """`text` in lines of `width` columns; an empty line in it parts paragraphs."""
    margin = " " * indent
    return "\n".join(
        textwrap.fill(" ".join(paragraph.split()), width, initial_indent=margin, subsequent_indent=margin)
        + "\n"
        for paragraph in text.split("\n\n")
    )


def _option(option: Option, width: int) -> str:
    choices = f" One of {', '.join(map(toml, option.choices))}." if option.choices else ""
    default = "" if option.kind else f" = {toml(option.default)}"
    return f"  {option.name}{default}\n{_wrapped(option.doc + choices, width, 6)}"


def _example(example: Example, width: int) -> str:
    lines = [
        "  " + "-".join(example.languages) + (", reported:" if example.messages else ", nothing to report:")
    ]
    sides = {
        "source": [text or "(no text)" for text in example.source.split("\n")],
        "target": [text or "(no text)" for text in example.target.split("\n")],
        "source notes": example.source_notes,
        "target notes": example.target_notes,
        "options": [f"{name} = {toml(value)}" for name, value in example.options.items()],
        "message": example.messages,
    }
    for label, texts in sides.items():
        for number, text in enumerate(texts):
            if text:
                margin = f"      {'' if number else label:<13}"
                lines.append(
                    textwrap.fill(text, width, initial_indent=margin, subsequent_indent=" " * len(margin))
                )
    return "\n".join(lines) + "\n"


def _configuration(rule: Rule) -> str:
    lines = [
        "  For one run:",
        "",
        f"      qa-lint check --ignore {rule.id}",
        "",
        "  For good, in qa-lint.toml (in pyproject.toml, under [tool.qa-lint] and [tool.qa-lint.rule]):",
        "",
        f'      ignore = ["{rule.id}"]',
        "",
        *(
            f'      glossaries = ["terms.csv"]   # what the option {option.name!r} holds\n'
            for option in rule.options.values()
            if option.kind == "glossary"
        ),
        f"      [rule.{rule.id}]",
        f'      severity = "{rule.severity.label}"',
        *(
            f"      {option.name} = {toml(option.default)}"
            for option in rule.options.values()
            if not option.kind
        ),
        "",
        "      [[overrides]]",
        '      paths = ["drafts"]',
        f'      ignore = ["{rule.id}"]',
    ]
    return "\n".join(lines) + "\n"


def toml(value: OptionValue) -> str:
    """`value` as it is written in TOML."""
    if value == {}:
        return "{}"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {toml(entry)}" for key, entry in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
