"""Roles, deactivation and deletion by administrators; invitations; nobody locks the house."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
from starlette.types import ASGIApp

from groundwork.domains.accounts import administration, service
from groundwork.domains.accounts.errors import LastAdministrator
from groundwork.domains.accounts.policy import CREATE
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import Forbidden
from groundwork.kernel.permissions import Role
from groundwork.kernel.runtime import Runtime
from tests.conftest import PASSWORD, MakePerson, Outbox, Person, client_of, new_email
from tests.security.support import V1, RunJobs, StartNode, as_user, code_of, fetch, fields_of, warm_up

pytestmark = pytest.mark.anyio

_STATE = "SELECT role, is_active, deleted_at IS NULL, email_verified FROM users WHERE id = :id"


async def _state(runtime: Runtime, someone: Person) -> tuple[Any, ...]:
    [row] = await fetch(runtime, _STATE, id=someone.id)
    return tuple(row)


async def _actions(runtime: Runtime, user_id: str) -> list[str]:
    rows = await fetch(
        runtime,
        "SELECT action FROM audit_logs WHERE resource_type = 'user' AND resource_id = :id ORDER BY id",
        id=user_id,
    )
    return [row[0] for row in rows]


async def test_an_administrator_creates_a_user_who_chooses_a_password(
    person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox
) -> None:
    admin, email = await person(role="admin"), new_email()
    form = {"email": f" {email.upper()} ", "firstName": "Grace", "lastName": "Hopper", "role": "manager"}
    answer = await admin.post("/users", form)
    assert answer.status_code == 201
    data = answer.json()["data"]
    assert (data["email"], data["role"], data["emailVerified"], data["isActive"]) == (email, "manager", False, True)
    assert answer.headers["ETag"] == (await admin.get(f"/users/{data['id']}")).headers["ETag"]
    assert (await admin.get(f"/users/{data['id']}/profile")).status_code == 200
    created = "SELECT actor_id FROM audit_logs WHERE action = 'user.created' AND resource_id = :id"
    assert [str(row[0]) for row in await fetch(runtime, created, id=data["id"])] == [admin.id]
    await run_jobs()
    token = outbox.token(email, "reset-password")
    chosen = {"token": token, "newPassword": "Grace-passw0rd"}
    assert (await admin.client.post(f"{V1}/auth/reset-password", json=chosen)).status_code == 200
    signed_in = await admin.client.post(f"{V1}/auth/login", json={"email": email, "password": "Grace-passw0rd"})
    assert signed_in.json()["data"]["user"]["role"] == "manager"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": None}, "email"),
        ({"firstName": "x"}, "firstName"),
        ({"lastName": "Hop\u202eper"}, "lastName"),
        ({"role": "emperor"}, "role"),
        ({"role": None}, "role"),
        ({"password": PASSWORD}, "password"),
        ({"isActive": False}, "isActive"),
    ],
)
async def test_invalid_users_are_not_created(person: MakePerson, change: dict[str, Any], field: str) -> None:
    admin, email = await person(role="admin"), new_email()
    answer = await admin.post("/users", {"email": email, "firstName": "Grace", "lastName": "Hopper", **change})
    assert code_of(answer) == (400, "VALIDATION_ERROR")
    assert field in fields_of(answer)
    assert (await admin.get("/users", params={"search": email})).json()["data"] == []


async def test_a_taken_address_is_told_also_of_a_deleted_user(person: MakePerson) -> None:
    """Deleting frees nothing."""
    admin, someone = await person(role="admin"), await person()
    form = {"email": someone.email, "firstName": "Grace", "lastName": "Hopper"}
    assert code_of(await admin.post("/users", form)) == (409, "DUPLICATE_ENTRY")
    assert (await admin.call("DELETE", f"/users/{someone.id}")).status_code == 200
    answer = await admin.post("/users", form)
    assert code_of(answer) == (409, "DUPLICATE_ENTRY")
    assert list(fields_of(answer)) == ["email"]


@pytest.mark.parametrize("role", ["manager", "user", "guest"])
async def test_only_administrators_act_on_others(person: MakePerson, runtime: Runtime, role: str) -> None:
    """403 at the gate; and nothing changes."""
    someone, other = await person(role=role), await person()
    before = await _state(runtime, other)
    count = await fetch(runtime, "SELECT count(*) FROM users")
    calls: list[tuple[str, str, Any]] = [
        ("POST", "/users", {"email": new_email(), "firstName": "Grace", "lastName": "Hopper"}),
        ("DELETE", f"/users/{other.id}", None),
        ("POST", f"/users/{other.id}/role", {"role": "admin"}),
        ("POST", f"/users/{someone.id}/role", {"role": "admin"}),
        ("POST", f"/users/{other.id}/deactivation", None),
        ("DELETE", f"/users/{other.id}/deactivation", None),
    ]
    for method, path, body in calls:
        assert code_of(await someone.call(method, path, json=body)) == (403, "FORBIDDEN"), (method, path)
    assert await _state(runtime, other) == before
    assert (await _state(runtime, someone))[0] == role
    assert await fetch(runtime, "SELECT count(*) FROM users") == count


async def test_who_may_create_but_not_promote_creates_users_alone(runtime: Runtime) -> None:
    """As an API key that was given ``users:create``: it does not make administrators. [ASVS 2.3.1]"""
    actor, email = Actor(user_id=uuid4(), permissions=frozenset({CREATE})), new_email()
    with pytest.raises(Forbidden):
        async with transaction(runtime) as db:
            await service.invite_user(db, actor, email=email, first_name="Eve", last_name="Eve", role=Role.ADMIN)
    assert await fetch(runtime, "SELECT 1 FROM users WHERE email = :email", email=email) == []


async def test_a_role_counts_from_the_next_request_on(person: MakePerson, runtime: Runtime) -> None:
    admin, someone = await person(role="admin"), await person()
    assert (await someone.get("/users")).status_code == 403
    answer = await admin.post(f"/users/{someone.id}/role", {"role": "manager"})
    assert (answer.status_code, answer.json()["data"]["role"]) == (200, "manager")
    assert (await someone.get("/users")).status_code == 200
    assert (await admin.post(f"/users/{someone.id}/role", {"role": "manager"})).status_code == 200
    assert (await admin.post(f"/users/{someone.id}/role", {"role": "user"})).status_code == 200
    assert code_of(await someone.get("/users")) == (403, "FORBIDDEN")
    assert (await _actions(runtime, someone.id))[-2:] == ["user.role_assigned"] * 2


@pytest.mark.parametrize(
    "body", [{}, {"role": "emperor"}, {"role": None}, {"role": ["admin"]}, {"role": "admin", "x": 1}]
)
async def test_invalid_roles_are_refused(person: MakePerson, runtime: Runtime, body: Any) -> None:
    admin, someone = await person(role="admin"), await person()
    assert code_of(await admin.post(f"/users/{someone.id}/role", body)) == (400, "VALIDATION_ERROR")
    assert (await _state(runtime, someone))[0] == "user"


async def test_deactivation_ends_every_token_on_every_node_for_good(
    app: ASGIApp, start_node: StartNode, person: MakePerson, runtime: Runtime
) -> None:
    """Within a second; and when the account is opened again, what was refused stays refused. [ASVS 7.4.2]"""
    admin, someone = await person(role="admin"), await person()
    nodes = [app, (await start_node()).app]

    async def status(node: ASGIApp) -> int:
        async with client_of(node) as client:
            return (await client.get(f"{V1}/auth/me", headers=as_user(someone.access))).status_code

    assert [await status(node) for node in nodes] == [200, 200]
    answer = await admin.post(f"/users/{someone.id}/deactivation")
    assert (answer.status_code, answer.json()["data"]["isActive"]) == (200, False)
    assert await status(nodes[0]) == 401
    async with asyncio.timeout(1):
        while await status(nodes[1]) == 200:
            await asyncio.sleep(0.01)
    credentials = {"email": someone.email, "password": someone.password}
    assert code_of(await someone.client.post(f"{V1}/auth/login", json=credentials)) == (403, "ACCOUNT_DEACTIVATED")
    assert (await admin.post(f"/users/{someone.id}/deactivation")).status_code == 200
    answer = await admin.call("DELETE", f"/users/{someone.id}/deactivation")
    assert (answer.status_code, answer.json()["data"]["isActive"]) == (200, True)
    assert (await admin.call("DELETE", f"/users/{someone.id}/deactivation")).status_code == 200
    assert [await status(node) for node in nodes] == [401, 401]
    renewed = await someone.client.post(f"{V1}/auth/refresh", json={"refreshToken": someone.refresh})
    assert code_of(renewed) == (401, "INVALID_TOKEN")
    assert (await someone.client.post(f"{V1}/auth/login", json=credentials)).status_code == 200
    actions = await _actions(runtime, someone.id)
    assert actions[-3:] == ["user.deactivated", "user.sign_in_refused", "user.reactivated"]


async def test_a_deleted_user_is_gone_for_everybody_and_the_row_stays(person: MakePerson, runtime: Runtime) -> None:
    admin, someone = await person(role="admin"), await person()
    version = (await admin.get(f"/users/{someone.id}")).headers["ETag"]
    stale = await admin.call("DELETE", f"/users/{someone.id}", headers={"If-Match": '"other"'})
    assert code_of(stale) == (412, "PRECONDITION_FAILED")
    assert (await someone.get("/auth/me")).status_code == 200
    answer = await admin.call("DELETE", f"/users/{someone.id}", headers={"If-Match": version})
    assert answer.status_code == 200
    assert code_of(await someone.get("/auth/me")) == (401, "INVALID_TOKEN")
    login = await someone.client.post(f"{V1}/auth/login", json={"email": someone.email, "password": someone.password})
    assert code_of(login) == (401, "INVALID_CREDENTIALS")
    for method, suffix in (("GET", ""), ("PATCH", ""), ("DELETE", ""), ("POST", "/deactivation"), ("GET", "/profile")):
        body = {} if method == "PATCH" else None
        assert code_of(await admin.call(method, f"/users/{someone.id}{suffix}", json=body)) == (404, "NOT_FOUND")
    assert (await admin.get("/users", params={"search": someone.email})).json()["data"] == []
    assert await _state(runtime, someone) == ("user", True, False, False)
    assert await fetch(runtime, "SELECT 1 FROM sessions WHERE user_id = :id", id=someone.id) == []
    assert (await _actions(runtime, someone.id))[-1] == "user.deleted"


async def test_nobody_acts_on_their_own_account(person: MakePerson, runtime: Runtime) -> None:
    admin = await person(role="admin")
    calls: list[tuple[str, str, Any]] = [
        ("DELETE", "", None),
        ("POST", "/deactivation", None),
        ("POST", "/role", {"role": "user"}),
    ]
    for method, suffix, body in calls:
        answer = await admin.call(method, f"/users/{admin.id}{suffix}", json=body)
        assert code_of(answer) == (422, "UNPROCESSABLE_ENTITY")
        assert "your own account" in answer.json()["error"]["message"]
    assert await _state(runtime, admin) == ("admin", True, True, False)
    assert (await admin.post(f"/users/{admin.id}/role", {"role": "admin"})).status_code == 200


async def test_nobody_unknown_is_acted_on(person: MakePerson) -> None:
    admin, identity = await person(role="admin"), uuid4()
    assert code_of(await admin.post(f"/users/{identity}/role", {"role": "user"})) == (404, "NOT_FOUND")
    assert code_of(await admin.post(f"/users/{identity}/deactivation")) == (404, "NOT_FOUND")
    assert code_of(await admin.call("DELETE", f"/users/{identity}/deactivation")) == (404, "NOT_FOUND")
    assert code_of(await admin.call("DELETE", f"/users/{identity}")) == (404, "NOT_FOUND")


@pytest.mark.parametrize("act", ["demote", "deactivate", "delete"])
async def test_two_administrators_who_end_each_other_leave_one(person: MakePerson, runtime: Runtime, act: str) -> None:
    """All the others being away, of two requests at once one is refused."""
    await fetch(runtime, "UPDATE users SET role = 'manager' WHERE role = 'admin'")
    pair = [await person(role="admin"), await person(role="admin")]
    await warm_up(runtime)

    async def end(who: Person, whom: Person) -> tuple[int, str]:
        match act:
            case "demote":
                answer = await who.post(f"/users/{whom.id}/role", {"role": "user"})
            case "deactivate":
                answer = await who.post(f"/users/{whom.id}/deactivation")
            case _:
                answer = await who.call("DELETE", f"/users/{whom.id}")
        return answer.status_code, answer.json().get("error", {}).get("message", "")

    outcomes = sorted(await asyncio.gather(end(pair[0], pair[1]), end(pair[1], pair[0])))
    # Whoever is second either is no administrator any more, or would leave none.
    assert outcomes[0] == (200, "")
    assert outcomes[1][0] in {401, 403, 422}
    left = await fetch(runtime, "SELECT count(*) FROM users WHERE role = 'admin' AND is_active AND deleted_at IS NULL")
    assert left[0][0] == 1


async def test_the_last_administrator_stays(person: MakePerson, runtime: Runtime) -> None:
    """Also where somebody else acts, who passed the gate a moment ago."""
    await fetch(runtime, "UPDATE users SET role = 'manager' WHERE role = 'admin'")
    last = await person(role="admin")
    actor = Actor(user_id=uuid4(), permissions=runtime.matrix.of("admin"))
    with pytest.raises(LastAdministrator):
        async with transaction(runtime) as db:
            await administration.deactivate(db, actor, UUID(last.id))
    with pytest.raises(LastAdministrator):
        async with transaction(runtime) as db:
            await administration.assign_role(db, actor, UUID(last.id), Role.USER)
    assert await _state(runtime, last) == ("admin", True, True, False)
