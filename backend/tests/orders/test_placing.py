"""Placing orders."""

import asyncio
import dataclasses
from typing import Any

import pytest

from groundwork.entrypoints.http import create_asgi
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings
from tests.catalog.support import add_product
from tests.conftest import MakePerson, Person, client_of
from tests.orders.support import ADDRESS, accounts_of, order, pay, place, rows, run_out, state_of, stock_of, sweep

pytestmark = pytest.mark.anyio


async def test_an_order_has_the_prices_of_the_server(runtime: Runtime, manager: Person, customer: Person) -> None:
    desk = await add_product(manager, price="499.00", stock=5)
    lamp = await add_product(manager, price="24.95", stock=9)
    placed = await place(customer, (desk, 1), (lamp, 3), shippingAddress=ADDRESS)
    assert placed["status"] == "pending"
    assert (placed["subtotal"], placed["taxRate"], placed["tax"], placed["total"]) == (
        "573.85",
        "8.00",
        "45.91",
        "619.76",
    )
    assert [(item["sku"], item["quantity"], item["unitPrice"], item["total"]) for item in placed["items"]] == [
        (desk["sku"], 1, "499.00", "499.00"),
        (lamp["sku"], 3, "24.95", "74.85"),
    ]
    assert placed["shippingAddress"] == {**ADDRESS, "line2": None, "region": None}
    assert [(step["status"], step["actorId"]) for step in placed["history"]] == [("pending", customer.id)]
    assert placed["customer"] is None
    assert (await stock_of(manager, desk), await stock_of(manager, lamp)) == (4, 6)
    assert await accounts_of(runtime, placed["id"]) == {
        "receivable": 61976,
        "deferred": -57385,
        "deferred_tax": -4591,
    }
    assert await state_of(customer, placed["id"]) == placed


async def test_placing_is_in_the_audit_trail_and_plans_its_expiry(
    runtime: Runtime, manager: Person, customer: Person
) -> None:
    placed = await place(customer, (await add_product(manager, stock=1), 1))
    [entry] = await rows(
        runtime, "SELECT action, actor_id, changes FROM audit_logs WHERE resource_id = :id", id=placed["id"]
    )
    assert (entry["action"], str(entry["actor_id"])) == ("order.placed", customer.id)
    assert entry["changes"]["number"] == {"from": None, "to": placed["number"]}
    [job] = await rows(
        runtime,
        """SELECT scheduled_at, status FROM procrastinate_jobs
           WHERE task_name = 'orders.expire' AND args->>'order_id' = :id""",
        id=placed["id"],
    )
    assert job["status"] == "todo"
    assert job["scheduled_at"].isoformat()[:22] == placed["reservedUntil"][:22]


async def test_an_order_keeps_what_it_says_when_the_product_changes(
    runtime: Runtime, manager: Person, customer: Person
) -> None:
    desk = await add_product(manager, stock=3, name="Walnut desk")
    placed = await place(customer, (desk, 1))
    changed = await manager.call("PATCH", f"/products/{desk['id']}", json={"name": "Oak desk", "price": "1.00"})
    assert changed.status_code == 200, changed.text
    assert (await state_of(customer, placed["id"]))["items"] == placed["items"]
    assert (await manager.call("DELETE", f"/products/{desk['id']}")).status_code == 200
    [item] = (await state_of(customer, placed["id"]))["items"]
    assert item == {**placed["items"][0], "productId": None, "slug": None, "image": None}


async def test_currencies_have_their_own_decimals(manager: Person, customer: Person) -> None:
    yen = await add_product(manager, price="1250", currency="JPY", stock=5)
    dinar = await add_product(manager, price="1.005", currency="KWD", stock=5)
    assert (await place(customer, (yen, 1)))["tax"] == "100"
    in_dinar = await place(customer, (dinar, 1), currency="KWD")
    assert (in_dinar["subtotal"], in_dinar["tax"], in_dinar["total"]) == ("1.005", "0.080", "1.085")


