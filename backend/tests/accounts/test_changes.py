"""PATCH /users/{id}: by managers, and of the address."""

import dataclasses
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx2
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.entrypoints.http import create_asgi
from groundwork.kernel.actor import Actor
from groundwork.kernel.domain import Domain
from groundwork.kernel.runtime import Runtime
from tests.accounts import drawing
from tests.conftest import MakePerson, Outbox, Person, client_of, new_email
from tests.security.support import V1, RunJobs, StartNode, Travel, as_user, code_of, fetch, fields_of

pytestmark = pytest.mark.anyio

MEMBERS: set[UUID] = set()
"""Whom every manager manages here."""


async def _manages(_db: AsyncSession, actor: Actor, user_id: UUID) -> bool:
    return actor.role == "manager" and user_id in MEMBERS


@pytest.fixture
async def with_a_team(runtime: Runtime) -> AsyncIterator[httpx2.AsyncClient]:
    """The application with a domain that knows a team."""
    team = Domain("team_of_the_tests", manages=[_manages])
    async with client_of(create_asgi(dataclasses.replace(runtime, domains=[*runtime.domains, team]))) as client:
        yield client
    MEMBERS.clear()


async def test_a_manager_changes_members_of_the_team_and_nobody_else(
    with_a_team: httpx2.AsyncClient, person: MakePerson, runtime: Runtime
) -> None:
    """Names, profile and picture; never the address, which would be the account. [ASVS 8.2.2]"""
    manager, member, other = await person(role="manager"), await person(), await person()
    MEMBERS.add(UUID(member.id))
    picture: dict[str, Any] = {"content": drawing.encoded(drawing.quadrants())}
    for whose, expected in ((member, 200), (other, 403)):
        for method, suffix, options in (
            ("PATCH", "", {"json": {"firstName": "Renamed"}}),
            ("PATCH", "/profile", {"json": {"bio": "Written by the manager"}}),
            ("PUT", "/avatar", picture),
            ("DELETE", "/avatar", {}),
        ):
            headers = {**as_user(manager.access), **({"Content-Type": "image/png"} if method == "PUT" else {})}
            path = f"{V1}/users/{whose.id}{suffix}"
            answer = await with_a_team.request(method, path, headers=headers, **options)
            assert answer.status_code == expected, (method, suffix, answer.text)
    change = {"email": new_email(), "lastName": "Taken"}
    path = f"{V1}/users/{member.id}"
    answer = await with_a_team.patch(path, json=change, headers=as_user(manager.access))
    assert code_of(answer) == (403, "FORBIDDEN")
    rows = await fetch(
        runtime, "SELECT first_name, last_name, other_emails FROM users WHERE id IN (:a, :b)", a=member.id, b=other.id
    )
    assert sorted(tuple(row) for row in rows) == [("Ada", "Byron", []), ("Renamed", "Byron", [])]
    assert (await with_a_team.get(path, headers=as_user(member.access))).json()["data"]["email"] == member.email


async def _confirm(someone: Person, outbox: Outbox, email: str) -> None:
    token = {"token": outbox.token(email, "verify-email")}
    assert (await someone.client.post(f"{V1}/auth/verify-email", json=token)).status_code == 200


async def test_ones_own_address_changes_when_it_is_confirmed(
    person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    someone, email = await person(), new_email()
    version = (await someone.get(f"/users/{someone.id}")).headers["ETag"]
    change = {"email": email.upper(), "firstName": "Augusta"}
    answer = await someone.call("PATCH", f"/users/{someone.id}", json=change, headers={"If-Match": version})
    data = answer.json()["data"]
    assert (answer.status_code, data["email"], data["firstName"]) == (200, someone.email, "Augusta")
    shown = await someone.get(f"/users/{someone.id}")
    assert (shown.headers["ETag"], shown.json()["data"]) == (answer.headers["ETag"], data)
    await run_jobs()
    await _confirm(someone, outbox, email)
    after = (await someone.get(f"/users/{someone.id}")).json()["data"]
    assert (after["email"], after["emailVerified"]) == (email, True)


async def test_an_administrator_starts_the_same_for_another(
    person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    someone, admin, email = await person(), await person(role="admin"), new_email()
    assert (await admin.call("PATCH", f"/users/{someone.id}", json={"email": email})).status_code == 200
    await run_jobs()
    assert (await someone.get("/auth/me")).json()["data"]["email"] == someone.email
    await _confirm(someone, outbox, email)
    assert (await someone.get("/auth/me")).json()["data"]["email"] == email


async def test_s19_a_new_address_needs_a_fresh_sign_in(
    person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox, travel: Travel
) -> None:
    """Of whoever asks; without it nothing is mailed and nothing changes. [ASVS 7.5.1]"""
    someone, admin, email = await person(), await person(role="admin"), new_email()
    travel(timedelta(minutes=11))
    for who in (someone, admin):
        answer = await who.call("PATCH", f"/users/{someone.id}", json={"email": email, "firstName": "Changed"})
        assert code_of(answer) == (403, "REAUTHENTICATION_REQUIRED")
    await run_jobs()
    assert outbox.to(email) == []
    assert (await someone.get(f"/users/{someone.id}")).json()["data"]["firstName"] == "Ada"
    same = {"email": someone.email, "firstName": "Changed"}
    assert (await someone.call("PATCH", f"/users/{someone.id}", json=same)).status_code == 200


async def test_a_taken_address_is_told_unless_the_house_is_discreet(
    person: MakePerson, start_node: StartNode, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """With REGISTRATION=discreet who may not see the users does not learn who is one; the owner gets no mail."""
    someone, other, admin = await person(), await person(), await person(role="admin")
    await run_jobs()
    mails = len(outbox.to(other.email))
    taken = {"email": other.email}
    answer = await someone.call("PATCH", f"/users/{someone.id}", json=taken)
    assert code_of(answer) == (409, "DUPLICATE_ENTRY")
    assert list(fields_of(answer)) == ["email"]
    async with client_of((await start_node(registration="discreet")).app) as discreet:
        path = f"{V1}/users/{someone.id}"
        assert (await discreet.patch(path, json=taken, headers=as_user(someone.access))).status_code == 200
        answer = await discreet.patch(path, json=taken, headers=as_user(admin.access))
        assert code_of(answer) == (409, "DUPLICATE_ENTRY")
    await run_jobs()
    assert len(outbox.to(other.email)) == mails


async def test_there_are_five_new_addresses_an_hour(person: MakePerson, run_jobs: RunJobs, outbox: Outbox) -> None:
    """Each is a mail to somebody who may not know us."""
    someone = await person()
    for _ in range(5):
        answer = await someone.call("PATCH", f"/users/{someone.id}", json={"email": new_email()})
        assert answer.status_code == 200
    last = new_email()
    answer = await someone.call("PATCH", f"/users/{someone.id}", json={"email": last})
    assert code_of(answer) == (429, "RATE_LIMIT_EXCEEDED")
    await run_jobs()
    assert outbox.to(last) == []
