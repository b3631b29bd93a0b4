"""Segments, runs of segments and documents without a translation, or in a language nobody asked for."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from qa_lint.checks import CollectingCheck
from qa_lint.glossary import Entry
from qa_lint.languages import pack
from qa_lint.leftovers import has_letters, kept_words, without
from qa_lint.memory import Known, Memory, Recall
from qa_lint.model import Document, Mark, Pair, PlacedHit, Segment, Side, Span
from qa_lint.states import State, judge

_WHOLE = 0.9
_WHOLE_SEGMENTS = 3
_REASONS = {
    State.EMPTY: ("the translation is empty", "their translations are empty"),
    State.COPY: (
        "the translation is the same as the source",
        "their translations are the same as the source",
    ),
    State.NEAR_COPY: (
        "the translation is nearly the same as the source",
        "their translations are nearly the same as the source",
    ),
    State.SOURCE_LANGUAGE: (
        "the translation is still in the language of the source",
        "their translations are still in the language of the source",
    ),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A segment that is not translated: its number in the document; `follows` says that nothing translated
    stands between it and the gap before. `language` is the one it is in, if that is a third one."""

    number: int
    pair: Pair
    state: State
    language: str
    follows: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """What is translated of a document or of a part of it, which has so many `pairs`; those with letters are
    `segments`, of which `first` is the first."""

    path: str
    source_language: str
    target_language: str
    lone: bool
    pairs: int
    segments: int
    first: Mark | None
    memory: Memory
    gaps: list[Gap] = field(default_factory=list)


def collect(document: Document) -> Summary:
    """What is translated of `document`."""
    gaps: list[Gap] = []
    memory = Memory(document.path, document.target_language)
    segments = 0
    first = None
    translated = unsure = True  # since the last gap
    for number, pair in enumerate(document.pairs):
        source, target = pair.source, pair.target
        if not has_letters(source.text) or pair.is_gap:
            continue
        first = first or source
        segments += 1
        state, language = judge(source.text, target.text, source.language, target.language)
        if state is State.TRANSLATED:
            translated = True
        elif state is State.UNSURE:
            unsure = True
        elif state is not State.ALIKE:
            known = state is State.OTHER_LANGUAGE
            follows = bool(gaps) and not translated and (known or not unsure)
            follows = follows and (gaps[-1].state, gaps[-1].language) == (state, language)
            gaps.append(Gap(number, pair, state, language, follows))
            translated = unsure = False
            continue
        if state is not State.ALIKE:
            memory.add(source)
    languages = document.source_language, document.target_language
    lone = document.lone is Side.SOURCE
    mark = first.mark() if first else None
    return Summary(document.path, *languages, lone, len(document.pairs), segments, mark, memory, gaps)


def judge_documents(summaries: Sequence[Summary]) -> Iterator[PlacedHit]:
    """One hit for a document of which (nearly) nothing is translated. Fields: `reason`, `count`, `known`."""
    documents = [_Whole(path, parts) for path, parts in _documents(summaries)]
    missing = [document for document in documents if document.is_missing]
    recall = _recall(summaries, (gap for document in missing for gap in document.gaps))
    for document in missing:
        first = document.first
        texts = [gap.pair.source.text for gap in document.gaps]
        known = recall.known(texts, document.target_language)
        fields = {
            "reason": document.reason,
            "count": document.count,
            "known": _known(known, len(document.gaps)),
        }
        yield PlacedHit(document.path, first, None, fields, whole=True)


class _Whole:
    """A document of one or several parts."""

    def __init__(self, path: str, parts: Sequence[Summary]) -> None:
        self.path = path
        self.gaps = [gap for part in parts for gap in part.gaps if gap.state in _REASONS]
        self.first = next((part.first for part in parts if part.first), None)
        segments = sum(part.segments for part in parts)
        lone = all(part.lone for part in parts)
        enough = segments >= _WHOLE_SEGMENTS and len(self.gaps) >= _WHOLE * segments
        self.is_missing = bool(segments) and (lone or enough)
        self.reason = (
            "No translation of this document was found" if lone else "This document is not translated"
        )
        self.target_language = parts[0].target_language
        language = pack(parts[0].source_language).name
        count = f"{segments} segment{'s' if segments > 1 else ''}"
        count = count if lone or len(self.gaps) == segments else f"{len(self.gaps)} of {count}"
        self.count = f"{count} in {language}" if language else count


