"""f8: a commit takes effect, and its acknowledgement gets lost: the retry gets the original answer, and one effect."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest

from groundwork.kernel.ids import uuid7
from tests.conftest import Person
from tests.faults.market import (
    data_of,
    each_order_was_charged_once,
    let_a_minute_pass,
    put_on_sale,
    register,
    stock_and_sold,
)
from tests.faults.support import Machine, repetitions, wait_for
from tests.faults.wire import Fate, Wire, fine

_MOST = 25
"""More commits than any operation makes."""
_EACH = 4 if repetitions(1) == 1 else 1
"""Every day each fourth commit, for the proof all of them."""


class Loss:
    """Loses the answer to one COMMIT: the ``number``-th from now on."""

    def __init__(self, number: int) -> None:
        self.left = number

    def __call__(self, statement: str, _before: list[str]) -> Fate:
        """Count."""
        if statement != "COMMIT":
            return Fate.FINE
        self.left -= 1
        return Fate.LOST if self.left == 0 else Fate.FINE

    @property
    def happened(self) -> bool:
        """Whether there were so many."""
        return self.left <= 0


@pytest.fixture(scope="module")
def wire(computer: Machine) -> Iterator[Wire]:
    """The API's way to the database; the worker has one of its own."""
    with Wire(computer.cluster.url).listening() as listening:
        worker, api = computer.spawn("work"), computer.serve(DATABASE_URL=listening.url)
        yield listening
        computer.kill(api)
        computer.kill(worker)


@dataclass
class Desk:
    """Sends a request whose commit gets lost, and again, until it is answered."""

    machine: Machine
    wire: Wire
    lost: int = 0
    replayed: int = 0
    orders: int = 0

    async def ask(self, person: Person, path: str, form: Any, number: int) -> tuple[dict[str, Any], bool]:
        """What it comes to when the ``number``-th acknowledgement is lost, and whether there were so many."""
        key = {"Idempotency-Key": uuid7().hex}
        # Noted beforehand, the last use of the session is no commit in between.
        assert (await person.get("/orders")).status_code == 200
        loss = self.wire.strike = Loss(number)
        first = answer = await person.post(path, form, headers=key)
        while answer.status_code in {409, 503}:
            await asyncio.to_thread(let_a_minute_pass, self.machine)
            answer = await person.post(path, form, headers=key)
        self.wire.strike = fine
        data = data_of(answer, 200, 201)
        again = await person.post(path, form, headers=key)
        assert (again.headers["Idempotent-Replayed"], again.status_code) == ("true", answer.status_code)
        assert again.json()["data"] == data
        if loss.happened:
            self.lost += 1
            self.replayed += "Idempotent-Replayed" in answer.headers
            assert first.status_code == 503 or "Idempotent-Replayed" not in answer.headers
        return data, loss.happened


def test_f8_whichever_acknowledgement_of_a_commit_is_lost(
    computer: Machine, wire: Wire, record_property: Callable[[str, object], None]
) -> None:
    """Each commit of placing, beginning to pay, paying and giving back, one after the other."""
    product, desk = put_on_sale(computer, "F8", stock=1000), Desk(computer, wire)

    async def each_commit_of(step: int) -> None:
        async with httpx2.AsyncClient(base_url=computer.address, timeout=60) as client:
            buyer, admin = await register(client, computer), await register(client, computer, "admin")
            for number in range(1, _MOST, _EACH):
                lost = [number if step == here else _MOST for here in range(4)]
                wanted = {"items": [{"productId": product, "quantity": 2}]}
                order, at_order = await desk.ask(buyer, "/orders", wanted, lost[0])
                payment, at_payment = await desk.ask(buyer, f"/orders/{order['id']}/payment", None, lost[1])
                path, card = f"/payments/{payment['id']}", {"card": "4242424242424242"}
                paid, at_paying = await desk.ask(buyer, f"{path}/sandbox-confirmation", card, lost[2])
                assert paid["status"] == "succeeded"
                await asyncio.to_thread(
                    wait_for,
                    lambda order=order: (
                        computer.query("SELECT status FROM orders WHERE id = %s", order["id"]) == [("paid",)]
                    ),
                )
                refund, at_refund = await desk.ask(admin, f"{path}/refunds", {"amount": "10.00"}, lost[3])
                assert refund["amount"] == "10.00"
                desk.orders += 1
                if not (at_order, at_payment, at_paying, at_refund)[step]:
                    return
        raise AssertionError("it commits without end")

    for step in range(4):
        before = desk.lost
        asyncio.run(each_commit_of(step))
        assert desk.lost > before
    assert desk.replayed, "of each, one was the commit with the answer"
    [(orders,)] = computer.query("SELECT count(*) FROM orders")
    assert orders == desk.orders
    refunds = "SELECT count(*), count(DISTINCT payment_id), sum(amount_minor) FROM refunds WHERE status = 'succeeded'"
    wait_for(lambda: computer.query(refunds) == [(orders, orders, 1000 * orders)])
    assert computer.query("SELECT count(*), sum(amount) FROM sandbox_refunds") == [(orders, 1000 * orders)]
    assert stock_and_sold(computer, product) == (1000 - 2 * orders, 2 * orders)
    each_order_was_charged_once(computer)
    record_property("lost", desk.lost)
    record_property("doubled", computer.query("SELECT count(*) FROM sandbox_payments")[0][0] - orders)
