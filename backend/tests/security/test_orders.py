"""s60: what a buyer must not decide."""

from typing import Any

import pytest

from groundwork.kernel.ids import uuid7
from groundwork.kernel.permissions import Role
from groundwork.kernel.runtime import Runtime
from tests.catalog.support import add_product
from tests.conftest import MakePerson, Person
from tests.orders.support import order, pay, place, rows, state_of, stock_of

pytestmark = pytest.mark.anyio


@pytest.fixture
async def manager(person: MakePerson) -> Person:
    """A manager."""
    return await person(role=Role.MANAGER)


@pytest.mark.parametrize(
    "sent",
    [
        {"total": "0.01"},
        {"subtotal": "0.01"},
        {"tax": "0.00"},
        {"taxRate": "0.00"},
        {"status": "paid"},
        {"userId": "0197f2a4-c1d2-7e4b-8f00-3a5c21d9e8aa"},
        {"number": "0000-0000"},
        {"paidAt": "2026-01-01T00:00:00Z"},
        {"reservedUntil": "2036-01-01T00:00:00Z"},
    ],
    ids=str,
)
async def test_s60_only_the_server_says_what_an_order_costs(
    runtime: Runtime, person: MakePerson, manager: Person, sent: dict[str, Any]
) -> None:
    """Fields of the answer are refused in the request; nothing is ordered or reserved. [ASVS 2.2.1, 15.3.3]"""
    buyer, product = await person(), await add_product(manager, stock=5)
    answer = await order(buyer, (product, 1), **sent)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "VALIDATION_ERROR")
    assert answer.json()["error"]["details"][0]["field"] == next(iter(sent))
    await _nothing_happened(runtime, manager, buyer, product)


@pytest.mark.parametrize(
    "item", [{"price": "0.01"}, {"unitPrice": "0.01"}, {"total": "0.01"}, {"currency": "JPY"}, {"sku": "X"}], ids=str
)
async def test_s60_only_the_server_says_what_an_item_costs(
    runtime: Runtime, person: MakePerson, manager: Person, item: dict[str, Any]
) -> None:
    """Prices inside of items are refused as well. [ASVS 2.2.1, 15.3.3]"""
    buyer, product = await person(), await add_product(manager, stock=5)
    answer = await buyer.post("/orders", {"items": [{"productId": product["id"], "quantity": 1, **item}]})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "VALIDATION_ERROR")
    await _nothing_happened(runtime, manager, buyer, product)


@pytest.mark.parametrize(
    "quantity", [-1, 0, 1000, 2**63, 10**400, 1.5, "1", "-1", None, True, [1], {"$gt": 0}], ids=str
)
async def test_s60_quantities_are_small_whole_numbers(
    runtime: Runtime, person: MakePerson, manager: Person, quantity: Any
) -> None:
    """No negative quantity lowers a total, none overflows. [ASVS 2.2.1, 2.2.3]"""
    buyer, product = await person(), await add_product(manager, stock=5)
    answer = await order(buyer, (product, quantity))
    assert (answer.status_code, answer.json()["error"]["code"]) in {(400, "VALIDATION_ERROR"), (400, "BAD_REQUEST")}
    await _nothing_happened(runtime, manager, buyer, product)


async def test_s60_another_currency_is_no_discount(runtime: Runtime, person: MakePerson, manager: Person) -> None:
    """499 yen are not 499 dollars. [ASVS 2.2.2, 2.2.3]"""
    buyer, product = await person(), await add_product(manager, stock=5)
    for currency, status in (("JPY", 422), ("KWD", 422), ("XTS", 400)):
        answer = await order(buyer, (product, 1), currency=currency)
        assert (answer.status_code, answer.json()["error"]["details"][0]["field"]) == (status, "currency")
    await _nothing_happened(runtime, manager, buyer, product)


async def test_s60_anothers_order_does_not_exist(runtime: Runtime, person: MakePerson, manager: Person) -> None:
    """Reading, canceling and fulfilling another's order: 404 or 403, and it stays as it is. [ASVS 8.2.2]"""
    owner, other = await person(), await person()
    placed = await place(owner, (await add_product(manager, stock=5), 1))
    path = f"/orders/{placed['id']}"
    for answer in (
        await other.get(path),
        await other.post(f"{path}/cancellation", {}),
        await other.get(f"/orders/{uuid7()}"),
    ):
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "NOT_FOUND")
    assert (await other.post(f"{path}/fulfilment", {})).status_code == 403
    listed = await other.get("/orders", params={"filter[userId]": owner.id, "search": placed["number"]})
    assert listed.json()["data"] == []
    assert await state_of(owner, placed["id"]) == placed


async def test_s60_a_buyer_does_not_decide_when_it_is_sent(
    runtime: Runtime, person: MakePerson, manager: Person
) -> None:
    """Fulfilling one's own order is for the shop, paying is for the money. [ASVS 8.2.1, 2.3.1]"""
    owner = await person()
    placed = await place(owner, (await add_product(manager, stock=5), 1))
    assert (await owner.post(f"/orders/{placed['id']}/fulfilment", {})).status_code == 403
    await pay(runtime, placed["id"])
    assert (await owner.post(f"/orders/{placed['id']}/fulfilment", {})).status_code == 403
    assert (await state_of(owner, placed["id"]))["status"] == "paid"


async def _nothing_happened(runtime: Runtime, manager: Person, buyer: Person, product: dict[str, Any]) -> None:
    assert await stock_of(manager, product) == 5
    assert await rows(runtime, "SELECT id FROM orders WHERE user_id = CAST(:id AS uuid)", id=buyer.id) == []
