"""How numbers are written in a translation."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa_lint.checks import CollectingCheck
from qa_lint.languages import pack
from qa_lint.model import Document, Mark, Pair, PlacedHit, Span
from qa_lint.numbers import Kind, quantities
from qa_lint.numbers.lexicon import lexicon
from qa_lint.numbers.match import compare

_FULL_WIDTH = re.compile(r"[\uff10-\uff19][\uff0c\uff0e\uff10-\uff19]*")
_EUROPEAN = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+,\d+(?![\d.,])")
_ENGLISH = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+\.\d+(?![\d.,])")
_SHORT = re.compile(r"(?<![\d.,])\d{1,3},(?:\d{1,2}|\d{4,})(?![\d.,])")
_LONG = re.compile(r"\d{5}")
_BARE = re.compile(r"(?<![\w.,/#-])[1-9]\d{4,}(?![\w/-]|[.,]\d)")
_NAME = re.compile(r"(?:No\.?|№|#)\s?$")
_STANDARD = re.compile(r"\b([A-Z]{2,8})[ -]$")
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)")
# Fewer numbers with separators do not show how a document writes them, and as many without show that it does
# not.
_LEAST_GROUPED = 3
_SHARE = 3


@dataclass(frozen=True, slots=True)
class _Summary:
    """What is wrong for certain, with the reason; numbers without separators; how many have them."""

    wrong: tuple[tuple[Mark, str], ...]
    bare: tuple[Mark, ...]
    grouped: int
    path: str
    language: str


def collect(document: Document) -> _Summary:
    """The numbers of the translation that are, or may be, written in a foreign way."""
    wrong: list[tuple[Mark, str]] = []
    bare: list[Mark] = []
    grouped = 0
    for pair in document.pairs:
        if not pair.target.text or not pair.source.text:
            continue
        wrong += [(pair.target.mark(span), reason) for span, reason in _wrong(pair)]
        entry = lexicon(pair.target.language)
        if entry.group == "," and entry.spaced:
            text = pair.target.text
            grouped += len(_GROUPED.findall(text)) if "," in text else 0
            if _LONG.search(text):
                bare += [
                    pair.target.mark(Span(*match.span()))
                    for match in _BARE.finditer(text)
                    if _counts(pair, match)
                ]
    return _Summary(tuple(wrong), tuple(bare), grouped, document.path, document.target_language)


def judge(summaries: list[_Summary]) -> Iterator[PlacedHit]:
    """The numbers written in a foreign way; those without separators where others of the document have
    them.
    """
    grouped = sum(summary.grouped for summary in summaries)
    bare = sum(len(summary.bare) for summary in summaries)
    for summary in summaries:
        faults = list(summary.wrong)
        if grouped >= _LEAST_GROUPED and bare * _SHARE <= grouped:
            faults += [(mark, "other numbers here have separators") for mark in summary.bare]
        for mark, reason in faults:
            fields = {"reason": reason, "language": pack(summary.language).name}
            yield PlacedHit(summary.path, None, mark, fields)


def _wrong(pair: Pair) -> Iterable[tuple[Span, str]]:
    text, entry = pair.target.text, lexicon(pair.target.language)
    if entry.spaced and not text.isascii():
        for match in _FULL_WIDTH.finditer(text):
            yield Span(*match.span()), "full-width digits"
    if "," not in text:
        return
    signs = f"the decimal sign is '{entry.decimal}', the group sign '{entry.group}'"
    foreign = _EUROPEAN if entry.decimal == "." else _ENGLISH
    for match in foreign.finditer(text):
        if text[match.start() - 1 : match.start()] != "{":  # {1,5} is a placeholder, five characters wide
            yield Span(*match.span()), signs
    if entry.decimal == "." and _SHORT.search(text):
        for source, target in compare(
            pair.source.text, pair.source.language, text, pair.target.language
        ).matched:
            written = _SHORT.match(text, target.span.start)
            if not written or _is_bracketed(text, written):
                continue
            if source.values[0] == target.values[0] and source.values[0].denominator > 1:
                yield target.span, signs


def _is_bracketed(text: str, written: re.Match[str]) -> bool:
    """Whether the digits are two numbers in brackets, a point (2,3) or an interval [00,61]."""
    return text[: written.start()].endswith(("(", "[")) and text.startswith((")", "]"), written.end())


def _counts(pair: Pair, match: re.Match[str]) -> bool:
    """Whether the digits count something, and do not name it: "No. 10086", "ISO 27001"."""
    text = pair.target.text
    if _NAME.search(text, max(0, match.start() - 5), match.start()):
        return False
    standard = _STANDARD.search(text, max(0, match.start() - 10), match.start())
    if standard and standard[1].lower() not in lexicon(pair.target.language).measures.meanings:
        return False
    return any(
        quantity.span.start == match.start() and quantity.kind is Kind.CARDINAL
        for quantity in quantities(text, pair.target.language)
    )


FORMAT = CollectingCheck(collect, judge, "document")
