"""Whether a translation moved away from the approved one."""

from collections.abc import Iterator, Mapping

from qa_lint.checks import PairCheck
from qa_lint.model import Hit, Pair, Span
from qa_lint.scores import chrf

_QUOTED = 80


def drift(pair: Pair, *, references: Mapping[str, tuple[str, ...]], minimum: int) -> Iterator[Hit]:
    """Targets whose chrF against the approved translation of the same source text is below `minimum`.

    Of several approved translations the nearest counts. Fields: `score`, and `approved`, the beginning of the
    approved translation.
    """
    approved = references.get(source_key(pair.source.text), ())
    if not approved or pair.target.text in approved:
        return
    score = chrf(pair.target.text, approved)
    if score < minimum:
        text = " ".join(approved[0].split())
        fields = {
            "score": f"{score:.0f}",
            "approved": text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…",
        }
        yield Hit(Span(0, len(pair.source.text)), Span(0, len(pair.target.text)), fields, approved[0])


def source_key(text: str) -> str:
    """What two source texts have in common that differ in white space alone."""
    return " ".join(text.split())


DRIFT = PairCheck(drift)
