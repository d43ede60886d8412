"""The sandbox: a stand-in for Stripe that takes no money. It keeps books of its own, honors keys, and sends events.

It stands on the other side of the port as Stripe does: it knows nothing of the house's tables, its transactions are
its own, and what it has to tell comes through the webhook, signed.
"""

import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, Literal

from psycopg.rows import dict_row

from groundwork.adapters.payments import sandbox_books as its_books
from groundwork.adapters.payments import sandbox_news as news
from groundwork.adapters.payments import sandbox_past, signatures
from groundwork.adapters.payments.amounts import least
from groundwork.adapters.payments.events import read_event
from groundwork.adapters.payments.sandbox_books import Cursor
from groundwork.adapters.payments.sandbox_cards import EXPIRED, REFUSED, UNKNOWN, SandboxCard, card_of, find
from groundwork.kernel.clock import now
from groundwork.kernel.database import Database
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import (
    Card,
    CardForm,
    Failure,
    Past,
    PaymentFailed,
    PaymentState,
    ProviderEvent,
    ProviderPayment,
    ProviderRefund,
    RefundState,
    SavedMethod,
    SignedEvent,
)

_OVER = Failure("payment_intent_unexpected_state", "This payment is over")
_BATCH = 100
_SAVED = """
    SELECT payment_method, true AS chosen, created_at FROM sandbox_customers
    WHERE id = %s AND payment_method IS NOT NULL
    UNION ALL
    SELECT payment_method, false, created_at FROM sandbox_payments
    WHERE customer = %s AND save_method AND status = 'succeeded'
    ORDER BY chosen DESC, created_at DESC"""


