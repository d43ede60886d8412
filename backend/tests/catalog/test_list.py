"""The list of products: chapters 6.7 and 6.8, with the example request of 6.8 as it is written."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx2
import pytest

from tests.catalog.support import V1, add_category, add_product, mark
from tests.conftest import Person

pytestmark = pytest.mark.anyio


@dataclass(frozen=True)
class Shop:
    """Products that only these tests know, by a word that stands in the description of each."""

    word: str
    electronics: str
    computers: str


@pytest.fixture
async def shop(manager: Person) -> Shop:
    """Laptops and others, in and out of stock, cheap and dear, in a category and in one below."""
    word = mark()
    electronics = (await add_category(manager, "Electronics"))["slug"]
    computers = (await add_category(manager, "Computers", parent=electronics))["slug"]
    furniture = (await add_category(manager, "Furniture"))["slug"]
    for name, price, category, stock in (
        ("Ultralight laptop 14", "1499.00", computers, 3),
        ("Laptop sleeve", "39.00", electronics, 10),
        ("Workstation laptop", "2000.00", computers, 1),
        ("Budget laptop", "500.00", electronics, 2),
        ("Gaming laptop", "2000.01", computers, 5),
        ("Refurbished laptop", "799.00", computers, 0),
        ("Laptop table", "899.00", furniture, 4),
        ("Café lamp", "899.00", electronics, 4),
    ):
        await add_product(manager, name=name, price=price, category=category, stock=stock, description=f"About {word}.")
    return Shop(word, electronics, computers)


async def names(client: httpx2.AsyncClient, query: str) -> list[str]:
    """What a query lists, in its order."""
    answer = await client.get(f"{V1}/products?{query}")
    assert answer.status_code == 200, answer.text
    listed = [row["name"] for row in answer.json()["data"]]
    assert answer.json()["pagination"]["total"] == len(listed)
    return listed


async def test_the_example_of_the_guide_works_as_written(shop: Shop, client: httpx2.AsyncClient) -> None:
    query = (
        f"search=laptop&filter[category]={shop.electronics}&filter[inStock]=true&priceMin=500&priceMax=2000"
        "&sort=price&order=asc"
    )
    assert await names(client, query) == ["Budget laptop", "Ultralight laptop 14", "Workstation laptop"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("search=laptop", 7),
        ("search=laptops", 7),
        ("search=lap", 7),
        ("search=cafe", 1),
        ("search=Café lamp", 1),
        ('search="laptop table"', 1),
        ("search=laptop -table", 6),
        ("search=lptop", 7),
        ("search=nothinglikeit", 0),
        ("filter[category]={electronics}", 7),
        ("filter[category]={computers}", 4),
        ("filter[category]={computers}&filter[category]={electronics}", 7),
        ("filter[category]=there-is-none", 0),
        ("filter[category]=there-is-none&filter[category]={computers}", 4),
        ("filter[inStock]=true", 7),
        ("filter[inStock]=false", 1),
        ("priceMin=500", 7),
        ("priceMin=500.01", 6),
        ("priceMax=2000", 7),
        ("priceMax=1999.99", 6),
        ("priceMin=800&priceMax=900", 2),
        ("priceMin=900&priceMax=800", 0),
        ("filter[category]={computers}&filter[inStock]=false&priceMax=800", 1),
        ("search=laptop&filter[category]={electronics}", 6),
        ("search=laptop&filter[inStock]=false", 1),
        ("search=laptop&priceMax=100", 1),
        ("dateFrom=2100-01-01", 0),
        ("dateTo=2100-01-01", 8),
        ("filter[active]=true", 8),
        ("filter[active]=false", 0),
    ],
)
async def test_each_part_and_their_combinations(
    shop: Shop, client: httpx2.AsyncClient, query: str, expected: int
) -> None:
    asked = query.format(electronics=shop.electronics, computers=shop.computers)
    text = asked.partition("search=")[2].partition("&")[0]
    rest = "&".join(part for part in asked.split("&") if not part.startswith("search="))
    search = quote(f"{shop.word} {text}".strip())
    assert len(await names(client, f"search={search}&{rest}".rstrip("&"))) == expected


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        ("price", "Laptop sleeve", "Gaming laptop"),
        ("name", "Budget laptop", "Workstation laptop"),
        ("stock", "Refurbished laptop", "Laptop sleeve"),
        ("createdAt", "Ultralight laptop 14", "Café lamp"),
        ("updatedAt", "Ultralight laptop 14", "Café lamp"),
    ],
)
async def test_it_is_sorted_by_what_is_asked_for(
    shop: Shop, client: httpx2.AsyncClient, sort: str, first: str, last: str
) -> None:
    up = await names(client, f"search={shop.word}&sort={sort}&order=asc")
    assert (up[0], up[-1]) == (first, last)
    down = await names(client, f"search={shop.word}&sort={sort}")
    assert down == up[::-1]


async def test_sorted_by_sku_case_does_not_count(manager: Person, client: httpx2.AsyncClient) -> None:
    word = mark()
    for letter in "bAc":
        await add_product(manager, name=letter, sku=f"{letter}-{word}", description=word)
    assert await names(client, f"search={word}&sort=sku&order=asc") == ["A", "b", "c"]


async def test_the_most_relevant_comes_first(manager: Person, client: httpx2.AsyncClient) -> None:
    word = mark()
    await add_product(manager, name=f"{word} lamp")
    await add_product(manager, name="Shade", description=f"Fits every {word}.")
    assert await names(client, f"search={word}&sort=relevance") == [f"{word} lamp", "Shade"]


@pytest.mark.parametrize("sort", ["createdAt", "name", "price", "stock", "sku", "updatedAt"])
async def test_a_cursor_goes_through_all(shop: Shop, client: httpx2.AsyncClient, sort: str) -> None:
    wanted = await names(client, f"search={shop.word}&sort={sort}")
    seen: list[str] = []
    cursor = ""
    while cursor is not None:
        answer = await client.get(f"{V1}/products?search={shop.word}&sort={sort}&limit=3&cursor={cursor}")
        assert answer.status_code == 200, answer.text
        seen += [row["name"] for row in answer.json()["data"]]
        cursor = answer.json()["pagination"]["nextCursor"]
    assert seen == wanted


async def test_pages_and_fields(shop: Shop, client: httpx2.AsyncClient) -> None:
    answer = await client.get(f"{V1}/products?search={shop.word}&page=2&limit=5&fields=name,price,images&sort=price")
    assert answer.json()["pagination"] == {
        "page": 2,
        "limit": 5,
        "total": 8,
        "totalPages": 2,
        "hasNext": False,
        "hasPrev": True,
    }
    rows: list[dict[str, Any]] = answer.json()["data"]
    assert [row["price"] for row in rows] == ["799.00", "500.00", "39.00"]
    assert all(row.keys() == {"name", "price", "images"} for row in rows)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("filter[color]=red", "filter[color]"),
        ("filter[inStock]=perhaps", "filter[inStock]"),
        ("filter[category]=Not A Slug", "filter[category].0"),
        ("priceMin=cheap", "priceMin"),
        ("priceMin=-1", "priceMin"),
        ("priceMax=NaN", "priceMax"),
        ("priceMax=Infinity", "priceMax"),
        ("priceMax=1e400", "priceMax"),
        ("priceMin=1&priceMin=2", "priceMin"),
        ("sort=price_minor", "sort"),
        ("sort=search", "sort"),
        ("fields=search", "fields"),
        ("fields=priceMinor", "fields"),
        ("limit=101", "limit"),
        ("cursor=nonsense", "cursor"),
        ("maxPrice=1", "maxPrice"),
    ],
)
async def test_what_the_list_does_not_understand_is_refused(client: httpx2.AsyncClient, query: str, field: str) -> None:
    answer = await client.get(f"{V1}/products?{query}")
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["code"] == "VALIDATION_ERROR"
    assert answer.json()["error"]["details"][0]["field"] == field
