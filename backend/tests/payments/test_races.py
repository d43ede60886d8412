"""f12 and the races between paying, canceling and expiring: whoever wins, no cent and no item is lost."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from groundwork.domains.orders.expiry import expire_due
from groundwork.domains.payments import calls
from groundwork.domains.payments.applying import apply_payment
from groundwork.domains.payments.sandbox import deliver_events
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.ids import uuid7
from groundwork.kernel.jobs import defer
from groundwork.kernel.payment_provider import ProviderPayment, ProviderUnavailable
from groundwork.kernel.runtime import Runtime
from tests.catalog.support import add_product
from tests.conftest import Outbox, Person
from tests.orders.support import place, placed_for, rows, run_out, stock_of
from tests.payments.support import (
    ASKING,
    GOOD,
    LATE,
    begun,
    confirm,
    everything_sums_to_zero,
    give_back,
    paid,
    payment_of,
    postings_about,
    provider_id_of,
    start,
    status_of,
)
from tests.security.support import Travel, travel

__all__ = ["travel"]

pytestmark = pytest.mark.anyio

RunJobs = Callable[[], Awaitable[None]]
_CALLS = 50


async def test_f12_fifty_payments_of_one_order_without_a_key_are_one(
    manager: Person, customer: Person, runtime: Runtime
) -> None:
    order = await placed_for(manager, customer)
    path = f"/orders/{order['id']}/payment"
    answers = await asyncio.gather(*(customer.post(path) for _ in range(_CALLS)))
    assert sorted({answer.status_code for answer in answers}) == [200, 201]
    assert len({answer.json()["data"]["id"] for answer in answers}) == 1
    there = await rows(runtime, "SELECT id FROM sandbox_payments WHERE metadata->>'orderId' = :id", id=order["id"])
    assert len(there) == 1


@pytest.mark.parametrize("step", ["confirmation", "challenge"])
@pytest.mark.parametrize("heard", [False, True])
async def test_f5_a_card_form_whose_process_died_is_answered_when_it_comes_again(
    step: str, heard: bool, manager: Person, customer: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    """The card was charged, the answer never written: the key gets the success, whether the news came or not."""
    order, payment = await begun(manager, customer)
    path, form, key = f"/payments/{payment['id']}/sandbox-{step}", {"card": GOOD}, {"Idempotency-Key": uuid7().hex}
    if step == "challenge":
        await confirm(customer, payment, ASKING)
        form = {"outcome": "approved"}
    assert (await customer.post(path, form, headers=key)).status_code == 200
    die = """UPDATE idempotency_keys SET status = NULL, answer = NULL, leased_until = created_at
             WHERE user_id = CAST(:id AS uuid) RETURNING id"""
    assert len(await rows(runtime, die, id=customer.id)) == 1
    if heard:
        await run_jobs()
    again = await customer.post(path, form, headers=key)
    assert (again.status_code, again.json()["data"]["status"]) == (200, "succeeded"), again.text
    await run_jobs()
    assert (await customer.post(path, form)).status_code == 422, "another request is not the one that paid"
    told = "SELECT id FROM sandbox_events WHERE type = 'payment_intent.succeeded' AND body LIKE :id"
    assert len(await rows(runtime, told, id=f"%{await provider_id_of(runtime, payment)}%")) == 1
    assert await status_of(customer, order) == "paid"


async def test_f5_a_challenge_that_was_refused_is_refused_when_it_comes_again(
    manager: Person, customer: Person, runtime: Runtime
) -> None:
    _, payment = await begun(manager, customer)
    await confirm(customer, payment, ASKING)
    path, form, key = f"/payments/{payment['id']}/sandbox-challenge", {"outcome": "refused"}, {"Idempotency-Key": "r"}
    first = await customer.post(path, form, headers=key)
    assert first.status_code == 402
    die = """UPDATE idempotency_keys SET status = NULL, answer = NULL, leased_until = created_at
             WHERE user_id = CAST(:id AS uuid) RETURNING id"""
    assert len(await rows(runtime, die, id=customer.id)) == 1
    again = await customer.post(path, form, headers=key)
    assert (again.status_code, again.json()["error"]) == (402, first.json()["error"])


async def test_a_provider_that_does_not_answer_charges_nothing(
    manager: Person,
    customer: Person,
    run_jobs: RunJobs,
    runtime: Runtime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """503 with Retry-After; the next request asks with the same key, so that what was lost is found again."""
    order = await placed_for(manager, customer)
    real = runtime.payments.create_payment

    async def deaf(*args: Any, **options: Any) -> Any:
        await real(*args, **options)
        raise ProviderUnavailable

    with monkeypatch.context() as patch:
        patch.setattr(runtime.payments, "create_payment", deaf)
        key = {"Idempotency-Key": uuid7().hex}
        answer = await customer.post(f"/orders/{order['id']}/payment", headers=key)
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "SERVICE_UNAVAILABLE")
        assert answer.headers["Retry-After"] == "5"
    again = await customer.post(f"/orders/{order['id']}/payment", headers=key)
    assert again.status_code == 200
    there = await rows(runtime, "SELECT id FROM sandbox_payments WHERE metadata->>'orderId' = :id", id=order["id"])
    assert len(there) == 1
    assert (await confirm(customer, again.json()["data"])).status_code == 200
    await run_jobs()
    assert await status_of(customer, order) == "paid"


async def test_a_provider_that_hangs_is_waited_for_so_long_and_no_longer(
    manager: Person, customer: Person, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And meanwhile the connections of the pool serve others."""
    orders = [await placed_for(manager, customer) for _ in range(3)]

    async def hang(*_args: Any, **_options: Any) -> Any:
        await asyncio.sleep(60)

    with monkeypatch.context() as patch:
        patch.setattr(calls, "_PATIENCE", 3.0)
        patch.setattr(runtime.payments, "create_payment", hang)
        many = [customer.post(f"/orders/{order['id']}/payment") for order in orders for _ in range(10)]
        waiting = [asyncio.ensure_future(call) for call in many]
        await asyncio.sleep(0.3)
        assert (await customer.get("/payments")).status_code == 200
        assert not any(call.done() for call in waiting)
        answers = await asyncio.gather(*waiting)
    assert {answer.status_code for answer in answers} == {503}
    for order in orders:
        assert (await start(customer, order))["clientSecret"]


