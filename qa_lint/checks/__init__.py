"""The checks, one module each, and the registry that names them.

A check is a pure function; it never knows its rule's id, its severity, or whether it is switched on. There
are three shapes, `PairCheck`, `CollectingCheck` and `SuppressionCheck`. Rule files name a check by the keys
of `REGISTRY`; modules are imported when a rule that needs them is run, since some of them need heavy
libraries.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from qa_lint.model import Hit, Pair, PlacedHit
from qa_lint.registry import load


@dataclass(frozen=True, slots=True)
class PairCheck:
    """A check that sees one pair: `run(pair, *, options) -> hits`.

    It sees pairs with two texts only, unless `one_sided` asks for those with an empty side too, and of these
    such as it `concerns`, which is asked once for all checks that have the same.
    """

    run: Callable[..., Iterable[Hit]]
    one_sided: bool = False
    concerns: Callable[[Pair], bool] | None = None


@dataclass(frozen=True, slots=True)
class CollectingCheck:
    """A check that needs more than one pair: over one document, or over the whole project.

    `collect(document, *, options)` gives a summary, small and picklable, `judge(joined, *, options)` the
    hits. A document may come in parts, so there is a list of summaries in either scope; `join` makes of it
    what `judge` gets, once for all rules that share it. Summaries for the scope `project` are kept from one
    run to the next: they hold plain values and dataclasses of these, as the annotation of `collect` says.
    """

    collect: Callable[..., Any]
    judge: Callable[..., Iterable[PlacedHit]]
    scope: Literal["document", "project"]
    join: Callable[[list[Any]], Any] = list


@dataclass(frozen=True, slots=True)
class SuppressionCheck:
    """A check of what people had ignored, once it is known which findings that were.

    `judge(use, *, options)` gives the hits.
    """

    judge: Callable[..., Iterable[PlacedHit]]


Check = PairCheck | CollectingCheck | SuppressionCheck

REGISTRY: dict[str, str] = {
    "numbers.mismatch": "qa_lint.checks.numbers:MISMATCH",
    "numbers.missing": "qa_lint.checks.numbers:MISSING",
    "numbers.added": "qa_lint.checks.numbers:ADDED",
    "numbers.unit": "qa_lint.checks.numbers:UNIT",
    "numbers.order": "qa_lint.checks.numbers:ORDER",
    "numbers.bound": "qa_lint.checks.numbers:BOUND",
    "numbers.format": "qa_lint.checks.number_format:FORMAT",
    "footnotes.note_unreferenced": "qa_lint.checks.footnotes:NOTE_UNREFERENCED",
    "footnotes.note_missing": "qa_lint.checks.footnotes:NOTE_MISSING",
    "footnotes.note_untranslated": "qa_lint.checks.footnotes:NOTE_UNTRANSLATED",
    "footnotes.marker_missing": "qa_lint.checks.footnotes:MARKER_MISSING",
    "footnotes.marker_extra": "qa_lint.checks.footnotes:MARKER_EXTRA",
    "footnotes.mismatch": "qa_lint.checks.footnotes:MISMATCH",
    "footnotes.order": "qa_lint.checks.footnotes:ORDER",
    "footnotes.duplicate": "qa_lint.checks.footnotes:DUPLICATE",
    "footnotes.style": "qa_lint.checks.footnotes:STYLE",
    "untranslated.segment": "qa_lint.checks.untranslated:SEGMENT",
    "untranslated.language": "qa_lint.checks.untranslated:LANGUAGE",
    "untranslated.text": "qa_lint.checks.leftovers:TEXT",
    "untranslated.omission": "qa_lint.checks.omission:OMISSION",
    "untranslated.document": "qa_lint.checks.untranslated:DOCUMENT",
    "documents.segment_missing": "qa_lint.checks.gaps:MISSING",
    "documents.segment_extra": "qa_lint.checks.gaps:EXTRA",
    "documents.unmatched": "qa_lint.checks.remarks:UNMATCHED",
    "documents.outdated": "qa_lint.checks.remarks:OUTDATED",
    "untranslated.unfinished": "qa_lint.checks.remarks:UNFINISHED",
    "variants.mixed": "qa_lint.checks.variants:VARIANT",
    "terms.glossary": "qa_lint.checks.glossary:MISSING",
    "terms.forbidden": "qa_lint.checks.glossary:FORBIDDEN",
    "terms.do_not_translate": "qa_lint.checks.glossary:KEPT",
    "terms.count": "qa_lint.checks.glossary:COUNT",
    "segments.reference_drift": "qa_lint.checks.references:DRIFT",
    "terms.inconsistent": "qa_lint.checks.term_consistency:INCONSISTENT",
    "terms.variant": "qa_lint.checks.term_consistency:VARIANT",
    "terms.segment_inconsistent": "qa_lint.checks.segments:INCONSISTENT",
    "terms.segment_reused": "qa_lint.checks.segments:REUSED",
    "terms.segment_near_repeat": "qa_lint.checks.segments:NEAR_REPEAT",
    "suppressions.unused": "qa_lint.checks.suppressions:UNUSED",
    "suppressions.without_reason": "qa_lint.checks.suppressions:WITHOUT_REASON",
}


def load_check(name: str) -> Check:
    """The check called `name` in rule files. Raises `KeyError` for a name that is not registered."""
    check: Check = load(REGISTRY, name)
    return check
