"""/products/imports and /products/exports: CSV in and out, all rows or none."""

import httpx2
import pytest

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
