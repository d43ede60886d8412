"""Writing, reading, changing and deleting articles."""

import secrets

import httpx2
import pytest

from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson
from tests.content.support import audited, change, kept, publish, write
from tests.security.support import V1

pytestmark = pytest.mark.anyio


async def test_a_draft_is_written_published_read_and_deleted(
    person: MakePerson, client: httpx2.AsyncClient, runtime: Runtime
) -> None:
    author, reader = await person(), await person()
    title = f"Wool & Färben {secrets.token_hex(4)}"
    article = await write(author, title=title, body="# Water\n\nIt *begins*.", tags=["Wool", "wool", "dye"])
    assert article["status"] == "draft"
    assert article["slug"] == title.lower().replace(" & ", "-and-").replace("ä", "a").replace(" ", "-")
    assert article["bodyHtml"] == '<h1 id="section-water">Water</h1>\n<p>It <em>begins</em>.</p>\n'
    assert article["tags"] == ["wool", "dye"]
    assert article["author"] == {"id": author.id, "firstName": "Ada", "lastName": "Byron", "profilePicture": None}
    assert (article["revision"], article["readingMinutes"], article["publishedAt"]) == (1, 1, None)
    path = f"/content/{article['id']}"
    assert (await reader.get(path)).status_code == 404
    assert (await client.get(V1 + path)).status_code == 404
    published = await author.post(f"{path}/publication", {})
    assert published.json()["data"]["status"] == "published"
    for answer in (await reader.get(path), await client.get(V1 + path)):
        assert answer.json()["data"] == published.json()["data"]
    by_slug = await client.get(f"{V1}/content/by-slug/{article['slug']}")
    assert by_slug.json()["data"]["id"] == article["id"]
    assert (await author.call("DELETE", path)).status_code == 200
    assert (await client.get(V1 + path)).status_code == 404
    assert await audited(runtime, article) == ["article.created", "article.published", "article.deleted"]


async def test_a_list_shows_summaries_of_what_one_may_read(person: MakePerson, client: httpx2.AsyncClient) -> None:
    author, reader, manager = await person(), await person(), await person(role="manager")
    tag = secrets.token_hex(4)
    draft = await write(author, title="A draft", tags=[tag])
    public = await publish(author, title="A public one", tags=[tag, "more"], body="text")
    asked = {"filter[tag]": tag, "sort": "title", "order": "asc"}
    for asker, expected in ((author, [draft, public]), (reader, [public]), (manager, [draft, public])):
        answer = await asker.get("/content", params=asked)
        assert [item["id"] for item in answer.json()["data"]] == [item["id"] for item in expected], answer.text
        assert answer.json()["pagination"]["total"] == len(expected)
    listed = await client.get(f"{V1}/content", params=asked)
    assert listed.json()["data"] == [{k: v for k, v in public.items() if k not in {"body", "bodyHtml"}}]
    nothing = await client.get(f"{V1}/content", params={**asked, "filter[status]": "draft"})
    assert nothing.json()["data"] == []
    theirs = await manager.get("/content", params={"filter[authorId]": author.id, "fields": "id,cover"})
    assert {item["id"] for item in theirs.json()["data"]} == {draft["id"], public["id"]}


async def test_a_list_may_be_of_one_language(person: MakePerson, client: httpx2.AsyncClient) -> None:
    author, tag = await person(), secrets.token_hex(4)
    english = await publish(author, title="Wool", tags=[tag])
    german = await publish(author, title="Wolle", tags=[tag], language="de")
    for languages, expected in ((["de"], {german["id"]}), (["de", "en"], {english["id"], german["id"]})):
        listed = await client.get(f"{V1}/content", params={"filter[tag]": tag, "filter[language]": languages})
        assert {item["id"] for item in listed.json()["data"]} == expected
        assert listed.json()["pagination"]["total"] == len(expected)
    refused = await client.get(f"{V1}/content", params={"filter[language]": "fr"})
    assert refused.status_code == 400
    assert refused.json()["error"]["details"][0]["field"].startswith("filter[language]")


async def test_only_what_changed_is_changed(person: MakePerson, runtime: Runtime) -> None:
    author = await person()
    article = await write(author, title="One", body="one", excerpt="an excerpt")
    changed = await change(author, article, excerpt=None, language="de")
    assert {key: value for key, value in changed.items() if article[key] != value} == {
        "excerpt": None,
        "language": "de",
        "updatedAt": changed["updatedAt"],
    }
    before = await kept(runtime)
    assert (await change(author, article, language="de")) == changed
    assert await kept(runtime) == before


async def test_who_has_an_old_version_gets_412_and_changes_nothing(person: MakePerson, runtime: Runtime) -> None:
    author, editor = await person(), await person(role="manager")
    path = f"/content/{(await write(author, body='one'))['id']}"
    version = (await author.get(path)).headers["ETag"]
    first = await editor.call("PATCH", path, json={"body": "two"}, headers={"If-Match": version})
    assert first.status_code == 200
    before = await kept(runtime)
    for method, body in (("PATCH", {"body": "three"}), ("DELETE", None)):
        late = await author.call(method, path, json=body, headers={"If-Match": version})
        assert (late.status_code, late.json()["error"]["code"]) == (412, "PRECONDITION_FAILED")
    assert await kept(runtime) == before
    again = await author.call("PATCH", path, json={"body": "three"}, headers={"If-Match": first.headers["ETag"]})
    assert again.status_code == 200
