"""The half year of the demonstration shop: right to the cent, as the provider has it, in the trail and in the inbox."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import select, text

from groundwork.domains.audit.models import AuditLog
from groundwork.domains.audit.verification import verify
from groundwork.domains.orders import service as orders
from groundwork.domains.orders.schemas import OrderCreate
from groundwork.domains.payments import sandbox
from groundwork.domains.payments.models import PaymentEvent
from groundwork.domains.payments.reconciliation import reconcile
from groundwork.domains.payments.refunds import refund_payment
from groundwork.domains.payments.starting import start_order_payment
from groundwork.entrypoints.composition import open_runtime
from groundwork.kernel.actor import Actor, Origin
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.ids import uuid7
from groundwork.kernel.payment_provider import CardForm
from groundwork.kernel.permissions import Role
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings
from tests.conftest import make_settings

pytestmark = pytest.mark.anyio


async def _plant(runtime: Runtime, *names: str) -> None:
    seeds = {seed.name: seed for domain in runtime.domains for seed in domain.seeds}
    for name in names:
        async with transaction(runtime) as db:
            await seeds[name].plant(db)


async def _rows(runtime: Runtime, sql: str) -> list[tuple]:  # type: ignore[type-arg]
    async with transaction(runtime) as db:
        return [tuple(row) for row in await db.execute(text(sql))]


_STOCK = "SELECT sku, stock FROM products ORDER BY sku"


async def test_the_half_year(empty_database: str, settings: Settings) -> None:
    made = make_settings(empty_database, settings.groundwork_home)
    async with open_runtime(made).running() as runtime:
        runtime.queue.serve(runtime)
        await _plant(runtime, "people", "users", "categories", "products", "plans")
        await _rows(runtime, "UPDATE users SET role = 'admin' WHERE email = 'mina.kolari@example.com' RETURNING id")
        stock = dict(await _rows(runtime, _STOCK))
        await _plant(runtime, "orders", "reports")

        before = await _rows(runtime, "SELECT count(*) FROM ledger_lines")
        await _plant(runtime, "orders", "reports")
        assert await _rows(runtime, "SELECT count(*) FROM ledger_lines") == before, "planted once"

        statuses = Counter(dict(await _rows(runtime, "SELECT status, count(*) FROM orders GROUP BY status")))
        assert 600 < statuses.total() < 1100, statuses
        assert statuses["pending"] == 3
        assert min(statuses[status] for status in ("paid", "fulfilled", "canceled", "expired", "refunded")) >= 5, (
            statuses
        )
        left = dict(await _rows(runtime, _STOCK))
        assert sum(stock.values()) - sum(left.values()) == 3, "what is being paid right now is reserved"
        assert min(left.values()) >= 0

        await _explained(runtime)
        run = await reconcile(runtime, now() - timedelta(days=400), repair=False)
        assert [f"{finding.drift}: {finding.subject}, {finding.told}" for finding in run.findings] == []
        assert run.payments > 600
        assert run.refunds > 5

        reports = await _rows(runtime, "SELECT month, kind, status FROM reports ORDER BY month, kind")
        assert len(reports) == 12
        assert {status for _, _, status in reports} == {"completed"}
        states = {status for (status,) in await _rows(runtime, "SELECT status FROM subscriptions")}
        assert {"active", "trialing", "past_due", "canceled"} <= states
        await _told(runtime)
        await _as_it_would_have_been(runtime)
        assert (await verify(runtime)).intact


async def _told(runtime: Runtime) -> None:
    """Each payment has its events, each step of an order its entry in the trail; and nothing waits to be done."""
    assert await _rows(runtime, _UNTOLD_PAYMENTS) == []
    assert await _rows(runtime, _UNTOLD_STEPS) == []
    statuses = dict(await _rows(runtime, "SELECT status, count(*) FROM payment_events GROUP BY status"))
    assert set(statuses) == {"processed"}
    assert statuses["processed"] > 2000
    assert await _rows(runtime, "SELECT count(*) FROM sandbox_events WHERE delivered_at IS NULL") == [(0,)]
    early = "SELECT count(*) FROM audit_logs WHERE resource_type = 'order' AND created_at < now() - interval '150 days'"
    [(count,)] = await _rows(runtime, early)
    assert count > 100


_UNTOLD_PAYMENTS = """
    SELECT p.id FROM payments p
    WHERE (SELECT count(*) FROM payment_events e WHERE e.payment_id = p.id) <>
          3 + 2 * (SELECT count(*) FROM refunds r WHERE r.payment_id = p.id)"""
_UNTOLD_STEPS = """
    SELECT o.number, s.status FROM order_steps s JOIN orders o ON o.id = s.order_id
    WHERE NOT EXISTS (SELECT 1 FROM audit_logs a WHERE a.resource_type = 'order' AND a.resource_id = o.id::text
                      AND a.action = 'order.' || CASE s.position WHEN 1 THEN 'placed' ELSE s.status END
                      AND a.actor_id IS NOT DISTINCT FROM s.actor_id
                      AND abs(extract(epoch FROM a.created_at - s.at)) < 1)"""


async def _as_it_would_have_been(runtime: Runtime) -> None:
    """What happens now leaves the same kinds of entries and events as what was brought in."""
    past, began = await _shapes(runtime, "<", now()), now()
    await _do_some_business(runtime)
    present = await _shapes(runtime, ">=", began)
    assert set(present) >= {"order.placed", "order.paid", "payment.started", "payment.succeeded", "refund.succeeded"}
    assert set(present) >= {"event payment_intent.succeeded", "event charge.refunded", "event refund.created"}
    for kind, shapes in present.items():
        assert shapes <= past[kind], kind


async def _shapes(runtime: Runtime, before: str, moment: datetime) -> dict[str, set[Any]]:
    """Of each kind of entry and event, how it looks: which fields there are, and what is known of whom."""
    found: dict[str, set[Any]] = defaultdict(set)
    async with transaction(runtime) as db:
        entries = await db.scalars(select(AuditLog).where(text(f"created_at {before} :at")).params(at=moment))
        for entry in entries:
            fields = tuple(sorted((name, type(value).__name__) for name, value in entry.changes.items()))
            known = (entry.actor_id, entry.person_id, entry.sealed_origin, entry.sealed_changes, entry.request_id)
            found[entry.action].add((fields, tuple(value is not None for value in known)))
        for event in await db.scalars(select(PaymentEvent).where(text(f"received_at {before} :at")).params(at=moment)):
            told = orjson.loads(event.payload or "")
            thing = told["data"]["object"]
            found[f"event {event.type}"].add((tuple(sorted(told)), tuple(sorted(thing)), event.attempts, event.status))
    return found


async def _do_some_business(runtime: Runtime) -> None:
    """Somebody orders two things, pays for one, and gets half of it back."""
    [(user_id, admin_id, product_id)] = await _rows(
        runtime,
        """SELECT (SELECT user_id FROM orders WHERE status = 'fulfilled' LIMIT 1),
                  (SELECT id FROM users WHERE role = 'admin'), (SELECT id FROM products WHERE stock > 9 LIMIT 1)""",
    )
    origin = Origin("192.0.2.7", "Mozilla/5.0", "req_0123456789abcdef")
    customer = Actor(user_id=user_id, permissions=runtime.matrix.of(Role.USER), origin=origin)
    staff = Actor(user_id=admin_id, permissions=runtime.matrix.of(Role.ADMIN), origin=origin)
    form = OrderCreate.model_validate({"items": [{"productId": str(product_id), "quantity": 1}]})
    async with transaction(runtime) as db:
        placed, given_up = [await orders.create_order(db, customer, form) for _ in range(2)]
        await orders.cancel_order(db, customer, given_up.id, "Ordered by mistake")
    payment_id, _ = await start_order_payment(runtime, customer, placed.id)
    await sandbox.confirm(runtime, customer, payment_id, CardForm("4242424242424242"), again=False)
    await _work(runtime)
    async with transaction(runtime) as db:
        await orders.fulfil_order(db, staff, placed.id, "GW0000000001FI")
    await refund_payment(runtime, staff, payment_id, "1.00", "Sent back", refund_id=uuid7())
    await _work(runtime)


async def _work(runtime: Runtime) -> None:
    async with runtime.queue.app.open_async(pool=runtime.database.pool):
        await runtime.queue.app.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)


async def _explained(runtime: Runtime) -> None:
    """Each order's postings are what its row says, and the balances what all rows say together."""
    assert await _rows(runtime, "SELECT sum(amount_minor) FROM ledger_lines") == [(0,)]
    assert await _rows(runtime, _UNEXPLAINED) == []
    balances = dict(
        await _rows(runtime, "SELECT account, sum(amount_minor)::bigint FROM ledger_lines GROUP BY account")
    )
    [(sold, tax, open_orders, open_net)] = await _rows(
        runtime,
        """SELECT sum(subtotal_minor) FILTER (WHERE paid_at IS NOT NULL)::bigint,
                  sum(tax_minor) FILTER (WHERE paid_at IS NOT NULL)::bigint,
                  sum(total_minor) FILTER (WHERE status = 'pending')::bigint,
                  sum(subtotal_minor) FILTER (WHERE status = 'pending')::bigint FROM orders""",
    )
    [(subscribed, subscribed_tax, due)] = await _rows(
        runtime,
        """SELECT sum(subtotal_minor) FILTER (WHERE status = 'paid')::bigint,
                  sum(tax_minor) FILTER (WHERE status = 'paid')::bigint,
                  coalesce(sum(total_minor) FILTER (WHERE status = 'open'), 0)::bigint FROM invoices""",
    )
    [(came_in, fees, went_back)] = await _rows(
        runtime,
        """SELECT sum(amount_minor)::bigint, sum(fee_minor)::bigint, sum(refunded_minor)::bigint
           FROM payments WHERE status = 'succeeded'""",
    )
    assert balances["sales"] == -sold
    assert balances["subscriptions"] == -subscribed
    assert balances["receivable"] == open_orders + due
    assert balances["fees"] == fees
    assert balances["provider"] == came_in - went_back - fees
    assert balances["refunds"] + (balances["tax"] + tax + subscribed_tax) == went_back
    assert balances["deferred"] <= -open_net


_UNEXPLAINED = """
    SELECT o.number, b.* FROM orders o JOIN LATERAL (
        SELECT coalesce(sum(l.amount_minor) FILTER (WHERE l.account = 'provider'), 0) AS held,
               coalesce(sum(l.amount_minor) FILTER (WHERE l.account = 'receivable'), 0) AS owed,
               coalesce(sum(l.amount_minor) FILTER (WHERE l.account = 'sales'), 0) AS sold
        FROM ledger_transactions t JOIN ledger_lines l ON l.transaction_id = t.id
        WHERE t.reference = 'order:' || o.id) b ON true
    WHERE held <> CASE WHEN o.paid_at IS NULL THEN 0 ELSE o.total_minor - o.refunded_minor END
       OR owed <> CASE WHEN o.status = 'pending' THEN o.total_minor ELSE 0 END
       OR sold <> CASE WHEN o.paid_at IS NULL THEN 0 ELSE -o.subtotal_minor END"""
