"""A shop whose payments go over Stripe's adapter to the peer on loopback."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx2
from sqlalchemy import text

from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.catalog.support import add_product
from tests.conftest import Person
from tests.stripe_peer import Peer

WEBHOOK = "/api/v1/webhooks/stripe"


@dataclass
class Shop:
    """Who sells, who buys, what is sold, and the peer."""

    runtime: Runtime
    peer: Peer
    manager: Person
    customer: Person
    admin: Person
    product: dict[str, Any]
    run_jobs: Callable[[], Awaitable[None]]
    client: httpx2.AsyncClient

    async def order(self, quantity: int = 1) -> dict[str, Any]:
        """Place an order."""
        items = [{"productId": self.product["id"], "quantity": quantity}]
        return _data(await self.customer.post("/orders", {"items": items}), 201)

    async def start(self, order: dict[str, Any]) -> dict[str, Any]:
        """The payment by which it can be paid."""
        answer = await self.customer.post(f"/orders/{order['id']}/payment")
        assert answer.status_code in {200, 201}, answer.text
        return _data(answer, answer.status_code)

    async def pay(self, card: str = "4242424242424242") -> tuple[dict[str, Any], dict[str, Any]]:
        """Order, and pay at the peer; no event of it has come yet. The answers are the order and its payment."""
        order = await self.order()
        payment = await self.start(order)
        self.peer.pay(intent_of(payment), payment["clientSecret"], card)
        return order, payment

    async def hear(self, seed: int = 0, copies: int = 1) -> None:
        """Let all events arrive, and be worked on."""
        await self.peer.settle()
        await self.peer.relay.deliver(self.post, seed=seed, copies=copies)
        await self.run_jobs()

    async def deaf(self) -> None:
        """All events that are on their way are lost."""
        await self.peer.settle()
        self.peer.relay.skip()

    async def post(self, body: bytes, headers: dict[str, str]) -> int:
        """Bring an event to the webhook."""
        return (await self.client.post(WEBHOOK, content=body, headers=headers)).status_code

    async def refund(self, payment: dict[str, Any], amount: str | None = None) -> httpx2.Response:
        """Give money back."""
        return await self.admin.post(f"/payments/{payment['id']}/refunds", {"amount": amount} if amount else {})

    async def seen(self, order: dict[str, Any], payment: dict[str, Any]) -> tuple[str, str, str]:
        """The order's status, the payment's, and what was given back."""
        shown = _data(await self.admin.get(f"/payments/{payment['id']}"), 200)
        return _data(await self.admin.get(f"/orders/{order['id']}"), 200)["status"], shown["status"], shown["refunded"]

    async def rows(self, statement: str, **values: Any) -> list[dict[str, Any]]:
        """What a statement gives."""
        async with transaction(self.runtime) as db:
            result = await db.execute(text(statement), values)
            return [dict(row) for row in result.mappings()] if result.returns_rows else []

    async def ledger_is_even(self) -> bool:
        """Whether the ledger sums to zero, by transaction and by currency."""
        uneven = "SELECT 1 FROM ledger_lines GROUP BY transaction_id HAVING sum(amount_minor) <> 0"
        return await self.rows(uneven) == []

    async def at_provider(self) -> int:
        """What the ledger says is at the provider, fees not taken off, minor units."""
        [row] = await self.rows(
            """SELECT coalesce(sum(amount_minor) FILTER (WHERE account = 'provider'), 0)::bigint
                    + coalesce(sum(amount_minor) FILTER (WHERE account = 'fees'), 0)::bigint AS minor
               FROM ledger_lines"""
        )
        return int(row["minor"])

    async def charged_is_what_was_ordered(self) -> None:
        """What the peer has is what the books say, payment by payment, and each order that is paid has one."""
        charged = self.peer.desk.paid()
        ours = await self.rows(
            "SELECT provider_id, amount_minor - refunded_minor AS minor FROM payments WHERE status = 'succeeded'"
        )
        assert {row["provider_id"]: row["minor"] for row in ours} == charged
        assert await self.at_provider() == sum(charged.values())
        assert await self.ledger_is_even()
        [counted] = await self.rows(
            """SELECT (SELECT count(*) FROM orders WHERE paid_at IS NOT NULL) AS orders,
                      (SELECT count(*) FROM payments WHERE accepted) AS payments"""
        )
        assert counted["orders"] == counted["payments"]


async def open_shop(
    runtime: Runtime,
    peer: Peer,
    people: tuple[Person, Person, Person],
    run_jobs: Callable[[], Awaitable[None]],
    client: httpx2.AsyncClient,
) -> Shop:
    """A shop with one product, of which there are many. ``people``: who manages, who buys, who administers."""
    manager, customer, admin = people
    product = await add_product(manager, price="10.00", stock=100_000)
    return Shop(runtime, peer, manager, customer, admin, product, run_jobs, client)


def intent_of(payment: dict[str, Any]) -> str:
    """What the peer calls a payment: its secret begins with it."""
    return str(payment["clientSecret"]).partition("_secret_")[0]


def _data(answer: httpx2.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    data: dict[str, Any] = answer.json()["data"]
    return data
