"""Prints how many pairs a second the glossary rules check, with 100, 1,000 and 10,000 entries, both ways.

Run it from a checkout: `python -m benchmarks.glossary_speed [--pairs N]`. The texts are made up of invented
words of the length and frequency that words have, so that the figures can be compared between machines: a
term in about every third pair, of which one in fifty is rendered differently.
"""

import argparse
import random
import time
from collections.abc import Iterator

from qa_lint.checks.glossary import MISSING, collect
from qa_lint.glossary import Entry
from qa_lint.model import Anchor, Document, Pair, Segment

_WAYS = (("zh", "en"), ("en", "zh"))
_SIZES = (100, 1_000, 10_000)
_HAN = "".join(chr(0x4E00 + 7 * number) for number in range(2_500))
_SYLLABLES = [
    "an",
    "ber",
    "con",
    "dor",
    "el",
    "fin",
    "gar",
    "hos",
    "in",
    "jun",
    "kel",
    "lor",
    "men",
    "nor",
    "os",
    "pre",
    "qui",
    "ran",
    "sel",
    "tor",
    "un",
    "ver",
    "wor",
    "yel",
]


def words(rng: random.Random, count: int) -> list[str]:
    """Invented words in Latin letters."""
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4)))] = None
    return list(found)


def entries(rng: random.Random, count: int, vocabulary: list[str]) -> list[tuple[str, str]]:
    """Terms in Chinese characters, of two to six, and in Latin letters, of two or three words."""
    found: dict[str, str] = {}
    while len(found) < count:
        term = "".join(rng.choices(_HAN, k=rng.randint(2, 6)))
        found[term] = " ".join(rng.choices(vocabulary, k=rng.randint(2, 3)))
    return list(found.items())


def pairs(
    rng: random.Random, count: int, terms: list[tuple[str, str]], vocabulary: list[str]
) -> Iterator[tuple[str, str]]:
    """Sentences of about 20 characters and 12 words."""
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    for _ in range(count):
        han = rng.choices(_HAN, k=rng.randint(8, 30))
        latin = rng.choices(vocabulary, weights, k=rng.randint(5, 18))
        if rng.random() < 0.33:
            term, rendering = rng.choice(terms)
            han.insert(rng.randrange(len(han)), term)
            if rng.random() > 0.02:
                latin.insert(rng.randrange(len(latin)), rendering)
        yield "".join(han) + "。", " ".join(latin) + "."


def measure(
    texts: list[tuple[str, str]], terms: list[tuple[str, str]], languages: tuple[str, str]
) -> tuple[float, int]:
    """Pairs a second, and how many deviations there are."""
    glossary = tuple(Entry((term,), (rendering,)) for term, rendering in terms)

    def document(rows: list[tuple[str, str]]) -> Document:
        anchor = (Anchor(0, 1, 1),)
        sides = [
            [Segment(text, language, "x", anchor) for text in side]
            for side, language in zip(zip(*rows, strict=True), languages, strict=True)
        ]
        return Document("x", *languages, tuple(map(Pair, *sides)))

    collect(document(texts[:2_000]), glossary=glossary)  # reads jieba's dictionary, which takes a second
    whole = document(texts)
    start = time.process_time()
    summary = collect(whole, glossary=glossary)
    taken = time.process_time() - start
    return len(texts) / taken, len(list(MISSING.judge([summary])))


def main() -> None:
    """Prints a row for each number of entries and direction."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=20_000)
    count = parser.parse_args().pairs
    print(f"{'entries':>8} {'languages':>10} {'pairs/s':>9} {'deviations':>11}")
    for size in _SIZES:
        rng = random.Random(7)
        vocabulary = words(rng, 8_000)
        terms = entries(rng, size, vocabulary)
        texts = list(pairs(rng, count, terms, vocabulary))
        for languages in _WAYS:
            if languages == _WAYS[1]:
                texts = [(target, source) for source, target in texts]
                terms = [(rendering, term) for term, rendering in terms]
            speed, deviations = measure(texts, terms, languages)
            print(f"{size:>8,} {'-'.join(languages):>10} {speed:>9,.0f} {deviations:>11,}")


if __name__ == "__main__":
    main()
