"""The terms of a project that are rendered in more than one way, and the terms that come again at all."""

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qa_lint.languages import pack
from qa_lint.mining.association import Corpus
from qa_lint.mining.lexicon import meanings
from qa_lint.mining.renderings import Core, Variant, core, exchanges
from qa_lint.mining.repeats import Occurrence
from qa_lint.mining.segmenter import is_naming, is_verb, kinds
from qa_lint.mining.texts import Words, read
from qa_lint.model import Span

# In a script without spaces one word of a rendering goes with about two characters.
_CHARACTERS = 2
_SHORTEST = 1.5
# Of a string that occurs more often a sample is compared, of many renderings the first.
_SAMPLE = 40
_SIGNATURES = 10
# A string that occurs more often than this is no term but a word.
_COMMON = 200


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a term is rendered: the number of the pair, and the spans in its two texts."""

    pair: int
    source: Span
    target: Span


@dataclass(frozen=True, slots=True)
class Rendering:
    """A way to render a term, as it is written where it first stands, and its places in order."""

    text: str
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A string of the sources that is rendered in two ways or more, the most frequent first."""

    text: str
    renderings: tuple[Rendering, ...]


def corpus(
    sources: Sequence[str], targets: Sequence[str], source_language: str, target_language: str
) -> Corpus:
    """The texts of pairs, in order, as a corpus."""
    left, right = read(sources, source_language), read(targets, target_language)
    known = meanings(left, right, source_language, target_language)
    return Corpus(left, right, known, _kinds(left, source_language))


def inconsistent(pairs: Corpus, target_language: str) -> list[Term]:
    """The terms that are rendered by different words, in the order of their first places."""
    target_kinds = _kinds(pairs.targets, target_language)
    swaps: list[tuple[str, Variant, Variant]] = []
    for string, occurrences in pairs.strings.items():
        size = _size(pairs.sources[occurrences[0].text], string)
        if size < _SHORTEST or not _is_name(pairs.sources[occurrences[0].text], occurrences[0], pairs.kinds):
            continue
        for one, other in itertools.combinations(_cores(pairs, occurrences), 2):
            if _are_one_segment(pairs, one, other):
                continue
            swaps += [
                (string, *pair)
                for pair in exchanges(pairs, one, other, math.ceil(size))
                if all(is_naming(_word(pairs, variant), target_kinds) for variant in pair)
            ]
    return sorted(_group(pairs, swaps), key=_first)


def _kinds(texts: Iterable[Words], language: str) -> Mapping[str, str]:
    if not pack(language).segmenter:
        return {}
    return kinds({words.name(at, at + 1) for words in texts for at in range(len(words))}, language)


def _is_name(words: Words, occurrence: Occurrence, known: Mapping[str, str]) -> bool:
    if words.spaced:
        return all(words.keys[occurrence.start : occurrence.end])
    first, last = (words.name(at, at + 1) for at in (occurrence.start, occurrence.end - 1))
    return is_naming(first, known) and (is_naming(last, known) or is_verb(last, known))


def _are_one_segment(pairs: Corpus, one: Core, other: Core) -> bool:
    """Whether two cores are in two translations of the same segment, which another rule compares."""
    here, there = one.occurrence.text, other.occurrence.text
    return here != there and pairs.sources[here].text == pairs.sources[there].text


def _word(pairs: Corpus, variant: Variant) -> str:
    return pairs.targets[variant.occurrence.text].name(variant.slot, variant.slot + 1)


def all_terms(pairs: Corpus, target_language: str) -> list[Term]:
    """The strings of the sources that come again and are rendered alike, or in ways that `inconsistent` tells
    apart, in the order of their first places.
    """
    found = {term.text: term for term in inconsistent(pairs, target_language)}
    for string, occurrences in pairs.strings.items():
        first = occurrences[0]
        if string in found or len(occurrences) > _COMMON:
            continue
        words = pairs.sources[first.text]
        if _size(words, string) < _SHORTEST or not _is_name(words, first, pairs.kinds):
            continue
        cores = [one for one in (core(pairs, occurrence) for occurrence in occurrences) if one]
        alike: dict[tuple[str, ...], list[Core]] = {}
        for one in cores:
            keys = tuple(filter(None, pairs.targets[one.occurrence.text].keys[one.start : one.end]))
            alike.setdefault(keys, []).append(one)
        usual = max(alike.values(), key=len, default=[])
        if (
            len(usual) > 1
            and 2 * len(usual) > len(cores)
            and _is_whole(pairs, usual[0], _size(words, string))
        ):
            variants = [Variant(one.occurrence, one.start, one.start, one.end) for one in usual]
            found[string] = Term(string, (_rendering(pairs, variants),))
    return sorted(_longest(found.values()), key=_first)


def _is_whole(pairs: Corpus, one: Core, size: float) -> bool:
    """Whether a core has as many words as the string may need, or is an acronym."""
    words = pairs.targets[one.occurrence.text]
    text = words.text[words.starts[one.start] : words.ends[one.end - 1]]
    return (text.isupper() and text.isascii()) or sum(map(bool, words.keys[one.start : one.end])) >= int(size)


