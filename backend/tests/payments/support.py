"""What the tests of payments share."""

from typing import Any
from uuid import UUID

import httpx2
import orjson

from groundwork.adapters.payments import signatures, webhook_secret
from groundwork.kernel.clock import now
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime
from tests.conftest import Person
from tests.orders.support import placed_for, rows

GOOD = "4242 4242 4242 4242"
DECLINED = "4000 0000 0000 0002"
ASKING = "4000 0000 0000 3220"
LATE = "4000 0000 0000 0077"
WEBHOOK = "/api/v1/webhooks/stripe"


async def start(customer: Person, order: dict[str, Any], **options: Any) -> dict[str, Any]:
    """The payment by which an order can be paid."""
    answer = await customer.post(f"/orders/{order['id']}/payment", **options)
    assert answer.status_code in {200, 201}, answer.text
    data: dict[str, Any] = answer.json()["data"]
    return data


async def begun(manager: Person, customer: Person, **product: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """An order and its open payment."""
    order = await placed_for(manager, customer, **product)
    return order, await start(customer, order)


async def confirm(customer: Person, payment: dict[str, Any], card: str = GOOD, **fields: Any) -> httpx2.Response:
    """Type a card into the sandbox's form."""
    return await customer.post(f"/payments/{payment['id']}/sandbox-confirmation", {"card": card, **fields})


async def paid(
    manager: Person, customer: Person, run_jobs: Any, **product: Any
) -> tuple[dict[str, Any], dict[str, Any]]:
    """An order that was paid, and its payment."""
    order, payment = await begun(manager, customer, **product)
    answer = await confirm(customer, payment)
    assert answer.status_code == 200, answer.text
    await run_jobs()
    return order, await payment_of(customer, payment)


async def payment_of(reader: Person, payment: dict[str, Any]) -> dict[str, Any]:
    """A payment as somebody sees it."""
    answer = await reader.get(f"/payments/{payment['id']}")
    assert answer.status_code == 200, answer.text
    data: dict[str, Any] = answer.json()["data"]
    return data


async def status_of(reader: Person, order: dict[str, Any]) -> str:
    """Where an order is."""
    answer = await reader.get(f"/orders/{order['id']}")
    return str(answer.json()["data"]["status"])


async def give_back(admin: Person, payment: dict[str, Any], **form: Any) -> httpx2.Response:
    """Ask for a refund."""
    return await admin.post(f"/payments/{payment['id']}/refunds", form)


async def told_of(runtime: Runtime, payment: dict[str, Any]) -> list[dict[str, Any]]:
    """What the sandbox has told of a payment, as it was sent."""
    found = await rows(
        runtime,
        "SELECT body FROM sandbox_events WHERE body LIKE '%' || :id || '%' ORDER BY created_at, id",
        id=payment["id"],
    )
    return [orjson.loads(row["body"]) for row in found]


async def inbox_of(runtime: Runtime, *event_ids: str) -> list[dict[str, Any]]:
    """The rows of events in the inbox."""
    return await rows(
        runtime,
        "SELECT event_id, status, attempts, error, payment_id FROM payment_events WHERE event_id = ANY(:ids)",
        ids=list(event_ids),
    )


async def send(
    client: httpx2.AsyncClient, runtime: Runtime, event: dict[str, Any] | bytes, **headers: str
) -> httpx2.Response:
    """Bring an event to the webhook, signed as the provider does."""
    body = event if isinstance(event, bytes) else orjson.dumps(event)
    signature = signatures.sign(body, webhook_secret(runtime.settings), now())
    return await client.post(WEBHOOK, content=body, headers={"Stripe-Signature": signature, **headers})


def event_about(
    kind: str, thing: dict[str, Any], *, created: int | None = None, before: dict[str, Any] | None = None
) -> dict[str, Any]:
    """An event with an id of its own; ``before``: what an update has changed."""
    moment = int(now().timestamp()) if created is None else created
    told = {"id": f"evt_{uuid7().hex}", "object": "event", "type": kind, "created": moment}
    return {**told, "data": {"object": thing, **({"previous_attributes": before} if before else {})}}


async def provider_id_of(runtime: Runtime, payment: dict[str, Any]) -> str:
    """What the provider calls a payment."""
    [row] = await rows(runtime, "SELECT provider_id FROM payments WHERE id = :id", id=UUID(payment["id"]))
    return str(row["provider_id"])


async def intent_of(runtime: Runtime, payment: dict[str, Any], status: str, **changes: Any) -> dict[str, Any]:
    """The payment intent of a payment in Stripe's JSON."""
    [row] = await rows(
        runtime,
        "SELECT provider_id, amount_minor, currency FROM payments WHERE id = :id",
        id=UUID(payment["id"]),
    )
    return {
        "id": row["provider_id"],
        "object": "payment_intent",
        "status": status,
        "amount": row["amount_minor"],
        "currency": row["currency"].lower(),
        "created": int(now().timestamp()) - 60,
        "metadata": {"paymentId": payment["id"]},
        **changes,
    }


async def everything_sums_to_zero(runtime: Runtime) -> bool:
    """Whether the ledger does, by currency, and every transaction in it."""
    by_transaction = "SELECT transaction_id FROM ledger_lines GROUP BY transaction_id HAVING sum(amount_minor) <> 0"
    by_currency = """SELECT currency FROM ledger_lines
                     JOIN ledger_transactions ON ledger_transactions.id = transaction_id
                     GROUP BY currency HAVING sum(amount_minor) <> 0"""
    return not await rows(runtime, by_transaction) and not await rows(runtime, by_currency)


async def postings_about(runtime: Runtime, order: dict[str, Any], payment: dict[str, Any]) -> dict[str, int]:
    """What the ledger says of an order and its payment: minor units by account, without those that are even."""
    found = await rows(
        runtime,
        """SELECT account, sum(amount_minor)::bigint AS minor FROM ledger_lines
           JOIN ledger_transactions ON ledger_transactions.id = transaction_id
           WHERE reference IN (:order, :payment) GROUP BY account HAVING sum(amount_minor) <> 0""",
        order=f"order:{order['id']}",
        payment=f"payment:{payment['id']}",
    )
    return {row["account"]: row["minor"] for row in found}
