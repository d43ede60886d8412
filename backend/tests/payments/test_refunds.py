"""Giving money back: in parts, never more than came in, through a provider that may be away."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from groundwork.domains.payments.sandbox import deliver_events
from groundwork.kernel.database import transaction
from groundwork.kernel.ids import uuid7
from groundwork.kernel.jobs import defer
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import ProviderUnavailable
from groundwork.kernel.runtime import Runtime
from tests.conftest import Outbox, Person
from tests.orders.support import rows
from tests.payments.support import (
    event_about,
    everything_sums_to_zero,
    give_back,
    paid,
    payment_of,
    postings_about,
    provider_id_of,
    send,
    status_of,
)

pytestmark = pytest.mark.anyio

RunJobs = Callable[[], Awaitable[None]]


async def given_back_by_provider(runtime: Runtime, payment: dict[str, Any]) -> int:
    """What the sandbox's books say, minor units."""
    [row] = await rows(
        runtime,
        "SELECT refunded FROM sandbox_payments WHERE id = :id",
        id=await provider_id_of(runtime, payment),
    )
    return int(row["refunded"])


async def test_half_and_then_the_rest(
    manager: Person, customer: Person, admin: Person, run_jobs: RunJobs, runtime: Runtime, outbox: Outbox
) -> None:
    order, payment = await paid(manager, customer, run_jobs)
    half = await give_back(admin, payment, amount="538.92", reason="A scratch")
    assert half.status_code == 201, half.text
    refund = half.json()["data"]
    assert {key: refund[key] for key in ("amount", "currency", "status", "reason", "actorId")} == {
        "amount": "538.92",
        "currency": "USD",
        "status": "succeeded",
        "reason": "A scratch",
        "actorId": admin.id,
    }
    await run_jobs()
    seen = await payment_of(customer, payment)
    assert (seen["refunded"], len(seen["refunds"])) == ("538.92", 1)
    assert await status_of(customer, order) == "paid"

    rest = await give_back(admin, payment)
    assert (rest.status_code, rest.json()["data"]["amount"]) == (201, "538.92")
    await run_jobs()
    assert (await payment_of(customer, payment))["refunded"] == "1077.84"
    assert await status_of(customer, order) == "refunded"
    assert await given_back_by_provider(runtime, payment) == 107784
    books = await postings_about(runtime, order, payment)
    assert books == {"provider": -3156, "fees": 3156, "sales": -99800, "refunds": 99800}
    assert await everything_sums_to_zero(runtime)
    subjects = [mail["Subject"] for mail in outbox.to(customer.email)]
    assert subjects.count("538.92 USD is on its way back to you") == 2

    nothing = await give_back(admin, payment)
    assert (nothing.status_code, nothing.json()["error"]["code"]) == (422, "UNPROCESSABLE_ENTITY")


@pytest.mark.parametrize(
    ("form", "status", "field"),
    [
        ({"amount": "1077.85"}, 422, "amount"),
        ({"amount": "0"}, 400, "amount"),
        ({"amount": "0.00"}, 400, "amount"),
        ({"amount": "-1.00"}, 400, "amount"),
        ({"amount": "1.005"}, 400, "amount"),
        ({"amount": 12}, 400, "amount"),
        ({"amount": "1e2"}, 400, "amount"),
        ({"currency": "EUR"}, 400, "currency"),
        ({"reason": ""}, 400, "reason"),
    ],
)
async def test_what_makes_no_sense_gives_nothing_back(
    form: dict[str, object],
    status: int,
    field: str,
    manager: Person,
    customer: Person,
    admin: Person,
    run_jobs: RunJobs,
    runtime: Runtime,
) -> None:
    _, payment = await paid(manager, customer, run_jobs)
    answer = await give_back(admin, payment, **form)
    assert answer.status_code == status, answer.text
    assert [detail["field"] for detail in answer.json()["error"]["details"]] == [field]
    await run_jobs()
    assert await given_back_by_provider(runtime, payment) == 0
    assert (await payment_of(admin, payment))["refunds"] == []


async def test_nobody_else_gives_money_back(
    manager: Person, customer: Person, admin: Person, run_jobs: RunJobs, runtime: Runtime, person: Any
) -> None:
    _, payment = await paid(manager, customer, run_jobs)
    assert (await give_back(customer, payment)).status_code == 403
    assert (await give_back(manager, payment)).status_code == 403
    assert (await give_back(await person(), payment)).status_code == 403
    assert (await give_back(admin, {"id": str(uuid7())})).status_code == 404
    assert await given_back_by_provider(runtime, payment) == 0


