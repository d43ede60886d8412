"""Payments and events as the API shows them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select

from groundwork.domains.payments import queries
from groundwork.domains.payments.models import OPEN, Payment, PaymentEvent, Refund
from groundwork.domains.payments.policy import READ
from groundwork.domains.payments.schemas import (
    CardOut,
    EventDetail,
    EventOut,
    FailureOut,
    PaymentOut,
    RefundOut,
)
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import NotFound
from groundwork.kernel.http.envelope import etag_of
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import ProviderPayment
from groundwork.kernel.runtime import Runtime


async def payment_for(runtime: Runtime, actor: Actor, payment_id: UUID) -> PaymentOut:
    """The payment as the actor sees it; what the provider's form needs is for its owner.

    Raises:
        NotFound: there is none, or the actor may not know.
    """
    async with transaction(runtime) as db:
        payment = await db.scalar(queries.visible_to(actor).where(Payment.id == payment_id))
        if payment is None:
            raise NotFound
        row = (await db.execute(queries.shown(payment_id, everything=actor.may(READ)))).mappings().one()
    shown = PaymentOut.model_validate(dict(row))
    if payment.is_open and payment.user_id == actor.user_id and payment.provider == runtime.payments.name:
        shown.client_secret, shown.publishable_key = payment.client_secret, runtime.payments.publishable_key
    return shown


def as_provider_says(shown: PaymentOut, seen: ProviderPayment) -> PaymentOut:
    """What the form shows at once, as Stripe's does: what the provider says, before the news of it has arrived."""
    card = CardOut(brand=seen.card.brand, last4=seen.card.last4) if seen.card else shown.card
    failure = FailureOut(code=seen.failure.code, message=seen.failure.message) if seen.failure else None
    told: dict[str, Any] = {"status": str(seen.state), "card": card, "failure": failure}
    if seen.state not in OPEN:
        told |= {"client_secret": None, "publishable_key": None}
    return shown.model_copy(update=told)


def version_of(payment: PaymentOut) -> str:
    """The entity tag of a payment's present state."""
    return etag_of(payment.model_dump_json())


async def refund_with(runtime: Runtime, refund_id: UUID) -> RefundOut:
    """A refund."""
    async with transaction(runtime) as db:
        refund = await db.get_one(Refund, refund_id)
    fields = {name: getattr(refund, name) for name in RefundOut.model_fields if name != "amount"}
    return RefundOut(**fields, amount=str(Money(refund.amount_minor, refund.currency)))


async def event_with(runtime: Runtime, event_id: UUID) -> EventDetail:
    """An event and what it says, but for what opens a payment.

    Raises:
        NotFound: there is none.
    """
    async with transaction(runtime) as db:
        event = await db.scalar(select(PaymentEvent).where(PaymentEvent.id == event_id))
    if event is None:
        raise NotFound
    payload = _without_secrets(orjson.loads(event.payload)) if event.payload else None
    return EventDetail(**event_out(event).model_dump(), payload=payload)


def event_out(event: PaymentEvent) -> EventOut:
    """An event as the API shows it."""
    fields = {name: getattr(event, name) for name in EventOut.model_fields if name != "created_at"}
    return EventOut(**fields, created_at=event.event_created_at)


def _without_secrets(thing: Any) -> Any:
    """The same, without what the browser of who pays was given."""
    if isinstance(thing, Mapping):
        return {name: "***" if name == "client_secret" else _without_secrets(value) for name, value in thing.items()}
    if isinstance(thing, list):
        return [_without_secrets(value) for value in thing]
    return thing
