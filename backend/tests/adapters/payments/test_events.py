"""Stripe's JSON of several of its API versions, and what is none."""

from contextlib import suppress
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundwork.adapters.payments.amounts import from_stripe, to_stripe
from groundwork.adapters.payments.events import read_event, read_method
from groundwork.kernel.errors import Unprocessable
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import (
    BadEvent,
    Card,
    Failure,
    MethodNews,
    PaymentState,
    ProviderEvent,
    RefundState,
    SavedMethod,
)

CREATED = 1_795_000_000
CHARGE = {
    "id": "ch_1",
    "object": "charge",
    "amount": 1000,
    "amount_refunded": 250,
    "currency": "usd",
    "created": CREATED,
    "customer": "cus_1",
    "payment_intent": "pi_1",
    "payment_method": "pm_1",
    "payment_method_details": {"type": "card", "card": {"brand": "visa", "last4": "4242"}},
    "status": "succeeded",
    "metadata": {"paymentId": "7"},
}
INTENT = {
    "id": "pi_1",
    "object": "payment_intent",
    "amount": 1000,
    "currency": "usd",
    "created": CREATED,
    "customer": "cus_1",
    "payment_method": "pm_1",
    "client_secret": "pi_1_secret_2",
    "status": "succeeded",
    "metadata": {"paymentId": "7"},
    "latest_charge": "ch_1",
}
REFUND = {
    "id": "re_1",
    "object": "refund",
    "amount": 250,
    "currency": "usd",
    "created": CREATED,
    "payment_intent": "pi_1",
    "status": "succeeded",
    "metadata": {"refundId": "9"},
}


def event(subject: Any, kind: str = "payment_intent.succeeded", **changes: Any) -> bytes:
    """An event as Stripe writes it."""
    written = {"id": "evt_1", "object": "event", "type": kind, "created": CREATED, "data": {"object": subject}}
    return orjson.dumps({**written, **changes})


def read(subject: Any, kind: str = "payment_intent.succeeded") -> ProviderEvent:
    """The event, read."""
    return read_event(event(subject, kind))


def test_a_payment_intent_whose_charge_is_named() -> None:
    read_now = read(INTENT)
    assert (read_now.id, read_now.type, read_now.created_at.timestamp()) == (
        "evt_1",
        "payment_intent.succeeded",
        CREATED,
    )
    payment = read_now.payment
    assert payment is not None
    assert (payment.id, payment.state, payment.amount) == ("pi_1", PaymentState.SUCCEEDED, Money(1000, "USD"))
    assert (payment.customer, payment.payment_method, payment.client_secret) == ("cus_1", "pm_1", "pi_1_secret_2")
    assert (payment.card, payment.refunded, payment.metadata) == (None, 0, {"paymentId": "7"})
    assert read_now.refund is None


@pytest.mark.parametrize(
    "changes",
    [
        {"latest_charge": CHARGE},
        {"latest_charge": None, "charges": {"object": "list", "data": [CHARGE, {**CHARGE, "status": "failed"}]}},
        {"charges": {"object": "list", "data": [CHARGE]}},
    ],
)
def test_a_payment_intent_in_which_its_charge_stands(changes: dict[str, Any]) -> None:
    payment = read({**INTENT, **changes}).payment
    assert payment is not None
    assert (payment.card, payment.refunded) == (Card("visa", "4242"), 250)


def test_what_is_named_may_stand_there_too() -> None:
    expanded = {"customer": {"id": "cus_1", "object": "customer"}, "payment_method": {"id": "pm_1", "type": "card"}}
    payment = read({**INTENT, **expanded}).payment
    assert payment is not None
    assert (payment.customer, payment.payment_method) == ("cus_1", "pm_1")


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("requires_payment_method", PaymentState.REQUIRES_PAYMENT_METHOD),
        ("requires_confirmation", PaymentState.REQUIRES_PAYMENT_METHOD),
        ("requires_action", PaymentState.REQUIRES_ACTION),
        ("requires_capture", PaymentState.PROCESSING),
        ("processing", PaymentState.PROCESSING),
        ("canceled", PaymentState.CANCELED),
    ],
)
def test_the_states_of_payment_intents(status: str, state: PaymentState) -> None:
    payment = read({**INTENT, "status": status}).payment
    assert payment is not None
    assert payment.state is state


