"""Paying for an order with the sandbox: from the form through the webhook to the books."""

from collections.abc import Awaitable, Callable

import pytest

from groundwork.kernel.runtime import Runtime
from tests.conftest import Person
from tests.payments.support import (
    begun,
    confirm,
    everything_sums_to_zero,
    payment_of,
    postings_about,
    start,
    status_of,
)

pytestmark = pytest.mark.anyio

RunJobs = Callable[[], Awaitable[None]]


async def test_an_order_is_paid(manager: Person, customer: Person, run_jobs: RunJobs, runtime: Runtime) -> None:
    order, payment = await begun(manager, customer)
    assert payment["status"] == "requires_payment_method"
    assert (payment["amount"], payment["currency"]) == (order["total"], "USD")
    assert (payment["orderId"], payment["orderNumber"]) == (order["id"], order["number"])
    assert payment["provider"] == "sandbox"
    assert payment["clientSecret"].startswith("pi_")
    assert payment["publishableKey"] is None

    answer = await confirm(customer, payment, expiry="12/30", cvc="123")
    assert answer.status_code == 200, answer.text
    shown = answer.json()["data"]
    assert (shown["status"], shown["card"]) == ("succeeded", {"brand": "visa", "last4": "4242"})
    assert await status_of(customer, order) == "pending", "the news has to arrive first"

    await run_jobs()
    assert await status_of(customer, order) == "paid"
    after = await payment_of(customer, payment)
    assert after["status"] == "succeeded"
    assert after["card"] == {"brand": "visa", "last4": "4242"}
    assert after["succeededAt"]
    assert (after["clientSecret"], after["fee"], after["customer"]) == (None, None, None)
    seen = await payment_of(manager, payment)
    assert seen["customer"]["id"] == customer.id
    total = 107784
    fee = (total * 29 + 500) // 1000 + 30
    assert seen["fee"] == f"{fee / 100:.2f}"
    assert await postings_about(runtime, order, payment) == {
        "provider": total - fee,
        "fees": fee,
        "sales": -99800,
        "tax": -7984,
    }
    assert await everything_sums_to_zero(runtime)


async def test_there_is_one_open_payment_of_an_order(manager: Person, customer: Person) -> None:
    order, payment = await begun(manager, customer)
    again = await customer.post(f"/orders/{order['id']}/payment")
    assert again.status_code == 200
    assert again.json()["data"]["id"] == payment["id"]
    assert (await start(customer, order))["clientSecret"] == payment["clientSecret"]


async def test_the_list_finds_and_filters(manager: Person, customer: Person, run_jobs: RunJobs) -> None:
    """One's own for customers; all, with who paid, for who may see them."""
    order, payment = await begun(manager, customer)
    other, _ = await begun(manager, customer)
    await confirm(customer, payment)
    await run_jobs()
    own = (await customer.get("/payments")).json()
    assert own["pagination"]["total"] == 2
    assert {item["customer"] for item in own["data"]} == {None}
    assert "clientSecret" not in own["data"][0]
    found = (await customer.get(f"/payments?search={order['number']}")).json()["data"]
    assert [item["orderNumber"] for item in found] == [order["number"]]
    asked = f"/payments?filter[userId]={customer.id}&sort=amount&order=asc"
    everything = (await manager.get(asked)).json()["data"]
    assert [item["customer"]["email"] for item in everything] == [customer.email] * 2
    for query, orders in (
        (f"filter[orderId]={other['id']}", [other["id"]]),
        (f"filter[userId]={customer.id}&filter[status]=succeeded", [order["id"]]),
        (f"search={customer.email}&filter[status]=requires_payment_method", [other["id"]]),
        (f"filter[userId]={customer.id}&filter[provider]=stripe", []),
    ):
        assert [item["orderId"] for item in (await manager.get(f"/payments?{query}")).json()["data"]] == orders
    assert (await manager.get("/payments?sort=fee")).status_code == 400