async def test_the_first_picture_comes_along(manager: Person, customer: Person) -> None:
    placed = await place(customer, (await add_product(manager, stock=1), 1))
    assert placed["items"][0]["image"] is None


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"items": []}, "items"),
        ({"items": [{"productId": "x", "quantity": 1}]}, "items.0.productId"),
        ({"quantity": 0}, "items.0.quantity"),
        ({"quantity": -1}, "items.0.quantity"),
        ({"quantity": 1000}, "items.0.quantity"),
        ({"quantity": 1.5}, "items.0.quantity"),
        ({"quantity": "2"}, "items.0.quantity"),
        ({"currency": "usd"}, "currency"),
        ({"shippingAddress": {**ADDRESS, "country": "XX"}}, "shippingAddress.country"),
        ({"shippingAddress": {**ADDRESS, "city": ""}}, "shippingAddress.city"),
        ({"note": "quick, please"}, "note"),
    ],
)
async def test_bad_input_is_named_and_reserves_nothing(
    manager: Person, customer: Person, fields: dict[str, Any], named: str
) -> None:
    product = await add_product(manager, stock=5)
    sent = dict(fields)
    item = {"productId": product["id"], "quantity": sent.pop("quantity", 1)}
    answer = await customer.post("/orders", {"items": [item], **sent})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "VALIDATION_ERROR"), answer.text
    assert answer.json()["error"]["details"][0]["field"] == named
    assert await stock_of(manager, product) == 5


async def test_a_product_is_named_once(manager: Person, customer: Person) -> None:
    product = await add_product(manager, stock=5)
    answer = await order(customer, (product, 1), (product, 1))
    assert (answer.status_code, answer.json()["error"]["details"][0]["field"]) == (400, "items")
    assert await stock_of(manager, product) == 5


async def test_what_is_not_for_sale_cannot_be_ordered(manager: Person, customer: Person) -> None:
    good = await add_product(manager, stock=5)
    withdrawn = await add_product(manager, stock=5, active=False)
    answer = await order(customer, (good, 1), (withdrawn, 1), ({"id": customer.id}, 1))
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "UNPROCESSABLE_ENTITY")
    assert [told["field"] for told in answer.json()["error"]["details"]] == ["items.1.productId", "items.2.productId"]
    assert await stock_of(manager, good) == 5


async def test_too_little_stock_says_how_little(manager: Person, customer: Person) -> None:
    good = await add_product(manager, stock=5)
    few = await add_product(manager, stock=3)
    none = await add_product(manager, stock=0)
    answer = await order(customer, (good, 1), (few, 4), (none, 1))
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "CONFLICT")
    assert answer.json()["error"]["details"] == [
        {"field": "items.1.quantity", "message": "Only 3 left"},
        {"field": "items.2.quantity", "message": "Out of stock"},
    ]
    assert (await stock_of(manager, good), await stock_of(manager, few)) == (5, 3)


async def test_what_is_in_stock_is_counted_when_the_last_is_sold_and_given_back(
    runtime: Runtime, manager: Person, customer: Person
) -> None:
    few, many = await add_product(manager, stock=2), await add_product(manager, stock=9)
    await _counts_are_right(runtime)
    placed = await place(customer, (few, 2), (many, 1))
    await _counts_are_right(runtime)
    await customer.post(f"/orders/{placed['id']}/cancellation", {})
    await _counts_are_right(runtime)
    renamed = await manager.call("PATCH", f"/products/{few['id']}", json={"name": "Oak desk", "active": False})
    assert renamed.status_code == 200
    await _counts_are_right(runtime)


async def _counts_are_right(runtime: Runtime) -> None:
    counted = await rows(
        runtime,
        """SELECT category_id, in_stock, active FROM products
           GROUP BY category_id, in_stock, active
           HAVING count(*) IS DISTINCT FROM (
               SELECT sum(entries) FROM products_counts AS kept
               WHERE (kept.category_id, kept.in_stock, kept.active)
                   IS NOT DISTINCT FROM (products.category_id, products.in_stock, products.active))""",
    )
    assert counted == []


