"""What of a long source text a translation leaves out, as far as lengths, numbers and names can tell."""

import re
from dataclasses import dataclass

from qa_lint.languages import pack
from qa_lint.memory import CLAUSE_END
from qa_lint.model import Span
from qa_lint.numbers.match import compare
from qa_lint.prose import fixed

_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_WIDTH = 3
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,40}")
_ANCHORS = 2


@dataclass(frozen=True, slots=True)
class Omission:
    """Clauses that are left out, and what stands in them and not in the translation: numbers, names, code."""

    span: Span
    anchors: tuple[str, ...]


def length(text: str) -> int:
    """How long `text` is, in letters; a Chinese character or Korean syllable counts as three."""
    return len(text) + (_WIDTH - 1) * (0 if text.isascii() else len(_WIDE.findall(text)))


def left_out(source: str, target: str, source_language: str, target_language: str) -> Omission | None:
    """The longest run of clauses of `source` of which no number, name or code is in `target`, if two are
    missing."""
    found, missing = _anchors(source, target, source_language, target_language)
    best: Omission | None = None
    for span in _runs(source, found):
        inside = [anchor for anchor in missing if span.start <= anchor.start and anchor.end <= span.end]
        texts = tuple(dict.fromkeys(source[anchor.start : anchor.end] for anchor in inside))
        if len(texts) < _ANCHORS:
            continue
        if best is None or span.end - span.start > best.span.end - best.span.start:
            best = Omission(span, texts)
    return best


def _runs(source: str, found: list[Span]) -> list[Span]:
    """The longest runs of clauses in which nothing is that was found in the target."""
    runs: list[Span] = []
    start = 0
    open_run = False
    for end in [*(match.end() for match in CLAUSE_END.finditer(source)), len(source)]:
        if end > start:
            is_kept = any(span.start < end and start < span.end for span in found)
            if not is_kept and open_run:
                runs[-1] = Span(runs[-1].start, end)
            elif not is_kept:
                runs.append(Span(start, end))
            open_run = not is_kept
        start = end
    return [_trimmed(source, run) for run in runs]


def _trimmed(source: str, run: Span) -> Span:
    text = source[run.start : run.end]
    start = run.start + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip().rstrip("，,；;")))


def _anchors(
    source: str, target: str, source_language: str, target_language: str
) -> tuple[list[Span], list[Span]]:
    """Numbers, names and code of `source` that are in `target`, and those that are not."""
    found: list[Span] = []
    missing: list[Span] = []
    if pack(source_language).numbers:
        numbers = compare(source, source_language, target, target_language)
        found = [quantity.span for quantity, _ in (*numbers.matched, *numbers.changed)]
        missing = [quantity.span for quantity in numbers.missing]
    low = target.casefold()
    names = [span for span in fixed(source) if " " not in source[span.start : span.end]]
    if "Latin" not in (pack(source_language).scripts or ("Latin",)):
        names += [Span(*match.span()) for match in _LATIN.finditer(source)]
    for span in names:
        (found if source[span.start : span.end].casefold() in low else missing).append(span)
    return found, sorted(missing, key=lambda span: (span.start, span.end))
