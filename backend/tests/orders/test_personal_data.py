"""Orders of people: what leaves in their export, and what stays when they are forgotten."""

from uuid import UUID

import pytest

from groundwork.domains.orders.personal_data import personal_data
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.catalog.support import add_product
from tests.conftest import Person
from tests.orders.support import ADDRESS, accounts_of, pay, place, placed_for, rows, state_of

pytestmark = pytest.mark.anyio


async def test_the_export_has_orders_items_and_history(runtime: Runtime, manager: Person, customer: Person) -> None:
    placed = await placed_for(manager, customer)
    await placed_for(manager, manager)
    async with transaction(runtime) as db:
        exported = {part.table: await part.export(db, UUID(customer.id)) for part in personal_data}
    assert [row["number"] for row in exported["orders"]] == [placed["number"]]
    assert [row["sku"] for row in exported["order_items"]] == [placed["items"][0]["sku"]]
    assert [row["status"] for row in exported["order_steps"]] == ["pending"]


async def test_the_order_stays_without_the_person(runtime: Runtime, manager: Person, customer: Person) -> None:
    product = await add_product(manager, stock=9)
    placed = await place(customer, (product, 1), shippingAddress=ADDRESS)
    canceled = await place(customer, (product, 1))
    await customer.post(f"/orders/{canceled['id']}/cancellation", {"reason": "Ada has moved"})
    await pay(runtime, placed["id"])
    await manager.post(f"/orders/{placed['id']}/fulfilment", {"tracking": "RR123456785PT"})
    books = await accounts_of(runtime, placed["id"])
    async with transaction(runtime) as db:
        for part in personal_data:
            await part.erase(db, UUID(customer.id))
    after = await state_of(manager, placed["id"])
    assert (after["customer"], after["shippingAddress"], after["tracking"]) == (None, None, None)
    assert [step["actorId"] for step in after["history"]] == [None, None, manager.id]
    assert (after["total"], after["items"]) == (placed["total"], placed["items"])
    assert await accounts_of(runtime, placed["id"]) == books
    said = await rows(runtime, "SELECT reason FROM order_steps WHERE order_id = CAST(:id AS uuid)", id=canceled["id"])
    assert {row["reason"] for row in said} == {None}
    assert (await customer.get(f"/orders/{placed['id']}")).status_code == 404
