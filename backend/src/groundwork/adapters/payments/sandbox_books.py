"""The sandbox's books: payments and the news of them, written in its own transactions."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import orjson
from psycopg import AsyncCursor

from groundwork.adapters.payments import sandbox_news as news
from groundwork.adapters.payments.sandbox_cards import UNKNOWN, SandboxCard
from groundwork.kernel.clock import now
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import Failure, PaymentState

SETTLING = timedelta(seconds=10)
"""How long a payment with the card that settles late takes."""

Cursor = AsyncCursor[dict[str, Any]]


async def create(
    books: Cursor,
    key: str,
    amount: Money,
    description: str,
    metadata: Mapping[str, str],
    *,
    customer: str | None,
    save_method: bool,
) -> tuple[dict[str, Any], bool]:
    """The payment of this key, locked, and whether it is new.

    Raises:
        ValueError: the key was used for something else.
    """
    asked = _digest(amount.minor, amount.currency, dict(metadata), customer, save_method)
    identity = new_id("pi")
    await books.execute(
        """INSERT INTO sandbox_payments (id, key, request, status, amount, currency, customer, save_method,
                                         client_secret, description, metadata, created_at)
           VALUES (%s, %s, %s, 'requires_payment_method', %s, %s, %s, %s, %s, %s, %s, %s)
           ON CONFLICT (key) DO NOTHING RETURNING *""",
        [
            identity,
            key,
            asked,
            amount.minor,
            amount.currency,
            customer,
            save_method,
            f"{identity}_secret_{secrets.token_hex(12)}",
            description,
            to_json(metadata),
            now(),
        ],
    )
    row = await books.fetchone()
    if row is not None:
        await tell(books, "payment_intent.created", news.intent(row))
        return row, True
    await books.execute("SELECT * FROM sandbox_payments WHERE key = %s FOR UPDATE", [key])
    row = await one(books)
    if row["request"] != asked:
        raise ValueError(f"The key {key!r} was used for something else")
    return row, False


async def attempt(
    books: Cursor,
    payment_id: str,
    method: str | None,
    card: SandboxCard | None,
    failure: Failure | None,
    *,
    asks: bool,
) -> dict[str, Any]:
    """One attempt to pay, and the news of it."""
    cleared: dict[str, Any] = {"failure_code": None, "failure_message": None}
    if failure or card is None:
        failure = failure or UNKNOWN
        told = {"failure_code": failure.code, "failure_message": failure.message}
        row = await change(books, payment_id, status=PaymentState.REQUIRES_PAYMENT_METHOD, payment_method=None, **told)
        await tell(books, "payment_intent.payment_failed", news.intent(row))
    elif asks:
        row = await change(books, payment_id, status=PaymentState.REQUIRES_ACTION, payment_method=method, **cleared)
        await tell(books, "payment_intent.requires_action", news.intent(row))
    elif card.settles_late:
        late = now() + SETTLING
        row = await change(
            books, payment_id, status=PaymentState.PROCESSING, payment_method=method, settles_at=late, **cleared
        )
        await tell(books, "payment_intent.processing", news.intent(row))
    else:
        row = await change(books, payment_id, payment_method=method, **cleared)
        row = await _succeed(books, row)
    return row


async def _succeed(books: Cursor, row: dict[str, Any]) -> dict[str, Any]:
    row = await change(books, row["id"], status=PaymentState.SUCCEEDED, settles_at=None, fee=fee_of(row["amount"]))
    await tell(books, "charge.succeeded", news.charge(row))
    await tell(books, "payment_intent.succeeded", news.intent(row))
    return row


async def settle(books: Cursor) -> None:
    """Payments whose time has come succeed."""
    await books.execute(
        "SELECT * FROM sandbox_payments WHERE settles_at <= %s ORDER BY id FOR UPDATE SKIP LOCKED", [now()]
    )
    for row in await books.fetchall():
        await _succeed(books, row)


async def locked(books: Cursor, payment_id: str) -> dict[str, Any]:
    """A payment, as it is now, until the transaction ends."""
    await settle(books)
    await books.execute("SELECT * FROM sandbox_payments WHERE id = %s FOR UPDATE", [payment_id])
    return await one(books)


async def change(books: Cursor, payment_id: str, **values: Any) -> dict[str, Any]:
    """Write into a payment; how it is then."""
    setting = ", ".join(f"{name} = %s" for name in values)
    await books.execute(
        f"UPDATE sandbox_payments SET {setting} WHERE id = %s RETURNING *",  # noqa: S608  # nosec B608  (our own names)
        [*values.values(), payment_id],
    )
    return await one(books)


async def choose(books: Cursor, customer: str, method: str) -> None:
    """Somebody wants to be charged by this from now on; nothing where nobody is known by that name."""
    await books.execute("SELECT * FROM sandbox_customers WHERE id = %s FOR UPDATE", [customer])
    known = await books.fetchone()
    if known is None:
        return
    await books.execute(
        "UPDATE sandbox_customers SET payment_method = %s WHERE id = %s RETURNING *", [method, customer]
    )
    changed = await one(books)
    before = {"invoice_settings": {"default_payment_method": known["payment_method"]}}
    await tell(books, "payment_method.attached", news.method(customer, method))
    await tell(books, "customer.updated", news.customer(changed), before=before)


async def tell(books: Cursor, kind: str, thing: Mapping[str, Any], *, before: Mapping[str, Any] | None = None) -> None:
    """Put news on its way. ``before``: what an update has changed."""
    moment = now()
    identity, body = news.new_event(kind, thing, moment, before=before)
    await books.execute(
        "INSERT INTO sandbox_events (id, type, body, created_at) VALUES (%s, %s, %s, %s)",
        [identity, kind, body, moment],
    )


async def one(books: Cursor) -> dict[str, Any]:
    """The row that was asked for.

    Raises:
        LookupError: there is none.
    """
    row = await books.fetchone()
    if row is None:
        raise LookupError("The sandbox does not know it")
    return row


def fee_of(amount: int) -> int:
    """2.9 %, half up, and 30 of the smallest unit; not more than there is."""
    return min(amount, (amount * 29 + 500) // 1000 + 30)


def new_id(kind: str) -> str:
    """An id as Stripe's look: ``pi_…``."""
    return f"{kind}_{secrets.token_hex(12)}"


def to_json(metadata: Mapping[str, str]) -> str:
    """As the books have it."""
    return orjson.dumps(dict(metadata)).decode()


def _digest(*parts: Any) -> str:
    return hashlib.sha256(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS)).hexdigest()
