"""/products: adding, reading, changing, deleting."""

from uuid import UUID

import httpx2
import pytest

from groundwork.kernel.runtime import Runtime
from tests.catalog.support import V1, add_category, add_product, mark
from tests.conftest import MakePerson, Person

pytestmark = pytest.mark.anyio


async def test_a_product_is_added_and_everybody_sees_it(manager: Person, client: httpx2.AsyncClient) -> None:
    category = await add_category(manager, "Desks")
    form = {
        "sku": mark(),
        "name": "Grüne Tischlampe Nº 1",
        "price": "1299.5",
        "currency": "USD",
        "description": "Bends wherever light is needed.",
        "category": category["slug"],
        "stock": 4,
        "attributes": {"Color": "green", "Length": "40 cm"},
    }
    answer = await manager.post("/products", form)
    assert answer.status_code == 201, answer.text
    product = answer.json()["data"]
    assert UUID(product["id"]).version == 7
    assert product == {
        **form,
        "id": product["id"],
        "slug": product["slug"],
        "price": "1299.50",
        "categoryName": "Desks",
        "inStock": True,
        "images": [],
        "active": True,
        "createdAt": product["createdAt"],
        "updatedAt": product["updatedAt"],
    }
    assert product["slug"].startswith("grune-tischlampe-no-1")
    for path in (f"/products/{product['id']}", f"/products/by-slug/{product['slug']}"):
        seen = await client.get(f"{V1}{path}")
        assert seen.json()["data"] == product
        assert seen.headers["etag"] == answer.headers["etag"]
    again = await client.get(f"{V1}/products/{product['id']}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    listed = await client.get(f"{V1}/products?search={form['sku']}")
    assert listed.json()["data"] == [product]


@pytest.mark.parametrize(
    ("price", "currency", "shown"),
    [("499.00", "USD", "499.00"), ("500", "JPY", "500"), ("1.234", "KWD", "1.234"), ("0", "EUR", "0.00")],
)
async def test_a_price_is_exact_in_its_currency(manager: Person, price: str, currency: str, shown: str) -> None:
    product = await add_product(manager, price=price, currency=currency)
    assert (product["price"], product["currency"]) == (shown, currency)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("price", "1.005"),
        ("price", "-1"),
        ("price", "1e3"),
        ("price", "1,50"),
        ("price", 499.0),
        ("price", 499),
        ("price", "9" * 16),
        ("currency", "usd"),
        ("currency", "DOLLAR"),
        ("sku", ""),
        ("sku", "a\u0007"),
        ("name", " "),
        ("stock", -1),
        ("stock", 1.5),
        ("stock", "3"),
        ("slug", "No Slug"),
        ("category", "there-is-none"),
        ("attributes", {str(number): "x" for number in range(51)}),
        ("attributes", {"color": 1}),
        ("attributes", {"": "x"}),
        ("priceMinor", 1),
        ("inStock", True),
    ],
)
async def test_what_makes_no_sense_is_refused_and_nothing_is_added(
    manager: Person, client: httpx2.AsyncClient, field: str, value: object
) -> None:
    name = mark()
    form = {"sku": mark(), "name": name, "price": "499.00", "currency": "USD", field: value}
    answer = await manager.post("/products", form)
    assert answer.status_code == 400, answer.text
    error = answer.json()["error"]
    assert error["code"] == "VALIDATION_ERROR"
    assert error["details"][0]["field"].split(".")[0] == field
    assert (await client.get(f"{V1}/products?search={name}")).json()["data"] == []


async def test_a_sku_is_unique_whatever_its_case(manager: Person) -> None:
    product = await add_product(manager, sku=f"Lap-{mark()}")
    form = {"sku": product["sku"].upper(), "name": "Another", "price": "1", "currency": "USD"}
    for answer in (await manager.post("/products", form), await _patch(manager, await add_product(manager), form)):
        assert answer.status_code == 409
        assert answer.json()["error"]["code"] == "DUPLICATE_ENTRY"
        assert answer.json()["error"]["details"] == [{"field": "sku", "message": "Another product has this SKU"}]


async def test_slugs_come_from_names_and_are_unique(manager: Person) -> None:
    name = f"Desk {mark()}"
    first, second = await add_product(manager, name=name), await add_product(manager, name=name)
    assert second["slug"].startswith(f"{first['slug']}-")
    answer = await _patch(manager, second, {"slug": first["slug"]})
    assert answer.status_code == 409
    assert answer.json()["error"]["details"][0]["field"] == "slug"
    assert (await add_product(manager, name="日本"))["slug"].startswith("product")


