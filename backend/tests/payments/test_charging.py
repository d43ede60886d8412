"""What subscriptions ask for: invoices paid in the form, saved cards charged while nobody sits there."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest

from groundwork.domains.payments import service
from groundwork.domains.payments.errors import BeingCharged, Declined, NoSavedCard
from groundwork.domains.payments.schemas import SandboxCard
from groundwork.kernel.actor import Actor
from groundwork.kernel.ids import uuid7
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import ProviderUnavailable
from groundwork.kernel.runtime import Runtime
from tests.conftest import Person
from tests.orders.support import rows
from tests.payments.support import GOOD, confirm, payment_of

pytestmark = pytest.mark.anyio

RunJobs = Callable[[], Awaitable[None]]
PRICE = Money(1296, "USD")


def actor_of(person: Person, runtime: Runtime) -> Actor:
    """Somebody who has signed in."""
    return Actor(user_id=UUID(person.id), role="user", permissions=runtime.matrix.of("user"))


async def save_card(customer: Person, runtime: Runtime, number: str = GOOD) -> None:
    """From now on this card is charged."""
    form = SandboxCard.model_validate({"card": number})
    await service.save_sandbox_card(runtime, actor_of(customer, runtime), form)


async def charge(customer: Person, runtime: Runtime, invoice_id: UUID, key: str | None = None) -> service.Charge:
    """Charge the saved card for an invoice."""
    return await service.charge_saved(
        runtime,
        UUID(customer.id),
        invoice_id=invoice_id,
        amount=PRICE,
        description="Invoice",
        key=key or f"invoice:{invoice_id}:1",
    )


async def charged_at_provider(runtime: Runtime, invoice_id: UUID) -> int:
    """How many payments of an invoice succeeded there."""
    found = await rows(
        runtime,
        "SELECT id FROM sandbox_payments WHERE status = 'succeeded' AND metadata->>'invoiceId' = :id",
        id=str(invoice_id),
    )
    return len(found)


async def test_a_saved_card_is_charged_once(customer: Person, run_jobs: RunJobs, runtime: Runtime) -> None:
    """However often it is asked for with the same key, and from several workers at once."""
    await save_card(customer, runtime)
    invoice_id = uuid7()
    first = await charge(customer, runtime, invoice_id)
    assert (first.state, first.failure) == ("succeeded", None)
    again = await asyncio.gather(*(charge(customer, runtime, invoice_id) for _ in range(10)))
    assert {one.payment_id for one in again} == {first.payment_id}
    other = uuid7()
    at_once = await asyncio.gather(*(charge(customer, runtime, other) for _ in range(10)))
    assert {one.state for one in at_once} == {"succeeded"}
    await run_jobs()
    assert await charged_at_provider(runtime, invoice_id) == 1
    assert await charged_at_provider(runtime, other) == 1


async def test_without_a_card_nothing_is_charged(customer: Person, runtime: Runtime) -> None:
    with pytest.raises(NoSavedCard):
        await charge(customer, runtime, uuid7())


async def test_a_declined_charge_is_over_and_the_next_is_another(
    customer: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    await save_card(customer, runtime, "4000 0000 0000 0341")
    invoice_id = uuid7()
    first = await charge(customer, runtime, invoice_id)
    assert (first.state, first.failure and first.failure.code) == ("canceled", "card_declined")
    await run_jobs()
    assert (await charge(customer, runtime, invoice_id)).failure == first.failure
    await save_card(customer, runtime)
    second = await charge(customer, runtime, invoice_id, f"invoice:{invoice_id}:2")
    assert second.state == "succeeded"
    assert second.payment_id != first.payment_id
    await run_jobs()
    assert await charged_at_provider(runtime, invoice_id) == 1


async def test_a_lost_answer_is_found_with_the_same_key(
    customer: Person, run_jobs: RunJobs, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash between the charge and our row: there is one charge."""
    await save_card(customer, runtime)
    invoice_id, real = uuid7(), runtime.payments.charge

    async def deaf(*args: Any, **options: Any) -> Any:
        await real(*args, **options)
        raise ProviderUnavailable

    with monkeypatch.context() as patch:
        patch.setattr(runtime.payments, "charge", deaf)
        with pytest.raises(ProviderUnavailable):
            await charge(customer, runtime, invoice_id)
    with pytest.raises(BeingCharged):
        await service.start_invoice_payment(
            runtime, actor_of(customer, runtime), invoice_id, PRICE, description="Invoice"
        )
    # Another attempt finds out first what came of this one.
    result = await charge(customer, runtime, invoice_id, f"invoice:{invoice_id}:2")
    assert result.state == "succeeded"
    await run_jobs()
    assert await charged_at_provider(runtime, invoice_id) == 1


