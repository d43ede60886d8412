"""What the tests of teams share."""

from typing import Any

import httpx2

from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Outbox, Person
from tests.security.support import RunJobs, fetch


async def team_of(owner: Person, **form: Any) -> str:
    """The id of a new team that somebody owns."""
    answer = await owner.post("/teams", {"name": "Helsinki studio", **form})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["data"]["id"])


async def add(runtime: Runtime, team: str, who: Person, role: str = "member") -> Person:
    """Put somebody into a team, without the way through an invitation."""
    await fetch(
        runtime,
        "INSERT INTO team_members (team_id, user_id, role) VALUES (CAST(:t AS uuid), CAST(:u AS uuid), :r)",
        t=team,
        u=who.id,
        r=role,
    )
    return who


class Crew:
    """A team with somebody in each role, somebody from outside, and an administrator."""

    def __init__(self, team: str, people: dict[str, Person]) -> None:
        self.team = team
        self.people = people
        self.path = f"/teams/{team}"

    def __getattr__(self, name: str) -> Person:
        return self.people[name]

    def place(self, name: str) -> str:
        """The address of somebody's place in the team."""
        return f"{self.path}/members/{self.people[name].id}"


async def crew_of(runtime: Runtime, person: MakePerson) -> Crew:
    """A team of an owner, a manager and two members."""
    people = {name: await person() for name in ("owner", "manager", "member", "other", "outsider")}
    people["admin"] = await person(role="admin")
    team = await team_of(people["owner"])
    await add(runtime, team, people["manager"], "manager")
    await add(runtime, team, people["member"])
    await add(runtime, team, people["other"])
    return Crew(team, people)


async def roles(runtime: Runtime, team: str) -> dict[str, str]:
    """The role of each member, by user id."""
    rows = await fetch(runtime, "SELECT user_id::text, role FROM team_members WHERE team_id = CAST(:t AS uuid)", t=team)
    return dict(tuple(row) for row in rows)


async def state(runtime: Runtime) -> dict[str, list[Any]]:
    """Everything that is kept about teams, and what was mailed."""
    tables = ("teams", "team_members", "team_invitations", "mails")
    return {table: await fetch(runtime, f"SELECT to_jsonb(t) FROM {table} t ORDER BY id") for table in tables}


async def audited(runtime: Runtime, team: str) -> list[str]:
    """What the audit trail says was done with a team, oldest first."""
    rows = await fetch(
        runtime, "SELECT action FROM audit_logs WHERE resource_type = 'team' AND resource_id = :t ORDER BY id", t=team
    )
    return [row[0] for row in rows]


async def invite(crew: Crew, email: str, *, role: str = "member", by: str = "owner") -> str:
    """The id of a new invitation."""
    answer = await crew.people[by].post(f"{crew.path}/invitations", {"email": email, "role": role})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["data"]["id"])


async def token_for(email: str, run_jobs: RunJobs, outbox: Outbox) -> str:
    """The token of the newest invitation that was mailed to an address."""
    await run_jobs()
    for message in reversed(outbox.to(email)):
        part = message.get_body(("plain",))
        text = part.get_content() if part else ""
        if "/invitations/" in text:
            return str(text.split("/invitations/")[1].split()[0])
    raise AssertionError(f"no invitation was mailed to {email}")


def names_of(answer: httpx2.Response, field: str) -> list[Any]:
    """A field of each item of a list."""
    assert answer.status_code == 200, answer.text
    return [item[field] for item in answer.json()["data"]]
