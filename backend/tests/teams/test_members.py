"""/teams/{id}/members: roles, removal, leaving, handing over."""

import asyncio
from uuid import uuid4

import psycopg
import pytest

from groundwork.kernel.actor import Actor
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.audit.support import trail
from tests.conftest import MakePerson, Outbox
from tests.security.support import RunJobs, code_of, fetch, fields_of, warm_up
from tests.teams.support import add, audited, crew_of, invite, names_of, roles, state, team_of

pytestmark = pytest.mark.anyio

ROLES = ("owner", "manager", "member")


async def test_list_members(person: MakePerson, runtime: Runtime) -> None:
    """Every member sees them; search, filter and sort; who was deleted is not among them."""
    crew = await crew_of(runtime, person)
    await fetch(
        runtime,
        "UPDATE users SET first_name = 'Mina', last_name = 'Kolari' WHERE id = CAST(:id AS uuid)",
        id=crew.member.id,
    )
    path = f"{crew.path}/members"
    for who in (crew.owner, crew.manager, crew.member, crew.admin):
        answer = await who.get(path, params={"order": "asc"})
        expected = [crew.owner.id, crew.manager.id, crew.member.id, crew.other.id]
        assert names_of(answer, "userId") == expected
    [shown] = (await crew.member.get(path, params={"search": "mina"})).json()["data"]
    assert shown == {
        "id": shown["id"],
        "userId": crew.member.id,
        "firstName": "Mina",
        "lastName": "Kolari",
        "email": crew.member.email,
        "profilePicture": None,
        "role": "member",
        "joinedAt": shown["joinedAt"],
    }
    for sort in ("joinedAt", "email", "firstName", "lastName"):
        assert len(names_of(await crew.owner.get(path, params={"sort": sort, "cursor": ""}), "userId")) == 4
    assert names_of(await crew.owner.get(path, params={"sort": "lastName"}), "userId")[0] == crew.member.id
    found = await crew.owner.get(path, params={"filter[role]": ["owner", "manager"], "order": "asc"})
    assert names_of(found, "role") == ["owner", "manager"]
    await fetch(runtime, "UPDATE users SET deleted_at = now() WHERE id = CAST(:id AS uuid)", id=crew.other.id)
    assert crew.other.id not in names_of(await crew.owner.get(path), "userId")
    assert (await crew.owner.get(crew.path)).json()["data"]["memberCount"] == 3
    for method, body in (("PATCH", {"role": "manager"}), ("DELETE", None)):
        assert code_of(await crew.owner.call(method, crew.place("other"), json=body)) == (404, "NOT_FOUND")


async def test_owners_give_every_role(person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox) -> None:
    """The member is told by mail; it is in the audit trail; the same role again changes nothing."""
    crew = await crew_of(runtime, person)
    for role in ("manager", "owner", "member"):
        answer = await crew.owner.call("PATCH", crew.place("member"), json={"role": role})
        assert answer.json()["data"]["role"] == role
        assert (await roles(runtime, crew.team))[crew.member.id] == role
    await crew.owner.call("PATCH", crew.place("member"), json={"role": "member"})
    assert (await audited(runtime, crew.team)).count("team.member_role_changed") == 3
    first, *_ = await trail(runtime, action="team.member_role_changed", resource=crew.team)
    assert first["changes"] == {"userId": crew.member.id, "role": {"from": "member", "to": "manager"}}
    await run_jobs()
    mails = [mail.as_string() for mail in outbox.to(crew.member.email)][-3:]
    assert ["a manager" in mails[0], "an owner" in mails[1], "a member" in mails[2]] == [True] * 3
    assert all(f"/teams/{crew.team}" in mail for mail in mails)


async def test_an_administrator_acts_as_an_owner(person: MakePerson, runtime: Runtime) -> None:
    """In a team of which they are no member."""
    crew = await crew_of(runtime, person)
    assert (await crew.admin.call("PATCH", crew.place("member"), json={"role": "owner"})).status_code == 200
    assert (await crew.admin.call("PATCH", crew.place("owner"), json={"role": "member"})).status_code == 200
    assert (await crew.admin.call("DELETE", crew.place("owner"))).status_code == 200
    assert (await roles(runtime, crew.team)) == {
        crew.manager.id: "manager",
        crew.member.id: "owner",
        crew.other.id: "member",
    }


