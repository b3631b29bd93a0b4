"""Every example in every rule file, as a pair: the whole list of findings, with spans and messages."""

import pytest

from qa_lint.catalogue import Example, Rule, message_fields
from qa_lint.model import Mark
from tests.support import RULES, marked, run_example

CASES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in RULES.values()
    for number, example in enumerate(rule.examples(), 1)
]


def with_marks(mark: Mark) -> str:
    span = mark.span
    return f"{mark.segment[: span.start]}⟦{mark.text}⟧{mark.segment[span.end :]}"


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_example(rule: Rule, example: Example) -> None:
    findings = run_example(rule, example)
    assert [finding.message for finding in findings] == list(example.messages)
    sources, targets = marked(example)
    assert sorted({with_marks(f.source) for f in findings if f.source}) == sorted(sources)
    assert sorted({with_marks(f.target) for f in findings if f.target}) == sorted(targets)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_rule_has_a_bad_and_a_good_example(rule: Rule) -> None:
    examples = rule.examples()
    assert any(example.messages for example in examples)
    assert any(not example.messages for example in examples)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_rule_fits_its_check(rule: Rule) -> None:
    rule.load()
    assert message_fields(rule)
