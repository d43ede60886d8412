"""Reads of payments, refunds and events."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    outerjoin,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from groundwork.domains.accounts.service import User
from groundwork.domains.orders.service import Order
from groundwork.domains.payments.models import OPEN, Payment, PaymentCustomer, PaymentEvent, Refund
from groundwork.domains.payments.policy import READ, READ_OWN
from groundwork.kernel.actor import Actor
from groundwork.kernel.http.lists import Listing
from groundwork.kernel.payment_provider import RefundState


def _major(minor: Any) -> Any:
    return cast(func.major_units(minor, cast(Payment.currency, Text)), Text)


def _when(condition: Any, value: Any) -> Any:
    return case((condition, value), else_=null())


_refund = func.jsonb_build_object(
    "id",
    Refund.id,
    "amount",
    cast(Refund.amount, Text),
    "currency",
    Refund.currency,
    "status",
    Refund.status,
    "reason",
    Refund.reason,
    "actorId",
    Refund.actor_id,
    "createdAt",
    Refund.created_at,
)
_refunds = func.coalesce(
    select(func.jsonb_agg(aggregate_order_by(_refund, Refund.created_at, Refund.id)))
    .where(Refund.payment_id == Payment.id)
    .correlate(Payment)
    .scalar_subquery(),
    func.jsonb_build_array(),
)
_card = _when(
    Payment.card_last4.is_not(None),
    func.jsonb_build_object("brand", Payment.card_brand, "last4", Payment.card_last4),
)
_failure = _when(
    Payment.failure_code.is_not(None),
    func.jsonb_build_object("code", Payment.failure_code, "message", Payment.failure_message),
)
_customer = _when(
    User.id.is_not(None),
    func.jsonb_build_object(
        "id", User.id, "firstName", User.first_name, "lastName", User.last_name, "email", User.email
    ),
)
_known = and_(User.id == Payment.user_id, User.deleted_at.is_(None))
_joined = outerjoin(outerjoin(Payment, Order, Order.id == Payment.order_id), User, _known)
_nothing: Any = cast(null(), JSONB)
"""Where one sees only one's own."""


def _columns(*, everything: bool) -> dict[str, Any]:
    return {
        "id": Payment.id,
        "status": Payment.status,
        "amount": cast(Payment.amount, Text),
        "currency": Payment.currency,
        "provider": Payment.provider,
        "orderId": Payment.order_id,
        "orderNumber": Order.number,
        "invoiceId": Payment.invoice_id,
        "refunded": _major(Payment.refunded_minor),
        "fee": _major(Payment.fee_minor) if everything else cast(null(), Text),
        "card": _card,
        "failure": _failure,
        "customer": _customer if everything else _nothing,
        "refunds": _refunds,
        "createdAt": Payment.created_at,
        "updatedAt": Payment.updated_at,
        "succeededAt": Payment.succeeded_at,
    }


def _payments(source: Select[Any], *, everything: bool) -> Listing:
    return Listing(
        source=source,
        columns=_columns(everything=everything),
        sorts={"createdAt": Payment.created_at, "amount": Payment.amount},
        identity=Payment.id,
        filters={
            "status": Payment.status,
            "provider": Payment.provider,
            "order_id": Payment.order_id,
            "user_id": Payment.user_id,
            "currency": Payment.currency,
        },
        ranges={"amount": Payment.amount},
        search=(Order.number, func.concat_ws(" ", User.email, User.first_name, User.last_name))
        if everything
        else (Order.number,),
        created_at=Payment.created_at,
    )


all_payments = _payments(select(Payment).select_from(_joined), everything=True)
own_payments = _payments(
    select(Payment).select_from(_joined).where(Payment.user_id == bindparam("own_id", type_=Uuid())), everything=False
)

events = Listing(
    source=select(PaymentEvent),
    columns={
        "id": PaymentEvent.id,
        "eventId": PaymentEvent.event_id,
        "type": PaymentEvent.type,
        "provider": PaymentEvent.provider,
        "status": PaymentEvent.status,
        "attempts": PaymentEvent.attempts,
        "error": PaymentEvent.error,
        "paymentId": PaymentEvent.payment_id,
        "createdAt": PaymentEvent.event_created_at,
        "receivedAt": PaymentEvent.received_at,
        "processedAt": PaymentEvent.processed_at,
    },
    sorts={"receivedAt": PaymentEvent.received_at, "createdAt": PaymentEvent.event_created_at},
    identity=PaymentEvent.id,
    filters={"status": PaymentEvent.status, "type": PaymentEvent.type, "payment_id": PaymentEvent.payment_id},
    search=(PaymentEvent.event_id,),
    created_at=PaymentEvent.received_at,
)


