"""Postings of before: brought in many at a time, as when a shop moves in with its books."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.ledger.schemas import Posting
from groundwork.kernel.database import driver_connection
from groundwork.kernel.ids import dated_uuid


class PastPosting(NamedTuple):
    """A posting, and when it was made."""

    posting: Posting
    at: datetime


async def bring_in(db: AsyncSession, past: Iterable[PastPosting]) -> None:
    """Post what was posted before. The database looks at the sums as it does at all others.

    Raises:
        psycopg.errors.UniqueViolation: a key was posted already.
    """
    dated = [(dated_uuid(at, posting.key), posting, at) for posting, at in past]
    connection = await driver_connection(db)
    async with connection.cursor() as cursor:
        async with cursor.copy(_TRANSACTIONS) as copy:
            for key, posting, at in dated:
                await copy.write_row(
                    (key, posting.kind, posting.reference, posting.key, posting.memo, posting.currency, at)
                )
        async with cursor.copy(_LINES) as copy:
            for key, posting, _ in dated:
                amounts = [(account, amount) for account, amount in posting.lines.items() if amount]
                for position, (account, amount) in enumerate(amounts, 1):
                    await copy.write_row((key, position, str(account), amount))


_TRANSACTIONS = "COPY ledger_transactions (id, kind, reference, key, memo, currency, created_at) FROM STDIN"
_LINES = "COPY ledger_lines (transaction_id, position, account, amount_minor) FROM STDIN"
