"""How many entries there are, exactly and at once, however many there are.

A job adds the rows up by day and kind, each chain up to some number; those after it are counted as they are. Within a
chain the numbers follow the commits, so none is skipped; both are read in one statement, so none counts twice.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit.schemas import AuditQuery
from groundwork.kernel.database import Database, driver_connection

_EVER = (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC))

_OF_FEW = """
    SELECT count(*) FROM audit_logs WHERE created_at >= %(since)s AND created_at < %(until)s{also}"""

_OF_MANY = """
    SELECT (SELECT coalesce(sum(entries), 0) FROM audit_counts
            WHERE day >= %(first_day)s AND day < %(after_days)s{also})
         + audit_count_new(%(first)s, %(after)s, %(action)s::text[], %(resource_type)s::text[])
         + (SELECT count(*) FROM audit_logs WHERE created_at >= %(since)s AND created_at < %(first)s{also})
         + (SELECT count(*) FROM audit_logs WHERE created_at >= %(after)s AND created_at < %(until)s{also})"""
"""Whole days from the sums, what came since from the chains' ends, the begun days at both edges from their rows."""

_COLUMNS = {"action": "text", "resource_type": "text", "actor": "uuid", "resource_id": "text"}
"""The filters and the types of their columns."""


async def count_entries(database: Database, query: AuditQuery) -> int:
    """How many entries the filters of ``query`` let through."""
    wanted = {name: list(getattr(query, name)) if getattr(query, name) else None for name in _COLUMNS}
    since, until = _span(query)
    first, after = _whole_days(since, until)
    # An actor or a resource has few rows, which their index finds; a part of a day has few, too.
    of_few = bool(wanted["actor"] or wanted["resource_id"]) or first >= after
    also = "".join(
        f" AND {'actor_id' if name == 'actor' else name} = ANY(%({name})s::{kind}[])"
        for name, kind in _COLUMNS.items()
        if wanted[name]
    )
    days = {"first": first, "after": after, "first_day": first.date(), "after_days": after.date()}
    async with database.reading() as connection:
        cursor = await connection.execute(
            (_OF_FEW if of_few else _OF_MANY).format(also=also), {**wanted, **days, "since": since, "until": until}
        )
        row = await cursor.fetchone()
    return int(row[0]) if row else 0


def _span(query: AuditQuery) -> tuple[datetime, datetime]:
    """From when up to when, the end excluded."""
    since = _instant(query.date_from) if query.date_from else _EVER[0]
    until = _instant(query.date_to) if query.date_to else _EVER[1]
    if until < _EVER[1]:
        until += timedelta(microseconds=1) if isinstance(query.date_to, datetime) else timedelta(days=1)
    return since, until


def _instant(moment: datetime | date) -> datetime:
    """In UTC, and not beyond what can be counted from."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time.min, tzinfo=UTC)
    try:
        known = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError:
        return _EVER[0] if moment.year == 1 else _EVER[1]
    return min(known, _EVER[1])


def _whole_days(since: datetime, until: datetime) -> tuple[datetime, datetime]:
    """The first and the one after the last midnight between which whole days lie."""
    first = datetime.combine(since.date(), time.min, tzinfo=UTC)
    if first < since:
        first += timedelta(days=1)
    return first, datetime.combine(until.date(), time.min, tzinfo=UTC)


_ADD = """
    INSERT INTO audit_counts (day, action, resource_type, entries)
    SELECT (created_at AT TIME ZONE 'UTC')::date, action, coalesce(resource_type, ''), count(*) FROM audit_logs
    WHERE chain = %(chain)s AND seq > %(counted)s AND seq <= %(head)s GROUP BY 1, 2, 3
    ON CONFLICT (day, action, resource_type) DO UPDATE SET entries = audit_counts.entries + excluded.entries"""


async def add_up(db: AsyncSession) -> None:
    """Count what came since the last time."""
    connection = await driver_connection(db)
    # Of two that run at once the second waits, and then has nothing to do.
    await connection.execute("SELECT 1 FROM audit_counted ORDER BY chain FOR UPDATE")
    cursor = await connection.execute(
        """SELECT chain, counted.last_seq, head.last_seq
           FROM audit_counted counted JOIN audit_chains head USING (chain)
           WHERE head.last_seq > counted.last_seq ORDER BY chain"""
    )
    for chain, counted, head in await cursor.fetchall():
        values: dict[str, Any] = {"chain": chain, "counted": counted, "head": head}
        await connection.execute(_ADD, values)
        await connection.execute("UPDATE audit_counted SET last_seq = %(head)s WHERE chain = %(chain)s", values)
