"""The audit trail and the logs: what happened is in them, secrets are not, and nobody writes in between."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import psycopg
import pytest
from starlette.types import ASGIApp

from groundwork.domains.audit.verification import verify
from groundwork.kernel.clock import now, rfc3339
from groundwork.kernel.runtime import Runtime
from tests.audit.support import trail
from tests.conftest import PASSWORD, MakePerson, client_of, new_email
from tests.security.server import Server
from tests.security.support import V1, fetch

pytestmark = pytest.mark.anyio

AGENT = "Lantern/7 (canary-free)"
ADDRESS = "198.51.100.61"


@pytest.fixture
def visitor(app: ASGIApp) -> httpx2.AsyncClient:
    """Somebody at a known address with a known program."""
    return client_of(app, address=ADDRESS, headers={"User-Agent": AGENT, "X-Client": "api"})


def _came_from_there(entry: dict[str, Any], answer: httpx2.Response) -> bool:
    known = (entry["ipAddress"], entry["userAgent"], entry["requestId"])
    return known == (ADDRESS, AGENT, answer.headers["X-Request-ID"])


async def test_s61_every_sign_in_is_in_the_trail(
    visitor: httpx2.AsyncClient, person: MakePerson, runtime: Runtime
) -> None:
    """Accepted, refused for a wrong password, for an unknown address, and a stolen token: who, when, from where.
    [ASVS 16.2.1, 16.3.1]"""
    someone = await person()
    began = rfc3339(now())
    async with visitor:
        right = await visitor.post(f"{V1}/auth/login", json={"email": someone.email, "password": PASSWORD})
        wrong = await visitor.post(f"{V1}/auth/login", json={"email": someone.email, "password": "Wr0ng-password"})
        unknown = await visitor.post(f"{V1}/auth/login", json={"email": new_email(), "password": PASSWORD})
        tokens = [right.json()["data"]["refreshToken"]]
        for _ in range(2):
            body = {"refreshToken": tokens[-1]}
            tokens.append((await visitor.post(f"{V1}/auth/refresh", json=body)).json()["data"]["refreshToken"])
        stolen = await visitor.post(f"{V1}/auth/refresh", json={"refreshToken": tokens[0]})
    assert [answer.status_code for answer in (right, wrong, unknown, stolen)] == [200, 401, 401, 401]

    [accepted] = await trail(runtime, actor=someone.id, action="user.signed_in")
    assert _came_from_there(accepted, right)
    assert accepted["changes"] == {"by": "password"}
    [refused] = await trail(runtime, resource=someone.id, action="user.sign_in_refused")
    assert _came_from_there(refused, wrong)
    assert refused["changes"] == {"reason": "INVALID_CREDENTIALS"}
    everybody = await trail(runtime, action="user.sign_in_refused")
    [of_nobody] = [entry for entry in everybody if entry["requestId"] == unknown.headers["X-Request-ID"]]
    assert _came_from_there(of_nobody, unknown)
    assert (of_nobody["actorId"], of_nobody["resourceId"], of_nobody["personId"]) == (None, None, None)
    [reused] = await trail(runtime, actor=someone.id, action="session.token_reused")
    assert _came_from_there(reused, stolen)
    for entry in (accepted, refused, of_nobody, reused):
        assert began <= rfc3339(entry["createdAt"]) <= rfc3339(now())


async def test_s61_refusals_and_acts_of_administrators_are_in_the_trail(person: MakePerson, runtime: Runtime) -> None:
    """Who was refused what; what an administrator changed of whom, and that he took the trail with him.
    [ASVS 16.3.2, 16.3.3]"""
    admin, someone = await person(role="admin"), await person()
    assert (await someone.get("/audit-logs")).status_code == 403
    assert (await someone.get("/admin/mails")).status_code == 403
    refused = await trail(runtime, actor=someone.id, action="access.refused")
    assert [entry["changes"]["path"] for entry in refused] == ["/api/v1/audit-logs", "/api/v1/admin/mails"]
    changed = await admin.call("PATCH", f"/users/{someone.id}", json={"firstName": "Augusta"})
    assert changed.status_code == 200
    [entry] = await trail(runtime, action="user.updated", resource=someone.id)
    assert (str(entry["actorId"]), str(entry["personId"])) == (admin.id, someone.id)
    assert entry["changes"] == {"firstName": {"from": "Ada", "to": "Augusta"}}
    assert (await admin.get("/audit-logs/export")).status_code == 200
    assert len(await trail(runtime, actor=admin.id, action="audit.exported")) == 1


async def test_s61_the_act_and_its_entry_are_one_transaction(person: MakePerson, runtime: Runtime) -> None:
    """Where the entry cannot be written, nothing is done. [ASVS 16.2.1]"""
    someone = await person()
    await fetch(runtime, "ALTER TABLE audit_logs ADD CONSTRAINT no_room CHECK (action <> 'user.updated') NOT VALID")
    try:
        answer = await someone.call("PATCH", f"/users/{someone.id}", json={"firstName": "Augusta"})
    finally:
        await fetch(runtime, "ALTER TABLE audit_logs DROP CONSTRAINT no_room")
    assert answer.status_code == 500
    assert (await someone.get(f"/users/{someone.id}")).json()["data"]["firstName"] == "Ada"
    assert await trail(runtime, action="user.updated", resource=someone.id) == []


async def test_s61_the_database_refuses_to_change_the_trail(person: MakePerson, runtime: Runtime) -> None:
    """UPDATE, DELETE and TRUNCATE, on the table and on each month of it, by the product's own account. [ASVS 16.4.2]"""
    await person()
    before = await fetch(runtime, "SELECT count(*), max(created_at) FROM audit_logs")
    tables = [row[0] for row in await fetch(runtime, "SELECT relid::text FROM pg_partition_tree('audit_logs')")]
    assert len(tables) >= 6
    with psycopg.connect(runtime.database.url, autocommit=True) as connection:
        for table in tables:
            for deed in (f"UPDATE {table} SET action = 'x'", f"DELETE FROM {table}", f"TRUNCATE {table}"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(deed)
    assert await fetch(runtime, "SELECT count(*), max(created_at) FROM audit_logs") == before
    assert (await verify(runtime)).intact


@pytest.fixture
def logged(empty_database: str, tmp_path: Path) -> Iterator[Server]:
    """A real server and worker in production's settings that log all they can."""
    running = Server(empty_database, tmp_path)
    running.environ["LOG_LEVEL"] = "debug"
    try:
        running.start("work")
        yield running
    finally:
        running.stop()


CANARY = "Canary-9f3c"


def test_s61_no_secret_reaches_the_logs_and_no_line_is_forged(logged: Server, tmp_path: Path) -> None:
    """Passwords and tokens, in every place a client can put them; CR and LF in every place it can put those.
    [ASVS 16.2.5, 16.4.1]"""
    password = f"{CANARY}-Pass1"
    email = "canary.owner@example.com"
    forged = "%0d%0a%7B%22event%22%3A%22forged%22%7D"
    with logged.client({"X-Client": "api", "User-Agent": "Forger/1 \\r\\n{}"}) as client:
        form = {"email": email, "password": password, "firstName": "Ada", "lastName": "Byron"}
        answer = client.post(f"{V1}/auth/register", json=form)
        assert answer.status_code == 201
        tokens = [answer.json()["data"][name] for name in ("accessToken", "refreshToken")]
        signed_in = {"Authorization": f"Bearer {tokens[0]}"}
        for body in (
            {"email": email, "password": f"{CANARY}-wrong"},
            {"email": f"{CANARY}@example.com\r\n{{}}", "password": f"{CANARY}-wrong"},
            {"email": email, "password": {"nested": f"{CANARY}-odd"}},
        ):
            assert client.post(f"{V1}/auth/login", json=body).status_code in {400, 401}
        change = {"currentPassword": f"{CANARY}-bad", "newPassword": f"{CANARY}-New1"}
        assert client.post(f"{V1}/auth/change-password", json=change, headers=signed_in).status_code in {400, 401}
        assert client.post(f"{V1}/auth/reset-password", json={"token": f"{CANARY}-t", "newPassword": "x"}).is_error
        assert client.get(f"{V1}/auth/me?token={CANARY}", headers=signed_in).status_code == 400
        for header in ("Authorization", "X-API-Key", "Cookie", "X-Request-ID"):
            value = f"{'Bearer ' if header == 'Authorization' else ''}{CANARY}-in-{header}\tx"
            assert client.get(f"{V1}/auth/me", headers={header: value}).status_code == 401
        assert client.get(f"{V1}/users/{forged}").status_code in {400, 401}
        assert client.get(f"/{forged}").status_code in {200, 404}
        assert client.post(f"{V1}/auth/forgot-password", json={"email": email}).status_code == 200
    logged.stop()
    lines = [line for name in ("serve", "work") for line in (tmp_path / f"{name}.log").read_bytes().split(b"\n")]
    written = [json.loads(line) for line in lines if line]
    assert len(written) > 12
    assert sum(line.get("event") == "request" for line in written) > 10
    assert not [line for line in written if line.get("event") == "forged"]
    assert not [line for line in lines if b"\r" in line]
    leaked = [line for line in lines if any(secret.encode() in line for secret in (CANARY, *tokens))]
    assert leaked == []
    with psycopg.connect(logged.environ["DATABASE_URL"]) as connection:
        kept = connection.execute("SELECT string_agg(to_jsonb(t)::text, '') FROM audit_logs t").fetchone()
    assert kept is not None
    assert CANARY not in kept[0]
    assert "sealed_origin" in kept[0]