def shown(payment_id: UUID, *, everything: bool) -> Select[Any]:
    """A payment as the API shows it, and whose it is; its secret is not part of it."""
    columns: list[ColumnElement[Any]] = [column.label(name) for name, column in _columns(everything=everything).items()]
    return select(*columns).select_from(_joined).where(Payment.id == payment_id)


def visible_to(actor: Actor) -> Select[Payment]:
    """The payments that the actor may see."""
    if actor.may(READ):
        return select(Payment)
    own = actor.user_id if actor.may(READ_OWN) else None
    return select(Payment).where(Payment.user_id == own)


def by_provider_id(provider: str, provider_id: str) -> Select[UUID]:
    """Our id of what the provider calls so."""
    return select(Payment.id).where(Payment.provider == provider, Payment.provider_id == provider_id)


def by_own_id(provider: str, payment_id: UUID | None) -> Select[UUID]:
    """Our id, if there is such a payment of the provider's."""
    return select(Payment.id).where(Payment.id == payment_id, Payment.provider == provider)


def open_of_order(order_id: UUID) -> Select[Payment]:
    """The payment by which an order can be paid."""
    return select(Payment).where(Payment.order_id == order_id, Payment.status.in_(OPEN))


def open_of_invoice(invoice_id: UUID) -> Select[Payment]:
    """The payment by which an invoice can be paid."""
    return select(Payment).where(Payment.invoice_id == invoice_id, Payment.status.in_(OPEN))


def by_attempt_key(key: str) -> Select[Payment]:
    """The payment of an attempt that nobody sits by."""
    return select(Payment).where(Payment.attempt_key == key)


def invoice_lock(invoice_id: UUID) -> Select[Any]:
    """Takes a lock on beginning payments of an invoice, for the transaction."""
    return select(func.pg_advisory_xact_lock(func.hashtextextended(f"payments of invoice {invoice_id}", 0)))


def accepted_of_order(order_id: UUID) -> Select[UUID]:
    """The payment with which an order was paid."""
    return select(Payment.id).where(Payment.order_id == order_id, Payment.accepted.is_(True))


def refund_by_provider_id(provider_id: str) -> Select[Refund]:
    """Our row of a refund."""
    return select(Refund).where(Refund.provider_id == provider_id)


def unlinked_refund(payment_id: UUID, refund_id: UUID | None) -> Select[Refund]:
    """A refund of which we do not know yet what the provider calls it."""
    return select(Refund).where(Refund.id == refund_id, Refund.payment_id == payment_id, Refund.provider_id.is_(None))


def unsent_refund(refund_id: UUID, provider: str) -> Select[Refund, str | None]:
    """A refund that the provider has not answered yet, and what it calls the payment."""
    return (
        select(Refund, Payment.provider_id)
        .join(Payment, Payment.id == Refund.payment_id)
        .where(
            Refund.id == refund_id,
            Refund.status == RefundState.PENDING,
            Refund.provider_id.is_(None),
            Payment.provider == provider,
            Payment.provider_id.is_not(None),
        )
    )


def given_back(payment_id: UUID, *, but: UUID | None = None) -> Select[int]:
    """What was given back of a payment or is on its way, minor units, ``but`` one of the refunds."""
    return select(func.coalesce(func.sum(Refund.amount_minor), 0)).where(
        Refund.payment_id == payment_id,
        Refund.status != RefundState.FAILED,
        literal(True) if but is None else Refund.id != but,
    )


def customer_of(user_id: UUID, provider: str) -> Select[PaymentCustomer]:
    """What the provider knows a person by."""
    return select(PaymentCustomer).where(PaymentCustomer.user_id == user_id, PaymentCustomer.provider == provider)


def customer_called(provider: str, provider_id: str) -> Select[PaymentCustomer]:
    """Whom the provider calls so."""
    return select(PaymentCustomer).where(
        PaymentCustomer.provider == provider, PaymentCustomer.provider_id == provider_id
    )


def settled_events(before: datetime) -> Any:
    """Events that nobody needs any more."""
    return and_(PaymentEvent.status.in_(("processed", "ignored")), PaymentEvent.received_at < before)