async def test_an_order_that_is_canceled_takes_its_open_payment_along(
    manager: Person, customer: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    order, payment = await begun(manager, customer)
    assert (await customer.post(f"/orders/{order['id']}/cancellation", {})).status_code == 200
    assert (await confirm(customer, payment)).status_code == 422, "at once, and not when a job has found the time"
    assert (await payment_of(customer, payment))["status"] == "canceled"
    await run_jobs()
    after = await payment_of(customer, payment)
    assert (after["status"], after["clientSecret"]) == ("canceled", None)
    seen = await runtime.payments.payment(await provider_id_of(runtime, payment))
    assert seen is not None
    assert seen.state == "canceled"
    assert (await confirm(customer, payment)).status_code == 422


async def test_an_order_that_expires_takes_its_open_payment_along(
    manager: Person, customer: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    order, payment = await begun(manager, customer)
    await run_out(runtime, order["id"])
    assert (await customer.post(f"/orders/{order['id']}/payment")).status_code == 422
    async with transaction(runtime) as db:
        await defer(db, expire_due)
    await run_jobs()
    assert (await payment_of(customer, payment))["status"] == "canceled"
    assert await status_of(customer, order) == "expired"


async def test_canceling_a_paid_order_gives_everything_back(
    manager: Person, customer: Person, admin: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    """What was refunded before counts; the books show neither sale nor tax, and the fee is ours."""
    order, payment = await paid(manager, customer, run_jobs)
    await give_back(admin, payment, amount="77.84")
    await run_jobs()
    answer = await manager.post(f"/orders/{order['id']}/cancellation", {"reason": "Broken on the way"})
    assert answer.status_code == 200
    await run_jobs()
    after = await payment_of(manager, payment)
    assert after["refunded"] == after["amount"]
    assert [refund["amount"] for refund in after["refunds"]] == ["77.84", "1000.00"]
    assert await status_of(customer, order) == "canceled"
    assert await postings_about(runtime, order, payment) == {
        "provider": -3156,
        "fees": 3156,
        "sales": -99800,
        "refunds": 99800,
    }


async def test_money_for_an_order_whose_products_are_sold_goes_back(
    manager: Person, customer: Person, person: Any, run_jobs: RunJobs, runtime: Runtime, outbox: Outbox
) -> None:
    """The last one was sold to somebody else before the payment arrived: all of it goes back, with a mail."""
    product = await add_product(manager, stock=1)
    order = await place(customer, (product, 1))
    payment = await start(customer, order)
    assert (await confirm(customer, payment)).status_code == 200
    await run_out(runtime, order["id"])
    async with transaction(runtime) as db:
        await expire_due.handler(db)
    rival = await person()
    await place(rival, (product, 1))

    await run_jobs()
    assert await status_of(customer, order) == "expired"
    after = await payment_of(manager, payment)
    assert (after["status"], after["refunded"]) == ("succeeded", after["amount"])
    books = await postings_about(runtime, order, payment)
    assert set(books) == {"provider", "fees"}, "nothing was sold, and nothing is owed"
    assert await stock_of(customer, product) == 0
    subjects = [mail["Subject"] for mail in outbox.to(customer.email)]
    assert "Your payment came too late, and goes back to you" in subjects
    acts = await rows(
        runtime,
        "SELECT action FROM audit_logs WHERE resource_id = :id ORDER BY created_at",
        id=payment["id"],
    )
    assert [act["action"] for act in acts] == [
        "payment.started",
        "payment.refunded",
        "payment.succeeded",
        "refund.succeeded",
    ]
    assert await everything_sums_to_zero(runtime)


async def test_money_for_an_order_that_expired_buys_it_while_there_is_stock(
    manager: Person, customer: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    product = await add_product(manager, stock=1)
    order = await place(customer, (product, 1))
    payment = await start(customer, order)
    await confirm(customer, payment)
    await run_out(runtime, order["id"])
    async with transaction(runtime) as db:
        await expire_due.handler(db)
    assert await stock_of(customer, product) == 1
    await run_jobs()
    assert await status_of(customer, order) == "paid"
    assert await stock_of(customer, product) == 0
    assert (await payment_of(customer, payment))["refunded"] == "0.00"
    assert await everything_sums_to_zero(runtime)


@pytest.mark.parametrize("news_is_here", [True, False])
async def test_money_that_comes_for_a_canceled_order_goes_back(
    news_is_here: bool, manager: Person, customer: Person, run_jobs: RunJobs, runtime: Runtime, travel: Travel
) -> None:
    """A card that settles late, and somebody who has changed their mind: nothing is sold, whatever is in stock."""
    product = await add_product(manager, stock=3)
    order = await place(customer, (product, 2))
    payment = await start(customer, order)
    assert (await confirm(customer, payment, LATE)).json()["data"]["status"] == "processing"
    if news_is_here:
        await run_jobs()
    assert (await customer.post(f"/orders/{order['id']}/cancellation", {})).status_code == 200
    await run_jobs()
    travel(timedelta(seconds=11))
    async with transaction(runtime) as db:
        await defer(db, deliver_events)
    await run_jobs()
    assert await status_of(customer, order) == "canceled"
    after = await payment_of(manager, payment)
    assert (after["status"], after["refunded"]) == ("succeeded", after["amount"])
    assert set(await postings_about(runtime, order, payment)) == {"provider", "fees"}
    assert await stock_of(customer, product) == 3
    assert await everything_sums_to_zero(runtime)


@pytest.mark.parametrize("end", ["canceled", "expired"])
@pytest.mark.parametrize("payment_first", [True, False])
async def test_paying_canceling_and_expiring_at_once(
    end: str, payment_first: bool, manager: Person, customer: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    """Whoever comes first: the order is paid with the money kept, or it is not and the money is back."""
    product = await add_product(manager, stock=2)
    for _ in range(3):
        order = await place(customer, (product, 1))
        payment = await start(customer, order)
        await confirm(customer, payment)
        seen = await runtime.payments.payment(await provider_id_of(runtime, payment))
        assert seen is not None
        if end == "expired":
            await run_out(runtime, order["id"])

        acts = [_succeed(runtime, seen), _end(runtime, customer, order) if end == "canceled" else _expire(runtime)]
        await asyncio.gather(*(acts if payment_first else reversed(acts)))
        await run_jobs()
        status, after = await status_of(customer, order), await payment_of(manager, payment)
        assert after["status"] == "succeeded"
        assert status in {"paid", end}
        kept = after["refunded"] == "0.00"
        assert kept == (status == "paid"), (status, after["refunded"])
        assert kept or after["refunded"] == after["amount"]
        assert await everything_sums_to_zero(runtime)
        if kept:
            assert (await manager.post(f"/orders/{order['id']}/cancellation", {})).status_code == 200
            await run_jobs()
        assert await stock_of(customer, product) == 2


async def _succeed(runtime: Runtime, seen: ProviderPayment) -> None:
    async with transaction(runtime) as db:
        await apply_payment(db, "sandbox", seen, at=now())


async def _end(_runtime: Runtime, customer: Person, order: dict[str, Any]) -> None:
    answer = await customer.post(f"/orders/{order['id']}/cancellation", {})
    assert answer.status_code in {200, 422}, answer.text


async def _expire(runtime: Runtime) -> None:
    async with transaction(runtime) as db:
        await expire_due.handler(db)
