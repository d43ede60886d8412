"""/categories: a tree that is always a tree."""

import asyncio
from typing import Any

import httpx2
import pytest

from tests.catalog.support import V1, add_category, add_product, mark
from tests.conftest import MakePerson, Person

pytestmark = pytest.mark.anyio


async def test_the_tree_comes_in_its_order_with_counts(manager: Person, client: httpx2.AsyncClient) -> None:
    root = await add_category(manager, "Furniture", description="To sit, lie and write on", position=-5)
    late = await add_category(manager, "Beds", parent=root["slug"], position=2)
    chairs = await add_category(manager, "Chairs", parent=root["slug"], position=1)
    desks = await add_category(manager, "desks", parent=root["slug"], position=1)
    standing = await add_category(manager, "Standing", parent=desks["slug"])
    for category in (standing, desks, chairs):
        await add_product(manager, category=category["slug"])
    await add_product(manager, category=chairs["slug"], active=False)
    listed = await _tree(client, root["slug"])
    assert [(row["slug"], row["depth"], row["parent"], row["productCount"]) for row in listed] == [
        (root["slug"], 0, None, 3),
        (chairs["slug"], 1, root["slug"], 1),
        (desks["slug"], 1, root["slug"], 2),
        (standing["slug"], 2, desks["slug"], 1),
        (late["slug"], 1, root["slug"], 0),
    ]
    one = await client.get(f"{V1}/categories/{desks['id']}")
    assert one.json()["data"] == listed[2]
    again = await client.get(f"{V1}/categories/{desks['id']}", headers={"If-None-Match": one.headers["etag"]})
    assert again.status_code == 304


async def test_what_lies_in_a_category_moves_with_it(manager: Person, client: httpx2.AsyncClient) -> None:
    first, second = await add_category(manager, "First"), await add_category(manager, "Second")
    moved = await add_category(manager, "Moved", parent=first["slug"])
    inner = await add_category(manager, "Inner", parent=moved["slug"])
    product = await add_product(manager, name=mark(), category=inner["slug"])
    answer = await _patch(manager, moved, {"parent": second["slug"]})
    assert answer.status_code == 200, answer.text
    assert (answer.json()["data"]["parent"], answer.json()["data"]["productCount"]) == (second["slug"], 1)
    assert [row["slug"] for row in await _tree(client, first["slug"])] == [first["slug"]]
    assert [row["depth"] for row in await _tree(client, second["slug"])] == [0, 1, 2]
    for slug, names in ((first["slug"], []), (second["slug"], [product["name"]]), (moved["slug"], [product["name"]])):
        found = await client.get(f"{V1}/products?filter[category]={slug}")
        assert [row["name"] for row in found.json()["data"]] == names
    assert (await _patch(manager, moved, {"parent": None})).json()["data"]["depth"] == 0


async def test_a_category_cannot_lie_in_itself(manager: Person, client: httpx2.AsyncClient) -> None:
    outer = await add_category(manager, "Outer")
    inner = await add_category(manager, "Inner", parent=outer["slug"])
    for parent in (outer, inner):
        answer = await _patch(manager, outer, {"parent": parent["slug"]})
        assert answer.status_code == 422
        assert answer.json()["error"]["details"][0]["field"] == "parent"
    assert [row["slug"] for row in await _tree(client, outer["slug"])] == [outer["slug"], inner["slug"]]


async def test_two_moves_at_once_make_no_circle(manager: Person) -> None:
    one, other = await add_category(manager, "One"), await add_category(manager, "Other")
    answers = await asyncio.gather(
        _patch(manager, one, {"parent": other["slug"]}), _patch(manager, other, {"parent": one["slug"]})
    )
    assert sorted(answer.status_code for answer in answers) == [200, 422]


async def test_categories_lie_at_most_eight_deep(manager: Person, client: httpx2.AsyncClient) -> None:
    chain = [await add_category(manager, "Level0")]
    for depth in range(1, 8):
        chain.append(await add_category(manager, f"Level{depth}", parent=chain[-1]["slug"]))
    answer = await manager.post("/categories", {"name": "Too deep", "parent": chain[-1]["slug"]})
    assert answer.status_code == 422
    other = await add_category(manager, "Other")
    assert (await _patch(manager, chain[0], {"parent": other["slug"]})).status_code == 422
    assert len(await _tree(client, chain[0]["slug"])) == 8
    assert len(await _tree(client, other["slug"])) == 1


