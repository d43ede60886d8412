"""Refresh tokens: each leads one step on; a copied one ends the session; honest repetition does not."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import count

import httpx2
import pytest
from starlette.types import ASGIApp

from groundwork.domains.auth import sessions
from groundwork.kernel.runtime import Runtime
from tests.conftest import PASSWORD, MakePerson, client_of, new_email
from tests.security.server import Server
from tests.security.support import PAGE, REFRESH_COOKIE, V1, Travel, as_user, claims_of, code_of, fetch, warm_up

pytestmark = pytest.mark.anyio


async def _refresh(client: httpx2.AsyncClient, token: str) -> httpx2.Response:
    return await client.post(f"{V1}/auth/refresh", json={"refreshToken": token})


async def _next(client: httpx2.AsyncClient, token: str) -> str:
    answer = await _refresh(client, token)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["data"]["refreshToken"])


async def test_s26_an_old_refresh_token_ends_the_family(
    client: httpx2.AsyncClient, person: MakePerson, runtime: Runtime
) -> None:
    """After two rotations only a thief presents the first: everybody is out. [ASVS 10.4.5, RFC 9700 4.14.2]"""
    someone = await person()
    elsewhere = await client.post(f"{V1}/auth/login", json={"email": someone.email, "password": PASSWORD})
    second = await _next(client, someone.refresh)
    third = await _next(client, second)
    for token in (someone.refresh, third, second):
        assert code_of(await _refresh(client, token)) == (401, "INVALID_TOKEN")
    assert code_of(await someone.get("/auth/me")) == (401, "INVALID_TOKEN")
    session = claims_of(someone.access)["sid"]
    assert await fetch(runtime, "SELECT 1 FROM sessions WHERE id = :id", id=session) == []
    told = await fetch(
        runtime,
        "SELECT actor_id::text FROM audit_logs WHERE action = 'session.token_reused' AND resource_id = :id",
        id=session,
    )
    assert [row[0] for row in told] == [someone.id]
    other = await client.get(f"{V1}/auth/me", headers=as_user(elsewhere.json()["data"]["accessToken"]))
    assert other.status_code == 200, "another session of the same person is not concerned"


async def test_s26_the_last_token_ends_the_family_once_the_time_for_retries_is_over(
    client: httpx2.AsyncClient, person: MakePerson, travel: Travel
) -> None:
    """Half a minute is enough for an answer that was lost on the way. [ASVS 10.4.5]"""
    prompt, late = await person(), await person()
    successor = await _next(client, late.refresh)
    promptly = await _next(client, prompt.refresh)
    travel(timedelta(seconds=25))
    assert await _next(client, prompt.refresh) == promptly
    travel(timedelta(seconds=6))
    assert code_of(await _refresh(client, late.refresh)) == (401, "INVALID_TOKEN")
    assert code_of(await _refresh(client, successor)) == (401, "INVALID_TOKEN")


async def test_s27_five_tabs_refresh_together_and_all_stay(app: ASGIApp) -> None:
    """A browser that wakes up with five tabs loses none of them. [RFC 9700 4.14.2]"""
    async with client_of(app, headers=PAGE) as browser:
        form = {"email": new_email(), "password": PASSWORD, "firstName": "Ada", "lastName": "Byron"}
        await browser.post(f"{V1}/auth/register", json=form)
        for _ in range(3):
            tabs = await asyncio.gather(*(browser.post(f"{V1}/auth/refresh", json={}) for _ in range(5)))
            assert [answer.status_code for answer in tabs] == [200] * 5
            assert len({answer.cookies[REFRESH_COOKIE] for answer in tabs}) == 1
            for answer in tabs:
                me = await browser.get(f"{V1}/auth/me", headers=as_user(answer.json()["data"]["accessToken"]))
                assert me.status_code == 200


async def test_s28_a_replay_after_a_restart_is_refused(server: Server) -> None:
    """What was used up or ended stays so in new processes. [CVE-2026-9802]"""

    def call(path: str, body: object, access: str | None = None) -> httpx2.Response:
        return server.call("POST", f"{V1}{path}", json=body, headers=as_user(access) if access else None)

    form = {"email": new_email(), "password": PASSWORD, "firstName": "Ada", "lastName": "Byron"}
    first = call("/auth/register", form).json()["data"]
    credentials = {"email": form["email"], "password": PASSWORD}
    left = call("/auth/login", credentials).json()["data"]
    kept = call("/auth/login", credentials).json()["data"]
    second = call("/auth/refresh", {"refreshToken": first["refreshToken"]}).json()["data"]
    third = call("/auth/refresh", {"refreshToken": second["refreshToken"]}).json()["data"]
    assert call("/auth/logout", None, left["accessToken"]).status_code == 200
    server.restart()
    for token in (first["refreshToken"], third["refreshToken"], left["refreshToken"]):
        assert code_of(call("/auth/refresh", {"refreshToken": token})) == (401, "INVALID_TOKEN")
    for token in (left["accessToken"], third["accessToken"]):
        assert server.call("GET", f"{V1}/auth/me", headers=as_user(token)).status_code == 401
    assert server.call("GET", f"{V1}/auth/me", headers=as_user(kept["accessToken"])).status_code == 200
    assert call("/auth/refresh", {"refreshToken": kept["refreshToken"]}).status_code == 200


async def test_s29_fifty_concurrent_refreshes_leave_one_chain(
    client: httpx2.AsyncClient, person: MakePerson, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They take turns at the session's row: one rotation, one successor. [CVE-2026-1035]"""
    someone = await person()
    await warm_up(runtime)
    begin, calls = datetime.now(UTC), count()
    # A token names its second: if each rotated by itself, their tokens would differ.
    monkeypatch.setattr(sessions, "now", lambda: begin + timedelta(seconds=next(calls) / 5))
    answers = await asyncio.gather(*(_refresh(client, someone.refresh) for _ in range(50)))
    assert {answer.status_code for answer in answers} == {200}
    successors = {answer.json()["data"]["refreshToken"] for answer in answers}
    assert len(successors) == 1
    rows = await fetch(runtime, "SELECT generation FROM sessions WHERE user_id = :id", id=someone.id)
    assert [row[0] for row in rows] == [2]
    third = await _next(client, successors.pop())
    assert code_of(await _refresh(client, someone.refresh)) == (401, "INVALID_TOKEN")
    assert code_of(await _refresh(client, third)) == (401, "INVALID_TOKEN")


async def test_s29_thief_and_owner_racing_end_with_nobody_in(
    client: httpx2.AsyncClient, person: MakePerson, runtime: Runtime
) -> None:
    """The oldest and the newest token at once, from both sides: never two living chains. [CVE-2026-1035]"""
    someone = await person()
    newest = await _next(client, await _next(client, someone.refresh))
    await warm_up(runtime)
    both = [token for _ in range(10) for token in (someone.refresh, newest)]
    answers = await asyncio.gather(*(_refresh(client, token) for token in both))
    assert {answer.status_code for answer in answers[::2]} == {401}
    assert await fetch(runtime, "SELECT 1 FROM sessions WHERE user_id = :id", id=someone.id) == []
    for answer in answers[1::2]:
        if answer.is_success:
            data = answer.json()["data"]
            assert (await client.get(f"{V1}/auth/me", headers=as_user(data["accessToken"]))).status_code == 401
            assert (await _refresh(client, data["refreshToken"])).status_code == 401
