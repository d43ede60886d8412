"""/teams: started, seen, changed, deleted."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from groundwork.domains.teams.service import slug_of
from groundwork.kernel.runtime import Runtime
from tests.audit.support import trail
from tests.conftest import MakePerson
from tests.security.support import V1, code_of, fetch, fields_of, warm_up
from tests.teams.support import add, audited, crew_of, invite, names_of, roles, state, team_of

pytestmark = pytest.mark.anyio


async def test_start_a_team(person: MakePerson, runtime: Runtime) -> None:
    """Whoever starts it owns it."""
    someone = await person()
    answer = await someone.post("/teams", {"name": f"  Café {uuid4().hex[:6]} ", "description": "Beans"})
    assert answer.status_code == 201
    team = answer.json()["data"]
    assert team == {
        "id": team["id"],
        "name": team["name"].strip(),
        "slug": slug_of(team["name"]),
        "description": "Beans",
        "memberCount": 1,
        "myRole": "owner",
        "createdAt": team["createdAt"],
        "updatedAt": team["updatedAt"],
    }
    shown = await someone.get(f"/teams/{team['id']}")
    assert shown.json()["data"] == team
    assert shown.headers["ETag"] == answer.headers["ETag"]
    unchanged = await someone.get(f"/teams/{team['id']}", headers={"If-None-Match": answer.headers["ETag"]})
    assert unchanged.status_code == 304
    assert await roles(runtime, team["id"]) == {someone.id: "owner"}
    assert await audited(runtime, team["id"]) == ["team.created"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Helsinki studio", "helsinki-studio"),
        ("Café Nº 1!", "cafe-no-1"),
        ("--A  b--", "a-b"),
        ("李小龍", "team"),
        ("É", "team"),
        ("x" * 80, "x" * 50),
    ],
)
def test_a_slug_is_made_from_the_name(name: str, slug: str) -> None:
    assert slug_of(name) == slug


async def test_slugs_are_unique(person: MakePerson, runtime: Runtime) -> None:
    """One that was asked for is refused when it is taken; one that is made from the name gives way."""
    someone, slug = await person(), f"studio-{uuid4().hex[:8]}"
    first = await team_of(someone, slug=slug)
    second = await someone.post("/teams", {"name": "Another", "slug": slug})
    assert code_of(second) == (409, "DUPLICATE_ENTRY")
    assert fields_of(second) == {"slug": ["Another team has this short name"]}
    third = await someone.post("/teams", {"name": slug})
    assert third.status_code == 201
    assert third.json()["data"]["slug"].startswith(f"{slug}-")
    answer = await someone.call("PATCH", f"/teams/{third.json()['data']['id']}", json={"slug": slug})
    assert code_of(answer) == (409, "DUPLICATE_ENTRY")
    assert (await someone.get(f"/teams/{first}")).json()["data"]["slug"] == slug
    assert await fetch(runtime, "SELECT 1 FROM teams WHERE name = 'Another' AND slug LIKE :s", s=f"{slug}%") == []


async def test_of_ten_teams_of_one_slug_at_once_one_is_started(person: MakePerson, runtime: Runtime) -> None:
    """Those who ask for the slug lose; those whose slug is made all get one."""
    someone, slug = await person(), f"rush-{uuid4().hex[:8]}"
    await warm_up(runtime)
    asked = await asyncio.gather(*(someone.post("/teams", {"name": "Rush", "slug": slug}) for _ in range(10)))
    assert sorted(answer.status_code for answer in asked) == [201] + [409] * 9
    made = await asyncio.gather(*(someone.post("/teams", {"name": slug}) for _ in range(10)))
    assert {answer.status_code for answer in made} == {201}
    assert len({answer.json()["data"]["slug"] for answer in made}) == 10


@pytest.mark.parametrize(
    ("form", "details"),
    [
        ({}, {"name": ["Required"]}),
        ({"name": "x"}, {"name": ["Must have at least 2 characters"]}),
        ({"name": "x" * 81}, {"name": ["Must have at most 80 characters"]}),
        ({"name": "a\nb"}, {"name": ["Must not contain control characters"]}),
        ({"name": None}, {"name": ["Must be a valid string"]}),
        ({"name": "ok", "slug": "A b"}, {"slug": ["Must match the pattern ^[a-z0-9]+(-[a-z0-9]+)*$"]}),
        ({"name": "ok", "slug": "a-"}, {"slug": ["Must match the pattern ^[a-z0-9]+(-[a-z0-9]+)*$"]}),
        ({"name": "ok", "description": "x" * 1001}, {"description": ["Must have at most 1000 characters"]}),
        ({"name": "ok", "ownerId": "1"}, {"ownerId": ["Unknown field"]}),
    ],
)
async def test_bad_input_starts_nothing(
    person: MakePerson, runtime: Runtime, form: dict[str, Any], details: dict[str, list[str]]
) -> None:
    """400 with what is wrong with which field."""
    someone = await person()
    before = await state(runtime)
    answer = await someone.post("/teams", form)
    assert code_of(answer) == (400, "VALIDATION_ERROR")
    assert list(fields_of(answer)) == list(details)
    if "slug" not in details:
        assert fields_of(answer) == details
    assert await state(runtime) == before


async def test_foreign_teams_do_not_exist(person: MakePerson, client: httpx2.AsyncClient, runtime: Runtime) -> None:
    """404 for everything about them, as for those that nobody has; 401 for guests, 403 where the role is guest."""
    crew = await crew_of(runtime, person)
    invitation = await invite(crew, "ines@example.com")
    guest = await person(role="guest")
    before = await state(runtime)
    for team in (crew.team, str(uuid4())):
        for method, path, body in (
            ("GET", f"/teams/{team}", None),
            ("PATCH", f"/teams/{team}", {"name": "Eve"}),
            ("DELETE", f"/teams/{team}", None),
            ("POST", f"/teams/{team}/transfer", {"userId": crew.outsider.id}),
            ("GET", f"/teams/{team}/members", None),
            ("PATCH", f"/teams/{team}/members/{crew.member.id}", {"role": "manager"}),
            ("DELETE", f"/teams/{team}/members/{crew.member.id}", None),
            ("GET", f"/teams/{team}/invitations", None),
            ("POST", f"/teams/{team}/invitations", {"email": "eve@example.com"}),
            ("DELETE", f"/teams/{team}/invitations/{invitation}", None),
            ("POST", f"/teams/{team}/invitations/{invitation}/mail", None),
        ):
            answer = await crew.outsider.call(method, path, json=body)
            assert code_of(answer) == (404, "NOT_FOUND"), (method, path)
            assert code_of(await guest.call(method, path, json=body)) == (403, "FORBIDDEN"), (method, path)
            unsigned = await client.request(method, f"{V1}{path}", json=body)
            assert code_of(unsigned) == (401, "UNAUTHORIZED"), (method, path)
    assert await state(runtime) == before


async def test_who_may_change_and_delete_a_team(person: MakePerson, runtime: Runtime) -> None:
    """Its owner, and an administrator; managers and members see it."""
    crew = await crew_of(runtime, person)
    before = await state(runtime)
    for name in ("manager", "member"):
        assert (await crew.people[name].get(crew.path)).json()["data"]["myRole"] == name
        assert code_of(await crew.people[name].call("PATCH", crew.path, json={"name": "Eve"})) == (403, "FORBIDDEN")
        assert code_of(await crew.people[name].call("DELETE", crew.path)) == (403, "FORBIDDEN")
    assert await state(runtime) == before
    answer = await crew.owner.call("PATCH", crew.path, json={"description": "New"})
    assert (answer.json()["data"]["description"], answer.json()["data"]["memberCount"]) == ("New", 4)
    answer = await crew.admin.call("PATCH", crew.path, json={"name": "Renamed", "description": None})
    data = answer.json()["data"]
    assert (data["name"], data["description"], data["myRole"]) == ("Renamed", None, None)
    entries = await trail(runtime, action="team.updated", resource=crew.team)
    assert [entry["changes"] for entry in entries] == [
        {"description": {"from": None, "to": "New"}},
        {"name": {"from": "Helsinki studio", "to": "Renamed"}, "description": {"from": "New", "to": None}},
    ]
    await invite(crew, "ines@example.com")
    answer = await crew.admin.call("DELETE", crew.path)
    assert (answer.status_code, answer.json()["message"]) == (200, "Team deleted")
    assert code_of(await crew.owner.get(crew.path)) == (404, "NOT_FOUND")
    assert code_of(await crew.owner.call("DELETE", crew.path)) == (404, "NOT_FOUND")
    for table in ("team_members", "team_invitations"):
        assert await fetch(runtime, f"SELECT 1 FROM {table} WHERE team_id = CAST(:t AS uuid)", t=crew.team) == []
    assert (await audited(runtime, crew.team))[-1] == "team.deleted"


async def test_a_change_of_another_version_is_refused(person: MakePerson, runtime: Runtime) -> None:
    """412, also when somebody joined since; of ten changes of one version one wins."""
    someone = await person()
    team = await team_of(someone)
    path = f"/teams/{team}"
    first = (await someone.get(path)).headers["ETag"]
    await add(runtime, team, await person())
    second = (await someone.get(path)).headers["ETag"]
    assert second != first
    for method, body in (("PATCH", {"name": "Other"}), ("DELETE", None)):
        refused = await someone.call(method, path, json=body, headers={"If-Match": first})
        assert code_of(refused) == (412, "PRECONDITION_FAILED")
    assert (await someone.get(path)).headers["ETag"] == second
    await warm_up(runtime)
    answers = await asyncio.gather(
        *(
            someone.call("PATCH", path, json={"name": f"Name {number}"}, headers={"If-Match": second})
            for number in range(10)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 9
    winner = next(answer for answer in answers if answer.status_code == 200)
    assert (await someone.get(path)).headers["ETag"] == winner.headers["ETag"]
    nothing = await someone.call("PATCH", path, json={}, headers={"If-Match": winner.headers["ETag"]})
    assert nothing.headers["ETag"] == winner.headers["ETag"]


async def test_list_teams(person: MakePerson, runtime: Runtime) -> None:
    """One's own, with one's role in each; administrators see all."""
    someone, other, admin = await person(), await person(), await person(role="admin")
    mark = uuid4().hex[:8]
    mine = await team_of(someone, name=f"B {mark}", description="Lighthouse")
    joined = await team_of(other, name=f"A {mark}")
    await add(runtime, joined, someone, "manager")
    foreign = await team_of(other, name=f"C {mark}")

    answer = await someone.get("/teams", params={"sort": "name", "order": "asc"})
    assert names_of(answer, "id") == [joined, mine]
    assert names_of(answer, "myRole") == ["manager", "owner"]
    assert names_of(answer, "memberCount") == [2, 1]
    assert answer.json()["pagination"]["total"] == 2
    assert set(answer.json()["data"][0]) == {
        "id",
        "name",
        "slug",
        "description",
        "memberCount",
        "myRole",
        "createdAt",
        "updatedAt",
    }
    assert names_of(await someone.get("/teams"), "id") == [joined, mine], "the newest first"
    assert names_of(await someone.get("/teams", params={"search": "lightH"}), "id") == [mine]
    assert names_of(await someone.get("/teams", params={"filter[myRole]": "manager"}), "id") == [joined]
    only = await someone.get("/teams", params={"fields": "myRole"})
    assert only.json()["data"] == [{"myRole": "manager"}, {"myRole": "owner"}]
    cursor = await someone.get("/teams", params={"cursor": "", "limit": 1, "sort": "name"})
    following = await someone.get(
        "/teams", params={"cursor": cursor.json()["pagination"]["nextCursor"], "limit": 1, "sort": "name"}
    )
    assert names_of(cursor, "id") + names_of(following, "id") == [mine, joined]
    everything = await admin.get("/teams", params={"search": mark, "sort": "name", "order": "asc"})
    assert names_of(everything, "id") == [joined, mine, foreign]
    assert names_of(everything, "myRole") == [None, None, None]
    for who, expected in ((admin, [joined, foreign]), (someone, [joined])):
        found = await who.get("/teams", params={"filter[memberId]": other.id, "sort": "name", "order": "asc"})
        assert names_of(found, "id") == expected, "of another's teams one sees those that are one's own too"
    for query in (
        {"filter[memberId]": "x"},
        {"filter[myRole]": "guest"},
        {"sort": "slug"},
        {"fields": "digest"},
        {"userId": other.id},
    ):
        assert code_of(await someone.get("/teams", params=query)) == (400, "VALIDATION_ERROR")
