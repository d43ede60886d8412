"""What the tests of the catalog share."""

import secrets
from collections.abc import Awaitable, Callable
from typing import Any

import httpx2

from tests.conftest import Person

V1 = "/api/v1"
RunJobs = Callable[[], Awaitable[None]]


def mark() -> str:
    """A word that is nowhere else in the catalog."""
    return f"q{secrets.token_hex(5)}"


async def add_product(manager: Person, **fields: Any) -> dict[str, Any]:
    """A new product; what is not said about it is something usual."""
    form = {"sku": mark().upper(), "name": "Walnut desk", "price": "499.00", "currency": "USD", **fields}
    answer = await manager.post("/products", form)
    assert answer.status_code == 201, answer.text
    data: dict[str, Any] = answer.json()["data"]
    return data


async def add_category(manager: Person, name: str, **fields: Any) -> dict[str, Any]:
    """A new category whose slug nobody else has."""
    form = {"name": name, "slug": f"{name.lower()}-{mark()}", **fields}
    answer = await manager.post("/categories", form)
    assert answer.status_code == 201, answer.text
    data: dict[str, Any] = answer.json()["data"]
    return data


async def found(client: httpx2.AsyncClient, query: str) -> list[str]:
    """The names of the products that a query lists, in its order."""
    answer = await client.get(f"{V1}/products?{query}")
    assert answer.status_code == 200, answer.text
    return [product["name"] for product in answer.json()["data"]]


async def import_csv(manager: Person, content: str | bytes, run_jobs: RunJobs) -> dict[str, Any]:
    """What became of an import, once its job has run."""
    started = await manager.call("POST", "/products/imports", content=content, headers={"Content-Type": "text/csv"})
    assert started.status_code == 202, started.text
    await run_jobs()
    answer = await manager.get(f"/products/imports/{started.json()['data']['id']}")
    data: dict[str, Any] = answer.json()["data"]
    return data


async def export_csv(manager: Person, run_jobs: RunJobs, **filters: Any) -> str:
    """The file of an export."""
    started = await manager.post("/products/exports", filters)
    assert started.status_code == 202, started.text
    await run_jobs()
    export = (await manager.get(f"/products/exports/{started.json()['data']['id']}")).json()["data"]
    assert export["status"] == "completed", export
    answer = await manager.call("GET", export["url"].removeprefix(V1))
    assert answer.status_code == 200, answer.text
    return answer.text
