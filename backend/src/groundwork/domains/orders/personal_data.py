"""What orders keep about people: it leaves in an export; at erasure the orders stay, without the person."""

from typing import Any
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.orders.models import Order, OrderItem, OrderStep
from groundwork.kernel.personal_data import PersonalData, rows_of


async def _export_items(db: AsyncSession, user_id: UUID) -> list[dict[str, Any]]:
    theirs = select(OrderItem.__table__).join(Order, Order.id == OrderItem.order_id).where(Order.user_id == user_id)
    return [dict(row) for row in (await db.execute(theirs)).mappings()]


async def _forget_customer(db: AsyncSession, user_id: UUID) -> None:
    """Address and parcel lead to the person, what was said when it was canceled may."""
    theirs = select(Order.id).where(Order.user_id == user_id)
    steps = or_(OrderStep.order_id.in_(theirs), OrderStep.actor_id == user_id)
    await db.execute(update(OrderStep).where(steps).values(reason=None))
    await db.execute(
        update(Order).where(Order.user_id == user_id).values(user_id=None, shipping_address=None, tracking=None)
    )


async def _stay(_db: AsyncSession, _user_id: UUID) -> None:
    """What was bought says nothing about who did."""


async def _forget_steps(db: AsyncSession, user_id: UUID) -> None:
    await db.execute(update(OrderStep).where(OrderStep.actor_id == user_id).values(actor_id=None))


personal_data = [
    PersonalData("orders", rows_of(Order).export, _forget_customer),
    PersonalData("order_items", _export_items, _stay),
    PersonalData("order_steps", rows_of(OrderStep, "actor_id").export, _forget_steps),
]
