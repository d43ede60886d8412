"""f15: reconciliation finds every kind of drift that is planted, repairs what can be, and tells of the rest."""

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from groundwork.domains.payments.reconciliation import Drift, Reconciliation, nightly, reconcile
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.jobs import defer
from groundwork.kernel.metrics import PAYMENT_DRIFT
from groundwork.kernel.payment_provider import ProviderUnavailable
from tests.faults.stripe_peer.shop import Shop, intent_of
from tests.stripe_peer_front import Faults

pytestmark = pytest.mark.anyio


async def compare(shop: Shop, *, repair: bool = True) -> Reconciliation:
    """Compare the last hour."""
    return await reconcile(shop.runtime, now() - timedelta(hours=1), repair=repair)


async def tables(shop: Shop) -> list[object]:
    """All that reconciliation could change."""
    return [
        await shop.rows(f"SELECT * FROM {table} ORDER BY id")
        for table in ("payments", "refunds", "orders", "ledger_transactions")
    ]


Pair = tuple[dict[str, Any], dict[str, Any]]
Plant = Callable[[Shop], Awaitable[Pair]]


async def begun(shop: Shop) -> Pair:
    """An order and its open payment."""
    order = await shop.order()
    return order, await shop.start(order)


async def paid(shop: Shop) -> Pair:
    """An order and its payment, of which everything is known."""
    pair = await shop.pay()
    await shop.hear()
    return pair


async def lose_the_payment(shop: Shop) -> Pair:
    """As a backup that is a few minutes old does."""
    order, payment = await shop.pay()
    await shop.deaf()
    await shop.rows("DELETE FROM payments WHERE id = :id", id=UUID(payment["id"]))
    return order, payment


async def lose_its_news(shop: Shop) -> Pair:
    """It is paid, and nobody tells."""
    pair = await shop.pay()
    await shop.deaf()
    return pair


async def lose_its_answer(shop: Shop) -> Pair:
    """The provider has it, and we do not know how it is called there."""
    order, payment = await begun(shop)
    await shop.rows("UPDATE payments SET provider_id = NULL WHERE id = :id", id=UUID(payment["id"]))
    await shop.deaf()
    return order, payment


async def give_it_up_here_alone(shop: Shop) -> Pair:
    """It can still be paid at the provider."""
    order, payment = await begun(shop)
    await shop.rows("UPDATE payments SET status = 'canceled' WHERE id = :id", id=UUID(payment["id"]))
    return order, payment


async def refund_there(shop: Shop) -> Pair:
    """In the provider's dashboard, and nobody tells."""
    order, payment = await paid(shop)
    await shop.peer.refund(intent_of(payment), 2_00)
    await shop.deaf()
    return order, payment


async def lose_the_answer_of_a_refund(shop: Shop) -> Pair:
    """It was made there, and is pending here."""
    order, payment = await paid(shop)
    shop.peer.front.faults = Faults(seed=1, lost=1.0)
    assert (await shop.refund(payment, "3.00")).status_code == 201
    shop.peer.front.faults = None
    assert await shop.rows("SELECT 1 FROM refunds WHERE status = 'pending' AND provider_id IS NULL")
    await shop.deaf()
    return order, payment


REPAIRED: list[tuple[Drift, Plant, tuple[str, str, str]]] = [
    (Drift.REFUND_MISSING, refund_there, ("paid", "succeeded", "2.00")),
    (Drift.REFUND_BEHIND, lose_the_answer_of_a_refund, ("paid", "succeeded", "3.00")),
    (Drift.MISSING, lose_the_payment, ("paid", "succeeded", "0.00")),
    (Drift.BEHIND, lose_its_news, ("paid", "succeeded", "0.00")),
    (Drift.BEHIND, lose_its_answer, ("pending", "requires_payment_method", "0.00")),
    (Drift.OPEN_THERE, give_it_up_here_alone, ("pending", "canceled", "0.00")),
]


@pytest.mark.usefixtures("impatient")
async def test_f15_what_follows_from_the_provider_is_repaired(shop: Shop) -> None:
    """Every kind of it at once; a second run finds nothing more."""
    pairs = [await plant(shop) for _, plant, _ in REPAIRED]
    planted = Counter(drift for drift, _, _ in REPAIRED)
    before = await tables(shop)
    dry = await compare(shop, repair=False)
    assert Counter(finding.drift for finding in dry.findings) == planted, dry.findings
    assert len(dry.left) == len(REPAIRED)
    assert all(finding.repair for finding in dry.findings)
    assert await tables(shop) == before
    run = await compare(shop)
    assert Counter(finding.drift for finding in run.findings) == planted, run.findings
    assert run.left == []
    assert [await shop.seen(*pair) for pair in pairs] == [state for _, _, state in REPAIRED]
    assert (await compare(shop)).findings == []
    await shop.run_jobs()
    assert (await compare(shop)).findings == []
    await shop.charged_is_what_was_ordered()
    entries = await shop.rows("SELECT changes FROM audit_logs WHERE action = 'payments.reconciled'")
    assert [entry["changes"]["left"]["to"] for entry in entries] == [0]


