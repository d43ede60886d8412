"""Making, listing and revoking keys."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.types import ASGIApp

from groundwork.domains.api_keys import service
from groundwork.domains.api_keys.schemas import ApiKeyCreate
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import InvalidToken
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime
from tests.api_keys.support import READ_SELF, ask, make_key
from tests.conftest import MakePerson, Outbox
from tests.security.support import RunJobs, Travel, code_of, fetch, fields_of

pytestmark = pytest.mark.anyio


async def test_a_key_is_made_and_used(app: ASGIApp, person: MakePerson) -> None:
    someone = await person()
    made = await make_key(someone, name="  Nightly import ", scopes=["users:read:own", "account:use", "account:use"])
    assert made["name"] == "Nightly import"
    assert made["scopes"] == ["account:use", "users:read:own"]
    assert made["key"].startswith(f"gw_{made['prefix']}_")
    assert made["expiresAt"] is None
    assert made["requestsPerHour"] is None
    answer = await ask(app, made["key"])
    assert answer.status_code == 200
    assert answer.json()["data"] == (await someone.get("/auth/me")).json()["data"]


async def test_the_list_shows_ones_own_keys_without_their_secret(person: MakePerson) -> None:
    someone, other = await person(), await person()
    made = [await make_key(someone, name=name) for name in ("First", "Second", "Third")]
    await make_key(other)
    shown = (await someone.get("/api-keys")).json()
    assert [row["name"] for row in shown["data"]] == ["Third", "Second", "First"]
    assert shown["pagination"]["total"] == 3
    assert set(shown["data"][0]) == {
        "id",
        "name",
        "prefix",
        "scopes",
        "status",
        "requestsPerHour",
        "expiresAt",
        "lastUsedAt",
        "revokedAt",
        "createdAt",
    }
    by_name = (await someone.get("/api-keys", params={"sort": "name", "order": "asc", "fields": "name"})).json()
    assert by_name["data"] == [{"name": "First"}, {"name": "Second"}, {"name": "Third"}]
    found = (await someone.get("/api-keys", params={"search": made[1]["prefix"]})).json()
    assert [row["id"] for row in found["data"]] == [made[1]["id"]]


async def test_the_list_tells_what_became_of_each(person: MakePerson, runtime: Runtime) -> None:
    someone = await person()
    active, expired, revoked = [await make_key(someone, name=name) for name in ("active", "expired", "revoked")]
    gone = "UPDATE api_keys SET expires_at = now() - interval '1 minute' WHERE id = :id"
    await fetch(runtime, gone, id=expired["id"])
    assert (await someone.call("DELETE", f"/api-keys/{revoked['id']}")).status_code == 200
    rows = (await someone.get("/api-keys")).json()["data"]
    assert all(row["status"] == row["name"] for row in rows)
    for made in (active, expired, revoked):
        filtered = (await someone.get("/api-keys", params={"filter[status]": made["name"]})).json()["data"]
        assert [row["id"] for row in filtered] == [made["id"]]
    assert (await someone.get("/api-keys", params={"filter[status]": "lost"})).status_code == 400


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "   "),
        ("name", "x" * 101),
        ("name", "a\u202eb"),
        ("name", 5),
        ("scopes", []),
        ("scopes", "account:use"),
        ("scopes", None),
        ("scopes", ["account:use"] * 201),
        ("expiresAt", "2020-01-01T00:00:00Z"),
        ("expiresAt", "2030-01-01T00:00:00"),
        ("expiresAt", "2030-01-01"),
        ("expiresAt", "2030-02-30T00:00:00Z"),
        ("expiresAt", 1900000000),
        ("expiresAt", "99999-01-01T00:00:00Z"),
        ("requestsPerHour", 0),
        ("requestsPerHour", -1),
        ("requestsPerHour", 1_000_001),
        ("requestsPerHour", "10"),
        ("requestsPerHour", 1.5),
        ("userId", "0197f2a4-c1d2-7e4b-8000-000000000000"),
        ("prefix", "aaaaaaaa"),
    ],
)
async def test_bad_input_is_told_by_field(person: MakePerson, runtime: Runtime, field: str, value: Any) -> None:
    someone = await person()
    answer = await someone.post("/api-keys", {"name": "Import", "scopes": READ_SELF, field: value})
    assert code_of(answer) == (400, "VALIDATION_ERROR")
    assert set(fields_of(answer)) == {field}
    assert await fetch(runtime, "SELECT id FROM api_keys WHERE user_id = :id", id=someone.id) == []


@pytest.mark.parametrize("scope", ["", "x" * 101, "a\nb", 5])
async def test_a_bad_scope_is_told_by_its_place(person: MakePerson, scope: Any) -> None:
    someone = await person()
    answer = await someone.post("/api-keys", {"name": "Import", "scopes": ["account:use", scope]})
    assert code_of(answer) == (400, "VALIDATION_ERROR")
    assert set(fields_of(answer)) == {"scopes.1"}


async def test_the_owner_gets_a_mail(person: MakePerson, run_jobs: RunJobs, outbox: Outbox) -> None:
    """Without the key, and with what it can do."""
    someone = await person()
    made = await make_key(someone, name="<b>Import</b>")
    await run_jobs()
    mail = next(mail for mail in outbox.to(someone.email) if mail["Subject"] == "A new API key for your account")
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain
    assert html
    assert f'"<b>Import</b>" (gw_{made["prefix"]}_…)' in plain.get_content()
    assert "account:use" in plain.get_content()
    assert "<b>Import" not in html.get_content()
    assert made["key"] not in mail.as_string()


async def test_revoking_twice_changes_nothing_more(person: MakePerson, runtime: Runtime) -> None:
    someone = await person()
    made = await make_key(someone)
    when = []
    for _ in range(2):
        answer = await someone.call("DELETE", f"/api-keys/{made['id']}")
        assert answer.status_code == 200
        when += await fetch(runtime, "SELECT revoked_at FROM api_keys WHERE id = :id", id=made["id"])
    assert when[0] == when[1]


async def test_the_keys_of_others_do_not_exist(person: MakePerson, runtime: Runtime) -> None:
    someone, other, admin = await person(), await person(), await person(role="admin")
    made = await make_key(someone)
    for who in (other, admin):
        assert code_of(await who.call("DELETE", f"/api-keys/{made['id']}")) == (404, "NOT_FOUND")
        assert code_of(await who.call("DELETE", f"/api-keys/{uuid7()}")) == (404, "NOT_FOUND")
    assert await fetch(runtime, "SELECT revoked_at FROM api_keys WHERE id = :id", id=made["id"]) == [(None,)]


async def test_there_are_a_hundred_at_most(person: MakePerson, runtime: Runtime) -> None:
    """That open something: those that ended do not count."""
    someone = await person()
    many = """INSERT INTO api_keys (user_id, name, prefix, digest, scopes, expires_at)
              SELECT CAST(:id AS uuid), 'x', substr(md5(CAST(:id AS text) || n), 1, 8), '', '{}', :until
              FROM generate_series(CAST(:first AS int), CAST(:last AS int)) n"""
    await fetch(runtime, many, id=someone.id, first=1, last=99, until=None)
    await fetch(runtime, many, id=someone.id, first=101, last=110, until=now() - timedelta(days=1))
    last = await make_key(someone)
    answer = await someone.post("/api-keys", {"name": "Import", "scopes": READ_SELF})
    assert code_of(answer) == (422, "UNPROCESSABLE_ENTITY")
    assert (await someone.call("DELETE", f"/api-keys/{last['id']}")).status_code == 200
    await make_key(someone)


async def test_nobody_makes_a_key_who_is_gone_meanwhile(runtime: Runtime) -> None:
    nobody = Actor(user_id=uuid7(), permissions=frozenset(READ_SELF), signed_in_at=now())
    with pytest.raises(InvalidToken):
        async with transaction(runtime) as db:
            await service.create_key(db, nobody, _form())


def _form() -> ApiKeyCreate:
    return ApiKeyCreate.model_validate({"name": "Import", "scopes": READ_SELF})


async def test_keys_that_ended_are_forgotten_after_three_months(
    person: MakePerson, runtime: Runtime, travel: Travel
) -> None:
    someone = await person()
    until = (datetime.now(UTC) + timedelta(days=5)).isoformat()
    kept, expired, revoked = await make_key(someone), await make_key(someone, expiresAt=until), await make_key(someone)
    await someone.call("DELETE", f"/api-keys/{revoked['id']}")

    async def left() -> set[str]:
        async with transaction(runtime) as db:
            await service.forget_old_keys(db)
        return {str(row[0]) for row in await _keys_of(runtime, someone.id)}

    assert await left() == {kept["id"], expired["id"], revoked["id"]}
    travel(timedelta(days=91))
    assert await left() == {kept["id"], expired["id"]}
    travel(timedelta(days=5))
    assert await left() == {kept["id"]}


async def _keys_of(runtime: Runtime, user_id: str) -> list[Any]:
    return await fetch(runtime, "SELECT id FROM api_keys WHERE user_id = :id", id=user_id)


async def test_a_persons_data_tells_of_the_keys_without_their_digest(person: MakePerson, runtime: Runtime) -> None:
    """And erasure deletes them."""
    someone = await person()
    made = await make_key(someone)
    part = next(part for domain in runtime.domains for part in domain.personal_data if part.table == "api_keys")

    async def told(db: AsyncSession) -> list[dict[str, Any]]:
        return await part.export(db, UUID(someone.id))

    async with transaction(runtime) as db:
        rows = await told(db)
        assert [str(row["id"]) for row in rows] == [made["id"]]
        assert "digest" not in rows[0]
        await part.erase(db, UUID(someone.id))
        assert await told(db) == []