def test_a_payment_that_failed() -> None:
    error = {"code": "card_declined", "decline_code": "insufficient_funds", "message": "No funds", "type": "card_error"}
    failed = {**INTENT, "status": "requires_payment_method", "last_payment_error": error, "payment_method": None}
    payment = read(failed, "payment_intent.payment_failed").payment
    assert payment is not None
    assert (payment.failure, payment.payment_method) == (Failure("insufficient_funds", "No funds"), None)


@pytest.mark.parametrize("kind", ["charge.succeeded", "charge.updated", "charge.refunded"])
def test_a_charge_is_its_payment(kind: str) -> None:
    payment = read(CHARGE, kind).payment
    assert payment is not None
    assert (payment.id, payment.state, payment.amount) == ("pi_1", PaymentState.SUCCEEDED, Money(1000, "USD"))
    assert (payment.refunded, payment.card, payment.metadata) == (250, Card("visa", "4242"), {"paymentId": "7"})
    assert (payment.payment_method, payment.failure) == ("pm_1", None)


def test_a_charge_that_failed_or_is_on_its_way() -> None:
    failed = read({**CHARGE, "status": "failed", "failure_code": "expired_card", "failure_message": "Old"}).payment
    pending = read({**CHARGE, "status": "pending", "payment_method_details": None}).payment
    assert failed is not None
    assert pending is not None
    assert (failed.state, failed.failure) == (PaymentState.REQUIRES_PAYMENT_METHOD, Failure("expired_card", "Old"))
    assert (pending.state, pending.card) == (PaymentState.PROCESSING, None)


@pytest.mark.parametrize("kind", ["refund.created", "refund.updated", "refund.failed", "charge.refund.updated"])
@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("pending", RefundState.PENDING),
        ("requires_action", RefundState.PENDING),
        ("succeeded", RefundState.SUCCEEDED),
        ("failed", RefundState.FAILED),
        ("canceled", RefundState.FAILED),
    ],
)
def test_refunds(kind: str, status: str, state: RefundState) -> None:
    told = read({**REFUND, "status": status}, kind)
    assert told.payment is None
    assert told.refund is not None
    assert (told.refund.id, told.refund.payment_id, told.refund.state) == ("re_1", "pi_1", state)
    assert (told.refund.amount, told.refund.metadata) == (Money(250, "USD"), {"refundId": "9"})


@pytest.mark.parametrize(
    "subject",
    [
        {"id": "cus_1", "object": "customer"},
        {"id": "du_1", "object": "dispute", "amount": "?"},
        {},
        {"object": 7},
        {**CHARGE, "payment_intent": None},
        {**REFUND, "payment_intent": None},
    ],
)
def test_what_is_about_neither_a_payment_nor_a_refund_of_ours(subject: dict[str, Any]) -> None:
    told = read(subject, "customer.created")
    assert (told.payment, told.refund) == (None, None)


def test_without_metadata() -> None:
    for metadata in (None, {}):
        told = read({**INTENT, "metadata": metadata})
        assert told.payment is not None
        assert told.payment.metadata == {}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"null",
        b"[]",
        b'"event"',
        b"\xff\xfe",
        b"[" * 5_000,
        b'{"id": "evt_1"',
        event(INTENT, object="charge"),
        event(INTENT, id=7),
        event(INTENT, id=""),
        event(INTENT, id="e" * 300),
        event(INTENT, created="now"),
        event(INTENT, created=10**17),
        event(INTENT, data={}),
        event([], data=[]),
        event({**INTENT, "amount": "1000"}),
        event({**INTENT, "amount": 1000.5}),
        event({**INTENT, "amount": True}),
        event({**INTENT, "status": "new"}),
        event({**INTENT, "currency": None}),
        event({**INTENT, "metadata": {"paymentId": 7}}),
        event({**INTENT, "amount": 1050, "currency": "isk"}),
        event({**REFUND, "amount": None}),
        event({name: value for name, value in INTENT.items() if name != "id"}),
    ],
)
def test_what_is_no_event_of_stripes(body: bytes) -> None:
    with pytest.raises(BadEvent):
        read_event(body)