async def test_f15_a_refund_whose_job_gave_up_is_sent(shop: Shop) -> None:
    order, payment = await paid(shop)
    refund_id = uuid4()
    await shop.rows(
        """INSERT INTO refunds (id, payment_id, status, amount_minor, currency, created_at, updated_at)
           VALUES (:id, :payment, 'pending', 300, 'USD', now() - interval '2 hours', now())""",
        id=refund_id,
        payment=UUID(str(payment["id"])),
    )
    assert (await compare(shop)).findings == [], "it is not of the last hour"
    run = await reconcile(shop.runtime, now() - timedelta(hours=3))
    assert [(finding.drift, finding.repaired) for finding in run.findings] == [(Drift.REFUND_NOT_SENT, True)]
    await shop.run_jobs()
    assert await shop.seen(order, payment) == ("paid", "succeeded", "3.00")
    await shop.charged_is_what_was_ordered()
    assert (await reconcile(shop.runtime, now() - timedelta(hours=3))).findings == []


async def test_f15_a_fee_whose_job_gave_up_is_noted(shop: Shop) -> None:
    await shop.pay()
    await shop.peer.settle()
    await shop.peer.relay.deliver(shop.post, seed=0, copies=1)
    shop.peer.desk.fees_are_known = False
    await shop.run_jobs()
    shop.peer.desk.fees_are_known = True
    await shop.rows("UPDATE payments SET succeeded_at = now() - interval '2 hours'")
    run = await compare(shop)
    assert [(finding.drift, finding.repaired) for finding in run.findings] == [(Drift.FEE_MISSING, True)]
    assert await shop.rows("SELECT 1 FROM payments WHERE fee_minor = 61")
    assert (await compare(shop)).findings == []
    await shop.charged_is_what_was_ordered()


async def claim_success(shop: Shop) -> None:
    """We say that it was paid."""
    _, payment = await begun(shop)
    await shop.rows(
        "UPDATE payments SET status = 'succeeded', succeeded_at = now() WHERE id = :id", id=UUID(payment["id"])
    )


async def change_the_amount(shop: Shop) -> None:
    """Of an open payment."""
    _, payment = await begun(shop)
    await shop.rows("UPDATE payments SET amount_minor = 1081 WHERE id = :id", id=UUID(payment["id"]))


async def pay_twice(shop: Shop) -> None:
    """There is a second payment at the provider, by the same name."""
    _, payment = await paid(shop)
    form = {"amount": "1080", "currency": "usd", "metadata[paymentId]": str(payment["id"])}
    status, made = shop.peer.desk.answer("POST", "/v1/payment_intents", form, None)
    assert status == 200
    shop.peer.pay(made["id"], made["client_secret"])
    await shop.deaf()


async def pay_for_what_is_not_here(shop: Shop) -> None:
    """The order is lost as well."""
    form = {"amount": "1080", "currency": "usd", "metadata[paymentId]": str(uuid4())}
    form["metadata[orderId]"] = str(uuid4())
    _, made = shop.peer.desk.answer("POST", "/v1/payment_intents", form, None)
    shop.peer.pay(made["id"], made["client_secret"])
    await shop.deaf()


async def pay_another_amount_than_ordered(shop: Shop) -> None:
    """The payment is lost, and what came in for the order is not what it costs."""
    order = await shop.order()
    form = {"amount": "999", "currency": "usd", "metadata[paymentId]": str(uuid4()), "metadata[orderId]": order["id"]}
    _, made = shop.peer.desk.answer("POST", "/v1/payment_intents", form, None)
    shop.peer.pay(made["id"], made["client_secret"])
    await shop.deaf()


async def name_it_otherwise(shop: Shop) -> None:
    """The provider does not know it by the name that we have."""
    _, payment = await begun(shop)
    await shop.rows("UPDATE payments SET provider_id = 'pi_nowhere' WHERE id = :id", id=UUID(payment["id"]))


async def change_a_refund(shop: Shop) -> None:
    """Of another amount here than there."""
    _, payment = await paid(shop)
    assert (await shop.refund(payment, "3.00")).status_code == 201
    await shop.hear()
    await shop.rows("UPDATE refunds SET amount_minor = 301 WHERE payment_id = :id", id=UUID(payment["id"]))


async def fail_a_refund(shop: Shop) -> None:
    """Here alone."""
    _, payment = await paid(shop)
    assert (await shop.refund(payment, "3.00")).status_code == 201
    await shop.hear()
    await shop.rows("UPDATE refunds SET status = 'failed' WHERE payment_id = :id", id=UUID(payment["id"]))


