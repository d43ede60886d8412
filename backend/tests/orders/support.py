"""What the tests of orders share."""

from typing import Any
from uuid import UUID

import httpx2
from sqlalchemy import text

from groundwork.domains.orders import service
from groundwork.domains.orders.expiry import expire_due
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime
from tests.catalog.support import add_product
from tests.conftest import Person

ADDRESS = {
    "name": "Ada Byron",
    "line1": "Rua do Almada 12",
    "postalCode": "4050-036",
    "city": "Porto",
    "country": "PT",
}


async def order(customer: Person, *items: tuple[dict[str, Any], int], **fields: Any) -> httpx2.Response:
    """Ask for so many of each product."""
    wanted = [{"productId": product["id"], "quantity": quantity} for product, quantity in items]
    return await customer.post("/orders", {"items": wanted, **fields})


async def place(customer: Person, *items: tuple[dict[str, Any], int], **fields: Any) -> dict[str, Any]:
    """An order that was placed."""
    answer = await order(customer, *items, **fields)
    assert answer.status_code == 201, answer.text
    data: dict[str, Any] = answer.json()["data"]
    return data


async def placed_for(manager: Person, customer: Person, **product: Any) -> dict[str, Any]:
    """An order of two of a new product."""
    return await place(customer, (await add_product(manager, **{"stock": 10, **product}), 2))


async def pay(runtime: Runtime, order_id: str, key: str | None = None) -> bool:
    """The payment for an order comes in."""
    async with transaction(runtime) as db:
        return await service.mark_paid(db, UUID(order_id), key or str(uuid7()), now())


async def refund(runtime: Runtime, order_id: str, amount_minor: int, key: str | None = None) -> bool:
    """Some of it is given back."""
    async with transaction(runtime) as db:
        return await service.note_refund(db, UUID(order_id), amount_minor, key or str(uuid7()))


async def rows(runtime: Runtime, statement: str, **values: Any) -> list[dict[str, Any]]:
    """Rows of a statement."""
    async with transaction(runtime) as db:
        return [dict(row) for row in (await db.execute(text(statement), values)).mappings()]


async def run_out(runtime: Runtime, order_id: str) -> None:
    """Let the time to pay of an order be over."""
    past = "UPDATE orders SET reserved_until = now() - interval '1 second' WHERE id = CAST(:id AS uuid) RETURNING id"
    await rows(runtime, past, id=order_id)


async def sweep(runtime: Runtime) -> None:
    """Let the job of each minute run."""
    async with transaction(runtime) as db:
        await expire_due.handler(db)


async def stock_of(client: Person, product: dict[str, Any]) -> int:
    """How many of a product are left."""
    answer = await client.get(f"/products/{product['id']}")
    return int(answer.json()["data"]["stock"])


async def state_of(reader: Person, order_id: str) -> dict[str, Any]:
    """An order as somebody sees it."""
    answer = await reader.get(f"/orders/{order_id}")
    assert answer.status_code == 200, answer.text
    data: dict[str, Any] = answer.json()["data"]
    return data


async def accounts_of(runtime: Runtime, order_id: str) -> dict[str, int]:
    """What the ledger says of an order: minor units by account, without those that are even."""
    found = await rows(
        runtime,
        """SELECT account, sum(amount_minor)::bigint AS minor FROM ledger_lines
           JOIN ledger_transactions ON ledger_transactions.id = transaction_id
           WHERE reference = :reference GROUP BY account HAVING sum(amount_minor) <> 0""",
        reference=f"order:{order_id}",
    )
    return {row["account"]: row["minor"] for row in found}
