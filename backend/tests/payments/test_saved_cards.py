"""The card that is charged follows what people do where they look after their cards: in any order of the news, once."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import httpx2
import pytest

from groundwork.domains.payments.models import PaymentCustomer
from groundwork.kernel.clock import now
from groundwork.kernel.payment_provider import Card, SavedMethod
from groundwork.kernel.runtime import Runtime
from tests.conftest import Person
from tests.orders.support import rows
from tests.payments.support import event_about, inbox_of, send

RunJobs = Callable[[], Awaitable[None]]

BEGIN = datetime(2026, 5, 1, 12, tzinfo=UTC)
OLD, NEW, LATER = (
    SavedMethod("pm_old", Card("visa", "4242")),
    SavedMethod("pm_new", Card("mastercard", "4444")),
    SavedMethod("pm_later", Card("visa", "0341")),
)


def at(seconds: int) -> datetime:
    """So long after the beginning."""
    return BEGIN + timedelta(seconds=seconds)


def charged(news: list[tuple[int, str | None]], saved: list[SavedMethod], *, before: SavedMethod | None = OLD) -> Any:
    """Which card is charged in the end: its method, brand and last digits."""
    customer = PaymentCustomer()
    if before:
        customer.keep_card(before.id, "visa", "4242", at(0))
    for seconds, method in news:
        customer.follow(saved, method, at(seconds))
    return customer.payment_method, customer.card_brand, customer.card_last4


NEWS: list[tuple[int, str | None]] = [(1, "pm_new"), (2, "pm_new"), (3, "pm_later"), (4, "pm_later"), (5, "pm_old")]
"""A card is added and chosen, then another; then the first of all is removed."""


def test_in_any_order_the_card_that_was_chosen_last_is_charged() -> None:
    for news in permutations(NEWS):
        assert charged(list(news), [LATER, NEW]) == ("pm_later", "visa", "0341"), news


def test_a_card_that_was_added_and_not_chosen_is_not_charged() -> None:
    assert charged([(1, "pm_new")], [OLD, NEW]) == ("pm_old", "visa", "4242")
    assert charged([(1, "pm_new")], [NEW, OLD]) == ("pm_new", "mastercard", "4444"), "the newest, where none is chosen"


def test_a_card_that_was_removed_gives_way() -> None:
    assert charged([(1, "pm_old")], [NEW]) == ("pm_new", "mastercard", "4444")
    assert charged([(1, "pm_old")], []) == (None, None, None)
    assert charged([(1, "pm_new")], [OLD]) == ("pm_old", "visa", "4242"), "another one was removed"
    assert charged([(-1, "pm_old")], [NEW]) == ("pm_new", "mastercard", "4444"), (
        "late news of what is gone all the same"
    )


def test_a_card_that_was_paid_with_since_stays() -> None:
    assert charged([(-5, "pm_new")], [NEW, OLD]) == ("pm_old", "visa", "4242")


def test_a_card_that_its_bank_renewed_is_shown_as_it_is_now() -> None:
    renewed = SavedMethod("pm_old", Card("visa", "9999"))
    assert charged([(1, "pm_old")], [renewed]) == ("pm_old", "visa", "9999")


def test_who_had_none_has_one() -> None:
    assert charged([(1, "pm_new")], [NEW], before=None) == ("pm_new", "mastercard", "4444")
    assert charged([(1, None)], [], before=None) == (None, None, None)


@pytest.mark.anyio
async def test_a_card_changed_at_the_provider_is_the_one_that_is_charged(
    client: httpx2.AsyncClient,
    customer: Person,
    run_jobs: RunJobs,
    runtime: Runtime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By the provider's signed events; a second delivery has no second effect."""
    saved = await customer.post("/billing/sandbox-card", {"card": "4242 4242 4242 4242"})
    assert saved.status_code == 200, saved.text
    await run_jobs()
    kept = await _kept(runtime, customer)
    assert kept["card_last4"] == "4242"

    async def saved_methods(_: str) -> list[SavedMethod]:
        return [NEW, SavedMethod(kept["payment_method"], Card("visa", "4242"))]

    created = int(now().timestamp()) + 1
    settings = {"invoice_settings": {"default_payment_method": "pm_new"}}
    who = kept["provider_id"]
    events = [
        event_about(
            "customer.updated",
            {"id": who, "object": "customer", **settings},
            created=created,
            before={"invoice_settings": {"default_payment_method": None}},
        ),
        event_about("payment_method.attached", {"id": "pm_new", "object": "payment_method", "customer": who}),
    ]
    strange = event_about("payment_method.attached", {"id": "pm_9", "object": "payment_method", "customer": "cus_9"})
    with monkeypatch.context() as patch:
        patch.setattr(runtime.payments, "saved_methods", saved_methods)
        for event in [*events, strange, *events]:
            assert (await send(client, runtime, event)).status_code == 200
            await run_jobs()
    after = await _kept(runtime, customer)
    assert (after["payment_method"], after["card_brand"], after["card_last4"]) == ("pm_new", "mastercard", "4444")
    found = {row["event_id"]: row["status"] for row in await inbox_of(runtime, *(event["id"] for event in events))}
    assert found == {event["id"]: "processed" for event in events}
    [nobody] = await rows(runtime, "SELECT status, payload FROM payment_events WHERE event_id = :id", id=strange["id"])
    assert nobody == {"status": "ignored", "payload": None}, "it is nobody of ours, and nothing is kept of them"
    asked = await rows(
        runtime,
        "SELECT 1 FROM procrastinate_jobs WHERE args->>'customer' = :who AND args->>'method' = 'pm_new'",
        who=who,
    )
    assert len(asked) == 2, "once for each event"


@pytest.mark.anyio
async def test_the_sandbox_tells_of_cards_as_well(customer: Person, run_jobs: RunJobs, runtime: Runtime) -> None:
    for card, last4 in (("4242 4242 4242 4242", "4242"), ("5555 5555 5555 4444", "4444")):
        assert (await customer.post("/billing/sandbox-card", {"card": card})).status_code == 200
        await run_jobs()
        kept = await _kept(runtime, customer)
        assert kept["card_last4"] == last4
        told = await rows(
            runtime,
            "SELECT type FROM sandbox_events WHERE body LIKE '%' || :method || '%' AND delivered_at IS NOT NULL",
            method=kept["payment_method"],
        )
        assert {row["type"] for row in told} >= {"payment_method.attached", "customer.updated"}


async def _kept(runtime: Runtime, person: Person) -> dict[str, Any]:
    [row] = await rows(runtime, "SELECT * FROM payment_customers WHERE user_id = :id", id=person.id)
    return row
