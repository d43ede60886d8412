"""f13, f14: whatever order news comes in, however often, and before or after our own commit: one final state."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import permutations
from typing import Any

import httpx2
import pytest

from groundwork.domains.payments.sandbox import deliver_events
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.jobs import defer
from groundwork.kernel.payment_provider import CardForm
from groundwork.kernel.runtime import Runtime
from tests.conftest import Person
from tests.orders.support import placed_for, rows
from tests.payments.support import (
    begun,
    confirm,
    event_about,
    everything_sums_to_zero,
    intent_of,
    payment_of,
    postings_about,
    send,
    start,
    status_of,
)

pytestmark = pytest.mark.anyio

RunJobs = Callable[[], Awaitable[None]]
Event = dict[str, Any]


async def four_events(runtime: Runtime, payment: dict[str, Any]) -> list[Event]:
    """A declined attempt, success told twice over, and a refund of a part that was made at the provider."""
    began = int(now().timestamp())
    intent = await intent_of(runtime, payment, "succeeded")
    error = {"code": "card_declined", "message": "Your card was declined"}
    declined = {**intent, "status": "requires_payment_method", "last_payment_error": error}
    charge = {
        "id": f"ch_{payment['id']}",
        "object": "charge",
        "status": "succeeded",
        "amount": intent["amount"],
        "amount_refunded": 0,
        "currency": "usd",
        "payment_intent": intent["id"],
        "payment_method_details": {"card": {"brand": "visa", "last4": "4242"}},
        "created": began + 2,
        "metadata": intent["metadata"],
    }
    refund = {
        "id": f"re_{payment['id']}",
        "object": "refund",
        "status": "succeeded",
        "amount": 2500,
        "currency": "usd",
        "payment_intent": intent["id"],
        "created": began + 3,
        "metadata": {},
    }
    return [
        event_about("payment_intent.payment_failed", declined, created=began + 1),
        event_about("payment_intent.succeeded", intent, created=began + 2),
        event_about("charge.succeeded", charge, created=began + 2),
        event_about("refund.created", refund, created=began + 3),
    ]


async def final_state(runtime: Runtime, reader: Person, order: Event, payment: Event) -> dict[str, Any]:
    """All that can be told of an order and its payment, but for ids and times."""
    shown = await payment_of(reader, payment)
    refunds = [(refund["amount"], refund["status"]) for refund in shown["refunds"]]
    plain = {key: shown[key] for key in ("status", "amount", "refunded", "fee", "card", "failure")}
    [kept] = await rows(
        runtime,
        """SELECT accepted, owed_minor, client_secret, orders.refunded_minor, orders.status AS order_status
           FROM payments JOIN orders ON orders.id = order_id WHERE payments.id = CAST(:id AS uuid)""",
        id=payment["id"],
    )
    steps = await rows(
        runtime, "SELECT status FROM order_steps WHERE order_id = CAST(:id AS uuid) ORDER BY position", id=order["id"]
    )
    return {
        **plain,
        "refunds": refunds,
        "kept": kept,
        "steps": [step["status"] for step in steps],
        "books": await postings_about(runtime, order, payment),
    }


FINAL = {
    "status": "succeeded",
    "amount": "1077.84",
    "refunded": "25.00",
    "fee": None,  # the sandbox knows nothing of this success
    "card": {"brand": "visa", "last4": "4242"},
    "failure": None,
    "refunds": [("25.00", "succeeded")],
    "kept": {
        "accepted": True,
        "owed_minor": 0,
        "client_secret": None,
        "refunded_minor": 2500,
        "order_status": "paid",
    },
    "steps": ["pending", "paid"],
    "books": {"provider": 105284, "sales": -99800, "tax": -7799, "refunds": 2315},
}


async def test_f13_four_events_each_three_times_in_any_order_leave_one_state(
    client: httpx2.AsyncClient, manager: Person, customer: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    """All 24 orders; the ledger sums to zero and is the same to the cent."""
    seen = 0
    for order_of_events in permutations(range(4)):
        order, payment = await begun(manager, customer)
        events = await four_events(runtime, payment)
        for number in order_of_events:
            for _ in range(3):
                assert (await send(client, runtime, events[number])).status_code == 200
            await run_jobs()
        assert await final_state(runtime, manager, order, payment) == FINAL, order_of_events
        seen += 1
    assert seen == 24
    assert await everything_sums_to_zero(runtime)


async def test_f13_all_at_once(
    client: httpx2.AsyncClient, manager: Person, customer: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    """Sent together and worked on by several workers."""
    order, payment = await begun(manager, customer)
    events = await four_events(runtime, payment)
    answers = await asyncio.gather(*(send(client, runtime, event) for event in events * 3))
    assert {answer.status_code for answer in answers} == {200}
    async with runtime.queue.app.open_async(pool=runtime.database.pool):
        await runtime.queue.app.run_worker_async(
            wait=False, install_signal_handlers=False, listen_notify=False, concurrency=4
        )
    assert await final_state(runtime, manager, order, payment) == FINAL
    assert await everything_sums_to_zero(runtime)


OPEN_STATES = ["requires_payment_method", "requires_action", "processing"]


@pytest.mark.parametrize("order_of_events", list(permutations(range(3))), ids=str)
async def test_f13_of_what_is_not_final_the_newest_counts(
    order_of_events: tuple[int, ...],
    client: httpx2.AsyncClient,
    manager: Person,
    customer: Person,
    run_jobs: RunJobs,
    runtime: Runtime,
) -> None:
    _, payment = await begun(manager, customer)
    began = int(now().timestamp()) + 5
    for number in order_of_events:
        intent = await intent_of(runtime, payment, OPEN_STATES[number])
        await send(client, runtime, event_about("payment_intent.updated", intent, created=began + number))
        await run_jobs()
    assert (await payment_of(customer, payment))["status"] == "processing"


async def test_f13_success_outlives_older_and_newer_news(
    client: httpx2.AsyncClient, manager: Person, customer: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    """A provider does not say it after a success; should anybody, the money came in all the same."""
    order, payment = await begun(manager, customer)
    for status in ("canceled", "succeeded", "canceled", "requires_payment_method", "processing"):
        intent = await intent_of(runtime, payment, status)
        await send(client, runtime, event_about("payment_intent.updated", intent))
        await run_jobs()
    assert (await payment_of(customer, payment))["status"] == "succeeded"
    assert await status_of(customer, order) == "paid"


async def test_f14_news_that_comes_before_our_own_commit(
    manager: Person, customer: Person, run_jobs: RunJobs, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person pays, and the event is worked on, while we still wait for the provider's answer: the same state."""
    order = await placed_for(manager, customer)
    real = runtime.payments.create_payment

    async def slow(*args: Any, **options: Any) -> Any:
        made = await real(*args, **options)
        await runtime.payments.confirm(made.id, CardForm("4242424242424242"))  # type: ignore[attr-defined]
        async with transaction(runtime) as db:
            await defer(db, deliver_events)
        await run_jobs()
        return made

    with monkeypatch.context() as patch:
        patch.setattr(runtime.payments, "create_payment", slow)
        payment = await start(customer, order)
    assert payment["status"] == "succeeded"
    assert await status_of(customer, order) == "paid"
    await run_jobs()
    quick = await final_state(runtime, manager, order, payment)

    other, usual = await begun(manager, customer)
    await confirm(customer, usual)
    await run_jobs()
    assert await final_state(runtime, manager, other, usual) == quick
    assert await everything_sums_to_zero(runtime)


async def test_f14_an_event_that_waits_for_our_commit_is_tried_again(
    client: httpx2.AsyncClient, manager: Person, customer: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    """It names a payment that nobody else can see yet; a moment later it is there."""
    order, payment = await begun(manager, customer)
    intent = await intent_of(runtime, payment, "succeeded")
    hide = "UPDATE payments SET provider_id = :id WHERE id = CAST(:payment AS uuid) RETURNING id"
    await rows(runtime, hide, id="pi_hidden", payment=payment["id"])
    await send(client, runtime, event_about("payment_intent.succeeded", intent))
    await run_jobs()
    assert await status_of(customer, order) == "pending"
    await rows(runtime, hide, id=intent["id"], payment=payment["id"])
    await rows(runtime, "UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo' RETURNING id")
    await run_jobs()
    assert await status_of(customer, order) == "paid"
