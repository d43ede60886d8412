"""Periods keep their day of the month, whatever months and years there are."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundwork.domains.subscriptions.models import Interval
from groundwork.domains.subscriptions.periods import end_of_period

MOMENTS = st.timedeltas(timedelta(0), timedelta(days=33_000)).map(
    lambda after: datetime(2000, 1, 1, tzinfo=UTC) + after
)


def at(text: str) -> datetime:
    """A day at half past eight, UTC."""
    return datetime.fromisoformat(f"{text}T08:30:00+00:00")


def run(start: str, interval: Interval, periods: int) -> list[str]:
    """The days on which the periods from ``start`` on end."""
    moment, day = at(start), at(start).day
    days = []
    for _ in range(periods):
        moment = end_of_period(moment, interval, day)
        assert (moment.hour, moment.minute) == (8, 30)
        days.append(f"{moment:%Y-%m-%d}")
    return days


@pytest.mark.parametrize(
    ("start", "interval", "ends"),
    [
        ("2026-11-22", Interval.MONTH, ["2026-12-22", "2027-01-22"]),
        ("2026-01-31", Interval.MONTH, ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]),
        ("2028-01-30", Interval.MONTH, ["2028-02-29", "2028-03-30"]),
        ("2026-12-31", Interval.MONTH, ["2027-01-31", "2027-02-28"]),
        ("2024-02-29", Interval.YEAR, ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        ("2026-03-29", Interval.MONTH, ["2026-04-29"]),
    ],
)
def test_the_day_of_the_month_stays(start: str, interval: Interval, ends: list[str]) -> None:
    assert run(start, interval, len(ends)) == ends


@given(MOMENTS, st.sampled_from(Interval), st.integers(1, 60))
def test_periods_follow_each_other_for_ever(start: datetime, interval: Interval, periods: int) -> None:
    moment = start
    for number in range(1, periods + 1):
        end = end_of_period(moment, interval, start.day)
        assert timedelta(days=28) <= end - moment <= timedelta(days=366)
        assert end.time() == start.time()
        months = (end.year - start.year) * 12 + end.month - start.month
        assert months == number * (12 if interval is Interval.YEAR else 1)
        assert end.day == start.day or (end + timedelta(days=1)).day == 1
        moment = end
