"""What the provider says, made true here: in any order, any number of times, with one effect.

Whoever changes a payment locks its order first, then the payment: those who begin with the order do it the same way.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.ledger import service as ledger
from groundwork.domains.ledger.service import Account, Posting
from groundwork.domains.orders import service as orders
from groundwork.domains.orders.service import Order
from groundwork.domains.payments import letters, queries
from groundwork.domains.payments.errors import Differs, UnknownPayment
from groundwork.domains.payments.events import PaymentDeclined, PaymentRefunded, PaymentSucceeded, PaymentUnclaimed
from groundwork.domains.payments.fees import note_fee
from groundwork.domains.payments.models import Payment, PaymentCustomer, Refund
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.events import publish
from groundwork.kernel.ids import uuid7
from groundwork.kernel.jobs import defer
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import ProviderPayment, ProviderRefund, RefundState

log = structlog.get_logger("groundwork.payments")


async def lock_payment(db: AsyncSession, payment_id: UUID) -> Payment:
    """The payment, locked until the transaction ends, as it is now.

    Raises:
        UnknownPayment: there is none.
    """
    order_id = await db.scalar(select(Payment.order_id).where(Payment.id == payment_id))
    if order_id is not None:
        await db.execute(select(Order.id).where(Order.id == order_id).with_for_update())
    payment = await db.get(Payment, payment_id, with_for_update=True, populate_existing=True)
    if payment is None:
        raise UnknownPayment(f"There is no payment {payment_id}")
    return payment


async def apply_payment(db: AsyncSession, provider: str, seen: ProviderPayment, *, at: datetime) -> Payment:
    """Take over what ``provider`` said of a payment ``at`` that time.

    Raises:
        UnknownPayment: it is none of ours.
        Differs: amount or currency are not what we asked for; nothing was changed.
    """
    payment = await _find(db, provider, seen.id, seen.metadata)
    if (seen.amount.minor, seen.amount.currency) != (payment.amount_minor, payment.currency):
        log.error("payment differs", payment_id=payment.id, asked=str(payment.money), told=str(seen.amount))
        raise Differs(
            f"Payment {payment.id} is about {payment.money} {payment.currency}, "
            f"the provider speaks of {seen.amount} {seen.amount.currency}"
        )
    failure_before = payment.failure_code
    succeeded = payment.observe(seen, at)
    await db.flush()
    if payment.has_succeeded:
        await _keep_card(db, payment, seen)
    if succeeded:
        await _take(db, payment)
    elif payment.failure_code and failure_before is None:
        await publish(
            db,
            PaymentDeclined(
                payment.id,
                payment.order_id,
                payment.invoice_id,
                payment.failure_code,
                payment.failure_message or "",
            ),
        )
    return payment


async def apply_refund(db: AsyncSession, provider: str, seen: ProviderRefund) -> Refund:
    """Take over what ``provider`` said of a refund; it may be one that was made there.

    Raises:
        UnknownPayment: it is of none of our payments.
        Differs: more goes back than came in; nothing was changed.
    """
    payment = await _find(db, provider, seen.payment_id, seen.metadata)
    refund = await _find_refund(db, payment, seen)
    given_back = await db.scalar(queries.given_back(payment.id, but=refund.id)) or 0
    if seen.amount.currency != payment.currency or given_back + seen.amount.minor > payment.amount_minor:
        log.error("refund differs", payment_id=payment.id, refund=seen.id, told=str(seen.amount))
        raise Differs(f"Refund {seen.id} of {seen.amount} {seen.amount.currency} exceeds payment {payment.id}")
    if payment.succeed(min(seen.created_at, payment.succeeded_at or seen.created_at)):
        # Nothing can go back that has not come in: the news of that is on its way.
        payment.provider_id = seen.payment_id
        await db.flush()
        await _take(db, payment)
    refund.provider_id = seen.id
    await become(db, payment, refund, seen.state)
    return refund


async def become(db: AsyncSession, payment: Payment, refund: Refund, state: RefundState) -> None:
    """The refund has come to this state; both are locked. Money moves in the books when it does at the provider."""
    before = RefundState(refund.status)
    if not refund.become(state):
        await db.flush()
        return
    payment.updated_at = now()
    if state is RefundState.SUCCEEDED:
        await _give(db, payment, refund)
        await letters.tell_of_refund(db, payment, refund)
    elif before is RefundState.SUCCEEDED:
        await _take_back(db, payment, refund)
    await db.flush()
    money = Money(refund.amount_minor, refund.currency)
    changes = {**audit.differences({"status": before}, {"status": str(state)}), "amount": _to(str(money))}
    await audit.record(
        db,
        Actor(),
        f"refund.{state}",
        resource=("payment", payment.id),
        changes=changes,
        person=payment.user_id,
        plain=frozenset({"status", "amount"}),
    )


async def _find(db: AsyncSession, provider: str, provider_id: str, metadata: Mapping[str, str]) -> Payment:
    """Our payment, by the provider's id; or by ours, which we gave along, when the provider was quicker than we.

    What the provider calls it is only compared under the lock: somebody else may be about to write it down.
    """
    found = await db.scalar(queries.by_provider_id(provider, provider_id))
    if found is None:
        found = await db.scalar(queries.by_own_id(provider, _uuid(metadata.get("paymentId"))))
    if found is None:
        raise UnknownPayment(f"There is no payment for {provider_id}")
    payment = await lock_payment(db, found)
    if payment.provider_id not in {None, provider_id}:
        raise UnknownPayment(f"Payment {payment.id} is not {provider_id}")
    return payment


async def _find_refund(db: AsyncSession, payment: Payment, seen: ProviderRefund) -> Refund:
    """Our refund, by either id; or a new one, which somebody made at the provider."""
    refund = await db.scalar(queries.refund_by_provider_id(seen.id))
    if refund is None:
        refund = await db.scalar(queries.unlinked_refund(payment.id, _uuid(seen.metadata.get("refundId"))))
    if refund is None:
        refund = Refund(
            id=uuid7(),
            payment_id=payment.id,
            provider_id=seen.id,
            amount_minor=seen.amount.minor,
            currency=payment.currency,
            status=RefundState.PENDING,
        )
        db.add(refund)
        await db.flush()
    elif (refund.payment_id, refund.amount_minor) != (payment.id, seen.amount.minor):
        raise Differs(f"Refund {refund.id} is about {refund.amount_minor}, the provider speaks of {seen.amount.minor}")
    return refund


async def _take(db: AsyncSession, payment: Payment) -> None:
    """The money came in: it goes to what it is for, and if that is gone, back."""
    if payment.order_id is not None:
        # The provider's clock may be behind ours, and counts seconds.
        at = max(payment.succeeded_at or payment.created_at, payment.created_at)
        payment.accepted = await orders.mark_paid(db, payment.order_id, f"payment:{payment.id}", at)
    else:
        payment.accepted = True
    await db.flush()
    if payment.accepted:
        await publish(
            db,
            PaymentSucceeded(payment.id, payment.order_id, payment.invoice_id, payment.amount_minor, payment.currency),
        )
    else:
        await keep_for_customer(db, payment)
    await audit.record(
        db,
        Actor(),
        "payment.succeeded",
        resource=("payment", payment.id),
        changes={"amount": _to(str(payment.money)), "accepted": _to(payment.accepted)},
        person=payment.user_id,
        plain=frozenset({"amount", "accepted"}),
    )
    await defer(db, note_fee, payment_id=str(payment.id))


async def keep_for_customer(db: AsyncSession, payment: Payment) -> None:
    """Nothing takes the money: it is the customer's, and goes back."""
    payment.accepted, payment.owed_minor = False, payment.amount_minor
    await db.flush()
    await _post(db, payment, "payment", f"payment:{payment.id}:unclaimed", provider=payment.amount_minor)
    await publish(db, PaymentUnclaimed(payment.id))