class SandboxProvider:
    """Fills the port :class:`~groundwork.kernel.payment_provider.Sandbox`."""

    name: Literal["sandbox"] = "sandbox"
    publishable_key: str | None = None

    def __init__(self, database: Database, webhook_secret: str) -> None:
        self._database = database
        self._secret = webhook_secret

    def least(self, currency: str) -> int:
        """The smallest amount that Stripe would charge in a currency, minor units."""
        return least(currency)

    async def create_customer(self, *, key: str, email: str, name: str, metadata: Mapping[str, str]) -> str:  # noqa: ARG002
        """Somebody who pays."""
        async with self._books() as books:
            await books.execute(
                """INSERT INTO sandbox_customers (id, key, created_at) VALUES (%s, %s, %s)
                   ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING id""",
                [its_books.new_id("cus"), key, now()],
            )
            return str((await its_books.one(books))["id"])

    async def forget_customer(self, customer: str) -> None:
        """Delete somebody who paid."""
        async with self._books() as books:
            await books.execute("DELETE FROM sandbox_customers WHERE id = %s", [customer])

    async def saved_methods(self, customer: str) -> list[SavedMethod]:
        """What a person can be charged by: the card they have chosen, then the newest that they paid with and saved."""
        async with self._books() as books:
            await books.execute(_SAVED, [customer, customer])
            methods = dict.fromkeys(row["payment_method"] for row in await books.fetchall())
        cards = [(method, card_of(method)) for method in methods]
        return [SavedMethod(method, card.shown if card else None) for method, card in cards]

    async def create_payment(
        self,
        amount: Money,
        *,
        key: str,
        description: str,
        metadata: Mapping[str, str],
        customer: str | None = None,
        save_method: bool = False,
    ) -> ProviderPayment:
        """A payment that waits for a card."""
        async with self._books() as books:
            row, _ = await its_books.create(
                books, key, amount, description, metadata, customer=customer, save_method=save_method
            )
            return _payment(row)

    async def charge(
        self,
        amount: Money,
        *,
        key: str,
        description: str,
        metadata: Mapping[str, str],
        customer: str,
        payment_method: str,
    ) -> ProviderPayment:
        """Charge a saved card; a second time with the same key tells what came of the first."""
        async with self._books() as books:
            row, fresh = await its_books.create(
                books, key, amount, description, metadata, customer=customer, save_method=False
            )
            if fresh:
                card = card_of(payment_method)
                failure = (card.failure or card.later) if card else UNKNOWN
                row = await its_books.attempt(books, row["id"], payment_method, card, failure, asks=False)
        return _outcome(row)

    async def confirm(self, payment_id: str, card: CardForm) -> ProviderPayment:
        """Pay with a card, as the card form of Stripe does in the browser."""
        async with self._books() as books:
            row = await its_books.locked(books, payment_id)
            if row["status"] in {PaymentState.SUCCEEDED, PaymentState.PROCESSING}:
                return _payment(row)
            if row["status"] == PaymentState.CANCELED:
                raise PaymentFailed(_OVER)
            known = find(card.number)
            failure = _failure(known, card)
            method = f"pm_{known.last4}_{secrets.token_hex(8)}" if known else None
            row = await its_books.attempt(
                books, payment_id, method, known, failure, asks=known.asks if known else False
            )
        return _outcome(row)

    async def answer_challenge(self, payment_id: str, *, approved: bool) -> ProviderPayment | None:
        """What the person said to their bank."""
        async with self._books() as books:
            row = await its_books.locked(books, payment_id)
            if row["status"] != PaymentState.REQUIRES_ACTION:
                return None
            card = card_of(row["payment_method"])
            failure = None if approved else REFUSED
            row = await its_books.attempt(books, payment_id, row["payment_method"], card, failure, asks=False)
        return _outcome(row)

    async def save_card(self, customer: str, card: CardForm) -> tuple[str, Card]:
        """A card that is charged from now on. Of itself nothing needs to be kept: its behavior is in its name."""
        known = find(card.number)
        failure = _failure(known, card)
        if known is None or failure:
            raise PaymentFailed(failure or UNKNOWN)
        method = f"pm_{known.last4}_{secrets.token_hex(8)}"
        async with self._books() as books:
            await its_books.choose(books, customer, method)
        return method, known.shown

    async def payment(self, payment_id: str) -> ProviderPayment | None:
        """The payment as it is now."""
        async with self._books() as books:
            await its_books.settle(books)
            await books.execute("SELECT * FROM sandbox_payments WHERE id = %s", [payment_id])
            row = await books.fetchone()
            return _payment(row) if row else None

    async def cancel_payment(self, payment_id: str) -> ProviderPayment:
        """End a payment that nobody has paid."""
        async with self._books() as books:
            row = await its_books.locked(books, payment_id)
            if row["status"] not in {PaymentState.REQUIRES_PAYMENT_METHOD, PaymentState.REQUIRES_ACTION}:
                return _payment(row)
            row = await its_books.change(books, payment_id, status=PaymentState.CANCELED)
            await its_books.tell(books, "payment_intent.canceled", news.intent(row))
            return _payment(row)

    async def refund(self, payment_id: str, amount: Money, *, key: str, metadata: Mapping[str, str]) -> ProviderRefund:
        """Give money back."""
        async with self._books() as books:
            row = await its_books.locked(books, payment_id)
            await books.execute("SELECT * FROM sandbox_refunds WHERE key = %s", [key])
            if known := await books.fetchone():
                return _refund(known)
            left = row["amount"] - row["refunded"] if row["status"] == PaymentState.SUCCEEDED else 0
            if amount.currency != row["currency"] or not 0 < amount.minor <= left:
                raise PaymentFailed(Failure("amount_too_large", "There is not so much left of this payment"))
            await books.execute(
                """INSERT INTO sandbox_refunds (id, key, payment, amount, currency, metadata, created_at)
                   VALUES (%s, %s, %s, %s, %s, %s, %s) RETURNING *""",
                [
                    its_books.new_id("re"),
                    key,
                    payment_id,
                    amount.minor,
                    amount.currency,
                    its_books.to_json(metadata),
                    now(),
                ],
            )
            made = await its_books.one(books)
            row = await its_books.change(books, payment_id, refunded=row["refunded"] + amount.minor)
            await its_books.tell(books, "refund.created", news.refund(made))
            await its_books.tell(books, "charge.refunded", news.charge(row))
            return _refund(made)

    async def refunds_of(self, payment_id: str) -> list[ProviderRefund]:
        """All refunds of a payment."""
        async with self._books() as books:
            await books.execute("SELECT * FROM sandbox_refunds WHERE payment = %s ORDER BY created_at", [payment_id])
            return [_refund(row) for row in await books.fetchall()]

    async def fee(self, payment_id: str) -> int | None:
        """What a provider would keep: 2.9 % and 30 of the smallest unit."""
        async with self._books() as books:
            await books.execute("SELECT fee FROM sandbox_payments WHERE id = %s", [payment_id])
            row = await books.fetchone()
            return row["fee"] if row else None

    async def payments_since(self, since: datetime) -> AsyncIterator[ProviderPayment]:
        """All payments made since then, the oldest first."""
        async for row in self._since("sandbox_payments", since):
            yield _payment(row)

    async def refunds_since(self, since: datetime) -> AsyncIterator[ProviderRefund]:
        """All refunds made since then, the oldest first."""
        async for row in self._since("sandbox_refunds", since):
            yield _refund(row)

    async def portal(self, customer: str, return_url: str) -> str | None:  # noqa: ARG002  (the port's)
        """There is none: our own page shows the card."""
        return None

    def event(self, body: bytes, signature: str, *, at: datetime) -> ProviderEvent:
        """Read what was sent to the webhook."""
        signatures.verify(body, signature, self._secret, at=at)
        return read_event(body)

    def read_event(self, body: bytes) -> ProviderEvent:
        """Read what was found good when it came."""
        return read_event(body)

    async def close(self) -> None:
        """Nothing is open: the database is the house's."""

    async def bring_in(
        self, payments: Sequence[ProviderPayment], refunds: Sequence[ProviderRefund], *, took: timedelta
    ) -> Past:
        """Know of what was paid and given back before."""
        async with self._books() as books:
            return await sandbox_past.bring_in(books, payments, refunds, took)

    async def due_events(self) -> list[SignedEvent]:
        """What is to be delivered by now; payments that settle late do so when somebody looks."""
        async with self._books() as books:
            await its_books.settle(books)
            await books.execute(
                "SELECT id, body FROM sandbox_events WHERE delivered_at IS NULL ORDER BY created_at, id LIMIT %s",
                [_BATCH],
            )
            rows = await books.fetchall()
        moment = now()
        bodies = [(row["id"], row["body"].encode()) for row in rows]
        return [SignedEvent(name, body, signatures.sign(body, self._secret, moment)) for name, body in bodies]

    async def note_delivery(self, event_id: str) -> None:
        """The event was taken."""
        async with self._books() as books:
            await books.execute("UPDATE sandbox_events SET delivered_at = %s WHERE id = %s", [now(), event_id])

    @asynccontextmanager
    async def _books(self) -> AsyncIterator[Cursor]:
        """A transaction on the sandbox's tables; nothing of the house is part of it."""
        async with self._database.pool.connection() as connection, connection.cursor(row_factory=dict_row) as books:
            yield books

    async def _since(
        self, table: Literal["sandbox_payments", "sandbox_refunds"], since: datetime
    ) -> AsyncIterator[Any]:
        after = (since, "")
        while True:
            async with self._books() as books:
                await books.execute(
                    f"""SELECT * FROM {table} WHERE (created_at, id) > (%s, %s)
                        ORDER BY created_at, id LIMIT %s""",  # noqa: S608  # nosec B608  (one of two names)
                    [*after, _BATCH],
                )
                rows = await books.fetchall()
            for row in rows:
                yield row
            if len(rows) < _BATCH:
                return
            after = (rows[-1]["created_at"], rows[-1]["id"])


