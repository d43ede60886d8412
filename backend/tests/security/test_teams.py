"""Teams: nobody raises themselves, somebody always owns, an invitation works for its address only."""

import asyncio

import pytest

from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Outbox, new_email
from tests.security.support import RunJobs, code_of, fetch, warm_up
from tests.teams.support import add, crew_of, invite, roles, state, team_of, token_for

pytestmark = pytest.mark.anyio


async def test_s45_nobody_raises_themselves_in_a_team(person: MakePerson, runtime: Runtime) -> None:
    """Not by a role, not by handing the team over, not by an invitation; nor does an administrator. [ASVS 2.3.1]"""
    crew = await crew_of(runtime, person)
    await add(runtime, crew.team, crew.admin)
    before = await state(runtime)
    for name in ("manager", "member", "admin"):
        who = crew.people[name]
        for role in ("owner", "manager"):
            if name != role:
                answer = await who.call("PATCH", crew.place(name), json={"role": role})
                assert code_of(answer) == (403, "FORBIDDEN"), (name, role)
        assert code_of(await who.post(f"{crew.path}/transfer", {"userId": who.id})) == (403, "FORBIDDEN")
        if name != "admin":
            invited = await who.post(f"{crew.path}/invitations", {"email": new_email(), "role": "owner"})
            assert code_of(invited) == (403, "FORBIDDEN")
    assert await state(runtime) == before


async def test_s45_a_role_in_a_team_is_none_in_the_system(person: MakePerson, runtime: Runtime) -> None:
    """The owner of a team is still a user, and can do nothing to others' accounts or teams. [ASVS 2.3.1]"""
    crew, stranger = await crew_of(runtime, person), await person()
    foreign = await team_of(stranger)
    for method, path in (
        ("GET", f"/users/{crew.member.id}"),
        ("PATCH", f"/users/{crew.member.id}"),
        ("GET", f"/teams/{foreign}"),
        ("PATCH", f"/teams/{foreign}"),
        ("GET", "/admin/mails"),
    ):
        body = {"firstName": "Eve"} if "users" in path else {"name": "Eve"}
        answer = await crew.owner.call(method, path, json=body if method == "PATCH" else None)
        assert answer.status_code in {403, 404}, (method, path)
    assert (await crew.owner.get("/auth/me")).json()["data"]["role"] == "user"
    assert (await crew.member.get("/auth/me")).json()["data"]["firstName"] == "Ada"


async def test_s45_the_last_owner_stays(person: MakePerson, runtime: Runtime) -> None:
    """Neither leaving, nor stepping down, nor an administrator leaves a team without an owner. [ASVS 2.3.1]"""
    crew = await crew_of(runtime, person)
    before = await state(runtime)
    for who in (crew.owner, crew.admin):
        for method, body in (("DELETE", None), ("PATCH", {"role": "manager"}), ("PATCH", {"role": "member"})):
            answer = await who.call(method, crew.place("owner"), json=body)
            assert code_of(answer) == (422, "UNPROCESSABLE_ENTITY"), (method, body)
    assert await state(runtime) == before


