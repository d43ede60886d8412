"""The ledger and the orders beside the payments."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from groundwork.domains.ledger import service as ledger
from groundwork.domains.ledger.service import Account
from groundwork.domains.payments.applying import lock_payment
from groundwork.domains.payments.calls import ask
from groundwork.domains.payments.fees import record_fee
from groundwork.domains.payments.models import Payment
from groundwork.domains.payments.reconciliation import queries
from groundwork.domains.payments.reconciliation.findings import Drift, Finding
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.money import Money
from groundwork.kernel.runtime import Runtime

_ON_ITS_WAY = timedelta(hours=1)
"""For so long a fee that is not known is left to the job that asks for it."""


async def compare_books(runtime: Runtime, since: datetime) -> AsyncIterator[Finding]:
    """Fees that were not noted, and payments of which the ledger says something else."""
    provider, last = runtime.payments, None
    while True:
        async with transaction(runtime) as db:
            batch = list(await db.scalars(queries.payments_after(provider.name, since, last)))
            keys = await _keys(runtime, batch)
            posted = await ledger.posted(db, Account.PROVIDER, [key for found in keys.values() for key in found])
        for payment in batch:
            if finding := await _compare_fee(runtime, payment):
                yield finding
            if sum(posted.get(key, 0) for key in keys[payment.id]) != _expected(payment) and (
                finding := await _compare_ledger(runtime, payment.id)
            ):
                yield finding
        if len(batch) < queries.BATCH:
            return
        last = batch[-1]


async def compare_orders(runtime: Runtime, since: datetime) -> AsyncIterator[Finding]:
    """Orders that are paid without a payment, and payments that were taken for orders which are not paid."""
    async with transaction(runtime) as db:
        unpaid = (await db.execute(queries.paid_without_payment(since))).all()
        taken = (await db.execute(queries.taken_for_unpaid(runtime.payments.name, since))).all()
    for order_id, number in unpaid:
        yield Finding(Drift.PAID_WITHOUT_PAYMENT, f"order:{order_id}", f"order {number}")
    for payment_id, number, status in taken:
        yield Finding(Drift.ORDER_NOT_PAID, f"payment:{payment_id}", f"order {number} is {status}")


async def _compare_fee(runtime: Runtime, payment: Payment) -> Finding | None:
    provider = runtime.payments
    if payment.fee_minor is not None or payment.provider_id is None:
        return None
    if payment.succeeded_at is None or payment.succeeded_at > now() - _ON_ITS_WAY:
        return None
    fee = await ask(provider, partial(provider.fee, payment.provider_id))
    if fee is None:
        return None
    told = f"{Money(fee, payment.currency)} {payment.currency}"
    return Finding(Drift.FEE_MISSING, f"payment:{payment.id}", told, partial(_note_fee, runtime, payment.id, fee))


async def _compare_ledger(runtime: Runtime, payment_id: UUID) -> Finding | None:
    """Look again while nobody changes it."""
    async with transaction(runtime) as db:
        payment = await lock_payment(db, payment_id)
        keys = (await _keys(runtime, [payment]))[payment.id]
        posted = sum((await ledger.posted(db, Account.PROVIDER, keys)).values())
        expected = _expected(payment)
    if posted == expected:
        return None
    currency = payment.currency
    told = f"{Money(posted, currency)} {currency} were posted at the provider, {Money(expected, currency)} it should be"
    return Finding(Drift.LEDGER, f"payment:{payment.id}", told)


def _expected(payment: Payment) -> int:
    """What should be at the provider of this payment, minor units."""
    came_in = payment.amount_minor if payment.has_succeeded else 0
    return came_in - payment.refunded_minor - (payment.fee_minor or 0)


async def _keys(runtime: Runtime, payments: list[Payment]) -> dict[UUID, list[str]]:
    """Under which keys what happens to each payment is posted."""
    keys = {payment.id: [f"payment:{payment.id}:unclaimed", f"fee:{payment.id}"] for payment in payments}
    by_id = {payment.id: payment for payment in payments}
    for payment in payments:
        if payment.order_id is not None:
            keys[payment.id].append(f"order:{payment.order_id}:paid:payment:{payment.id}")
        elif payment.accepted:
            keys[payment.id].append(f"invoice:{payment.invoice_id}:paid")
    async with transaction(runtime) as db:
        refunds = list(await db.scalars(queries.refunds_of(list(by_id))))
    for refund in refunds:
        key = f"refund:{refund.id}"
        order_id = by_id[refund.payment_id].order_id
        keys[refund.payment_id] += [
            f"{key}:owed",
            f"{key}:returned",
            f"order:{order_id}:refund:{key}" if order_id else key,
        ]
    return keys


async def _note_fee(runtime: Runtime, payment_id: UUID, fee: int) -> None:
    async with transaction(runtime) as db:
        await record_fee(db, payment_id, fee)
