"""Placing an order: everything about it in one transaction, and little of it through the unit of work.

What comes in is ids and quantities; prices, tax and total are made here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.catalog import service as catalog
from groundwork.domains.ledger import service as ledger
from groundwork.domains.orders import books
from groundwork.domains.orders.errors import NotForSale, OtherCurrency, OutOfStock, TooMuch
from groundwork.domains.orders.events import OrderPlaced
from groundwork.domains.orders.expiry import expire_at
from groundwork.domains.orders.models import Status
from groundwork.domains.orders.numbers import number_of
from groundwork.domains.orders.schemas import OrderCreate
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import driver_connection
from groundwork.kernel.events import publish
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import runtime_of

_MOST = 2**53 - 1
"""Minor units of a total: exact wherever it is read."""


@dataclass(frozen=True, slots=True)
class _Line:
    product: catalog.Reserved
    quantity: int

    @property
    def total_minor(self) -> int:
        return self.product.price_minor * self.quantity


async def place_order(db: AsyncSession, actor: Actor, form: OrderCreate) -> UUID:
    """Reserve what is wanted and note the order; the answer is its id. It waits for its payment.

    Raises:
        NotForSale, OtherCurrency, OutOfStock, TooMuch: nothing was reserved.
    """
    lines = await _reserve(db, form)
    currency = _currency_of(lines, form.currency)
    settings = runtime_of(db).settings
    subtotal = sum(line.total_minor for line in lines)
    tax = tax_on(subtotal, settings.tax_rate)
    if subtotal + tax > _MOST:
        raise TooMuch
    order_id, moment = uuid7(), now()
    reserved_until = moment + timedelta(seconds=settings.order_reservation)
    number = await _insert(
        db,
        {
            "id": order_id,
            "user_id": actor.signed_in_user(),
            "status": Status.PENDING,
            "currency": currency,
            "subtotal_minor": subtotal,
            "tax_minor": tax,
            "tax_rate": settings.tax_rate,
            "total_minor": subtotal + tax,
            "shipping_address": form.shipping_address and Jsonb(form.shipping_address.model_dump(by_alias=True)),
            "reserved_until": reserved_until,
            "moment": moment,
        },
        lines,
    )
    await ledger.post(db, books.posting_of_placing(order_id, number, currency, subtotal, tax, key="placed"))
    await _tell(db, actor, order_id, number, reserved_until)
    return order_id


def tax_on(subtotal_minor: int, rate: Decimal) -> int:
    """The tax on an amount at ``rate`` percent, in minor units, half up."""
    return int((subtotal_minor * rate / 100).quantize(Decimal(1), ROUND_HALF_UP))


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


async def _insert(db: AsyncSession, order: dict[str, Any], lines: list[_Line]) -> str:
    connection = await driver_connection(db)
    place = await (await connection.execute("SELECT nextval('order_numbers')")).fetchone()
    number = number_of(place[0] if place else 0)
    await connection.execute(
        _INSERT,
        {
            **order,
            "number": number,
            "product_ids": [line.product.id for line in lines],
            "skus": [line.product.sku for line in lines],
            "names": [line.product.name for line in lines],
            "slugs": [line.product.slug for line in lines],
            "quantities": [line.quantity for line in lines],
            "prices": [line.product.price_minor for line in lines],
        },
    )
    return number


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
    SELECT %(id)s, position, product_id, sku, name, slug, quantity, price, price * quantity
    FROM unnest(%(product_ids)s::uuid[], %(skus)s::text[], %(names)s::text[], %(slugs)s::text[],
                %(quantities)s::int[], %(prices)s::bigint[]) WITH ORDINALITY
        AS item (product_id, sku, name, slug, quantity, price, position)"""


async def _tell(db: AsyncSession, actor: Actor, order_id: UUID, number: str, reserved_until: datetime) -> None:
    changes = {"number": {"from": None, "to": number}, "status": {"from": None, "to": str(Status.PENDING)}}
    await audit.record(
        db, actor, "order.placed", resource=("order", order_id), changes=changes, plain=frozenset(changes)
    )
    await expire_at(db, order_id, reserved_until)
    await publish(db, OrderPlaced(order_id))
