"""What follows from a card that is declined, and from money that comes late, twice, or goes back."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from groundwork.domains.payments.applying import apply_payment
from groundwork.domains.subscriptions.charging import charge
from groundwork.domains.subscriptions.renewals import see_to_due
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.payment_provider import Failure, PaymentFailed, PaymentState
from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Outbox, Person
from tests.security.support import RunJobs, Travel, code_of, fetch
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
ONE_MONTH = {"provider": 1296, "subscriptions": -1200, "tax": -96}


async def _fall_behind(
    runtime: Runtime, admin: Person, someone: Person, run_jobs: RunJobs, travel: Travel
) -> dict[str, Any]:
    """A subscription whose second month was not paid."""
    subscription = await paid(someone, await add_plan(admin), run_jobs, card=DECLINED_LATER)
    await wait_until(travel, someone, subscription["currentPeriodEnd"])
    await tick(runtime, run_jobs)
    found = await get(someone, subscription)
    assert found["status"] == "past_due"
    return found


async def test_four_more_attempts_and_it_is_over(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel, outbox: Outbox
) -> None:
    someone = await person()
    subscription = await _fall_behind(runtime, admin, someone, run_jobs, travel)
    began, attempts = moment(subscription["currentPeriodStart"]), []
    while subscription["status"] == "past_due":
        assert not await is_premium(runtime, someone)
        attempts.append(round((moment(subscription["nextAttemptAt"]) - began) / timedelta(days=1)))
        await tick(runtime, run_jobs)
        assert (await get(someone, subscription))["nextAttemptAt"] == subscription["nextAttemptAt"], "not before"
        await wait_until(travel, someone, subscription["nextAttemptAt"])
        await tick(runtime, run_jobs)
        subscription = await get(someone, subscription)
    assert attempts == [1, 3, 5, 7]
    assert (subscription["status"], subscription["openInvoiceId"]) == ("canceled", None)
    invoices = await invoices_of(someone)
    assert [(invoice["status"], invoice["attempts"]) for invoice in invoices] == [("paid", 0), ("uncollectible", 5)]
    assert await balances(runtime, invoices, subscription) == ONE_MONTH
    subjects = [str(mail["Subject"]) for mail in outbox.to(someone.email)]
    assert len([subject for subject in subjects if "could not charge" in subject]) == 4
    assert len([subject for subject in subjects if "has ended" in subject]) == 1
    [[payments]] = await fetch(
        runtime, "SELECT count(*) FROM payments WHERE user_id = :id AND status = 'succeeded'", id=someone.id
    )
    assert payments == 1


async def test_another_card_is_charged_next_time(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    someone = await person()
    subscription = await _fall_behind(runtime, admin, someone, run_jobs, travel)
    await save_card(someone, "5555 5555 5555 4444")
    await wait_until(travel, someone, subscription["nextAttemptAt"])
    await tick(runtime, run_jobs)
    found = await get(someone, subscription)
    assert (found["status"], found["card"]) == ("active", {"brand": "mastercard", "last4": "4444"})
    assert found["currentPeriodEnd"] == subscription["currentPeriodEnd"]
    assert await is_premium(runtime, someone)
    assert len(await invoices_of(someone)) == 2


async def test_paying_in_person_is_as_good(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    someone = await person()
    subscription = await _fall_behind(runtime, admin, someone, run_jobs, travel)
    await pay(someone, subscription["openInvoiceId"], run_jobs)
    found = await get(someone, subscription)
    assert (found["status"], found["openInvoiceId"], found["nextAttemptAt"]) == ("active", None, None)
    assert await is_premium(runtime, someone)


async def test_who_cancels_what_is_past_due_owes_nothing(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    someone = await person()
    subscription = await _fall_behind(runtime, admin, someone, run_jobs, travel)
    ended = data_of(await someone.post(f"/subscriptions/{subscription['id']}/cancellation"))
    assert (ended["status"], ended["openInvoiceId"]) == ("canceled", None)
    invoices = await invoices_of(someone)
    assert [invoice["status"] for invoice in invoices] == ["paid", "void"]
    assert await balances(runtime, invoices, subscription) == ONE_MONTH
    travel(timedelta(days=8))
    await tick(runtime, run_jobs)
    await sign_in(someone)
    assert [invoice["attempts"] for invoice in await invoices_of(someone)] == [0, 1]


async def test_the_same_attempt_many_times_is_one_charge(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    """Whoever died between the charge and its note is followed by one who asks with the same key."""
    someone = await person()
    subscription = await _fall_behind(runtime, admin, someone, run_jobs, travel)
    await save_card(someone, GOOD)
    invoice_id = UUID(subscription["openInvoiceId"])
    await asyncio.gather(*(charge(runtime, invoice_id, attempt=2) for _ in range(6)))
    await charge(runtime, invoice_id, attempt=2)
    await run_jobs()
    [[charges]] = await fetch(
        runtime,
        """SELECT count(*) FROM sandbox_payments sandbox JOIN payments ON payments.provider_id = sandbox.id
           WHERE payments.invoice_id = :id AND sandbox.status = 'succeeded'""",
        id=invoice_id,
    )
    assert charges == 1
    invoices = await invoices_of(someone)
    assert [invoice["status"] for invoice in invoices] == ["paid", "paid"]
    assert (await balances(runtime, invoices, subscription))["provider"] == 2 * 1296


async def test_the_same_failure_many_times_counts_once(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel, outbox: Outbox
) -> None:
    someone = await person()
    subscription = await _fall_behind(runtime, admin, someone, run_jobs, travel)
    invoice_id = UUID(subscription["openInvoiceId"])
    outcomes = await asyncio.gather(*(charge(runtime, invoice_id, attempt=2) for _ in range(6)), return_exceptions=True)
    assert all(outcome is None or isinstance(outcome, PaymentFailed) for outcome in outcomes)
    await run_jobs()
    assert [invoice["attempts"] for invoice in await invoices_of(someone)] == [0, 2]
    subjects = [str(mail["Subject"]) for mail in outbox.to(someone.email)]
    assert len([subject for subject in subjects if "could not charge" in subject]) == 2


async def test_an_attempt_that_was_lost_is_asked_about_again(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    someone = await person()
    subscription = await _fall_behind(runtime, admin, someone, run_jobs, travel)
    await save_card(someone, GOOD)
    await wait_until(travel, someone, subscription["nextAttemptAt"])
    async with transaction(runtime) as db:
        await see_to_due(db)
    lost = await fetch(
        runtime,
        """DELETE FROM procrastinate_jobs WHERE task_name = 'subscriptions.charge_invoice' AND status = 'todo'
           AND args->>'invoice_id' = :id RETURNING id""",
        id=subscription["openInvoiceId"],
    )
    assert len(lost) == 1
    await tick(runtime, run_jobs)
    assert (await get(someone, subscription))["status"] == "past_due"
    travel(timedelta(minutes=16))
    await tick(runtime, run_jobs)
    assert (await get(someone, subscription))["status"] == "active"


async def test_a_card_that_settles_late_pays_when_it_does(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    someone = await person()
    subscription = await subscribe(someone, await add_plan(admin))
    assert (await pay(someone, subscription["openInvoiceId"], run_jobs, card=LATE))["status"] == "processing"
    assert (await get(someone, subscription))["status"] == "incomplete"
    travel(timedelta(seconds=11))

    await deliver(runtime, run_jobs)
    assert (await get(someone, subscription))["status"] == "active"


async def test_a_card_that_settles_late_and_is_declined_then_was_tried_once(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    """The key of the attempt still tells that it is on its way, as Stripe's do for a day; the news of it counts."""
    someone = await person()
    subscription = await paid(someone, await add_plan(admin), run_jobs)
    await save_card(someone, LATE)
    began = now()
    await wait_until(travel, someone, subscription["currentPeriodEnd"])
    await tick(runtime, run_jobs)
    assert (await get(someone, subscription))["status"] == "active", "nobody knows better yet"
    [made] = [
        seen
        async for seen in runtime.payments.payments_since(began)
        if seen.state is PaymentState.PROCESSING and seen.metadata["invoiceId"] == (await _last(someone))["id"]
    ]
    declined = replace(
        made, state=PaymentState.REQUIRES_PAYMENT_METHOD, failure=Failure("card_declined", "Your card was declined")
    )
    travel(timedelta(seconds=2))
    async with transaction(runtime) as db:
        await apply_payment(db, runtime.payments.name, declined, at=now())
    with pytest.raises(PaymentFailed):
        await charge(runtime, UUID((await _last(someone))["id"]), attempt=1)
    found, last = await get(someone, subscription), await _last(someone)
    assert (found["status"], last["status"], last["attempts"]) == ("past_due", "open", 1)
    assert not await is_premium(runtime, someone)


