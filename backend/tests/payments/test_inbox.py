"""The inbox: events are stored once, have one effect, and what goes wrong with them can be seen and repeated."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
import pytest

from groundwork.domains.payments.inbox import process_event
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime
from tests.conftest import Person
from tests.orders.support import rows
from tests.payments.support import (
    begun,
    event_about,
    everything_sums_to_zero,
    inbox_of,
    intent_of,
    payment_of,
    send,
    status_of,
)

pytestmark = pytest.mark.anyio

RunJobs = Callable[[], Awaitable[None]]


async def retry_soon(runtime: Runtime) -> None:
    """What waits for its next attempt waits no longer."""
    await rows(runtime, "UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo' RETURNING id")


async def seen_by(admin: Person, event_id: str) -> dict[str, Any]:
    """An event as operators see it, by the provider's id."""
    listed = await admin.get(f"/payment-events?search={event_id}")
    [item] = listed.json()["data"]
    return dict(item)


async def test_an_event_is_stored_once_however_often_it_comes(
    client: httpx2.AsyncClient, manager: Person, customer: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    order, payment = await begun(manager, customer)
    event = event_about("payment_intent.succeeded", await intent_of(runtime, payment, "succeeded"))
    answers = await asyncio.gather(*(send(client, runtime, event) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.json()["data"]["received"] for answer in answers} == {True}
    await run_jobs()
    [row] = await inbox_of(runtime, event["id"])
    assert (row["status"], row["attempts"], str(row["payment_id"])) == ("processed", 1, payment["id"])
    assert (await send(client, runtime, event)).status_code == 200
    await run_jobs()
    assert (await inbox_of(runtime, event["id"]))[0]["attempts"] == 1
    assert await status_of(customer, order) == "paid"
    posted = await rows(
        runtime,
        "SELECT kind FROM ledger_transactions WHERE reference = :order ORDER BY id",
        order=f"order:{order['id']}",
    )
    assert [row["kind"] for row in posted] == ["order.placed", "order.paid"]
    assert await everything_sums_to_zero(runtime)


async def test_operators_see_what_it_says_without_what_opens_a_payment(
    client: httpx2.AsyncClient, admin: Person, manager: Person, customer: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    _, payment = await begun(manager, customer)
    intent = await intent_of(runtime, payment, "processing", client_secret="pi_1_secret_x")
    event = event_about("payment_intent.processing", intent)
    await send(client, runtime, event)
    await run_jobs()
    seen = await seen_by(admin, event["id"])
    assert (seen["status"], seen["type"], seen["paymentId"]) == ("processed", event["type"], payment["id"])
    of_payment = (await admin.get(f"/payment-events?filter[paymentId]={payment['id']}")).json()["data"]
    assert seen["id"] in {each["id"] for each in of_payment}
    assert {each["paymentId"] for each in of_payment} == {payment["id"]}
    got = await admin.get(f"/payment-events/{seen['id']}")
    whole = got.json()["data"]
    same = await admin.get(f"/payment-events/{seen['id']}", headers={"If-None-Match": got.headers["etag"]})
    assert same.status_code == 304
    assert whole["payload"]["data"]["object"] == {**intent, "client_secret": "***"}
    kept = await rows(runtime, "SELECT payload FROM payment_events WHERE event_id = :id", id=event["id"])
    assert payment["id"] not in kept[0]["payload"], "it is encrypted at rest"
    for reader in (manager, customer):
        assert (await reader.get("/payment-events")).status_code == 403
        assert (await reader.get(f"/payment-events/{seen['id']}")).status_code == 403
        assert (await reader.post(f"/payment-events/{seen['id']}/replay")).status_code == 403


@pytest.mark.parametrize("changes", [{"amount": 1}, {"amount": 107785}, {"currency": "eur"}])
async def test_another_amount_pays_nothing(
    changes: dict[str, Any],
    client: httpx2.AsyncClient,
    admin: Person,
    manager: Person,
    customer: Person,
    run_jobs: RunJobs,
    runtime: Runtime,
) -> None:
    """Nobody but a person can say what to do: the event fails, in plain words."""
    order, payment = await begun(manager, customer)
    event = event_about("payment_intent.succeeded", await intent_of(runtime, payment, "succeeded", **changes))
    assert (await send(client, runtime, event)).status_code == 200
    await run_jobs()
    seen = await seen_by(admin, event["id"])
    assert seen["status"] == "failed"
    assert "is about 1077.84 USD, the provider speaks of" in seen["error"]
    assert await status_of(customer, order) == "pending"
    assert (await payment_of(customer, payment))["status"] == "requires_payment_method"


async def test_an_unknown_payment_is_looked_for_a_while_and_then_ignored(
    client: httpx2.AsyncClient, admin: Person, manager: Person, customer: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    _, payment = await begun(manager, customer)
    stranger = {**await intent_of(runtime, payment, "succeeded"), "id": "pi_of_somebody_else", "metadata": {}}
    event = event_about("payment_intent.succeeded", stranger)
    await send(client, runtime, event)
    await run_jobs()
    [row] = await inbox_of(runtime, event["id"])
    while row["attempts"] < process_event.attempts:
        assert row["status"] == "received"
        await retry_soon(runtime)
        await run_jobs()
        [row] = await inbox_of(runtime, event["id"])
    assert (row["attempts"], row["status"]) == (process_event.attempts, "ignored")
    assert "There is no payment for pi_of_somebody_else" in str((await seen_by(admin, event["id"]))["error"])


async def test_what_we_do_not_listen_to_is_ignored(
    client: httpx2.AsyncClient, admin: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    event = event_about("customer.created", {"id": "cus_1", "object": "customer"})
    assert (await send(client, runtime, event)).status_code == 200
    await run_jobs()
    assert (await seen_by(admin, event["id"]))["status"] == "ignored"


async def test_a_failed_event_is_worked_on_again(
    client: httpx2.AsyncClient,
    admin: Person,
    manager: Person,
    customer: Person,
    run_jobs: RunJobs,
    runtime: Runtime,
) -> None:
    """Once what was wrong is mended, and once more without another effect."""
    order, payment = await begun(manager, customer)
    change = "UPDATE payments SET amount_minor = :minor WHERE id = CAST(:id AS uuid) RETURNING id"
    await rows(runtime, change, id=payment["id"], minor=1)
    event = event_about("payment_intent.succeeded", await intent_of(runtime, payment, "succeeded", amount=107784))
    await send(client, runtime, event)
    await run_jobs()
    seen = await seen_by(admin, event["id"])
    assert (seen["status"], seen["attempts"]) == ("failed", 1)

    await rows(runtime, change, id=payment["id"], minor=107784)
    for _ in range(2):
        again = await admin.post(f"/payment-events/{seen['id']}/replay")
        assert (again.status_code, again.json()["data"]["status"]) == (202, "received")
        await run_jobs()
        assert (await seen_by(admin, event["id"]))["status"] == "processed"
        assert await status_of(customer, order) == "paid"
    acts = await rows(
        runtime,
        "SELECT actor_id FROM audit_logs WHERE action = 'payment_event.replayed' AND resource_id = :id",
        id=seen["id"],
    )
    assert [str(act["actor_id"]) for act in acts] == [admin.id] * 2
    assert (await admin.post(f"/payment-events/{uuid7()}/replay")).status_code == 404


async def test_the_list_filters(client: httpx2.AsyncClient, admin: Person, run_jobs: RunJobs, runtime: Runtime) -> None:
    kind = f"customer.{uuid7().hex}"
    ids = [event_about(kind, {"id": "cus_1"}) for _ in range(3)]
    for event in ids:
        await send(client, runtime, event)
    path = f"/payment-events?filter[type]={kind}"
    assert (await admin.get(f"{path}&filter[status]=received")).json()["pagination"]["total"] == 3
    await run_jobs()
    listed = (await admin.get(f"{path}&filter[status]=ignored&limit=2")).json()
    assert (listed["pagination"]["total"], len(listed["data"])) == (3, 2)
    assert (await admin.get("/payment-events?filter[status]=lost")).status_code == 400