async def _give(db: AsyncSession, payment: Payment, refund: Refund) -> None:
    """Money went back: first what is owed anyhow, the rest is taken from what was paid for."""
    owed = min(payment.owed_minor, refund.amount_minor)
    rest, key = refund.amount_minor - owed, f"refund:{refund.id}"
    payment.refunded_minor += refund.amount_minor
    payment.owed_minor -= owed
    await db.flush()
    if owed:
        await _post(db, payment, "refund", f"{key}:owed", provider=-owed)
    if rest:
        if payment.order_id is not None:
            await orders.note_refund(db, payment.order_id, rest, key)
        await publish(
            db, PaymentRefunded(payment.id, payment.order_id, payment.invoice_id, rest, payment.currency, key)
        )


async def _take_back(db: AsyncSession, payment: Payment, refund: Refund) -> None:
    """A bank returned what had gone back: it is the customer's still, until another way is found."""
    payment.refunded_minor -= refund.amount_minor
    payment.owed_minor += refund.amount_minor
    log.error("a refund came back", payment_id=payment.id, refund_id=refund.id)
    await _post(db, payment, "refund", f"refund:{refund.id}:returned", provider=refund.amount_minor)


async def _post(db: AsyncSession, payment: Payment, kind: str, key: str, *, provider: int) -> None:
    """``provider``: minor units by which the balance there grows, and what we owe to the customer with it."""
    lines = {Account.PROVIDER: provider, Account.CREDIT: -provider}
    await ledger.post(db, Posting(kind, f"payment:{payment.id}", key, payment.currency, lines))


async def _keep_card(db: AsyncSession, payment: Payment, seen: ProviderPayment) -> None:
    """The card may be charged again, when its owner was told so."""
    if not payment.save_method or payment.user_id is None or payment.succeeded_at is None:
        return
    customer = await db.scalar(queries.customer_of(payment.user_id, payment.provider).with_for_update())
    if customer is not None:
        _keep(customer, payment.succeeded_at, seen)
        await db.flush()


def _keep(customer: PaymentCustomer, at: datetime, seen: ProviderPayment) -> None:
    card = seen.card
    customer.keep_card(seen.payment_method, card.brand if card else None, card.last4 if card else None, at)


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _to(value: object) -> dict[str, object]:
    return {"from": None, "to": value}
