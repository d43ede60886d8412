"""How many entries there are, exactly and at once, however many there are.

A job adds the rows up by day and action, each chain up to some number; those after it are counted as they are. Within a
chain the numbers follow the commits, so none is skipped; both are read in one statement, so none counts twice.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit.schemas import AuditQuery
from groundwork.kernel.database import Database, driver_connection

_EVER = (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC))

_CONDITIONS = {
    "actor": "actor_id = ANY(%(actor)s::uuid[])",
    "action": "action = ANY(%(action)s::text[])",
    "resource_type": "resource_type = ANY(%(resource_type)s::text[])",
    "resource_id": "resource_id = ANY(%(resource_id)s::text[])",
}

_OF_FEW = "SELECT count(*) FROM audit_logs WHERE created_at >= %(since)s AND created_at < %(until)s"

_OF_MANY = """
    SELECT (SELECT coalesce(sum(entries), 0) FROM audit_counts
            WHERE day >= %(first_day)s AND day < %(after_days)s{of_action})
         + (SELECT sum((SELECT count(*) FROM audit_logs WHERE chain = c.chain AND seq > c.last_seq
                        AND created_at >= %(first)s AND created_at < %(after)s{of_action}))
            FROM audit_counted c)
         + (SELECT count(*) FROM audit_logs WHERE created_at >= %(since)s AND created_at < %(first)s{of_action})
         + (SELECT count(*) FROM audit_logs WHERE created_at >= %(after)s AND created_at < %(until)s{of_action})"""
"""Whole days from the sums, what came since from the chains' ends, the begun days at both edges from their rows."""


async def count_entries(database: Database, query: AuditQuery) -> int:
    """How many entries the filters of ``query`` let through."""
    asked = {name: getattr(query, name) for name in _CONDITIONS}
    present = {name: list(value) for name, value in asked.items() if value}
    since, until = _span(query)
    first, after = _whole_days(since, until)
    if present.keys() - {"action"} or first >= after:
        # An actor or a resource has few rows, which their index finds; a part of a day has few, too.
        sql = " AND ".join([_OF_FEW, *(_CONDITIONS[name] for name in present)])
    else:
        sql = _OF_MANY.format(of_action=f" AND {_CONDITIONS['action']}" if present else "")
    days = {"first": first, "after": after, "first_day": first.date(), "after_days": after.date()}
    async with database.reading() as connection:
        cursor = await connection.execute(sql, {**present, **days, "since": since, "until": until})
        row = await cursor.fetchone()
    return int(row[0]) if row else 0


def _span(query: AuditQuery) -> tuple[datetime, datetime]:
    """From when up to when, the end excluded."""
    since = _instant(query.date_from) if query.date_from else _EVER[0]
    if query.date_to is None or query.date_to >= (_EVER[1] if isinstance(query.date_to, datetime) else _EVER[1].date()):
        return since, _EVER[1]
    step = timedelta(microseconds=1) if isinstance(query.date_to, datetime) else timedelta(days=1)
    return since, _instant(query.date_to) + step


def _instant(moment: datetime | date) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time.min, tzinfo=UTC)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _whole_days(since: datetime, until: datetime) -> tuple[datetime, datetime]:
    """The first and the one after the last midnight between which whole days lie."""
    first = datetime.combine(since.date(), time.min, tzinfo=UTC)
    if first < since:
        first += timedelta(days=1)
    return first, datetime.combine(until.date(), time.min, tzinfo=UTC)


_ADD = """
    INSERT INTO audit_counts (day, action, entries)
    SELECT (created_at AT TIME ZONE 'UTC')::date, action, count(*) FROM audit_logs
    WHERE chain = %(chain)s AND seq > %(counted)s AND seq <= %(head)s GROUP BY 1, 2
    ON CONFLICT (day, action) DO UPDATE SET entries = audit_counts.entries + excluded.entries"""


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
