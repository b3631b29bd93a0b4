"""How much was found for how much text, for people who compare deliveries.

Words are those of the source, as in ASTM F2575 and MQM; see `words.count_words` for scripts without spaces.

The score is that of MQM's raw linear model (https://themqm.org/error-types-2/the-mqm-scoring-models/): 100
less 100 times the penalty a word, at least 0, with MQM's multipliers. An error is taken for major, a warning
for minor, an info for neutral. It says what qa-lint finds, which is not all that is wrong.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from qa_lint.checking import Checked
from qa_lint.model import Finding, Severity, Statistics, Tally

# https://themqm.org/error-types-2/values-and-scores/
PENALTIES: Mapping[Severity, int] = MappingProxyType(
    {Severity.ERROR: 5, Severity.WARNING: 1, Severity.INFO: 0}
)
# What people had ignored is no part of a translation.
_NO_TRANSLATION = "suppression-"
_Counts = Counter[Severity]


def statistics(findings: Iterable[Finding], checked: Sequence[Checked]) -> Statistics:
    """The statistics of a run; documents and languages with the worst score first, rules with the most
    findings."""
    words: Counter[str] = Counter()
    by_document: defaultdict[str, _Counts] = defaultdict(Counter)
    by_languages: defaultdict[str, _Counts] = defaultdict(Counter)
    by_rule: defaultdict[str, _Counts] = defaultdict(Counter)
    of_document: dict[str, Mapping[str, int]] = {}
    for document in checked:
        of_document[document.path] = document.words
        words.update(document.words)
    for finding in findings:
        if not finding.rule.startswith(_NO_TRANSLATION):
            severity = finding.severity
            by_document[finding.path][severity] += 1
            by_languages[_languages(finding, of_document.get(finding.path, {}))][severity] += 1
            by_rule[finding.rule][severity] += 1
    total = sum(words.values())
    documents = [_tally(path, sum(own.values()), by_document[path]) for path, own in of_document.items()]
    languages = [_tally(name, count, by_languages[name]) for name, count in words.items()]
    rules = [_tally(rule, total, counts) for rule, counts in by_rule.items()]
    return Statistics(
        total=_tally("", total, sum(by_rule.values(), Counter())),
        languages=tuple(sorted(languages, key=_worst_first)),
        documents=tuple(sorted(documents, key=_worst_first)),
        rules=tuple(sorted(rules, key=lambda tally: (-tally.findings, tally.name))),
    )


def _languages(finding: Finding, words: Mapping[str, int]) -> str:
    """The languages that a finding counts for, as reports name them: of its pair, or most of the document."""
    if finding.pair:
        pair = finding.pair
        name = f"{pair.source.language or '?'}-{pair.target.language or '?'}"
        if name in words:
            return name
    return max(words, key=lambda name: words[name], default="?")


def _tally(name: str, words: int, counts: _Counts) -> Tally:
    findings = sum(counts.values())
    penalty = sum(PENALTIES[severity] * count for severity, count in counts.items())
    return Tally(
        name=name,
        words=words,
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        infos=counts[Severity.INFO],
        per_thousand=round(1000 * findings / words, 2) if words else None,
        score=round(max(0.0, 100 - 100 * penalty / words), 2) if words else None,
    )


def _worst_first(tally: Tally) -> tuple[float, str]:
    return (100.0 if tally.score is None else tally.score, tally.name)
