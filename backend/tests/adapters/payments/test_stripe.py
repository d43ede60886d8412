"""What Stripe's answers, and its silence, mean; from a server on loopback whose answers are written here."""

import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import stripe
from structlog.testing import capture_logs

from groundwork.adapters.payments import stripe_http
from groundwork.adapters.payments.stripe import StripeProvider
from groundwork.kernel.clock import now
from groundwork.kernel.errors import InternalError, Unprocessable
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import (
    BadEvent,
    PaymentFailed,
    PaymentState,
    ProviderPayment,
    ProviderUnavailable,
)
from tests.adapters.conftest import free_port
from tests.auth.oauth.loopback import Asked, Loopback, Told
from tests.conftest import make_settings
from tests.stripe_peer import Peer
from tests.stripe_peer_desk import KEY
from tests.stripe_peer_front import Faults

pytestmark = pytest.mark.anyio

TEN = Money(1000, "USD")
INTENTS = "/v1/payment_intents"
INTENT = {
    "id": "pi_1",
    "object": "payment_intent",
    "amount": 1000,
    "currency": "usd",
    "status": "requires_payment_method",
    "created": 1_795_000_000,
    "client_secret": "pi_1_secret_2",
}


@pytest.fixture
def stripe_itself() -> Iterator[Loopback]:
    """A server whose answers the tests write."""
    server = Loopback()
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same patience, in less time."""
    monkeypatch.setattr(stripe_http, "_ANSWER", 0.4)
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0.01)
    monkeypatch.setattr(stripe.HTTPClient, "MAX_DELAY", 0.02)


@pytest.fixture
async def provider(stripe_itself: Loopback, tmp_path: Path) -> AsyncIterator[StripeProvider]:
    """The adapter, asking that server."""
    settings = make_settings(
        "postgresql:///none", tmp_path, stripe_secret_key=KEY, stripe_api_base=stripe_itself.address
    )
    made = StripeProvider(settings)
    yield made
    await made.close()


async def start(provider: StripeProvider, amount: Money = TEN, **options: Any) -> ProviderPayment:
    """A payment."""
    return await provider.create_payment(amount, key="payment:1", description="Order", metadata={"a": "b"}, **options)


def refused(status: int, **error: Any) -> Callable[[Asked], Told]:
    """An error as Stripe writes it."""
    return lambda _: Told({"error": {"type": "invalid_request_error", "message": "No", **error}}, status)


async def test_what_is_asked(provider: StripeProvider, stripe_itself: Loopback) -> None:
    stripe_itself.routes[INTENTS] = lambda _: Told(INTENT)
    payment = await start(provider, customer="cus_1", save_method=True)
    assert (payment.id, payment.state) == ("pi_1", PaymentState.REQUIRES_PAYMENT_METHOD)
    [asked] = stripe_itself.asked
    assert asked.form == {
        "amount": "1000",
        "currency": "usd",
        "description": "Order",
        "metadata[a]": "b",
        "automatic_payment_methods[enabled]": "true",
        "customer": "cus_1",
        "setup_future_usage": "off_session",
    }
    assert asked.headers["Idempotency-Key"] == "payment:1"
    assert asked.headers["Stripe-Version"] == "2026-10-28.endive"
    assert asked.headers["Authorization"] == f"Bearer {KEY}"


async def test_the_version_is_the_one_that_the_sdk_was_made_for(
    provider: StripeProvider, stripe_itself: Loopback
) -> None:
    """When the SDK is updated, the version is looked at as well."""
    stripe_itself.routes[INTENTS] = lambda _: Told(INTENT)
    await start(provider)
    assert stripe_itself.asked[0].headers["Stripe-Version"] == stripe.api_version


@pytest.mark.parametrize(
    ("amount", "units"), [(Money(500, "JPY"), "500"), (Money(5_000, "ISK"), "500000"), (Money(1_230, "KWD"), "1230")]
)
async def test_amounts_are_told_as_stripe_counts(
    provider: StripeProvider, stripe_itself: Loopback, amount: Money, units: str
) -> None:
    told = {**INTENT, "amount": int(units), "currency": amount.currency.lower()}
    stripe_itself.routes[INTENTS] = lambda _: Told(told)
    assert (await start(provider, amount)).amount == amount
    assert stripe_itself.asked[0].form["amount"] == units


@pytest.mark.parametrize("amount", [Money(1_234, "KWD"), Money(150, "MGA")])
async def test_amounts_that_stripe_cannot_count_are_not_asked(
    provider: StripeProvider, stripe_itself: Loopback, amount: Money
) -> None:
    with pytest.raises(Unprocessable):
        await start(provider, amount)
    assert stripe_itself.asked == []


@pytest.mark.parametrize("status", [409, 500, 502, 503])
async def test_what_is_broken_for_a_moment_is_asked_again_with_the_same_key(
    provider: StripeProvider, stripe_itself: Loopback, status: int
) -> None:
    answers = [Told({"error": {"type": "api_error"}}, status), Told({"error": {"type": "api_error"}}, status)]
    stripe_itself.routes[INTENTS] = lambda _: answers.pop() if answers else Told(INTENT)
    assert (await start(provider)).id == "pi_1"
    assert [asked.headers["Idempotency-Key"] for asked in stripe_itself.asked] == ["payment:1"] * 3


@pytest.mark.parametrize("status", [409, 429, 500, 503])
async def test_what_stays_broken_is_unavailable(provider: StripeProvider, stripe_itself: Loopback, status: int) -> None:
    stripe_itself.routes[INTENTS] = refused(status, type="api_error")
    with pytest.raises(ProviderUnavailable) as error:
        await start(provider)
    assert (error.value.status, error.value.headers) == (503, {"Retry-After": "5"})
    assert stripe_itself.times(INTENTS) <= 3


@pytest.mark.parametrize("body", [b"<html>", b"", b"[]", b'{"id": "pi_1"}', b'{"error": 7}'])
async def test_an_answer_that_cannot_be_read_is_none(
    provider: StripeProvider, stripe_itself: Loopback, body: bytes
) -> None:
    stripe_itself.routes[INTENTS] = lambda _: Told(body)
    with pytest.raises(ProviderUnavailable):
        await start(provider)


async def test_silence_is_unavailable_within_ten_seconds(provider: StripeProvider, stripe_itself: Loopback) -> None:
    """Three attempts, each within its time."""

    def sleep(_: Asked) -> Told:
        time.sleep(0.6)
        return Told(INTENT)

    stripe_itself.routes[INTENTS] = sleep
    began = time.monotonic()
    with pytest.raises(ProviderUnavailable):
        await start(provider)
    assert time.monotonic() - began < 3
    assert stripe_itself.times(INTENTS) == 3


async def test_an_address_on_which_nobody_listens_is_unavailable(tmp_path: Path) -> None:
    settings = make_settings(
        "postgresql:///none", tmp_path, stripe_secret_key=KEY, stripe_api_base=f"http://127.0.0.1:{free_port()}"
    )
    provider = StripeProvider(settings)
    with pytest.raises(ProviderUnavailable):
        await start(provider)
    await provider.close()


@pytest.mark.parametrize("status", [401, 403])
async def test_a_key_that_stripe_refuses_is_told_to_the_operator(
    provider: StripeProvider, stripe_itself: Loopback, status: int
) -> None:
    stripe_itself.routes[INTENTS] = refused(status)
    with capture_logs() as lines, pytest.raises(ProviderUnavailable):
        await start(provider)
    [line] = lines
    assert line["log_level"] == "error"
    assert "STRIPE_SECRET_KEY" in line["event"]
    assert KEY not in str(lines)
    assert stripe_itself.times(INTENTS) == 1


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ({"code": "card_declined", "decline_code": "insufficient_funds"}, "insufficient_funds"),
        ({"code": "card_declined", "decline_code": "generic_decline"}, "card_declined"),
        ({"code": "card_declined", "decline_code": "stolen_card"}, "card_declined"),
        ({"code": "expired_card"}, "expired_card"),
        ({"code": "authentication_required", "decline_code": "authentication_required"}, "authentication_required"),
        ({}, "card_declined"),
    ],
)
async def test_a_declined_card_is_told_to_who_pays(
    provider: StripeProvider, stripe_itself: Loopback, error: dict[str, str], code: str
) -> None:
    stripe_itself.routes[INTENTS] = refused(402, type="card_error", payment_intent=INTENT, **error)
    with pytest.raises(PaymentFailed) as failed:
        await provider.charge(TEN, key="k", description="", metadata={}, customer="cus_1", payment_method="pm_1")
    assert (failed.value.failure.code, failed.value.failure.message) == (code, "No")
    assert failed.value.payment is not None
    assert failed.value.payment.id == "pi_1"


@pytest.mark.parametrize("intent", [None, 7, {}, {**INTENT, "status": "new"}])
async def test_a_declined_card_is_told_without_its_payment_too(
    provider: StripeProvider, stripe_itself: Loopback, intent: Any
) -> None:
    stripe_itself.routes[INTENTS] = refused(402, type="card_error", code="card_declined", payment_intent=intent)
    with pytest.raises(PaymentFailed) as failed:
        await start(provider)
    assert failed.value.payment is None


async def test_a_charge_whose_owner_would_have_to_confirm_has_failed(
    provider: StripeProvider, stripe_itself: Loopback
) -> None:
    stripe_itself.routes[INTENTS] = lambda _: Told({**INTENT, "status": "requires_action"})
    with pytest.raises(PaymentFailed) as failed:
        await provider.charge(TEN, key="k", description="", metadata={}, customer="cus_1", payment_method="pm_1")
    assert failed.value.failure.code == "authentication_required"


async def test_an_amount_that_is_too_small_is_told_to_who_pays(
    provider: StripeProvider, stripe_itself: Loopback
) -> None:
    stripe_itself.routes[INTENTS] = refused(400, code="amount_too_small", message="At least $0.50")
    with pytest.raises(PaymentFailed) as failed:
        await start(provider)
    assert failed.value.failure.message == "At least $0.50"


@pytest.mark.parametrize("error", [{"code": "parameter_unknown", "param": "x"}, {"type": "idempotency_error"}])
async def test_what_stripe_does_not_understand_is_our_fault(
    provider: StripeProvider, stripe_itself: Loopback, error: dict[str, str]
) -> None:
    stripe_itself.routes[INTENTS] = refused(400, **error)
    with capture_logs() as lines, pytest.raises(InternalError):
        await start(provider)
    assert [line["log_level"] for line in lines] == ["error"]


@pytest.mark.parametrize(
    ("charge", "fee"),
    [
        (None, None),
        ("ch_1", None),
        ({"amount": 1000, "currency": "usd", "balance_transaction": None}, None),
        (
            {
                "amount": 1000,
                "currency": "usd",
                "balance_transaction": {"fee": 59, "amount": 1000, "currency": "usd"},
            },
            59,
        ),
        (
            {"amount": 1000, "currency": "usd", "balance_transaction": {"fee": 50, "amount": 900, "currency": "eur"}},
            56,
        ),
    ],
)
async def test_the_fee_is_in_the_currency_of_the_payment(
    provider: StripeProvider, stripe_itself: Loopback, charge: Any, fee: int | None
) -> None:
    stripe_itself.routes[f"{INTENTS}/pi_1"] = lambda _: Told({**INTENT, "latest_charge": charge})
    assert await provider.fee("pi_1") == fee


async def test_what_others_made_is_passed_over_in_lists(provider: StripeProvider, stripe_itself: Loopback) -> None:
    """A refund of a charge that no payment intent made, and one in a state that is not known here."""
    refund = {"id": "re_1", "object": "refund", "amount": 1, "currency": "usd", "status": "succeeded", "created": 1}
    found = [{**refund, "payment_intent": None}, {**refund, "payment_intent": "pi_1", "status": "new"}]
    found.append({**refund, "id": "re_2", "payment_intent": "pi_1"})
    stripe_itself.routes["/v1/refunds"] = lambda _: Told({"object": "list", "data": found, "has_more": False})
    assert [made.id for made in await provider.refunds_of("pi_1")] == ["re_2"]


async def test_a_payment_that_cannot_be_canceled_is_our_fault(
    provider: StripeProvider, stripe_itself: Loopback
) -> None:
    stripe_itself.routes[f"{INTENTS}/pi_1/cancel"] = refused(400)
    stripe_itself.routes[f"{INTENTS}/pi_1"] = lambda _: Told(INTENT)
    with pytest.raises(InternalError):
        await provider.cancel_payment("pi_1")


async def test_a_person_with_another_name_than_at_first_is_made_all_the_same(
    provider: StripeProvider, stripe_itself: Loopback
) -> None:
    def answer(asked: Asked) -> Told:
        if asked.headers["Idempotency-Key"] == "customer:1":
            return Told({"error": {"type": "idempotency_error", "message": "No"}}, 400)
        return Told({"id": "cus_2", "object": "customer"})

    stripe_itself.routes["/v1/customers"] = answer
    made = [
        await provider.create_customer(key="customer:1", email="a@example.com", name="A", metadata={}) for _ in "ab"
    ]
    assert made == ["cus_2", "cus_2"]
    keys = [asked.headers["Idempotency-Key"] for asked in stripe_itself.asked]
    assert keys[1] == keys[3] != "customer:1"


async def test_without_the_secret_of_the_webhook_nothing_is_believed(provider: StripeProvider) -> None:
    with capture_logs() as lines, pytest.raises(BadEvent):
        provider.event(b"{}", "t=1,v1=00", at=now())
    assert "STRIPE_WEBHOOK_SECRET" in lines[0]["event"]


async def test_the_portal(provider: StripeProvider, stripe_itself: Loopback) -> None:
    session = {"id": "bps_1", "object": "billing_portal.session", "url": "https://billing.stripe.com/x"}
    stripe_itself.routes["/v1/billing_portal/sessions"] = lambda _: Told(session)
    assert await provider.portal("cus_1", "https://app.example.com/billing") == "https://billing.stripe.com/x"
    assert stripe_itself.asked[0].form == {"customer": "cus_1", "return_url": "https://app.example.com/billing"}


async def test_nothing_secret_is_logged(
    provider: StripeProvider, stripe_itself: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    """Not even where everything is."""
    caplog.set_level("DEBUG")
    stripe_itself.routes[INTENTS] = lambda _: Told(INTENT)
    with capture_logs() as lines:
        await start(provider)
        stripe_itself.routes[INTENTS] = refused(500)
        with pytest.raises(ProviderUnavailable):
            await start(provider)
    written = caplog.text + str(lines)
    assert KEY not in written
    assert "pi_1_secret_2" not in written


async def test_f15_with_a_bad_connection_each_key_has_one_effect(peer: Peer, stripe_provider: StripeProvider) -> None:
    """Cut, lost, late and broken answers in any order: whoever asks until there is an answer has one payment."""
    peer.front.faults = Faults(seed=7, cut=0.15, lost=0.15, late=0.1, broken=0.1, delay=0.6)
    ids = set()
    try:
        for number in range(20):
            for _ in range(20):
                try:
                    payment = await stripe_provider.create_payment(
                        Money(1000 + number, "USD"), key=f"f15:{number}", description="", metadata={"f15": str(number)}
                    )
                except ProviderUnavailable:
                    continue
                ids.add(payment.id)
                break
    finally:
        faults, peer.front.faults = peer.front.faults, None
    assert len(ids) == 20
    since = now().replace(microsecond=0)
    made = [
        one async for one in stripe_provider.payments_since(since.fromtimestamp(since.timestamp() - 60, since.tzinfo))
    ]
    assert {one.id for one in made if "f15" in one.metadata} == ids
    assert set(faults.counted) == {"cut", "lost", "late", "broken"}
