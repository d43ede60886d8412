"""Plans, subscriptions and invoices as a client meets them on the wire."""

from typing import Any

import pytest

from tests.conftest import MakePerson, Person
from tests.subscriptions.support import add_plan, data_of, subscribe

pytestmark = pytest.mark.anyio


@pytest.fixture
async def customer(person: MakePerson) -> Person:
    """Somebody who subscribes."""
    return await person()


async def test_who_undoes_a_cancellation_may_name_the_version_they_saw(admin: Person, customer: Person) -> None:
    subscription = await subscribe(customer, await add_plan(admin, trialDays=14))
    path = f"/subscriptions/{subscription['id']}/cancellation"
    canceled = await customer.post(path)
    stale = await customer.call("DELETE", path, headers={"If-Match": '"another"'})
    assert (stale.status_code, stale.json()["error"]["code"]) == (412, "PRECONDITION_FAILED")
    assert data_of(await customer.get(f"/subscriptions/{subscription['id']}"))["cancelAtPeriodEnd"]
    undone = await customer.call("DELETE", path, headers={"If-Match": canceled.headers["etag"]})
    assert not data_of(undone)["cancelAtPeriodEnd"]


async def test_an_invoice_has_another_version_once_its_payment_has_begun(admin: Person, customer: Person) -> None:
    subscription = await subscribe(customer, await add_plan(admin))
    path = f"/invoices/{subscription['openInvoiceId']}"
    before = await customer.get(path)
    begun = await customer.post(f"{path}/payment")
    payment = data_of(begun, 201)
    assert begun.headers["etag"] == (await customer.get(f"/payments/{payment['id']}")).headers["etag"]
    after = await customer.get(path)
    assert (before.headers["etag"] == after.headers["etag"]) == (data_of(before) == data_of(after))


@pytest.mark.parametrize("form", [{"currency": "ZZZ"}, {"currency": "XTS"}, {"premium": "yes"}, {"active": 1}])
async def test_a_plan_takes_what_is_meant_and_nothing_like_it(admin: Person, form: dict[str, Any]) -> None:
    answer = await admin.post("/plans", {"name": "P", "price": "5.00", "currency": "USD", "interval": "month", **form})
    assert answer.status_code == 400, answer.text
    assert [detail["field"] for detail in answer.json()["error"]["details"]] == list(form)


async def test_plans_and_invoices_are_found_by_their_amounts(admin: Person, customer: Person) -> None:
    plan = await add_plan(admin, price="431.07")
    found = await admin.get("/plans?priceMin=431.07&priceMax=431.07")
    assert [row["id"] for row in found.json()["data"]] == [plan["id"]]
    await subscribe(customer, plan)
    for query, count in (("totalMin=431.07&filter[currency]=USD", 1), ("totalMax=431", 0), ("filter[currency]=JPY", 0)):
        answer = await customer.get(f"/invoices?{query}")
        assert len(answer.json()["data"]) == count, (query, answer.text)
