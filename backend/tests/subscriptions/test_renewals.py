"""Periods end and begin, by the clock, for years."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from groundwork.kernel.clock import now
from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Outbox, Person
from tests.security.support import RunJobs, Travel, code_of
from tests.subscriptions.support import (
    add_plan,
    balances,
    data_of,
    get,
    invoices_of,
    is_premium,
    moment,
    paid,
    pay,
    save_card,
    sign_in,
    subscribe,
    tick,
    wait_until,
)

pytestmark = pytest.mark.anyio


async def test_a_year_of_months_from_the_thirty_first(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    plan = await add_plan(admin)
    someone = await person()
    travel(datetime(2027, 1, 31, 8, 30, tzinfo=UTC) - now())
    await sign_in(someone)
    subscription = await paid(someone, plan, run_jobs)
    ends = []
    for _ in range(13):
        ends.append(subscription["currentPeriodEnd"][:10])
        await wait_until(travel, someone, subscription["currentPeriodEnd"])
        await tick(runtime, run_jobs)
        renewed = await get(someone, subscription)
        assert (renewed["status"], renewed["openInvoiceId"]) == ("active", None)
        assert renewed["currentPeriodStart"] == subscription["currentPeriodEnd"]
        subscription = renewed
    assert ends == [
        *("2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31", "2027-06-30", "2027-07-31", "2027-08-31"),
        *("2027-09-30", "2027-10-31", "2027-11-30", "2027-12-31", "2028-01-31", "2028-02-29"),
    ]
    invoices = await invoices_of(someone)
    assert [invoice["status"] for invoice in invoices] == ["paid"] * 14
    assert len({invoice["number"] for invoice in invoices}) == 14
    lines = [line for invoice in invoices for line in invoice["lines"]]
    assert all(one["periodEnd"] == next_one["periodStart"] for one, next_one in pairwise(lines))
    expected = {"provider": 14 * 1296, "subscriptions": -14 * 1200, "tax": -14 * 96}
    assert await balances(runtime, invoices, subscription) == expected
    assert await is_premium(runtime, someone)


async def test_years_of_years_from_a_leap_day(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    plan = await add_plan(admin, price="120.00", interval="year")
    someone = await person()
    travel(datetime(2028, 2, 29, 23, 59, tzinfo=UTC) - now())
    await sign_in(someone)
    subscription = await paid(someone, plan, run_jobs)
    ends = []
    for _ in range(5):
        ends.append(subscription["currentPeriodEnd"][:10])
        await wait_until(travel, someone, subscription["currentPeriodEnd"])
        await tick(runtime, run_jobs)
        subscription = await get(someone, subscription)
    assert ends == ["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29", "2033-02-28"]
    assert [invoice["status"] for invoice in await invoices_of(someone)] == ["paid"] * 6


async def test_a_worker_that_was_away_makes_up_for_it(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    someone = await person()
    subscription = await paid(someone, await add_plan(admin), run_jobs)
    travel(timedelta(days=95))
    await sign_in(someone)
    for _ in range(5):
        await tick(runtime, run_jobs)
    found = await get(someone, subscription)
    assert found["status"] == "active"
    assert moment(found["currentPeriodStart"]) <= now() < moment(found["currentPeriodEnd"])
    assert len(await invoices_of(someone)) == 4, "whoever had the service pays for it"


async def test_a_trial_is_told_of_three_days_before_and_then_paid(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel, outbox: Outbox
) -> None:
    someone, plan = await person(), await add_plan(admin, trialDays=14)
    subscription = await subscribe(someone, plan)
    await save_card(someone, "4242 4242 4242 4242")

    def told() -> int:
        return len([mail for mail in outbox.to(someone.email) if "trial" in str(mail["Subject"])])

    travel(timedelta(days=10, hours=23))
    await tick(runtime, run_jobs)
    assert told() == 0
    travel(timedelta(hours=1, minutes=1))
    for _ in range(3):
        await tick(runtime, run_jobs)
    assert told() == 1
    await wait_until(travel, someone, subscription["trialEndsAt"])
    await tick(runtime, run_jobs)
    found = await get(someone, subscription)
    assert (found["status"], found["currentPeriodStart"]) == ("active", subscription["trialEndsAt"])
    assert [invoice["total"] for invoice in await invoices_of(someone)] == ["12.96"]
    assert await is_premium(runtime, someone)
    assert told() == 1


async def test_a_trial_that_ends_without_a_card_waits_for_one(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel, outbox: Outbox
) -> None:
    someone = await person()
    subscription = await subscribe(someone, await add_plan(admin, trialDays=14))
    await wait_until(travel, someone, subscription["trialEndsAt"])
    await tick(runtime, run_jobs)
    found = await get(someone, subscription)
    assert (found["status"], found["card"], found["nextAttemptAt"] is not None) == ("past_due", None, True)
    assert not await is_premium(runtime, someone)
    [mail] = [mail for mail in outbox.to(someone.email) if "could not charge" in str(mail["Subject"])]
    body = mail.get_body(("plain",))
    assert body is not None
    assert "/billing" in body.get_content()
    await pay(someone, found["openInvoiceId"], run_jobs)
    settled = await get(someone, subscription)
    assert (settled["status"], settled["card"]["last4"], settled["nextAttemptAt"]) == ("active", "4242", None)
    assert settled["currentPeriodEnd"] == found["currentPeriodEnd"]
    assert await is_premium(runtime, someone)


async def test_a_canceled_one_ends_with_its_period(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel, outbox: Outbox
) -> None:
    someone = await person()
    subscription = await paid(someone, await add_plan(admin), run_jobs)
    path = f"/subscriptions/{subscription['id']}/cancellation"
    canceled = data_of(await someone.post(path))
    assert (canceled["status"], canceled["cancelAtPeriodEnd"]) == ("active", True)
    assert canceled["canceledAt"] is not None
    assert await is_premium(runtime, someone)
    assert data_of(await someone.post(path)) == canceled, "a second time changes nothing"
    resumed = data_of(await someone.call("DELETE", path))
    assert (resumed["cancelAtPeriodEnd"], resumed["canceledAt"]) == (False, None)
    assert code_of(await someone.call("DELETE", path)) == (422, "UNPROCESSABLE_ENTITY")
    data_of(await someone.post(path))
    await wait_until(travel, someone, subscription["currentPeriodEnd"])
    await tick(runtime, run_jobs)
    ended = await get(someone, subscription)
    assert (ended["status"], ended["endedAt"] is not None) == ("canceled", True)
    assert not await is_premium(runtime, someone)
    assert len(await invoices_of(someone)) == 1
    for method in ("POST", "DELETE"):
        assert code_of(await someone.call(method, path)) == (422, "UNPROCESSABLE_ENTITY")
    subjects = [str(mail["Subject"]) for mail in outbox.to(someone.email)]
    assert any("ends on" in subject for subject in subjects)
    assert any("has ended" in subject for subject in subjects)


async def test_a_new_price_holds_from_the_next_period_on(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    someone, plan = await person(), await add_plan(admin)
    subscription = await paid(someone, plan, run_jobs)
    data_of(await admin.call("PATCH", f"/plans/{plan['id']}", json={"price": "15.00"}))
    await wait_until(travel, someone, subscription["currentPeriodEnd"])
    await tick(runtime, run_jobs)
    assert [invoice["subtotal"] for invoice in await invoices_of(someone)] == ["12.00", "15.00"]


async def test_a_plan_for_nothing_is_renewed_without_a_card(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    someone = await person()
    subscription = await subscribe(someone, await add_plan(admin, price="0.00", premium=False))
    assert subscription["status"] == "active"
    assert not await is_premium(runtime, someone)
    await wait_until(travel, someone, subscription["currentPeriodEnd"])
    await tick(runtime, run_jobs)
    assert (await get(someone, subscription))["status"] == "active"
    invoices = await invoices_of(someone)
    assert [(invoice["status"], invoice["total"]) for invoice in invoices] == [("paid", "0.00")] * 2
    assert await balances(runtime, invoices, subscription) == {}
