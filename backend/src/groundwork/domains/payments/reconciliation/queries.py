"""Reads for the comparison with the provider."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, exists, or_, select, tuple_

from groundwork.domains.orders.service import Order
from groundwork.domains.payments.models import Payment, Refund
from groundwork.kernel.payment_provider import PaymentState

BATCH = 100


def payments_named(provider: str, provider_ids: Collection[str], ids: Collection[UUID]) -> Select[Payment]:
    """Our payments by either name."""
    named = or_(Payment.provider_id.in_(provider_ids), Payment.id.in_(ids))
    return select(Payment).where(Payment.provider == provider, named)


def refunds_named(provider_ids: Collection[str], ids: Collection[UUID]) -> Select[Refund]:
    """Our refunds by either name."""
    return select(Refund).where(or_(Refund.provider_id.in_(provider_ids), Refund.id.in_(ids)))


def payments_after(provider: str, since: datetime, last: Payment | None) -> Select[Payment]:
    """A batch of our payments made since then, the oldest first, after the last one of the batch before."""
    wanted = select(Payment).where(Payment.provider == provider, Payment.created_at >= since)
    if last is not None:
        wanted = wanted.where(tuple_(Payment.created_at, Payment.id) > (last.created_at, last.id))
    return wanted.order_by(Payment.created_at, Payment.id).limit(BATCH)


def refunds_after(provider: str, since: datetime, last: Refund | None) -> Select[Refund, Payment]:
    """A batch of our refunds begun since then, with their payments, the oldest first."""
    wanted = (
        select(Refund, Payment)
        .join(Payment, Payment.id == Refund.payment_id)
        .where(Payment.provider == provider, Refund.created_at >= since)
    )
    if last is not None:
        wanted = wanted.where(tuple_(Refund.created_at, Refund.id) > (last.created_at, last.id))
    return wanted.order_by(Refund.created_at, Refund.id).limit(BATCH)


def refunds_of(payments: Sequence[UUID]) -> Select[Refund]:
    """All refunds of these payments."""
    return select(Refund).where(Refund.payment_id.in_(payments))


def paid_without_payment(since: datetime) -> Select[UUID, str]:
    """Orders that were paid since then, though no payment was taken for them: id and number."""
    taken = exists().where(
        Payment.order_id == Order.id, Payment.status == PaymentState.SUCCEEDED, Payment.accepted.is_(True)
    )
    return (
        select(Order.id, Order.number)
        .where(Order.paid_at >= since, Order.total_minor > 0, ~taken)
        .order_by(Order.paid_at, Order.id)
    )


def taken_for_unpaid(provider: str, since: datetime) -> Select[UUID, str, str]:
    """Payments that were taken for an order which is not paid: id, the order's number and status."""
    return (
        select(Payment.id, Order.number, Order.status)
        .join(Order, Order.id == Payment.order_id)
        .where(
            Payment.provider == provider,
            Payment.created_at >= since,
            Payment.status == PaymentState.SUCCEEDED,
            Payment.accepted.is_(True),
            Order.paid_at.is_(None),
        )
        .order_by(Payment.created_at, Payment.id)
    )
