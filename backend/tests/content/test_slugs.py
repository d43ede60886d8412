"""Addresses: unique, made from titles, and leading on when they change."""

import secrets

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundwork.kernel.runtime import Runtime
from groundwork.kernel.slugs import slug_of
from tests.conftest import MakePerson, Person
from tests.content.support import Json, change, kept, publish, write
from tests.security.support import V1


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Café Nº 1", "cafe-no-1"),
        ("Straße & Größe", "strasse-and-grosse"),
        ("  Smørrebrød -- Łódź ", "smorrebrod-lodz"),
        ("日本語", "otherwise"),
        ("a", "otherwise"),
        ("x" * 80, "x" * 50),
        ("ab" * 24 + "c d e f", "ab" * 24 + "c"),
    ],
)
def test_a_slug_is_what_is_left_of_a_name(name: str, slug: str) -> None:
    assert slug_of(name, otherwise="otherwise") == slug


@given(st.text(max_size=200))
def test_every_name_has_a_slug(name: str) -> None:
    slug = slug_of(name, otherwise="article", longest=20)
    assert 2 <= len(slug) <= 20
    assert slug.strip("-") == slug
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug_of(slug, otherwise="article", longest=20) == slug


def unique() -> str:
    """A title that nobody else has."""
    return f"wool {secrets.token_hex(4)}"


async def by_slug(asker: Person, slug: str) -> httpx2.Response:
    """The answer for an address, without being led on."""
    return await asker.get(f"/content/by-slug/{slug}")


@pytest.mark.anyio
async def test_one_title_gives_many_addresses(person: MakePerson) -> None:
    author, title = await person(), unique()
    slugs = [(await write(author, title=title))["slug"] for _ in range(12)]
    plain = title.replace(" ", "-")
    assert slugs[:9] == [plain, *(f"{plain}-{number}" for number in range(2, 10))]
    assert len(set(slugs)) == 12
    assert all(slug.startswith(f"{plain}-") for slug in slugs[9:])


@pytest.mark.anyio
async def test_a_taken_address_is_refused_and_nothing_changes(person: MakePerson, runtime: Runtime) -> None:
    author = await person()
    first, second = await write(author, title=unique()), await write(author, title=unique())
    before = await kept(runtime)
    for answer in (
        await author.post("/content", {"title": "Another", "slug": first["slug"]}),
        await author.call("PATCH", f"/content/{second['id']}", json={"slug": first["slug"], "title": "Another"}),
    ):
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "DUPLICATE_ENTRY")
        assert answer.json()["error"]["details"][0]["field"] == "slug"
    assert await kept(runtime) == before


@pytest.mark.anyio
async def test_the_address_of_a_draft_follows_its_title_until_somebody_chose_one(person: MakePerson) -> None:
    author, title = await person(), unique()
    article = await write(author, title="Untitled")
    article = await change(author, article, title=title)
    assert article["slug"] == title.replace(" ", "-")
    chosen = f"chosen-{secrets.token_hex(4)}"
    article = await change(author, article, slug=chosen)
    assert (await change(author, article, title=unique()))["slug"] == chosen
    published = await publish(author, title=title)
    assert (await change(author, published, title="Another"))["slug"] == published["slug"]


async def leads(client: httpx2.AsyncClient, slug: str) -> str | None:
    """Where an address leads, for everybody."""
    answer = await client.get(f"{V1}/content/by-slug/{slug}")
    assert answer.status_code in {301, 404}
    return answer.headers.get("Location")


@pytest.mark.anyio
async def test_the_addresses_that_a_published_article_had_lead_to_it(
    person: MakePerson, client: httpx2.AsyncClient
) -> None:
    author = await person()
    article = await publish(author, title=unique())
    first, second, third = article["slug"], *(f"wool-{secrets.token_hex(5)}" for _ in range(2))
    await change(author, article, slug=second)
    await change(author, article, slug=third)
    for former in (first, second):
        assert await leads(client, former) == f"/api/v1/content/by-slug/{third}"
    led = await client.get(f"{V1}/content/by-slug/{first}", follow_redirects=True)
    assert led.json()["data"]["id"] == article["id"]
    # Back to the first: it is the article's own again, and leads nowhere.
    await change(author, article, slug=first)
    assert (await by_slug(author, first)).json()["data"]["id"] == article["id"]
    assert await leads(client, third) == f"/api/v1/content/by-slug/{first}"
    await author.call("DELETE", f"/content/{article['id']}/publication")
    assert await leads(client, third) is None
    assert (await by_slug(author, third)).status_code == 301
    await author.call("DELETE", f"/content/{article['id']}")
    assert (await by_slug(author, third)).status_code == 404


@pytest.mark.anyio
async def test_an_address_that_is_used_again_belongs_to_the_newest(person: MakePerson) -> None:
    author, other = await person(), await person()
    old: Json = await publish(author, title=unique())
    address = old["slug"]
    await change(author, old, slug=f"wool-{secrets.token_hex(5)}")
    # One that is made from a title leaves the address to whom it leads.
    assert (await write(other, title=old["title"]))["slug"] == f"{address}-2"
    new = await publish(other, title="Another", slug=address)
    assert (await by_slug(author, address)).json()["data"]["id"] == new["id"]
    await change(other, new, slug=f"wool-{secrets.token_hex(5)}")
    assert (await by_slug(author, address)).headers["Location"].startswith("/api/v1/content/by-slug/wool-")
    led = await author.client.get(f"{V1}/content/by-slug/{address}", follow_redirects=True)
    assert led.json()["data"]["id"] == new["id"]


@pytest.mark.anyio
async def test_drafts_leave_no_addresses_behind(person: MakePerson) -> None:
    author = await person()
    article = await write(author, title=unique())
    await change(author, article, slug=f"wool-{secrets.token_hex(5)}")
    assert (await by_slug(author, article["slug"])).status_code == 404


@pytest.mark.anyio
@pytest.mark.parametrize("slug", ["Wool", "wool-", "-wool", "wo ol", "w", "wö", "a" * 121, "wool--felt", ""])
async def test_what_is_no_address_is_refused(person: MakePerson, slug: str) -> None:
    answer = await (await person()).post("/content", {"title": "Wool", "slug": slug})
    assert (answer.status_code, answer.json()["error"]["details"][0]["field"]) == (400, "slug")
