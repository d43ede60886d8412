"""What was earned over time: days that are over are kept summed up, the rest is summed from the ledger."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.ledger import service as ledger
from groundwork.domains.reports import queries
from groundwork.domains.reports.figures import EARNING, Figures, sum_of
from groundwork.domains.reports.schemas import MOST_POINTS, RevenueFigures, RevenueOut, RevenuePoint, RevenueQuery
from groundwork.domains.reports.spans import Span, beginning
from groundwork.kernel.clock import now
from groundwork.kernel.database import Database, driver_connection
from groundwork.kernel.errors import Detail, ValidationFailed

_BEGINNING = date(2000, 1, 1)
_AGAIN = timedelta(days=3)
"""How far back a closed day is summed up again: a posting takes the time at which its transaction began."""

_DEFAULT_CURRENCY = "USD"
Days = dict[tuple[date, str], Figures]
"""By day and currency."""


async def revenue(database: Database, query: RevenueQuery) -> RevenueOut:
    """The figures of the span that is asked for, of its intervals, and of the span before.

    Raises:
        ValidationFailed: it ends before it begins, or has too many intervals.
    """
    span = Span.of(query.interval, query.first, query.last, today=now().date())
    if span.last < span.first:
        raise ValidationFailed(details=[Detail("to", "Must not lie before from")])
    if span.count > MOST_POINTS:
        raise ValidationFailed(details=[Detail("from", f"The span has more than {MOST_POINTS} points")])
    days = await _all_days(database)
    currency = query.currency or _most_sold(days)
    return _cut(days, span, currency)


def _cut(days: Days, span: Span, currency: str) -> RevenueOut:
    points = {start: Figures() for start in span.starts}
    before, previous = span.before(), Figures()
    for (day, other), figures in days.items():
        if other != currency:
            continue
        if span.first <= day <= span.last:
            points[beginning(span.interval, day)].add(figures)
        elif before.first <= day <= before.last:
            previous.add(figures)
    return RevenueOut(
        currency=currency,
        currencies=sorted({currency, *(other for _, other in days)}),
        interval=span.interval,
        points=[RevenuePoint(start=start, **figures.shown(currency)) for start, figures in points.items()],
        totals=RevenueFigures(**sum_of(points.values()).shown(currency)),
        previous=RevenueFigures(**previous.shown(currency)),
    )


def _most_sold(days: Days) -> str:
    """The currency with the most orders; all of one shop's are usually in one."""
    sold: dict[str, int] = defaultdict(int)
    for (_, currency), figures in days.items():
        sold[currency] += figures.orders + figures.subscriptions
    return max(sold, key=lambda currency: (sold[currency], currency), default=_DEFAULT_CURRENCY)


async def _all_days(database: Database) -> Days:
    """Every day on which something was earned."""
    async with database.reading() as connection:
        closed = await queries.closed_days.on(connection)
        open_since = closed[-1]["day"] + timedelta(days=1) if closed else _BEGINNING
        rows = await ledger.day_sums(connection, _midnight(open_since), _midnight(date(2101, 1, 1)), EARNING)
    return {(row["day"], row["currency"]): _kept(row) for row in closed} | _by_day(rows)


async def close_days(db: AsyncSession, *, anew: bool = False) -> None:
    """Sum up the days that are over, and the last of those that were summed up before once more; all of them ``anew``.

    Days without postings have no row.
    """
    connection = await driver_connection(db)
    [last] = await queries.last_closed_day.on(connection)
    since = _BEGINNING if anew or last["day"] is None else last["day"] - _AGAIN
    rows = await ledger.day_sums(connection, _midnight(since), _midnight(now().date()), EARNING)
    await connection.execute("DELETE FROM revenue_days WHERE day >= %s", (since,))
    async with connection.cursor() as cursor:
        await cursor.executemany(_CLOSE, [_row(*at, figures) for at, figures in _by_day(rows).items()])


_CLOSE = """
    INSERT INTO revenue_days (day, currency, orders, subscriptions, gross_minor, refunds_minor, tax_minor, fees_minor)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"""


def _row(day: date, currency: str, figures: Figures) -> tuple[Any, ...]:
    return (
        day,
        currency,
        figures.orders,
        figures.subscriptions,
        figures.gross,
        figures.refunds,
        figures.tax,
        figures.fees,
    )


def _kept(row: dict[str, Any]) -> Figures:
    amounts = {name: row[f"{name}_minor"] for name in ("gross", "refunds", "tax", "fees")}
    return Figures(orders=row["orders"], subscriptions=row["subscriptions"], **amounts)


def _by_day(rows: Iterable[ledger.DaySum]) -> Days:
    days: Days = defaultdict(Figures)
    for row in rows:
        days[row.day, row.currency].note(row.kind, row.account, row.amount, row.postings)
    return dict(days)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
