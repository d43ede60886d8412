"""Freeing what nobody paid for: each order by a job of its own when its time is over, and a sweep for the rest."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.orders import books, queries
from groundwork.domains.orders.events import OrderExpired
from groundwork.domains.orders.models import Order
from groundwork.domains.orders.steps import note_step, put_back
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.events import publish
from groundwork.kernel.jobs import Job, defer

_BATCH = 100


async def expire_at(db: AsyncSession, order_id: UUID, moment: datetime) -> None:
    """Have the order looked at when its time to pay is over. There are many of these, and few have anything to do."""
    await defer(db, expire_order, at=moment, priority=-1, order_id=str(order_id))


async def _expire_order(db: AsyncSession, *, order_id: str) -> None:
    """The order's time is over, unless it was paid or canceled, or another clock is behind: then the sweep comes."""
    order = await db.get(Order, UUID(order_id), with_for_update=True)
    if order is not None and order.is_due(now()):
        await _expire(db, [order])


expire_order = Job("orders.expire", _expire_order)


async def _expire_due(db: AsyncSession) -> None:
    """Free what is due and still there, a batch at a time; those that somebody is busy with are left to them."""
    orders = list(await db.scalars(queries.due(now(), _BATCH)))
    await _expire(db, orders)
    if len(orders) == _BATCH:
        await defer(db, expire_due)


expire_due = Job("orders.expire_due", _expire_due, schedule="* * * * *")


async def _expire(db: AsyncSession, orders: list[Order]) -> None:
    """All are locked. Products are locked for all of them together, and after them."""
    await put_back(db, *orders)
    for order in orders:
        before, moment = order.status, now()
        order.expire(moment)
        await note_step(db, Actor(), order, before=before, at=moment)
        await books.post_giving_up(db, order, "expired")
        await publish(db, OrderExpired(order.id))
