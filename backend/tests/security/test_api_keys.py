"""API keys: shown once, kept as digests, revocable at once, and never beyond their scopes or their owner."""

import asyncio
import re
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from starlette.types import ASGIApp

from groundwork.domains.accounts import service as accounts
from groundwork.kernel.actor import Actor
from groundwork.kernel.crypto import cipher_in_use, digest
from groundwork.kernel.database import transaction
from groundwork.kernel.local_cache import LocalCache
from groundwork.kernel.runtime import Runtime
from tests.api_keys.support import READ_SELF, ask, make_key
from tests.conftest import MakePerson, Person, client_of
from tests.security.support import V1, StartNode, Travel, code_of, fetch, fields_of

pytestmark = pytest.mark.anyio

_REFUSED = (401, "INVALID_TOKEN")


async def _refused_within_a_second(app: ASGIApp, key: str) -> None:
    deadline = time.monotonic() + 1
    while (answer := await ask(app, key)).status_code == 200:
        assert time.monotonic() < deadline, "still good after a second"
        await asyncio.sleep(0.01)
    assert code_of(answer) == _REFUSED


async def test_s46_a_key_is_shown_once_and_kept_as_a_digest(person: MakePerson, runtime: Runtime) -> None:
    """256 bits of randomness; neither list, mail nor database has the key. [ASVS 11.4.2, 14.2.1]"""
    someone = await person()
    made = await make_key(someone)
    assert re.fullmatch(r"gw_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}", made["key"])
    secret = made["key"].rpartition("_")[2]
    assert secret not in (await someone.get("/api-keys")).text
    for table in ("api_keys", "audit_logs", "procrastinate_jobs"):
        assert secret not in str(await fetch(runtime, f"SELECT to_jsonb(t) FROM {table} t")), table
    assert await fetch(runtime, "SELECT digest FROM api_keys WHERE id = :id", id=made["id"]) == [(digest(made["key"]),)]


async def test_s46_sent_again_under_its_key_the_request_has_one_effect_and_shows_nothing(
    person: MakePerson, runtime: Runtime
) -> None:
    """What an Idempotency-Key keeps has no secret, not even encrypted. [ASVS 11.4.2, 14.2.1]"""
    someone = await person()
    form, once = {"name": "Nightly export", "scopes": READ_SELF}, {"Idempotency-Key": "one-wish"}
    first, again = [await someone.post("/api-keys", form, headers=once) for _ in range(2)]
    assert (first.status_code, code_of(again)) == (201, (409, "CONFLICT"))
    assert again.headers["idempotent-replayed"] == "true"
    assert len((await someone.get("/api-keys")).json()["data"]) == 1
    (kept,) = (await fetch(runtime, "SELECT answer FROM idempotency_keys WHERE user_id = :id", id=someone.id))[0]
    assert first.json()["data"]["key"] not in cipher_in_use().decrypt(kept)


async def test_s46_revocation_bites_on_the_next_request_on_every_node(
    app: ASGIApp, start_node: StartNode, person: MakePerson
) -> None:
    """At once where it was asked, within a second elsewhere. [ASVS 7.4.1]"""
    there = await start_node()
    someone = await person()
    made, other = await make_key(someone), await make_key(someone)
    for node in (app, there.app):
        assert (await ask(node, made["key"])).status_code == 200
    assert (await someone.call("DELETE", f"/api-keys/{made['id']}")).status_code == 200
    assert code_of(await ask(app, made["key"])) == _REFUSED
    await _refused_within_a_second(there.app, made["key"])
    for node in (app, there.app):
        assert (await ask(node, other["key"])).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE users SET is_active = false WHERE id = :owner",
        "UPDATE users SET deleted_at = now() WHERE id = :owner",
        "UPDATE api_keys SET revoked_at = now() WHERE user_id = :owner",
        "UPDATE api_keys SET digest = repeat('0', 64) WHERE user_id = :owner",
        "DELETE FROM api_keys WHERE user_id = :owner",
    ],
)
async def test_s46_whatever_ends_a_key_or_its_owner_is_heard_everywhere(
    app: ASGIApp, runtime: Runtime, start_node: StartNode, person: MakePerson, change: str
) -> None:
    """Also when it happens by hand in the database. [ASVS 7.4.2]"""
    there = await start_node()
    someone = await person()
    made = await make_key(someone)
    for node in (app, there.app):
        assert (await ask(node, made["key"])).status_code == 200
    await fetch(runtime, change, owner=someone.id)
    for node in (app, there.app):
        await _refused_within_a_second(node, made["key"])


