"""The list of orders."""

from typing import Any

import pytest

from groundwork.kernel.runtime import Runtime
from tests.catalog.support import add_product
from tests.conftest import MakePerson, Person
from tests.orders.support import pay, place

pytestmark = pytest.mark.anyio


async def _listed(reader: Person, **query: Any) -> list[dict[str, Any]]:
    answer = await reader.get("/orders", params=query)
    assert answer.status_code == 200, answer.text
    data: list[dict[str, Any]] = answer.json()["data"]
    return data


async def test_everybody_sees_their_own_and_managers_see_all(manager: Person, person: MakePerson) -> None:
    one, other = await person(), await person()
    product = await add_product(manager, stock=9)
    mine, theirs = await place(one, (product, 1)), await place(other, (product, 2))
    [listed] = await _listed(one)
    shown = {name: value for name, value in mine.items() if name not in {"history", "shippingAddress"}}
    assert listed == shown
    assert await _listed(one, **{"filter[userId]": other.id}) == []
    [found] = await _listed(manager, **{"filter[userId]": other.id})
    assert (found["id"], found["customer"]) == (
        theirs["id"],
        {"id": other.id, "firstName": "Ada", "lastName": "Byron", "email": other.email},
    )


async def test_numbers_are_found_however_they_are_typed(manager: Person, customer: Person) -> None:
    product = await add_product(manager, stock=9)
    placed, _another = await place(customer, (product, 1)), await place(customer, (product, 1))
    number = placed["number"]
    for typed in (number, number.lower(), number.replace("-", ""), number[:4], number.replace("-", "").lower()):
        for reader in (customer, manager):
            assert placed["id"] in [order["id"] for order in await _listed(reader, search=typed)], typed
    assert [order["id"] for order in await _listed(customer, search=number)] == [placed["id"]]


async def test_customers_are_found_by_who_sees_them(manager: Person, person: MakePerson) -> None:
    buyer = await person()
    placed = await place(buyer, (await add_product(manager, stock=9), 1))
    assert [order["id"] for order in await _listed(manager, search=buyer.email)] == [placed["id"]]
    assert await _listed(buyer, search=buyer.email) == []


async def test_filters_sorts_and_pages(runtime: Runtime, manager: Person, customer: Person) -> None:
    cheap = await add_product(manager, stock=9, price="10.00")
    dear = await add_product(manager, stock=9, price="200.00", currency="EUR")
    first, second, third = [await place(customer, (product, 1)) for product in (cheap, dear, cheap)]
    await pay(runtime, second["id"])
    by_id = {first["id"]: "first", second["id"]: "second", third["id"]: "third"}

    async def names(**query: Any) -> list[str]:
        return [by_id[order["id"]] for order in await _listed(customer, **query)]

    assert await names() == ["third", "second", "first"]
    assert await names(sort="total") == ["second", "third", "first"]
    assert (await names(sort="paidAt"))[0] == "second"
    assert await names(**{"filter[status]": "paid"}) == ["second"]
    assert await names(**{"filter[status]": ["paid", "pending"]}, order="asc") == ["first", "second", "third"]
    assert await names(**{"filter[currency]": "EUR"}) == ["second"]
    assert await names(totalMin="10.80", totalMax="10.80") == ["third", "first"]
    assert await names(limit=1, page=2) == ["second"]
    page = await customer.get("/orders", params={"cursor": "", "limit": 2, "sort": "paidAt"})
    rest = await customer.get(
        "/orders", params={"cursor": page.json()["pagination"]["nextCursor"], "limit": 2, "sort": "paidAt"}
    )
    assert [by_id[order["id"]] for order in page.json()["data"] + rest.json()["data"]] == ["second", "third", "first"]
    refused = await customer.get("/orders", params={"filter[status]": "lost"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "VALIDATION_ERROR")


async def test_an_order_has_a_version(runtime: Runtime, manager: Person, customer: Person) -> None:
    placed = await place(customer, (await add_product(manager, stock=9), 1))
    path = f"/orders/{placed['id']}"
    version = (await customer.get(path)).headers["etag"]
    assert (await customer.get(path, headers={"If-None-Match": version})).status_code == 304
    await pay(runtime, placed["id"])
    assert (await customer.get(path, headers={"If-None-Match": version})).status_code == 200
