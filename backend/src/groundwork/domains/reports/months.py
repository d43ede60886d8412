"""Months, as ``2026-10``, in UTC."""

from collections.abc import Iterator
from datetime import UTC, date, datetime


def month_of(moment: datetime) -> str:
    """The month in which ``moment`` is."""
    return f"{moment.astimezone(UTC):%Y-%m}"


def span_of(month: str) -> tuple[datetime, datetime]:
    """Its beginning, and that of the next."""
    year, number = (int(part) for part in month.split("-"))
    return datetime(year, number, 1, tzinfo=UTC), datetime(year + number // 12, number % 12 + 1, 1, tzinfo=UTC)


def is_over(month: str, moment: datetime) -> bool:
    """Whether it has ended by then."""
    return span_of(month)[1] <= moment


def months_between(first: datetime, moment: datetime) -> Iterator[str]:
    """The months from that of ``first`` on that are over by then."""
    month = month_of(first)
    while is_over(month, moment):
        yield month
        month = month_of(span_of(month)[1])


def title_of(month: str) -> str:
    """As people write it: October 2026."""
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"