async def invent_a_refund(shop: Shop) -> None:
    """The provider has never heard of it."""
    _, payment = await paid(shop)
    await shop.rows(
        """INSERT INTO refunds (id, payment_id, provider_id, status, amount_minor, currency, created_at, updated_at)
           VALUES (gen_random_uuid(), :payment, 're_nowhere', 'succeeded', 300, 'USD', now(), now())""",
        payment=UUID(str(payment["id"])),
    )


async def post_something(shop: Shop) -> None:
    """The ledger is even, and says something else than the payment."""
    _, payment = await paid(shop)
    await shop.rows(
        """WITH posted AS (
               INSERT INTO ledger_transactions (id, kind, reference, key, currency)
               VALUES (gen_random_uuid(), 'payment', 'x', :key, 'USD') RETURNING id)
           INSERT INTO ledger_lines (transaction_id, position, account, amount_minor)
           SELECT posted.id, line.position, line.account, line.amount FROM posted,
           (VALUES (1, 'provider', 100), (2, 'credit', -100)) AS line (position, account, amount)""",
        key=f"payment:{payment['id']}:unclaimed",
    )


async def reopen_the_order(shop: Shop) -> None:
    """It was paid."""
    order, _ = await paid(shop)
    await shop.rows(
        """UPDATE orders SET status = 'pending', paid_at = NULL, reserved_until = now() + interval '30 minutes'
           WHERE id = :id""",
        id=UUID(order["id"]),
    )


async def pay_the_order_by_hand(shop: Shop) -> None:
    """Nobody paid."""
    order = await shop.order()
    paid_now = "UPDATE orders SET status = 'paid', paid_at = now(), reserved_until = NULL WHERE id = :id"
    await shop.rows(paid_now, id=UUID(order["id"]))


TOLD: list[tuple[list[Drift], Callable[[Shop], Awaitable[None]]]] = [
    ([Drift.AHEAD, Drift.LEDGER], claim_success),
    ([Drift.OTHER_AMOUNT], change_the_amount),
    ([Drift.TWICE], pay_twice),
    ([Drift.MISSING], pay_for_what_is_not_here),
    ([Drift.MISSING], pay_another_amount_than_ordered),
    ([Drift.UNKNOWN_THERE], name_it_otherwise),
    ([Drift.REFUND_OTHER_AMOUNT], change_a_refund),
    ([Drift.REFUND_AHEAD], fail_a_refund),
    ([Drift.REFUND_UNKNOWN_THERE], invent_a_refund),
    ([Drift.LEDGER], post_something),
    ([Drift.ORDER_NOT_PAID], reopen_the_order),
    ([Drift.PAID_WITHOUT_PAYMENT], pay_the_order_by_hand),
]


async def test_f15_what_a_person_has_to_decide_is_told_and_left_alone(shop: Shop) -> None:
    """Every kind of it at once, in each run again."""
    for _, plant in TOLD:
        await plant(shop)
    planted = Counter(drift for drifts, _ in TOLD for drift in drifts)
    assert planted.keys() | {drift for drift, _, _ in REPAIRED} | OWN_TESTS == set(Drift)
    before = await tables(shop)
    for _ in range(2):
        run = await compare(shop)
        assert Counter(finding.drift for finding in run.left) == planted, run.findings
        assert len(run.left) == len(run.findings)
        assert all(finding.told for finding in run.left)
    assert await tables(shop) == before
    assert await shop.rows("SELECT 1 FROM audit_logs WHERE action = 'payments.reconciled'") == []


OWN_TESTS = {Drift.REFUND_NOT_SENT, Drift.FEE_MISSING}
"""Planted in tests of their own."""


async def test_what_others_do_at_the_same_provider_is_none_of_our_business(shop: Shop) -> None:
    for metadata in ({}, {"metadata[paymentId]": "order 7"}):
        form = {"amount": "700", "currency": "usd", **metadata}
        _, made = shop.peer.desk.answer("POST", "/v1/payment_intents", form, None)
        shop.peer.pay(made["id"], made["client_secret"])
        await shop.peer.refund(made["id"], 100)
    await shop.hear()
    run = await compare(shop)
    assert (run.payments, run.refunds, run.findings) == (2, 2, [])


@pytest.mark.usefixtures("impatient")
async def test_a_provider_that_is_away_ends_it(shop: Shop) -> None:
    await lose_its_news(shop)
    before = await tables(shop)
    shop.peer.front.faults = Faults(seed=1, cut=1.0)
    with pytest.raises(ProviderUnavailable):
        await compare(shop)
    shop.peer.front.faults = None
    assert await tables(shop) == before


async def test_it_runs_every_night(shop: Shop) -> None:
    await lose_its_news(shop)
    repaired = PAYMENT_DRIFT.labels("behind", "repaired")
    counted = repaired._value.get()
    async with transaction(shop.runtime) as db:
        await defer(db, nightly)
    await shop.run_jobs()
    assert repaired._value.get() == counted + 1
    assert (await compare(shop)).findings == []
    assert nightly in shop.runtime.queue.jobs
    assert nightly.schedule
