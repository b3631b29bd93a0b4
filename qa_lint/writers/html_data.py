"""What the HTML report holds as data: each text, path and rule once, and findings that refer to them.

Positions in texts are counted as JavaScript does, in UTF-16.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, TypeVar

from qa_lint.model import Finding, Mark, Pair, Run, Severity
from qa_lint.writers.shown import file_name, sides

_Value = TypeVar("_Value")
SEVERITIES = tuple(reversed(Severity))


@dataclass(slots=True)
class Table(Generic[_Value]):
    """Values by number, in the order in which they were first met."""

    numbers: dict[_Value, int] = field(default_factory=dict)

    def number(self, value: _Value) -> int:
        """The number of `value`, from 0 on."""
        return self.numbers.setdefault(value, len(self.numbers))


def by_rule(findings: Sequence[Finding]) -> dict[str, Counter[Severity]]:
    """How many findings each rule has of each severity: the worst first, then the most."""
    counts: dict[str, Counter[Severity]] = {}
    for finding in findings:
        counts.setdefault(finding.rule, Counter())[finding.severity] += 1
    return dict(sorted(counts.items(), key=lambda item: (-max(item[1]), -item[1].total(), item[0])))


def by_document(findings: Sequence[Finding]) -> dict[str, Counter[Severity]]:
    """How many findings each document has of each severity, in the order of the findings."""
    counts: dict[str, Counter[Severity]] = {}
    for finding in findings:
        counts.setdefault(file_name(finding.path), Counter())[finding.severity] += 1
    return counts


def languages_of(findings: Sequence[Finding]) -> dict[str, tuple[str, str]]:
    """The languages of the source and of the target of each document, as far as findings name them."""
    pairs: dict[str, Pair] = {finding.path: finding.pair for finding in findings if finding.pair}
    return {path: (pair.source.language, pair.target.language) for path, pair in pairs.items()}


@lru_cache(maxsize=256)
def direction(language: str) -> str:
    """How a text in `language` runs: `ltr`, `rtl`, or `auto` where that is not known."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (UnknownLocaleError, ValueError, TypeError):
        return "auto"


def data(findings: Sequence[Finding], run: Run) -> Iterator[str]:
    """The data as JSON that may stand in a `script` element, piece by piece."""
    summaries = {rule.id: rule.summary for rule in run.rules}
    rules = list(by_rule(findings))
    numbers = {rule: number for number, rule in enumerate(rules)}
    files: Table[str] = Table()
    paths: Table[str] = Table()
    languages: Table[str] = Table({"": 0})
    texts: Table[tuple[str, int]] = Table()
    known = languages_of(findings)

    def side(finding: Finding, mark: Mark | None, language: str, is_marked: bool) -> object:
        if mark is None:
            return 0
        text = texts.number((mark.segment, languages.number(language)))
        start, end = _utf16(mark.segment, mark.span.start), _utf16(mark.segment, mark.span.end)
        file = 0 if mark.place.path == finding.path else 1 + files.number(file_name(mark.place.path))
        place = mark.place
        return [text, start, end if is_marked else -1, place.line, place.column, file, place.unit]

    yield '{"findings":['
    for number, finding in enumerate(findings):
        source, target = sides(finding)
        names = known.get(finding.path, ("", ""))
        place = finding.place
        entry = [
            numbers[finding.rule],
            SEVERITIES.index(finding.severity),
            paths.number(file_name(finding.path)),
            finding.message,
            side(finding, source, names[0], finding.source is not None),
            side(finding, target, names[1], finding.target is not None),
            finding.suggestion,
            finding.fingerprint,
            f"{place.line}:{place.column}",
            0 if place.path == finding.path else 1 + files.number(file_name(place.path)),
        ]
        yield ("," if number else "") + "\n" + _dump(entry)
    yield '],\n"rules":' + _dump([[rule, summaries.get(rule, "")] for rule in rules])
    yield ',\n"paths":' + _dump(list(paths.numbers))
    yield ',\n"files":' + _dump(list(files.numbers))
    yield ',\n"languages":' + _dump([[name, direction(name)] for name in languages.numbers])
    yield ',\n"texts":['
    for number, text in enumerate(texts.numbers):
        yield ("," if number else "") + "\n" + _dump(text)
    yield "]}"


def _utf16(text: str, offset: int) -> int:
    return offset if text.isascii() else offset + sum(character > "\uffff" for character in text[:offset])


def _dump(value: Any) -> str:
    """`value` as JSON without `<`, which alone could end a `script` element or open a comment in it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