async def test_s46_revocation_holds_while_the_news_does_not_come_through(
    app: ASGIApp, runtime: Runtime, person: MakePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the connection that hears of changes every request asks the database. [ASVS 7.4.2]"""
    someone = await person()
    made = await make_key(someone)
    assert (await ask(app, made["key"])).status_code == 200

    async def unreachable(_cache: LocalCache, _url: str) -> None:
        raise OSError

    monkeypatch.setattr(LocalCache, "_listen", unreachable)
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'groundwork listener'"
    assert await fetch(runtime, cut)
    for _ in range(200):
        if runtime.local.get(f"api_key_prefix:{made['prefix']}") is None:
            break
        await asyncio.sleep(0.01)
    assert (await ask(app, made["key"])).status_code == 200
    await fetch(runtime, "UPDATE api_keys SET revoked_at = now() WHERE id = :id", id=made["id"])
    assert code_of(await ask(app, made["key"])) == _REFUSED


async def test_s44_a_demoted_owners_key_is_refused_on_the_next_request(
    app: ASGIApp, runtime: Runtime, start_node: StartNode, person: MakePerson
) -> None:
    """And the owner's session likewise; whoever is promoted again has it back. [ASVS 8.3.2]"""
    there = await start_node()
    owner, admin = await person(role="admin"), await person(role="admin")
    key = (await make_key(owner, ["mails:read", "account:use"]))["key"]
    for node in (app, there.app):
        assert (await ask(node, key, path="/admin/mails")).status_code == 200
        assert (await _as(node, owner, "/admin/mails")) == 200
    answer = await admin.post(f"/users/{owner.id}/role", {"role": "user"})
    assert answer.status_code == 200, answer.text
    assert code_of(await ask(app, key, path="/admin/mails")) == (403, "FORBIDDEN")
    assert (await _as(app, owner, "/admin/mails")) == 403
    deadline = time.monotonic() + 1
    while 200 in {
        (await ask(there.app, key, path="/admin/mails")).status_code,
        await _as(there.app, owner, "/admin/mails"),
    }:
        assert time.monotonic() < deadline, "still an administrator after a second"
        await asyncio.sleep(0.01)
    assert (await ask(app, key)).status_code == 200
    assert (await admin.post(f"/users/{owner.id}/role", {"role": "admin"})).status_code == 200
    assert (await ask(app, key, path="/admin/mails")).status_code == 200


async def _as(app: ASGIApp, someone: Person, path: str) -> int:
    async with client_of(app) as client:
        headers = {"Authorization": f"Bearer {someone.access}"}
        return (await client.get(f"{V1}{path}", headers=headers)).status_code


async def test_s46_a_key_never_exceeds_its_owner(app: ASGIApp, runtime: Runtime, person: MakePerson) -> None:
    """Scopes that the owner lacks, that are for people alone or unknown are refused by name. [ASVS 8.2.1]"""
    someone = await person()
    refused = ["users:read", "mails:read", "api-keys:manage:own", "sessions:create", "no:such", "*", "admin"]
    for scope in refused:
        answer = await someone.post("/api-keys", {"name": "Import", "scopes": ["account:use", scope]})
        assert code_of(answer) == (400, "VALIDATION_ERROR"), scope
        assert fields_of(answer) == {"scopes": [f"No key of yours can have {scope!r}"]}
    assert await fetch(runtime, "SELECT id FROM api_keys WHERE user_id = :id", id=someone.id) == []
    made = await make_key(someone)
    forged = "UPDATE api_keys SET scopes = '{users:read,mails:read,sessions:manage:own,account:use}' WHERE id = :id"
    await fetch(runtime, forged, id=made["id"])
    runtime.local.drop(f"api_key:{made['id']}")
    for path in ("/users", "/admin/mails", "/auth/sessions", "/api-keys"):
        assert code_of(await ask(app, made["key"], path=path)) == (403, "FORBIDDEN"), path
    assert (await ask(app, made["key"])).status_code == 200


async def test_s46_keys_cannot_make_revoke_or_see_keys_nor_sign_anybody_out(
    app: ASGIApp, runtime: Runtime, person: MakePerson
) -> None:
    """Not with every scope that there is. [ASVS 8.2.1]"""
    owner = await person(role="admin")
    scopes = sorted(runtime.matrix.of("admin") & runtime.matrix.grantable())
    made = await make_key(owner, scopes)
    before = await fetch(runtime, "SELECT id, revoked_at FROM api_keys ORDER BY id")
    form = {"name": "Another", "scopes": ["account:use"]}
    for method, path, body in (
        ("POST", "/api-keys", form),
        ("GET", "/api-keys", None),
        ("DELETE", f"/api-keys/{made['id']}", None),
        ("POST", "/auth/logout", None),
        ("DELETE", "/auth/sessions", None),
        ("POST", "/auth/change-password", {"currentPassword": owner.password, "newPassword": "Next-passw0rd"}),
        ("POST", f"/users/{owner.id}/role", {"role": "user"}),
    ):
        answer = await ask(app, made["key"], method, path, **({"json": body} if body else {}))
        assert code_of(answer) == (403, "FORBIDDEN"), path
    assert await fetch(runtime, "SELECT id, revoked_at FROM api_keys ORDER BY id") == before
    assert (await owner.get("/auth/me")).status_code == 200


async def test_s46_a_key_that_has_expired_is_refused(app: ASGIApp, person: MakePerson, travel: Travel) -> None:
    """To the second, although it is held in memory. [ASVS 7.3.2]"""
    someone = await person()
    until = datetime.now(UTC) + timedelta(seconds=30)
    made = await make_key(someone, expiresAt=until.isoformat())
    assert (await ask(app, made["key"])).status_code == 200
    travel(timedelta(seconds=31))
    assert code_of(await ask(app, made["key"])) == _REFUSED


async def test_s46_what_is_no_key_gets_one_answer(app: ASGIApp, runtime: Runtime, person: MakePerson) -> None:
    """Unknown, altered, revoked, or of another form: 401 INVALID_TOKEN, whatever is wrong. [ASVS 6.3.8]"""
    someone = await person()
    made = await make_key(someone)
    mark, prefix, secret = made["key"].split("_")
    last = "a" if secret[-1] != "a" else "b"
    wrong = [
        f"{mark}_{prefix}_{secret[:-1]}{last}",
        f"{mark}_{'0' * 8}_{secret}",
        f"{mark}_{prefix}_{secret}0",
        f"{mark}_{prefix}_",
        f"{mark}_{prefix}' OR 1=1 --_{secret}",
        "gw_",
        f"gw_{'é' * 8}_{secret}",
        f"gw_{'a' * 100_000}",
    ]
    bodies = set()
    for text in wrong:
        for headers in ({"Authorization": f"Bearer {text}".encode()}, {"X-API-Key": text.encode()}):
            async with client_of(app) as client:
                answer = await client.get(f"{V1}/auth/me", headers=headers)
            assert code_of(answer) == _REFUSED, text[:80]
            bodies.add(str(answer.json()["error"]))
    assert len(bodies) == 1
    assert (await ask(app, made["key"])).status_code == 200
    for text in (made["key"].upper(), secret, prefix, made["id"], someone.access):
        async with client_of(app) as client:
            answer = await client.get(f"{V1}/auth/me", headers={"X-API-Key": text})
        assert code_of(answer) == _REFUSED


async def test_s46_making_a_key_takes_a_fresh_sign_in(person: MakePerson, runtime: Runtime, travel: Travel) -> None:
    """A session that was left open does not become a key that outlives it. [ASVS 7.5.1]"""
    someone = await person()
    travel(timedelta(minutes=11))
    answer = await someone.post("/api-keys", {"name": "Import", "scopes": ["account:use"]})
    assert code_of(answer) == (403, "REAUTHENTICATION_REQUIRED")
    assert await fetch(runtime, "SELECT id FROM api_keys WHERE user_id = :id", id=someone.id) == []


async def test_s23_a_key_does_not_come_back_to_life_with_its_owner(app: ASGIApp, person: MakePerson) -> None:
    """Closing an account revokes its keys for good. [ASVS 7.4.2]"""
    someone, admin = await person(), await person(role="admin")
    made = await make_key(someone)
    assert (await ask(app, made["key"])).status_code == 200
    assert (await admin.post(f"/users/{someone.id}/deactivation")).status_code == 200
    assert code_of(await ask(app, made["key"])) == _REFUSED
    assert (await admin.call("DELETE", f"/users/{someone.id}/deactivation")).status_code == 200
    assert code_of(await ask(app, made["key"])) == _REFUSED


async def test_s39_a_key_does_not_outlive_the_claiming_of_its_account(
    app: ASGIApp, runtime: Runtime, person: MakePerson
) -> None:
    """Whoever registered another's address and made a key has no way in once its owner comes. [ASVS 6.8.1]"""
    someone = await person()
    made = await make_key(someone)
    async with transaction(runtime) as db:
        user = await accounts.lock_user(db, UUID(someone.id))
        assert user
        await accounts.claim(db, Actor(), user)
    assert code_of(await ask(app, made["key"])) == _REFUSED
