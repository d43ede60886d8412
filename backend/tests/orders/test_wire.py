"""Orders as a client meets them on the wire."""

from typing import Any

import pytest

from groundwork.kernel.runtime import Runtime
from tests.catalog.support import add_product
from tests.conftest import Person
from tests.orders.support import pay, place, placed_for, refund, state_of

pytestmark = pytest.mark.anyio


async def _version(reader: Person, order: dict[str, Any]) -> str:
    answer = await reader.get(f"/orders/{order['id']}")
    return str(answer.headers["etag"])


async def test_where_nothing_has_to_be_said_nothing_has_to_be_sent(
    manager: Person, customer: Person, runtime: Runtime
) -> None:
    canceled, sent = await placed_for(manager, customer), await placed_for(manager, customer)
    answer = await customer.call("POST", f"/orders/{canceled['id']}/cancellation")
    assert (answer.status_code, answer.json()["data"]["status"]) == (200, "canceled"), answer.text
    await pay(runtime, sent["id"])
    answer = await manager.call("POST", f"/orders/{sent['id']}/fulfilment")
    assert (answer.status_code, answer.json()["data"]["status"]) == (200, "fulfilled"), answer.text


async def test_the_version_changes_with_all_that_is_shown(manager: Person, customer: Person, runtime: Runtime) -> None:
    product = await add_product(manager, stock=10)
    order = await place(customer, (product, 2))
    seen = [await _version(customer, order)]
    await pay(runtime, order["id"])
    seen.append(await _version(customer, order))
    await refund(runtime, order["id"], 100)
    seen.append(await _version(customer, order))
    assert (await manager.call("DELETE", f"/products/{product['id']}")).status_code == 200
    assert (await state_of(customer, order["id"]))["items"][0]["slug"] is None
    seen.append(await _version(customer, order))
    assert len(set(seen)) == len(seen), seen
    unchanged = await customer.get(f"/orders/{order['id']}", headers={"If-None-Match": seen[-1]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")


async def test_currencies_are_those_of_iso_4217(manager: Person) -> None:
    for code in ("ZZZ", "XTS", "XAU", "usd"):
        form = {"sku": "S-1", "name": "Thing", "price": "1", "currency": code}
        answer = await manager.post("/products", form)
        assert answer.status_code == 400, code
        assert "currency" in [detail["field"] for detail in answer.json()["error"]["details"]], answer.text
