"""Plans: offered to everybody, looked after by administrators."""

from typing import Any

import httpx2
import pytest

from groundwork.domains.subscriptions.seeds import seeds
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Person
from tests.security.support import V1, code_of, fetch, fields_of
from tests.subscriptions.support import add_plan, data_of, subscribe

pytestmark = pytest.mark.anyio


async def test_a_plan_is_added_changed_and_deleted(admin: Person, client: httpx2.AsyncClient, runtime: Runtime) -> None:
    form = {
        "name": "Plus",
        "price": "12.00",
        "currency": "USD",
        "interval": "month",
        "trialDays": 14,
        "features": ["5,000 requests an hour"],
        "premium": True,
        "position": 3,
    }
    made = await admin.post("/plans", form)
    plan = data_of(made, 201)
    assert {name: plan[name] for name in form} == form
    assert plan["slug"].startswith("plus")
    path = f"/plans/{plan['id']}"
    read = await client.get(f"{V1}{path}")
    assert read.json()["data"] == plan
    assert read.headers["etag"] == made.headers["etag"]
    again = await client.get(f"{V1}{path}", headers={"If-None-Match": read.headers["etag"]})
    assert again.status_code == 304
    changes = {"price": "15.50", "name": "Plus!", "features": [], "slug": f"plus-{plan['id']}"}
    changed = await admin.call("PATCH", path, json=changes, headers={"If-Match": read.headers["etag"]})
    assert {name: data_of(changed)[name] for name in changes} == changes
    late = await admin.call("PATCH", path, json={"name": "Late"}, headers={"If-Match": read.headers["etag"]})
    assert code_of(late) == (412, "PRECONDITION_FAILED")
    assert (await client.get(f"{V1}{path}")).json()["data"]["name"] == "Plus!", "what is held is not what was"
    trail = await fetch(
        runtime, "SELECT action FROM audit_logs WHERE resource_id = :id ORDER BY created_at", id=plan["id"]
    )
    assert [row[0] for row in trail] == ["plan.created", "plan.updated"]
    assert (await admin.call("DELETE", path)).status_code == 200
    assert code_of(await client.get(f"{V1}{path}")) == (404, "NOT_FOUND")


async def test_plans_that_are_not_offered_are_for_administrators(
    admin: Person, person: MakePerson, client: httpx2.AsyncClient
) -> None:
    plan = await add_plan(admin, active=False)
    someone = await person(role="manager")
    assert code_of(await client.get(f"{V1}/plans/{plan['id']}")) == (404, "NOT_FOUND")
    assert code_of(await someone.get(f"/plans/{plan['id']}")) == (404, "NOT_FOUND")
    assert data_of(await admin.get(f"/plans/{plan['id']}")) == plan

    async def listed(answer: httpx2.Response) -> bool:
        return plan["id"] in [row["id"] for row in data_of(answer)]

    query = f"/plans?limit=100&search={plan['slug']}"
    assert not await listed(await client.get(f"{V1}{query}"))
    assert not await listed(await client.get(f"{V1}{query}&filter[active]=false"))
    assert await listed(await admin.get(query))
    data_of(await admin.call("PATCH", f"/plans/{plan['id']}", json={"active": True}))
    assert await listed(await client.get(f"{V1}{query}"))


async def test_plans_are_listed_by_their_place(admin: Person, client: httpx2.AsyncClient) -> None:
    mark = "gerbera"
    for position, price, interval in ((2, "10.00", "month"), (1, "30.00", "year"), (3, "20.00", "month")):
        await add_plan(admin, name=f"{mark} {position}", price=price, interval=interval, position=position)

    async def names(query: str = "") -> list[str]:
        answer = await client.get(f"{V1}/plans?search={mark}{query}")
        return [row["name"][-1] for row in data_of(answer)]

    assert await names() == ["1", "2", "3"]
    assert await names("&sort=price&order=desc") == ["1", "3", "2"]
    assert await names("&filter[interval]=month") == ["2", "3"]
    assert await names("&filter[currency]=EUR") == []


async def test_a_plan_that_somebody_has_stays_on_its_terms(admin: Person, person: MakePerson) -> None:
    plan = await add_plan(admin, trialDays=14)
    await subscribe(await person(), plan)
    path = f"/plans/{plan['id']}"
    refusals = [
        await admin.call("DELETE", path),
        await admin.call("PATCH", path, json={"interval": "year"}),
        await admin.call("PATCH", path, json={"currency": "EUR", "price": "12.00"}),
    ]
    assert [code_of(answer) for answer in refusals] == [(409, "CONFLICT")] * 3
    assert data_of(await admin.get(path)) == plan
    assert data_of(await admin.call("PATCH", path, json={"price": "13.00"}))["price"] == "13.00"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("price", price) for price in ("-1.00", "12.001", "1e3", "NaN", 12, "", "1000000000000.00")),
        *(("currency", currency) for currency in ("usd", "US", "", None)),
        *(("interval", interval) for interval in ("week", "", None)),
        *(("trialDays", days) for days in (-1, 366, 1.5, "14")),
        *(("features", features) for features in ([""], ["x"] * 21, "x", ["a\x00b"])),
        *(("name", name) for name in ("", " ", "x" * 121, "a\nb")),
        *(("slug", slug) for slug in ("Plus", "a b", "-a", "")),
        ("total", "1.00"),
    ],
)
async def test_bad_input_is_named(admin: Person, field: str, value: Any) -> None:
    form = {"name": "Plus", "price": "12.00", "currency": "USD", "interval": "month", field: value}
    refused = await admin.post("/plans", form)
    assert code_of(refused) == (400, "VALIDATION_ERROR")
    assert all(name.startswith(field) for name in fields_of(refused))


async def test_yen_have_no_decimals_and_dinars_three(admin: Person) -> None:
    assert (await add_plan(admin, price="1500", currency="JPY"))["price"] == "1500"
    assert (await add_plan(admin, price="3.5", currency="KWD"))["price"] == "3.500"
    refused = await admin.post("/plans", {"name": "x", "price": "1500.5", "currency": "JPY", "interval": "month"})
    assert list(fields_of(refused)) == ["price"]


async def test_a_slug_is_one_plans(admin: Person) -> None:
    plan = await add_plan(admin)
    form = {"name": "x", "price": "1", "currency": "USD", "interval": "month", "slug": plan["slug"]}
    taken = await admin.post("/plans", form)
    assert (code_of(taken), list(fields_of(taken))) == ((409, "DUPLICATE_ENTRY"), ["slug"])
    made = data_of(await admin.post("/plans", {**form, "slug": None, "name": plan["name"]}), 201)
    assert made["slug"].startswith(plan["slug"])


async def test_seeds_can_be_planted_twice(runtime: Runtime, client: httpx2.AsyncClient) -> None:
    for _ in range(2):
        async with transaction(runtime) as db:
            await seeds[0].plant(db)
    slugs = [row["slug"] for row in data_of(await client.get(f"{V1}/plans?limit=100"))]
    assert {slug: slugs.count(slug) for slug in ("plus", "plus-yearly", "pro")} == {
        "plus": 1,
        "plus-yearly": 1,
        "pro": 1,
    }
