"""/users/{id}: oneself, seen and changed."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson
from tests.security.support import V1, code_of, fetch, fields_of, warm_up

pytestmark = pytest.mark.anyio


async def test_get_oneself(person: MakePerson) -> None:
    """Everything that /auth/me has, and when it changed."""
    someone = await person()
    answer = await someone.get(f"/users/{someone.id}")
    assert answer.status_code == 200
    data = answer.json()["data"]
    me = (await someone.get("/auth/me")).json()["data"]
    assert {name: data[name] for name in me} == me
    assert set(data) == {*me, "isActive", "lastLoginAt", "updatedAt"}
    assert data["isActive"] is True
    assert data["lastLoginAt"] is None
    await someone.client.post(f"{V1}/auth/login", json={"email": someone.email, "password": someone.password})
    assert (await someone.get(f"/users/{someone.id}")).json()["data"]["lastLoginAt"]


@pytest.mark.parametrize("suffix", ["", "/profile"])
async def test_others_do_not_exist(person: MakePerson, runtime: Runtime, suffix: str) -> None:
    """404 for anybody else's account as for nobody's; and nothing changes."""
    someone, other = await person(), await person()
    before = await fetch(
        runtime,
        "SELECT to_jsonb(u), to_jsonb(p) FROM users u JOIN user_profiles p ON p.user_id = u.id WHERE u.id = :id",
        id=other.id,
    )
    for identity in (other.id, str(uuid4())):
        path = f"/users/{identity}{suffix}"
        assert code_of(await someone.get(path)) == (404, "NOT_FOUND")
        assert code_of(await someone.call("PATCH", path, json={})) == (404, "NOT_FOUND")
        change = {"bio": "Eve was here"} if suffix else {"firstName": "Eve"}
        assert code_of(await someone.call("PATCH", path, json=change)) == (404, "NOT_FOUND")
    assert (
        await fetch(
            runtime,
            "SELECT to_jsonb(u), to_jsonb(p) FROM users u JOIN user_profiles p ON p.user_id = u.id WHERE u.id = :id",
            id=other.id,
        )
        == before
    )


@pytest.mark.parametrize("suffix", ["", "/profile"])
async def test_a_guest_may_not(person: MakePerson, client: httpx2.AsyncClient, runtime: Runtime, suffix: str) -> None:
    """401 without a sign-in; 403 for an account whose role is guest, which may not see even itself."""
    someone = await person()
    for method in ("GET", "PATCH"):
        answer = await client.request(
            method, f"{V1}/users/{someone.id}{suffix}", json={} if method == "PATCH" else None
        )
        assert code_of(answer) == (401, "UNAUTHORIZED")
    guest = await person(role="guest")
    assert code_of(await guest.get(f"/users/{guest.id}{suffix}")) == (403, "FORBIDDEN")


@pytest.mark.parametrize("suffix", ["", "/profile"])
@pytest.mark.parametrize("identity", ["1", "me", "not-an-id", "0197f2a4-c1d2-7e4b-8000-00000000000g", "' OR 1=1"])
async def test_what_is_no_id_is_invalid_input(person: MakePerson, suffix: str, identity: str) -> None:
    """400 naming it."""
    someone = await person()
    for method in ("GET", "PATCH"):
        body = {} if method == "PATCH" else None
        answer = await someone.call(method, f"/users/{identity}{suffix}", json=body)
        assert code_of(answer) == (400, "VALIDATION_ERROR")
        assert list(fields_of(answer)) == ["id"]


async def test_change_a_name(person: MakePerson, runtime: Runtime) -> None:
    """What is not sent stays; /auth/me shows it at once; the change is in the audit trail."""
    someone = await person()
    before = (await someone.get(f"/users/{someone.id}")).json()["data"]
    answer = await someone.call("PATCH", f"/users/{someone.id}", json={"firstName": "  Augusta "})
    assert answer.status_code == 200
    data = answer.json()["data"]
    assert (data["firstName"], data["lastName"]) == ("Augusta", "Byron")
    assert data["updatedAt"] > before["updatedAt"]
    assert (await someone.get("/auth/me")).json()["data"]["firstName"] == "Augusta"
    audited = await fetch(
        runtime, "SELECT changes FROM audit_logs WHERE action = 'user.updated' AND resource_id = :id", id=someone.id
    )
    assert [row[0] for row in audited] == [{"first_name": {"from": "Ada", "to": "Augusta"}}]


@pytest.mark.parametrize("body", [{}, {"firstName": "Ada"}, {"firstName": "Ada", "lastName": "Byron"}])
async def test_a_change_of_nothing_changes_nothing(person: MakePerson, runtime: Runtime, body: dict[str, str]) -> None:
    """Neither the version nor the audit trail."""
    someone = await person()
    before = await someone.get(f"/users/{someone.id}")
    answer = await someone.call("PATCH", f"/users/{someone.id}", json=body)
    assert answer.json()["data"] == before.json()["data"]
    assert answer.headers["ETag"] == before.headers["ETag"]
    audited = await fetch(
        runtime, "SELECT 1 FROM audit_logs WHERE action = 'user.updated' AND resource_id = :id", id=someone.id
    )
    assert audited == []


@pytest.mark.parametrize(
    ("body", "details"),
    [
        ({"firstName": "J"}, {"firstName": ["Must have at least 2 characters"]}),
        ({"firstName": None}, {"firstName": ["Must be a valid string"]}),
        ({"lastName": "x" * 51}, {"lastName": ["Must have at most 50 characters"]}),
        ({"email": "eve"}, {"email": ["Must be a valid email address"]}),
        ({"first_name": "Eve"}, {"first_name": ["Unknown field"]}),
        ({"role": "admin", "firstName": "Eve"}, {"role": ["Unknown field"]}),
        ([], {"body": ["Must be a valid dictionary or object to extract fields from"]}),
    ],
)
async def test_invalid_changes_are_refused(person: MakePerson, body: Any, details: dict[str, list[str]]) -> None:
    """As a whole."""
    someone = await person()
    answer = await someone.call("PATCH", f"/users/{someone.id}", json=body)
    assert code_of(answer) == (400, "VALIDATION_ERROR")
    if isinstance(body, dict):
        assert fields_of(answer) == details
    assert (await someone.get("/auth/me")).json()["data"]["firstName"] == "Ada"


@pytest.mark.parametrize("suffix", ["", "/profile"])
async def test_etags(person: MakePerson, suffix: str) -> None:
    """304 for the version that one has; 412 for a change of another."""
    someone = await person()
    path = f"/users/{someone.id}{suffix}"
    change = ({"bio": "One"}, {"bio": "Two"}) if suffix else ({"firstName": "One"}, {"firstName": "Two"})
    first = (await someone.get(path)).headers["ETag"]
    for header in (first, f"W/{first}", f'"other", {first}', "*"):
        unchanged = await someone.get(path, headers={"If-None-Match": header})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        assert unchanged.headers["ETag"] == first
    assert (await someone.get(path, headers={"If-None-Match": '"other"'})).status_code == 200

    changed = await someone.call("PATCH", path, json=change[0], headers={"If-Match": first})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != first
    assert (await someone.get(path, headers={"If-None-Match": first})).status_code == 200
    refused = await someone.call("PATCH", path, json=change[1], headers={"If-Match": first})
    assert code_of(refused) == (412, "PRECONDITION_FAILED")
    shown = (await someone.get(path)).json()["data"]
    assert change[0].items() <= shown.items()
    for header in ("*", changed.headers["ETag"]):
        assert (await someone.call("PATCH", path, json=change[0], headers={"If-Match": header})).status_code == 200


@pytest.mark.parametrize("suffix", ["", "/profile"])
async def test_of_ten_changes_of_one_version_one_wins(person: MakePerson, runtime: Runtime, suffix: str) -> None:
    """The others are told that it was changed."""
    someone = await person()
    path = f"/users/{someone.id}{suffix}"
    version = {"If-Match": (await someone.get(path)).headers["ETag"]}
    field = "bio" if suffix else "firstName"
    await warm_up(runtime)
    answers = await asyncio.gather(
        *(someone.call("PATCH", path, json={field: f"Name {number}"}, headers=version) for number in range(10))
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 9
    winner = next(number for number, answer in enumerate(answers) if answer.status_code == 200)
    assert (await someone.get(path)).json()["data"][field] == f"Name {winner}"


async def test_other_methods_are_not_allowed(person: MakePerson) -> None:
    """405, with those that are."""
    someone = await person()
    for method in ("POST", "PUT"):
        answer = await someone.call(method, f"/users/{someone.id}")
        assert code_of(answer) == (405, "METHOD_NOT_ALLOWED")
        assert {name.strip() for name in answer.headers["Allow"].split(",")} == {"DELETE", "GET", "HEAD", "PATCH"}
