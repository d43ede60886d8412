"""Less than the provider charges: nobody is declined for it, and no cent is lost. It is on the next invoice."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from groundwork.kernel.payment_provider import TOO_SMALL, Failure, PaymentFailed
from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Outbox, Person
from tests.security.support import RunJobs, Travel
from tests.subscriptions.support import (
    add_plan,
    balances,
    data_of,
    get,
    invoices_of,
    is_premium,
    moment,
    paid,
    sign_in,
    subscribe,
    tick,
    wait_until,
)

pytestmark = pytest.mark.anyio


def lines_of(invoice: dict[str, Any]) -> list[tuple[str, str]]:
    """What an invoice says, without the names of plans."""
    told = [(line["description"].split(" ")[0], line["amount"]) for line in invoice["lines"]]
    return [(word if word in {"Not", "Carried", "Your"} else "plan", amount) for word, amount in told]


async def _to_the_middle(someone: Person, subscription: dict[str, Any], travel: Travel) -> None:
    start, end = moment(subscription["currentPeriodStart"]), moment(subscription["currentPeriodEnd"])
    travel((end - start) / 2)
    await sign_in(someone)


def _refusing(asked: list[str]) -> Callable[..., Awaitable[Any]]:
    """What a provider says whose least is more than it told beforehand."""

    async def refuse(*_: Any, key: str, **__: Any) -> Any:
        asked.append(key)
        raise PaymentFailed(Failure(TOO_SMALL, "Amount must convert to at least 50 cents"))

    return refuse


async def test_what_a_change_costs_is_on_the_next_invoice(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    someone, plus, more = await person(), await add_plan(admin), await add_plan(admin, price="12.50")
    subscription = await paid(someone, plus, run_jobs)
    await _to_the_middle(someone, subscription, travel)
    path = f"/subscriptions/{subscription['id']}/plan"
    shown = data_of(await someone.get(f"{path}-change?planId={more['id']}"))
    assert (shown["credit"], shown["charge"], shown["total"]) == ("6.00", "6.25", "0.00")
    changed = data_of(await someone.post(path, {"planId": more["id"]}))
    assert (changed["plan"]["id"], changed["status"], changed["credit"]) == (more["id"], "active", "-0.25")
    await run_jobs()
    invoices = await invoices_of(someone)
    assert [(invoice["status"], invoice["total"]) for invoice in invoices] == [("paid", "12.96"), ("paid", "0.00")]
    assert lines_of(invoices[1]) == [("Not", "-6.00"), ("plan", "6.25"), ("Carried", "-0.25")]
    owed = {"provider": 1296, "subscriptions": -1200 - 25, "tax": -96, "credit": 25}
    assert await balances(runtime, invoices, changed) == owed

    back = data_of(await someone.get(f"{path}-change?planId={plus['id']}"))
    assert (back["credit"], back["charge"], back["total"]) == ("6.25", "6.00", "0.00"), "nothing is charged going back"
    await wait_until(travel, someone, changed["currentPeriodEnd"])
    await tick(runtime, run_jobs)
    invoices = await invoices_of(someone)
    assert lines_of(invoices[2]) == [("plan", "12.50"), ("Carried", "0.25")]
    assert (invoices[2]["status"], invoices[2]["subtotal"], invoices[2]["total"]) == ("paid", "12.75", "13.77")
    assert (await get(someone, changed))["credit"] == "0.00"
    expected = {"provider": 1296 + 1377, "subscriptions": -1200 - 25 - 1250, "tax": -96 - 102}
    assert await balances(runtime, invoices, changed) == expected


async def test_a_plan_that_costs_too_little_is_charged_once_it_is_enough(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    """With 0.20 a month, the third month brings it above the least, 0.50."""
    someone = await person()
    subscription = await subscribe(someone, await add_plan(admin, price="0.20"))
    assert (subscription["status"], subscription["credit"], subscription["openInvoiceId"]) == ("active", "-0.20", None)
    assert await is_premium(runtime, someone)
    for credit in ("-0.40", "0.00"):
        await wait_until(travel, someone, (await get(someone, subscription))["currentPeriodEnd"])
        await tick(runtime, run_jobs)
        assert (await get(someone, subscription))["credit"] == credit
    invoices = await invoices_of(someone)
    assert [invoice["total"] for invoice in invoices] == ["0.00", "0.00", "0.65"]
    assert lines_of(invoices[1]) == [("plan", "0.20"), ("Carried", "0.20"), ("Carried", "-0.40")]
    assert (await get(someone, subscription))["status"] == "past_due", "there is no card yet, and now there is to pay"
    expected = {"receivable": 65, "subscriptions": -40, "deferred": -20, "deferred_tax": -5}
    assert await balances(runtime, invoices, subscription) == expected


async def test_what_the_provider_alone_finds_too_little_is_no_decline(
    runtime: Runtime,
    admin: Person,
    person: MakePerson,
    run_jobs: RunJobs,
    travel: Travel,
    outbox: Outbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As where it pays out in another currency, at the rate of the day."""
    someone, asked = await person(), list[str]()
    subscription = await paid(someone, await add_plan(admin), run_jobs)
    await wait_until(travel, someone, subscription["currentPeriodEnd"])
    mails = len(outbox.to(someone.email))
    with monkeypatch.context() as patch:
        patch.setattr(runtime.payments, "charge", _refusing(asked))
        await tick(runtime, run_jobs)
    assert len(asked) == 1
    after = await get(someone, subscription)
    assert (after["status"], after["credit"], after["nextAttemptAt"]) == ("active", "-12.00", None)
    assert await is_premium(runtime, someone)
    invoices = await invoices_of(someone)
    assert [(invoice["status"], invoice["total"]) for invoice in invoices] == [("paid", "12.96"), ("paid", "0.00")]
    assert lines_of(invoices[1]) == [("plan", "12.00"), ("Carried", "-12.00")]
    expected = {"provider": 1296, "subscriptions": -2400, "tax": -96, "credit": 1200}
    assert await balances(runtime, invoices, after) == expected
    assert not any("could not" in str(mail["Subject"]) for mail in outbox.to(someone.email)[mails:])

    await wait_until(travel, someone, after["currentPeriodEnd"])
    await tick(runtime, run_jobs)
    assert (await invoices_of(someone))[-1]["total"] == "25.92"


