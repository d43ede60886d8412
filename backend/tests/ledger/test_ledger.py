"""The ledger: double entry, only added to, zero in sum."""

import asyncio
import secrets

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from groundwork.domains.ledger import service
from groundwork.domains.ledger.service import Account, Posting
from groundwork.kernel.database import driver_connection, transaction
from groundwork.kernel.permissions import Role
from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson
from tests.orders.support import rows

pytestmark = pytest.mark.anyio


def _posting(key: str, amount: int = 500, currency: str = "USD") -> Posting:
    lines = {Account.RECEIVABLE: amount, Account.DEFERRED: -amount, Account.TAX: 0}
    return Posting("test.moved", f"test:{key}", key, currency, lines, "A movement")


async def _post(runtime: Runtime, posting: Posting) -> bool:
    async with transaction(runtime) as db:
        return await service.post(db, posting)


async def _lines(runtime: Runtime, key: str) -> list[tuple[str, int]]:
    found = await rows(
        runtime,
        """SELECT account, amount_minor FROM ledger_lines JOIN ledger_transactions ON id = transaction_id
           WHERE key = :key ORDER BY position""",
        key=key,
    )
    return [(row["account"], row["amount_minor"]) for row in found]


async def test_the_same_posting_twice_is_one(runtime: Runtime) -> None:
    key = secrets.token_hex(8)
    assert await _post(runtime, _posting(key))
    assert not await _post(runtime, _posting(key, amount=900))
    assert await _lines(runtime, key) == [("receivable", 500), ("deferred", -500)]


async def test_of_many_at_once_one_is_posted(runtime: Runtime) -> None:
    key = secrets.token_hex(8)
    posted = await asyncio.gather(*(_post(runtime, _posting(key)) for _ in range(20)))
    assert sorted(posted) == [False] * 19 + [True]
    assert len(await _lines(runtime, key)) == 2


async def test_what_does_not_sum_to_zero_is_refused(runtime: Runtime) -> None:
    key = secrets.token_hex(8)
    with pytest.raises(ValueError, match="sum to 1"):
        await _post(runtime, Posting("test.moved", "test:1", key, "USD", {Account.TAX: 2, Account.FEES: -1}))
    assert await _lines(runtime, key) == []


async def test_a_posting_of_nothing_is_none(runtime: Runtime) -> None:
    key = secrets.token_hex(8)
    assert await _post(runtime, _posting(key, amount=0))
    assert await _lines(runtime, key) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_lines SET amount_minor = 1 WHERE false",
        "DELETE FROM ledger_lines WHERE false",
        "TRUNCATE ledger_lines",
        "UPDATE ledger_transactions SET memo = '' WHERE false",
        "DELETE FROM ledger_transactions WHERE false",
        "TRUNCATE ledger_transactions CASCADE",
    ],
)
async def test_the_database_keeps_what_was_posted(runtime: Runtime, statement: str) -> None:
    with pytest.raises(DBAPIError, match="The ledger is only added to"):
        await rows(runtime, statement)


@pytest.mark.parametrize("lines", ["(3, 'tax', 5)", "(3, 'tax', 5), (4, 'fees', -5)", "(1, 'tax', 5), (2, 'fees', -4)"])
async def test_the_database_takes_only_whole_postings(runtime: Runtime, lines: str) -> None:
    key = secrets.token_hex(8)
    await _post(runtime, _posting(key))
    insert = f"""INSERT INTO ledger_lines (transaction_id, position, account, amount_minor)
        SELECT id, position, account, amount FROM ledger_transactions,
            (VALUES {lines}) AS line (position, account, amount) WHERE key = %s"""
    with pytest.raises(psycopg.errors.IntegrityError):
        async with transaction(runtime) as db:
            await (await driver_connection(db)).execute(insert, (key,))
    assert len(await _lines(runtime, key)) == 2


async def test_administrators_read_it(runtime: Runtime, person: MakePerson) -> None:
    admin = await person(role=Role.ADMIN)
    key = secrets.token_hex(8)
    await _post(runtime, _posting(key, amount=1005, currency="TND"))
    answer = await admin.get("/ledger/entries", params={"filter[reference]": f"test:{key}"})
    [entry] = answer.json()["data"]
    assert {name: entry[name] for name in ("kind", "memo", "currency", "lines")} == {
        "kind": "test.moved",
        "memo": "A movement",
        "currency": "TND",
        "lines": [{"account": "receivable", "amount": "1.005"}, {"account": "deferred", "amount": "-1.005"}],
    }
    by_account = await admin.get(
        "/ledger/entries", params={"filter[reference]": f"test:{key}", "filter[account]": "fees"}
    )
    assert by_account.json()["data"] == []
    balances = (await admin.get("/ledger/balances")).json()["data"]
    assert {"account": "receivable", "currency": "TND", "balance": "1.005"} in balances["balances"]
    assert {total["sum"] for total in balances["sums"]} <= {"0", "0.00", "0.000"}, "of each currency"
