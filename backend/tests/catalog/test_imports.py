"""/products/imports and /products/exports: CSV in and out, all rows or none."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import httpx2
import pytest
from sqlalchemy import update

from groundwork.domains.catalog.imports import note_interruption
from groundwork.domains.catalog.jobs import forget_transfers
from groundwork.domains.catalog.models import CatalogTransfer
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime
from tests.catalog.support import RunJobs, add_category, add_product, export_csv, found, import_csv, mark
from tests.conftest import MakePerson, Person

pytestmark = pytest.mark.anyio

_NAMES = "sku,name,price,currency,category,stock,description,active,slug,attribute:Color"


async def test_a_file_adds_and_changes_products(
    manager: Person, client: httpx2.AsyncClient, run_jobs: RunJobs, person: MakePerson
) -> None:
    category = await add_category(manager, "Lamps")
    word = mark()
    there = await add_product(manager, name=f"{word} old", stock=5, attributes={"Color": "red", "Wood": "oak"})
    same = await add_product(manager, name=f"{word} same", attributes={"Color": "blue"})
    content = (
        f"{_NAMES}\r\n"
        f'{there["sku"].lower()},{word} old,12.50,USD,{category["slug"]},,"Two\nlines, ""quoted""",yes,,\r\n'
        f"{word}-1,{word} new,1.234,KWD,,7,,false,{word}-slug,green\r\n"
        f"{word}-2,{word} new,80000,JPY,,,,,,\r\n"
        f"{same['sku']},{word} same,499,USD,,0,,true,{same['slug']},blue\r\n"
    )
    done = await import_csv(manager, content, run_jobs)
    assert done == {
        **done,
        "status": "completed",
        "total": 4,
        "done": 4,
        "created": 2,
        "updated": 1,
        "errorCount": 0,
        "errors": [],
    }
    products = {
        product["sku"]: product
        for product in (await manager.get(f"/products?search={word}&sort=sku&order=asc")).json()["data"]
    }
    changed = products[there["sku"].lower()]
    assert changed["description"] == 'Two\nlines, "quoted"'
    assert (changed["price"], changed["stock"], changed["category"]) == ("12.50", 5, category["slug"])
    assert changed["attributes"] == {"Wood": "oak"}
    assert changed["slug"] == there["slug"]
    first, second = products[f"{word}-1"], products[f"{word}-2"]
    assert (first["price"], first["active"], first["slug"]) == ("1.234", False, f"{word}-slug")
    assert first["attributes"] == {"Color": "green"}
    assert (second["price"], second["stock"], second["active"]) == ("80000", 0, True)
    assert products[same["sku"]] == same
    admin = await person(role="admin")
    entries = (await admin.get(f"/audit-logs?filter[resourceId]={done['id']}")).json()["data"]
    assert [entry["action"] for entry in entries] == ["products.imported", "products.import_requested"]
    assert entries[0]["changes"] == {"created": 2, "updated": 1, "errors": 0}
    assert entries[0]["actorId"] == manager.id


async def test_one_wrong_row_and_nothing_is_imported(
    manager: Person, client: httpx2.AsyncClient, run_jobs: RunJobs
) -> None:
    word = mark()
    there = await add_product(manager, name=f"{word} old", slug=f"{word}-taken")
    content = "\n".join(
        [
            _NAMES,
            f"{there['sku']},{word} changed,1,USD,,,,,,",
            f"{word}-1,{word},1.005,USD,nowhere,-1,,perhaps,{word}-taken,",
            f"{word}-2,,1,usd,,,,,,",
            f"{word}-2,{word},1,USD,,,,,,",
            f"{word}-3,{word},1",
            "",
            f"{word}-4,{word},1,USD,,,,,{word}-taken,",
            f"{word}-5,{word},1,USD,,,,,{word}-mine,",
            f"{word}-6,{word},1,USD,,,,,{word}-mine,",
            f",{word},1,USD,,,,,,{'x' * 501}",
        ]
    )
    done = await import_csv(manager, content, run_jobs)
    assert done["status"] == "failed"
    told = {(problem["row"], problem["field"]): problem["message"] for problem in done["errors"]}
    assert told.keys() == {
        (3, "stock"),
        (3, "active"),
        (4, "name"),
        (4, "currency"),
        (5, "sku"),
        (6, None),
        (8, "slug"),
        (10, "slug"),
        (11, "sku"),
        (11, "attribute:Color"),
    }
    assert told[4, "name"] == "Must not be empty"
    assert told[5, "sku"] == "Is in the file more than once"
    assert told[6, None] == "Has 3 cells where there are 10 columns"
    assert told[8, "slug"] == "Another product has this slug"
    assert done["errorCount"] == len(done["errors"]) == 10
    assert [problem["row"] for problem in done["errors"]] == sorted(problem["row"] for problem in done["errors"])
    assert (done["created"], done["updated"]) == (0, 0)
    assert await found(client, f"search={word}") == [f"{word} old"]


