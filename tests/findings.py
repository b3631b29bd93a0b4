"""What the tests of reports need: a finding, a run, and a report as text."""

from qa_lint.model import Anchor, Finding, Mark, RuleFacts, Run, Segment, Severity, Span
from qa_lint.writers import Layout, encoded, load_writer
from tests.support import RULES

_PLAIN = Layout()
RULES_FACTS = tuple(
    RuleFacts(rule.id, rule.severity, rule.category, rule.mqm, rule.summary, rule.why, rule.false_alarms)
    for rule in RULES.values()
)
RUN = Run(documents=5, pairs=1200, languages=("zh-en", "zh-?"), problems=())


def mark(text: str, part: str | None = None, path: str = "report.txt", line: int = 3) -> Mark:
    segment = Segment(text, "zh", path, (Anchor(0, line, 1),))
    start = text.index(part) if part else 0
    return segment.mark(Span(start, start + len(part)) if part is not None else None)


FINDING = Finding(
    rule="number-mismatch",
    severity=Severity.ERROR,
    category="numbers",
    mqm="accuracy/mistranslation",
    message="'20.4万' is 204,000, the translation says '20,400'",
    path="report.txt",
    source=mark("新建住房20.4万平方米。", "20.4万"),
    target=mark("Homes with 20,400 square meters were built.", "20,400", line=4),
    suggestion="204,000",
    fingerprint="0123456789abcdef",
)


def written(name: str, *findings: Finding, run: Run = RUN, layout: Layout = _PLAIN) -> str:
    return b"".join(encoded(load_writer(name)(findings, run, layout))).decode("utf-8")
