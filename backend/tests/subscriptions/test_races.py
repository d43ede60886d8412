"""What meets at one moment: workers, cancellations, payments, the clock. Real transactions on a real database."""

import asyncio
import os
from collections import Counter
from typing import Any

import pytest

from groundwork.domains.subscriptions.renewals import see_to_due
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Person
from tests.security.support import RunJobs, fetch, warm_up
from tests.subscriptions.support import (
    GOOD,
    add_plan,
    balances,
    data_of,
    get,
    invoices_of,
    is_premium,
    paid,
    save_card,
    subscribe,
    tick,
)

pytestmark = pytest.mark.anyio
ROUNDS = int(os.environ.get("GROUNDWORK_PROVE_ROUNDS", "5"))
_PERIOD_OVER = """
    UPDATE subscriptions SET current_period_start = current_period_start - interval '32 days',
           current_period_end = now() - interval '1 second'
    WHERE id = :id"""


async def _see_to(runtime: Runtime) -> None:
    async with transaction(runtime) as db:
        await see_to_due(db)


async def _no_later_than(runtime: Runtime, seconds: float) -> None:
    await asyncio.sleep(seconds)
    await _see_to(runtime)


async def test_many_workers_renew_each_once(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs
) -> None:
    plan, people = await add_plan(admin), [await person() for _ in range(4)]
    subscriptions = [await paid(someone, plan, run_jobs) for someone in people]
    await warm_up(runtime)
    for subscription in subscriptions:
        await fetch(runtime, _PERIOD_OVER, id=subscription["id"])
    await asyncio.gather(*(_see_to(runtime) for _ in range(4)))
    await asyncio.gather(*(_see_to(runtime) for _ in range(4)))
    await run_jobs()
    for someone, subscription in zip(people, subscriptions, strict=True):
        assert (await get(someone, subscription))["status"] == "active"
        assert [invoice["status"] for invoice in await invoices_of(someone)] == ["paid", "paid"]
        [[charges]] = await fetch(
            runtime, "SELECT count(*) FROM payments WHERE user_id = :id AND status = 'succeeded'", id=someone.id
        )
        assert charges == 2


async def test_a_cancellation_meets_the_renewal(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs
) -> None:
    """It ends with the period that is over, or with the one that has just begun; never is anything in between."""
    plan, seen = await add_plan(admin), Counter[str]()
    await warm_up(runtime)
    for number in range(ROUNDS):
        someone = await person()
        subscription = await paid(someone, plan, run_jobs)
        await fetch(runtime, _PERIOD_OVER, id=subscription["id"])
        path = f"/subscriptions/{subscription['id']}/cancellation"
        answer, _ = await asyncio.gather(someone.post(path), _no_later_than(runtime, number * 0.004))
        assert answer.status_code == 200, answer.text
        await tick(runtime, run_jobs)  # a row that was held is left for the next minute
        found, invoices = await get(someone, subscription), await invoices_of(someone)
        assert found["cancelAtPeriodEnd"]
        seen[found["status"]] += 1
        assert [invoice["status"] for invoice in invoices] == ["paid"] * {"canceled": 1, "active": 2}[found["status"]]
        assert await is_premium(runtime, someone) == (found["status"] == "active")
        assert set(await balances(runtime, invoices, subscription)) == {"provider", "subscriptions", "tax"}
    assert sum(seen.values()) == ROUNDS


async def test_a_change_of_plan_meets_the_renewal(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs
) -> None:
    """It waits until the period that begins is paid for, and then is charged for what is left of it, which is all."""
    plan, other = await add_plan(admin), await add_plan(admin, price="29.00")
    await warm_up(runtime)
    for number in range(ROUNDS):
        someone = await person()
        subscription = await paid(someone, plan, run_jobs)
        await fetch(runtime, _PERIOD_OVER, id=subscription["id"])
        path = f"/subscriptions/{subscription['id']}/plan"
        answer, _ = await asyncio.gather(
            someone.post(path, {"planId": other["id"]}), _no_later_than(runtime, number * 0.004)
        )
        assert answer.status_code == 422, answer.text
        await tick(runtime, run_jobs)
        assert (await get(someone, subscription))["plan"]["id"] == plan["id"]
        data_of(await someone.post(path, {"planId": other["id"]}))
        invoices = await invoices_of(someone)
        assert [(invoice["status"], invoice["total"]) for invoice in invoices] == [
            ("paid", "12.96"),
            ("paid", "12.96"),
            ("paid", "18.36"),
        ]
        books = await balances(runtime, invoices, subscription)
        assert books == {"provider": 4428, "subscriptions": -4100, "tax": -328}


