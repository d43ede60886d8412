"""Orders of before: brought in whole, with their history and their postings, as when a shop moves in.

They are made with the verbs of the model, so none is in a state that it could not have come to. What they did is in the
audit trail. They take nothing from the stock, which is what is left after them; nobody is told of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.audit.service import PastEntry
from groundwork.domains.ledger import service as ledger
from groundwork.domains.ledger.service import PastPosting
from groundwork.domains.orders import books
from groundwork.domains.orders.models import Order, OrderItem, OrderStep, Status
from groundwork.domains.orders.numbers import number_of
from groundwork.kernel.actor import Actor
from groundwork.kernel.money import tax_on
from groundwork.kernel.runtime import runtime_of


@dataclass(frozen=True, slots=True)
class PastItem:
    """What was ordered, and what one of it cost in minor units."""

    product_id: UUID
    sku: str
    name: str
    slug: str
    quantity: int
    unit_price_minor: int


@dataclass(frozen=True, slots=True)
class PastRefund:
    """So many percent of the total went back; ``key`` as payments note it."""

    key: str
    percent: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PastOrder:
    """An order, and what became of it: paid with the payment that ``payment_key`` names, or given up, or neither."""

    id: UUID
    customer: Actor
    placed_at: datetime
    currency: str
    items: Sequence[PastItem]
    shipping_address: dict[str, Any] | None = None
    paid_at: datetime | None = None
    payment_key: str = ""
    fulfilled_at: datetime | None = None
    tracking: str | None = None
    fulfilled_by: Actor = field(default_factory=Actor)
    given_up_at: datetime | None = None
    expired: bool = False
    """Given up by itself, and not by its customer."""
    reason: str | None = None
    refunds: Sequence[PastRefund] = field(default=())

    @property
    def given_up_by(self) -> Actor:
        """Nobody, when its time was over."""
        return Actor() if self.expired else self.customer


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What came of it: the order, and how much of each refund, in minor units."""

    order: Order
    refunded: list[int]


async def bring_in(db: AsyncSession, past: Sequence[PastOrder]) -> list[BroughtIn]:
    """Bring the orders in, in their order."""
    places = await db.scalars(
        text("SELECT nextval('order_numbers') FROM generate_series(1, :count)"), {"count": len(past)}
    )
    rate = runtime_of(db).settings.tax_rate
    brought, postings, entries = [], list[PastPosting](), list[PastEntry]()
    for story, place in zip(past, places, strict=True):
        subtotal = sum(item.quantity * item.unit_price_minor for item in story.items)
        tax = tax_on(subtotal, rate)
        order = Order(
            id=story.id,
            number=number_of(place),
            user_id=story.customer.user_id,
            status=Status.PENDING,
            currency=story.currency,
            subtotal_minor=subtotal,
            tax_minor=tax,
            tax_rate=rate,
            total_minor=subtotal + tax,
            refunded_minor=0,
            shipping_address=story.shipping_address,
            created_at=story.placed_at,
            updated_at=story.placed_at,
        )
        refunded = _live(db, story, order, postings, entries)
        db.add(order)
        brought.append(BroughtIn(order, refunded))
    await db.flush()
    for story in past:
        db.add_all(_items(story))
    await db.flush()
    await ledger.bring_in(db, postings)
    await audit.bring_in(db, entries)
    return brought


def _items(story: PastOrder) -> list[OrderItem]:
    return [
        OrderItem(
            order_id=story.id,
            position=position,
            product_id=item.product_id,
            sku=item.sku,
            name=item.name,
            slug=item.slug,
            quantity=item.quantity,
            unit_price_minor=item.unit_price_minor,
            total_minor=item.quantity * item.unit_price_minor,
        )
        for position, item in enumerate(story.items, 1)
    ]


def _live(
    db: AsyncSession, story: PastOrder, order: Order, postings: list[PastPosting], entries: list[PastEntry]
) -> list[int]:
    """Let the order go through what happened to it; the answer is what went back each time."""
    refunded, steps = [], list[OrderStep]()

    def step(at: datetime, actor: Actor, reason: str | None = None, more: dict[str, Any] | None = None) -> None:
        before = steps[-1].status if steps else None
        position, status = len(steps) + 1, order.status
        steps.append(
            OrderStep(order_id=order.id, position=position, status=status, at=at, actor_id=actor.user_id, reason=reason)
        )
        changes = audit.differences({"status": before}, {"status": str(status), **(more or {})})
        action, plain = f"order.{status}" if before else "order.placed", {"number", "status"}
        entries.append(PastEntry(at, actor, action, ("order", order.id), changes, order.user_id, plain))

    step(story.placed_at, story.customer, more={"number": order.number})
    postings.append(PastPosting(books.posting_of_placing(books.Owed.by(order)), story.placed_at))
    if story.given_up_at:
        if story.expired:
            order.expire(story.given_up_at)
        else:
            order.cancel(story.given_up_at)
        step(story.given_up_at, story.given_up_by, story.reason)
        postings.append(PastPosting(books.posting_of_giving_up(order, order.status), story.given_up_at))
    if story.paid_at:
        order.pay(story.paid_at)
        step(story.paid_at, Actor())
        postings.append(PastPosting(books.posting_of_payment(order, story.payment_key), story.paid_at))
    if story.fulfilled_at:
        order.fulfil(story.fulfilled_at, story.tracking)
        step(story.fulfilled_at, story.fulfilled_by, more={"tracking": story.tracking} if story.tracking else None)
    for refund in story.refunds:
        amount, before = order.total_minor * refund.percent // 100, order.status
        postings.append(PastPosting(books.posting_of_refund(order, amount, refund.key), refund.at))
        order.refund(amount, refund.at)
        refunded.append(amount)
        if order.status != before:
            step(refund.at, Actor())
    db.add_all(steps)
    return refunded
