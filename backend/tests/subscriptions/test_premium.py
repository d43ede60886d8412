"""Premium: who uses a premium plan may ask more often, from the next request on, on every node, and as long as that."""

import asyncio
import time

import httpx2
import pytest

from groundwork.kernel.runtime import Runtime
from tests.conftest import PASSWORD, MakePerson, Person, client_of
from tests.security.support import PAGE, V1, Node, RunJobs, StartNode, as_user, start_node
from tests.subscriptions.support import add_plan, data_of, is_premium, paid, save_card, subscribe

__all__ = ["start_node"]

pytestmark = pytest.mark.anyio
LIMITS = {"rate_limit_authenticated": "1000/hour", "rate_limit_premium": "5000/hour"}


async def _limit(node: Node, headers: dict[str, str]) -> int:
    async with client_of(node.app) as client:
        answer = await client.get(f"{V1}/plans", headers=headers)
        assert answer.status_code == 200, answer.text
        return int(answer.headers["x-ratelimit-limit"])


async def _becomes(node: Node, headers: dict[str, str], limit: int) -> None:
    """Within a second: the other node hears of it by the database."""
    deadline = time.monotonic() + 1
    while (found := await _limit(node, headers)) != limit:
        assert time.monotonic() < deadline, f"{found} after a second, not {limit}"
        await asyncio.sleep(0.01)


async def _do(
    node: Node, someone: Person, method: str, path: str, form: dict[str, str] | None = None
) -> httpx2.Response:
    async with client_of(node.app) as client:
        return await client.request(method, f"{V1}{path}", headers=as_user(someone.access), json=form)


async def test_the_limit_rises_and_falls_with_the_next_request_on_every_node(
    admin: Person, person: MakePerson, start_node: StartNode, run_jobs: RunJobs
) -> None:
    here, there = await start_node(**LIMITS), await start_node(**LIMITS)
    someone, plain = await person(), await add_plan(admin, premium=False, price="5.00", trialDays=14)
    plan = await add_plan(admin, trialDays=14)
    session = as_user(someone.access)
    key = data_of(await someone.post("/api-keys", {"name": "Import", "scopes": ["plans:read"]}), 201)["key"]
    for node in (here, there):
        for headers in (session, as_user(key)):
            assert await _limit(node, headers) == 1000
    begun = data_of(await _do(here, someone, "POST", "/subscriptions", {"planId": plan["id"]}), 201)
    assert await _limit(here, session) == 5000, "at once where it was asked"
    assert await _limit(here, as_user(key)) == 5000
    await _becomes(there, session, 5000)
    await _becomes(there, as_user(key), 5000)
    changed = await _do(there, someone, "POST", f"/subscriptions/{begun['id']}/plan", {"planId": plain["id"]})
    assert changed.status_code == 200, changed.text
    assert await _limit(there, session) == 1000
    await _becomes(here, session, 1000)
    await _becomes(here, as_user(key), 1000)


async def test_a_page_that_reloads_counts_against_the_same_limit(
    admin: Person, person: MakePerson, start_node: StartNode
) -> None:
    node, someone = await start_node(**LIMITS), await person()
    await subscribe(someone, await add_plan(admin, trialDays=14))
    async with client_of(node.app, headers=PAGE) as browser:
        form = {"email": someone.email, "password": PASSWORD}
        assert (await browser.post(f"{V1}/auth/login", json=form)).status_code == 200
        answer = await browser.get(f"{V1}/plans")
    assert answer.headers["x-ratelimit-limit"] == "5000"


async def test_a_key_may_be_given_more_by_who_has_more(
    admin: Person, person: MakePerson, start_node: StartNode
) -> None:
    """Never above its owner's limit: that of a key falls when theirs does."""
    node, someone = await start_node(**LIMITS), await person()
    form = {"name": "Import", "scopes": ["plans:read"], "requestsPerHour": 3000}
    key = data_of(await someone.post("/api-keys", form), 201)["key"]
    assert await _limit(node, as_user(key)) == 1000
    await subscribe(someone, await add_plan(admin, trialDays=14))
    await _becomes(node, as_user(key), 3000)


async def test_nobody_makes_themselves_premium(admin: Person, person: MakePerson, run_jobs: RunJobs) -> None:
    someone = await person()
    for path in (f"/users/{someone.id}", f"/users/{someone.id}/profile"):
        answer = await someone.call("PATCH", path, json={"premium": True})
        assert answer.status_code == 400, answer.text
    answer = await admin.call("PATCH", f"/users/{someone.id}", json={"premium": True})
    assert answer.status_code == 400, "not even for others"


async def test_whoever_is_closed_out_is_charged_no_more(admin: Person, person: MakePerson, run_jobs: RunJobs) -> None:
    someone, plan = await person(), await add_plan(admin)
    subscription = await paid(someone, plan, run_jobs)
    await save_card(someone, "4242 4242 4242 4242")
    assert (await admin.post(f"/users/{someone.id}/deactivation")).status_code == 200
    found = data_of(await admin.get(f"/subscriptions/{subscription['id']}"))
    assert (found["status"], found["cancelAtPeriodEnd"]) == ("active", True)
    waiting = await person()
    begun = await subscribe(waiting, plan)
    assert (await admin.post(f"/users/{waiting.id}/deactivation")).status_code == 200
    assert data_of(await admin.get(f"/subscriptions/{begun['id']}"))["status"] == "canceled"


async def test_who_uses_a_plan_follows_it(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs
) -> None:
    someone, plan = await person(), await add_plan(admin, trialDays=14, premium=False)
    await subscribe(someone, plan)
    for premium in (True, False):
        data_of(await admin.call("PATCH", f"/plans/{plan['id']}", json={"premium": premium}))
        await run_jobs()
        assert await is_premium(runtime, someone) == premium
