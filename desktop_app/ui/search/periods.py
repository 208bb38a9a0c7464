"""When documents were changed, as a person says it and as a filter takes it."""

from __future__ import annotations

import enum
from datetime import date, datetime, time, timedelta

_NS = 1_000_000_000


class Period(enum.Enum):
    """Spans of time up to today, in days; ``ANY`` has none."""

    ANY = 0
    WEEK = 7
    MONTH = 31
    YEAR = 366
    THREE_YEARS = 3 * 366


def since_ns(period: Period, today: date) -> int | None:
    """Return the first moment of a period in nanoseconds since 1970, local time; None for any."""
    if period is Period.ANY:
        return None
    return _start_ns(today - timedelta(days=period.value - 1))


def between_ns(first: date, last: date) -> tuple[int, int]:
    """Return the half-open range of two days, both included, in whichever order."""
    first, last = min(first, last), max(first, last)
    return _start_ns(first), _start_ns(last + timedelta(days=1))


def _start_ns(day: date) -> int:
    return int(datetime.combine(day, time()).timestamp()) * _NS
