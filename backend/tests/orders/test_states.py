"""What each change of an order's state does to stock, books and history."""

import pytest

from groundwork.kernel.runtime import Runtime
from tests.catalog.support import RunJobs, add_product
from tests.conftest import Person
from tests.orders.support import accounts_of, pay, place, placed_for, refund, rows, run_out, state_of, stock_of, sweep

pytestmark = pytest.mark.anyio


async def test_paid_fulfilled_refunded(runtime: Runtime, manager: Person, customer: Person) -> None:
    placed = await placed_for(manager, customer, price="24.95")
    assert await pay(runtime, placed["id"])
    assert await accounts_of(runtime, placed["id"]) == {"provider": 5389, "sales": -4990, "tax": -399}
    answer = await manager.post(f"/orders/{placed['id']}/fulfilment", {"tracking": "RR123456785PT"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["data"]["customer"]["email"] == customer.email
    assert await refund(runtime, placed["id"], 2000)
    assert (await state_of(customer, placed["id"]))["refunded"] == "20.00"
    assert await refund(runtime, placed["id"], 3389)
    after = await state_of(customer, placed["id"])
    assert (after["status"], after["refunded"], after["tracking"]) == ("refunded", "53.89", "RR123456785PT")
    assert [(step["status"], step["actorId"]) for step in after["history"]] == [
        ("pending", customer.id),
        ("paid", None),
        ("fulfilled", manager.id),
        ("refunded", None),
    ]
    # A whole refund returns exactly the tax.
    assert await accounts_of(runtime, placed["id"]) == {"sales": -4990, "refunds": 4990}


async def test_the_owner_cancels_what_is_not_paid(runtime: Runtime, manager: Person, customer: Person) -> None:
    product = await add_product(manager, stock=5)
    placed = await place(customer, (product, 2))
    answer = await customer.post(f"/orders/{placed['id']}/cancellation", {"reason": "Found another"})
    assert answer.status_code == 200, answer.text
    canceled = answer.json()["data"]
    assert (canceled["status"], canceled["reservedUntil"]) == ("canceled", None)
    assert canceled["canceledAt"] == canceled["history"][1]["at"]
    assert canceled["history"][1]["reason"] == "Found another"
    assert await stock_of(manager, product) == 5
    assert await accounts_of(runtime, placed["id"]) == {}
    again = await customer.post(f"/orders/{placed['id']}/cancellation", {})
    assert (again.status_code, again.json()["error"]["code"]) == (422, "UNPROCESSABLE_ENTITY")
    assert await stock_of(manager, product) == 5


async def test_only_the_shop_cancels_what_is_paid(runtime: Runtime, manager: Person, customer: Person) -> None:
    product = await add_product(manager, stock=5)
    placed = await place(customer, (product, 2))
    await pay(runtime, placed["id"])
    refused = await customer.post(f"/orders/{placed['id']}/cancellation", {})
    assert refused.status_code == 422
    assert (await state_of(customer, placed["id"]))["status"] == "paid"
    answer = await manager.post(f"/orders/{placed['id']}/cancellation", {"reason": "Damaged in store"})
    assert (answer.status_code, answer.json()["data"]["status"]) == (200, "canceled")
    assert await stock_of(manager, product) == 5
    # The money is given back by the payments, and stays in the books until then.
    assert (await accounts_of(runtime, placed["id"]))["provider"] > 0
    [total] = await rows(runtime, "SELECT total_minor FROM orders WHERE id = CAST(:id AS uuid)", id=placed["id"])
    assert await refund(runtime, placed["id"], total["total_minor"])
    after = await state_of(customer, placed["id"])
    assert (after["status"], after["refunded"]) == ("canceled", after["total"])
    assert not await pay(runtime, placed["id"])


async def test_what_costs_nothing_is_paid_at_once(runtime: Runtime, manager: Person, customer: Person) -> None:
    placed = await placed_for(manager, customer, price="0")
    assert (placed["status"], placed["total"], placed["reservedUntil"]) == ("paid", "0.00", None)
    assert [step["status"] for step in placed["history"]] == ["pending", "paid"]
    assert await accounts_of(runtime, placed["id"]) == {}
    assert (await manager.post(f"/orders/{placed['id']}/fulfilment", {})).status_code == 200


async def test_what_is_not_paid_is_not_sent(manager: Person, customer: Person) -> None:
    placed = await placed_for(manager, customer)
    refused = await manager.post(f"/orders/{placed['id']}/fulfilment", {})
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "UNPROCESSABLE_ENTITY")
    assert len((await state_of(customer, placed["id"]))["history"]) == 1


async def test_the_same_payment_twice_is_one(runtime: Runtime, manager: Person, customer: Person) -> None:
    placed = await placed_for(manager, customer)
    assert await pay(runtime, placed["id"], "pi_1")
    before = await accounts_of(runtime, placed["id"])
    assert await pay(runtime, placed["id"], "pi_1")
    assert not await pay(runtime, placed["id"], "pi_2"), "a second payment is not the order's"
    assert await accounts_of(runtime, placed["id"]) == before
    assert [step["status"] for step in (await state_of(customer, placed["id"]))["history"]] == ["pending", "paid"]


async def test_the_same_refund_twice_is_one(runtime: Runtime, manager: Person, customer: Person) -> None:
    placed = await placed_for(manager, customer)
    await pay(runtime, placed["id"])
    assert await refund(runtime, placed["id"], 100, "re_1")
    assert not await refund(runtime, placed["id"], 100, "re_1")
    assert (await state_of(customer, placed["id"]))["refunded"] == "1.00"


async def test_time_runs_out(runtime: Runtime, manager: Person, customer: Person, run_jobs: RunJobs) -> None:
    product = await add_product(manager, stock=5)
    placed = await place(customer, (product, 2))
    await run_jobs()
    assert (await state_of(customer, placed["id"]))["status"] == "pending"
    await run_out(runtime, placed["id"])
    await sweep(runtime)
    after = await state_of(customer, placed["id"])
    assert (after["status"], after["history"][1]["actorId"]) == ("expired", None)
    assert await stock_of(manager, product) == 5
    assert await accounts_of(runtime, placed["id"]) == {}


async def test_a_late_payment_is_taken_while_there_is_stock(
    runtime: Runtime, manager: Person, customer: Person
) -> None:
    product = await add_product(manager, stock=2)
    placed = await place(customer, (product, 2))
    await run_out(runtime, placed["id"])
    await sweep(runtime)
    assert await stock_of(manager, product) == 2
    assert await pay(runtime, placed["id"], "pi_late")
    after = await state_of(customer, placed["id"])
    assert [step["status"] for step in after["history"]] == ["pending", "expired", "paid"]
    assert await stock_of(manager, product) == 0
    held = await accounts_of(runtime, placed["id"])
    assert held.keys() == {"provider", "sales", "tax"}


async def test_a_late_payment_without_stock_is_not_the_orders(
    runtime: Runtime, manager: Person, customer: Person
) -> None:
    product = await add_product(manager, stock=2)
    late = await place(customer, (product, 2))
    await run_out(runtime, late["id"])
    await sweep(runtime)
    await place(customer, (product, 1))
    assert not await pay(runtime, late["id"])
    assert (await state_of(customer, late["id"]))["status"] == "expired"
    assert await stock_of(manager, product) == 1
    assert await accounts_of(runtime, late["id"]) == {}


async def test_a_canceled_order_is_not_paid_any_more(runtime: Runtime, manager: Person, customer: Person) -> None:
    """Somebody was told that it is over: money that was on its way is not the order's, though all is in stock."""
    product = await add_product(manager, stock=2)
    placed = await place(customer, (product, 2))
    assert (await customer.post(f"/orders/{placed['id']}/cancellation", {})).status_code == 200
    assert not await pay(runtime, placed["id"])
    after = await state_of(customer, placed["id"])
    assert [step["status"] for step in after["history"]] == ["pending", "canceled"]
    assert await stock_of(manager, product) == 2
    assert await accounts_of(runtime, placed["id"]) == {}


@pytest.mark.parametrize("is_sent", [False, True])
async def test_what_was_never_sent_is_for_sale_again_when_all_is_given_back(
    runtime: Runtime, manager: Person, customer: Person, is_sent: bool
) -> None:
    product = await add_product(manager, stock=5)
    placed = await place(customer, (product, 2))
    await pay(runtime, placed["id"])
    if is_sent:
        assert (await manager.post(f"/orders/{placed['id']}/fulfilment", {})).status_code == 200
    await refund(runtime, placed["id"], 100)
    assert await stock_of(manager, product) == 3
    await refund(runtime, placed["id"], 107684)
    assert (await state_of(customer, placed["id"]))["status"] == "refunded"
    assert await stock_of(manager, product) == (3 if is_sent else 5)
