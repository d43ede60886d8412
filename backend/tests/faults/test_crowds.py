"""f11, f12: fifty requests at once, over two processes of the API: one gets the last item; one key has one effect."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from groundwork.kernel.ids import uuid7
from tests.adapters.conftest import free_port
from tests.conftest import Person
from tests.faults.market import (
    data_of,
    no_order_is_there_by_half,
    put_on_sale,
    register,
    stock_and_sold,
)
from tests.faults.support import Machine, repetitions, wait_for

BUYERS = 50
CALLS = 50


@pytest.fixture(scope="module")
def addresses(computer: Machine) -> Iterator[list[str]]:
    """Two processes of the API on one database, and a worker."""
    ports = [free_port(), free_port()]
    running = [computer.spawn("work"), *(computer.serve(PORT=str(port)) for port in ports)]
    yield [f"http://127.0.0.1:{port}" for port in ports]
    for process in running:
        computer.kill(process)


@pytest.fixture(scope="module")
def tokens(computer: Machine, addresses: list[str]) -> list[str]:
    """Fifty people, who have nothing in common."""

    async def come() -> list[Person]:
        async with httpx2.AsyncClient(base_url=addresses[0], timeout=60) as client:
            return [await register(client, computer) for _ in range(BUYERS)]

    return [person.access for person in asyncio.run(come())]


async def rush(addresses: list[str], tokens: list[str], product: str) -> list[httpx2.Response]:
    """All of them order it at once, every other at the other process."""
    form = {"items": [{"productId": product, "quantity": 1}]}
    async with httpx2.AsyncClient(timeout=60) as client:
        return await asyncio.gather(
            *(
                client.post(
                    f"{addresses[number % len(addresses)]}/api/v1/orders",
                    json=form,
                    headers={"Authorization": f"Bearer {token}"},
                )
                for number, token in enumerate(tokens)
            )
        )


@pytest.mark.parametrize("number", range(repetitions(3)))
def test_f11_the_last_item_has_one_buyer(
    computer: Machine,
    addresses: list[str],
    tokens: list[str],
    number: int,
    record_property: Callable[[str, object], None],
) -> None:
    """One gets it, 49 are told and leave nothing behind; the stock is zero, and never below."""
    last = put_on_sale(computer, f"F11-{number}", stock=1)
    [(before,)] = computer.query("SELECT count(*) FROM orders")
    answers = asyncio.run(rush(addresses, tokens, last))
    won = [answer for answer in answers if answer.status_code == 201]
    told = [answer.json()["error"] for answer in answers if answer.status_code == 409]
    assert (len(won), len(told)) == (1, BUYERS - 1), {answer.status_code for answer in answers}
    assert {error["details"][0]["message"] for error in told} == {"Out of stock"}
    assert stock_and_sold(computer, last) == (0, 1)
    placed = computer.query("SELECT number FROM orders ORDER BY created_at DESC LIMIT 1")
    assert placed == [(won[0].json()["data"]["number"],)]
    assert computer.query("SELECT count(*) FROM orders") == [(before + 1,)]
    no_order_is_there_by_half(computer)
    record_property("buyers", BUYERS)
    record_property("sold", len(won))


async def fifty_times(addresses: list[str], person: Person, path: str, form: Any) -> tuple[dict[str, Any], int]:
    """What a request that is sent so often under one key comes to, and how many calls heard it at once."""
    headers = {"Authorization": f"Bearer {person.access}", "Idempotency-Key": uuid7().hex}
    places = [f"{address}/api/v1{path}" for address in addresses]
    answers = await asyncio.gather(
        *(person.client.post(places[number % len(places)], json=form, headers=headers) for number in range(CALLS))
    )
    again = await person.client.post(places[0], json=form, headers=headers)
    heard = [answer for answer in answers if answer.status_code != 409]
    first = [answer for answer in heard if "Idempotent-Replayed" not in answer.headers]
    assert len(first) == 1, [(answer.status_code, answer.text[:200]) for answer in first]
    assert again.headers["Idempotent-Replayed"] == "true"
    data = data_of(again, 200, 201)
    for answer in heard:
        assert (answer.status_code, answer.json()["data"]) == (again.status_code, data)
    return data, len(heard)


@pytest.mark.parametrize("number", range(repetitions(1)))
def test_f12_fifty_identical_calls_with_one_key_charge_once(
    computer: Machine, addresses: list[str], number: int, record_property: Callable[[str, object], None]
) -> None:
    """Placing, beginning to pay, paying, and giving back, each fifty times: one order, one charge, one refund."""
    product, heard = put_on_sale(computer, f"F12-{number}", stock=10), 0

    async def buy() -> dict[str, Any]:
        nonlocal heard
        async with httpx2.AsyncClient(base_url=addresses[0], timeout=60) as client:
            buyer, admin = await register(client, computer), await register(client, computer, "admin")
            order, times = await fifty_times(
                addresses, buyer, "/orders", {"items": [{"productId": product, "quantity": 2}]}
            )
            heard += times
            payment, times = await fifty_times(addresses, buyer, f"/orders/{order['id']}/payment", None)
            heard += times
            path = f"/payments/{payment['id']}"
            _, times = await fifty_times(addresses, buyer, f"{path}/sandbox-confirmation", {"card": "4242424242424242"})
            heard += times
            paid = "SELECT status FROM orders WHERE id = %s"
            await asyncio.to_thread(wait_for, lambda: computer.query(paid, order["id"]) == [("paid",)])
            _, times = await fifty_times(addresses, admin, f"{path}/refunds", {"amount": "10.00"})
            heard += times
            return order

    order = asyncio.run(buy())
    assert stock_and_sold(computer, product) == (8, 2)
    [(orders,)] = computer.query("SELECT count(DISTINCT order_id) FROM order_items WHERE product_id = %s", product)
    charges = """SELECT count(*), sum(amount), sum(refunded), (SELECT count(*) FROM sandbox_refunds WHERE payment = any(
                     array_agg(sandbox_payments.id))) FROM sandbox_payments WHERE metadata->>'orderId' = %s"""
    total = 2 * 4990 + round(2 * 4990 * 0.08)
    assert (orders, computer.query(charges, order["id"])) == (1, [(1, total, 1000, 1)])
    given = "SELECT count(*) FROM refunds JOIN payments ON payments.id = payment_id WHERE order_id = %s"
    assert computer.query(given, order["id"]) == [(1,)]
    held = """SELECT account, sum(amount_minor)::int FROM ledger_lines JOIN ledger_transactions ON id = transaction_id
              WHERE reference = %s AND account = 'provider' GROUP BY account"""
    wait_for(lambda: computer.query(held, f"order:{order['id']}") == [("provider", total - 1000)])
    record_property("calls", 4 * CALLS)
    record_property("heard", heard)
    record_property("charges", 1)