async def test_nor_is_it_in_the_form(
    admin: Person, person: MakePerson, run_jobs: RunJobs, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone, asked = await person(), list[str]()
    subscription = await subscribe(someone, await add_plan(admin))
    with monkeypatch.context() as patch:
        patch.setattr(runtime.payments, "create_payment", _refusing(asked))
        answer = await someone.post(f"/invoices/{subscription['openInvoiceId']}/payment")
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "UNPROCESSABLE_ENTITY")
    assert "next invoice" in answer.json()["error"]["message"]
    await run_jobs()
    after = await get(someone, subscription)
    assert (after["status"], after["credit"], after["openInvoiceId"]) == ("active", "-12.00", None)
    payments = data_of(await someone.get("/payments"))
    assert [payment["status"] for payment in payments] == ["canceled"]


async def test_what_was_carried_over_is_owed_in_the_next_subscription(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    someone, small, plus = await person(), await add_plan(admin, price="0.30"), await add_plan(admin)
    first = await subscribe(someone, small)
    data_of(await someone.post(f"/subscriptions/{first['id']}/cancellation"))
    await wait_until(travel, someone, first["currentPeriodEnd"])
    await tick(runtime, run_jobs)
    assert (await get(someone, first))["status"] == "canceled"
    second = await subscribe(someone, plus)
    [_, invoice] = await invoices_of(someone)
    assert lines_of(invoice) == [("plan", "12.00"), ("Carried", "0.30")]
    assert (second["status"], invoice["total"]) == ("incomplete", "13.28")
    data_of(await someone.post(f"/subscriptions/{second['id']}/cancellation"))
    after = await get(someone, second)
    assert (after["status"], after["credit"]) == ("canceled", "-0.30"), "what was not paid is as it was before"
    assert await balances(runtime, await invoices_of(someone), after) == {"subscriptions": -30, "credit": 30}