async def test_concurrent_refunds_never_exceed_what_was_paid(
    manager: Person, customer: Person, admin: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    order, payment = await paid(manager, customer, run_jobs)
    answers = await asyncio.gather(*(give_back(admin, payment, amount="300.00") for _ in range(12)))
    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [422] * 9
    await run_jobs()
    assert await given_back_by_provider(runtime, payment) == 90000
    assert (await payment_of(admin, payment))["refunded"] == "900.00"
    assert await everything_sums_to_zero(runtime)
    assert await status_of(customer, order) == "paid"


async def test_a_provider_that_is_away_is_asked_again(
    manager: Person,
    customer: Person,
    admin: Person,
    run_jobs: RunJobs,
    runtime: Runtime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The refund stays pending; the same key is asked again, so that it happens once."""
    order, payment = await paid(manager, customer, run_jobs)
    real, lost = runtime.payments.refund, []

    async def deaf(*args: Any, **options: Any) -> Any:
        lost.append(await real(*args, **options))  # it happens, and nobody hears of it
        raise ProviderUnavailable

    with monkeypatch.context() as patch:
        patch.setattr(runtime.payments, "refund", deaf)
        answer = await give_back(admin, payment, amount="100.00")
    assert (answer.status_code, answer.json()["data"]["status"]) == (201, "pending")
    assert (await payment_of(admin, payment))["refunded"] == "0.00"
    await rows(runtime, "UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo' RETURNING id")
    await run_jobs()
    seen = await payment_of(admin, payment)
    assert (seen["refunded"], [refund["status"] for refund in seen["refunds"]]) == ("100.00", ["succeeded"])
    assert await given_back_by_provider(runtime, payment) == 10000
    assert len(lost) == 1
    assert await status_of(customer, order) == "paid"


async def test_a_refund_made_at_the_provider_is_found(
    manager: Person, customer: Person, admin: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    """Told only as a sum on the charge: the refunds themselves are asked for."""
    order, payment = await paid(manager, customer, run_jobs)
    provider_id = await provider_id_of(runtime, payment)
    await runtime.payments.refund(provider_id, Money(2500, "USD"), key=uuid7().hex, metadata={})
    told = await rows(
        runtime,
        "DELETE FROM sandbox_events WHERE type = 'refund.created' AND body LIKE :id RETURNING id",
        id=f"%{provider_id}%",
    )
    assert len(told) == 1
    async with transaction(runtime) as db:
        await defer(db, deliver_events)
    await run_jobs()
    seen = await payment_of(admin, payment)
    assert seen["refunded"] == "25.00"
    assert [refund["actorId"] for refund in seen["refunds"]] == [None]
    assert (await rows(runtime, "SELECT refunded_minor FROM orders WHERE id = CAST(:id AS uuid)", id=order["id"])) == [
        {"refunded_minor": 2500}
    ]


async def test_a_refund_that_comes_back_is_owed(
    client: Any, manager: Person, customer: Person, admin: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    """A bank may return a refund weeks later: the money is the customer's still, and can be given back again."""
    order, payment = await paid(manager, customer, run_jobs)
    await give_back(admin, payment, amount="100.00")
    await run_jobs()
    provider_id = await provider_id_of(runtime, payment)
    [row] = await rows(runtime, "SELECT * FROM sandbox_refunds WHERE payment = :id", id=provider_id)
    thing = {
        "id": row["id"],
        "object": "refund",
        "amount": 10000,
        "currency": "usd",
        "payment_intent": provider_id,
        "status": "failed",
        "created": int(row["created_at"].timestamp()),
        "metadata": row["metadata"],
    }
    before = await postings_about(runtime, order, payment)
    assert (await send(client, runtime, event_about("refund.failed", thing))).status_code == 200
    await run_jobs()
    seen = await payment_of(admin, payment)
    assert (seen["refunded"], [refund["status"] for refund in seen["refunds"]]) == ("0.00", ["failed"])
    after = await postings_about(runtime, order, payment)
    assert after == {**before, "provider": before["provider"] + 10000, "credit": -10000}
    late = {**thing, "status": "succeeded"}
    assert (await send(client, runtime, event_about("refund.updated", late))).status_code == 200
    await run_jobs()
    assert await postings_about(runtime, order, payment) == after

    # The sandbox has given it back in truth, so that it lets no more pass than is left.
    assert (await give_back(admin, payment, amount="150.00")).status_code == 201
    await run_jobs()
    again = await postings_about(runtime, order, payment)
    assert "credit" not in again, "what was owed went first"
    assert await everything_sums_to_zero(runtime)
    [there] = await rows(runtime, "SELECT refunded_minor FROM orders WHERE id = CAST(:id AS uuid)", id=order["id"])
    assert there["refunded_minor"] == 15000, "100.00 that came back, and 50.00 beyond it"
