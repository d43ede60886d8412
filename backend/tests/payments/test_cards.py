"""The sandbox's cards: each does what Stripe's test card of the same number does."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from groundwork.domains.payments.sandbox import deliver_events
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.jobs import defer
from groundwork.kernel.runtime import Runtime
from tests.conftest import Person
from tests.payments.support import (
    ASKING,
    DECLINED,
    GOOD,
    LATE,
    begun,
    confirm,
    everything_sums_to_zero,
    payment_of,
    status_of,
)
from tests.security.support import Travel, travel

__all__ = ["travel"]

pytestmark = pytest.mark.anyio

RunJobs = Callable[[], Awaitable[None]]

DECLINES = {
    "4000000000000002": "card_declined",
    "4000000000009995": "insufficient_funds",
    "4000000000000069": "expired_card",
    "4000000000000127": "incorrect_cvc",
    "4000000000000119": "processing_error",
    "4111111111111111": "card_declined",
}


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("4242424242424242", {"brand": "visa", "last4": "4242"}),
        ("5555 5555 5555 4444", {"brand": "mastercard", "last4": "4444"}),
        ("4000-0000-0000-0341", {"brand": "visa", "last4": "0341"}),
    ],
)
async def test_good_cards(
    number: str, shown: dict[str, str], manager: Person, customer: Person, run_jobs: RunJobs
) -> None:
    order, payment = await begun(manager, customer)
    answer = await confirm(customer, payment, number)
    assert (answer.status_code, answer.json()["data"]["status"]) == (200, "succeeded")
    await run_jobs()
    assert await status_of(customer, order) == "paid"
    assert (await payment_of(customer, payment))["card"] == shown


@pytest.mark.parametrize("number", DECLINES)
async def test_declined_cards_and_then_another(
    number: str, manager: Person, customer: Person, run_jobs: RunJobs
) -> None:
    """What is wrong is told at once; nothing is charged, and another card may be tried."""
    order, payment = await begun(manager, customer)
    answer = await confirm(customer, payment, number)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (402, "PAYMENT_FAILED")
    assert [detail["field"] for detail in error["details"]] == ["card"]
    assert error["details"][0]["message"] == error["message"]
    await run_jobs()
    after = await payment_of(customer, payment)
    assert after["status"] == "requires_payment_method"
    assert after["failure"]["code"] == DECLINES[number]
    assert after["clientSecret"]
    assert await status_of(customer, order) == "pending"

    assert (await confirm(customer, payment)).status_code == 200
    await run_jobs()
    assert await status_of(customer, order) == "paid"
    assert (await payment_of(customer, payment))["failure"] is None


@pytest.mark.parametrize("number", ["4000002500003155", "4000002760003184", "4000000000003220"])
async def test_cards_whose_bank_asks(number: str, manager: Person, customer: Person, run_jobs: RunJobs) -> None:
    order, payment = await begun(manager, customer)
    path = f"/payments/{payment['id']}/sandbox-challenge"
    early = await customer.post(path, {"outcome": "approved"})
    assert early.status_code == 422

    answer = await confirm(customer, payment, number)
    assert (answer.status_code, answer.json()["data"]["status"]) == (200, "requires_action")
    await run_jobs()
    assert (await payment_of(customer, payment))["status"] == "requires_action"
    refused = await customer.post(path, {"outcome": "refused"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (402, "PAYMENT_FAILED")
    await run_jobs()
    assert (await payment_of(customer, payment))["failure"]["code"] == "payment_intent_authentication_failure"
    assert await status_of(customer, order) == "pending"

    await confirm(customer, payment, number)
    approved = await customer.post(path, {"outcome": "approved"})
    assert (approved.status_code, approved.json()["data"]["status"]) == (200, "succeeded")
    await run_jobs()
    assert await status_of(customer, order) == "paid"


async def test_a_card_that_settles_late(
    manager: Person, customer: Person, run_jobs: RunJobs, runtime: Runtime, travel: Travel
) -> None:
    order, payment = await begun(manager, customer)
    answer = await confirm(customer, payment, LATE)
    assert (answer.status_code, answer.json()["data"]["status"]) == (200, "processing")
    await run_jobs()
    assert (await payment_of(customer, payment))["status"] == "processing"
    assert await status_of(customer, order) == "pending"
    travel(timedelta(seconds=11))
    async with transaction(runtime) as db:
        await defer(db, deliver_events)
    await run_jobs()
    assert (await payment_of(customer, payment))["status"] == "succeeded"
    assert await status_of(customer, order) == "paid"
    assert await everything_sums_to_zero(runtime)


async def test_a_card_whose_time_is_over(manager: Person, customer: Person) -> None:
    _, payment = await begun(manager, customer)
    answer = await confirm(customer, payment, GOOD, expiry="01/24")
    assert (answer.status_code, answer.json()["error"]["message"]) == (402, "Your card has expired")
    ends = now()
    good = await confirm(customer, payment, GOOD, expiry=f"{ends.month:02}/{ends.year % 100:02}")
    assert good.status_code == 200


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"card": "4242 4242 4242 4241"}, "card"),
        ({"card": "4242"}, "card"),
        ({"card": "card"}, "card"),
        ({"card": 4242424242424242}, "card"),
        ({}, "card"),
        ({"card": GOOD, "expiry": "13/30"}, "expiry"),
        ({"card": GOOD, "expiry": "2030-12"}, "expiry"),
        ({"card": GOOD, "cvc": "12"}, "cvc"),
        ({"card": GOOD, "amount": "0.01"}, "amount"),
    ],
)
async def test_what_is_no_card_is_told(
    form: dict[str, object], field: str, manager: Person, customer: Person, run_jobs: RunJobs
) -> None:
    order, payment = await begun(manager, customer)
    answer = await customer.post(f"/payments/{payment['id']}/sandbox-confirmation", form)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "VALIDATION_ERROR")
    assert [detail["field"] for detail in answer.json()["error"]["details"]] == [field]
    await run_jobs()
    assert (await payment_of(customer, payment))["failure"] is None
    assert await status_of(customer, order) == "pending"


async def test_only_its_owner_pays(manager: Person, customer: Person, admin: Person, run_jobs: RunJobs) -> None:
    order, payment = await begun(manager, customer)
    for path, form in (("sandbox-confirmation", {"card": GOOD}), ("sandbox-challenge", {"outcome": "approved"})):
        assert (await admin.post(f"/payments/{payment['id']}/{path}", form)).status_code == 403
    assert (await admin.post(f"/orders/{order['id']}/payment")).status_code == 403
    assert (await payment_of(admin, payment))["clientSecret"] is None
    await run_jobs()
    assert await status_of(customer, order) == "pending"


async def test_what_is_paid_is_not_paid_again(manager: Person, customer: Person, run_jobs: RunJobs) -> None:
    order, payment = await begun(manager, customer)
    assert (await confirm(customer, payment)).status_code == 200
    assert (await confirm(customer, payment, DECLINED)).json()["data"]["status"] == "succeeded", "it is paid already"
    await run_jobs()
    assert (await confirm(customer, payment)).status_code == 422
    assert (await confirm(customer, payment, ASKING)).status_code == 422
    assert (await customer.post(f"/orders/{order['id']}/payment")).status_code == 422