_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)


@given(_json, st.sampled_from(sorted(INTENT | CHARGE | REFUND)), st.sampled_from([INTENT, CHARGE, REFUND]))
def test_whatever_stands_in_a_field_is_read_or_refused(value: Any, name: str, subject: dict[str, Any]) -> None:
    with suppress(BadEvent):
        read({**subject, name: value})


@pytest.mark.parametrize(
    ("money", "units"),
    [
        (Money(1999, "USD"), 1999),
        (Money(500, "JPY"), 500),
        (Money(50, "ISK"), 5000),
        (Money(50, "UGX"), 5000),
        (Money(1500, "MGA"), 15),
        (Money(1230, "KWD"), 1230),
    ],
)
def test_amounts_there_and_back(money: Money, units: int) -> None:
    assert to_stripe(money) == units
    assert from_stripe(units, money.currency.lower()) == money


@pytest.mark.parametrize("money", [Money(1234, "KWD"), Money(1550, "MGA")])
def test_amounts_that_are_too_fine(money: Money) -> None:
    with pytest.raises(Unprocessable):
        to_stripe(money)


@pytest.mark.parametrize(("units", "currency"), [(5050, "isk"), (5001, "ugx")])
def test_amounts_that_stripe_never_tells(units: int, currency: str) -> None:
    with pytest.raises(ValueError, match="whole"):
        from_stripe(units, currency)


METHOD = {"id": "pm_1", "object": "payment_method", "customer": "cus_1", "type": "card"}
CUSTOMER = {"id": "cus_1", "object": "customer", "invoice_settings": {"default_payment_method": "pm_1"}}


@pytest.mark.parametrize(
    ("subject", "kind", "before", "told"),
    [
        (METHOD, "payment_method.attached", None, MethodNews("cus_1", "pm_1")),
        (METHOD, "payment_method.automatically_updated", {"card": {"exp_year": 2026}}, MethodNews("cus_1", "pm_1")),
        ({**METHOD, "customer": {"id": "cus_1"}}, "payment_method.attached", None, MethodNews("cus_1", "pm_1")),
        ({**METHOD, "customer": None}, "payment_method.detached", {"customer": "cus_1"}, MethodNews("cus_1", "pm_1")),
        ({**METHOD, "customer": None}, "payment_method.updated", None, None),
        (
            CUSTOMER,
            "customer.updated",
            {"invoice_settings": {"default_payment_method": None}},
            MethodNews("cus_1", "pm_1"),
        ),
        (
            {**CUSTOMER, "invoice_settings": {"default_payment_method": {"id": "pm_1"}}},
            "customer.updated",
            {"invoice_settings": {"default_payment_method": "pm_0"}},
            MethodNews("cus_1", "pm_1"),
        ),
        (
            {**CUSTOMER, "invoice_settings": {"default_payment_method": None}},
            "customer.updated",
            {"invoice_settings": {"default_payment_method": "pm_0"}},
            MethodNews("cus_1", None),
        ),
        (CUSTOMER, "customer.updated", {"email": "old@example.com"}, None),
        (CUSTOMER, "customer.updated", {"invoice_settings": None}, None),
        (CUSTOMER, "customer.created", None, None),
    ],
)
def test_news_of_saved_cards(
    subject: dict[str, Any], kind: str, before: dict[str, Any] | None, told: MethodNews | None
) -> None:
    data = {"object": subject, **({"previous_attributes": before} if before else {})}
    assert read_event(event(subject, kind, data=data)).methods == told


def test_the_card_of_a_saved_method() -> None:
    card = {"brand": "visa", "last4": "4242", "exp_year": 2031}
    assert read_method({**METHOD, "card": card}) == SavedMethod("pm_1", Card("visa", "4242"))
    assert read_method({**METHOD, "type": "link"}) == SavedMethod("pm_1", None)
