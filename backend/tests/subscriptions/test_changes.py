"""Changing the plan: what it costs is charged at once, what it brings is kept."""

import asyncio
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Outbox, Person
from tests.security.support import RunJobs, Travel, code_of, fetch, fields_of
from tests.subscriptions.support import (
    DECLINED_LATER,
    GOOD,
    LATE,
    add_plan,
    balances,
    data_of,
    deliver,
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


async def _to_the_middle(someone: Person, subscription: dict[str, Any], travel: Travel) -> None:
    start, end = moment(subscription["currentPeriodStart"]), moment(subscription["currentPeriodEnd"])
    travel((end - start) / 2)
    await sign_in(someone)


async def _change(someone: Person, subscription: dict[str, Any], plan: dict[str, Any]) -> dict[str, Any]:
    path = f"/subscriptions/{subscription['id']}/plan"
    return dict(data_of(await someone.post(path, {"planId": plan["id"]})))


async def test_a_dearer_plan_is_charged_for_the_rest(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel, outbox: Outbox
) -> None:
    someone, plus, pro = await person(), await add_plan(admin), await add_plan(admin, price="29.00")
    subscription = await paid(someone, plus, run_jobs)
    await _to_the_middle(someone, subscription, travel)
    shown = data_of(await someone.get(f"/subscriptions/{subscription['id']}/plan-change?planId={pro['id']}"))
    assert (shown["credit"], shown["charge"], shown["total"], shown["currency"]) == ("6.00", "14.50", "9.18", "USD")
    changed = await _change(someone, subscription, pro)
    assert (changed["plan"]["id"], changed["status"], changed["credit"]) == (pro["id"], "active", "0.00")
    assert changed["currentPeriodEnd"] == subscription["currentPeriodEnd"]
    await run_jobs()
    invoices = await invoices_of(someone)
    assert [(invoice["status"], invoice["total"]) for invoice in invoices] == [("paid", "12.96"), ("paid", "9.18")]
    assert [line["amount"] for line in invoices[1]["lines"]] == ["-6.00", "14.50"]
    expected = {"provider": 1296 + 918, "subscriptions": -1200 - 850, "tax": -96 - 68}
    assert await balances(runtime, invoices, changed) == expected
    assert any(pro["name"] in str(mail["Subject"]) for mail in outbox.to(someone.email))
    await wait_until(travel, someone, changed["currentPeriodEnd"])
    await tick(runtime, run_jobs)
    assert (await invoices_of(someone))[-1]["subtotal"] == "29.00"


async def test_a_cheaper_plan_leaves_credit_that_the_next_invoices_use(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    someone, plus, pro = await person(), await add_plan(admin), await add_plan(admin, price="60.00")
    subscription = await paid(someone, pro, run_jobs)
    await _to_the_middle(someone, subscription, travel)
    changed = await _change(someone, subscription, plus)
    assert (changed["plan"]["id"], changed["credit"]) == (plus["id"], "24.00")
    invoices = await invoices_of(someone)
    assert len(invoices) == 1
    before = {"provider": 6480, "tax": -480, "subscriptions": -6000 + 2400, "credit": -2400}
    assert await balances(runtime, invoices, changed) == before
    for left, status in (("12.00", "paid"), ("0.00", "paid")):
        await wait_until(travel, someone, changed["currentPeriodEnd"])
        await tick(runtime, run_jobs)
        changed = await get(someone, subscription)
        last = (await invoices_of(someone))[-1]
        assert (changed["credit"], last["status"], last["total"]) == (left, status, "0.00")
        assert [line["amount"] for line in last["lines"]] == ["12.00", "-12.00"]
    await wait_until(travel, someone, changed["currentPeriodEnd"])
    await tick(runtime, run_jobs)
    invoices = await invoices_of(someone)
    assert [invoice["total"] for invoice in invoices] == ["64.80", "0.00", "0.00", "12.96"]
    after = {"provider": 6480 + 1296, "tax": -480 - 96, "subscriptions": -6000 - 1200}
    assert await balances(runtime, invoices, changed) == after, "half of each of 60, then half, one, one and one of 12"


@pytest.mark.parametrize(
    ("returned", "set_off", "left"),
    [("64.80", "0.00", "0.00"), ("32.40", "30.00", "24.00"), ("54.00", "10.00", "4.00")],
)
async def test_what_was_refunded_is_no_credit_too(
    runtime: Runtime,
    admin: Person,
    person: MakePerson,
    run_jobs: RunJobs,
    travel: Travel,
    returned: str,
    set_off: str,
    left: str,
) -> None:
    """Of 60, half a month of which is left, no more can be set off than was kept; the other plan costs 6 for it."""
    someone, plus, pro = await person(), await add_plan(admin), await add_plan(admin, price="60.00")
    subscription = await paid(someone, pro, run_jobs)
    await _to_the_middle(someone, subscription, travel)
    [invoice] = await invoices_of(someone)
    await sign_in(admin)
    data_of(await admin.post(f"/payments/{invoice['paymentId']}/refunds", {"amount": returned}), 201)
    await run_jobs()
    shown = data_of(await someone.get(f"/subscriptions/{subscription['id']}/plan-change?planId={plus['id']}"))
    assert (shown["credit"], shown["charge"]) == (set_off, "6.00")
    changed = await _change(someone, subscription, plus)
    assert (changed["plan"]["id"], changed["credit"]) == (plus["id"], left)
    books = await balances(runtime, await invoices_of(someone), changed)
    assert -books.get("credit", 0) == int(Decimal(changed["credit"]) * 100)


async def test_another_interval_begins_at_once(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    someone, monthly = await person(), await add_plan(admin)
    yearly = await add_plan(admin, price="120.00", interval="year")
    subscription = await paid(someone, monthly, run_jobs)
    await _to_the_middle(someone, subscription, travel)
    changed = await _change(someone, subscription, yearly)
    start, end = moment(changed["currentPeriodStart"]), moment(changed["currentPeriodEnd"])
    assert start > moment(subscription["currentPeriodStart"])
    assert end == start.replace(year=start.year + 1)
    assert (await invoices_of(someone))[-1]["subtotal"] == "114.00"
    back = await _change(someone, subscription, monthly)
    assert Decimal("107.90") < Decimal(back["credit"]) <= Decimal("108.00"), "but for the seconds in between"
    assert moment(back["currentPeriodEnd"]) - moment(back["currentPeriodStart"]) <= timedelta(days=31)


@pytest.mark.parametrize("card", [DECLINED_LATER, "4000 0027 6000 3184"])
async def test_when_the_card_is_declined_the_plan_stays(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, card: str
) -> None:
    someone, plus, pro = await person(), await add_plan(admin), await add_plan(admin, price="29.00")
    subscription = await paid(someone, plus, run_jobs)
    await save_card(someone, card)
    before = await get(someone, subscription)
    refused = await someone.post(f"/subscriptions/{subscription['id']}/plan", {"planId": pro["id"]})
    assert code_of(refused) == (402, "PAYMENT_FAILED")
    await run_jobs()
    after = await get(someone, subscription)
    assert {**after, "updatedAt": None} == {**before, "updatedAt": None}
    invoices = await invoices_of(someone)
    assert [invoice["status"] for invoice in invoices] == ["paid", "void"]
    assert await balances(runtime, invoices, after) == {"provider": 1296, "subscriptions": -1200, "tax": -96}
    await save_card(someone, GOOD)
    assert (await _change(someone, subscription, pro))["plan"]["id"] == pro["id"]


async def test_without_a_card_nothing_can_be_charged(runtime: Runtime, admin: Person, person: MakePerson) -> None:
    someone, trial, pro = await person(), await add_plan(admin, trialDays=14), await add_plan(admin, price="29.00")
    subscription = await subscribe(someone, trial)
    refused = await someone.post(f"/subscriptions/{subscription['id']}/plan", {"planId": pro["id"]})
    assert code_of(refused) == (402, "PAYMENT_FAILED")
    assert await get(someone, subscription) == subscription
    assert await invoices_of(someone) == []


async def test_a_trial_goes_on_with_a_plan_that_has_one_and_ends_with_one_that_has_none(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs
) -> None:
    someone, plus = await person(), await add_plan(admin, trialDays=14)
    week, pro = await add_plan(admin, trialDays=7, premium=False), await add_plan(admin, price="29.00")
    subscription = await subscribe(someone, plus)
    tried = await _change(someone, subscription, week)
    assert (tried["status"], tried["plan"]["id"]) == ("trialing", week["id"])
    assert moment(tried["trialEndsAt"]) - moment(tried["currentPeriodStart"]) == timedelta(days=7)
    assert not await is_premium(runtime, someone)
    assert (await _change(someone, subscription, plus))["trialEndsAt"] == tried["trialEndsAt"], "it gets no longer"
    await save_card(someone, GOOD)
    bought = await _change(someone, subscription, pro)
    assert (bought["status"], bought["plan"]["id"]) == ("active", pro["id"])
    assert [invoice["subtotal"] for invoice in await invoices_of(someone)] == ["29.00"]
    assert await is_premium(runtime, someone)


async def test_a_card_that_settles_late_changes_the_plan_when_it_does(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    someone, plus, pro = await person(), await add_plan(admin), await add_plan(admin, price="29.00")
    subscription = await paid(someone, plus, run_jobs)
    await save_card(someone, LATE)
    waiting = await _change(someone, subscription, pro)
    assert (waiting["plan"]["id"], waiting["openInvoiceId"] is not None) == (plus["id"], True)
    third = await add_plan(admin, price="99.00")
    path = f"/subscriptions/{subscription['id']}/plan"
    assert code_of(await someone.post(path, {"planId": third["id"]})) == (422, "UNPROCESSABLE_ENTITY")
    assert (await _change(someone, subscription, pro))["openInvoiceId"] == waiting["openInvoiceId"]
    travel(timedelta(minutes=16))
    await tick(runtime, run_jobs)
    await tick(runtime, run_jobs)
    await deliver(runtime, run_jobs)
    assert (await get(someone, subscription))["plan"]["id"] == pro["id"]
    [[charges]] = await fetch(
        runtime, "SELECT count(*) FROM payments WHERE user_id = :id AND status = 'succeeded'", id=someone.id
    )
    assert charges == 2


async def test_many_at_once_change_it_once(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs
) -> None:
    someone, plus, pro = await person(), await add_plan(admin), await add_plan(admin, price="29.00")
    subscription = await paid(someone, plus, run_jobs)
    path = f"/subscriptions/{subscription['id']}/plan"
    answers = await asyncio.gather(*(someone.post(path, {"planId": pro["id"]}) for _ in range(6)))
    assert {answer.status_code for answer in answers} <= {200, 422}
    assert (await get(someone, subscription))["plan"]["id"] == pro["id"]
    invoices = await invoices_of(someone)
    assert [invoice["status"] for invoice in invoices] == ["paid", "paid"]
    [[charges]] = await fetch(
        runtime, "SELECT count(*) FROM payments WHERE user_id = :id AND status = 'succeeded'", id=someone.id
    )
    assert charges == 2


async def test_what_cannot_be_changed_is_told(
    admin: Person, person: MakePerson, run_jobs: RunJobs, runtime: Runtime
) -> None:
    someone, other, plus = await person(), await person(), await add_plan(admin)
    euros, gone = await add_plan(admin, currency="EUR"), await add_plan(admin, active=False)
    subscription = await subscribe(someone, plus)
    path = f"/subscriptions/{subscription['id']}"
    assert code_of(await someone.post(f"{path}/plan", {"planId": euros["id"]})) == (422, "UNPROCESSABLE_ENTITY")
    await pay(someone, subscription["openInvoiceId"], run_jobs)
    before = await get(someone, subscription)
    for plan in (euros["id"], gone["id"], plus["id"], someone.id):
        for answer in (
            await someone.post(f"{path}/plan", {"planId": plan}),
            await someone.get(f"{path}/plan-change?planId={plan}"),
        ):
            assert code_of(answer) == (422, "UNPROCESSABLE_ENTITY")
            assert list(fields_of(answer)) == ["planId"]
    previewed = f"{path}/plan-change?planId={plus['id']}"
    for answer in (await other.post(f"{path}/plan", {"planId": plus["id"]}), await other.get(previewed)):
        assert code_of(answer) == (404, "NOT_FOUND")
    assert code_of(await admin.post(f"{path}/plan", {"planId": plus["id"]})) == (403, "FORBIDDEN")
    assert code_of(await someone.post(f"{path}/plan", {"planId": plus["id"], "charge": "0.00"}))[0] == 400
    assert await get(someone, subscription) == before


async def test_credit_goes_along_into_a_later_subscription(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    someone, plus, pro = await person(), await add_plan(admin), await add_plan(admin, price="60.00")
    first = await paid(someone, pro, run_jobs)
    await _to_the_middle(someone, first, travel)
    assert (await _change(someone, first, plus))["credit"] == "24.00"
    data_of(await someone.post(f"/subscriptions/{first['id']}/cancellation"))
    await wait_until(travel, someone, first["currentPeriodEnd"])
    await tick(runtime, run_jobs)
    second = await subscribe(someone, pro)
    assert (second["credit"], (await get(someone, first))["credit"]) == ("0.00", "0.00")
    invoice = (await invoices_of(someone))[-1]
    assert (invoice["subtotal"], [line["amount"] for line in invoice["lines"]]) == ("36.00", ["60.00", "-24.00"])
    ended = data_of(await someone.post(f"/subscriptions/{second['id']}/cancellation"))
    assert (ended["status"], ended["credit"]) == ("canceled", "24.00"), "it was not used"
