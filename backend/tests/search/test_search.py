"""/search: what each may find."""

import pytest

from groundwork.kernel.ids import uuid7
from tests.teams.support import team_of

pytestmark = pytest.mark.anyio


async def found(who, **query):
    """What somebody finds."""
    answer = await who.get("/search", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def text_of(pieces):
    """A title or an excerpt as it reads."""
    return "".join(piece["text"] for piece in pieces)


async def test_people_are_found_by_who_may_see_them(person):
    name = f"Zoltan{uuid7().hex[-8:]}"
    sought = await person()
    assert (await sought.call("PATCH", f"/users/{sought.id}", json={"firstName": name})).status_code == 200
    manager, other = await person(role="manager"), await person()
    (hit,) = await found(manager, q=name[:9].lower(), types="user")
    assert (hit["type"], hit["id"], hit["path"]) == ("user", str(sought.id), f"/studio/users/{sought.id}")
    assert text_of(hit["title"]).startswith(name)
    assert {"text": name[:9], "match": True} in hit["title"]
    assert await found(other, q=name) == []


async def test_teams_are_found_by_their_members(person):
    name = f"Observatory {uuid7().hex[-8:]}"
    owner, other, admin = await person(), await person(), await person(role="admin")
    team = await team_of(owner, name=name)
    for who, expected in ((owner, [team]), (other, []), (admin, [team])):
        assert [hit["id"] for hit in await found(who, q=name, types="team")] == expected


async def test_an_unknown_type_is_named(client):
    answer = await client.get("/api/v1/search", params={"q": "lamp", "types": "team,secrets"})
    assert answer.status_code == 400
    assert answer.json()["error"]["details"][0]["field"] == "types"


@pytest.mark.parametrize("typed", ["'", '"', "!!!", "& | !", "%_\\", "a" * 200, "(((", ":*", "-", "\u202e", "🙂"])
async def test_nothing_that_can_be_typed_is_an_error(client, typed):
    answer = await client.get("/api/v1/search", params={"q": typed})
    assert answer.status_code == 200, answer.text


async def test_markup_is_told_as_text(person):
    name = f"<b>{uuid7().hex[-8:]}</b>"
    owner = await person()
    await team_of(owner, name=name)
    (hit,) = await found(owner, q=name[3:-4], types="team")
    assert text_of(hit["title"]) == name
