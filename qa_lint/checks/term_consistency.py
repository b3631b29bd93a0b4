"""Whether terms are rendered alike all over the project, with no glossary to say how."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_lint.checks import CollectingCheck
from qa_lint.glossary import Entry, Facts
from qa_lint.languages import base
from qa_lint.model import Document, Pair, PlacedHit, Segment, Span
from qa_lint.variants import variety

if TYPE_CHECKING:
    from qa_lint.mining.association import Corpus
    from qa_lint.mining.mine import Rendering, Term
    from qa_lint.mining.spelling import Place, Spellings

# A few sources that share no stretch of so many characters share no term worth the reading of dictionaries.
_FEW = 2
_SHARED = 3
# Of more places a message tells the number.
_PLACES = 3
_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Texts:
    """The pairs of a document that have both texts, each once with how often it stands there."""

    path: str
    languages: tuple[str, str]
    pairs: tuple[tuple[Pair, int], ...]


@dataclass(frozen=True, slots=True)
class Project:
    """All pairs in one pair of languages, with the path of the document and the number of times of each."""

    languages: tuple[str, str]
    pairs: tuple[tuple[str, Pair, int], ...]
    corpus: "Corpus"


def collect(document: Document) -> Texts:
    """The pairs of `document`."""
    counts: Counter[tuple[str, str]] = Counter()
    firsts: dict[tuple[str, str], Pair] = {}
    for pair in document.pairs:
        if pair.source.text and pair.target.text:
            key = pair.source.text, pair.target.text
            counts[key] += 1
            firsts.setdefault(key, pair)
    languages = base(document.source_language), variety(document.target_language)
    return Texts(document.path, languages, tuple((pair, counts[key]) for key, pair in firsts.items()))


def judge_terms(projects: Iterable[Project]) -> Iterator[PlacedHit]:
    """One hit for each term that has several renderings, at the first place of one that is not the usual."""
    for project in projects:
        from qa_lint.mining.mine import inconsistent  # mining takes a while to load; a small run needs none

        for term in inconsistent(project.corpus, project.languages[1]):
            yield _term(project, term)


def judge_spellings(projects: Iterable[Project]) -> Iterator[PlacedHit]:
    """One hit for each word that is spelled in two ways, at the first place of the less frequent."""
    for project in projects:
        from qa_lint.mining.spelling import spellings

        for found in spellings(project.corpus, project.languages[1]):
            yield _spelling(project, found)


def join(summaries: Iterable[Texts]) -> list[Project]:
    """The pairs of all documents by their languages."""
    return list(_projects(summaries))


def _projects(summaries: Iterable[Texts]) -> Iterator[Project]:
    groups: dict[tuple[str, str], dict[tuple[str, str], tuple[str, Pair, int]]] = {}
    for texts in summaries:
        group = groups.setdefault(texts.languages, {})
        for pair, count in texts.pairs:
            key = pair.source.text, pair.target.text
            path, first, before = group.get(key, (texts.path, pair, 0))
            group[key] = path, first, before + count
    for languages, group in groups.items():
        pairs = tuple(group.values())
        sources, targets = [p.source.text for _, p, _ in pairs], [p.target.text for _, p, _ in pairs]
        if languages[0] != base(languages[1]) and (len(pairs) > _FEW or _come_again(sources)):
            from qa_lint.mining.mine import corpus

            yield Project(languages, pairs, corpus(sources, targets, *languages))


def _come_again(texts: Iterable[str]) -> bool:
    """Whether any stretch of some length stands in two of `texts`, or twice in one."""
    seen: set[str] = set()
    for text in texts:
        for at in range(len(text) - _SHARED + 1):
            piece = text[at : at + _SHARED]
            if piece in seen:
                return True
            if piece.isalpha():
                seen.add(piece)
    return False


def extract(projects: Iterable[Project]) -> list[Entry]:
    """The terms that come again as a glossary: all renderings approved, the usual first, with their places
    in the note.
    """
    from qa_lint.mining.mine import all_terms

    entries: dict[str, Entry] = {}
    for project in projects:
        for term in all_terms(project.corpus, project.languages[1]):
            use = term.renderings[0].uses[0]
            source = project.pairs[use.pair][1].source
            text = " ".join(source.text[use.source.start : use.source.end].split())
            renderings = _by_count(project, term)
            approved = tuple(dict.fromkeys(" ".join(rendering.text.split()) for rendering in renderings))
            note = ", ".join(_noted(project, rendering) for rendering in renderings)
            entries.setdefault(text, Entry((text,), approved, facts=Facts(note=note)))
    return list(entries.values())


def _noted(project: Project, rendering: "Rendering") -> str:
    """A rendering with how often and where it first stands: 'ring road' 3 times from report.txt:4 on."""
    use, times = rendering.uses[0], count(project, rendering)
    target = project.pairs[use.pair][1].target
    place = f"{target.path}:{target.position(use.target.start)[0]}"
    text = " ".join(rendering.text.split())
    return f"'{text}' {times} times from {place} on" if times > 1 else f"'{text}' once in {place}"


def _by_count(project: Project, term: "Term") -> list["Rendering"]:
    return sorted(term.renderings, key=lambda rendering: -count(project, rendering))


def count(project: Project, rendering: "Rendering") -> int:
    """In how many places a term is rendered so."""
    return sum(project.pairs[use.pair][2] for use in rendering.uses)


def _term(project: Project, term: "Term") -> PlacedHit:
    renderings = _by_count(project, term)
    usual, *others = renderings
    use = others[0].uses[0]
    path, pair, _ = project.pairs[use.pair]
    clear = count(project, usual) > count(project, others[0])
    listed = [
        _listed(project, rendering, pair.target, clear and rendering is usual) for rendering in renderings
    ]
    fields = {
        "term": _shorten(pair.source.text[use.source.start : use.source.end]),
        "renderings": f"{', '.join(listed[:-1])} and {listed[-1]}",
    }
    return PlacedHit(path, pair.source.mark(use.source), pair.target.mark(use.target), fields, pair=pair)


def _listed(project: Project, rendering: "Rendering", here: Segment, usual: bool) -> str:
    """A rendering with its places: 'ring road' (usually; lines 3, 9 and 4 more)."""
    segments = [(project.pairs[use.pair][1].target, use.target) for use in rendering.uses]
    places = _places(segments, count(project, rendering), here)
    return f"'{_shorten(rendering.text)}' ({'usually; ' if usual else ''}{places})"


def _spelling(project: Project, found: "Spellings") -> PlacedHit:
    number, span = found.here[0]
    path, pair, _ = project.pairs[number]
    other, stretch = found.there[0]
    there = project.pairs[other][1].target
    from qa_lint.mining.spelling import rendered

    source = rendered(project.corpus, found)
    fields = {
        "here": pair.target.text[span.start : span.end],
        "there": there.text[stretch.start : stretch.end],
        "times": _times(_total(project, found.here)),
        "places": _places(
            [(project.pairs[n][1].target, s) for n, s in found.there],
            _total(project, found.there),
            pair.target,
        ),
    }
    mark = pair.source.mark(source) if source else None
    return PlacedHit(path, mark, pair.target.mark(span), fields, pair=pair)


def _total(project: Project, places: Iterable["Place"]) -> int:
    return sum(project.pairs[number][2] for number, _ in places)


def _times(total: int) -> str:
    return f" ({total} times)" if total > 1 else ""


def _places(segments: Sequence[tuple[Segment, Span]], total: int, here: Segment) -> str:
    """The first places, those in the document of `here` by lines: "lines 18, 30, a.txt:12 and 4 more"."""
    places = dict.fromkeys((segment.path, segment.position(span.start)[0]) for segment, span in segments)
    shown = list(places)[:_PLACES]
    more = total - len(shown)
    lines = [str(line) for path, line in shown if path == here.path]
    # Lines go first: behind a path they would seem to be of that file.
    written = [f"{path}:{line}" for path, line in shown if path != here.path]
    if len(lines) == 1:
        written.insert(0, f"line {lines[0]}")
    elif lines:
        head, last = ", ".join(lines[:-1]), lines[-1]
        written.insert(0, f"lines {head}{', ' if more > 0 else ' and '}{last}")
    return ", ".join(written) + (f" and {more} more" if more > 0 else "")


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"


INCONSISTENT = CollectingCheck(collect, judge_terms, "project", join)
VARIANT = CollectingCheck(collect, judge_spellings, "project", join)
