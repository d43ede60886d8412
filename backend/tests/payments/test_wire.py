"""Payments as a client meets them on the wire."""

from typing import Any

import pytest

from tests.conftest import Person
from tests.payments.support import ASKING, begun, confirm, paid, payment_of

pytestmark = pytest.mark.anyio


async def test_what_opens_the_form_is_gone_once_nothing_is_left_to_pay(manager: Person, customer: Person) -> None:
    _, payment = await begun(manager, customer)
    asked = await confirm(customer, payment, ASKING)
    assert asked.json()["data"]["status"] == "requires_action"
    assert asked.json()["data"]["clientSecret"], "the form goes on with it"
    answer = await customer.post(f"/payments/{payment['id']}/sandbox-challenge", {"outcome": "approved"})
    told = answer.json()["data"]
    assert (told["status"], told["clientSecret"], told["publishableKey"]) == ("succeeded", None, None), answer.text


async def test_a_refund_of_all_needs_no_body(admin: Person, manager: Person, customer: Person, run_jobs: Any) -> None:
    _, payment = await paid(manager, customer, run_jobs)
    answer = await admin.call("POST", f"/payments/{payment['id']}/refunds")
    assert (answer.status_code, answer.json()["data"]["amount"]) == (201, payment["amount"]), answer.text


async def test_the_version_changes_with_all_that_is_shown(
    admin: Person, manager: Person, customer: Person, run_jobs: Any
) -> None:
    _, payment = await begun(manager, customer)

    async def version(reader: Person) -> str:
        answer = await reader.get(f"/payments/{payment['id']}")
        return str(answer.headers["etag"])

    seen = [await version(customer)]
    await confirm(customer, payment)
    await run_jobs()
    seen.append(await version(customer))
    assert (await admin.post(f"/payments/{payment['id']}/refunds", {"amount": "1.00"})).status_code == 201
    await run_jobs()
    assert (await payment_of(customer, payment))["refunded"] == "1.00"
    seen += [await version(customer), await version(admin)]
    assert len(set(seen)) == len(seen), seen


async def test_payments_are_found_by_currency_and_amount(manager: Person, customer: Person) -> None:
    _, payment = await begun(manager, customer, price="12.50")
    amount = payment["amount"]
    for query, found in (
        (f"amountMin={amount}&amountMax={amount}&filter[currency]=USD", [payment["id"]]),
        ("amountMin=100000", []),
        ("filter[currency]=JPY", []),
    ):
        answer = await customer.get(f"/payments?{query}")
        assert [row["id"] for row in answer.json()["data"]] == found, (query, answer.text)
