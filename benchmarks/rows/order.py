"""`POST /orders`: stock, order, items, history, ledger, audit trail and a job, in one transaction."""

from functools import partial
from itertools import pairwise

import psycopg

from harness import catalog, http
from harness.bench import API, Bench, Served
from harness.errors import BenchmarkError
from harness.results import Result, thousands
from rows.side_by_side import Target, Work, measure

PATH = f"{API}/orders"
PRODUCTS = 100_000
ON_SALE = 500
"""Orders are for two of these."""

STOCK = 1_000_000_000
FIELDS = (
    "id number status currency subtotal tax taxRate total refunded items history shippingAddress customer"
    " reservedUntil paidAt fulfilledAt canceledAt tracking createdAt updatedAt"
)
WRITTEN = """
    SELECT (SELECT count(*) FROM order_items WHERE order_id = %(id)s::uuid),
           (SELECT count(*) FROM order_steps WHERE order_id = %(id)s::uuid),
           (SELECT count(*) FROM ledger_transactions JOIN ledger_lines ON transaction_id = id
             WHERE reference = 'order:' || %(id)s::text),
           (SELECT count(*) FROM audit_logs WHERE resource_id = %(id)s::text AND action = 'order.placed'),
           (SELECT count(*) FROM procrastinate_jobs WHERE args->>'order_id' = %(id)s::text
             AND scheduled_at > now() + interval '25 minutes')"""


def run(bench: Bench) -> Result:
    """Measure placing orders."""
    catalog.fill(bench, PRODUCTS)
    products = put_on_sale(bench.database_url)
    orders = tuple(order(first, second) for first, second in pairwise(products))
    return measure(
        bench,
        Work(
            name="order",
            title="POST /orders, one transaction",
            path=PATH,
            check=partial(check, bench.database_url, orders[0]),
            contenders=("groundwork", "express"),
            targets=(Target("", "rate", 300),),
            notes=(
                f"An order of three pieces of two products, of {thousands(ON_SALE)} by chance. In one transaction, "
                "committed durably, the stock is taken, and order, items, history, a posting of the ledger with its "
                "three lines, a line of the audit trail and a job that frees the stock in half an hour are written, "
                "into the same tables with the same triggers. Prices are read from the database, tax is added. "
                "Groundwork also seals what the trail holds of people, and publishes an event; Express does not.",
            ),
            bodies=orders,
        ),
    )


def put_on_sale(database_url: str) -> list[str]:
    """Fill the stock of some products, and return their ids."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        rows = connection.execute(
            """UPDATE products SET stock = %s, active = true
               WHERE id IN (SELECT id FROM products ORDER BY sku LIMIT %s) RETURNING id::text""",
            [STOCK, ON_SALE],
        ).fetchall()
        connection.execute("VACUUM products")
    return [identity for (identity,) in rows]


def order(first: str, second: str) -> dict[str, object]:
    """Return what is posted."""
    return {"items": [{"productId": first, "quantity": 1}, {"productId": second, "quantity": 2}]}


def check(database_url: str, wanted: dict[str, object], served: Served, token: str | None) -> None:
    """Make sure that an order is answered whole, and that everything that belongs to it was written."""
    who = served.contender.title
    status, body = http.call("POST", f"{served.url}{PATH}", wanted, token)
    if status != 201 or set(body["data"]) != set(FIELDS.split()):
        raise BenchmarkError(f"{who}: POST {PATH} answers {status} {body}")
    placed = body["data"]
    with psycopg.connect(database_url) as connection:
        prices: dict[str, int] = dict(
            connection.execute(
                "SELECT id::text, price_minor FROM products WHERE id = ANY(%s::uuid[])",
                [[item["productId"] for item in placed["items"]]],
            ).fetchall()
        )
        written = connection.execute(WRITTEN, {"id": placed["id"]}).fetchone()
    subtotal = sum(prices[item["productId"]] * item["quantity"] for item in placed["items"])
    tax = (subtotal * 8 + 50) // 100
    amounts = tuple(round(float(placed[name]) * 100) for name in ("subtotal", "tax", "total"))
    if amounts != (subtotal, tax, subtotal + tax) or placed["status"] != "pending":
        raise BenchmarkError(f"{who}: POST {PATH} answers with {placed}")
    if written != (2, 1, 3, 1, 1):
        raise BenchmarkError(f"{who}: of items, steps, lines, audit and jobs there are {written}")
    if (status := http.call("POST", f"{served.url}{PATH}", wanted).status) not in {401, 403}:
        raise BenchmarkError(f"{who} answers {status} to an order from a guest")
