"""f13, f14, f15 with the adapter for Stripe, over a sender and a network that misbehave."""

import asyncio
from datetime import timedelta

import pytest

from groundwork.domains.payments.reconciliation import reconcile
from groundwork.kernel.clock import now
from tests.faults.stripe_peer.shop import Shop, intent_of
from tests.faults.support import repetitions
from tests.stripe_peer_front import Faults

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("seed", range(repetitions(4)))
async def test_f13_events_three_times_in_any_order_have_one_effect(shop: Shop, seed: int) -> None:
    """Of a payment with a declined card first, paid, given back in part by us, the rest in the provider's dashboard."""
    order = await shop.order(2)
    payment = await shop.start(order)
    intent, secret = intent_of(payment), payment["clientSecret"]
    shop.peer.pay(intent, secret, "4000000000000002")
    shop.peer.pay(intent, secret, "4000002500003155")
    shop.peer.desk.answer_challenge(intent, secret, approved=True)
    await shop.hear(seed, copies=3)
    assert await shop.seen(order, payment) == ("paid", "succeeded", "0.00")
    assert (await shop.refund(payment, "5.00")).status_code == 201
    await shop.peer.refund(intent, 3_00)
    await shop.hear(seed, copies=3)
    assert await shop.seen(order, payment) == ("paid", "succeeded", "8.00")
    await shop.peer.refund(intent, 13_60)
    await shop.hear(seed, copies=3)
    assert await shop.seen(order, payment) == ("refunded", "succeeded", "21.60")
    await shop.charged_is_what_was_ordered()
    assert shop.peer.desk.paid() == {intent: 0}
    events = await shop.rows("SELECT status, count(*) AS number FROM payment_events GROUP BY status")
    assert {row["status"] for row in events} <= {"processed", "ignored"}
    assert await shop.rows("SELECT 1 FROM payments WHERE card_last4 <> '3155' OR fee_minor <> 93") == []


@pytest.mark.parametrize("seed", range(repetitions(2)))
async def test_f13_refunds_that_are_heard_of_before_the_payment(shop: Shop, seed: int) -> None:
    """All news of a payment at once, after it is over."""
    order, payment = await shop.pay()
    await shop.peer.refund(intent_of(payment), 4_00)
    await shop.peer.refund(intent_of(payment), 6_80)
    await shop.hear(seed, copies=3)
    assert await shop.seen(order, payment) == ("refunded", "succeeded", "10.80")
    await shop.charged_is_what_was_ordered()


@pytest.mark.usefixtures("impatient")
async def test_f14_an_event_comes_before_we_know_the_payment(shop: Shop) -> None:
    """Each answer of the provider is lost, so that its events are the first that is heard."""
    order = await shop.order()
    shop.peer.front.faults = Faults(seed=1, lost=1.0)
    answer = await shop.customer.post(f"/orders/{order['id']}/payment")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "SERVICE_UNAVAILABLE")
    assert answer.headers["Retry-After"] == "5"
    shop.peer.front.faults = None
    [row] = await shop.rows("SELECT id, provider_id, status FROM payments")
    assert (row["provider_id"], row["status"]) == (None, "requires_payment_method")
    await shop.hear(copies=2)
    [linked] = await shop.rows("SELECT id, provider_id FROM payments")
    assert (linked["id"], linked["provider_id"][:3]) == (row["id"], "pi_")
    payment = await shop.start(order)
    assert intent_of(payment) == linked["provider_id"]
    shop.peer.pay(intent_of(payment), payment["clientSecret"])
    await shop.hear()
    assert await shop.seen(order, payment) == ("paid", "succeeded", "0.00")
    await shop.charged_is_what_was_ordered()


@pytest.mark.usefixtures("impatient")
async def test_the_provider_is_away_and_nothing_is_charged(shop: Shop) -> None:
    order = await shop.order()
    shop.peer.front.faults = Faults(seed=1, cut=0.5, broken=0.5)
    for _ in range(2):
        assert (await shop.customer.post(f"/orders/{order['id']}/payment")).status_code == 503
    shop.peer.front.faults = None
    assert shop.peer.desk.paid() == {}
    payment = await shop.start(order)
    shop.peer.pay(intent_of(payment), payment["clientSecret"])
    await shop.hear()
    assert await shop.seen(order, payment) == ("paid", "succeeded", "0.00")
    await shop.charged_is_what_was_ordered()


@pytest.mark.usefixtures("impatient")
async def test_f15_charges_equal_orders_whatever_is_lost(shop: Shop) -> None:
    """Everybody pays, and some get money back, over a network that cuts, loses, delays and breaks; events get lost too.

    Whoever is told 503 asks again. In the end, and after reconciliation, each order is charged once.
    """
    faults = shop.peer.front.faults = Faults(seed=15, cut=0.08, lost=0.08, late=0.04, broken=0.08, delay=0.7)
    orders = [await shop.order() for _ in range(16)]

    async def buy(number: int) -> tuple[dict[str, object], dict[str, object]]:
        order = orders[number]
        for _ in range(30):
            answer = await shop.customer.post(f"/orders/{order['id']}/payment")
            if answer.status_code != 503:
                break
        assert answer.status_code in {200, 201}, answer.text
        payment = answer.json()["data"]
        await asyncio.to_thread(shop.peer.pay, intent_of(payment), payment["clientSecret"])
        return order, payment

    bought = await asyncio.gather(*(buy(number) for number in range(len(orders))))
    await shop.hear(seed=15, copies=2)
    for _, payment in bought[:6]:
        assert (await shop.refund(payment, "4.00")).status_code in {201, 402}
    await shop.deaf()
    shop.peer.front.faults = None
    for _, payment in bought[6:8]:
        await shop.peer.refund(intent_of(payment), 1_00)
    await shop.deaf()
    run = await reconcile(shop.runtime, now() - timedelta(hours=1))
    assert [finding.told for finding in run.left] == []
    assert run.payments == 16
    await shop.run_jobs()
    await shop.charged_is_what_was_ordered()
    assert [await shop.seen(*pair) for pair in bought] == [("paid", "succeeded", "4.00")] * 6 + [
        ("paid", "succeeded", "1.00")
    ] * 2 + [("paid", "succeeded", "0.00")] * 8
    assert (await reconcile(shop.runtime, now() - timedelta(hours=1))).findings == []
    assert set(faults.counted) == {"cut", "lost", "late", "broken"}
    [pool] = await shop.rows("SELECT count(*) AS waiting FROM pg_stat_activity WHERE state = 'idle in transaction'")
    assert pool["waiting"] == 0