def _failure(known: SandboxCard | None, form: CardForm) -> Failure | None:
    if known is None:
        return UNKNOWN
    today = now()
    if form.expires and form.expires < (today.year, today.month):
        return EXPIRED
    return known.failure


def _outcome(row: Mapping[str, Any]) -> ProviderPayment:
    """The payment after an attempt.

    Raises:
        PaymentFailed: it was declined.
    """
    made = _payment(row)
    if made.failure:
        raise PaymentFailed(made.failure, made)
    return made


def _payment(row: Mapping[str, Any]) -> ProviderPayment:
    card = card_of(row["payment_method"]) if row["payment_method"] else None
    return ProviderPayment(
        id=row["id"],
        state=PaymentState(row["status"]),
        amount=Money(row["amount"], row["currency"]),
        created_at=row["created_at"],
        refunded=row["refunded"],
        client_secret=row["client_secret"],
        customer=row["customer"],
        payment_method=row["payment_method"],
        card=card.shown if card else None,
        failure=Failure(row["failure_code"], row["failure_message"]) if row["failure_code"] else None,
        metadata=row["metadata"],
    )


def _refund(row: Mapping[str, Any]) -> ProviderRefund:
    return ProviderRefund(
        id=row["id"],
        payment_id=row["payment"],
        state=RefundState.SUCCEEDED,
        amount=Money(row["amount"], row["currency"]),
        created_at=row["created_at"],
        metadata=row["metadata"],
    )