async def test_an_order_has_one_currency(manager: Person, customer: Person) -> None:
    dollars = await add_product(manager, stock=5)
    euros = await add_product(manager, stock=5, currency="EUR")
    for answer in (
        await order(customer, (dollars, 1), (euros, 1)),
        await order(customer, (dollars, 1), currency="EUR"),
    ):
        assert (answer.status_code, answer.json()["error"]["details"][0]["field"]) == (422, "currency")
    assert (await stock_of(manager, dollars), await stock_of(manager, euros)) == (5, 5)


async def test_a_total_beyond_counting_is_refused(manager: Person, customer: Person) -> None:
    palace = await add_product(manager, price="999999999999999.99", stock=1000)
    answer = await order(customer, (palace, 999))
    assert answer.status_code == 422, answer.text
    assert await stock_of(manager, palace) == 1000


async def test_how_many_items_an_order_can_have_is_told_in_words(customer: Person) -> None:
    item = {"productId": "0197f2a4-c1d2-7e4b-8000-000000000000", "quantity": 1}
    for items, sentence in (([], "Must have at least 1 entry"), ([item] * 101, "Must have at most 100 entries")):
        answer = await customer.post("/orders", {"items": items})
        assert answer.status_code == 400
        assert answer.json()["error"]["details"] == [{"field": "items", "message": sentence}]


async def test_what_waits_for_its_payment_is_bounded(
    runtime: Runtime, manager: Person, customer: Person, person: MakePerson
) -> None:
    """Nobody empties the shop without paying: so many orders of a person wait at once, and what to do is told."""
    product = await add_product(manager, stock=20)
    settings = runtime.settings.model_copy(update={"order_unpaid_limit": 3})
    async with client_of(create_asgi(dataclasses.replace(runtime, settings=settings))) as client:
        buyer = dataclasses.replace(customer, client=client)
        answers = await asyncio.gather(*(order(buyer, (product, 2)) for _ in range(12)))
        assert sorted(answer.status_code for answer in answers) == [201] * 3 + [422] * 9
        [sentence] = {answer.json()["error"]["message"] for answer in answers if answer.status_code == 422}
        assert sentence == (
            "3 of your orders wait for payment, and there can be no more: pay for one of them, or cancel it"
        )
        assert await stock_of(manager, product) == 14
        placed = [answer.json()["data"]["id"] for answer in answers if answer.status_code == 201]
        assert await rows(runtime, "SELECT count(*) FROM orders WHERE user_id = :id", id=customer.id) == [{"count": 3}]

        other = dataclasses.replace(await person(), client=client)
        assert (await order(other, (product, 1))).status_code == 201, "it is each person's own"
        await pay(runtime, placed[0])
        assert (await order(buyer, (product, 1))).status_code == 201
        assert (await order(buyer, (product, 1))).status_code == 422
        assert (await buyer.post(f"/orders/{placed[1]}/cancellation", {})).status_code == 200
        assert (await order(buyer, (product, 1))).status_code == 201
        await run_out(runtime, placed[2])
        await sweep(runtime)
        assert (await order(buyer, (product, 1))).status_code == 201
        assert (await order(buyer, (product, 1))).status_code == 422
        assert await stock_of(manager, product) == 14


@pytest.mark.parametrize(
    ("chosen", "rate", "most"),
    [(None, "1000/hour", 200), (None, "1/minute", 12), (None, "3/day", 1), (7, "3/day", 7), (0, "3/day", None)],
)
def test_how_many_may_wait_follows_what_a_person_may_do(chosen: int | None, rate: str, most: int | None) -> None:
    settings = Settings.model_validate({"order_unpaid_limit": chosen, "rate_limit_authenticated": rate})
    assert settings.unpaid_orders_at_once == most