async def test_s45_an_invitation_works_for_its_address_only(
    person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """Whoever else holds its link joins nothing, verifies nothing and uses nothing up. [ASVS 2.3.1]"""
    crew, guest, thief = await crew_of(runtime, person), await person(), await person()
    await invite(crew, guest.email, role="owner")
    token = await token_for(guest.email, run_jobs, outbox)
    before = await state(runtime)
    for who in (thief, crew.outsider, crew.member, crew.owner, crew.admin):
        answer = await who.post(f"/invitations/{token}/acceptance")
        assert code_of(answer) == (403, "FORBIDDEN")
        assert guest.email not in answer.text
    assert await state(runtime) == before
    assert (await thief.get("/auth/me")).json()["data"]["emailVerified"] is False
    assert (await guest.post(f"/invitations/{token}/acceptance")).status_code == 200
    assert (await roles(runtime, crew.team))[guest.id] == "owner"


@pytest.mark.parametrize("change", ["", "x", "lower", "cut", "digest", "%00", "..", "%2e%2e%2fteams"])
async def test_s45_a_token_that_is_not_an_invitations_opens_nothing(
    person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox, change: str
) -> None:
    """Nor does the digest that the database keeps. [ASVS 2.3.1, 6.5.1]"""
    crew, guest = await crew_of(runtime, person), await person()
    await invite(crew, guest.email)
    token = await token_for(guest.email, run_jobs, outbox)
    kept = await fetch(runtime, "SELECT digest FROM team_invitations WHERE email = :e", e=guest.email)
    tampered = {
        "lower": token.swapcase(),
        "cut": token[:-1],
        "digest": kept[0][0],
        "x": f"{token}x",
    }.get(change, change)
    before = await roles(runtime, crew.team)
    for method, path in (("GET", f"/invitations/{tampered}"), ("POST", f"/invitations/{tampered}/acceptance")):
        answer = await guest.call(method, path)
        assert 400 <= answer.status_code < 500
    assert await roles(runtime, crew.team) == before


async def test_s45_an_invitation_does_not_tell_whether_there_is_an_account(
    person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """To who asks, to who holds the link, in the mail: all the same for both. [ASVS 6.3.8]"""
    crew, guest, nobody = await crew_of(runtime, person), await person(), new_email()
    seen = []
    for email in (guest.email, nobody):
        answer = await crew.owner.post(f"{crew.path}/invitations", {"email": email})
        token = await token_for(email, run_jobs, outbox)
        shown = (await crew.outsider.get(f"/invitations/{token}")).json()["data"]
        assert email not in str(shown)
        body = outbox.to(email)[-1].get_body(("plain",))
        text = body.get_content().replace(token, "") if body else ""
        seen.append((answer.status_code, set(answer.json()["data"]), set(shown), text))
    assert seen[0] == seen[1]


async def test_s45_of_ten_that_accept_at_once_one_joins(
    person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """The others are told that it is used. [ASVS 2.3.1, 15.4.2]"""
    crew, guest = await crew_of(runtime, person), await person()
    await invite(crew, guest.email)
    token = await token_for(guest.email, run_jobs, outbox)
    await warm_up(runtime)
    answers = await asyncio.gather(*(guest.post(f"/invitations/{token}/acceptance") for _ in range(10)))
    assert sorted(answer.status_code for answer in answers) == [200] + [404] * 9
    assert len(await roles(runtime, crew.team)) == 5


async def test_s45_nobody_joins_or_gives_a_team_away_in_anothers_name(
    person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """An administrator who acts as a user can do neither: joining would verify the user's address. [ASVS 2.3.1]"""
    crew, guest = await crew_of(runtime, person), await person()
    await invite(crew, guest.email)
    token = await token_for(guest.email, run_jobs, outbox)
    before = await state(runtime)
    for whom, path, body in (
        (guest, f"/invitations/{token}/acceptance", None),
        (crew.owner, f"{crew.path}/transfer", {"userId": crew.member.id}),
    ):
        borrowed = (await crew.admin.post(f"/users/{whom.id}/impersonation")).json()["data"]["accessToken"]
        answer = await whom.post(path, body, headers={"Authorization": f"Bearer {borrowed}"})
        assert code_of(answer) == (403, "FORBIDDEN")
    assert await state(runtime) == before


async def test_s45_a_lost_place_bites_at_once(person: MakePerson, runtime: Runtime) -> None:
    """Who is put out, or is a member again, can do nothing more with the next request. [ASVS 8.3.2]"""
    crew = await crew_of(runtime, person)
    assert (await crew.manager.get(f"{crew.path}/invitations")).status_code == 200
    await crew.owner.call("PATCH", crew.place("manager"), json={"role": "member"})
    assert code_of(await crew.manager.get(f"{crew.path}/invitations")) == (403, "FORBIDDEN")
    await crew.owner.call("DELETE", crew.place("manager"))
    assert code_of(await crew.manager.get(crew.path)) == (404, "NOT_FOUND")
    assert code_of(await crew.manager.call("DELETE", crew.place("member"))) == (404, "NOT_FOUND")
