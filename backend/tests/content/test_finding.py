"""Finding articles: tags, filters, text in two languages, pages."""

import asyncio
import secrets
import time

import httpx2
import pytest

from tests.conftest import MakePerson, Person
from tests.content.support import change, publish, write
from tests.security.support import V1

pytestmark = pytest.mark.anyio


def word() -> str:
    """A word that nobody else writes."""
    return "".join(secrets.choice("bcdfghjklmnp") for _ in range(12))


async def found(asker: Person, **asked: str) -> list[str]:
    """The titles of the articles that are found, in their order."""
    answer = await asker.get("/content", params=asked)
    assert answer.status_code == 200, answer.text
    return [item["title"] for item in answer.json()["data"]]


async def test_tags_are_counted_where_everybody_can_read(person: MakePerson, client: httpx2.AsyncClient) -> None:
    author, first, second = await person(), word(), word()
    for tags in ([first], [first, second]):
        await publish(author, tags=tags)
    await write(author, tags=[first, second])

    async def counted() -> dict[str, int]:
        rows = (await client.get(f"{V1}/content/tags")).json()["data"]
        assert [row["count"] for row in rows] == sorted((row["count"] for row in rows), reverse=True)
        return {row["tag"]: row["count"] for row in rows if row["tag"] in {first, second}}

    assert await counted() == {first: 2, second: 1}
    last = await publish(author, tags=[second])
    assert await counted() == {first: 2, second: 2}
    await author.call("DELETE", f"/content/{last['id']}/publication")
    assert await counted() == {first: 2, second: 1}


async def test_filters_narrow_and_several_values_widen(person: MakePerson) -> None:
    author, other, common = await person(), await person(), word()
    await publish(author, title="One", tags=[common, f"{common}1"])
    await publish(author, title="Two", tags=[common, f"{common}2"])
    await write(author, title="Three", tags=[common])
    await publish(other, title="Four", tags=[common])
    by_title = {"sort": "title", "order": "asc"}
    assert await found(author, **{"filter[tag]": common.upper()}, **by_title) == ["Four", "One", "Three", "Two"]
    both = await author.get("/content", params=[("filter[tag]", f"{common}1"), ("filter[tag]", f"{common}2")])
    assert {item["title"] for item in both.json()["data"]} == {"One", "Two"}
    assert await found(other, **{"filter[authorId]": author.id}, **by_title) == ["One", "Two"]
    assert await found(author, **{"filter[authorId]": author.id, "filter[status]": "draft"}) == ["Three"]
    drafts = {"filter[tag]": common, "filter[status]": "scheduled"}
    assert await found(author, **drafts) == []


async def test_text_is_found_in_its_language_and_by_relevance(person: MakePerson) -> None:
    author, name = await person(), word()
    await publish(author, title=f"Dyeing {name}", body="The sheep are washed.")
    await publish(author, title="Other things", body=f"Something about {name}.")
    await publish(author, title="Färben", body=f"Über {name} und die Häuser der Weber.", language="de")
    await publish(author, title="Tagged", tags=[name])
    assert (await found(author, search=name, sort="relevance"))[:2] != ["Other things", "Färben"]
    assert set(await found(author, search=name)) == {f"Dyeing {name}", "Other things", "Färben", "Tagged"}
    assert await found(author, search=f"{name} washing sheep") == [f"Dyeing {name}"]
    assert await found(author, search=f"{name} haus") == ["Färben"]
    assert await found(author, search=f"{name[:6]}") == await found(author, search=name)


async def test_pages_by_cursor_show_each_article_once(person: MakePerson) -> None:
    author, tag = await person(), word()
    titles = [f"{number:02}" for number in range(7)]
    for title in titles:
        await publish(author, title=title, tags=[tag])
    for sort in ("createdAt", "publishedAt", "title", "updatedAt"):
        seen: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            asked = {"filter[tag]": tag, "limit": "3", "sort": sort, "order": "asc", "cursor": cursor}
            page = (await author.get("/content", params=asked)).json()
            seen += [item["title"] for item in page["data"]]
            cursor = page["pagination"]["nextCursor"]
        assert seen == titles, sort


async def test_readers_see_a_change_at_once(person: MakePerson, client: httpx2.AsyncClient) -> None:
    author, title = await person(), f"{word()} before"
    article = await publish(author, title=title)
    path = f"{V1}/content/{article['id']}"
    first = await client.get(path)
    again = await client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    await change(author, article, title="After")
    fresh = await client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (fresh.status_code, fresh.json()["data"]["title"]) == (200, "After")
    renamed = await author.call("PATCH", f"/users/{author.id}", json={"firstName": "Augusta"})
    assert renamed.status_code == 200
    deadline = time.monotonic() + 2
    while (await client.get(path)).json()["data"]["author"]["firstName"] != "Augusta":
        assert time.monotonic() < deadline, "the database's word about people does not arrive"
        await asyncio.sleep(0.01)


async def test_guests_read_and_do_nothing_else(client: httpx2.AsyncClient, person: MakePerson) -> None:
    guest = await person(role="guest")
    for answer in (
        await client.post(f"{V1}/content", json={"title": "Wool"}),
        await client.post(f"{V1}/content/preview", json={"body": "x"}),
    ):
        assert answer.status_code == 401
    assert (await guest.post("/content", {"title": "Wool"})).status_code == 403
    assert (await guest.post("/content/preview", {"body": "x"})).status_code == 403