@pytest.mark.parametrize(
    ("who", "target", "role", "status"),
    [
        ("manager", "member", "manager", 200),
        ("manager", "member", "owner", 403),
        ("manager", "owner", "member", 403),
        ("manager", "owner", "owner", 403),
        ("manager", "manager", "member", 200),
        ("manager", "manager", "owner", 403),
        ("member", "other", "manager", 403),
        ("member", "other", "member", 403),
        ("member", "owner", "member", 403),
        ("member", "member", "manager", 403),
        ("member", "member", "member", 200),
        ("owner", "owner", "manager", 422),
        ("owner", "owner", "owner", 200),
        ("owner", "outsider", "member", 404),
    ],
)
async def test_who_gives_which_role_to_whom(
    person: MakePerson, runtime: Runtime, who: str, target: str, role: str, status: int
) -> None:
    """Managers up to their own; members none; nobody raises themselves; what is refused changes nothing."""
    crew = await crew_of(runtime, person)
    before = await state(runtime)
    answer = await crew.people[who].call("PATCH", crew.place(target), json={"role": role})
    assert answer.status_code == status
    if status == 200:
        assert (await roles(runtime, crew.team))[crew.people[target].id] == role
    else:
        assert await state(runtime) == before


@pytest.mark.parametrize("role", ["admin", "", "Owner", None, 1, ["owner"]])
async def test_what_is_no_role_of_a_team_is_invalid(person: MakePerson, runtime: Runtime, role: object) -> None:
    """400 naming it."""
    crew = await crew_of(runtime, person)
    answer = await crew.owner.call("PATCH", crew.place("member"), json={"role": role})
    assert code_of(answer) == (400, "VALIDATION_ERROR")
    assert list(fields_of(answer)) == ["role"]
    assert (await roles(runtime, crew.team))[crew.member.id] == "member"


@pytest.mark.parametrize(
    ("who", "target", "status"),
    [
        ("owner", "manager", 200),
        ("owner", "member", 200),
        ("owner", "owner", 422),
        ("manager", "member", 200),
        ("manager", "manager", 200),
        ("manager", "owner", 403),
        ("member", "other", 403),
        ("member", "owner", 403),
        ("member", "member", 200),
        ("owner", "outsider", 404),
        ("admin", "owner", 422),
    ],
)
async def test_who_puts_whom_out(
    person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox, who: str, target: str, status: int
) -> None:
    """Or leaves; who is put out is told, who leaves knows."""
    crew = await crew_of(runtime, person)
    before = await state(runtime)
    answer = await crew.people[who].call("DELETE", crew.place(target))
    assert answer.status_code == status
    if status != 200:
        assert await state(runtime) == before
        return
    gone = crew.people[target]
    assert gone.id not in await roles(runtime, crew.team)
    assert code_of(await gone.get(crew.path)) == (404, "NOT_FOUND")
    await run_jobs()
    told = [mail["Subject"] for mail in outbox.to(gone.email) if "no longer" in mail["Subject"]]
    assert told == ([] if who == target else ["You are no longer a member of Helsinki studio"])
    assert answer.json()["message"] == ("You left the team" if who == target else "Member removed")
    assert (await audited(runtime, crew.team))[-1] == ("team.member_left" if who == target else "team.member_removed")


async def test_an_owner_who_cannot_sign_in_does_not_count(person: MakePerson, runtime: Runtime) -> None:
    """The last who can stays."""
    crew = await crew_of(runtime, person)
    await crew.owner.call("PATCH", crew.place("other"), json={"role": "owner"})
    await fetch(runtime, "UPDATE users SET is_active = false WHERE id = CAST(:id AS uuid)", id=crew.other.id)
    for method, body in (("DELETE", None), ("PATCH", {"role": "member"})):
        refused = await crew.owner.call(method, crew.place("owner"), json=body)
        assert code_of(refused) == (422, "UNPROCESSABLE_ENTITY")
    transfer = await crew.owner.post(f"{crew.path}/transfer", {"userId": crew.other.id})
    assert code_of(transfer) == (422, "UNPROCESSABLE_ENTITY")
    assert (await roles(runtime, crew.team))[crew.owner.id] == "owner"


