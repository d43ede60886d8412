"""Posting, and what the accounts hold."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.ledger import queries
from groundwork.domains.ledger.past import PastPosting as PastPosting  # noqa: PLC0414  (for seeds)
from groundwork.domains.ledger.past import bring_in as bring_in  # noqa: PLC0414
from groundwork.domains.ledger.schemas import Account as Account  # noqa: PLC0414  (higher domains name the type)
from groundwork.domains.ledger.schemas import BalanceOut, BalancesOut, SumOut
from groundwork.domains.ledger.schemas import Posting as Posting  # noqa: PLC0414
from groundwork.domains.ledger.sums import DaySum as DaySum  # noqa: PLC0414  (for reports)
from groundwork.domains.ledger.sums import Movement as Movement  # noqa: PLC0414
from groundwork.domains.ledger.sums import day_sums as day_sums  # noqa: PLC0414
from groundwork.domains.ledger.sums import first_posting as first_posting  # noqa: PLC0414
from groundwork.domains.ledger.sums import movements as movements  # noqa: PLC0414
from groundwork.kernel.clock import now
from groundwork.kernel.database import Database, driver_connection
from groundwork.kernel.ids import uuid7
from groundwork.kernel.money import Money


async def post(db: AsyncSession, posting: Posting) -> bool:
    """Post, in the transaction that moves the money. False when the same key was posted before; then nothing happens.

    A posting of nothing but zeros is none, and answers true.

    Raises:
        ValueError: the lines do not sum to zero.
    """
    lines = {account: amount for account, amount in posting.lines.items() if amount}
    if sum(lines.values()):
        raise ValueError(f"{posting.kind} {posting.reference}: the lines sum to {sum(lines.values())}, not to zero")
    if not lines:
        return True
    connection = await driver_connection(db)
    cursor = await connection.execute(
        _POST,
        (
            uuid7(),
            posting.kind,
            posting.reference,
            posting.key,
            posting.memo,
            posting.currency,
            now(),
            orjson.dumps(
                [
                    {"position": position, "account": account, "amount_minor": amount}
                    for position, (account, amount) in enumerate(lines.items(), 1)
                ]
            ).decode(),
        ),
    )
    return await cursor.fetchone() is not None


_POST = """
    WITH posted AS (
        INSERT INTO ledger_transactions (id, kind, reference, key, memo, currency, created_at)
        VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (key) DO NOTHING RETURNING id
    )
    INSERT INTO ledger_lines (transaction_id, position, account, amount_minor)
    SELECT posted.id, line.position, line.account, line.amount_minor
    FROM posted, jsonb_populate_recordset(NULL::ledger_lines, %s::jsonb) AS line
    RETURNING position"""
"""One statement: the database looks at all lines of a transaction together."""


async def was_posted(db: AsyncSession, key: str) -> bool:
    """Whether there is a posting with this key."""
    connection = await driver_connection(db)
    cursor = await connection.execute("SELECT 1 FROM ledger_transactions WHERE key = %s", (key,))
    return await cursor.fetchone() is not None


async def posted(db: AsyncSession, account: Account, keys: Sequence[str]) -> dict[str, int]:
    """What the postings of these keys put on an account, in minor units; keys without a posting are left out."""
    connection = await driver_connection(db)
    cursor = await connection.execute(_POSTED, (list(keys), str(account)))
    return {key: int(amount) for key, amount in await cursor.fetchall()}


_POSTED = """
    SELECT posted.key, sum(line.amount_minor)
    FROM ledger_transactions posted JOIN ledger_lines line ON line.transaction_id = posted.id
    WHERE posted.key = ANY (%s) AND line.account = %s
    GROUP BY posted.key"""


async def balances(database: Database) -> BalancesOut:
    """What every account holds, and the sum by currency."""
    rows = [(row["account"], row["currency"], int(row["minor"])) for row in await queries.balances.all(database)]
    return BalancesOut(
        balances=[
            BalanceOut(account=Account(account), currency=currency, balance=str(Money(minor, currency)))
            for account, currency, minor in rows
        ],
        sums=[
            SumOut(currency=currency, sum=str(Money(total, currency)))
            for currency, total in _sums((currency, minor) for _, currency, minor in rows)
        ],
    )


def _sums(amounts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    sums: dict[str, int] = defaultdict(int)
    for currency, minor in amounts:
        sums[currency] += minor
    return sorted(sums.items())
