"""What payments keep about people leaves in an export, and goes with them."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import httpx2
import pytest

from groundwork.domains.payments.personal_data import personal_data
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.conftest import Person
from tests.orders.support import rows
from tests.payments.support import event_about, give_back, paid, payment_of, send
from tests.payments.test_charging import save_card

pytestmark = pytest.mark.anyio

RunJobs = Callable[[], Awaitable[None]]


async def test_payments_stay_without_the_person(
    client: httpx2.AsyncClient,
    manager: Person,
    customer: Person,
    admin: Person,
    run_jobs: RunJobs,
    runtime: Runtime,
) -> None:
    """Here, and what the provider knows of them: cards, and by what they are charged."""
    _, payment = await paid(manager, customer, run_jobs)
    await save_card(customer, runtime)
    await give_back(admin, payment, amount="1.00", reason="A word about Ada")
    await run_jobs()
    [known] = await rows(runtime, "SELECT provider_id FROM payment_customers WHERE user_id = :id", id=UUID(customer.id))
    async with transaction(runtime) as db:
        exported = {part.table: await part.export(db, UUID(customer.id)) for part in personal_data}
    assert [row["id"] for row in exported["payments"]] == [UUID(payment["id"])]
    assert "client_secret" not in exported["payments"][0]
    assert [row["reason"] for row in exported["refunds"]] == ["A word about Ada"]
    types = {row["type"] for row in exported["payment_events"]}
    assert types >= {"charge.succeeded", "refund.created", "customer.updated", "payment_method.attached"}
    assert [row["card_last4"] for row in exported["payment_customers"]] == ["4242"]

    async with transaction(runtime) as db:
        for part in personal_data:
            await part.erase(db, UUID(customer.id))
    await run_jobs()
    after = await payment_of(admin, payment)
    assert (after["status"], after["customer"], after["card"]) == ("succeeded", None, None)
    assert [refund["reason"] for refund in after["refunds"]] == [None]
    said = await rows(runtime, "SELECT payload FROM payment_events WHERE payment_id = :id", id=UUID(payment["id"]))
    assert {row["payload"] for row in said} == {None}
    kept = await rows(runtime, "SELECT type FROM payment_events WHERE customer = :id", id=known["provider_id"])
    assert kept == [], "nor is there any other news of them"
    gone = event_about("customer.deleted", {"id": known["provider_id"], "object": "customer", "email": customer.email})
    assert (await send(client, runtime, gone)).status_code == 200
    await run_jobs()
    late = await rows(runtime, "SELECT status, payload FROM payment_events WHERE event_id = :id", id=gone["id"])
    assert late == [{"status": "ignored", "payload": None}], "what the provider tells of their erasure names them"
    told = "SELECT changes FROM audit_logs WHERE action = 'payment.refunded' AND resource_id = :id"
    [entry] = await rows(runtime, told, id=payment["id"])
    assert "Ada" not in str(entry["changes"]), "what somebody has typed is sealed under the person's key"
    assert await rows(runtime, "SELECT id FROM payment_customers WHERE user_id = :id", id=UUID(customer.id)) == []
    assert await rows(runtime, "SELECT id FROM sandbox_customers WHERE id = :id", id=known["provider_id"]) == []
