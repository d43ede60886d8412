"""Orders under real concurrency: many connections, real commits."""

import asyncio
import random
from itertools import pairwise
from typing import Any

import pytest

from groundwork.domains.orders.models import TRANSITIONS, Status
from groundwork.kernel.runtime import Runtime
from tests.catalog.support import add_product
from tests.conftest import Person
from tests.faults.support import repetitions
from tests.orders.support import (
    accounts_of,
    order,
    pay,
    place,
    refund,
    rows,
    run_out,
    state_of,
    stock_of,
    sweep,
)

pytestmark = pytest.mark.anyio


async def test_orders_for_the_same_things_do_not_wait_in_a_circle(manager: Person, customer: Person) -> None:
    goods = [await add_product(manager, stock=30) for _ in range(4)]
    shuffled = random.Random(7)
    baskets = [shuffled.sample(goods, 4) for _ in range(30)]
    answers = await asyncio.gather(*(order(customer, *((thing, 1) for thing in basket)) for basket in baskets))
    assert {answer.status_code for answer in answers} == {201}
    assert [await stock_of(manager, thing) for thing in goods] == [0] * 4


@pytest.mark.parametrize("_round", range(repetitions(3)))
@pytest.mark.parametrize("is_due", [False, True])
async def test_payment_expiry_and_cancellation_at_once(
    runtime: Runtime, manager: Person, customer: Person, _round: int, is_due: bool
) -> None:
    """Whoever was told that an order is canceled can rely on it; for any other the money that came is taken."""
    product = await add_product(manager, stock=50)
    placed = [await place(customer, (product, 2)) for _ in range(10)]
    if is_due:
        for one in placed:
            await run_out(runtime, one["id"])
    accepted, canceled = dict[str, bool](), dict[str, bool]()

    async def come_in(order_id: str) -> None:
        accepted[order_id] = await pay(runtime, order_id)

    async def give_up(order_id: str) -> None:
        canceled[order_id] = (await customer.post(f"/orders/{order_id}/cancellation", {})).status_code == 200

    acts: list[Any] = [sweep(runtime) for _ in range(3)]
    for one in placed:
        acts += [come_in(one["id"]), give_up(one["id"])]
    random.Random(_round).shuffle(acts)
    await asyncio.gather(*acts)
    for one in [await state_of(customer, one["id"]) for one in placed]:
        assert one["status"] == ("canceled" if canceled[one["id"]] else "paid")
        assert accepted[one["id"]] != canceled[one["id"]]
        steps = [Status(step["status"]) for step in one["history"]]
        assert all(later in TRANSITIONS[earlier] for earlier, later in pairwise(steps))
        sold = {"provider": 107784, "sales": -99800, "tax": -7984}
        assert await accounts_of(runtime, one["id"]) == ({} if canceled[one["id"]] else sold)
    assert await stock_of(manager, product) == 50 - 2 * sum(accepted.values())


async def test_any_history_sums_to_zero_and_keeps_the_stock(
    runtime: Runtime, manager: Person, customer: Person
) -> None:
    chance = random.Random(11)
    goods = [await add_product(manager, stock=40, price=price) for price in ("0.01", "19.99", "333.33")]
    kept: dict[str, dict[str, int]] = {}
    for _ in range(60):
        wanted = {thing["id"]: chance.randint(1, 5) for thing in chance.sample(goods, chance.randint(1, 3))}
        answer = await customer.post(
            "/orders", {"items": [{"productId": key, "quantity": count} for key, count in wanted.items()]}
        )
        if answer.status_code == 201:
            kept[answer.json()["data"]["id"]] = wanted
        for order_id in chance.sample(list(kept), min(4, len(kept))):
            await chance.choice([_pay, _refund_some, _expire, _cancel, _fulfil])(runtime, manager, order_id, chance)
    states = {order_id: await state_of(manager, order_id) for order_id in kept}
    assert {"paid", "fulfilled", "canceled", "expired", "refunded"} <= {state["status"] for state in states.values()}
    sold = dict.fromkeys([thing["id"] for thing in goods], 0)
    for order_id, state in states.items():
        held = await accounts_of(runtime, order_id)
        assert sum(held.values()) == 0
        cents = {name: round(float(state[name]) * 100) for name in ("total", "refunded")}
        was_paid = state["paidAt"] is not None
        assert held.get("provider", 0) == (cents["total"] - cents["refunded"] if was_paid else 0)
        assert held.get("receivable", 0) == (cents["total"] if state["status"] == "pending" else 0)
        was_sent = any(step["status"] == "fulfilled" for step in state["history"])
        if state["status"] in {"pending", "paid", "fulfilled"} or was_sent:
            for product_id, count in kept[order_id].items():
                sold[product_id] += count
    assert [await stock_of(manager, thing) for thing in goods] == [40 - sold[thing["id"]] for thing in goods]
    [balance] = await rows(runtime, "SELECT coalesce(sum(amount_minor), 0)::bigint AS minor FROM ledger_lines")
    assert balance == {"minor": 0}


async def _pay(runtime: Runtime, _manager: Person, order_id: str, _chance: random.Random) -> None:
    await pay(runtime, order_id)


async def _refund_some(runtime: Runtime, manager: Person, order_id: str, chance: random.Random) -> None:
    state = await state_of(manager, order_id)
    left = round((float(state["total"]) - float(state["refunded"])) * 100)
    if state["paidAt"] and left:
        assert await refund(runtime, order_id, chance.randint(1, left))


async def _expire(runtime: Runtime, manager: Person, order_id: str, _chance: random.Random) -> None:
    if (await state_of(manager, order_id))["status"] == "pending":
        await run_out(runtime, order_id)
        await sweep(runtime)


async def _cancel(_runtime: Runtime, manager: Person, order_id: str, _chance: random.Random) -> None:
    answer = await manager.post(f"/orders/{order_id}/cancellation", {})
    assert answer.status_code in {200, 422}


async def _fulfil(_runtime: Runtime, manager: Person, order_id: str, _chance: random.Random) -> None:
    answer = await manager.post(f"/orders/{order_id}/fulfilment", {})
    assert answer.status_code in {200, 422}
