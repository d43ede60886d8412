"""The months of the trail: made ahead, and dropped whole when they are old enough."""

from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from psycopg import AsyncConnection, sql
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit.checkpoints import sign_stretch
from groundwork.domains.audit.counts import add_up
from groundwork.kernel.clock import now
from groundwork.kernel.database import driver_connection
from groundwork.kernel.runtime import runtime_of

log = structlog.get_logger("groundwork.audit")

_MONTHS_AHEAD = 3

_STRETCHES = """
    SELECT chain, min(seq), max(seq), (array_agg(hash ORDER BY seq DESC))[1]
    FROM (SELECT chain, seq, hash, seq - row_number() OVER (PARTITION BY chain ORDER BY seq) AS stretch
          FROM {}) numbered
    GROUP BY chain, stretch"""
"""The unbroken runs of numbers in a month; near midnight one of another month may lie between them."""


async def keep_partitions(db: AsyncSession) -> None:
    """Make the partitions of the months to come, and drop those that ended ``AUDIT_RETENTION_DAYS`` ago."""
    connection = await driver_connection(db)
    await connection.execute("SET LOCAL lock_timeout = '5s'")
    await connection.execute("SELECT audit_make_partitions(%s)", [_MONTHS_AHEAD])
    limit = now() - timedelta(days=runtime_of(db).settings.audit_retention_days)
    cursor = await connection.execute(
        """SELECT inhrelid::regclass::text FROM pg_inherits
           WHERE inhparent = 'audit_logs'::regclass AND inhrelid <> 'audit_logs_rest'::regclass ORDER BY 1"""
    )
    for (name,) in await cursor.fetchall():
        beginning, ending = _month(name)
        if ending <= limit:
            await _drop(db, connection, name, beginning, ending)


async def _drop(
    db: AsyncSession, connection: AsyncConnection[Any], name: str, beginning: datetime, ending: datetime
) -> None:
    """Drop a month. A signed note of each stretch of numbers lets the chain go on from there."""
    settings = runtime_of(db).settings
    await connection.execute(sql.SQL("LOCK TABLE {} IN SHARE MODE").format(sql.Identifier(name)))
    await add_up(db)
    cursor = await connection.execute(sql.SQL(_STRETCHES).format(sql.Identifier(name)))
    for chain, first, last, last_hash in await cursor.fetchall():
        signature = sign_stretch(settings, chain, first, last, last_hash)
        await connection.execute(
            """INSERT INTO audit_dropped (chain, first_seq, last_seq, last_hash, signature, dropped_at)
               VALUES (%s, %s, %s, %s, %s, %s)""",
            [chain, first, last, last_hash, signature, now()],
        )
    await connection.execute("DELETE FROM audit_counts WHERE day >= %s AND day < %s", [beginning.date(), ending.date()])
    await connection.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(name)))
    log.info("audit month dropped", partition=name)


def _month(name: str) -> tuple[datetime, datetime]:
    """When the month of ``audit_logs_2026_11`` begins and ends."""
    year, month = int(name[-7:-3]), int(name[-2:])
    return datetime(year, month, 1, tzinfo=UTC), datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