async def test_a_change_changes_what_was_sent_and_is_recorded(
    manager: Person, person: MakePerson, client: httpx2.AsyncClient
) -> None:
    category = await add_category(manager, "Chairs")
    product = await add_product(manager, attributes={"Color": "green"}, stock=3)
    changes = {
        "name": "Oak chair",
        "category": category["slug"],
        "price": "12.5",
        "stock": 0,
        "attributes": {"Wood": "oak"},
        "active": True,
    }
    answer = await _patch(manager, product, changes)
    assert answer.status_code == 200, answer.text
    changed = answer.json()["data"]
    assert changed == {
        **product,
        **changes,
        "price": "12.50",
        "categoryName": "Chairs",
        "inStock": False,
        "updatedAt": changed["updatedAt"],
    }
    assert changed["updatedAt"] > product["updatedAt"]
    assert (await client.get(f"{V1}/products/{product['id']}")).json()["data"] == changed
    admin = await person(role="admin")
    entries = (await admin.get(f"/audit-logs?filter[resourceId]={product['id']}")).json()["data"]
    assert [entry["action"] for entry in entries] == ["product.updated", "product.created"]
    assert entries[0]["changes"]["price"] == {"from": "499.00", "to": "12.50"}
    assert "active" not in entries[0]["changes"]
    same = await _patch(manager, changed, {"price": "12.50", "currency": "USD"})
    assert same.json()["data"] == changed
    assert (await _patch(manager, changed, {"category": None})).json()["data"]["category"] is None


async def test_another_currency_takes_a_price_with_it(manager: Person) -> None:
    product = await add_product(manager)
    refused = await _patch(manager, product, {"currency": "JPY"})
    assert refused.status_code == 400
    assert refused.json()["error"]["details"][0]["field"] == "price"
    assert (await _patch(manager, product, {"currency": "JPY", "price": "499.5"})).status_code == 400
    assert (await manager.get(f"/products/{product['id']}")).json()["data"] == product
    changed = (await _patch(manager, product, {"currency": "JPY", "price": "80000"})).json()["data"]
    assert (changed["price"], changed["currency"]) == ("80000", "JPY")


async def test_of_two_who_change_one_product_the_second_is_told(manager: Person) -> None:
    product = await add_product(manager)
    etag = (await manager.get(f"/products/{product['id']}")).headers["etag"]
    first = await _patch(manager, product, {"stock": 1}, etag)
    assert first.status_code == 200
    for answer in (
        await _patch(manager, product, {"stock": 2}, etag),
        await manager.call("DELETE", f"/products/{product['id']}", headers={"If-Match": etag}),
    ):
        assert answer.status_code == 412
    assert (await manager.get(f"/products/{product['id']}")).json()["data"]["stock"] == 1
    assert (await _patch(manager, product, {"stock": 2}, first.headers["etag"])).status_code == 200


async def test_a_product_is_deleted(manager: Person, client: httpx2.AsyncClient) -> None:
    product = await add_product(manager)
    answer = await manager.call("DELETE", f"/products/{product['id']}")
    assert answer.status_code == 200
    assert (await client.get(f"{V1}/products/{product['id']}")).status_code == 404
    assert (await manager.call("DELETE", f"/products/{product['id']}")).status_code == 404
    assert (await _patch(manager, product, {"stock": 1})).status_code == 404


async def test_what_is_not_active_is_for_those_who_may_preview(
    manager: Person, person: MakePerson, client: httpx2.AsyncClient, runtime: Runtime
) -> None:
    name = mark()
    product = await add_product(manager, name=name, active=False)
    user = await person()
    for path in (f"/products/{product['id']}", f"/products/by-slug/{product['slug']}"):
        assert (await client.get(f"{V1}{path}")).status_code == 404
        assert (await user.get(path)).status_code == 404
        assert (await manager.get(path)).json()["data"] == product
    for query in (f"search={name}", f"search={name}&filter[active]=false"):
        assert (await client.get(f"{V1}/products?{query}")).json()["data"] == []
        assert (await user.get(f"/products?{query}")).json()["data"] == []
        assert (await manager.get(f"/products?{query}")).json()["data"] == [product]
    assert (await manager.get(f"/products?search={name}&filter[active]=true")).json()["data"] == []


async def _patch(
    manager: Person, product: dict[str, object], changes: dict[str, object], etag: str | None = None
) -> httpx2.Response:
    headers = {"If-Match": etag} if etag else {}
    return await manager.call("PATCH", f"/products/{product['id']}", json=changes, headers=headers)
