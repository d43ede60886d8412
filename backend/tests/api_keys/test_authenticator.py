"""What a key does in a request: which header counts, whose limit, when it was last used, what the trail says."""

import asyncio
import time
from datetime import timedelta
from typing import Any

import pytest
from starlette.types import ASGIApp

from groundwork.domains.api_keys import last_use
from groundwork.domains.api_keys.last_use import LastUse
from groundwork.domains.auth.authenticator import me_of
from groundwork.kernel.actor import Actor
from groundwork.kernel.errors import InvalidToken
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime
from tests.api_keys.support import ask, make_key
from tests.conftest import MakePerson, client_of
from tests.security.support import V1, StartNode, Travel, code_of, fetch

pytestmark = pytest.mark.anyio


async def _me(app: ASGIApp, headers: dict[str, str]) -> Any:
    async with client_of(app) as client:
        return await client.get(f"{V1}/auth/me", headers=headers)


async def test_both_headers_work_and_the_bearer_token_wins(app: ASGIApp, person: MakePerson) -> None:
    """Behind a proxy that asks for a password of its own, ``X-API-Key`` still gets through."""
    someone, other = await person(), await person()
    key = (await make_key(someone))["key"]
    ways = (
        {"Authorization": f"Bearer {key}"},
        {"Authorization": f"bearer {key}"},
        {"X-API-Key": key},
        {"X-API-Key": key, "Authorization": "Basic c3RhZ2luZzpzdGFnaW5n"},
    )
    for headers in ways:
        assert (await _me(app, headers)).json()["data"]["id"] == someone.id
    both = await _me(app, {"X-API-Key": key, "Authorization": f"Bearer {other.access}"})
    assert both.json()["data"]["id"] == other.id
    refused = await _me(app, {"X-API-Key": key, "Authorization": "Bearer x.y.z"})
    assert code_of(refused) == (401, "INVALID_TOKEN")


async def test_a_key_without_the_scope_is_refused(app: ASGIApp, person: MakePerson) -> None:
    """Also where everybody is let in: a key is for what it says."""
    someone = await person()
    key = (await make_key(someone, ["users:read:own"]))["key"]
    assert code_of(await ask(app, key)) == (403, "FORBIDDEN")
    assert code_of(await ask(app, key, path="/roles")) == (403, "FORBIDDEN")
    assert (await ask(app, key, path=f"/users/{someone.id}")).status_code == 200
    changed = await ask(app, key, "PATCH", f"/users/{someone.id}", json={"firstName": "Augusta"})
    assert code_of(changed) == (403, "FORBIDDEN")
    assert (await someone.get(f"/users/{someone.id}")).json()["data"]["firstName"] == "Ada"


async def test_each_key_has_a_limit_of_its_own(start_node: StartNode, person: MakePerson) -> None:
    """That of signed-in users, or less; never more, and not that of its owner's browser."""
    node = await start_node(rate_limit_authenticated="5/hour")
    someone = await person()
    usual, less, more = [await make_key(someone, requestsPerHour=number) for number in (None, 2, 1000)]
    for made, limit in ((usual, 5), (less, 2), (more, 5)):
        for used in range(limit):
            answer = await ask(node.app, made["key"])
            assert answer.status_code == 200
            assert answer.headers["X-RateLimit-Limit"] == str(limit)
            assert answer.headers["X-RateLimit-Remaining"] == str(limit - used - 1)
        assert code_of(await ask(node.app, made["key"])) == (429, "RATE_LIMIT_EXCEEDED")
    assert (await _me(node.app, {"Authorization": f"Bearer {someone.access}"})).status_code == 200


async def _last_used(runtime: Runtime, made: dict[str, Any], *, after: Any = None) -> Any:
    deadline = time.monotonic() + 5
    while True:
        [(found, updated)] = await fetch(
            runtime, "SELECT last_used_at, updated_at FROM api_keys WHERE id = :id", id=made["id"]
        )
        if found is not None and found != after:
            return found, updated
        assert time.monotonic() < deadline, "its use was not noted"
        await asyncio.sleep(0.01)


async def test_the_last_use_is_noted_at_most_once_a_minute(
    app: ASGIApp, runtime: Runtime, start_node: StartNode, person: MakePerson, travel: Travel
) -> None:
    """By whichever node; and it does not count as a change of the key."""
    there = await start_node()
    made = await make_key(await person())
    for _ in range(5):
        await ask(app, made["key"])
    first, updated = await _last_used(runtime, made)
    for node in (app, there.app):
        await ask(node, made["key"])
    await asyncio.sleep(0.2)
    assert await _last_used(runtime, made) == (first, updated)
    travel(timedelta(seconds=61))
    await ask(app, made["key"])
    second, still = await _last_used(runtime, made, after=first)
    assert second - first > timedelta(minutes=1)
    assert still == updated


async def test_a_use_that_cannot_be_noted_does_not_hurt_the_request(
    app: ASGIApp, runtime: Runtime, person: MakePerson, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is noted with the next one."""
    made = await make_key(await person())
    await fetch(runtime, "ALTER TABLE api_keys RENAME COLUMN last_used_at TO elsewhere")
    try:
        assert (await ask(app, made["key"])).status_code == 200
        for _ in range(100):
            if "the last use of a key was not noted" in capsys.readouterr().out:
                break
            await asyncio.sleep(0.01)
        else:
            pytest.fail("nothing was logged")
    finally:
        await fetch(runtime, "ALTER TABLE api_keys RENAME COLUMN elsewhere TO last_used_at")
    assert (await ask(app, made["key"])).status_code == 200
    await _last_used(runtime, made)


async def test_not_more_keys_are_remembered_than_fit(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_use, "_MOST_NOTED", 3)
    uses = LastUse(runtime)
    for _ in range(10):
        uses.note(uuid7())
    assert len(uses._noted) <= 3
    await asyncio.gather(*uses._writing)


async def test_the_trail_names_the_key(app: ASGIApp, runtime: Runtime, person: MakePerson) -> None:
    someone = await person()
    made = await make_key(someone, ["users:read:own", "users:update:own"])
    changed = await ask(app, made["key"], "PATCH", f"/users/{someone.id}", json={"firstName": "Augusta"})
    assert changed.status_code == 200
    admin = await person(role="admin")
    entries = (await admin.get("/audit-logs", params={"filter[actor]": someone.id})).json()["data"]
    by_key = {entry["action"]: entry["apiKeyId"] for entry in entries}
    assert by_key["user.updated"] == made["id"]
    assert by_key["api_key.created"] is None


async def test_a_page_of_another_origin_may_send_a_key_only_where_it_may_call(start_node: StartNode) -> None:
    """CORS is the same for keys as for tokens."""
    asked = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "X-API-Key"}
    node = await start_node(allowed_origins="https://shop.example")
    async with client_of(node.app) as client:
        ours = await client.options(f"{V1}/users", headers={"Origin": "https://shop.example", **asked})
        foreign = await client.options(f"{V1}/users", headers={"Origin": "https://evil.example", **asked})
    assert "X-API-Key" in ours.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Headers" not in foreign.headers


async def test_nobody_is_shown_who_is_gone(runtime: Runtime) -> None:
    """A key's owner who disappears while the request is under way."""
    with pytest.raises(InvalidToken):
        await me_of(runtime, Actor(user_id=uuid7(), api_key_id=uuid7()))
