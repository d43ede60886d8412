"""Payments of before: brought in with their refunds, cards, fees and events, here and in the sandbox's own books."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.audit.service import PastEntry
from groundwork.domains.ledger import service as ledger
from groundwork.domains.ledger.service import PastPosting
from groundwork.domains.payments.fees import posting_of_fee
from groundwork.domains.payments.models import EventStatus, Payment, PaymentCustomer, PaymentEvent, Refund
from groundwork.domains.payments.sandbox import sandbox_of
from groundwork.kernel.actor import Actor
from groundwork.kernel.ids import dated_uuid
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import (
    Card,
    Failure,
    PastNews,
    PaymentState,
    ProviderPayment,
    ProviderRefund,
    RefundState,
)
from groundwork.kernel.runtime import runtime_of

_TYPING = timedelta(seconds=20)
"""So long it takes to type a card's number."""
_ON_ITS_WAY = timedelta(milliseconds=400)
"""So long an event is on its way, and then so long it is worked on."""


@dataclass(frozen=True, slots=True)
class PastRepayment:
    """A refund of so many minor units."""

    id: UUID
    amount_minor: int
    at: datetime
    reason: str | None = None
    actor: Actor = field(default_factory=Actor)


@dataclass(frozen=True, slots=True)
class PastPayment:
    """A payment with a card of the sandbox: of an order or of an invoice. With a ``failure`` nothing came of it.

    ``at``: when it succeeded, or the card was declined.
    """

    id: UUID
    customer: Actor
    amount: Money
    at: datetime
    description: str
    card: Card
    order_id: UUID | None = None
    invoice_id: UUID | None = None
    failure: Failure | None = None
    refunds: Sequence[PastRepayment] = field(default=())
    save_card: bool = False
    """Whether it is the card that is charged from then on."""

    @property
    def user_id(self) -> UUID:
        """Whose it is."""
        return self.customer.signed_in_user()

    @property
    def begun_at(self) -> datetime:
        """When the card's number was still to be typed."""
        return self.at - _TYPING


async def bring_in(db: AsyncSession, past: Sequence[PastPayment]) -> None:
    """Bring the payments in. What they did to orders and invoices is for these to say.

    Raises:
        NotFound: payments are made with a provider that takes money.
    """
    sandbox = sandbox_of(runtime_of(db))
    seen = [_seen(payment) for payment in past]
    refunds = [_seen_refund(payment, refund) for payment in past for refund in payment.refunds]
    # Its books are its own, and are written at once: should this transaction fail, the next attempt finds them there.
    known = await sandbox.bring_in(seen, refunds, took=_TYPING)
    postings = []
    for payment, told in zip(past, seen, strict=True):
        row = _row(payment, told, known.fees.get(told.id))
        db.add(row)
        if row.fee_minor is not None:
            postings.append(PastPosting(posting_of_fee(row, row.fee_minor), payment.at))
    await db.flush()
    db.add_all(_refund(payment, refund) for payment in past for refund in payment.refunds)
    db.add_all(_customer(payment) for payment in past if payment.save_card)
    await db.flush()
    ids = {told.id: payment.id for payment, told in zip(past, seen, strict=True)}
    await db.execute(insert(PaymentEvent), [_event(news, ids[news.payment_id]) for news in known.news])
    await ledger.bring_in(db, postings)
    await audit.bring_in(db, [entry for payment in past for entry in _entries(payment)])


def _row(payment: PastPayment, told: ProviderPayment, fee: int | None) -> Payment:
    succeeded = told.state is PaymentState.SUCCEEDED
    return Payment(
        id=payment.id,
        order_id=payment.order_id,
        invoice_id=payment.invoice_id,
        user_id=payment.user_id,
        provider="sandbox",
        provider_id=told.id,
        description=payment.description,
        save_method=payment.save_card,
        payment_method=told.payment_method,
        status=told.state,
        status_at=payment.at,
        amount_minor=payment.amount.minor,
        currency=payment.amount.currency,
        refunded_minor=told.refunded,
        fee_minor=fee,
        accepted=True if succeeded else None,
        card_brand=payment.card.brand,
        card_last4=payment.card.last4,
        failure_code=payment.failure.code if payment.failure else None,
        failure_message=payment.failure.message if payment.failure else None,
        succeeded_at=payment.at if succeeded else None,
        created_at=payment.begun_at,
        updated_at=max([payment.at, *(refund.at for refund in payment.refunds)]),
    )


