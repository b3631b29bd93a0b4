"""Which words of the translations belong to which strings of the sources, by where both occur."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from qa_lint.mining.positions import Bridge, bridge
from qa_lint.mining.repeats import Occurrence, repeats
from qa_lint.mining.texts import Words

# How far from where it should be a rendering is looked for: in words, and as a share of the text.
_REACH = 9
_REACH_SHARE = 0.1
_MOST_REACH = 80
# What one word is tied to at most: in a paragraph of many like sentences it would be to each of them.
_MOST_TIES = 60
# Of more occurrences than this a sample tells enough.
_SAMPLE = 60
_CERTAIN = 0.65
_FAINT = 0.3
# Words that a dictionary ties, and what a word that it ties to one character of several is worth.
_KNOWN = 0.9
_KNOWN_IN_PART = 0.5
# Two words met together twice may do so by chance, ten times they do not.
_CHANCE = 0.7
# What a tie loses at the edge of the window.
_DISTANCE = 0.25

Ties = list[list[tuple[int, int, float]]]


class Corpus:
    """The pairs of a project in one pair of languages, with what is counted over them.

    `meanings` are the base forms that a dictionary gives for strings of the sources, `kinds` the kinds of
    words there, where they are known.
    """

    def __init__(
        self,
        sources: Sequence[Words],
        targets: Sequence[Words],
        meanings: Mapping[str, frozenset[str]],
        kinds: Mapping[str, str],
    ) -> None:
        """Counts the repeated strings of `sources` and the words of `targets`."""
        self.sources = sources
        self.targets = targets
        self.strings = repeats(sources)
        self.totals = Counter(key for words in targets for key in words.keys if key)
        self.kinds = kinds
        self._meanings = meanings
        self._tied_words: dict[str, dict[str, float]] = {}
        self._ties: dict[int, Ties] = {}
        self._in_text: dict[int, list[tuple[str, Occurrence]]] = {}
        for string, occurrences in self.strings.items():
            for occurrence in occurrences:
                self._in_text.setdefault(occurrence.text, []).append((string, occurrence))
        self._bridges: dict[int, Bridge] = {}
        for number in sorted(self._in_text):
            if len(targets[number]) > 3 * _REACH:
                self._bridges[number] = bridge(sources[number], targets[number], self._anchors(number))
        self._tied_words.clear()

    def window(self, occurrence: Occurrence) -> range:
        """The words of the translation among which the rendering should be."""
        return self._window(occurrence.text, occurrence.start, occurrence.end)

    def centre(self, occurrence: Occurrence) -> float:
        """The word of the translation at which the middle of the rendering should be."""
        return self._bridge(occurrence.text).cross((occurrence.start + occurrence.end) / 2)

    def own(self, occurrence: Occurrence, at: int) -> float:
        """How closely the word `at` of the translation is tied to the string or a part of it, from 0 to 1."""
        ties = self.ties(occurrence.text)[at]
        return next((w for start, end, w in ties if occurrence.start <= start and end <= occurrence.end), 0.0)

    def foreign(self, occurrence: Occurrence, at: int) -> float:
        """How closely that word is tied to any other part of the source, if that has not the same words."""
        others = [
            (weight, start, end)
            for start, end, weight in self.ties(occurrence.text)[at]
            if end <= occurrence.start or occurrence.end <= start
        ]
        if not others:
            return 0.0
        own, name = self._names(occurrence), self.sources[occurrence.text].name
        return max((weight for weight, start, end in others if name(start, end) not in own), default=0.0)

    def _names(self, occurrence: Occurrence) -> set[str]:
        """The strings that the occurrence holds, of one word or two, and itself."""
        name, end = self.sources[occurrence.text].name, occurrence.end
        starts = range(occurrence.start, end)
        return {name(at, stop) for at in starts for stop in range(at + 1, min(end, at + 2) + 1)} | {
            name(occurrence.start, end)
        }

    def is_rendered(self, text: int, position: int, without: int) -> bool:
        """Whether the word `position` of the source is tied to a word of the translation but `without`."""
        return any(
            at != without and any(start <= position < end and w >= _FAINT for start, end, w in ties)
            for at, ties in enumerate(self.ties(text))
        )

    def ties(self, text: int) -> Ties:
        """For each word of a translation the stretches of the source it is tied to, each with how closely:
        the closest first."""
        held = self._ties.get(text)
        if held is None:
            held = self._ties[text] = self._tie_words(text)
        return held

    def _tie_words(self, text: int) -> Ties:
        keys = self.targets[text].keys
        ties: Ties = [[] for _ in keys]
        places: dict[str, list[int]] = {}
        for at, key in enumerate(keys):
            if key:
                places.setdefault(key, []).append(at)

        def tie(at: int, start: int, end: int, weight: float) -> None:
            ties[at].append((start, end, weight))
            if len(ties[at]) > 2 * _MOST_TIES:
                _cut(ties[at])

        for string, occurrence in self._in_text.get(text, ()):
            tied = self._tied(string)
            if common := places.keys() & tied.keys():
                start, end = occurrence.start, occurrence.end
                for at, near in self._near(text, start, end, (at for key in common for at in places[key])):
                    if (weight := near * tied[keys[at]]) >= _FAINT:
                        tie(at, start, end, weight)
        for start, end, weight, meanings in self._known(self.sources[text]) if self._meanings else ():
            if common := places.keys() & meanings:
                for at, near in self._near(text, start, end, (at for key in common for at in places[key])):
                    tie(at, start, end, near * weight)
        for held in ties:
            _cut(held)
        return ties

    def _near(self, text: int, start: int, end: int, places: Iterable[int]) -> Iterator[tuple[int, float]]:
        """Those of some words that are in the window, each with a factor for how near the middle it is."""
        window = self._window(text, start, end)
        centre = self._bridge(text).cross((start + end) / 2)
        reach = max(1.0, len(window) / 2)
        for at in places:
            if at in window:
                yield at, 1 - _DISTANCE * min(1.0, abs(at - centre) / reach)

    def _known(self, source: Words) -> Iterator[tuple[int, int, float, frozenset[str]]]:
        """Strings of `source` that the dictionary has, from two words down to one character."""
        for start in range(len(source)):
            if start + 1 < len(source) and source.joints[start + 1]:
                meanings = self._meanings.get(source.name(start, start + 2))
                if meanings:
                    yield start, start + 2, _KNOWN, meanings
            name = source.name(start, start + 1)
            meanings = self._meanings.get(name)
            if meanings:
                yield start, start + 1, _KNOWN if source.spaced or len(name) > 1 else _KNOWN_IN_PART, meanings
            if not source.spaced and len(name) > 1:
                for size in range(1, len(name)):
                    for at in range(len(name) - size + 1):
                        meanings = self._meanings.get(name[at : at + size])
                        if meanings:
                            weight = _KNOWN_IN_PART if size == 1 or name in self._meanings else _KNOWN
                            yield start, start + 1, weight, meanings

    def _tied(self, string: str) -> Mapping[str, float]:
        """The words that a string is tied to, with how closely: Dice's coefficient, less for words that were
        met together seldom."""
        held = self._tied_words.get(string)
        if held is None:
            held = self._tied_words[string] = {}
            for key, count in self._profile(string).items():
                together = min(count, self.totals[key])
                if together > 1:
                    chance = together / (together + _CHANCE)
                    tie = chance * 2 * together / (len(self.strings[string]) + self.totals[key])
                    if tie >= _FAINT:
                        held[key] = tie
        return held

    def _profile(self, string: str) -> Counter[str]:
        """How often each word stands in a window of `string`."""
        occurrences = self.strings[string]
        step = -(-len(occurrences) // _SAMPLE)
        found: Counter[str] = Counter()
        for text, group in itertools.groupby(occurrences[::step], key=lambda occurrence: occurrence.text):
            keys = self.targets[text].keys
            met = Counter(key for occurrence in group for key in {keys[at] for at in self.window(occurrence)})
            found.update({k: min(n, keys.count(k)) if n > 1 else 1 for k, n in met.items() if k})
        return Counter({key: count * step for key, count in found.items()}) if step > 1 else found

    def _window(self, text: int, start: int, end: int) -> range:
        size = len(self.targets[text])
        reach = max(_REACH, min(int(_REACH_SHARE * size), _MOST_REACH))
        if size <= reach:
            return range(size)
        across = self._bridge(text)
        return range(max(0, int(across.cross(start)) - reach), min(size, int(across.cross(end)) + reach + 1))

    def _bridge(self, text: int) -> Bridge:
        held = self._bridges.get(text)
        if held is None:
            held = self._bridges[text] = bridge(self.sources[text], self.targets[text])
        return held

    def _anchors(self, number: int) -> Iterator[tuple[float, float]]:
        """Strings and words that stand once on either side of a pair and are surely tied."""
        strings = Counter(string for string, _ in self._in_text[number])
        keys = self.targets[number].keys
        counts = Counter(keys)
        for string, occurrence in self._in_text[number]:
            if strings[string] > 1:
                continue
            tied = self._tied(string)
            ties = [
                (tied[keys[at]], -at)
                for at in self.window(occurrence)
                if keys[at] in tied and counts[keys[at]] == 1
            ]
            best, at = max(ties, default=(0.0, 0))
            if best >= _CERTAIN:
                yield (occurrence.start + occurrence.end - 1) / 2, float(-at)


def _cut(ties: list[tuple[int, int, float]]) -> None:
    """Leaves the closest of the `ties` of a word, in the order of how close they are."""
    ties.sort(key=lambda tie: tie[2], reverse=True)
    del ties[_MOST_TIES:]
