"""Years of somebody who does whatever one can do, in no order: the books agree with what they have at every step."""

import random
from datetime import timedelta
from typing import Any

import pytest

from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Person
from tests.security.support import RunJobs, Travel, fetch
from tests.subscriptions.support import (
    DECLINED_LATER,
    GOOD,
    add_plan,
    balances,
    get,
    invoices_of,
    is_premium,
    paid,
    pay,
    save_card,
    sign_in,
    tick,
)

pytestmark = pytest.mark.anyio
STEPS = 14
_PROVIDER = (
    "SELECT coalesce(sum(amount_minor - refunded_minor), 0) FROM payments WHERE user_id = :id AND status = 'succeeded'"
)


def _minor(amount: str) -> int:
    return int(amount.replace(".", ""))


async def _agrees(runtime: Runtime, someone: Person, subscriptions: list[dict[str, Any]]) -> None:
    """The ledger says what the invoices, the credit and the provider say."""
    invoices = await invoices_of(someone)
    present = [await get(someone, subscription) for subscription in subscriptions]
    books = await balances(runtime, invoices, present[0])
    for subscription in present[1:]:
        for account, amount in (await balances(runtime, [], subscription)).items():
            books[account] = books.get(account, 0) + amount
    still_open = [invoice for invoice in invoices if invoice["status"] == "open"]
    assert books.get("receivable", 0) == sum(_minor(invoice["total"]) for invoice in still_open)
    assert -books.get("deferred_tax", 0) == sum(_minor(invoice["tax"]) for invoice in still_open)
    settled = [invoice for invoice in invoices if invoice["status"] == "paid"]
    assert -books.get("tax", 0) == sum(_minor(invoice["tax"]) for invoice in settled)
    assert -books.get("credit", 0) == sum(_minor(subscription["credit"]) for subscription in present)
    [[kept]] = await fetch(runtime, _PROVIDER, id=someone.id)
    assert books.get("provider", 0) == kept == sum(_minor(invoice["total"]) for invoice in settled)
    live = present[-1]["status"] in {"trialing", "active"}
    assert await is_premium(runtime, someone) == (live and present[-1]["plan"]["premium"])
    assert len(still_open) <= 1
    assert [subscription["status"] for subscription in present[:-1]] == ["canceled"] * (len(present) - 1)


@pytest.mark.parametrize("seed", [1, 2])
async def test_whatever_one_does_the_books_agree(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel, seed: int
) -> None:
    choose = random.Random(seed)
    plans = [
        await add_plan(admin, trialDays=0),
        await add_plan(admin, price="29.99"),
        await add_plan(admin, price="120.00", interval="year", trialDays=14),
        await add_plan(admin, price="3.33", premium=False),
    ]
    someone = await person()
    subscriptions = [await paid(someone, plans[0], run_jobs)]
    for _ in range(STEPS):
        subscription = await get(someone, subscriptions[-1])
        path = f"/subscriptions/{subscription['id']}"
        act = choose.choice(["wait", "wait", "wait", "change", "change", "cancel", "resume", "card", "pay"])
        if subscription["status"] == "canceled":
            subscriptions.append(await paid(someone, choose.choice(plans[:2]), run_jobs))
        elif act == "wait":
            travel(timedelta(days=choose.choice([1, 3, 12, 31, 70]), seconds=choose.randrange(86400)))
            await sign_in(someone)
        elif act == "change":
            answer = await someone.post(f"{path}/plan", {"planId": choose.choice(plans)["id"]})
            assert answer.status_code in {200, 402, 422}, answer.text
        elif act == "cancel":
            assert (await someone.post(f"{path}/cancellation")).status_code == 200
        elif act == "resume":
            assert (await someone.call("DELETE", f"{path}/cancellation")).status_code in {200, 422}
        elif act == "card":
            await save_card(someone, choose.choice([GOOD, GOOD, DECLINED_LATER]))
        elif subscription["openInvoiceId"]:
            await pay(someone, subscription["openInvoiceId"], run_jobs)
        for _ in range(3):
            await tick(runtime, run_jobs)
        await _agrees(runtime, someone, subscriptions)
