"""What several do at once."""

import asyncio
import secrets

import pytest

from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson
from tests.content.support import publish, write
from tests.security.support import fetch, warm_up

pytestmark = pytest.mark.anyio


async def test_drafts_with_one_title_each_get_an_address(person: MakePerson, runtime: Runtime) -> None:
    author, title = await person(), f"wool {secrets.token_hex(4)}"
    await warm_up(runtime)
    articles = await asyncio.gather(*(write(author, title=title) for _ in range(12)))
    assert len({article["slug"] for article in articles}) == 12


async def test_of_two_editors_of_one_version_one_is_told(person: MakePerson, runtime: Runtime) -> None:
    editors = [await person(role="manager") for _ in range(8)]
    article = await write(editors[0], body="one")
    path = f"/content/{article['id']}"
    version = {"If-Match": (await editors[0].get(path)).headers["ETag"]}
    await warm_up(runtime)
    answers = await asyncio.gather(
        *(editor.call("PATCH", path, json={"body": editor.id}, headers=version) for editor in editors)
    )
    assert sorted(answer.status_code for answer in answers) == [200, *[412] * 7]
    [winner] = [answer.json()["data"] for answer in answers if answer.status_code == 200]
    assert (await editors[0].get(path)).json()["data"] == winner
    assert winner["revision"] <= 2


async def test_one_address_is_taken_by_one(person: MakePerson, runtime: Runtime) -> None:
    author, slug = await person(), f"wool-{secrets.token_hex(4)}"
    articles = [await publish(author) for _ in range(4)]
    await warm_up(runtime)
    changes = [author.call("PATCH", f"/content/{article['id']}", json={"slug": slug}) for article in articles]
    new = [author.post("/content", {"title": "Wool", "slug": slug}) for _ in range(4)]
    answers = await asyncio.gather(*changes, *new)
    assert sorted(answer.status_code in {200, 201} for answer in answers) == [*[False] * 7, True]
    assert {answer.json()["error"]["code"] for answer in answers if not answer.is_success} == {"DUPLICATE_ENTRY"}
    kept = await fetch(runtime, "SELECT count(*) FROM content WHERE slug = :slug", slug=slug)
    assert kept[0][0] == 1


async def test_revisions_of_several_editors_are_counted_one_by_one(person: MakePerson, runtime: Runtime) -> None:
    editors = [await person(role="manager") for _ in range(6)]
    article = await write(editors[0], body="one")
    await warm_up(runtime)
    path = f"/content/{article['id']}"
    answers = await asyncio.gather(*(editor.call("PATCH", path, json={"body": editor.id}) for editor in editors))
    assert {answer.status_code for answer in answers} == {200}
    numbers = await fetch(
        runtime,
        "SELECT number FROM content_revisions WHERE article_id = CAST(:id AS uuid) ORDER BY number",
        id=article["id"],
    )
    newest = (await editors[0].get(path)).json()["data"]["revision"]
    assert [row[0] for row in numbers] == list(range(1, newest + 1))
    assert newest >= 6
