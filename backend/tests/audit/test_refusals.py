"""What a signed-in person is refused is in the trail; that it cannot be written changes nothing about the refusal."""

import asyncio

import httpx2
import pytest
from starlette.types import ASGIApp

from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime
from tests.audit.support import trail
from tests.conftest import MakePerson, client_of
from tests.security.support import StartNode, as_user, claims_of, fetch

pytestmark = pytest.mark.anyio


async def test_a_refusal_is_recorded(person: MakePerson, runtime: Runtime) -> None:
    """With what was asked for, as the path's template: ids in it would be personal."""
    someone = await person()
    mail = uuid7()
    answer = await someone.get(f"/admin/mails/{mail}", headers={"User-Agent": "Prober/1"})
    assert answer.status_code == 403
    [entry] = await trail(runtime, actor=someone.id, action="access.refused")
    assert entry["changes"] == {"method": "GET", "path": "/api/v1/admin/mails/{id}", "reason": "FORBIDDEN"}
    assert (entry["ipAddress"], entry["userAgent"]) == ("127.0.0.1", "Prober/1")
    assert entry["requestId"] == answer.headers["X-Request-ID"]


async def test_other_answers_are_none(person: MakePerson, client: httpx2.AsyncClient, runtime: Runtime) -> None:
    """Neither a guest's 401, nor what is not there or not understood."""
    someone = await person()
    before = await fetch(runtime, "SELECT count(*) FROM audit_logs WHERE action = 'access.refused'")
    await client.get("/api/v1/admin/mails")
    await someone.get(f"/users/{uuid7()}")
    await someone.get("/auth/me", params={"surprise": "1"})
    await someone.get("/auth/me")
    assert await trail(runtime, actor=someone.id, action="access.refused") == []
    assert await fetch(runtime, "SELECT count(*) FROM audit_logs WHERE action = 'access.refused'") == before


async def test_the_refusal_stands_when_it_cannot_be_written(person: MakePerson, start_node: StartNode) -> None:
    someone = await person()
    node = await start_node()
    async with client_of(node.app, headers=as_user(someone.access)) as client:
        session = f"session:{claims_of(someone.access)['sid']}"
        async with asyncio.timeout(10):
            while node.runtime.local.get(session) is None:  # until its listener is connected, nothing is held
                assert (await client.get("/api/v1/auth/me")).status_code == 200
                await asyncio.sleep(0.01)
        await node.runtime.database.pool.close()
        assert (await client.get("/api/v1/admin/mails")).status_code == 403


async def test_each_of_many_at_once_is_recorded(app: ASGIApp, person: MakePerson, runtime: Runtime) -> None:
    someone = await person()
    answers = await asyncio.gather(*(someone.get("/admin/mails") for _ in range(30)))
    assert {answer.status_code for answer in answers} == {403}
    assert len(await trail(runtime, actor=someone.id, action="access.refused")) == 30
