"""A new address counts once it is shown to be the user's; the old one is told (ASVS 6.3.7)."""

from uuid import UUID

import httpx2
import pytest

from groundwork.domains.accounts.events import EmailChangeRequested, UserInvited
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import NotFound
from groundwork.kernel.events import publish
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime
from tests.conftest import PASSWORD, MakePerson, Outbox, Person, new_email
from tests.security.support import V1, RunJobs, code_of

pytestmark = pytest.mark.anyio


async def _request(runtime: Runtime, someone: Person, email: str) -> None:
    async with transaction(runtime) as db:
        await publish(db, EmailChangeRequested(UUID(someone.id), email))


async def _login(client: httpx2.AsyncClient, email: str) -> int:
    answer = await client.post(f"{V1}/auth/login", json={"email": email, "password": PASSWORD})
    return answer.status_code


async def test_the_new_address_counts_once_confirmed(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    someone, email = await person(), new_email()
    await _request(runtime, someone, email)
    await run_jobs()
    assert [mail["Subject"] for mail in outbox.to(email)] == ["Confirm your new address"]
    assert outbox.to(someone.email)[-1]["Subject"] == "Your address is about to change"
    assert (await _login(client, someone.email), await _login(client, email)) == (200, 401)
    token = outbox.token(email, "verify-email")
    assert (await client.post(f"{V1}/auth/verify-email", json={"token": token})).status_code == 200
    me = (await someone.get("/auth/me")).json()["data"]
    assert (me["email"], me["emailVerified"]) == (email, True)
    assert (await _login(client, someone.email), await _login(client, email)) == (401, 200)
    await run_jobs()
    assert outbox.to(someone.email)[-1]["Subject"] == "Your address was changed"
    assert (await client.post(f"{V1}/auth/verify-email", json={"token": token})).status_code == 400


async def test_an_address_that_was_taken_meanwhile_stays_with_who_has_it(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    someone, email = await person(), new_email()
    await _request(runtime, someone, email)
    await run_jobs()
    token = outbox.token(email, "verify-email")
    await person(email=email)
    answer = await client.post(f"{V1}/auth/verify-email", json={"token": token})
    assert code_of(answer) == (409, "DUPLICATE_ENTRY")
    assert (await someone.get("/auth/me")).json()["data"]["email"] == someone.email


async def test_nobodys_address_cannot_change(runtime: Runtime) -> None:
    with pytest.raises(NotFound):
        async with transaction(runtime) as db:
            await publish(db, EmailChangeRequested(uuid7(), new_email()))


async def test_an_invited_user_chooses_the_password(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    someone = await person()
    async with transaction(runtime) as db:
        await publish(db, UserInvited(UUID(someone.id), someone.email, "Ada"))
    await run_jobs()
    assert outbox.to(someone.email)[-1]["Subject"] == "Your account is ready"
    form = {"token": outbox.token(someone.email, "reset-password"), "newPassword": "Next-passw0rd"}
    assert (await client.post(f"{V1}/auth/reset-password", json=form)).status_code == 200
    answer = await client.post(f"{V1}/auth/login", json={"email": someone.email, "password": "Next-passw0rd"})
    assert answer.status_code == 200
