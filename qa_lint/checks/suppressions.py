"""What people had ignored: what ignores nothing, and what says no reason."""

from collections.abc import Iterator

from qa_lint.checks import SuppressionCheck
from qa_lint.model import PlacedHit, Use


def unused(use: Use) -> Iterator[PlacedHit]:
    """An ignore that ignores nothing. Fields: `why`."""
    if use.idle:
        yield PlacedHit(use.path, None, use.ignore.mark, {"why": use.idle})


def without_reason(use: Use, *, require_reasons: bool) -> Iterator[PlacedHit]:
    """An ignore without a reason, if one is required. Fields: `rules`, those it is for."""
    if require_reasons and use.ignore.rules and not use.ignore.reason:
        yield PlacedHit(use.path, None, use.ignore.mark, {"rules": ", ".join(use.ignore.rules)})


UNUSED = SuppressionCheck(unused)
WITHOUT_REASON = SuppressionCheck(without_reason)
