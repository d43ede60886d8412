"""f11: the last item, fifty buyers at once, two processes of the API: one gets it."""

import asyncio
from collections.abc import Callable, Iterator

import httpx2
import pytest

from tests.adapters.conftest import free_port
from tests.conftest import Person
from tests.faults.market import no_order_is_there_by_half, put_on_sale, register, stock_and_sold
from tests.faults.support import Machine, repetitions

BUYERS = 50


@pytest.fixture(scope="module")
def addresses(computer: Machine) -> Iterator[list[str]]:
    """Two processes of the API on one database."""
    ports = [free_port(), free_port()]
    running = [computer.serve(PORT=str(port)) for port in ports]
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
