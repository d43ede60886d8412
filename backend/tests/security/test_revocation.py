"""Revocation: what ended is refused at once and on every node, whatever happens to the news of it."""

import asyncio
import time

import httpx2
import pytest
from starlette.types import ASGIApp

from groundwork.kernel.local_cache import LocalCache
from groundwork.kernel.runtime import Runtime
from tests.conftest import PASSWORD, MakePerson, Person, client_of
from tests.security.support import (
    V1,
    Node,
    StartNode,
    as_user,
    claims_of,
    code_of,
    fetch,
)

pytestmark = pytest.mark.anyio


async def _me(app: ASGIApp, access: str) -> httpx2.Response:
    async with client_of(app) as client:
        return await client.get(f"{V1}/auth/me", headers=as_user(access))


async def _refused_within_a_second(app: ASGIApp, access: str) -> None:
    deadline = time.monotonic() + 1
    while (answer := await _me(app, access)).status_code == 200:
        assert time.monotonic() < deadline, "still signed in after a second"
        await asyncio.sleep(0.01)
    assert code_of(answer) == (401, "INVALID_TOKEN")


async def _two_nodes(app: ASGIApp, runtime: Runtime, start_node: StartNode) -> list[Node]:
    return [Node(runtime, app), await start_node()]


async def test_s22_signing_out_kills_the_access_token_at_once(
    app: ASGIApp, runtime: Runtime, start_node: StartNode, person: MakePerson
) -> None:
    """On the node that was asked at once, on every other within a second. [ASVS 7.4.1]"""
    here, there = await _two_nodes(app, runtime, start_node)
    someone = await person()
    for node in (here, there):
        assert (await _me(node.app, someone.access)).status_code == 200
    assert (await someone.post("/auth/logout")).status_code == 200
    assert code_of(await _me(here.app, someone.access)) == (401, "INVALID_TOKEN")
    await _refused_within_a_second(there.app, someone.access)
    renewed = await someone.client.post(f"{V1}/auth/refresh", json={"refreshToken": someone.refresh})
    assert code_of(renewed) == (401, "INVALID_TOKEN")


async def _deactivate(runtime: Runtime, someone: Person) -> None:
    await fetch(runtime, "UPDATE users SET is_active = false WHERE id = :id", id=someone.id)


async def test_s23_deactivation_kills_all_tokens_on_every_node(
    app: ASGIApp, runtime: Runtime, start_node: StartNode, person: MakePerson
) -> None:
    """Within a second, wherever they were seen before; no refresh and no sign-in leads back. [ASVS 7.4.2]"""
    nodes = await _two_nodes(app, runtime, start_node)
    someone = await person()
    elsewhere = await someone.client.post(f"{V1}/auth/login", json={"email": someone.email, "password": PASSWORD})
    tokens = [someone.access, elsewhere.json()["data"]["accessToken"]]
    for node in nodes:
        for token in tokens:
            assert (await _me(node.app, token)).status_code == 200
    await _deactivate(runtime, someone)
    for node in nodes:
        for token in tokens:
            await _refused_within_a_second(node.app, token)
    renewed = await someone.client.post(f"{V1}/auth/refresh", json={"refreshToken": someone.refresh})
    assert code_of(renewed) == (401, "INVALID_TOKEN")
    again = await someone.client.post(f"{V1}/auth/login", json={"email": someone.email, "password": PASSWORD})
    assert code_of(again) == (403, "ACCOUNT_DEACTIVATED")


@pytest.mark.parametrize("act", ["deactivate", "demote", "delete the session"])
async def test_s23_also_while_the_news_does_not_come_through(
    app: ASGIApp,
    runtime: Runtime,
    start_node: StartNode,
    person: MakePerson,
    *,
    monkeypatch: pytest.MonkeyPatch,
    act: str,
) -> None:
    """Without the connection that hears of changes nothing is kept in memory, nor taken from it. [ASVS 7.4.2, 8.3.2]"""
    nodes = await _two_nodes(app, runtime, start_node)
    someone = await person(role="admin")
    for node in nodes:
        assert (await _me(node.app, someone.access)).status_code == 200

    async def unreachable(_cache: LocalCache, _url: str) -> None:
        raise OSError

    monkeypatch.setattr(LocalCache, "_listen", unreachable)
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'groundwork listener'"
    assert await fetch(runtime, cut)
    key = f"session:{claims_of(someone.access)['sid']}"
    for _ in range(200):
        if not any(node.runtime.local.get(key) for node in nodes):
            break
        await asyncio.sleep(0.01)
    for node in nodes:
        assert (await _me(node.app, someone.access)).status_code == 200
    if act == "deactivate":
        await _deactivate(runtime, someone)
    elif act == "demote":
        await fetch(runtime, "UPDATE users SET role = 'user' WHERE id = :id", id=someone.id)
    else:
        await fetch(runtime, "DELETE FROM sessions WHERE user_id = :id", id=someone.id)
    for node in nodes:
        async with client_of(node.app) as client:
            answer = await client.get(f"{V1}/admin/mails", headers=as_user(someone.access))
        assert answer.status_code == (403 if act == "demote" else 401)


async def test_s23_news_comes_through_again_after_a_cut(
    app: ASGIApp, runtime: Runtime, start_node: StartNode, person: MakePerson
) -> None:
    """Whenever the connection breaks and is made anew, a session that ends is refused within a second. [ASVS 7.4.2]"""
    nodes = await _two_nodes(app, runtime, start_node)
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'groundwork listener'"
    for pause in (0.0, 0.3, 0.6, 1.2):
        someone = await person()
        await fetch(runtime, cut)
        await asyncio.sleep(pause)
        for node in nodes:
            assert (await _me(node.app, someone.access)).status_code == 200
        await fetch(runtime, "DELETE FROM sessions WHERE user_id = :id", id=someone.id)
        for node in nodes:
            await _refused_within_a_second(node.app, someone.access)
