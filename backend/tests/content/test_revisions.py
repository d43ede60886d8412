"""Revisions: what is kept of each change, compared and restored."""

from datetime import timedelta

import pytest

from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Person
from tests.content.support import Json, audited, change, kept, publish, write
from tests.security.support import fetch

pytestmark = pytest.mark.anyio


async def listed(who: Person, article: Json) -> list[tuple[int, str, int]]:
    """Number, title and words of each revision, the newest first."""
    answer = await who.get(f"/content/{article['id']}/revisions")
    assert answer.status_code == 200, answer.text
    assert answer.json()["pagination"]["total"] == len(answer.json()["data"])
    return [(row["number"], row["title"], row["words"]) for row in answer.json()["data"]]


async def age(runtime: Runtime, article: Json, by: timedelta = timedelta(minutes=11)) -> None:
    """Let time pass for the revisions of an article."""
    await fetch(
        runtime,
        "UPDATE content_revisions SET created_at = created_at - CAST(:by AS interval) WHERE article_id = :id",
        by=by,
        id=article["id"],
    )


async def test_saves_within_ten_minutes_are_one_revision(person: MakePerson, runtime: Runtime) -> None:
    author = await person()
    article = await write(author, title="Wool", body="one")
    for body in ("one two", "one two three"):
        article = await change(author, article, body=body)
    assert article["revision"] == 1
    assert await listed(author, article) == [(1, "Wool", 3)]
    assert await audited(runtime, article) == ["article.created"]
    await age(runtime, article)
    article = await change(author, article, body="four")
    article = await change(author, article, title="Felt", excerpt="short")
    assert article["revision"] == 2
    assert await listed(author, article) == [(2, "Felt", 1), (1, "Wool", 3)]
    assert await audited(runtime, article) == ["article.created", "article.updated"]


async def test_another_author_and_what_readers_were_shown_begin_a_new_one(person: MakePerson) -> None:
    author, editor = await person(), await person(role="manager")
    article = await publish(author, title="Wool", body="one")
    article = await change(author, article, body="two")
    article = await change(author, article, body="three")
    assert article["revision"] == 2
    article = await change(editor, article, body="four")
    assert article["revision"] == 3
    rows = (await author.get(f"/content/{article['id']}/revisions", params={"order": "asc"})).json()["data"]
    assert [row["author"]["id"] for row in rows] == [author.id, author.id, editor.id]
    assert article["author"]["id"] == author.id


async def test_what_is_no_text_makes_no_revision_and_is_recorded(person: MakePerson, runtime: Runtime) -> None:
    author = await person()
    article = await write(author)
    await age(runtime, article)
    article = await change(author, article, tags=["wool"], language="de")
    assert article["revision"] == 1
    assert await audited(runtime, article) == ["article.created", "article.updated"]


async def test_a_revision_tells_how_it_differs(person: MakePerson, runtime: Runtime) -> None:
    author = await person()
    article = await write(author, title="Wool", body="Wool is washed.\n", excerpt="short")
    await age(runtime, article)
    await change(author, article, body="Wool is carded.\n", title="Felt")
    second = await author.get(f"/content/{article['id']}/revisions/2")
    assert second.json()["data"] == {
        "number": 2,
        "title": "Felt",
        "excerpt": "short",
        "body": "Wool is carded.\n",
        "author": {"id": author.id, "firstName": "Ada", "lastName": "Byron", "profilePicture": None},
        "createdAt": second.json()["data"]["createdAt"],
        "changes": [
            {"op": "equal", "text": "Wool is "},
            {"op": "delete", "text": "washed"},
            {"op": "insert", "text": "carded"},
            {"op": "equal", "text": ".\n"},
        ],
    }
    first = await author.get(f"/content/{article['id']}/revisions/1")
    assert first.json()["data"]["changes"] == [{"op": "insert", "text": "Wool is washed.\n"}]
    held = {"If-None-Match": first.headers["ETag"]}
    assert (await author.get(f"/content/{article['id']}/revisions/1", headers=held)).status_code == 304
    for number, status in (("3", 404), ("0", 400), ("x", 400), ("9" * 20, 400)):
        assert (await author.get(f"/content/{article['id']}/revisions/{number}")).status_code == status


async def test_a_former_text_is_restored_as_a_new_revision(person: MakePerson, runtime: Runtime) -> None:
    author = await person()
    article = await write(author, title="Wool", body="*one*", excerpt="short")
    await age(runtime, article)
    changed = await change(author, article, title="Felt", body="two", excerpt=None, tags=["felt"])
    path = f"/content/{article['id']}/revisions/1/restoration"
    restored = (await author.post(path)).json()["data"]
    assert {field: restored[field] for field in ("title", "body", "bodyHtml", "excerpt", "revision", "tags")} == {
        "title": "Wool",
        "body": "*one*",
        "bodyHtml": "<p><em>one</em></p>\n",
        "excerpt": "short",
        "revision": 3,
        "tags": changed["tags"],
    }
    assert [row[0] for row in await listed(author, article)] == [3, 2, 1]
    before = await kept(runtime)
    assert (await author.post(path)).json()["data"] == restored
    assert (await author.post(f"/content/{article['id']}/revisions/9/restoration")).status_code == 404
    assert await kept(runtime) == before


async def test_only_those_who_write_an_article_see_its_revisions(person: MakePerson, runtime: Runtime) -> None:
    author, reader = await person(), await person()
    draft, public = await write(author, body="one"), await publish(author, body="two")
    before = await kept(runtime)
    for article, status in ((draft, 404), (public, 403)):
        path = f"/content/{article['id']}/revisions"
        assert (await reader.get(path)).status_code == status
        assert (await reader.get(f"{path}/1")).status_code == status
        assert (await reader.post(f"{path}/1/restoration")).status_code == status
    assert await kept(runtime) == before
