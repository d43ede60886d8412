"""What payments do with an order: open it for paying, mark it paid, note what was given back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.catalog import service as catalog
from groundwork.domains.orders import books, queries
from groundwork.domains.orders.errors import NotNow
from groundwork.domains.orders.events import OrderPaid, OrderRefunded
from groundwork.domains.orders.models import Order, Status
from groundwork.domains.orders.steps import note_step, put_back
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.errors import Forbidden, NotFound
from groundwork.kernel.events import publish


async def order_for_payment(db: AsyncSession, actor: Actor, order_id: UUID) -> Order:
    """One's own order that waits for its payment, locked until the transaction ends.

    Raises:
        NotFound: the actor sees no such order.
        Forbidden: it is somebody else's.
        NotNow: it is paid, canceled, or its time is over.
    """
    order = await db.scalar(queries.visible_to(actor).where(Order.id == order_id).with_for_update())
    if order is None:
        raise NotFound
    if order.user_id != actor.user_id:
        raise Forbidden
    if order.status != Status.PENDING or order.is_due(now()):
        raise NotNow(f"The order is {Status.EXPIRED if order.status == Status.PENDING else order.status}")
    return order


async def mark_paid(db: AsyncSession, order_id: UUID, key: str, at: datetime) -> bool:
    """The whole amount of an order came in, with the payment that ``key`` names; the same twice has one effect.

    True: the order is paid with it. False: the money is not the order's and is to be given back, since another payment
    was first, or somebody canceled the order, or it expired and its products are sold by now, or it is gone.
    """
    order = await _locked(db, order_id)
    if order is None:
        return False
    if await books.is_paid_with(db, order, key):
        return True
    if order.paid_at is not None or order.status == Status.CANCELED:
        return False
    before, actor = order.status, Actor()
    if before != Status.PENDING:
        if not await _take_again(db, order):
            return False
        await books.post_placing_again(db, order, key)
    order.pay(at)
    await note_step(db, actor, order, before=before, at=at)
    await books.post_payment(db, order, key)
    await publish(db, OrderPaid(order.id))
    return True


async def note_refund(db: AsyncSession, order_id: UUID, amount_minor: int, key: str) -> bool:
    """Some of what was paid was given back, minor units; ``key`` names the refund. False when it was noted before.

    With the last of it, what was never sent is for sale again: the order cannot be fulfilled any more.

    Raises:
        NotNow: it is more than is left.
    """
    order = await _locked(db, order_id)
    if order is None or not await books.post_refund(db, order, amount_minor, key):
        return False
    before, moment = order.status, now()
    order.refund(amount_minor, moment)
    if order.status != before:
        await note_step(db, Actor(), order, before=before, at=moment)
        if before == Status.PAID:
            await put_back(db, order)
    await db.flush()
    await publish(db, OrderRefunded(order.id, amount_minor, whole=order.refunded_minor == order.total_minor))
    return True


async def _locked(db: AsyncSession, order_id: UUID) -> Order | None:
    return await db.get(Order, order_id, with_for_update=True, populate_existing=True)


async def _take_again(db: AsyncSession, order: Order) -> bool:
    """Reserve anew what is in an order that has expired."""
    items = list(await db.scalars(queries.items_of(order.id)))
    wanted = {item.product_id: item.quantity for item in items if item.product_id is not None}
    if len(wanted) < len(items):
        return False
    try:
        await catalog.reserve(db, wanted)
    except catalog.NotReserved:
        return False
    return True