def _seen(payment: PastPayment) -> ProviderPayment:
    about = {"orderId": str(payment.order_id)} if payment.order_id else {"invoiceId": str(payment.invoice_id)}
    return ProviderPayment(
        id=f"pi_{payment.id.hex[:24]}",
        state=PaymentState.CANCELED if payment.failure else PaymentState.SUCCEEDED,
        amount=payment.amount,
        created_at=payment.begun_at,
        refunded=sum(refund.amount_minor for refund in payment.refunds),
        customer=_customer_id(payment) if payment.save_card else None,
        payment_method=f"pm_{payment.card.last4}_{payment.id.hex[-16:]}",
        card=payment.card,
        failure=payment.failure,
        metadata={"paymentId": str(payment.id), **about},
    )


def _seen_refund(payment: PastPayment, refund: PastRepayment) -> ProviderRefund:
    return ProviderRefund(
        id=f"re_{refund.id.hex[:24]}",
        payment_id=f"pi_{payment.id.hex[:24]}",
        state=RefundState.SUCCEEDED,
        amount=Money(refund.amount_minor, payment.amount.currency),
        created_at=refund.at,
        metadata={"paymentId": str(payment.id), "refundId": str(refund.id)},
    )


def _refund(payment: PastPayment, refund: PastRepayment) -> Refund:
    return Refund(
        id=refund.id,
        payment_id=payment.id,
        provider_id=f"re_{refund.id.hex[:24]}",
        status=RefundState.SUCCEEDED,
        amount_minor=refund.amount_minor,
        currency=payment.amount.currency,
        reason=refund.reason,
        actor_id=refund.actor.user_id,
        created_at=refund.at,
        updated_at=refund.at,
    )


def _event(news: PastNews, payment_id: UUID) -> dict[str, Any]:
    """A row of the inbox: what the sandbox told of it came at once, and had its effect."""
    told_at = news.at.replace(microsecond=0)
    received, processed = news.at + _ON_ITS_WAY, news.at + 2 * _ON_ITS_WAY
    return {
        "id": dated_uuid(received, news.id),
        "provider": "sandbox",
        "event_id": news.id,
        "type": news.type,
        "payload": news.body.decode(),
        "status": EventStatus.PROCESSED,
        "attempts": 1,
        "payment_id": payment_id,
        "event_created_at": told_at,
        "received_at": received,
        "processed_at": processed,
        "created_at": received,
        "updated_at": processed,
    }


def _entries(payment: PastPayment) -> Iterator[PastEntry]:
    """What the audit trail says of it. Whoever is charged without sitting there has started nothing."""
    if payment.order_id or payment.save_card:
        changes = audit.differences({}, {"amount": str(payment.amount), "currency": payment.amount.currency})
        yield _entry(payment, payment.begun_at, payment.customer, "payment.started", changes)
    if not payment.failure:
        changes = audit.differences({}, {"amount": str(payment.amount), "accepted": True})
        yield _entry(payment, payment.at, Actor(), "payment.succeeded", changes)
    for refund in payment.refunds:
        amount = str(Money(refund.amount_minor, payment.amount.currency))
        changes = audit.differences({}, {"amount": amount, **({"note": refund.reason} if refund.reason else {})})
        yield _entry(payment, refund.at - _ON_ITS_WAY, refund.actor, "payment.refunded", changes)
        before, after = {"status": RefundState.PENDING}, {"status": str(RefundState.SUCCEEDED), "amount": amount}
        yield _entry(payment, refund.at, Actor(), "refund.succeeded", audit.differences(before, after))


def _entry(payment: PastPayment, at: datetime, actor: Actor, action: str, changes: dict[str, Any]) -> PastEntry:
    plain = {"accepted", "amount", "currency", "status"}
    return PastEntry(at, actor, action, ("payment", payment.id), changes, payment.user_id, plain)


def _customer(payment: PastPayment) -> PaymentCustomer:
    return PaymentCustomer(
        id=dated_uuid(payment.at, f"customer:{payment.user_id}"),
        user_id=payment.user_id,
        provider="sandbox",
        provider_id=_customer_id(payment),
        payment_method=f"pm_{payment.card.last4}_{payment.id.hex[-16:]}",
        card_brand=payment.card.brand,
        card_last4=payment.card.last4,
        saved_at=payment.at,
        created_at=payment.at,
        updated_at=payment.at,
    )


def _customer_id(payment: PastPayment) -> str:
    return f"cus_{payment.user_id.hex[:24]}"