def _longest(terms: Iterable[Term]) -> list[Term]:
    """`terms` without those that stand only inside of others."""
    terms = sorted(terms, key=lambda term: (-len(term.text), term.text))
    taken: dict[int, list[Span]] = {}
    kept = []
    for term in terms:
        uses = [use for rendering in term.renderings for use in rendering.uses]
        if len(term.renderings) > 1 or not all(
            any(
                span.start <= use.source.start and use.source.end <= span.end
                for span in taken.get(use.pair, ())
            )
            for use in uses
        ):
            kept.append(term)
            for use in uses:
                taken.setdefault(use.pair, []).append(use.source)
    return kept


def _first(term: Term) -> tuple[int, str]:
    return min(use.pair for rendering in term.renderings for use in rendering.uses), term.text


def _size(words: Words, string: str) -> float:
    """How many words a string of the source may be rendered by."""
    return len(string.split()) if words.spaced else len(string) / _CHARACTERS


def _cores(pairs: Corpus, occurrences: Sequence[Occurrence]) -> list[Core]:
    """The cores of different renderings, with the words beside them."""
    found: dict[tuple[str, ...], Core] = {}
    for occurrence in occurrences[:: -(-len(occurrences) // _SAMPLE)]:
        one = core(pairs, occurrence)
        if one is not None:
            keys = pairs.targets[occurrence.text].keys
            found.setdefault(keys[max(0, one.start - 1) : one.end + 1], one)
    return list(found.values())[:_SIGNATURES]


def _group(pairs: Corpus, swaps: Sequence[tuple[str, Variant, Variant]]) -> list[Term]:
    """One term for all that concern the same words: the longest string of those that cover most of them."""
    family: dict[tuple[int, int], tuple[int, int]] = {}

    def find(place: tuple[int, int]) -> tuple[int, int]:
        while family.setdefault(place, place) != place:
            place = family[place]
        return place

    for _, one, other in swaps:
        family[find(_place(one))] = find(_place(other))
    groups: dict[tuple[int, int], dict[str, dict[tuple[int, int], Variant]]] = {}
    for string, one, other in swaps:
        found = groups.setdefault(find(_place(one)), {}).setdefault(string, {})
        for variant in (one, other):
            found.setdefault(_place(variant), variant)
    terms = []
    for strings in groups.values():
        string = max(strings, key=lambda s: (len(strings[s]), len(pairs.strings[s]), len(s), s))
        terms.append(_term(pairs, string, list(strings[string].values())))
    return terms


def _place(variant: Variant) -> tuple[int, int]:
    return variant.occurrence.text, variant.slot


def _term(pairs: Corpus, string: str, variants: Sequence[Variant]) -> Term:
    """The renderings by their telling words, with all places of the string where one of these stands."""
    slots: dict[str, list[Variant]] = {}
    for variant in variants:
        slots.setdefault(pairs.targets[variant.occurrence.text].keys[variant.slot], []).append(variant)
    known = {(variant.occurrence, variant.slot) for variant in variants}
    common = set.intersection(*({*_keys(pairs, v)} - {_key(pairs, v)} for v in variants))
    for occurrence in pairs.strings[string]:
        if any(occurrence == other for other, _ in known):
            continue
        one = core(pairs, occurrence)
        if one is None:
            continue
        words = pairs.targets[occurrence.text]
        for at in range(max(0, one.start - 1), min(len(words), one.end + 1)):
            if words.keys[at] in slots and (not common or common & {*words.keys[one.start : one.end]}):
                start, end = min(at, one.start), max(at + 1, one.end)
                slots[words.keys[at]].append(Variant(occurrence, at, start, end))
                break
    renderings = [_rendering(pairs, found) for found in slots.values()]
    renderings.sort(key=lambda rendering: (-len(rendering.uses), rendering.uses[0].pair, rendering.text))
    return Term(string, tuple(renderings))


def _rendering(pairs: Corpus, variants: Iterable[Variant]) -> Rendering:
    variants = sorted(variants, key=lambda variant: (variant.occurrence.text, variant.occurrence.start))
    uses = tuple(_use(pairs, variant) for variant in variants)
    texts = Counter(pairs.targets[use.pair].text[use.target.start : use.target.end] for use in uses)
    return Rendering(max(texts, key=lambda text: texts[text]), uses)


def _key(pairs: Corpus, variant: Variant) -> str:
    return pairs.targets[variant.occurrence.text].keys[variant.slot]


def _keys(pairs: Corpus, variant: Variant) -> tuple[str, ...]:
    return pairs.targets[variant.occurrence.text].keys[variant.start : variant.end]


def _use(pairs: Corpus, variant: Variant) -> Use:
    occurrence = variant.occurrence
    source, target = pairs.sources[occurrence.text], pairs.targets[occurrence.text]
    return Use(
        occurrence.text,
        Span(source.starts[occurrence.start], source.ends[occurrence.end - 1]),
        Span(target.starts[variant.start], target.ends[variant.end - 1]),
    )
