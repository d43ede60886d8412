"""Public answers are held until something changes, on every node; totals are exact; any page is the right one."""

import asyncio
import random
from typing import Any

import httpx2
import psycopg
import pytest
from sqlalchemy import text

from groundwork.kernel.counts import sum_up_counts
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.catalog.support import V1, add_category, add_product, mark
from tests.conftest import Person, client_of
from tests.security.support import fetch, start_node

pytestmark = pytest.mark.anyio
__all__ = ["start_node"]


async def listed(client: httpx2.AsyncClient, query: str, **headers: str) -> httpx2.Response:
    """An answer of the list."""
    return await client.get(f"{V1}/products?{query}", headers=headers)


async def test_a_list_has_a_version_until_something_in_it_changes(manager: Person, client: httpx2.AsyncClient) -> None:
    word = mark()
    product = await add_product(manager, name=f"{word} desk")
    first = await listed(client, f"search={word}")
    assert first.headers["cache-control"] == "private, no-cache"
    again = await listed(client, f"search={word}", **{"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    await manager.call("PATCH", f"/products/{product['id']}", json={"price": "1.00"})
    changed = await listed(client, f"search={word}", **{"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200
    assert changed.json()["data"][0]["price"] == "1.00"


async def test_what_is_held_says_whose_answer_it_is(manager: Person, client: httpx2.AsyncClient) -> None:
    word = mark()
    await add_product(manager, name=f"{word} desk")
    first, second = [(await listed(client, f"search={word}")).json() for _ in range(2)]
    assert first["data"] == second["data"]
    assert first["pagination"] == second["pagination"]
    assert first["meta"]["requestId"] != second["meta"]["requestId"]


async def test_who_writes_reads_it_at_once(manager: Person, client: httpx2.AsyncClient) -> None:
    word = mark()
    for number in range(1, 6):
        await add_product(manager, name=f"{word} {number}")
        assert (await listed(client, f"search={word}")).json()["pagination"]["total"] == number


async def test_what_others_may_not_see_is_not_held_for_them(manager: Person, client: httpx2.AsyncClient) -> None:
    word = mark()
    await add_product(manager, name=f"{word} secret", active=False)
    mine = await manager.get(f"/products?search={word}")
    assert [row["name"] for row in mine.json()["data"]] == [f"{word} secret"]
    assert "etag" not in mine.headers
    assert (await listed(client, f"search={word}")).json()["data"] == []


@pytest.mark.parametrize("change", ["product", "category", "by hand"])
async def test_other_nodes_hear_of_it(manager: Person, runtime: Runtime, start_node: Any, change: str) -> None:
    word = mark()
    category = await add_category(manager, "Lighting")
    product = await add_product(manager, name=f"{word} lamp", category=category["slug"])
    node = await start_node()
    async with client_of(node.app) as elsewhere:
        async with asyncio.timeout(5):
            while "etag" not in (await listed(elsewhere, f"search={word}")).headers:
                await asyncio.sleep(0.05)
        if change == "product":
            await manager.call("PATCH", f"/products/{product['id']}", json={"name": f"{word} torch"})
        elif change == "category":
            await manager.call("PATCH", f"/categories/{category['id']}", json={"name": "Light"})
        else:
            with psycopg.connect(runtime.database.url, autocommit=True) as by_hand:
                by_hand.execute("UPDATE products SET stock = 7 WHERE id = %s", [product["id"]])
        async with asyncio.timeout(1):
            while True:
                row = (await listed(elsewhere, f"search={word}")).json()["data"][0]
                if (row["name"], row["categoryName"], row["stock"]) != (f"{word} lamp", "Lighting", 0):
                    break
                await asyncio.sleep(0.02)


async def test_counts_are_exact_through_anything(manager: Person, runtime: Runtime, client: httpx2.AsyncClient) -> None:
    """Rows that come, change and go, singly and many at once, undone ones among them, and summed up in between."""
    word = mark()
    places = [(await add_category(manager, f"Place{number}"))["slug"] for number in range(3)]
    pick = random.Random(7)
    await fetch(
        runtime,
        """INSERT INTO products (sku, name, slug, price_minor, currency, category_id, stock)
           SELECT :word || n, :word || ' ' || n, :word || '-' || n, n * 100, 'USD',
                  (SELECT id FROM categories WHERE slug = (CAST(:places AS text[]))[1 + n % 3]), n % 4
           FROM generate_series(1, 300) AS n""",
        word=word,
        places=places,
    )
    mine = "WHERE slug LIKE :word || '-%' AND price_minor % :part = 0"
    for step in range(24):
        change = pick.choice(
            ("stock = (stock + 1) % 3", "active = NOT active", "category_id = NULL", "DELETE", "undone")
        )
        part = pick.choice((200, 300, 700, 1100))
        if change == "DELETE":
            await fetch(runtime, f"DELETE FROM products {mine} AND price_minor % 13 = 0", word=word, part=part)
        elif change == "undone":
            with pytest.raises(RuntimeError):
                await _undone(runtime, f"UPDATE products SET active = NOT active {mine}", word=word, part=part)
        else:
            await fetch(runtime, f"UPDATE products SET {change} {mine}", word=word, part=part)
        if step % 8 == 7:
            await _sum_up(runtime)
        for who, own in ((manager, "true"), (None, "active")):
            for query, condition in _QUESTIONS.items():
                asked = query.format(*places)
                answer = await (who.get(f"/products?{asked}") if who else listed(client, asked))
                (expected,) = await fetch(runtime, _COUNT.format(own=own, condition=condition), places=places)
                assert answer.json()["pagination"]["total"] == expected.total, (change, query)


_CHANGES = ("stock = (stock + 1) % 3", "active = NOT active", "category_id = NULL", "DELETE", "undone")
_QUESTIONS = {
    "filter[category]={0}": "c.slug = (CAST(:places AS text[]))[1]",
    "filter[category]={1}&filter[inStock]=false": "c.slug = (CAST(:places AS text[]))[2] AND NOT in_stock",
    "filter[category]={0}&filter[category]={2}&filter[active]=true": (
        "c.slug IN ((CAST(:places AS text[]))[1], (CAST(:places AS text[]))[3]) AND active"
    ),
    "filter[inStock]=true": "in_stock AND cardinality(CAST(:places AS text[])) = 3",
}
_COUNT = """SELECT count(*) AS total FROM products p LEFT JOIN categories c ON c.id = p.category_id
            WHERE {own} AND {condition}"""


async def _undone(runtime: Runtime, statement: str, **parameters: Any) -> None:
    async with transaction(runtime) as db:
        await db.execute(text(statement), parameters)
        raise RuntimeError("undone")


async def _sum_up(runtime: Runtime) -> None:
    async with transaction(runtime) as db:
        await sum_up_counts.handler(db)
    rows = await fetch(runtime, "SELECT category_id, in_stock, active FROM products_counts")
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("sort", ["createdAt", "price", "name"])
async def test_any_page_is_the_one_that_it_should_be(runtime: Runtime, client: httpx2.AsyncClient, sort: str) -> None:
    """f23: from the first to the last, past the last, from whichever end they are read; as cursors give them."""
    word = mark()
    await fetch(
        runtime,
        """INSERT INTO products (sku, name, slug, price_minor, currency, stock, created_at)
           SELECT :word || n, :word || ' ' || md5(n::text), :word || '-' || n, (n * 7919) % 400, 'USD', 1,
                  now() - (n % 50) * interval '1 hour'
           FROM generate_series(1, 2525) AS n""",
        word=word,
    )
    query = f"search={word}&sort={sort}&limit=100&fields=id"
    pages: list[list[str]] = []
    for page in range(1, 28):
        answer = (await listed(client, f"{query}&page={page}")).json()
        assert answer["pagination"]["total"] == 2525
        pages.append([row["id"] for row in answer["data"]])
    assert [len(page) for page in pages] == [100] * 25 + [25, 0]
    by_page = [row for page in pages for row in page]
    assert len(set(by_page)) == 2525
    by_cursor: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        answer = (await listed(client, f"{query}&cursor={cursor}")).json()
        by_cursor += [row["id"] for row in answer["data"]]
        cursor = answer["pagination"]["nextCursor"]
    assert by_cursor == by_page
    assert (await listed(client, f"{query}&page=1000000")).json()["data"] == []


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "W10",
        "WyJjcmVhdGVkQXQiLHRydWUsIjIwMjYiLCJ4Il0",
        "eyJhIjoxfQ",
        "LTE",
        "WyJwcmljZSIsdHJ1ZSwiTmFOIiwiMDFhMjAyNDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAwIl0",
    ],
)
async def test_f23_a_tampered_cursor_is_refused(client: httpx2.AsyncClient, cursor: str) -> None:
    for sort in ("createdAt", "price"):
        answer = await listed(client, f"sort={sort}&cursor={cursor}")
        assert answer.status_code == 400, answer.text
        assert answer.json()["error"]["details"][0]["field"] == "cursor"


@pytest.mark.parametrize(
    ("typed", "name"), [("lapptop", "laptop"), ("wirless", "wireless"), ("kaffee muehle", None), ("crème", "Creme")]
)
async def test_typing_errors_and_accents_are_forgiven(
    manager: Person, client: httpx2.AsyncClient, typed: str, name: str | None
) -> None:
    await add_product(manager, name="Wireless laptop Creme")
    answer = await listed(client, f"search={typed}&sort=relevance&limit=100")
    assert (answer.json()["pagination"]["total"] > 0) is (name is not None)
    found = await client.get(f"{V1}/search", params={"q": typed, "types": "product"})
    marked = {piece["text"].lower() for hit in found.json()["data"] for piece in hit["title"] if piece["match"]}
    assert marked == ({name.lower()} if name else set())
