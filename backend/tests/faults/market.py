"""People who buy from a machine over HTTP, and what has to hold of its orders and its money whatever happened."""

import asyncio
import time
from typing import Any

import httpx2

from tests.conftest import Person
from tests.faults.support import PASSWORD, Machine

_STEPS = """(CASE WHEN status = 'pending' THEN 1 ELSE 2 END)"""

_HALVES = f"""
    WITH held AS (
        SELECT reference, account, sum(amount_minor) AS minor
        FROM ledger_lines JOIN ledger_transactions ON id = transaction_id GROUP BY reference, account)
    SELECT number FROM orders
    WHERE (SELECT sum(total_minor) FROM order_items WHERE order_id = orders.id) IS DISTINCT FROM subtotal_minor
       OR (SELECT count(*) FROM order_steps WHERE order_id = orders.id) <> {_STEPS}
       OR (SELECT minor FROM held WHERE reference = 'order:' || orders.id
             AND account = CASE WHEN orders.status = 'pending' THEN 'receivable' ELSE 'provider' END)
          IS DISTINCT FROM total_minor
       OR (SELECT sum(abs(minor)) FROM held WHERE reference = 'order:' || orders.id) IS DISTINCT FROM 2 * total_minor
       OR (SELECT count(*) FROM procrastinate_jobs
           WHERE task_name = 'orders.expire' AND args->>'order_id' = orders.id::text) <> 1
       OR (SELECT count(*) FROM audit_logs WHERE resource_id = orders.id::text) <> {_STEPS}"""
"""Orders, pending or paid, of which something is missing, or there twice."""

_LEFT_OVERS = """
    SELECT (SELECT count(*) FROM ledger_transactions
            WHERE reference LIKE 'order:%' AND NOT EXISTS (SELECT 1 FROM orders WHERE 'order:' || id = reference)),
           (SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'orders.expire'
              AND NOT EXISTS (SELECT 1 FROM orders WHERE id::text = args->>'order_id')),
           (SELECT count(*) FROM audit_logs WHERE action LIKE 'order.%'
              AND NOT EXISTS (SELECT 1 FROM orders WHERE id::text = resource_id)),
           (SELECT count(*) FROM (SELECT FROM ledger_lines GROUP BY transaction_id HAVING sum(amount_minor) <> 0) x)"""
"""What belongs to an order that is not there, and what does not sum to zero in the ledger."""

_SOLD = """
    SELECT coalesce(sum(quantity), 0)::int FROM order_items JOIN orders ON orders.id = order_id
    WHERE product_id = %s AND status <> 'canceled' AND status <> 'expired'"""

_CHARGES = """
    SELECT number FROM orders
    WHERE (SELECT array_agg((status, amount)::text) FROM sandbox_payments WHERE metadata->>'orderId' = orders.id::text)
          IS DISTINCT FROM ARRAY[('succeeded', total_minor)::text]
       OR (SELECT count(*) FROM sandbox_events JOIN sandbox_payments ON body LIKE '%' || sandbox_payments.id || '%'
           WHERE type = 'payment_intent.succeeded' AND metadata->>'orderId' = orders.id::text) <> 1
       OR (SELECT array_agg((status, accepted, amount_minor)::text) FROM payments WHERE order_id = orders.id)
          IS DISTINCT FROM ARRAY[('succeeded', true, total_minor)::text]"""
"""Orders that were not charged once, at the provider and here, for what they cost."""


async def register(client: httpx2.AsyncClient, machine: Machine, role: str = "user") -> Person:
    """Somebody with an account; what their role is, the API hears from the database."""
    email = f"{role}.{time.monotonic_ns()}@example.com"
    form = {"email": email, "password": PASSWORD, "firstName": "Ada", "lastName": "Byron"}
    answer = await client.post("/api/v1/auth/register", json=form, headers={"X-Client": "api"})
    assert answer.status_code == 201, answer.text
    data = answer.json()["data"]
    person = Person(data["user"]["id"], email, PASSWORD, data["accessToken"], "", client)
    if role != "user":
        machine.query("UPDATE users SET role = %s WHERE id = %s RETURNING id", role, person.id)
        while (await person.get("/auth/me")).json()["data"]["role"] != role:
            await asyncio.sleep(0.05)
    return person


def put_on_sale(machine: Machine, sku: str, stock: int) -> str:
    """A product, of which there are so many; returns its id."""
    [(identity,)] = machine.query(
        """INSERT INTO products (sku, name, slug, price_minor, currency, stock)
           VALUES (%s, 'Desk', %s, 4990, 'USD', %s) RETURNING id::text""",
        sku,
        sku.lower(),
        stock,
    )
    return str(identity)


def stock_and_sold(machine: Machine, product: str) -> tuple[int, int]:
    """How many of a product are left, and how many are in orders."""
    return machine.query("SELECT stock FROM products WHERE id = %s", product)[0][0], machine.query(_SOLD, product)[0][0]


def no_order_is_there_by_half(machine: Machine) -> None:
    """An order, its items, history, postings, job and trail are one; what has no order has none of them."""
    assert machine.query(_HALVES) == []
    assert machine.query(_LEFT_OVERS) == [(0, 0, 0, 0)]


def each_order_was_charged_once(machine: Machine) -> None:
    """There is one payment of each, for what it costs, here and at the provider, and one success was told."""
    assert machine.query(_CHARGES) == []


def let_a_minute_pass(machine: Machine) -> None:
    """For operations that a process has left in the middle: their keys are free again."""
    machine.query("UPDATE idempotency_keys SET leased_until = created_at WHERE status IS NULL RETURNING id")


def data_of(answer: httpx2.Response, *statuses: int) -> dict[str, Any]:
    """What an answer is about; it has one of these statuses."""
    assert answer.status_code in statuses, answer.text
    data: dict[str, Any] = answer.json()["data"]
    return data
