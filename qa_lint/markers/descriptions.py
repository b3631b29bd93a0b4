"""The quoted phrase that a note describes without naming it: `They refer to Science City, the Demonstration
Area and …` belongs to “three science cities and one demonstration area”."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from qa_lint.languages import pack
from qa_lint.markers.graph import Note
from qa_lint.model import Segment, Span

# A quotation, and the word behind it: “three musts” principle.
_QUOTATION = re.compile(
    r"(?:“[^“”]{2,100}”|«[^«»]{2,100}»|„[^„“”]{2,100}[“”]|\"[^\"\n]{2,100}\")(?:[ \t](?P<next>[^\W\d_]+))?"
)
_WORD = re.compile(r"[^\W\d_]+")
_DESCRIPTION = 400
_SHARED = 2
_SHARE = 0.5


def described(notes: Sequence[Note], body: Sequence[Segment]) -> dict[int, tuple[int, Span]]:
    """The segment and the span of the quotation that each note describes, by the notes' places in the list.

    Half of the words of the quotation and of the word behind it, two at least, must be in the note, and no
    other quotation may have as many.
    """
    known: defaultdict[str, set[int]] = defaultdict(set)
    for number, note in enumerate(notes):
        for form in _forms(note.text[:_DESCRIPTION], note.segment.language):
            for entry in form:
                known[entry].add(number)
    best: defaultdict[int, list[tuple[int, tuple[int, Span]]]] = defaultdict(list)
    seen: set[str] = set()
    for place, segment in enumerate(body):
        for match in _QUOTATION.finditer(segment.text):
            if match[0] in seen:
                continue
            seen.add(match[0])
            words = list(_forms(match[0], segment.language))
            shared = Counter(
                number for forms in words for number in set().union(*(known.get(f, set()) for f in forms))
            )
            end = match.start("next") - 1 if match["next"] else match.end()
            for number, count in shared.items():
                if count >= max(_SHARED, _SHARE * len(words)):
                    best[number].append((count, (place, Span(match.start(), end))))
    result: dict[int, tuple[int, Span]] = {}
    for number, entries in best.items():
        entries.sort(key=lambda entry: -entry[0])
        if len(entries) == 1 or entries[0][0] > entries[1][0]:
            result[number] = entries[0][1]
    return result


def _forms(text: str, language: str) -> Iterator[set[str]]:
    """For each word of `text` that says something, the word and what it may be an inflected form of."""
    known = pack(language)
    for word in dict.fromkeys(_WORD.findall(text.lower())):
        if word in known.function_words or len(word) < 3:
            continue
        yield {word} | {
            word[: -len(ending)] + stem
            for ending, stems in known.endings
            if word.endswith(ending) and len(word) - len(ending) > 2
            for stem in stems
        }
