"""What becomes of teams and invitations when somebody's data is exported or erased."""

import pytest

from groundwork.domains import teams
from groundwork.kernel.database import transaction
from groundwork.kernel.personal_data import PersonalData
from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Outbox, Person
from tests.security.support import RunJobs, fetch
from tests.teams.support import add, audited, crew_of, invite, roles, team_of

pytestmark = pytest.mark.anyio


def _parts() -> dict[str, PersonalData]:
    return {part.table: part for part in teams.domain.personal_data}


async def _erase(runtime: Runtime, who: Person) -> None:
    async with transaction(runtime) as db:
        for part in _parts().values():
            await part.erase(db, who.id)  # type: ignore[arg-type]


async def test_export(person: MakePerson, runtime: Runtime) -> None:
    """One's places, and the invitations to or from oneself, without their digests."""
    crew, guest = await crew_of(runtime, person), await person()
    await invite(crew, guest.email)
    await invite(crew, crew.outsider.email)
    await fetch(runtime, "UPDATE users SET email_verified = true WHERE id = CAST(:id AS uuid)", id=guest.id)
    async with transaction(runtime) as db:
        exported = {
            (name, table): await part.export(db, who.id)  # type: ignore[arg-type]
            for name, who in (("owner", crew.owner), ("guest", guest), ("outsider", crew.outsider))
            for table, part in _parts().items()
        }
    [place] = exported["owner", "team_members"]
    assert (str(place["team_id"]), place["role"]) == (crew.team, "owner")
    assert exported["guest", "team_members"] == []
    # The outsider has not shown that the address is theirs.
    assert exported["outsider", "team_invitations"] == []
    assert {row["email"] for row in exported["owner", "team_invitations"]} == {guest.email, crew.outsider.email}
    [asked] = exported["guest", "team_invitations"]
    assert asked["email"] == guest.email
    assert "digest" not in asked


async def test_a_team_passes_to_the_next(
    person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """A manager before members, who can sign in before who cannot; the new owner is told."""
    crew = await crew_of(runtime, person)
    await _erase(runtime, crew.owner)
    now = await roles(runtime, crew.team)
    assert now == {crew.manager.id: "owner", crew.member.id: "member", crew.other.id: "member"}
    await run_jobs()
    assert "an owner" in outbox.to(crew.manager.email)[-1].as_string()
    assert (await audited(runtime, crew.team))[-1] == "team.member_role_changed"
    await fetch(runtime, "UPDATE users SET is_active = false WHERE id = CAST(:id AS uuid)", id=crew.member.id)
    await _erase(runtime, crew.manager)
    assert await roles(runtime, crew.team) == {crew.member.id: "member", crew.other.id: "owner"}


async def test_a_team_with_another_owner_stays_as_it_is(person: MakePerson, runtime: Runtime) -> None:
    """Nobody is raised; a team of whom nobody is left ends; an owner who cannot sign in is better than none."""
    someone, other = await person(), await person()
    shared, alone, asleep = await team_of(someone), await team_of(someone), await team_of(someone)
    await add(runtime, shared, other, "owner")
    await add(runtime, shared, await person(), "manager")
    closed = await add(runtime, asleep, await person(), "owner")
    await fetch(runtime, "UPDATE users SET is_active = false WHERE id = CAST(:id AS uuid)", id=closed.id)
    await _erase(runtime, someone)
    assert sorted((await roles(runtime, shared)).values()) == ["manager", "owner"]
    assert await roles(runtime, asleep) == {closed.id: "owner"}
    assert await fetch(runtime, "SELECT 1 FROM teams WHERE id = CAST(:id AS uuid)", id=alone) == []
    assert (await audited(runtime, alone))[-1] == "team.deleted"


async def test_nothing_of_somebody_erased_is_left(person: MakePerson, runtime: Runtime) -> None:
    """No place, no invitation to their address; who sent an invitation is no longer told."""
    crew, guest = await crew_of(runtime, person), await person()
    await invite(crew, guest.email)
    kept = await invite(crew, crew.outsider.email, by="manager")
    await _erase(runtime, guest)
    await _erase(runtime, crew.manager)
    for who in (guest, crew.manager):
        for table in ("teams", "team_members", "team_invitations"):
            rows = await fetch(runtime, f"SELECT to_jsonb(t)::text FROM {table} t")
            assert not any(who.id in row[0] or who.email in row[0] for row in rows), table
    [shown] = (await crew.owner.get(f"{crew.path}/invitations")).json()["data"]
    assert (shown["id"], shown["invitedBy"], shown["invitedByName"]) == (kept, None, None)