async def test_a_key_that_the_provider_has_forgotten_charges_nothing_twice(
    customer: Person, run_jobs: RunJobs, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys are remembered for a day; after two we look what came of the charge before asking again."""
    await save_card(customer, runtime)
    invoice_id, real = uuid7(), runtime.payments.charge

    async def deaf(*args: Any, **options: Any) -> Any:
        await real(*args, **options)
        raise ProviderUnavailable

    with monkeypatch.context() as patch:
        patch.setattr(runtime.payments, "charge", deaf)
        with pytest.raises(ProviderUnavailable):
            await charge(customer, runtime, invoice_id)
    change = "UPDATE payments SET created_at = created_at - interval '2 days' WHERE invoice_id = :id RETURNING id"
    await rows(runtime, change, id=invoice_id)
    forget = "UPDATE sandbox_payments SET key = id WHERE metadata->>'invoiceId' = :id RETURNING id"
    await rows(runtime, forget, id=str(invoice_id))
    assert (await charge(customer, runtime, invoice_id)).state == "succeeded"
    await run_jobs()
    assert await charged_at_provider(runtime, invoice_id) == 1


async def test_an_invoice_paid_in_the_form_saves_the_card(
    customer: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    invoice_id = uuid7()
    actor = actor_of(customer, runtime)
    payment, is_new = await service.start_invoice_payment(runtime, actor, invoice_id, PRICE, description="Invoice")
    assert is_new
    assert payment.client_secret
    again, is_new = await service.start_invoice_payment(runtime, actor, invoice_id, PRICE, description="Invoice")
    assert (again.id, is_new) == (payment.id, False)
    assert await service.card_of(runtime, UUID(customer.id)) is None
    shown = {"id": str(payment.id)}
    assert (await confirm(customer, shown, "5555 5555 5555 4444")).status_code == 200
    await run_jobs()
    assert (await payment_of(customer, shown))["invoiceId"] == str(invoice_id)
    card = await service.card_of(runtime, UUID(customer.id))
    assert card is not None
    assert (card.brand, card.last4) == ("mastercard", "4444")
    assert (await charge(customer, runtime, uuid7())).state == "succeeded"


async def test_a_charge_closes_the_form_or_finds_it_paid(customer: Person, run_jobs: RunJobs, runtime: Runtime) -> None:
    await save_card(customer, runtime)
    actor = actor_of(customer, runtime)
    for pays_first in (False, True):
        invoice_id = uuid7()
        payment, _ = await service.start_invoice_payment(runtime, actor, invoice_id, PRICE, description="Invoice")
        shown = {"id": str(payment.id)}
        if pays_first:
            assert (await confirm(customer, shown)).status_code == 200
        result = await charge(customer, runtime, invoice_id)
        assert result.state == "succeeded"
        assert (result.payment_id == payment.id) is pays_first
        assert (await confirm(customer, shown)).status_code == 422
        await run_jobs()
        assert await charged_at_provider(runtime, invoice_id) == 1


async def test_a_card_that_is_declined_is_not_saved(customer: Person, runtime: Runtime) -> None:
    with pytest.raises(Declined):
        await save_card(customer, runtime, "4000 0000 0000 0002")
    assert await service.card_of(runtime, UUID(customer.id)) is None
