"""Times of day in figures: 9:30."""

import re

from qa_lint.model import Span
from qa_lint.numbers.quantity import Firmness, Kind, Quantity, Value

_CLOCK = re.compile(r"(?<![\d:.])([01]?\d|2[0-4]):([0-5]\d)(?![\d.]|:\d{3})")


def clock_part(text: str, start: int, end: int, values: tuple[Value, ...]) -> Quantity | None:
    """The hour or the minutes of a time such as 9:30, if the digits from `start` to `end` are that; else
    None.

    Hours have a reading for the other half of the day; minutes may be said otherwise (九点半) or not at all.
    """
    if text[end : end + 1] == ":" and (match := _CLOCK.match(text, start)) and match.end(1) == end:
        hour = int(match.group(1))
        return Quantity(Span(start, end), (hour, hour + 12, hour - 12), Kind.TIME)
    if text[start - 1 : start] == ":" and any(
        (match := _CLOCK.match(text, at)) and match.start(2) == start
        for at in (start - 3, start - 2)
        if at >= 0
    ):
        return Quantity(
            Span(start, end), values, Kind.TIME, firmness=Firmness.LOOSE if values[0] else Firmness.SOFT
        )
    return None
