"""/users/{id}/erasure: asked for, withdrawn, done after two weeks."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from groundwork.domains.accounts import erasure
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.conftest import PASSWORD, MakePerson, Outbox, Person
from tests.security.support import V1, RunJobs, Travel, as_user, code_of, fetch

pytestmark = pytest.mark.anyio


async def day_comes(runtime: Runtime, run_jobs: RunJobs) -> None:
    """What the daily job does, and what follows from it."""
    async with transaction(runtime) as db:
        await erasure.erase_due(db)
    await run_jobs()


async def email_of(runtime: Runtime, someone: Person) -> str:
    """The address that is in the row now."""
    [row] = await fetch(runtime, "SELECT email FROM users WHERE id = :id", id=someone.id)
    return str(row[0])


async def test_after_two_weeks_the_person_is_forgotten(
    person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox, travel: Travel
) -> None:
    """Until then everything works; then nothing does, and the address is free for a new beginning."""
    someone = await person()
    path = f"/users/{someone.id}/erasure"
    assert code_of(await someone.get(path)) == (404, "NOT_FOUND")
    answer = await someone.post(path)
    asked = answer.json()["data"]
    assert answer.status_code == 202
    wait = datetime.fromisoformat(asked["dueAt"]) - datetime.fromisoformat(asked["requestedAt"])
    assert timedelta(days=13, hours=23) < wait <= timedelta(days=14, seconds=1)
    assert (await someone.post(path)).json()["data"] == asked
    assert (await someone.get(path)).json()["data"] == asked
    await run_jobs()
    assert outbox.to(someone.email)[-1]["Subject"] == "Your account will be erased in 14 days"

    travel(timedelta(days=13))
    await day_comes(runtime, run_jobs)
    assert await email_of(runtime, someone) == someone.email
    login = {"email": someone.email, "password": PASSWORD}
    signed_in = await someone.client.post(f"{V1}/auth/login", json=login)
    access = signed_in.json()["data"]["accessToken"]
    travel(timedelta(days=1, hours=1))
    await day_comes(runtime, run_jobs)

    assert await email_of(runtime, someone) == f"erased-{someone.id}@erased.invalid"
    assert [mail["Subject"] for mail in outbox.to(someone.email)] == ["Your account was erased"]
    for token in (someone.access, access):
        me = await someone.client.get(f"{V1}/auth/me", headers=as_user(token))
        assert code_of(me) == (401, "INVALID_TOKEN")
    assert code_of(await someone.client.post(f"{V1}/auth/login", json=login)) == (401, "INVALID_CREDENTIALS")
    admin = await person(role="admin")
    assert code_of(await admin.get(f"/users/{someone.id}")) == (404, "NOT_FOUND")
    for method in ("GET", "POST", "DELETE"):
        assert code_of(await admin.call(method, path)) == (404, "NOT_FOUND")
    await day_comes(runtime, run_jobs)
    assert [mail["Subject"] for mail in outbox.to(someone.email)] == ["Your account was erased"]
    assert (await person(email=someone.email)).id != someone.id


async def test_who_changes_their_mind_stays(
    person: MakePerson, runtime: Runtime, run_jobs: RunJobs, travel: Travel
) -> None:
    someone = await person()
    path = f"/users/{someone.id}/erasure"
    assert code_of(await someone.call("DELETE", path)) == (404, "NOT_FOUND")
    await someone.post(path)
    assert (await someone.call("DELETE", path)).status_code == 200
    assert code_of(await someone.get(path)) == (404, "NOT_FOUND")
    travel(timedelta(days=15))
    await day_comes(runtime, run_jobs)
    assert await email_of(runtime, someone) == someone.email
    actions = await fetch(
        runtime,
        "SELECT action FROM audit_logs WHERE resource_id = :id AND action LIKE 'user.erasure%' ORDER BY id",
        id=someone.id,
    )
    assert [row[0] for row in actions] == ["user.erasure_requested", "user.erasure_withdrawn"]


async def test_whoever_finds_the_account_open_cannot_give_it_up(
    person: MakePerson, runtime: Runtime, travel: Travel
) -> None:
    """The person has to have signed in within ten minutes. [ASVS 7.5.1]"""
    someone = await person()
    travel(timedelta(minutes=11))
    answer = await someone.post(f"/users/{someone.id}/erasure")
    assert code_of(answer) == (403, "REAUTHENTICATION_REQUIRED")
    assert await fetch(runtime, "SELECT 1 FROM erasures WHERE user_id = :id", id=someone.id) == []


async def test_others_may_not_have_it_done_and_administrators_may(person: MakePerson, runtime: Runtime) -> None:
    someone, other = await person(), await person()
    manager, admin = await person(role="manager"), await person(role="admin")
    path = f"/users/{someone.id}/erasure"
    for method in ("POST", "GET", "DELETE"):
        assert code_of(await other.call(method, path)) == (404, "NOT_FOUND")
        assert code_of(await manager.call(method, path)) == (403, "FORBIDDEN")
        assert code_of(await admin.call(method, f"/users/{uuid4()}/erasure")) == (404, "NOT_FOUND")
    assert await fetch(runtime, "SELECT 1 FROM erasures WHERE user_id = :id", id=someone.id) == []
    assert (await admin.post(path)).status_code == 202
    assert (await someone.get(path)).status_code == 200
    assert (await someone.call("DELETE", path)).status_code == 200


async def test_who_was_deleted_can_be_erased(
    person: MakePerson, runtime: Runtime, run_jobs: RunJobs, travel: Travel
) -> None:
    """Deleting hides; what is personal goes by the erasure."""
    someone, admin = await person(), await person(role="admin")
    assert (await admin.call("DELETE", f"/users/{someone.id}")).status_code == 200
    assert (await admin.post(f"/users/{someone.id}/erasure")).status_code == 202
    travel(timedelta(days=15))
    await day_comes(runtime, run_jobs)
    assert await email_of(runtime, someone) == f"erased-{someone.id}@erased.invalid"


async def test_the_last_administrator_is_not_erased(
    person: MakePerson, runtime: Runtime, run_jobs: RunJobs, travel: Travel
) -> None:
    """Neither when it is asked for, nor when the others have gone in the meantime; the wish waits."""
    await fetch(runtime, "UPDATE users SET role = 'manager' WHERE role = 'admin'")
    last = await person(role="admin")
    path = f"/users/{last.id}/erasure"
    assert code_of(await last.post(path)) == (422, "UNPROCESSABLE_ENTITY")
    other = await person(role="admin")
    assert (await last.post(path)).status_code == 202
    await fetch(runtime, "UPDATE users SET role = 'user' WHERE id = :id", id=other.id)
    travel(timedelta(days=15))
    await day_comes(runtime, run_jobs)
    assert await email_of(runtime, last) == last.email
    await fetch(runtime, "UPDATE users SET role = 'admin' WHERE id = :id", id=other.id)
    await day_comes(runtime, run_jobs)
    assert await email_of(runtime, last) == f"erased-{last.id}@erased.invalid"