async def test_hand_a_team_over(person: MakePerson, runtime: Runtime) -> None:
    """The member owns it, the owner manages it."""
    crew = await crew_of(runtime, person)
    answer = await crew.owner.post(f"{crew.path}/transfer", {"userId": crew.member.id})
    assert answer.status_code == 200
    assert answer.json()["data"]["myRole"] == "manager"
    assert answer.headers["ETag"] == (await crew.owner.get(crew.path)).headers["ETag"]
    now = await roles(runtime, crew.team)
    assert (now[crew.owner.id], now[crew.member.id]) == ("manager", "owner")
    assert "team.transferred" in await audited(runtime, crew.team)
    again = await crew.owner.post(f"{crew.path}/transfer", {"userId": crew.owner.id})
    assert code_of(again) == (403, "FORBIDDEN")


async def test_an_administrator_hands_a_team_over(person: MakePerson, runtime: Runtime) -> None:
    """All present owners become managers; a member among them is an owner like others."""
    crew = await crew_of(runtime, person)
    await crew.owner.call("PATCH", crew.place("other"), json={"role": "owner"})
    await crew.admin.post(f"{crew.path}/transfer", {"userId": crew.member.id})
    assert (await roles(runtime, crew.team)) == {
        crew.owner.id: "manager",
        crew.manager.id: "manager",
        crew.member.id: "owner",
        crew.other.id: "manager",
    }


@pytest.mark.parametrize(
    ("who", "target", "status"),
    [
        ("manager", "manager", 403),
        ("manager", "member", 403),
        ("member", "other", 403),
        ("owner", "outsider", 422),
        ("owner", "owner", 422),
    ],
)
async def test_who_cannot_hand_a_team_over(
    person: MakePerson, runtime: Runtime, who: str, target: str, status: int
) -> None:
    """Nothing changes."""
    crew = await crew_of(runtime, person)
    before = await state(runtime)
    answer = await crew.people[who].post(f"{crew.path}/transfer", {"userId": crew.people[target].id})
    assert answer.status_code == status
    assert await state(runtime) == before


async def test_handing_over_to_another_owner_steps_down(person: MakePerson, runtime: Runtime) -> None:
    """Who owns it already stays an owner."""
    crew = await crew_of(runtime, person)
    await crew.owner.call("PATCH", crew.place("other"), json={"role": "owner"})
    await crew.owner.post(f"{crew.path}/transfer", {"userId": crew.other.id})
    now = await roles(runtime, crew.team)
    assert (now[crew.owner.id], now[crew.other.id]) == ("manager", "owner")


async def test_what_somebody_asked_goes_with_their_role(person: MakePerson, runtime: Runtime) -> None:
    """Else who is put out would keep a door open; what they may still ask for stays."""
    crew = await crew_of(runtime, person)
    await crew.owner.call("PATCH", crew.place("other"), json={"role": "owner"})
    await invite(crew, "an-owner@example.com", role="owner", by="other")
    await invite(crew, "a-manager@example.com", role="manager", by="other")
    await invite(crew, "a-member@example.com", by="other")
    await invite(crew, "of-somebody-else@example.com", role="owner")

    async def still_open() -> set[str]:
        answer = await crew.owner.get(f"{crew.path}/invitations", params={"filter[status]": "open"})
        return {email.partition("@")[0] for email in names_of(answer, "email")}

    await crew.owner.call("PATCH", crew.place("other"), json={"role": "manager"})
    assert await still_open() == {"a-manager", "a-member", "of-somebody-else"}
    await crew.owner.call("DELETE", crew.place("other"))
    assert await still_open() == {"of-somebody-else"}
    assert (await audited(runtime, crew.team)).count("team.invitation_revoked") == 3


async def test_f11_of_two_owners_who_leave_at_once_one_stays(person: MakePerson, runtime: Runtime) -> None:
    """Whether they leave, step down or put each other out: there is an owner afterwards."""
    await warm_up(runtime)
    for method, own in (("DELETE", True), ("PATCH", True), ("DELETE", False), ("PATCH", False)):
        for _ in range(4):
            people = [await person() for _ in range(3)]
            team = await team_of(people[0])
            for owner in people[1:]:
                await add(runtime, team, owner, "owner")
            body = {"role": "member"} if method == "PATCH" else None
            targets = people if own else [people[1], people[2], people[0]]
            answers = await asyncio.gather(
                *(
                    who.call(method, f"/teams/{team}/members/{target.id}", json=body)
                    for who, target in zip(people, targets, strict=True)
                )
            )
            assert {answer.status_code for answer in answers} <= {200, 403, 404, 422}
            left = list((await roles(runtime, team)).values())
            assert left.count("owner") >= 1, (method, own)
            if own:
                assert sorted(answer.status_code for answer in answers) == [200, 200, 422]


