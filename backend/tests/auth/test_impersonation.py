"""Acting in a user's name."""

from datetime import timedelta

import pytest

from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Person
from tests.security.support import Travel, code_of, fetch

pytestmark = pytest.mark.anyio


async def _impersonate(admin: Person, user: Person) -> Person:
    answer = await admin.post(f"/users/{user.id}/impersonation")
    assert answer.status_code == 201, answer.text
    data = answer.json()["data"]
    assert data["user"]["id"] == user.id
    assert data["expiresIn"] <= 3600
    assert "refreshToken" not in data
    assert "set-cookie" not in answer.headers
    return Person(user.id, user.email, "", data["accessToken"], "", admin.client)


async def test_an_administrator_acts_in_a_users_name(person: MakePerson, runtime: Runtime) -> None:
    admin, user = await person(role="admin"), await person()
    borrowed = await _impersonate(admin, user)
    assert (await borrowed.get("/auth/me")).json()["data"]["id"] == user.id
    changed = await borrowed.call("PATCH", f"/users/{user.id}", json={"firstName": "Augusta"})
    assert changed.status_code == 200
    rows = await fetch(
        runtime, "SELECT action, actor_id::text FROM audit_logs WHERE resource_id = :id ORDER BY created_at", id=user.id
    )
    assert ("user.impersonated", admin.id) in [tuple(row) for row in rows]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/auth/change-password"),
        ("GET", "/auth/sessions"),
        ("DELETE", "/auth/sessions"),
        ("POST", "/users/{id}/impersonation"),
    ],
)
async def test_what_opens_the_account_is_out_of_reach(person: MakePerson, method: str, path: str) -> None:
    admin, user = await person(role="admin"), await person()
    borrowed = await _impersonate(admin, user)
    body = {"currentPassword": user.password, "newPassword": "Next-passw0rd"} if "password" in path else None
    answer = await borrowed.call(method, path.replace("{id}", user.id), json=body)
    assert code_of(answer) == (403, "FORBIDDEN")
    assert (await user.get("/auth/me")).status_code == 200


async def test_it_ends_after_an_hour_and_at_once_when_asked(person: MakePerson, travel: Travel) -> None:
    admin, user = await person(role="admin"), await person()
    stopped, kept = await _impersonate(admin, user), await _impersonate(admin, user)
    assert (await stopped.post("/auth/logout")).status_code == 200
    assert (await stopped.get("/auth/me")).status_code == 401
    assert (await kept.get("/auth/me")).status_code == 200
    travel(timedelta(hours=1, seconds=1))
    assert (await kept.get("/auth/me")).status_code == 401


async def test_the_user_does_not_see_it_among_their_sign_ins(person: MakePerson) -> None:
    admin, user = await person(role="admin"), await person()
    await _impersonate(admin, user)
    assert len((await user.get("/auth/sessions")).json()["data"]) == 1


@pytest.mark.parametrize("column", ["role = 'manager'", "is_active = false"])
async def test_it_ends_with_the_administrators_power(person: MakePerson, runtime: Runtime, column: str) -> None:
    admin, user = await person(role="admin"), await person()
    borrowed = await _impersonate(admin, user)
    assert (await borrowed.get("/auth/me")).status_code == 200
    await fetch(runtime, f"UPDATE users SET {column} WHERE id = CAST(:id AS uuid)", id=admin.id)
    runtime.local.drop(f"user:{admin.id}")
    assert (await borrowed.get("/auth/me")).status_code == 401
    assert (await user.get("/auth/me")).status_code == 200


async def test_not_everybody_can_be_impersonated(person: MakePerson, runtime: Runtime) -> None:
    admin, other, closed = await person(role="admin"), await person(role="admin"), await person()
    await fetch(runtime, "UPDATE users SET is_active = false WHERE id = CAST(:id AS uuid)", id=closed.id)
    sessions = "SELECT count(*) FROM sessions WHERE impersonator_id = CAST(:id AS uuid)"
    for target, expected in (
        (other.id, (403, "FORBIDDEN")),
        (admin.id, (422, "UNPROCESSABLE_ENTITY")),
        (closed.id, (422, "UNPROCESSABLE_ENTITY")),
        ("0197f2a4-c1d2-7e4b-8000-000000000000", (404, "NOT_FOUND")),
    ):
        assert code_of(await admin.post(f"/users/{target}/impersonation")) == expected
    assert (await fetch(runtime, sessions, id=admin.id))[0][0] == 0


async def test_it_needs_a_fresh_sign_in(person: MakePerson, travel: Travel) -> None:
    admin, user = await person(role="admin"), await person()
    travel(timedelta(minutes=11))
    answer = await admin.post(f"/users/{user.id}/impersonation")
    assert code_of(answer) == (403, "REAUTHENTICATION_REQUIRED")


@pytest.mark.parametrize("role", ["manager", "user"])
async def test_only_administrators_do_it(person: MakePerson, role: str) -> None:
    someone, user = await person(role=role), await person()
    assert code_of(await someone.post(f"/users/{user.id}/impersonation")) == (403, "FORBIDDEN")
