"""Payments. Each belongs to who makes it; events belong to no one."""

from uuid import UUID

import orjson

from groundwork.adapters.payments import signatures, webhook_secret
from groundwork.domains.payments.models import Payment, PaymentEvent
from groundwork.kernel.clock import now
from groundwork.kernel.ids import uuid7
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import CardForm, PaymentState
from tests.policy.scenes import orders
from tests.policy.scenes.scene import About, Json, Scene, committed, keep
from tests.policy.stage import Member, Stage

_ORDERS = frozenset({"orders:read", "orders:read:own"})
_GOOD = CardForm("4242424242424242")
_ASKING = CardForm("4000000000003220")


async def open_payment(stage: Stage, whose: Member, card: CardForm | None = None) -> Json:
    """A payment that waits for a card, or one with which this card was tried."""
    order = await (orders.paid if card is _GOOD else orders.pending)(stage, whose)
    payment_id = uuid7()
    provider = stage.runtime.payments
    metadata = {"paymentId": str(payment_id)}
    made = await provider.create_payment(
        Money(5389, "USD"), key=f"payment:{payment_id}", description="Order", metadata=metadata
    )
    if card:
        made = await provider.confirm(made.id, card)  # type: ignore[attr-defined]
    row = Payment(
        id=payment_id,
        order_id=UUID(order["id"]),
        user_id=UUID(whose.id),
        provider=provider.name,
        description="Order",
        amount_minor=5389,
        currency="USD",
    )
    row.observe(made, now())
    row.accepted = True if made.state == PaymentState.SUCCEEDED else None
    return {"id": await keep(stage, row)}


async def asking(stage: Stage, whose: Member) -> Json:
    """A payment that its bank wants to be confirmed."""
    return await open_payment(stage, whose, _ASKING)


async def succeeded(stage: Stage, whose: Member) -> Json:
    """A payment that can be refunded."""
    return await open_payment(stage, whose, _GOOD)


async def event(stage: Stage, _whose: Member) -> Json:
    """Something that the provider told."""
    async with committed(stage) as db:
        row = PaymentEvent(
            id=uuid7(),
            provider="sandbox",
            event_id=f"evt_{uuid7().hex}",
            type="balance.available",
            payload="{}",
            status="ignored",
            event_created_at=now(),
            received_at=now(),
        )
        db.add(row)
        await db.flush()
        return {"id": str(row.id)}


def signed(stage: Stage) -> Json:
    """Something that the provider tells, signed by it."""
    told = {"id": f"evt_{uuid7().hex}", "object": "event", "type": "balance.available", "created": 1767225600}
    body = orjson.dumps({**told, "data": {"object": {}}})
    signature = signatures.sign(body, webhook_secret(stage.runtime.settings), now())
    return {"content": body, "headers": {"Stripe-Signature": signature, "Content-Type": "application/json"}}


scenes = {
    "create_order_payment": Scene(About.PERSON, orders.pending, reads=_ORDERS),
    "list_payments": Scene(),
    "get_payment": Scene(About.PERSON, open_payment),
    "confirm_sandbox_payment": Scene(About.PERSON, open_payment, {"card": "4242424242424242"}),
    "answer_sandbox_challenge": Scene(About.PERSON, asking, {"outcome": "approved"}),
    "create_refund": Scene(About.PERSON, succeeded, {}),
    "list_payment_events": Scene(),
    "get_payment_event": Scene(About.NOBODY, event),
    "receive_stripe_event": Scene(options=signed),
    "replay_payment_event": Scene(About.NOBODY, event),
}