async def test_what_is_exported_and_imported_again_changes_nothing(
    manager: Person, client: httpx2.AsyncClient, run_jobs: RunJobs
) -> None:
    word = mark()
    category = await add_category(manager, "Trips")
    await add_product(
        manager,
        name=f"=1+1 {word}",
        description='-2\n"quoted", @ and so on',
        category=category["slug"],
        attributes={"Color": "+red", "Note; of": "'=x"},
        stock=3,
    )
    await add_product(manager, name=f"'=1+1 {word}", price="80000", currency="JPY", active=False)
    before = (await manager.get(f"/products?search={word}")).json()["data"]
    content = await export_csv(manager, run_jobs, search=word)
    lines = content.split("\r\n")
    assert lines[0] == f"{_NAMES.rpartition(',')[0]},attribute:Color,attribute:Note; of"
    assert f"'=1+1 {word}" in lines[1]
    done = await import_csv(manager, content, run_jobs)
    assert (done["status"], done["created"], done["updated"]) == ("completed", 0, 0), done
    assert (await manager.get(f"/products?search={word}")).json()["data"] == before


async def test_columns_that_are_not_there_change_nothing(manager: Person, run_jobs: RunJobs) -> None:
    product = await add_product(manager, stock=5, description="As it was", attributes={"Color": "red"})
    done = await import_csv(manager, f"sku;stock\n{product['sku']};9\n", run_jobs)
    assert (done["status"], done["created"], done["updated"]) == ("completed", 0, 1), done
    changed = (await manager.get(f"/products/{product['id']}")).json()["data"]
    assert changed == {**product, "stock": 9, "updatedAt": changed["updatedAt"]}


async def test_a_new_product_needs_a_name_and_a_price(
    manager: Person, client: httpx2.AsyncClient, run_jobs: RunJobs
) -> None:
    product = await add_product(manager, stock=5)
    word = mark()
    done = await import_csv(manager, f"sku,stock\n{product['sku']},9\n{word},9\n", run_jobs)
    assert done["status"] == "failed"
    assert [(problem["row"], problem["field"]) for problem in done["errors"]] == [(3, "name"), (3, "price")]
    assert (await manager.get(f"/products/{product['id']}")).json()["data"]["stock"] == 5
    assert await found(client, f"search={word}") == []


async def test_products_can_trade_their_slugs(manager: Person, run_jobs: RunJobs) -> None:
    one, other = await add_product(manager), await add_product(manager)
    content = f"sku,slug\n{one['sku']},{other['slug']}\n{other['sku']},{one['slug']}\n"
    assert (await import_csv(manager, content, run_jobs))["updated"] == 2
    assert (await manager.get(f"/products/by-slug/{one['slug']}")).json()["data"]["id"] == other["id"]


async def test_products_of_one_name_get_slugs_of_their_own(manager: Person, run_jobs: RunJobs) -> None:
    word = mark()
    rows = "".join(f"{word}-{number},Desk {word},1,USD\n" for number in range(3))
    assert (await import_csv(manager, f"sku,name,price,currency\n{rows}", run_jobs))["created"] == 3
    products = (await manager.get(f"/products?search={word}&sort=sku&order=asc")).json()["data"]
    slugs = [product["slug"] for product in products]
    assert slugs[0] == f"desk-{word}"
    assert all(slug.startswith(f"desk-{word}-") for slug in slugs[1:])
    assert len(set(slugs)) == 3


async def test_all_that_is_wrong_is_counted_and_the_first_is_told(
    manager: Person, client: httpx2.AsyncClient, run_jobs: RunJobs
) -> None:
    word = mark()
    rows = "".join(f"{word}-{number},{word},free,USD\n" for number in range(5000))
    done = await import_csv(manager, f"sku,name,price,currency\n{rows}", run_jobs)
    assert (done["status"], done["done"], done["total"], done["errorCount"]) == ("failed", 5000, 5000, 5000)
    assert [problem["row"] for problem in done["errors"]] == list(range(2, 202))
    assert await found(client, f"search={word}") == []


