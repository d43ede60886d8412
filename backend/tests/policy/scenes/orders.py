"""Orders. Each belongs to who placed it."""

from datetime import timedelta
from uuid import UUID

from groundwork.domains.orders.models import Order, OrderItem, OrderStep, Status
from groundwork.domains.orders.numbers import number_of
from groundwork.kernel.clock import now
from groundwork.kernel.ids import uuid7
from tests.policy.scenes import catalog
from tests.policy.scenes.scene import About, Json, Scene, committed
from tests.policy.stage import Member, Stage


async def new_order(stage: Stage, whose: Member) -> Json:
    """Something that is for sale."""
    product = await catalog.product(stage, whose)
    return {"items": [{"productId": product["id"], "quantity": 1}]}


async def pending(stage: Stage, whose: Member) -> Json:
    """An order that waits for its payment."""
    return {"id": await _order(stage, whose, Status.PENDING)}


async def paid(stage: Stage, whose: Member) -> Json:
    """An order that is paid."""
    return {"id": await _order(stage, whose, Status.PAID)}


async def _order(stage: Stage, whose: Member, status: Status) -> str:
    made, moment = uuid7(), now()
    is_paid = status == Status.PAID
    async with committed(stage) as db:
        db.add(
            Order(
                id=made,
                number=number_of(made.int),
                user_id=UUID(whose.id),
                status=status,
                currency="USD",
                subtotal_minor=4990,
                tax_minor=399,
                tax_rate=8,
                total_minor=5389,
                reserved_until=None if is_paid else moment + timedelta(minutes=30),
                paid_at=moment if is_paid else None,
            )
        )
        await db.flush()
        item = {"sku": "DESK", "name": "Desk", "slug": "desk", "unit_price_minor": 4990, "total_minor": 4990}
        db.add(OrderItem(order_id=made, position=1, quantity=1, **item))
        db.add(OrderStep(order_id=made, position=1, status=status, at=moment, actor_id=UUID(whose.id)))
        await db.flush()
    return str(made)


scenes = {
    "list_orders": Scene(),
    "create_order": Scene(body=new_order),
    "get_order": Scene(About.PERSON, pending),
    "get_order_receipt": Scene(About.PERSON, paid),
    "create_order_cancellation": Scene(About.PERSON, pending, {}),
    "create_order_fulfilment": Scene(About.PERSON, paid, {}),
}
