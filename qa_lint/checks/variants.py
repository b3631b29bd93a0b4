"""Translations in another variant of the language than the one wanted."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_lint.checks import CollectingCheck
from qa_lint.languages import pack
from qa_lint.model import Document, Pair, PlacedHit
from qa_lint.variants import own_characters, wanted

# So many characters of one variant, and so many times those of the others, tell that a text is in it: a name
# may hold one of another.
_LEAST = 2
_MOST = 4
# Where the tag does not say which variant is wanted, nearly all of a document does.
_SEGMENTS = 5
_SHARE = 0.9
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Written:
    """A translation, the variant it is in, and the characters that tell."""

    path: str
    pair: Pair
    variant: str
    characters: str


def collect(document: Document) -> list[Written]:
    """Translations that are clearly in one variant, if the language's tag asks for one in another."""
    if not pack(document.target_language).writings:
        return []
    asked = wanted(document.target_language)
    result = []
    for pair in document.pairs:
        target = pair.target
        counts = own_characters(target.text, target.language)
        (name, found), *others = sorted(counts.items(), key=lambda item: -len(item[1]))
        if len(found) < _LEAST or len(found) < _MOST * sum(len(characters) for _, characters in others):
            continue
        if not asked or asked.name != name:
            shown = "".join(dict.fromkeys(found))[:_SHOWN]
            result.append(Written(document.path, pair, name, shown))
    return result


def judge(summaries: Sequence[list[Written]]) -> Iterator[PlacedHit]:
    """Translations in another variant than the one wanted, or than nearly all of the document is in.

    Fields: `variant`, `expected`, `characters`.
    """
    written = [entry for summary in summaries for entry in summary]
    counts = Counter(entry.variant for entry in written)
    for entry in written:
        asked = wanted(entry.pair.target.language)
        if asked:
            expected = asked.name
        else:
            expected, count = counts.most_common(1)[0]
            if len(written) < _SEGMENTS or count < _SHARE * len(written) or expected == entry.variant:
                continue
            expected += ", as the rest of the document is"
        fields = {"variant": entry.variant, "expected": expected, "characters": entry.characters}
        yield PlacedHit(
            entry.path, entry.pair.source.mark(), entry.pair.target.mark(), fields, pair=entry.pair
        )


VARIANT = CollectingCheck(collect, judge, "document")
