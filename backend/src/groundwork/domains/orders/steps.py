"""What every change of an order's status leaves behind: a step of its history, an entry in the audit trail."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.catalog import service as catalog
from groundwork.domains.orders import queries
from groundwork.domains.orders.models import Order, OrderStep
from groundwork.kernel.actor import Actor


async def note_step(
    db: AsyncSession,
    actor: Actor,
    order: Order,
    *,
    before: str,
    at: datetime,
    reason: str | None = None,
    more: dict[str, Any] | None = None,
) -> None:
    """Note that the order came from the status ``before`` to the one that it has. The order is locked."""
    position = (await db.scalar(queries.steps_of(order.id)) or 0) + 1
    db.add(
        OrderStep(
            order_id=order.id, position=position, status=order.status, at=at, reason=reason, actor_id=actor.user_id
        )
    )
    await db.flush()
    changes = audit.differences({"status": before}, {"status": order.status, **(more or {})})
    await audit.record(
        db,
        actor,
        f"order.{order.status}",
        resource=("order", order.id),
        changes=changes,
        person=order.user_id,
        plain=frozenset({"status"}),
    )


async def put_back(db: AsyncSession, *orders: Order) -> None:
    """Put what is in the orders back into the stock: all at once, since products are locked by their order."""
    quantities: dict[Any, int] = {}
    for order in orders:
        for item in await db.scalars(queries.items_of(order.id)):
            if item.product_id is not None:
                quantities[item.product_id] = quantities.get(item.product_id, 0) + item.quantity
    await catalog.release(db, quantities)
