"""Spans of days, cut into days, weeks that begin on Monday, or months."""

from dataclasses import dataclass
from datetime import date, timedelta

from groundwork.domains.reports.schemas import Interval

_DEFAULT = {Interval.DAY: 30, Interval.WEEK: 12, Interval.MONTH: 12}
"""How many intervals are shown when nobody says."""


@dataclass(frozen=True, slots=True)
class Span:
    """From the beginning of an interval to ``last``, both included."""

    interval: Interval
    first: date
    last: date

    @classmethod
    def of(cls, interval: Interval, first: date | None, last: date | None, *, today: date) -> "Span":
        """The span that is asked for. It begins with a whole interval."""
        last = last or today
        if first is None:
            first = stepped(interval, beginning(interval, last), 1 - _DEFAULT[interval])
        return cls(interval, beginning(interval, first), last)

    @property
    def starts(self) -> list[date]:
        """The first day of each interval in it."""
        starts, day = [], self.first
        while day <= self.last:
            starts.append(day)
            day = stepped(self.interval, day, 1)
        return starts

    @property
    def count(self) -> int:
        """How many intervals it has, the last of them perhaps in part."""
        if self.interval is Interval.MONTH:
            return 12 * (self.last.year - self.first.year) + self.last.month - self.first.month + 1
        return (self.last - self.first).days // (7 if self.interval is Interval.WEEK else 1) + 1

    def before(self) -> "Span":
        """The span just before, for comparing: as many intervals, and as much of the last of them.

        A month that is over is compared with a month that is over, however many days each has.
        """
        first, last = stepped(self.interval, self.first, -self.count), self.first - timedelta(days=1)
        unfinished = stepped(self.interval, self.first, self.count) - timedelta(days=1) - self.last
        return Span(self.interval, first, max(beginning(self.interval, last), last - unfinished))


def beginning(interval: Interval, day: date) -> date:
    """The first day of the interval in which ``day`` is."""
    match interval:
        case Interval.DAY:
            return day
        case Interval.WEEK:
            return day - timedelta(days=day.weekday())
        case Interval.MONTH:
            return day.replace(day=1)


def stepped(interval: Interval, start: date, steps: int) -> date:
    """The beginning of the interval that lies ``steps`` after that which begins at ``start``."""
    if interval is not Interval.MONTH:
        return start + timedelta(days=steps * (7 if interval is Interval.WEEK else 1))
    months = 12 * start.year + start.month - 1 + steps
    return date(months // 12, months % 12 + 1, 1)
