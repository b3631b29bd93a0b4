"""How near a translation is to an approved one: BLEU, chrF and TER, by sacrebleu.

See https://github.com/mjpost/sacrebleu and Post, "A Call for Clarity in Reporting BLEU Scores" (2018). BLEU
and chrF go from 0 to 100, which is the same text; TER counts edits per 100 words of the reference.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from qa_lint.languages import base, pack


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a text by a metric, and sacrebleu's signature, which tells how it was reckoned."""

    metric: str
    value: float
    signature: str


def score_texts(texts: Sequence[str], references: Sequence[str], language: str) -> tuple[Score, ...]:
    """The scores of `texts` together, each against one of `references`."""
    return tuple(_score(metric, texts, references) for metric in _metrics(language))


def chrf(text: str, references: Sequence[str]) -> float:
    """The chrF of `text` against the nearest of `references`."""
    return float(_chrf().sentence_score(text, list(references)).score)


def _score(metric: Any, texts: Sequence[str], references: Sequence[str]) -> Score:
    result = metric.corpus_score(list(texts), [list(references)])
    return Score(str(result.name), float(result.score), str(metric.get_signature()))


def _metrics(language: str) -> list[Any]:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    try:
        bleu = BLEU(trg_lang=base(language), effective_order=True)
    except RuntimeError:  # the words of this language need a library that is not there
        bleu = BLEU(tokenize="char", effective_order=True)
    return [bleu, CHRF(), TER(normalized=True, asian_support=not pack(language).spaced)]


@cache
def _chrf() -> Any:
    from sacrebleu.metrics.chrf import CHRF  # takes a third of a second to load

    return CHRF()
