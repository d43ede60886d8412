"""Taking products out of the stock, and putting them back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.rows import class_row, dict_row
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.kernel.clock import now
from groundwork.kernel.database import driver_connection


@dataclass(frozen=True, slots=True)
class Reserved:
    """A product of which some was taken, as it is at this moment. ``image`` is its first picture."""

    id: UUID
    sku: str
    name: str
    slug: str
    price_minor: int
    currency: str
    image: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class ForSale:
    """A product that can be ordered."""

    id: UUID
    sku: str
    name: str
    slug: str
    price_minor: int
    currency: str
    stock: int
    created_at: datetime


class NotReserved(Exception):
    """Nothing was taken, since it was not all there."""

    def __init__(self, left: dict[UUID, int | None]) -> None:
        """``left``: how many there are of each product that lacks; none when it is not for sale."""
        super().__init__(left)
        self.left = left


async def reserve(db: AsyncSession, wanted: Mapping[UUID, int]) -> dict[UUID, Reserved]:
    """Take so many of each product, or nothing at all; the products are locked until the transaction ends.

    Rows are locked in the order of their ids, so that no two who do this wait for each other in a circle.

    Raises:
        NotReserved: with what is not for sale, and of what there is too little.
    """
    connection = await driver_connection(db)
    async with connection.cursor(binary=True, row_factory=dict_row) as cursor:
        values = {"ids": list(wanted), "quantities": list(wanted.values()), "now": now()}
        await cursor.execute(_RESERVE, values)
        rows = await cursor.fetchall()
        if len(rows) == len(wanted):
            return {row["id"]: Reserved(**row) for row in rows}
        await cursor.execute(_LEFT, values)
        left = {row["id"]: row["stock"] for row in await cursor.fetchall()}
    raise NotReserved(
        {
            product_id: left.get(product_id)
            for product_id, quantity in wanted.items()
            if (left.get(product_id) or 0) < quantity
        }
    )


async def for_sale(db: AsyncSession) -> list[ForSale]:
    """All products that can be ordered, in the order in which they came."""
    connection = await driver_connection(db)
    async with connection.cursor(row_factory=class_row(ForSale)) as cursor:
        await cursor.execute(_FOR_SALE)
        return await cursor.fetchall()


_FOR_SALE = """
    SELECT id, sku, name, slug, price_minor, currency::text AS currency, stock, created_at
    FROM products WHERE active ORDER BY created_at, id"""


async def release(db: AsyncSession, quantities: Mapping[UUID, int]) -> None:
    """Put so many of each product back; those that are gone stay so."""
    if quantities:
        connection = await driver_connection(db)
        values = {"ids": list(quantities), "quantities": list(quantities.values()), "now": now()}
        await connection.execute(_RELEASE, values)


_RESERVE = "SELECT * FROM take_stock(%(ids)s, %(quantities)s, %(now)s)"
"""Made in the migration of the orders: it locks, and changes nothing else of a product."""

_LEFT = "SELECT id, stock FROM products WHERE id = ANY(%(ids)s) AND active"
"""Of what the statement before has locked."""

_RELEASE = """
    WITH locked AS MATERIALIZED (
        SELECT products.id, item.quantity
        FROM unnest(%(ids)s::uuid[], %(quantities)s::int[]) AS item (id, quantity)
        JOIN products ON products.id = item.id
        ORDER BY products.id FOR NO KEY UPDATE OF products
    )
    UPDATE products SET stock = products.stock + locked.quantity, updated_at = %(now)s
    FROM locked WHERE products.id = locked.id"""
