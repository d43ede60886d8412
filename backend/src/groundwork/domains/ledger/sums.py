"""What moved on the accounts, for reports: summed by day, and posting by posting."""

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import class_row

from groundwork.domains.ledger.schemas import Account
from groundwork.kernel.database import Database

_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class DaySum:
    """What postings of one kind did to an account on a day (UTC): ``amount`` in minor units, debits positive."""

    day: date
    currency: str
    kind: str
    account: str
    amount: int
    postings: int


@dataclass(frozen=True, slots=True)
class Movement:
    """A posting: what it did to each account, in minor units, debits positive."""

    id: UUID
    kind: str
    reference: str
    memo: str
    currency: str
    created_at: datetime
    amounts: dict[str, int]


async def day_sums(
    connection: psycopg.AsyncConnection[Any], first: datetime, after: datetime, accounts: Collection[Account]
) -> list[DaySum]:
    """Sums of the postings from ``first`` on and before ``after``."""
    async with connection.cursor(row_factory=class_row(DaySum)) as cursor:
        await cursor.execute(_DAY_SUMS, (first, after, [str(account) for account in accounts]))
        return await cursor.fetchall()


_DAY_SUMS = """
    SELECT (t.created_at AT TIME ZONE 'UTC')::date AS day, t.currency::text AS currency, t.kind, l.account,
           sum(l.amount_minor)::bigint AS amount, count(*) AS postings
    FROM ledger_transactions t JOIN ledger_lines l ON l.transaction_id = t.id
    WHERE t.created_at >= %s AND t.created_at < %s AND l.account = ANY(%s)
    GROUP BY 1, 2, 3, 4
    ORDER BY 1, 2"""


async def movements(
    database: Database, first: datetime, after: datetime, accounts: Collection[Account]
) -> AsyncIterator[list[Movement]]:
    """The postings with a line on one of the accounts, oldest first, a thousand at a time. No connection is held."""
    since, last = first, UUID(int=0)
    while True:
        async with database.reading() as connection, connection.cursor(row_factory=class_row(Movement)) as cursor:
            await cursor.execute(_MOVEMENTS, (since, last, after, [str(account) for account in accounts], _CHUNK))
            rows = await cursor.fetchall()
        if rows:
            yield rows
            since, last = rows[-1].created_at, rows[-1].id
        if len(rows) < _CHUNK:
            return


_MOVEMENTS = """
    SELECT t.id, t.kind, t.reference, t.memo, t.currency::text AS currency, t.created_at,
           (SELECT jsonb_object_agg(l.account, l.amount_minor)
            FROM ledger_lines l WHERE l.transaction_id = t.id) AS amounts
    FROM ledger_transactions t
    WHERE (t.created_at, t.id) > (%s, %s) AND t.created_at < %s
      AND EXISTS (SELECT 1 FROM ledger_lines l WHERE l.transaction_id = t.id AND l.account = ANY(%s))
    ORDER BY t.created_at, t.id LIMIT %s"""


async def first_posting(database: Database) -> datetime | None:
    """When the first posting was made, or none when there is none."""
    async with database.reading() as connection:
        cursor = await connection.execute("SELECT min(created_at) FROM ledger_transactions")
        row = await cursor.fetchone()
    return row[0] if row else None