async def test_a_category_that_is_not_empty_stays(manager: Person, client: httpx2.AsyncClient) -> None:
    outer = await add_category(manager, "Outer")
    inner = await add_category(manager, "Inner", parent=outer["slug"])
    product = await add_product(manager, category=inner["slug"], active=False)
    for category in (outer, inner):
        answer = await manager.call("DELETE", f"/categories/{category['id']}")
        assert answer.status_code == 409
        assert answer.json()["error"]["code"] == "CONFLICT"
    assert len(await _tree(client, outer["slug"])) == 2
    await manager.call("DELETE", f"/products/{product['id']}")
    for category in (inner, outer):
        assert (await manager.call("DELETE", f"/categories/{category['id']}")).status_code == 200
    assert await _tree(client, outer["slug"]) == []
    assert (await client.get(f"{V1}/categories/{outer['id']}")).status_code == 404


async def test_slugs_are_unique_and_made_from_names(manager: Person) -> None:
    word = mark()
    first = (await manager.post("/categories", {"name": f"Küche {word}"})).json()["data"]
    second = (await manager.post("/categories", {"name": f"Küche {word}"})).json()["data"]
    assert first["slug"] == f"kuche-{word}"
    assert second["slug"].startswith(f"kuche-{word}-")
    for answer in (
        await manager.post("/categories", {"name": "Another", "slug": first["slug"]}),
        await _patch(manager, second, {"slug": first["slug"]}),
    ):
        assert answer.status_code == 409
        assert answer.json()["error"]["details"][0]["field"] == "slug"


async def test_of_two_who_change_one_category_the_second_is_told(manager: Person, client: httpx2.AsyncClient) -> None:
    category = await add_category(manager, "Lamps")
    etag = (await client.get(f"{V1}/categories/{category['id']}")).headers["etag"]
    assert (await _patch(manager, category, {"name": "Lights"}, etag)).status_code == 200
    assert (await _patch(manager, category, {"name": "Lanterns"}, etag)).status_code == 412
    late = await manager.call("DELETE", f"/categories/{category['id']}", headers={"If-Match": etag})
    assert late.status_code == 412
    assert [row["name"] for row in await _tree(client, category["slug"])] == ["Lights"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("slug", "Not A Slug"), ("parent", "nowhere-at-all"), ("position", 1_000_000), ("depth", 1)],
)
async def test_what_makes_no_sense_is_refused(manager: Person, field: str, value: object) -> None:
    answer = await manager.post("/categories", {"name": "Lamps", field: value})
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["details"][0]["field"] == field


async def test_changes_are_recorded(manager: Person, person: MakePerson) -> None:
    category = await add_category(manager, "Lamps")
    await _patch(manager, category, {"name": "Lights", "position": 0})
    await manager.call("DELETE", f"/categories/{category['id']}")
    entries = (await (await person(role="admin")).get(f"/audit-logs?filter[resourceId]={category['id']}")).json()
    assert [entry["action"] for entry in entries["data"]] == [
        "category.deleted",
        "category.updated",
        "category.created",
    ]
    assert entries["data"][1]["changes"] == {"name": {"from": "Lamps", "to": "Lights"}}


async def _tree(client: httpx2.AsyncClient, slug: str) -> list[dict[str, Any]]:
    """A category and what lies in it, as the list has them."""
    rows = (await client.get(f"{V1}/categories")).json()["data"]
    inside: list[dict[str, Any]] = []
    for row in rows:
        if row["slug"] == slug or row["parent"] in {found["slug"] for found in inside}:
            inside.append(row)
    return inside


async def _patch(
    manager: Person, category: dict[str, Any], changes: dict[str, Any], etag: str | None = None
) -> httpx2.Response:
    headers = {"If-Match": etag} if etag else {}
    return await manager.call("PATCH", f"/categories/{category['id']}", json=changes, headers=headers)
