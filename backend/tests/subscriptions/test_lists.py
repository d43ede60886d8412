"""What people and administrators see of subscriptions and invoices, on the screen and on paper."""

import io
import json
from datetime import timedelta

import pypdf
import pytest

from groundwork.domains.accounts import erasure
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Person
from tests.security.support import RunJobs, Travel, fetch
from tests.subscriptions.support import add_plan, data_of, get, invoices_of, paid, subscribe

pytestmark = pytest.mark.anyio


async def test_people_see_their_own_and_administrators_everybodys(
    admin: Person, person: MakePerson, run_jobs: RunJobs
) -> None:
    plan, one, other = await add_plan(admin), await person(), await person(role="manager")
    first = await paid(one, plan, run_jobs)
    second = await subscribe(other, plan)
    assert [row["id"] for row in data_of(await one.get("/subscriptions"))] == [first["id"]]
    assert [row["id"] for row in data_of(await other.get("/subscriptions"))] == [second["id"]]
    listed = data_of(await admin.get(f"/subscriptions?filter[planId]={plan['id']}&sort=createdAt&order=asc"))
    assert [row["id"] for row in listed] == [first["id"], second["id"]]
    assert listed[0]["customer"] == {"id": one.id, "firstName": "Ada", "lastName": "Byron", "email": one.email}
    assert listed[0] == data_of(await admin.get(f"/subscriptions/{first['id']}"))
    assert {**listed[0], "customer": None} == await get(one, first)
    assert listed[0]["plan"] == plan
    active = data_of(await admin.get(f"/subscriptions?filter[planId]={plan['id']}&filter[status]=active"))
    assert [row["id"] for row in active] == [first["id"]]
    found = data_of(await admin.get(f"/subscriptions?search={other.email}"))
    assert [row["id"] for row in found] == [second["id"]]
    invoices = data_of(await admin.get(f"/invoices?search={one.email}"))
    assert [row["subscriptionId"] for row in invoices] == [first["id"]]
    assert invoices[0]["customer"]["email"] == one.email
    [own] = await invoices_of(one)
    assert own == {**invoices[0], "customer": None}
    answer = await one.get(f"/invoices/{own['id']}")
    assert data_of(answer) == own
    headers = {"If-None-Match": answer.headers["etag"]}
    assert (await one.get(f"/invoices/{own['id']}", headers=headers)).status_code == 304
    assert data_of(await one.get("/invoices?filter[status]=open")) == []


async def test_an_invoice_on_paper(admin: Person, person: MakePerson, run_jobs: RunJobs) -> None:
    someone, plan = await person(), await add_plan(admin)
    await paid(someone, plan, run_jobs)
    [invoice] = await invoices_of(someone)
    answer = await someone.get(f"/invoices/{invoice['id']}/content")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["content-disposition"] == f'attachment; filename="{invoice["number"]}.pdf"'
    [page] = pypdf.PdfReader(io.BytesIO(answer.content), strict=True).pages
    said = " ".join(page.extract_text().replace("\u200b", "").split())
    for part in (
        invoice["number"],
        plan["name"],
        "Ada Byron",
        someone.email,
        "$12.00",
        "$0.96",
        "$12.96",
        "Tax (8 %)",
        "Paid on",
    ):
        assert part in said, said
    again = await someone.get(f"/invoices/{invoice['id']}/content")
    assert again.content == answer.content, "the same invoice is the same file"


async def test_our_own_page_is_the_sandboxs_portal(person: MakePerson) -> None:
    someone = await person()
    assert data_of(await someone.post("/billing/portal"))["url"].endswith("/billing")


async def test_only_cards_of_the_sandbox_are_saved(person: MakePerson) -> None:
    someone = await person()
    saved = data_of(await someone.post("/billing/sandbox-card", {"card": "5555 5555 5555 4444"}))
    assert saved["card"] == {"brand": "mastercard", "last4": "4444"}
    for card, status in (("4000 0000 0000 0002", 402), ("4111 1111 1111 1111", 402), ("4242 4242 4242 4241", 400)):
        assert (await someone.post("/billing/sandbox-card", {"card": card})).status_code == status


async def test_what_was_invoiced_stays_without_its_person(
    runtime: Runtime, admin: Person, person: MakePerson, run_jobs: RunJobs, travel: Travel
) -> None:
    someone = await person()
    subscription = await paid(someone, await add_plan(admin), run_jobs)
    invoices = await invoices_of(someone)
    assert (await someone.post(f"/users/{someone.id}/erasure")).status_code in {200, 201, 202}
    travel(timedelta(days=14, hours=1))
    async with transaction(runtime) as db:
        await erasure.erase_due(db)
    await run_jobs()
    [row] = await fetch(runtime, "SELECT to_jsonb(s) FROM subscriptions s WHERE id = :id", id=subscription["id"])
    assert (row[0]["status"], row[0]["user_id"]) == ("canceled", None)
    [row] = await fetch(runtime, "SELECT to_jsonb(i) FROM invoices i WHERE id = :id", id=invoices[0]["id"])
    assert (row[0]["status"], row[0]["user_id"]) == ("paid", None)
    assert someone.email not in json.dumps(row[0])
    [[premium]] = await fetch(runtime, "SELECT premium FROM users WHERE id = :id", id=someone.id)
    assert not premium
