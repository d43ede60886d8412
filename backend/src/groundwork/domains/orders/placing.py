"""Placing an order: everything about it in one transaction, and little of it through the unit of work.

What comes in is ids and quantities; prices, tax and total are made here.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from psycopg import AsyncCursor
from psycopg.types.json import Jsonb
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.catalog import service as catalog
from groundwork.domains.catalog.schemas import Picture
from groundwork.domains.ledger import service as ledger
from groundwork.domains.orders import books
from groundwork.domains.orders.errors import NotForSale, OtherCurrency, OutOfStock, TooManyUnpaid, TooMuch
from groundwork.domains.orders.events import OrderPlaced
from groundwork.domains.orders.expiry import expire_at
from groundwork.domains.orders.models import Status
from groundwork.domains.orders.numbers import number_of
from groundwork.domains.orders.schemas import AddressOut, OrderCreate, OrderItemOut, OrderOut, StepOut
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import driver_connection
from groundwork.kernel.events import publish
from groundwork.kernel.ids import uuid7
from groundwork.kernel.money import Money, tax_on
from groundwork.kernel.runtime import runtime_of
from groundwork.kernel.settings import Settings

_MOST = 2**53 - 1
"""Minor units of a total: exact wherever it is read."""


@dataclass(frozen=True, slots=True)
class _Line:
    product: catalog.Reserved
    quantity: int

    @property
    def total_minor(self) -> int:
        return self.product.price_minor * self.quantity


async def place_order(db: AsyncSession, actor: Actor, form: OrderCreate) -> OrderOut:
    """Reserve what is wanted and note the order, which waits for its payment then.

    Statements are sent together where none needs the answer of the one before: two round trips for all of it.

    Raises:
        NotForSale, OtherCurrency, OutOfStock, TooManyUnpaid, TooMuch: nothing was reserved.
    """
    runtime = runtime_of(db)
    connection = await driver_connection(db)
    async with connection.pipeline():
        place = await connection.execute("SELECT nextval('order_numbers')")
        lines = await _reserve(db, form)
        order = _order(actor, form, lines, number_of((await place.fetchone() or (0,))[0]), runtime.settings)
        await connection.execute(_INSERT, {**order, "items": _rows(order["id"], lines)})
        most = runtime.settings.unpaid_orders_at_once
        unpaid = await _count_unpaid(db, order["user_id"]) if most else None
        await _plan(db, actor, order)
        if most and unpaid and (await unpaid.fetchone() or (0,))[0] > most:
            raise TooManyUnpaid(most)
    await publish(db, OrderPlaced(order["id"]))
    return _shown(order, form, lines)


def _order(actor: Actor, form: OrderCreate, lines: list[_Line], number: str, settings: Settings) -> dict[str, Any]:
    """The order as a row.

    Raises:
        OtherCurrency, TooMuch: the products have no total that can be paid.
    """
    currency = _currency_of(lines, form.currency)
    subtotal = sum(line.total_minor for line in lines)
    tax = tax_on(subtotal, settings.tax_rate)
    if subtotal + tax > _MOST:
        raise TooMuch
    moment = now()
    return {
        "id": uuid7(),
        "number": number,
        "user_id": actor.signed_in_user(),
        "status": Status.PENDING,
        "currency": currency,
        "subtotal_minor": subtotal,
        "tax_minor": tax,
        "tax_rate": settings.tax_rate,
        "total_minor": subtotal + tax,
        "shipping_address": Jsonb(form.shipping_address.model_dump(by_alias=True)) if form.shipping_address else None,
        "reserved_until": moment + timedelta(seconds=settings.order_reservation),
        "moment": moment,
    }


async def _reserve(db: AsyncSession, form: OrderCreate) -> list[_Line]:
    """Take it out of the stock.

    Raises:
        NotForSale, OutOfStock: nothing was taken.
    """
    try:
        reserved = await catalog.reserve(db, {item.product_id: item.quantity for item in form.items})
    except catalog.NotReserved as lacking:
        left = [
            (place, lacking.left[item.product_id])
            for place, item in enumerate(form.items)
            if item.product_id in lacking.left
        ]
        unknown = [place for place, count in left if count is None]
        if unknown:
            raise NotForSale(unknown) from None
        raise OutOfStock([(place, count or 0) for place, count in left]) from None
    return [_Line(reserved[item.product_id], item.quantity) for item in form.items]


def _currency_of(lines: list[_Line], wanted: str | None) -> str:
    """The currency of all products.

    Raises:
        OtherCurrency: there are several, or it is not the one that was asked for.
    """
    currencies = sorted({line.product.currency for line in lines})
    if len(currencies) > 1:
        raise OtherCurrency(f"The products are priced in {' and '.join(currencies)}")
    if wanted not in {None, currencies[0]}:
        raise OtherCurrency(f"The products are priced in {currencies[0]}")
    return currencies[0]


def _rows(order_id: UUID, lines: list[_Line]) -> str:
    """The items as rows, in JSON, which is made ten times as fast as arrays for the driver."""
    return orjson.dumps(
        [
            {
                "order_id": order_id,
                "position": position,
                "product_id": line.product.id,
                "sku": line.product.sku,
                "name": line.product.name,
                "slug": line.product.slug,
                "quantity": line.quantity,
                "unit_price_minor": line.product.price_minor,
                "total_minor": line.total_minor,
            }
            for position, line in enumerate(lines, 1)
        ]
    ).decode()


_INSERT = """
    WITH placed AS (
        INSERT INTO orders (id, number, user_id, status, currency, subtotal_minor, tax_minor, tax_rate, total_minor,
                            shipping_address, reserved_until, created_at, updated_at)
        VALUES (%(id)s, %(number)s, %(user_id)s, %(status)s, %(currency)s, %(subtotal_minor)s, %(tax_minor)s,
                %(tax_rate)s, %(total_minor)s, %(shipping_address)s, %(reserved_until)s, %(moment)s, %(moment)s)
    ), begun AS (
        INSERT INTO order_steps (order_id, position, status, at, actor_id)
        VALUES (%(id)s, 1, %(status)s, %(moment)s, %(user_id)s)
    )
    INSERT INTO order_items (order_id, position, product_id, sku, name, slug, quantity, unit_price_minor, total_minor)
    SELECT order_id, position, product_id, sku, name, slug, quantity, unit_price_minor, total_minor
    FROM jsonb_populate_recordset(NULL::order_items, %(items)s::jsonb)"""


async def _count_unpaid(db: AsyncSession, user_id: UUID) -> AsyncCursor[Any]:
    """How many orders of the person wait for their payment, this one included; nobody adds one until this is committed.

    The lock comes last and the counting after it, so that it is held briefly, and sees what others have committed.
    """
    connection = await driver_connection(db)
    await connection.execute(_LOCK_UNPAID, [f"unpaid orders of {user_id}"])
    return await connection.execute(_COUNT_UNPAID, [user_id])


_LOCK_UNPAID = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
_COUNT_UNPAID = "SELECT count(*) FROM orders WHERE user_id = %s AND reserved_until IS NOT NULL"


async def _plan(db: AsyncSession, actor: Actor, order: dict[str, Any]) -> None:
    """Record it, have it expire when its time comes, and post it, which is the first of these to be waited for."""
    changes = {"number": {"from": None, "to": order["number"]}, "status": {"from": None, "to": Status.PENDING.value}}
    await audit.record(db, actor, "order.placed", resource=("order", order["id"]), changes=changes, plain=changes)
    await expire_at(db, order["id"], order["reserved_until"])
    owed = books.Owed(order["id"], order["number"], order["currency"], order["subtotal_minor"], order["tax_minor"])
    await ledger.post(db, books.posting_of_placing(owed))


def _shown(order: dict[str, Any], form: OrderCreate, lines: list[_Line]) -> OrderOut:
    """The order as its owner sees it."""
    currency, moment = order["currency"], order["moment"]
    return OrderOut(
        id=order["id"],
        number=order["number"],
        status="pending",
        currency=currency,
        subtotal=str(Money(order["subtotal_minor"], currency)),
        tax=str(Money(order["tax_minor"], currency)),
        tax_rate=percent(order["tax_rate"]),
        total=str(Money(order["total_minor"], currency)),
        refunded=str(Money(0, currency)),
        items=[_item(line) for line in lines],
        history=[StepOut(status="pending", at=moment, reason=None, actor_id=order["user_id"])],
        shipping_address=form.shipping_address and AddressOut.model_validate(form.shipping_address),
        customer=None,
        reserved_until=order["reserved_until"],
        paid_at=None,
        fulfilled_at=None,
        canceled_at=None,
        tracking=None,
        created_at=moment,
        updated_at=moment,
    )


def _item(line: _Line) -> OrderItemOut:
    product = line.product
    return OrderItemOut(
        product_id=product.id,
        sku=product.sku,
        name=product.name,
        slug=product.slug,
        quantity=line.quantity,
        unit_price=str(Money(product.price_minor, product.currency)),
        total=str(Money(line.total_minor, product.currency)),
        image=product.image and Picture.model_validate(product.image),
    )


def percent(rate: Decimal) -> str:
    """A rate with two decimals, or as many more as it has: ``8.00``, ``8.125``."""
    return f"{rate:.2f}" if rate == round(rate, 2) else f"{rate.normalize():f}"