async def test_f11_who_is_put_out_meanwhile_finds_no_team(person: MakePerson, runtime: Runtime) -> None:
    """A change that waited for its turn is judged by how things are then."""
    crew = await crew_of(runtime, person)
    async with await psycopg.AsyncConnection.connect(runtime.settings.postgres_url) as connection:
        await connection.execute("SELECT 1 FROM teams WHERE id = %s FOR UPDATE", [crew.team])
        waiting = asyncio.create_task(crew.manager.call("DELETE", crew.place("member")))
        await asyncio.sleep(0.3)
        assert not waiting.done()
        await connection.execute("DELETE FROM team_members WHERE user_id = %s", [crew.manager.id])
    assert code_of(await waiting) == (404, "NOT_FOUND")
    assert crew.member.id in await roles(runtime, crew.team)


async def test_of_ten_transfers_at_once_one_wins(person: MakePerson, runtime: Runtime) -> None:
    """There is one owner afterwards."""
    crew = await crew_of(runtime, person)
    await warm_up(runtime)
    targets = (crew.manager, crew.member, crew.other) * 3
    answers = await asyncio.gather(
        *(crew.owner.post(f"{crew.path}/transfer", {"userId": target.id}) for target in targets)
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [403] * 8
    assert list((await roles(runtime, crew.team)).values()).count("owner") == 1


async def test_whom_a_manager_manages(person: MakePerson, runtime: Runtime) -> None:
    """Those in a team that they own or manage, owners by owners alone; not those of other teams."""
    crew = await crew_of(runtime, person)
    elsewhere = await team_of(crew.outsider)
    await add(runtime, elsewhere, crew.manager)

    async def managed(who: str) -> set[str]:
        actor = Actor(user_id=crew.people[who].id)  # type: ignore[arg-type]
        async with transaction(runtime) as db:
            return {
                name
                for name, target in crew.people.items()
                if await runtime.manages(db, actor, target.id)  # type: ignore[arg-type]
            }

    assert await managed("owner") == {"owner", "manager", "member", "other"}
    assert await managed("manager") == {"manager", "member", "other"}
    assert await managed("member") == set()
    assert await managed("outsider") == {"outsider", "manager"}
    assert await managed("admin") == set()


async def test_a_manager_changes_a_member_of_their_team_and_nobody_else(person: MakePerson, runtime: Runtime) -> None:
    """The role of the system and the role in the team together."""
    boss, plain = await person(role="manager"), await person()
    theirs, foreign = await person(), await person()
    team = await team_of(boss)
    await add(runtime, team, theirs)
    await add(runtime, team, plain, "manager")
    await add(runtime, await team_of(foreign), boss)
    changed = await boss.call("PATCH", f"/users/{theirs.id}", json={"firstName": "Augusta"})
    assert changed.status_code == 200
    for who, whom in ((boss, foreign), (plain, theirs)):
        refused = await who.call("PATCH", f"/users/{whom.id}", json={"firstName": "Eve"})
        assert refused.status_code in {403, 404}
    names = await fetch(runtime, "SELECT first_name FROM users WHERE id = CAST(:id AS uuid)", id=foreign.id)
    assert names[0][0] == "Ada"


async def test_an_administrator_does_not_come_under_a_manager_by_joining_a_team(
    person: MakePerson, runtime: Runtime
) -> None:
    boss, admin = await person(role="manager"), await person(role="admin")
    await add(runtime, await team_of(boss), admin)
    refused = await boss.call("PATCH", f"/users/{admin.id}", json={"firstName": "Eve"})
    assert code_of(refused) == (403, "FORBIDDEN")
    names = await fetch(runtime, "SELECT first_name FROM users WHERE id = CAST(:id AS uuid)", id=admin.id)
    assert names[0][0] == "Ada"


async def test_nobody_is_found_by_what_is_no_id(person: MakePerson, runtime: Runtime) -> None:
    """400 naming it; 404 for an id that is nobody's."""
    crew = await crew_of(runtime, person)
    bad = await crew.owner.call("DELETE", f"{crew.path}/members/me")
    assert (code_of(bad), list(fields_of(bad))) == ((400, "VALIDATION_ERROR"), ["userId"])
    assert code_of(await crew.owner.call("DELETE", f"{crew.path}/members/{uuid4()}")) == (404, "NOT_FOUND")
