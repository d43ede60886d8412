"""Subscribing: with a trial at once, else once the first invoice is paid."""

import asyncio
from datetime import timedelta

import pytest

from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Outbox, Person
from tests.security.support import RunJobs, Travel, code_of, fetch, fields_of
from tests.subscriptions.support import (
    DECLINED,
    GOOD,
    add_plan,
    balances,
    data_of,
    get,
    invoices_of,
    is_premium,
    moment,
    pay,
    subscribe,
    tick,
)

pytestmark = pytest.mark.anyio


async def test_without_a_trial_it_waits_for_its_first_invoice(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    someone, plan = await person(), await add_plan(admin)
    begun = await subscribe(someone, plan)
    assert (begun["status"], begun["plan"]["id"], begun["credit"], begun["card"]) == (
        "incomplete",
        plan["id"],
        "0.00",
        None,
    )
    assert not await is_premium(runtime, someone)
    [invoice] = await invoices_of(someone)
    assert invoice["id"] == begun["openInvoiceId"]
    assert (invoice["status"], invoice["subtotal"], invoice["tax"], invoice["taxRate"], invoice["total"]) == (
        "open",
        "12.00",
        "0.96",
        "8.00",
        "12.96",
    )
    assert [(line["description"], line["amount"]) for line in invoice["lines"]] == [(plan["name"], "12.00")]
    owed = {"receivable": 1296, "deferred": -1200, "deferred_tax": -96}
    assert await balances(runtime, [invoice], begun) == owed
    await pay(someone, invoice["id"], run_jobs)
    found = await get(someone, begun)
    assert (found["status"], found["card"], found["openInvoiceId"]) == (
        "active",
        {"brand": "visa", "last4": "4242"},
        None,
    )
    assert await is_premium(runtime, someone)
    [invoice] = await invoices_of(someone)
    assert (invoice["status"], invoice["paidAt"] is not None, invoice["paymentId"] is not None) == ("paid", True, True)
    assert await balances(runtime, [invoice], begun) == {"provider": 1296, "subscriptions": -1200, "tax": -96}
    [mail] = [mail for mail in outbox.to(someone.email) if invoice["number"] in mail["Subject"]]
    [attached] = list(mail.iter_attachments())
    assert attached.get_filename() == f"{invoice['number']}.pdf"
    assert attached.get_content().startswith(b"%PDF-")


async def test_a_declined_card_changes_nothing_and_another_pays(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs
) -> None:
    someone = await person()
    begun = await subscribe(someone, await add_plan(admin))
    payment = data_of(await someone.post(f"/invoices/{begun['openInvoiceId']}/payment"), 201)
    refused = await someone.post(f"/payments/{payment['id']}/sandbox-confirmation", {"card": DECLINED})
    assert code_of(refused) == (402, "PAYMENT_FAILED")
    await run_jobs()
    assert (await get(someone, begun))["status"] == "incomplete"
    assert [invoice["attempts"] for invoice in await invoices_of(someone)] == [0], "nobody but the person has tried"
    again = data_of(await someone.post(f"/invoices/{begun['openInvoiceId']}/payment"))
    assert again["id"] == payment["id"]
    data_of(await someone.post(f"/payments/{payment['id']}/sandbox-confirmation", {"card": GOOD}))
    await run_jobs()
    assert (await get(someone, begun))["status"] == "active"


async def test_with_a_trial_it_begins_at_once(runtime: Runtime, admin: Person, person: MakePerson) -> None:
    someone, plan = await person(), await add_plan(admin, trialDays=14)
    begun = await subscribe(someone, plan)
    assert (begun["status"], begun["openInvoiceId"]) == ("trialing", None)
    assert begun["trialEndsAt"] == begun["currentPeriodEnd"]
    assert moment(begun["currentPeriodEnd"]) - moment(begun["currentPeriodStart"]) == timedelta(days=14)
    assert await is_premium(runtime, someone)
    assert await invoices_of(someone) == []


async def test_a_person_has_one_trial(admin: Person, person: MakePerson) -> None:
    someone, first, second = await person(), await add_plan(admin, trialDays=14), await add_plan(admin, trialDays=7)
    begun = await subscribe(someone, first)
    data_of(await someone.post(f"/subscriptions/{begun['id']}/cancellation"))
    assert code_of(await someone.post("/subscriptions", {"planId": second["id"]})) == (409, "CONFLICT")


async def test_a_second_trial_is_none(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    someone, plan = await person(), await add_plan(admin, trialDays=3)
    begun = await subscribe(someone, plan)
    data_of(await someone.post(f"/subscriptions/{begun['id']}/cancellation"))
    await fetch(
        runtime,
        "UPDATE subscriptions SET current_period_end = now() - interval '1 second', "
        "current_period_start = now() - interval '1 day' WHERE id = :id",
        id=begun["id"],
    )
    await tick(runtime, run_jobs)
    assert (await get(someone, begun))["status"] == "canceled"
    assert not await is_premium(runtime, someone)
    assert (await subscribe(someone, plan))["status"] == "incomplete"


async def test_of_two_at_once_one_is_begun(runtime: Runtime, admin: Person, person: MakePerson) -> None:
    someone, plan = await person(), await add_plan(admin)
    answers = await asyncio.gather(*(someone.post("/subscriptions", {"planId": plan["id"]}) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [201, *[409] * 7]
    assert len(await invoices_of(someone)) == 1


async def test_what_is_never_paid_is_forgotten_after_a_day(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    someone = await person()
    begun = await subscribe(someone, await add_plan(admin))
    payment = data_of(await someone.post(f"/invoices/{begun['openInvoiceId']}/payment"), 201)
    await fetch(
        runtime, "UPDATE subscriptions SET created_at = now() - interval '23 hours' WHERE id = :id", id=begun["id"]
    )
    await tick(runtime, run_jobs)
    assert (await get(someone, begun))["status"] == "incomplete"
    await fetch(
        runtime, "UPDATE subscriptions SET created_at = now() - interval '24 hours' WHERE id = :id", id=begun["id"]
    )
    await tick(runtime, run_jobs)
    found = await get(someone, begun)
    assert (found["status"], found["openInvoiceId"]) == ("canceled", None)
    invoices = await invoices_of(someone)
    assert [invoice["status"] for invoice in invoices] == ["void"]
    assert await balances(runtime, invoices, begun) == {}
    assert data_of(await someone.get(f"/payments/{payment['id']}"))["status"] == "canceled"
    assert code_of(await someone.post(f"/invoices/{begun['openInvoiceId']}/payment"))[0] == 422
    assert [mail["Subject"] for mail in outbox.to(someone.email) if "subscription" in str(mail["Subject"])] == []


async def test_bad_input_subscribes_to_nothing(admin: Person, person: MakePerson) -> None:
    someone, gone = await person(), await add_plan(admin, active=False)
    for plan_id in (gone["id"], someone.id):
        refused = await someone.post("/subscriptions", {"planId": plan_id})
        assert code_of(refused) == (422, "UNPROCESSABLE_ENTITY")
        assert list(fields_of(refused)) == ["planId"]
    for form in (
        {},
        {"planId": "x"},
        {"planId": gone["id"], "price": "0.00"},
        {"planId": gone["id"], "userId": gone["id"]},
    ):
        assert code_of(await someone.post("/subscriptions", form)) == (400, "VALIDATION_ERROR")
    assert data_of(await someone.get("/subscriptions")) == []
    assert await invoices_of(someone) == []


async def test_with_one_key_there_is_one_subscription(admin: Person, person: MakePerson) -> None:
    someone, plan = await person(), await add_plan(admin)
    answers = [
        await someone.post("/subscriptions", {"planId": plan["id"]}, headers={"Idempotency-Key": "start-1"})
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json()["data"] == answers[1].json()["data"]
    assert answers[1].headers["idempotent-replayed"] == "true"
