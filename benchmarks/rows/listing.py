"""`GET /products` as a signed-in shop has it: a category of 25,000 among 100,000, with its exact total."""

from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

import psycopg
from psycopg.rows import dict_row

from harness import catalog, http, people
from harness.bench import API, Bench, Served
from harness.errors import BenchmarkError
from harness.results import Result, thousands
from rows.me import forged
from rows.side_by_side import Target, Work, measure

PRODUCTS = 100_000
MATCHING = PRODUCTS // 4
LIMIT = 20
HELD = "groundwork-held"


def path(category: str) -> str:
    """Where the first page of a category is."""
    return f"{API}/products?{urlencode({'filter[category]': category, 'limit': LIMIT})}"


PATH = path(catalog.CATEGORY)
WITH_HIDDEN = path(catalog.OTHERS[0])
"""Of this category a few products are not for sale; guests must not find them."""

EXPECTED = """
    SELECT p.id::text, p.sku, p.name, p.slug, p.description, p.price::text, p.currency, c.slug AS category,
           c.name AS "categoryName", p.stock, p.in_stock AS "inStock", '[]'::json AS images, p.attributes, p.active,
           p.created_at AS "createdAt", p.updated_at AS "updatedAt"
    FROM products p JOIN categories c ON c.id = p.category_id WHERE c.slug = %s
    ORDER BY p.created_at DESC LIMIT %s"""


def run(bench: Bench) -> Result:
    """Measure managers, to whom nothing is held ready, beside a reader to whom it is."""
    catalog.fill(bench, PRODUCTS)
    contenders = ("groundwork", HELD, "limit", "express", "conventional")
    managers = {people.reader(bench.contenders[name]) for name in contenders if name != HELD}
    with people.acting_as(bench.database_url, "manager", *managers):
        return measure(
            bench,
            Work(
                name="list",
                title=f"A list, signed in, {thousands(MATCHING)} matching of {thousands(PRODUCTS)}",
                path=PATH,
                check=partial(check, expected_items(bench)),
                contenders=contenders,
                targets=(Target("express", "rate", 4.0), Target("limit", "cpu_us", 2.0)),
                notes=(
                    f"The newest {LIMIT} products of a category, whole, with the exact total. Readers are managers, "
                    "who see products that are not for sale, too: Groundwork reads their pages from the database each "
                    "time, and holds totals until a product changes. “Answer held” is the same server asked by an "
                    "ordinary user, whose answer it holds until a product changes; nothing is judged by that.",
                    "The limit holds verified sessions and the total in process, never takes the total back, and makes "
                    "one query. Express and FastAPI + ORM look up the session, read the page and count.",
                ),
            ),
        )


def expected_items(bench: Bench) -> list[dict[str, Any]]:
    """The page as the database has it."""
    with psycopg.connect(bench.database_url, row_factory=dict_row) as connection:
        rows: list[dict[str, Any]] = connection.execute(EXPECTED, [catalog.CATEGORY, LIMIT]).fetchall()
    return rows


def check(expected: list[dict[str, Any]], served: Served, token: str | None) -> None:
    """Make sure that the contender answers with the whole page and its total, and refuses a forged token."""
    url = f"{served.url}{PATH}"
    status, body = http.call("GET", url, token=token)
    if status != 200 or body["success"] is not True or "requestId" not in body["meta"]:
        raise BenchmarkError(f"{served.contender.title}: GET {PATH} answers {status} {body}")
    wanted = {"page": 1, "limit": LIMIT, "total": MATCHING, "totalPages": MATCHING // LIMIT}
    wanted |= {"hasNext": True, "hasPrev": False}
    if {name: body["pagination"].get(name) for name in wanted} != wanted:
        raise BenchmarkError(f"{served.contender.title}: {body['pagination']} instead of {wanted}")
    for seen, row in zip(body["data"], expected, strict=True):
        if seen | {name: datetime.fromisoformat(seen[name]) for name in ("createdAt", "updatedAt")} != row:
            raise BenchmarkError(f"{served.contender.title}: {seen} instead of {row}")
    if token:
        check_forged(served, token)


def check_forged(served: Served, token: str) -> None:
    """Make sure that a forged token opens nothing: it is refused, or its bearer is a guest."""
    url = f"{served.url}{WITH_HIDDEN}"
    status, body = http.call("GET", url, token=forged(token))
    if status == 401:
        return
    seen, real = body["pagination"]["total"], http.call("GET", url, token=token).body["pagination"]["total"]
    guests = http.call("GET", url).body["pagination"]["total"]
    if seen != guests or (seen == real and served.contender.name != HELD):
        raise BenchmarkError(f"{served.contender.title} shows {seen} of {real} products to a forged token")
