"""What the domains rely on, the same of the sandbox and of Stripe."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from groundwork.kernel.clock import now
from groundwork.kernel.errors import AppError
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import (
    BadEvent,
    Card,
    MethodNews,
    PaymentFailed,
    PaymentState,
    ProviderPayment,
    RefundState,
)
from tests.adapters.payments.conftest import Shop

pytestmark = pytest.mark.anyio


async def test_a_payment_begins_without_a_card(shop: Shop) -> None:
    payment = await shop.start(12_34, metadata={"paymentId": "7", "orderId": "8"})
    assert payment.state is PaymentState.REQUIRES_PAYMENT_METHOD
    assert payment.amount == Money(12_34, "USD")
    assert payment.client_secret
    assert payment.client_secret.startswith(payment.id)
    assert payment.metadata == {"paymentId": "7", "orderId": "8"}
    assert (payment.refunded, payment.card, payment.failure) == (0, None, None)
    assert abs((payment.created_at - now()).total_seconds()) < 5
    assert (await shop.now(payment)).state is PaymentState.REQUIRES_PAYMENT_METHOD


async def test_a_payment_succeeds(shop: Shop) -> None:
    payment = await shop.start()
    await shop.customer.pay(payment, "5555555555554444")
    paid = await shop.now(payment)
    assert paid.state is PaymentState.SUCCEEDED
    assert paid.card == Card("mastercard", "4444")
    assert await shop.provider.fee(payment.id) == 320
    events = [event for event in await shop.customer.news() if event.payment and event.payment.id == payment.id]
    assert {event.type for event in events} == {
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.succeeded",
    }
    for event in events:
        assert event.payment is not None
        assert event.payment.amount == payment.amount
        assert event.payment.metadata == payment.metadata
    shown = {event.payment.card for event in events if event.type == "charge.succeeded" and event.payment}
    assert shown == {Card("mastercard", "4444")}


async def test_a_declined_card_leaves_the_payment_open_for_another(shop: Shop) -> None:
    payment = await shop.start()
    await shop.customer.pay(payment, "4000000000000002")
    declined = await shop.now(payment)
    assert declined.state is PaymentState.REQUIRES_PAYMENT_METHOD
    assert declined.failure is not None
    assert declined.failure.code == "card_declined"
    assert declined.failure.message
    news = [event for event in await shop.customer.news() if event.type == "payment_intent.payment_failed"]
    assert [event.payment.failure.code for event in news if event.payment and event.payment.failure] == [
        "card_declined"
    ]
    await shop.customer.pay(payment)
    paid = await shop.now(payment)
    assert (paid.state, paid.failure) == (PaymentState.SUCCEEDED, None)


async def test_the_bank_asks_the_owner(shop: Shop) -> None:
    payment = await shop.start()
    await shop.customer.pay(payment, "4000002500003155")
    assert (await shop.now(payment)).state is PaymentState.REQUIRES_ACTION
    await shop.customer.answer_challenge(payment, approved=True)
    assert (await shop.now(payment)).state is PaymentState.SUCCEEDED
    types = {event.type for event in await shop.customer.news()}
    assert {"payment_intent.requires_action", "payment_intent.succeeded"} <= types


async def test_the_owner_refuses(shop: Shop) -> None:
    payment = await shop.start()
    await shop.customer.pay(payment, "4000002500003155")
    await shop.customer.answer_challenge(payment, approved=False)
    refused = await shop.now(payment)
    assert refused.state is PaymentState.REQUIRES_PAYMENT_METHOD
    assert refused.failure is not None
    assert refused.failure.code == "payment_intent_authentication_failure"
    assert "payment_intent.payment_failed" in {event.type for event in await shop.customer.news()}


async def test_a_key_has_one_effect(shop: Shop) -> None:
    key = f"payment:{uuid4()}"
    first = await shop.start(key=key)
    others = await asyncio.gather(*(shop.start(key=key) for _ in range(9)))
    assert {other.id for other in others} == {first.id}
    assert {other.client_secret for other in others} == {first.client_secret}
    await shop.customer.pay(first)
    refund = f"refund:{uuid4()}"
    made = await asyncio.gather(
        *(shop.provider.refund(first.id, Money(3_00, "USD"), key=refund, metadata={}) for _ in range(10))
    )
    assert len({one.id for one in made}) == 1
    assert (await shop.now(first)).refunded == 3_00
    assert len(await shop.provider.refunds_of(first.id)) == 1


async def test_a_key_is_not_good_for_something_else(shop: Shop) -> None:
    key = f"payment:{uuid4()}"
    first = await shop.start(1_00, key=key)
    with pytest.raises((AppError, ValueError)):
        await shop.start(2_00, key=key)
    assert (await shop.now(first)).amount == Money(1_00, "USD")


async def test_refunds_in_part_and_in_full(shop: Shop) -> None:
    payment = await shop.start()
    with pytest.raises(PaymentFailed):
        await shop.provider.refund(payment.id, Money(1_00, "USD"), key=f"refund:{uuid4()}", metadata={})
    await shop.customer.pay(payment)
    part = await shop.provider.refund(
        payment.id, Money(40_00, "USD"), key=f"refund:{uuid4()}", metadata={"refundId": "9"}
    )
    assert (part.state, part.amount, part.payment_id) == (RefundState.SUCCEEDED, Money(40_00, "USD"), payment.id)
    assert part.metadata == {"refundId": "9"}
    assert (await shop.now(payment)).refunded == 40_00
    with pytest.raises(PaymentFailed):
        await shop.provider.refund(payment.id, Money(60_01, "USD"), key=f"refund:{uuid4()}", metadata={})
    rest = await shop.provider.refund(payment.id, Money(60_00, "USD"), key=f"refund:{uuid4()}", metadata={})
    with pytest.raises(PaymentFailed):
        await shop.provider.refund(payment.id, Money(1, "USD"), key=f"refund:{uuid4()}", metadata={})
    whole = await shop.now(payment)
    assert (whole.state, whole.refunded) == (PaymentState.SUCCEEDED, 100_00)
    assert {made.id for made in await shop.provider.refunds_of(payment.id)} == {part.id, rest.id}
    news = await shop.customer.news()
    told = {event.refund.id for event in news if event.refund}
    assert told == {part.id, rest.id}
    assert {event.payment.refunded for event in news if event.type == "charge.refunded" and event.payment} == {
        40_00,
        100_00,
    }


async def test_a_payment_is_canceled(shop: Shop) -> None:
    payment = await shop.start()
    assert (await shop.provider.cancel_payment(payment.id)).state is PaymentState.CANCELED
    assert (await shop.provider.cancel_payment(payment.id)).state is PaymentState.CANCELED
    assert "payment_intent.canceled" in {event.type for event in await shop.customer.news()}


async def test_a_payment_that_succeeded_is_not_canceled(shop: Shop) -> None:
    payment = await shop.start()
    await shop.customer.pay(payment)
    assert (await shop.provider.cancel_payment(payment.id)).state is PaymentState.SUCCEEDED
    assert (await shop.now(payment)).state is PaymentState.SUCCEEDED


async def save_card(shop: Shop, card: str) -> ProviderPayment:
    """Somebody pays once, and lets us keep the card."""
    key = f"customer:{uuid4()}"
    customer = await shop.provider.create_customer(key=key, email="ada@example.com", name="Ada Byron", metadata={})
    again = await shop.provider.create_customer(key=key, email="ada@example.com", name="Ada King", metadata={})
    assert again
    payment = await shop.start(customer=customer, save_method=True)
    await shop.customer.pay(payment, card)
    paid = await shop.now(payment)
    assert (paid.customer, paid.state) == (customer, PaymentState.SUCCEEDED)
    assert paid.payment_method
    return paid


async def charge(shop: Shop, saved: ProviderPayment, key: str) -> ProviderPayment:
    """Charge the card again, without its owner."""
    assert saved.customer
    assert saved.payment_method
    return await shop.provider.charge(
        Money(9_00, "USD"),
        key=key,
        description="November",
        metadata={"paymentId": key},
        customer=saved.customer,
        payment_method=saved.payment_method,
    )


async def test_a_saved_card_is_charged_without_its_owner(shop: Shop) -> None:
    saved = await save_card(shop, "4242424242424242")
    key = f"payment:{uuid4()}"
    first, second = await charge(shop, saved, key), await charge(shop, saved, key)
    assert first.id == second.id != saved.id
    assert (first.state, first.amount, first.card) == (
        PaymentState.SUCCEEDED,
        Money(9_00, "USD"),
        Card("visa", "4242"),
    )
    assert first.metadata == {"paymentId": key}


async def test_a_saved_card_is_declined_later(shop: Shop) -> None:
    saved = await save_card(shop, "4000000000000341")
    key = f"payment:{uuid4()}"
    ids = set()
    for _ in range(2):
        with pytest.raises(PaymentFailed) as refused:
            await charge(shop, saved, key)
        assert refused.value.status == 402
        assert refused.value.failure.code == "card_declined"
        assert refused.value.payment is not None
        assert refused.value.payment.state is PaymentState.REQUIRES_PAYMENT_METHOD
        ids.add(refused.value.payment.id)
    assert len(ids) == 1


async def test_what_happened_since_is_listed_whole(shop: Shop) -> None:
    """Over more than one page."""
    began = now() - timedelta(seconds=1)
    made = {(await shop.start(1_00 + number)).id for number in range(103)}
    listed = {payment.id: payment async for payment in shop.provider.payments_since(began)}
    assert made <= listed.keys()
    paid = listed[min(made)]
    await shop.customer.pay(paid)
    refunds = {
        (await shop.provider.refund(paid.id, Money(1, "USD"), key=f"refund:{uuid4()}", metadata={})).id
        for _ in range(3)
    }
    assert refunds <= {refund.id async for refund in shop.provider.refunds_since(began)}
    after = {payment.id: payment async for payment in shop.provider.payments_since(began)}
    assert (after[paid.id].state, after[paid.id].refunded) == (PaymentState.SUCCEEDED, 3)
    later = now() + timedelta(seconds=5)
    assert [payment async for payment in shop.provider.payments_since(later)] == []
    assert [refund async for refund in shop.provider.refunds_since(later)] == []


async def test_what_is_not_there_is_none(shop: Shop) -> None:
    assert await shop.provider.payment("pi_none") is None
    assert await shop.provider.fee("pi_none") is None
    payment = await shop.start()
    assert await shop.provider.fee(payment.id) is None
    assert await shop.provider.refunds_of(payment.id) == []


async def test_what_nobody_signed_is_no_event(shop: Shop) -> None:
    for signature in ("", "t=1,v1=00", f"t={int(now().timestamp())},v1={'0' * 64}"):
        with pytest.raises(BadEvent):
            shop.provider.event(b'{"object": "event"}', signature, at=now())


async def test_the_least_that_can_be_charged(shop: Shop) -> None:
    """In minor units of each currency; where there is no figure, the provider decides when it is asked."""
    least = {code: shop.provider.least(code) for code in ("USD", "EUR", "GBP", "HUF", "JPY", "KWD", "ISK")}
    assert least == {"USD": 50, "EUR": 50, "GBP": 30, "HUF": 17500, "JPY": 50, "KWD": 1, "ISK": 1}


async def test_the_cards_that_a_person_has_saved(shop: Shop) -> None:
    customer = await shop.provider.create_customer(key=f"customer:{uuid4()}", email="a@b.c", name="A", metadata={})
    assert await shop.provider.saved_methods(customer) == []
    for card, shown in (("5555555555554444", Card("mastercard", "4444")), ("4242424242424242", Card("visa", "4242"))):
        await shop.customer.choose_card(customer, card)
        first, *_ = await shop.provider.saved_methods(customer)
        assert first.card == shown
        told = {event.type: event.methods for event in await shop.customer.news() if event.methods}
        news = MethodNews(customer, first.id)
        assert told == {"payment_method.attached": news, "customer.updated": news}
    paid = await shop.start(customer=customer, save_method=True)
    await shop.customer.pay(paid, "5555555555554444")
    methods = await shop.provider.saved_methods(customer)
    assert methods[0] == first, "what was chosen comes first"
    assert (await shop.now(paid)).payment_method in {method.id for method in methods}


async def test_nobody_has_no_cards(shop: Shop) -> None:
    assert await shop.provider.saved_methods("cus_nobody") == []
