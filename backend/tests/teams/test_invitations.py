"""Invitations: by mail, for one address, once, for a week."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from structlog.testing import capture_logs

from groundwork.domains.teams import invitations
from groundwork.domains.teams.invitations import masked
from groundwork.kernel.crypto import digest
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Outbox, new_email
from tests.security.support import V1, RunJobs, Travel, code_of, fetch, fields_of, warm_up
from tests.teams.support import Crew, audited, crew_of, invite, names_of, roles, state, team_of, token_for

pytestmark = pytest.mark.anyio


async def test_invite_and_accept(
    person: MakePerson, runtime: Runtime, client: httpx2.AsyncClient, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """The whole way: asked, mailed, looked at, joined."""
    crew, guest = await crew_of(runtime, person), await person()
    answer = await crew.manager.post(f"{crew.path}/invitations", {"email": guest.email.upper(), "role": "manager"})
    assert (answer.status_code, answer.json()["message"]) == (201, "Invitation sent")
    invitation = answer.json()["data"]
    assert invitation == {
        "id": invitation["id"],
        "email": guest.email,
        "role": "manager",
        "status": "open",
        "invitedBy": crew.manager.id,
        "invitedByName": "Ada Byron",
        "expiresAt": invitation["expiresAt"],
        "createdAt": invitation["createdAt"],
    }
    token = await token_for(guest.email, run_jobs, outbox)
    mail = outbox.to(guest.email)[-1]
    assert mail["Subject"] == "You are invited to join Helsinki studio"
    kept = await fetch(runtime, "SELECT digest FROM team_invitations WHERE email = :e", e=guest.email)
    assert [row[0] for row in kept] == [digest(token)]

    seen = await client.get(f"{V1}/invitations/{token}")
    assert seen.json()["data"] == {
        "teamName": "Helsinki studio",
        "invitedByName": "Ada Byron",
        "email": f"p•••@{guest.email.partition('@')[2]}",
        "role": "manager",
        "expiresAt": invitation["expiresAt"],
    }
    unsigned = await client.post(f"{V1}/invitations/{token}/acceptance")
    assert code_of(unsigned) == (401, "UNAUTHORIZED")
    assert code_of(await guest.get(crew.path)) == (404, "NOT_FOUND")

    joined = await guest.post(f"/invitations/{token}/acceptance")
    assert (joined.status_code, joined.json()["message"]) == (200, "You joined the team")
    assert joined.json()["data"] == (await guest.get(crew.path)).json()["data"]
    assert (joined.json()["data"]["myRole"], joined.json()["data"]["memberCount"]) == ("manager", 5)
    assert (await guest.get("/auth/me")).json()["data"]["emailVerified"] is True
    assert (await audited(runtime, crew.team))[-2:] == ["team.invitation_sent", "team.member_joined"]
    for again in (
        await guest.post(f"/invitations/{token}/acceptance"),
        await client.get(f"{V1}/invitations/{token}"),
    ):
        assert code_of(again) == (404, "NOT_FOUND")
    listed = await crew.owner.get(f"{crew.path}/invitations")
    assert names_of(listed, "status") == ["accepted"]


@pytest.mark.parametrize(
    ("who", "role", "status"),
    [
        ("owner", "owner", 201),
        ("owner", "member", 201),
        ("manager", "manager", 201),
        ("manager", "owner", 403),
        ("member", "member", 403),
        ("admin", "owner", 201),
        ("outsider", "member", 404),
    ],
)
async def test_who_asks_for_which_role(person: MakePerson, runtime: Runtime, who: str, role: str, status: int) -> None:
    """Managers for those below owner, members for none; nothing is mailed for what is refused."""
    crew = await crew_of(runtime, person)
    before = await state(runtime)
    answer = await crew.people[who].post(f"{crew.path}/invitations", {"email": new_email(), "role": role})
    assert answer.status_code == status
    if status != 201:
        assert await state(runtime) == before


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ({}, ["email"]),
        ({"email": "nobody"}, ["email"]),
        ({"email": "a@example.com", "role": "admin"}, ["role"]),
        ({"email": "a@example.com", "teamId": "x"}, ["teamId"]),
        ({"email": "a@example.com\nBcc: b@example.com"}, ["email"]),
    ],
)
async def test_bad_input_asks_nobody(
    person: MakePerson, runtime: Runtime, form: dict[str, Any], fields: list[str]
) -> None:
    """400 with what is wrong."""
    crew = await crew_of(runtime, person)
    before = await state(runtime)
    answer = await crew.owner.post(f"{crew.path}/invitations", form)
    assert code_of(answer) == (400, "VALIDATION_ERROR")
    assert list(fields_of(answer)) == fields
    assert await state(runtime) == before


async def test_who_is_in_or_asked_is_not_asked_again(person: MakePerson, runtime: Runtime) -> None:
    """409; of ten that ask at once one does."""
    crew, email = await crew_of(runtime, person), new_email()
    member = await crew.owner.post(f"{crew.path}/invitations", {"email": crew.member.email})
    assert (code_of(member), fields_of(member)) == ((409, "DUPLICATE_ENTRY"), {"email": ["Is a member already"]})
    await warm_up(runtime)
    answers = await asyncio.gather(*(crew.owner.post(f"{crew.path}/invitations", {"email": email}) for _ in range(10)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 9
    assert fields_of(next(one for one in answers if one.status_code == 409)) == {"email": ["Is invited already"]}
    mails = await fetch(runtime, "SELECT 1 FROM mails WHERE recipient = :e", e=email)
    assert len(mails) == 1


async def test_an_invitation_ends_after_a_week(
    person: MakePerson, runtime: Runtime, travel: Travel, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """Then the address can be asked again; a month later it is forgotten."""
    crew, guest = await crew_of(runtime, person), await person()
    await invite(crew, guest.email)
    token = await token_for(guest.email, run_jobs, outbox)
    async with transaction(runtime) as db:
        await fetch(
            runtime,
            "UPDATE team_invitations SET expires_at = expires_at - interval '7 days' WHERE digest = :d",
            d=digest(token),
        )
        await invitations.forget_old(db)
    for answer in (await guest.get(f"/invitations/{token}"), await guest.post(f"/invitations/{token}/acceptance")):
        assert code_of(answer) == (404, "NOT_FOUND")
    assert guest.id not in await roles(runtime, crew.team)
    path = f"{crew.path}/invitations"
    assert names_of(await crew.owner.get(path), "status") == ["expired"]
    await invite(crew, guest.email)
    assert names_of(await crew.owner.get(path), "status") == ["open", "revoked"]
    assert names_of(await crew.owner.get(path, params={"filter[status]": ["open", "expired"]}), "status") == ["open"]
    travel(timedelta(days=36))
    async with transaction(runtime) as db:
        await invitations.forget_old(db)
    left = await fetch(runtime, "SELECT 1 FROM team_invitations WHERE email = :e", e=guest.email)
    assert left == []


async def test_send_an_invitation_again(
    person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """With a new link; the old one is void; an expired one is open again."""
    crew, guest = await crew_of(runtime, person), await person()
    invitation = await invite(crew, guest.email)
    first = await token_for(guest.email, run_jobs, outbox)
    await fetch(runtime, "UPDATE team_invitations SET expires_at = now() WHERE digest = :d", d=digest(first))
    answer = await crew.manager.post(f"{crew.path}/invitations/{invitation}/mail")
    assert answer.status_code == 200
    assert (answer.json()["data"]["status"], answer.json()["data"]["id"]) == ("open", invitation)
    second = await token_for(guest.email, run_jobs, outbox)
    assert second != first
    assert code_of(await guest.post(f"/invitations/{first}/acceptance")) == (404, "NOT_FOUND")
    assert (await guest.post(f"/invitations/{second}/acceptance")).status_code == 200
    settled = await crew.manager.post(f"{crew.path}/invitations/{invitation}/mail")
    assert code_of(settled) == (422, "UNPROCESSABLE_ENTITY")


async def test_mails_are_limited(person: MakePerson, runtime: Runtime) -> None:
    """Five an hour for one invitation, fifty for one user."""
    crew = await crew_of(runtime, person)
    email = new_email()
    invitation = await invite(crew, email)
    path = f"{crew.path}/invitations/{invitation}/mail"
    answers = [await crew.owner.post(path) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert answers[-1].headers["Retry-After"]
    assert len(await fetch(runtime, "SELECT 1 FROM mails WHERE recipient = :e", e=email)) == 6
    statuses = [
        (await crew.owner.post(f"{crew.path}/invitations", {"email": new_email()})).status_code for _ in range(44)
    ]
    assert statuses == [201] * 43 + [429]


async def test_take_an_invitation_back(person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox) -> None:
    """Its link no longer works."""
    crew, guest = await crew_of(runtime, person), await person()
    invitation = await invite(crew, guest.email)
    token = await token_for(guest.email, run_jobs, outbox)
    answer = await crew.manager.call("DELETE", f"{crew.path}/invitations/{invitation}")
    assert (answer.status_code, answer.json()["message"]) == (200, "Invitation revoked")
    for refused in (await guest.get(f"/invitations/{token}"), await guest.post(f"/invitations/{token}/acceptance")):
        assert code_of(refused) == (404, "NOT_FOUND")
    again = await crew.manager.call("DELETE", f"{crew.path}/invitations/{invitation}")
    assert code_of(again) == (422, "UNPROCESSABLE_ENTITY")
    assert (await audited(runtime, crew.team))[-1] == "team.invitation_revoked"


async def test_who_sees_and_settles_invitations(person: MakePerson, runtime: Runtime) -> None:
    """Owners, managers but for those of owners, administrators; members see none; each in its own team."""
    crew = await crew_of(runtime, person)
    owners = await invite(crew, new_email(), role="owner")
    elsewhere = await team_of(crew.outsider)
    before = await state(runtime)
    for who in (crew.owner, crew.manager, crew.admin):
        assert len(names_of(await who.get(f"{crew.path}/invitations"), "id")) == 1
    assert code_of(await crew.member.get(f"{crew.path}/invitations")) == (403, "FORBIDDEN")
    for who in (crew.member, crew.manager):
        for method, path in (("DELETE", owners), ("POST", f"{owners}/mail")):
            assert code_of(await who.call(method, f"{crew.path}/invitations/{path}")) == (403, "FORBIDDEN")
    foreign = f"/teams/{elsewhere}/invitations/{owners}"
    assert code_of(await crew.outsider.call("DELETE", foreign)) == (404, "NOT_FOUND")
    assert code_of(await crew.outsider.post(f"{foreign}/mail")) == (404, "NOT_FOUND")
    assert await state(runtime) == before


async def test_a_member_has_nothing_to_accept(
    person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """Who joined by another way keeps their role."""
    crew, guest = await crew_of(runtime, person), await person()
    await invite(crew, guest.email, role="owner")
    token = await token_for(guest.email, run_jobs, outbox)
    await fetch(
        runtime,
        "INSERT INTO team_members (team_id, user_id, role) VALUES (CAST(:t AS uuid), CAST(:u AS uuid), 'member')",
        t=crew.team,
        u=guest.id,
    )
    assert code_of(await guest.post(f"/invitations/{token}/acceptance")) == (409, "CONFLICT")
    assert (await roles(runtime, crew.team))[guest.id] == "member"
    assert (await guest.get("/auth/me")).json()["data"]["emailVerified"] is False


@pytest.mark.parametrize("other", ["accept", "revoke", "mail", "delete the team"])
async def test_f11_an_invitation_is_settled_once(
    person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox, other: str
) -> None:
    """Accepted and something else at once: what is there afterwards is what exactly one of them made."""
    await warm_up(runtime)
    owner, guest = await person(), await person()
    for _ in range(5):
        crew = Crew(await team_of(owner), {"owner": owner})
        invitation = await invite(crew, guest.email)
        token = await token_for(guest.email, run_jobs, outbox)
        accept = f"/invitations/{token}/acceptance"
        rivals = {
            "accept": (guest, "POST", accept),
            "revoke": (crew.owner, "DELETE", f"{crew.path}/invitations/{invitation}"),
            "mail": (crew.owner, "POST", f"{crew.path}/invitations/{invitation}/mail"),
            "delete the team": (crew.owner, "DELETE", crew.path),
        }
        who, method, path = rivals[other]
        accepted, rival = await asyncio.gather(guest.post(accept), who.call(method, path))
        joined = guest.id in await roles(runtime, crew.team)
        if other == "delete the team":
            assert rival.status_code == 200
            assert not joined
            assert accepted.status_code in {200, 404}
        else:
            assert sorted((accepted.status_code < 300, rival.status_code < 300)) == [False, True]
            assert {accepted.status_code, rival.status_code} <= {200, 404, 422}
            assert joined == (accepted.status_code == 200 or other == "accept")


def test_an_address_is_masked() -> None:
    assert masked("mina@example.com") == "m•••@example.com"


async def test_the_token_is_not_in_the_log(client: httpx2.AsyncClient) -> None:
    """Wherever it stands in the address. [ASVS 16.2.5]"""
    token = "Canary_-" + "x" * 35
    with capture_logs() as lines:
        for path in (f"{V1}/invitations/{token}", f"{V1}/invitations/{token}/acceptance", f"/invitations/{token}"):
            await client.get(path)
    assert "Canary" not in str(lines)
    assert [line["path"] for line in lines if line["event"] == "request"] == [
        f"{V1}/invitations/***",
        f"{V1}/invitations/***/acceptance",
        "/invitations/***",
    ]