async def test_the_first_payment_meets_the_end_of_its_day(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs
) -> None:
    """Paid and active, or forgotten and the money on its way back; the books say the same."""
    plan = await add_plan(admin)
    await warm_up(runtime)
    for number in range(ROUNDS):
        someone = await person()
        subscription = await subscribe(someone, plan)
        payment = data_of(await someone.post(f"/invoices/{subscription['openInvoiceId']}/payment"), 201)
        data_of(await someone.post(f"/payments/{payment['id']}/sandbox-confirmation", {"card": GOOD}))
        await fetch(
            runtime,
            "UPDATE subscriptions SET created_at = now() - interval '25 hours' WHERE id = :id",
            id=subscription["id"],
        )
        await asyncio.gather(run_jobs(), _no_later_than(runtime, number * 0.01))
        await run_jobs()
        await _is_one_or_the_other(runtime, someone, subscription, payment)


async def _is_one_or_the_other(
    runtime: Runtime, someone: Person, subscription: dict[str, Any], payment: dict[str, Any]
) -> None:
    found, invoices = await get(someone, subscription), await invoices_of(someone)
    after = data_of(await someone.get(f"/payments/{payment['id']}"))
    books = await balances(runtime, invoices, subscription)
    assert after["status"] == "succeeded"
    if found["status"] == "active":
        assert (invoices[0]["status"], after["refunded"]) == ("paid", "0.00")
        assert books == {"provider": 1296, "subscriptions": -1200, "tax": -96}
    else:
        assert (found["status"], invoices[0]["status"], after["refunded"]) == ("canceled", "void", "12.96")
        assert books == {}
    assert await is_premium(runtime, someone) == (found["status"] == "active")


async def test_the_form_meets_the_saved_card(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs
) -> None:
    """The person pays what is overdue while their new card is charged for it: once."""
    plan = await add_plan(admin, trialDays=14)
    await warm_up(runtime)
    for number in range(ROUNDS):
        someone = await person()
        subscription = await subscribe(someone, plan)
        await fetch(runtime, _PERIOD_OVER, id=subscription["id"])
        await tick(runtime, run_jobs)
        behind = await get(someone, subscription)
        assert behind["status"] == "past_due"
        payment = data_of(await someone.post(f"/invoices/{behind['openInvoiceId']}/payment"), 201)
        await save_card(someone, GOOD)
        await fetch(
            runtime,
            "UPDATE invoices SET next_attempt_at = now() - interval '1 second' WHERE id = :id",
            id=behind["openInvoiceId"],
        )
        await _see_to(runtime)

        async def confirm(someone: Person = someone, path: str = f"/payments/{payment['id']}") -> int:
            answer = await someone.post(f"{path}/sandbox-confirmation", {"card": GOOD})
            return answer.status_code

        async def charge(pause: float = number * 0.01) -> None:
            await asyncio.sleep(pause)
            await run_jobs()

        await asyncio.gather(confirm(), charge())
        await run_jobs()
        assert (await get(someone, subscription))["status"] == "active"
        [[kept]] = await fetch(
            runtime,
            "SELECT sum(amount_minor - refunded_minor) FROM payments WHERE user_id = :id AND status = 'succeeded'",
            id=someone.id,
        )
        assert kept == 1296, "whatever was paid twice went back"
        books = await balances(runtime, await invoices_of(someone), subscription)
        assert books == {"provider": 1296, "subscriptions": -1200, "tax": -96}


async def test_one_that_fails_holds_up_no_other(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs
) -> None:
    plan, people = await add_plan(admin), [await person() for _ in range(3)]
    subscriptions = [await paid(someone, plan, run_jobs) for someone in people]
    for subscription in subscriptions:
        await fetch(runtime, _PERIOD_OVER, id=subscription["id"])
    broken = subscriptions[1]["id"]
    await fetch(runtime, f"ALTER TABLE invoices ADD CONSTRAINT broken CHECK (subscription_id <> '{broken}') NOT VALID")
    try:
        await tick(runtime, run_jobs)
    finally:
        await fetch(runtime, "ALTER TABLE invoices DROP CONSTRAINT broken")
    renewed = [len(await invoices_of(someone)) for someone in people]
    assert renewed == [2, 1, 2]
    await tick(runtime, run_jobs)
    assert len(await invoices_of(people[1])) == 2, "the next minute tries again"