def judge_segments(
    summaries: Sequence[Summary], *, keep: list[str], glossary: tuple[Entry, ...]
) -> Iterator[PlacedHit]:
    """Segments without a translation, or with the source in its place, those that follow each other as one.
    Fields: `reason`, `known`."""
    kept = kept_words(tuple(keep), glossary)
    runs = [
        (path, run)
        for path, parts in _documents(summaries)
        for run in _runs(gap for part in parts for gap in part.gaps if not _is_kept(gap, kept))
        if run[0].state in _REASONS
    ]
    recall = _recall(summaries, (gap for _, run in runs for gap in run))
    for path, run in runs:
        reason, reasons = _REASONS[run[0].state]
        if len(run) > 1:
            reason = f"{len(run)} segments in a row ({_lines(run)}): {reasons}"
        known = recall.known([gap.pair.source.text for gap in run], run[0].pair.target.language)
        yield _hit(path, run, {"reason": reason, "known": _known(known, len(run))})


def judge_languages(summaries: Sequence[Summary]) -> Iterator[PlacedHit]:
    """Translations in a third language, those that follow each other as one. Fields: `what`, `language`,
    `expected`."""
    for path, parts in _documents(summaries):
        expected = _name(parts[0].target_language)
        for run in _runs(gap for part in parts for gap in part.gaps):
            if run[0].state is State.OTHER_LANGUAGE:
                several = f"{len(run)} translations in a row ({_lines(run)}) are"
                what = several if len(run) > 1 else "The translation is"
                yield _hit(
                    path, run, {"what": what, "language": _name(run[0].language), "expected": expected}
                )


def _documents(summaries: Iterable[Summary]) -> Iterator[tuple[str, list[Summary]]]:
    """The parts of each document, their gaps numbered over all of it."""
    for path, parts in itertools.groupby(summaries, key=lambda summary: summary.path):
        numbered: list[Summary] = []
        before = 0
        for part in parts:
            gaps = [replace(gap, number=before + gap.number) for gap in part.gaps] if before else part.gaps
            numbered.append(replace(part, gaps=gaps))
            before += part.pairs
        yield path, numbered


def _runs(gaps: Iterable[Gap]) -> Iterator[list[Gap]]:
    run: list[Gap] = []
    for gap in gaps:
        if run and not gap.follows:
            yield run
            run = []
        run.append(gap)
    if run:
        yield run


def _is_kept(gap: Gap, kept: re.Pattern[str] | None) -> bool:
    if kept is None or gap.state is State.EMPTY:
        return False
    source, target = gap.pair.source, gap.pair.target
    texts = without(source.text, kept), without(target.text, kept)
    return judge(*texts, source.language, target.language)[0] not in _REASONS


def _recall(summaries: Sequence[Summary], gaps: Iterable[Gap]) -> Recall:
    return Recall([summary.memory for summary in summaries], [gap.pair.source.text for gap in gaps])


def _known(known: Known | None, count: int) -> str:
    if not known:
        return ""
    if count == 1:
        return f"; already translated in {known.place}"
    share = "all of them are" if known.count == count else f"{known.count} of them {_are(known.count)}"
    there = f", {known.there} of them" if known.there < known.count else ""
    return f"; {share} already translated{there} in {known.place}"


def _are(count: int) -> str:
    return "are" if count > 1 else "is"


def _name(language: str) -> str:
    name = pack(language).name
    return name if name != language.replace("_", "-") else f"the language '{language}'"


def _hit(path: str, run: Sequence[Gap], fields: dict[str, str]) -> PlacedHit:
    pair = run[0].pair if len(run) == 1 else None
    marks = (_mark([gap.pair.source for gap in run]), _mark([gap.pair.target for gap in run]))
    pairs = range(run[0].number, run[-1].number + 1)
    return PlacedHit(path, *marks, fields, pair=pair, pairs=pairs)


def _mark(segments: Sequence[Segment]) -> Mark:
    """One mark for segments that follow each other, with a line for each."""
    first, last = segments[0].mark(), segments[-1].mark().place
    if len(segments) == 1 or not any(segment.text for segment in segments):
        return first
    text = "\n".join(segment.text for segment in segments)
    place = replace(first.place, end_line=last.end_line, end_column=last.end_column)
    return Mark(place, text, Span(0, len(text)))


def _lines(run: Sequence[Gap]) -> str:
    sides = [gap.pair.target if run[0].state is not State.EMPTY else gap.pair.source for gap in run]
    first, last = sides[0].position(0)[0], sides[-1].mark().place.end_line
    return f"lines {first}-{last}" if last > first else f"line {first}"


DOCUMENT = CollectingCheck(collect, judge_documents, "project")
SEGMENT = CollectingCheck(collect, judge_segments, "project")
LANGUAGE = CollectingCheck(collect, judge_languages, "project")
