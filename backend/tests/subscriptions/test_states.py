"""Every action in every state: what it answers, and what the subscription is then."""

from typing import Any

import httpx2
import pytest

from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Person
from tests.security.support import RunJobs, fetch
from tests.subscriptions.support import (
    DECLINED_LATER,
    add_plan,
    balances,
    data_of,
    get,
    invoices_of,
    is_premium,
    paid,
    subscribe,
    tick,
)

pytestmark = pytest.mark.anyio
Plans = dict[str, dict[str, Any]]
_PERIOD_OVER = """
    UPDATE subscriptions SET current_period_start = current_period_start - interval '32 days',
           current_period_end = now() - interval '1 second'
    WHERE id = :id"""
_ENDED, _UNPAID = "has ended: subscribe", "pay the open invoice"

EXPECTED = {
    "incomplete": {
        "cancel": (200, "canceled", ""),
        "resume": (422, "incomplete", "not about to end"),
        "start": (409, "incomplete", "have a subscription already"),
        "preview": (422, "incomplete", _UNPAID),
        "change": (422, "incomplete", _UNPAID),
        "pay": (201, "incomplete", ""),
    },
    "trialing": {
        "cancel": (200, "trialing, ending", ""),
        "resume": (422, "trialing", "not about to end"),
        "start": (409, "trialing", "have a subscription already"),
        "preview": (200, "trialing", ""),
        "change": (402, "trialing", "no card"),
    },
    "active": {
        "cancel": (200, "active, ending", ""),
        "resume": (422, "active", "not about to end"),
        "start": (409, "active", "have a subscription already"),
        "preview": (200, "active", ""),
        "change": (200, "active on the other plan", ""),
        "pay": (422, "active", "not open"),
    },
    "active, ending": {
        "cancel": (200, "active, ending", ""),
        "resume": (200, "active", ""),
        "start": (409, "active, ending", "have a subscription already"),
        "preview": (200, "active, ending", ""),
        "change": (200, "active, ending on the other plan", ""),
        "pay": (422, "active, ending", "not open"),
    },
    "past_due": {
        "cancel": (200, "canceled", ""),
        "resume": (422, "past_due", "not about to end"),
        "start": (409, "past_due", "have a subscription already"),
        "preview": (422, "past_due", _UNPAID),
        "change": (422, "past_due", _UNPAID),
        "pay": (201, "past_due", ""),
    },
    "canceled": {
        "cancel": (422, "canceled", "has ended"),
        "resume": (422, "canceled", "not about to end"),
        "preview": (422, "canceled", _ENDED),
        "change": (422, "canceled", _ENDED),
        "pay": (422, "canceled", "not open"),
        "start": (201, "canceled", ""),
    },
}


@pytest.mark.parametrize("state", EXPECTED)
async def test_every_action_in_every_state(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, state: str
) -> None:
    plans = {
        "own": await add_plan(admin),
        "tried": await add_plan(admin, trialDays=14),
        "other": await add_plan(admin, price="29.00", premium=False),
    }
    for action, expected in EXPECTED[state].items():
        someone = await person()
        subscription = await _brought_to(state, someone, plans, runtime, run_jobs)
        assert _state(subscription, plans) == state
        answer = await _do(action, someone, subscription, plans)
        message = answer.json().get("error", {}).get("message", "")
        await run_jobs()
        found = await get(someone, subscription)
        status, then, said = expected
        assert (answer.status_code, _state(found, plans)) == (status, then), (action, answer.text)
        assert said in message, action
        in_use = found["status"] in {"trialing", "active"}
        assert await is_premium(runtime, someone) == (in_use and found["plan"]["premium"]), action
        await balances(runtime, await invoices_of(someone), found)


def _state(subscription: dict[str, Any], plans: Plans) -> str:
    ending = ", ending" if subscription["cancelAtPeriodEnd"] else ""
    changed = " on the other plan" if subscription["plan"]["id"] == plans["other"]["id"] else ""
    return f"{subscription['status']}{ending}{changed}"


async def _brought_to(state: str, someone: Person, plans: Plans, runtime: Runtime, run_jobs: RunJobs) -> dict[str, Any]:
    match state:
        case "incomplete":
            return await subscribe(someone, plans["own"])
        case "trialing":
            return await subscribe(someone, plans["tried"])
        case "active":
            return await paid(someone, plans["own"], run_jobs)
        case "past_due":
            subscription = await paid(someone, plans["own"], run_jobs, card=DECLINED_LATER)
            await fetch(runtime, _PERIOD_OVER, id=subscription["id"])
            await tick(runtime, run_jobs)
            return await get(someone, subscription)
        case "canceled":
            subscription = await subscribe(someone, plans["own"])
        case _:
            subscription = await paid(someone, plans["own"], run_jobs)
    return dict(data_of(await someone.post(f"/subscriptions/{subscription['id']}/cancellation")))


async def _do(action: str, someone: Person, subscription: dict[str, Any], plans: Plans) -> httpx2.Response:
    path, other = f"/subscriptions/{subscription['id']}", plans["other"]["id"]
    match action:
        case "cancel":
            return await someone.post(f"{path}/cancellation")
        case "resume":
            return await someone.call("DELETE", f"{path}/cancellation")
        case "start":
            return await someone.post("/subscriptions", {"planId": other})
        case "preview":
            return await someone.get(f"{path}/plan-change?planId={other}")
        case "change":
            return await someone.post(f"{path}/plan", {"planId": other})
        case _:
            [invoice, *_] = reversed(await invoices_of(someone))
            return await someone.post(f"/invoices/{invoice['id']}/payment")
