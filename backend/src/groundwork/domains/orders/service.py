"""What can be done with orders."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.orders import books, queries
from groundwork.domains.orders.errors import NotNow
from groundwork.domains.orders.events import OrderCanceled, OrderFulfilled
from groundwork.domains.orders.models import Order as Order  # noqa: PLC0414  (higher domains name the type)
from groundwork.domains.orders.models import Status
from groundwork.domains.orders.past import BroughtIn as BroughtIn  # noqa: PLC0414  (for seeds)
from groundwork.domains.orders.past import PastItem as PastItem  # noqa: PLC0414
from groundwork.domains.orders.past import PastOrder as PastOrder  # noqa: PLC0414
from groundwork.domains.orders.past import PastRefund as PastRefund  # noqa: PLC0414
from groundwork.domains.orders.past import bring_in as bring_in  # noqa: PLC0414
from groundwork.domains.orders.placing import place_order
from groundwork.domains.orders.policy import CANCEL, CANCEL_OWN, FULFIL, READ, READ_OWN
from groundwork.domains.orders.receipts import receipt
from groundwork.domains.orders.schemas import OrderCreate, OrderOut
from groundwork.domains.orders.settlement import mark_paid as mark_paid  # noqa: PLC0414  (for payments)
from groundwork.domains.orders.settlement import note_refund as note_refund  # noqa: PLC0414
from groundwork.domains.orders.settlement import order_for_payment as order_for_payment  # noqa: PLC0414
from groundwork.domains.orders.steps import note_step, put_back
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import Database, driver_connection
from groundwork.kernel.errors import Forbidden, NotFound
from groundwork.kernel.events import publish
from groundwork.kernel.http.envelope import etag_of


async def create_order(db: AsyncSession, actor: Actor, form: OrderCreate) -> OrderOut:
    """Place an order. One that costs nothing is paid at once.

    Raises:
        NotForSale, OtherCurrency, OutOfStock, TooManyUnpaid, TooMuch: nothing was reserved.
    """
    order = await place_order(db, actor, form)
    if not Decimal(order.total):
        await mark_paid(db, order.id, "free", now())
        return await _shown(db, actor, order.id)
    return await _shown(db, actor, order.id) if actor.may(READ) else order


async def get_order(database: Database, actor: Actor, order_id: UUID) -> OrderOut:
    """An order.

    Raises:
        NotFound: the actor sees no such order.
    """
    return _order(await _found(database, actor, order_id), actor)


async def get_receipt(database: Database, actor: Actor, order_id: UUID) -> tuple[str, bytes]:
    """The name of an order's receipt, and the document.

    Raises:
        NotFound: the actor sees no such order.
        NotNow: it is not paid.
    """
    return await receipt(OrderOut.model_validate(await _found(database, actor, order_id)))


async def cancel_order(db: AsyncSession, actor: Actor, order_id: UUID, reason: str | None) -> OrderOut:
    """Give an order up; what was reserved is free again. Who may cancel any can also cancel what is paid.

    Raises:
        NotFound, Forbidden: as the matrix says.
        NotNow: it is not in a state in which the actor can cancel it.
    """
    order = await _visible(db, actor, order_id)
    if not actor.may(CANCEL) and not (actor.may(CANCEL_OWN) and order.user_id == actor.user_id):
        raise Forbidden
    before, moment = order.status, now()
    if before == Status.PAID and not actor.may(CANCEL):
        raise NotNow("The order is paid: ask us to cancel it")
    order.cancel(moment)
    await put_back(db, order)
    await note_step(db, actor, order, before=before, at=moment, reason=reason)
    if before == Status.PENDING:
        await books.post_giving_up(db, order, "canceled")
    await publish(db, OrderCanceled(order.id, paid=before == Status.PAID))
    return await _shown(db, actor, order.id)


async def fulfil_order(db: AsyncSession, actor: Actor, order_id: UUID, tracking: str | None) -> OrderOut:
    """Say that a paid order is on its way.

    Raises:
        NotFound, Forbidden: as the matrix says.
        NotNow: it is not paid, or on its way already.
    """
    order = await _visible(db, actor, order_id)
    actor.require(FULFIL)
    before, moment = order.status, now()
    order.fulfil(moment, tracking)
    await note_step(db, actor, order, before=before, at=moment, more={"tracking": tracking} if tracking else None)
    await publish(db, OrderFulfilled(order.id))
    return await _shown(db, actor, order.id)


async def tax_rates_of(database: Database, ids: Sequence[UUID]) -> dict[UUID, Decimal]:
    """The rate of tax of each of these orders, in percent."""
    return {row["id"]: row["rate"] for row in await queries.tax_rates.all(database, ids=ids)}


def version_of(order: OrderOut) -> str:
    """The entity tag of an order's present state."""
    return etag_of(order.model_dump_json())


async def _found(database: Database, actor: Actor, order_id: UUID) -> dict[str, Any]:
    found = await queries.order_by_id.first(database, order_id=order_id)
    if found is None or not (actor.may(READ) or (actor.may(READ_OWN) and found["_userId"] == actor.user_id)):
        raise NotFound
    return found


async def _visible(db: AsyncSession, actor: Actor, order_id: UUID) -> Order:
    order = await db.scalar(queries.visible_to(actor).where(Order.id == order_id).with_for_update())
    if order is None:
        raise NotFound
    return order


async def _shown(db: AsyncSession, actor: Actor, order_id: UUID) -> OrderOut:
    """The order as it is in this transaction."""
    connection = await driver_connection(db)
    return _order((await queries.order_by_id.on(connection, order_id=order_id))[0], actor)


def _order(found: dict[str, Any], actor: Actor) -> OrderOut:
    return OrderOut.model_validate(found if actor.may(READ) else {**found, "customer": None})
