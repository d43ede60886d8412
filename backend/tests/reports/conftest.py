"""A shop of its own for reports: what it has posted is known to the cent, since nobody else posts there."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

import httpx2
import pytest
import time_machine
from sqlalchemy import text

from groundwork.domains.ledger.service import Account, Posting, post
from groundwork.entrypoints.composition import open_runtime
from groundwork.entrypoints.http import create_asgi
from groundwork.kernel.database import transaction
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings
from tests.conftest import PASSWORD, Person, client_of, make_settings, new_email


@dataclass
class Shop:
    """The application on a database of its own, its administrator, and a way to post as orders and payments do."""

    runtime: Runtime
    admin: Person
    posted: int = field(default=0)

    async def post(self, at: datetime, kind: str, currency: str = "USD", reference: str = "", **lines: int) -> None:
        """Post at that time."""
        self.posted += 1
        about = reference or f"payment:{uuid7()}"
        amounts = {Account(account): amount for account, amount in lines.items()}
        with time_machine.travel(at, tick=False):
            async with transaction(self.runtime) as db:
                assert await post(db, Posting(kind, about, f"test:{self.posted}", currency, amounts, f"N{self.posted}"))

    async def sell(self, at: datetime, net: int, tax: int, *, fee: int = 0, currency: str = "USD") -> str:
        """An order is placed and paid. Returns its reference."""
        order = await self.order(tax_rate="8")
        total, reference = net + tax, f"order:{order}"
        await self.post(at, "order.placed", currency, reference, receivable=total, deferred=-net, deferred_tax=-tax)
        await self.post(
            at,
            "order.paid",
            currency,
            reference,
            provider=total,
            receivable=-total,
            deferred=net,
            sales=-net,
            deferred_tax=tax,
            tax=-tax,
        )
        if fee:
            await self.post(at, "payment.fee", currency, fees=fee, provider=-fee)
        return reference

    async def refund(self, at: datetime, reference: str, net: int, tax: int, currency: str = "USD") -> None:
        """Some of it goes back."""
        await self.post(at, "order.refunded", currency, reference, refunds=net, tax=tax, provider=-net - tax)

    async def order(self, tax_rate: str) -> UUID:
        """An order of which only the rate matters."""
        made = uuid7()
        async with transaction(self.runtime) as db:
            await db.execute(_ORDER, {"id": made, "number": made.hex[-9:], "rate": tax_rate})
        return made


_ORDER = text("""
    INSERT INTO orders (id, number, status, currency, subtotal_minor, tax_minor, tax_rate, total_minor)
    VALUES (:id, :number, 'paid', 'USD', 0, 0, CAST(:rate AS numeric), 0)""")

Work = Callable[[], Awaitable[None]]


@pytest.fixture
async def shop(empty_database: str, settings: Settings, anyio_backend: str) -> AsyncIterator[Shop]:
    """The shop, on 22 November 2026."""
    made = make_settings(empty_database, settings.groundwork_home)
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        async with open_runtime(made).running() as runtime:
            runtime.queue.serve(runtime)
            async with client_of(create_asgi(runtime), headers={"X-Client": "api"}) as client:
                yield Shop(runtime, await join(runtime, client, "admin"))


async def join(runtime: Runtime, client: httpx2.AsyncClient, role: str) -> Person:
    """Somebody with that role, signed in."""
    form = {"email": new_email(), "password": PASSWORD, "firstName": "Ada", "lastName": "Byron"}
    answer = await client.post("/api/v1/auth/register", json=form)
    assert answer.status_code == 201, answer.text
    data = answer.json()["data"]
    async with transaction(runtime) as db:
        await db.execute(
            text("UPDATE users SET role = :role WHERE email = :email"), {"role": role, "email": form["email"]}
        )
    runtime.local.drop(f"user:{data['user']['id']}")
    return Person(data["user"]["id"], form["email"], PASSWORD, data["accessToken"], data["refreshToken"], client)


@pytest.fixture
def work(shop: Shop) -> Work:
    """Runs the jobs that wait, as a worker would."""

    async def run() -> None:
        queue = shop.runtime.queue.app
        async with queue.open_async(pool=shop.runtime.database.pool):
            await queue.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)

    return run