async def _last(someone: Person) -> dict[str, Any]:
    return (await invoices_of(someone))[-1]


async def test_half_goes_back_with_its_tax(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs
) -> None:
    someone = await person()
    subscription = await paid(someone, await add_plan(admin), run_jobs)
    [invoice] = await invoices_of(someone)
    refund = {"amount": "6.48", "reason": "A week without"}
    data_of(await admin.post(f"/payments/{invoice['paymentId']}/refunds", refund), 201)
    await run_jobs()
    half = {"provider": 648, "subscriptions": -1200, "tax": -48, "refunds": 600}
    assert await balances(runtime, [invoice], subscription) == half
    data_of(await admin.post(f"/payments/{invoice['paymentId']}/refunds", {}), 201)
    await run_jobs()
    assert await balances(runtime, [invoice], subscription) == {"subscriptions": -1200, "refunds": 1200}
    assert (await get(someone, subscription))["status"] == "active"


async def test_money_for_what_is_over_goes_back(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs
) -> None:
    """The payment and the end of what it was for meet: the person has one or the other, and the books say so."""
    plan = await add_plan(admin)
    for _ in range(6):
        someone = await person()
        subscription = await subscribe(someone, plan)
        payment = data_of(await someone.post(f"/invoices/{subscription['openInvoiceId']}/payment"), 201)
        data_of(await someone.post(f"/payments/{payment['id']}/sandbox-confirmation", {"card": GOOD}))
        path = f"/subscriptions/{subscription['id']}/cancellation"
        canceled, _ = await asyncio.gather(someone.post(path), run_jobs())
        assert canceled.status_code == 200
        await run_jobs()
        found, invoices = await get(someone, subscription), await invoices_of(someone)
        after = data_of(await someone.get(f"/payments/{payment['id']}"))
        if found["status"] == "active":
            assert found["cancelAtPeriodEnd"]
            assert (invoices[0]["status"], after["refunded"]) == ("paid", "0.00")
            assert await balances(runtime, invoices, subscription) == ONE_MONTH
        else:
            assert (found["status"], invoices[0]["status"], after["refunded"]) == ("canceled", "void", "12.96")
            assert await balances(runtime, invoices, subscription) == {}
        assert await is_premium(runtime, someone) == (found["status"] == "active")


async def test_an_invoice_of_somebody_else_is_not_there(admin: Person, person: MakePerson) -> None:
    someone, other = await person(), await person()
    subscription = await subscribe(someone, await add_plan(admin))
    invoice_id = subscription["openInvoiceId"]
    assert code_of(await other.post(f"/invoices/{invoice_id}/payment")) == (404, "NOT_FOUND")
    assert code_of(await other.get(f"/invoices/{invoice_id}/content")) == (404, "NOT_FOUND")
    assert code_of(await other.get(f"/subscriptions/{subscription['id']}")) == (404, "NOT_FOUND")
    assert code_of(await other.post(f"/subscriptions/{subscription['id']}/cancellation")) == (404, "NOT_FOUND")
    assert code_of(await admin.post(f"/invoices/{invoice_id}/payment")) == (403, "FORBIDDEN")
    assert (await get(someone, subscription))["status"] == "incomplete"
