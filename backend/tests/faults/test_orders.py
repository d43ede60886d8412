"""f5: orders and their payments while the API is killed."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from subprocess import Popen
from typing import Any

import httpx2
import pytest

from groundwork.kernel.ids import uuid7
from tests.conftest import Person
from tests.faults.market import (
    data_of,
    each_order_was_charged_once,
    let_a_minute_pass,
    no_order_is_there_by_half,
    put_on_sale,
    register,
    stock_and_sold,
)
from tests.faults.support import Machine, repetitions, wait_for

ORDERS = 40
_AT_ONCE = 8
_STOCK = 1_000_000


@dataclass
class Buyers:
    """People who order and pay, each time with a key, and again with the same key until they are answered."""

    machine: Machine
    products: list[str]
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By key."""
    cut: set[str] = field(default_factory=set)
    """The keys of requests whose connection was lost."""

    def buy(self, disaster: Callable[[], None]) -> None:
        """Let all of them buy; ``disaster`` strikes when a third of the requests have been answered."""
        a_third = threading.Event()
        with ThreadPoolExecutor(1) as threads:
            crowd = threads.submit(lambda: asyncio.run(self._buy(a_third)))
            assert a_third.wait(60)
            disaster()
            crowd.result()

    async def ask(self, buyer: Person, path: str, form: Any, key: str) -> httpx2.Response:
        """Send a request until it is answered, by what is neither a lost connection nor ``come again``."""
        while True:
            try:
                answer = await buyer.post(path, form, headers={"Idempotency-Key": key})
            except httpx2.TransportError:
                self.cut.add(key)
            else:
                if answer.status_code not in {409, 503}:
                    return answer
            await asyncio.sleep(0.1)

    async def _buy(self, a_third: threading.Event) -> None:
        async with httpx2.AsyncClient(base_url=self.machine.address, timeout=60) as client:
            buyer, left = await register(client, self.machine), list(range(ORDERS))

            async def keyed(path: str, form: Any = None) -> dict[str, Any]:
                key = uuid7().hex
                data = data_of(await self.ask(buyer, path, form, key), 200, 201)
                self.answers[key] = data
                if len(self.answers) >= ORDERS:
                    a_third.set()
                return data

            async def one_after_the_other() -> None:
                while left:
                    left.pop()
                    wanted = {"items": [{"productId": product, "quantity": 1} for product in self.products]}
                    order = await keyed("/orders", wanted)
                    payment = await keyed(f"/orders/{order['id']}/payment")
                    await keyed(f"/payments/{payment['id']}/sandbox-confirmation", {"card": "4242 4242 4242 4242"})

            await asyncio.gather(*(one_after_the_other() for _ in range(_AT_ONCE)))
            # Whose answer was lost asks once more, and gets the same.
            orders = {key: data for key, data in self.answers.items() if key in self.cut and "items" in data}
            for key, data in orders.items():
                wanted = {"items": [{"productId": product, "quantity": 1} for product in self.products]}
                again = await self.ask(buyer, "/orders", wanted, key)
                assert again.headers["Idempotent-Replayed"] == "true"
                assert data_of(again, 201) == data


@pytest.fixture(scope="module")
def products(computer: Machine) -> list[str]:
    """Two things of which there are enough."""
    return [put_on_sale(computer, f"F5-{number}", _STOCK) for number in range(2)]


@pytest.fixture(scope="module")
def running(computer: Machine) -> Iterator[list[Popen[bytes]]]:
    """The API that is killed and started again, and a worker beside it."""
    worker = computer.spawn("work")
    api = [computer.serve()]
    yield api
    computer.kill(api.pop())
    computer.kill(worker)


@pytest.mark.parametrize("_round", range(repetitions(1)))
def test_f5_orders_survive_a_killed_api(
    computer: Machine,
    products: list[str],
    running: list[Popen[bytes]],
    _round: int,
    record_property: Callable[[str, object], None],
) -> None:
    """f5: ``kill -9`` of the API under load; no half state, and a retry with its key has one effect: one charge."""
    buyers = Buyers(computer, products)
    [(before,)] = computer.query("SELECT count(*) FROM orders")

    def strike() -> None:
        computer.kill(running.pop())
        let_a_minute_pass(computer)
        running.append(computer.serve())

    buyers.buy(strike)
    assert buyers.cut
    assert len(buyers.answers) == 3 * ORDERS
    assert len({data["number"] for data in buyers.answers.values() if "number" in data}) == ORDERS
    # News that died with the API is told by the sweep of the next minute.
    wait_for(lambda: computer.query("SELECT 1 FROM orders WHERE status <> 'paid'") == [], 180)
    assert computer.query("SELECT count(*) FROM orders") == [(before + ORDERS,)]
    no_order_is_there_by_half(computer)
    each_order_was_charged_once(computer)
    for product in products:
        assert stock_and_sold(computer, product) == (_STOCK - before - ORDERS, before + ORDERS)
    record_property("requests", len(buyers.answers))
    record_property("cut", len(buyers.cut))
