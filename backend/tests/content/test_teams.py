"""Articles of teams: who reads and changes them, and what becomes of them."""

import pytest

from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Person
from tests.content.support import Json, audited, change, kept, publish, write
from tests.security.support import fetch
from tests.teams.support import Crew, crew_of

pytestmark = pytest.mark.anyio


async def seen_by(crew: Crew, article: Json) -> set[str]:
    """Who can get an article; who can, finds it in the list as well."""
    found = set()
    for name, who in crew.people.items():
        one = await who.get(f"/content/{article['id']}")
        many = await who.get("/content", params={"filter[teamId]": crew.team})
        assert (article["id"] in {item["id"] for item in many.json()["data"]}) == (one.status_code == 200), name
        found |= {name} if one.status_code == 200 else set()
    return found


async def tries(who: Person, article: Json) -> set[int]:
    """What comes of every way to change an article."""
    path = f"/content/{article['id']}"
    answers = [
        await who.call("PATCH", path, json={"title": "Mine"}),
        await who.post(f"{path}/publication"),
        await who.post(f"{path}/revisions/1/restoration"),
        await who.call("DELETE", path),
    ]
    return {answer.status_code for answer in answers}


async def test_a_teams_article_is_the_teams_alone(person: MakePerson, runtime: Runtime) -> None:
    crew = await crew_of(runtime, person)
    article = await publish(crew.member, teamId=crew.team)
    assert await seen_by(crew, article) == {"owner", "manager", "member", "other", "admin"}
    draft = await write(crew.member, teamId=crew.team)
    assert await seen_by(crew, draft) == {"owner", "manager", "member", "admin"}
    before = await kept(runtime)
    assert await tries(crew.outsider, article) == {404}
    assert await tries(crew.other, article) == {403}
    assert await tries(crew.other, draft) == {404}
    assert await kept(runtime) == before
    for name in ("manager", "owner"):
        assert (await change(crew.people[name], draft, title=f"By the {name}"))["author"]["id"] == crew.member.id
    assert (await crew.manager.post(f"/content/{draft['id']}/publication")).status_code == 200


async def test_articles_go_only_to_ones_own_teams(person: MakePerson, runtime: Runtime) -> None:
    crew = await crew_of(runtime, person)
    article = await write(crew.outsider)
    before = await kept(runtime)
    for team in (crew.team, "0197f2a4-c1d2-7e4b-8000-000000000000"):
        for answer in (
            await crew.outsider.post("/content", {"title": "Wool", "teamId": team}),
            await crew.outsider.call("PATCH", f"/content/{article['id']}", json={"teamId": team}),
        ):
            assert (answer.status_code, answer.json()["error"]["details"][0]["field"]) == (400, "teamId")
    assert await kept(runtime) == before


async def test_who_leaves_a_team_leaves_its_articles(person: MakePerson, runtime: Runtime) -> None:
    crew = await crew_of(runtime, person)
    article = await publish(crew.member, teamId=crew.team)
    assert (await crew.owner.call("DELETE", crew.place("member"))).status_code == 200
    assert await seen_by(crew, article) == {"owner", "manager", "other", "admin"}
    assert await tries(crew.member, article) == {404}


async def test_a_deleted_teams_articles_are_their_authors_drafts(person: MakePerson, runtime: Runtime) -> None:
    crew = await crew_of(runtime, person)
    first, second = await publish(crew.member, teamId=crew.team), await publish(crew.other, teamId=crew.team)
    await fetch(runtime, "UPDATE content SET author_id = NULL WHERE id = CAST(:id AS uuid)", id=second["id"])
    assert (await crew.owner.call("DELETE", crew.path)).status_code == 200
    given_back = (await crew.member.get(f"/content/{first['id']}")).json()["data"]
    assert (given_back["status"], given_back["teamId"], given_back["publishedAt"]) == ("draft", None, None)
    for name in ("owner", "manager", "other", "outsider"):
        assert (await crew.people[name].get(f"/content/{first['id']}")).status_code == 404
    assert (await crew.admin.get(f"/content/{second['id']}")).status_code == 404
    assert (await audited(runtime, first))[-1] == "article.withdrawn"
    assert (await audited(runtime, second))[-1] == "article.deleted"