async def test_attributes_are_bounded_together_with_those_that_are_there(manager: Person, run_jobs: RunJobs) -> None:
    product = await add_product(manager, attributes={f"a{number}": "x" for number in range(50)})
    done = await import_csv(manager, f"sku,attribute:b\n{product['sku']},y\n", run_jobs)
    assert done["status"] == "failed"
    assert done["errors"][0]["message"].startswith("Has more than 50 attributes")
    done = await import_csv(manager, f"sku,attribute:b,attribute:a0\n{product['sku']},y,\n", run_jobs)
    assert done["status"] == "completed", done
    changed = (await manager.get(f"/products/{product['id']}")).json()["data"]["attributes"]
    assert changed.keys() == {"b"} | {f"a{number}" for number in range(1, 50)}


@pytest.mark.parametrize(
    ("content", "row", "field"),
    [
        (b"sku,name,price,currency\nA,caf\xe9,1,USD\n", 2, "name"),
        (b"sku,name,price,currency\nA,a\0b,1,USD\n", 2, "name"),
        (b"sku,name,price,currency\nA,\xe2\x80\xaegnp,1,USD\n", 2, "name"),
        (b'sku,name,price,currency\nA,Desk,1,USD\nB,"Desk,1,USD\n', 3, None),
        (b"name,price,currency\nDesk,1,USD\n", 1, "sku"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", 1, "sku"),
        (b"", 1, "sku"),
    ],
)
async def test_a_file_that_cannot_be_read_is_told(
    manager: Person, run_jobs: RunJobs, content: bytes, row: int, field: str | None
) -> None:
    done = await import_csv(manager, content, run_jobs)
    assert done["status"] == "failed"
    assert (row, field) in [(problem["row"], problem["field"]) for problem in done["errors"]]
    assert (done["created"], done["updated"]) == (0, 0)


async def test_a_file_of_names_alone_changes_nothing(manager: Person, run_jobs: RunJobs) -> None:
    done = await import_csv(manager, "sku,name\n", run_jobs)
    assert (done["status"], done["total"], done["created"]) == ("completed", 0, 0)


async def test_only_csv_is_taken_and_not_too_much_of_it(manager: Person, runtime: Runtime) -> None:
    before = [found.path async for found in runtime.storage.below("catalog/transfers")]
    wrong = await manager.call(
        "POST", "/products/imports", content=b"sku", headers={"Content-Type": "application/json"}
    )
    assert wrong.status_code == 415

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(101):
            yield b"x" * 1_000_000

    huge = await manager.call("POST", "/products/imports", content=endless(), headers={"Content-Type": "text/csv"})
    assert huge.status_code == 413
    after = [found.path async for found in runtime.storage.below("catalog/transfers")]
    assert after == before


async def test_transfers_are_found_again(manager: Person, person: MakePerson, run_jobs: RunJobs) -> None:
    done = await import_csv(manager, "sku,name\n", run_jobs)
    colleague = await person(role="manager")
    listed = (await colleague.get("/products/imports?limit=1")).json()["data"]
    assert listed == [done]
    assert done["url"] is None
    assert (await colleague.get(f"/products/exports/{done['id']}")).status_code == 404
    await export_csv(manager, run_jobs, search="nothing")
    [export] = (await colleague.get("/products/exports?limit=1&filter[status]=completed")).json()["data"]
    assert export["url"] == f"/api/v1/products/exports/{export['id']}/content"
    user = await person()
    for path in (f"/products/imports/{done['id']}", f"/products/exports/{export['id']}/content"):
        assert (await user.get(path)).status_code == 403


async def test_an_export_takes_what_its_filters_let_through(manager: Person, run_jobs: RunJobs) -> None:
    word = mark()
    category = await add_category(manager, "Trips")
    await add_product(manager, sku=f"{word}-a", description=word, category=category["slug"], stock=1, price="5")
    await add_product(manager, sku=f"{word}-b", description=word, category=category["slug"], price="50")
    await add_product(manager, sku=f"{word}-c", description=word, active=False, price="500")
    for filters, expected in (
        ({}, "abc"),
        ({"category": category["slug"]}, "ab"),
        ({"inStock": True}, "a"),
        ({"active": False}, "c"),
        ({"priceMin": "5.01", "priceMax": "499.99"}, "b"),
    ):
        lines = (await export_csv(manager, run_jobs, search=word, **filters)).splitlines()[1:]
        assert [row.split(",")[0] for row in lines] == [f"{word}-{letter}" for letter in expected]


async def test_an_export_has_no_file_before_it_is_done(manager: Person) -> None:
    started = (await manager.post("/products/exports", {"search": mark()})).json()["data"]
    assert (started["status"], started["url"]) == ("queued", None)
    assert (await manager.get(f"/products/exports/{started['id']}/content")).status_code == 404
    refused = await manager.post("/products/exports", {"color": "red"})
    assert refused.status_code == 400


async def test_transfers_are_forgotten_after_a_week(manager: Person, run_jobs: RunJobs, runtime: Runtime) -> None:
    await export_csv(manager, run_jobs, search=mark())
    kept = (await manager.get("/products/exports?limit=1")).json()["data"][0]["id"]
    await export_csv(manager, run_jobs, search=mark())
    old = (await manager.get("/products/exports?limit=1")).json()["data"][0]["id"]
    await runtime.storage.put("catalog/transfers/stray.csv", b"of a request that was cut off")
    async with transaction(runtime) as db:
        values = {"expires_at": now()}
        await db.execute(update(CatalogTransfer).where(CatalogTransfer.id == UUID(old)).values(**values))
        await forget_transfers(db)
    assert (await manager.get(f"/products/exports/{old}")).status_code == 404
    assert (await manager.get(f"/products/exports/{kept}/content")).status_code == 200
    left = {found.path async for found in runtime.storage.below("catalog/transfers")}
    assert f"catalog/transfers/{kept}.csv" in left
    assert "catalog/transfers/stray.csv" in left, "it may belong to a request that has not committed yet"


async def test_an_import_whose_file_is_gone_fails(manager: Person, run_jobs: RunJobs, runtime: Runtime) -> None:
    headers = {"Content-Type": "text/csv"}
    started = (await manager.call("POST", "/products/imports", content=b"sku", headers=headers)).json()["data"]
    await runtime.storage.delete([f"catalog/transfers/{started['id']}.csv"])
    await run_jobs()
    done = (await manager.get(f"/products/imports/{started['id']}")).json()["data"]
    assert (done["status"], done["errors"][0]["message"]) == ("failed", "The file is gone")


async def test_an_import_that_is_interrupted_is_tried_again_and_then_given_up(runtime: Runtime) -> None:
    transfer = CatalogTransfer(id=uuid7(), kind="import", expires_at=now())
    async with transaction(runtime) as db:
        db.add(transfer)
    for expected in ("queued", "queued", "queued", "queued", "failed"):
        async with transaction(runtime) as db:
            await note_interruption(db, OSError("cut"), transfer_id=str(transfer.id))
        async with transaction(runtime) as db:
            assert (await db.get_one(CatalogTransfer, transfer.id)).status == expected


async def test_an_import_sent_again_under_its_key_is_one(manager: Person, runtime: Runtime, run_jobs: RunJobs) -> None:
    word, key = mark(), {"Content-Type": "text/csv", "Idempotency-Key": mark()}
    rows = f"sku,name,price,currency\n{word},{word},1.00,USD\n"

    async def send(content: str) -> httpx2.Response:
        return await manager.call("POST", "/products/imports", content=content, headers=key)

    async def kept() -> list[str]:
        return [found.path async for found in runtime.storage.below("catalog/transfers")]

    first = await send(rows)
    files = await kept()
    again = await send(rows)
    other = await send(rows.replace("1.00", "2.00"))
    assert [answer.status_code for answer in (first, again, other)] == [202, 202, 422], other.text
    assert again.json()["data"] == first.json()["data"]
    assert again.headers["idempotent-replayed"] == "true"
    assert await kept() == files
    await run_jobs()
    done = await manager.get(f"/products/imports/{first.json()['data']['id']}")
    assert (done.json()["data"]["status"], done.json()["data"]["created"]) == ("completed", 1)
    listed = await manager.get(f"/products?search={word}")
    assert [product["price"] for product in listed.json()["data"]] == ["1.00"]


async def test_of_many_imports_at_once_under_one_key_one_is_kept(manager: Person, runtime: Runtime) -> None:
    headers = {"Content-Type": "text/csv", "Idempotency-Key": mark()}
    before = {found.path async for found in runtime.storage.below("catalog/transfers")}
    sending = [manager.call("POST", "/products/imports", content="sku,name\nx,y\n", headers=headers) for _ in range(12)]
    answers = await asyncio.gather(*sending)
    assert {answer.status_code for answer in answers} <= {202, 409}
    assert len({answer.json()["data"]["id"] for answer in answers if answer.status_code == 202}) == 1
    assert len({found.path async for found in runtime.storage.below("catalog/transfers")} - before) == 1
