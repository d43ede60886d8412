"""Periods: months and years from one day on, all in UTC."""

from calendar import monthrange
from datetime import datetime

from groundwork.domains.subscriptions.models import Interval


def end_of_period(start: datetime, interval: str, anchor_day: int) -> datetime:
    """When the period that begins at ``start`` ends.

    It ends at the time of day at which it began, on ``anchor_day`` of the month, or on its last day where the month is
    shorter: 31 January, 28 February, 31 March.
    """
    months = start.month - 1 + (12 if interval == Interval.YEAR else 1)
    year, month = start.year + months // 12, months % 12 + 1
    return start.replace(year=year, month=month, day=min(anchor_day, monthrange(year, month)[1]))
