"""What the tests of subscriptions share."""

import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from groundwork.domains.payments.sandbox import deliver_events
from groundwork.domains.subscriptions.renewals import see_to_due
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.jobs import defer
from groundwork.kernel.runtime import Runtime
from tests.conftest import Person
from tests.security.support import V1, Travel, fetch

RunJobs = Callable[[], Awaitable[None]]
GOOD, DECLINED, DECLINED_LATER, ASKS, LATE = (
    "4242 4242 4242 4242",
    "4000 0000 0000 0002",
    "4000 0000 0000 0341",
    "4000 0025 0000 3155",
    "4000 0000 0000 0077",
)
"""Cards of the sandbox."""


async def add_plan(admin: Person, **fields: Any) -> dict[str, Any]:
    """A new plan; what is not said about it is something usual."""
    mark = secrets.token_hex(4)
    form = {"name": f"Plus {mark}", "price": "12.00", "currency": "USD", "interval": "month", "premium": True, **fields}
    return data_of(await admin.post("/plans", form), 201)


async def subscribe(someone: Person, plan: dict[str, Any]) -> dict[str, Any]:
    """A new subscription."""
    return data_of(await someone.post("/subscriptions", {"planId": plan["id"]}), 201)


async def paid(someone: Person, plan: dict[str, Any], run_jobs: RunJobs, *, card: str = GOOD) -> dict[str, Any]:
    """A subscription whose first invoice was paid in the form, with a card that later charges use."""
    subscription = await subscribe(someone, plan)
    await pay(someone, subscription["openInvoiceId"], run_jobs, card=card)
    found = await get(someone, subscription)
    assert found["status"] == "active", found
    return found


async def pay(someone: Person, invoice_id: str, run_jobs: RunJobs, *, card: str = GOOD) -> dict[str, Any]:
    """Pay an invoice in the form."""
    payment = data_of(await someone.post(f"/invoices/{invoice_id}/payment"), 201)
    confirmed = data_of(await someone.post(f"/payments/{payment['id']}/sandbox-confirmation", {"card": card}))
    await run_jobs()
    return confirmed


async def save_card(someone: Person, card: str) -> None:
    """Have a card of the sandbox charged from now on."""
    data_of(await someone.post("/billing/sandbox-card", {"card": card}))


async def tick(runtime: Runtime, run_jobs: RunJobs) -> None:
    """What the job of each minute does, and what follows from it."""
    async with transaction(runtime) as db:
        await see_to_due(db)
    await run_jobs()


async def deliver(runtime: Runtime, run_jobs: RunJobs) -> None:
    """What the sandbox has to tell arrives."""
    async with transaction(runtime) as db:
        await defer(db, deliver_events)
    await run_jobs()


async def get(someone: Person, subscription: dict[str, Any]) -> dict[str, Any]:
    """The subscription as it is now."""
    return data_of(await someone.get(f"/subscriptions/{subscription['id']}"))


async def invoices_of(someone: Person) -> list[dict[str, Any]]:
    """A person's invoices, the oldest first."""
    return list(data_of(await someone.get("/invoices?order=asc&limit=100")))


async def is_premium(runtime: Runtime, someone: Person) -> bool:
    """Whether they may ask more often."""
    [[premium]] = await fetch(runtime, "SELECT premium FROM users WHERE id = :id", id=someone.id)
    return bool(premium)


async def balances(runtime: Runtime, invoices: list[dict[str, Any]], subscription: dict[str, Any]) -> dict[str, int]:
    """What the ledger says of these invoices and the subscription, by account; nothing where it is nothing."""
    references = [f"invoice:{invoice['id']}" for invoice in invoices] + [f"subscription:{subscription['id']}"]
    rows = await fetch(
        runtime,
        """SELECT account, sum(amount_minor) FROM ledger_lines
           JOIN ledger_transactions ON ledger_transactions.id = transaction_id
           WHERE reference = ANY (:references) GROUP BY account HAVING sum(amount_minor) <> 0""",
        references=references,
    )
    found = {account: int(amount) for account, amount in rows}
    assert sum(found.values()) == 0
    return found


def data_of(answer: Any, status: int = 200) -> Any:
    """What an answer says, once it is one that was hoped for."""
    assert answer.status_code == status, answer.text
    return answer.json()["data"]


def moment(text: str) -> datetime:
    """A time on the wire."""
    return datetime.fromisoformat(text)


async def wait_until(travel: Travel, someone: Person, text: str) -> None:
    """Let time pass until then, and sign in anew: sessions do not last that long."""
    travel(moment(text) - now() + timedelta(seconds=1))
    await sign_in(someone)


async def sign_in(someone: Person) -> None:
    """A new session."""
    form = {"email": someone.email, "password": someone.password}
    someone.access = data_of(await someone.client.post(f"{V1}/auth/login", json=form))["accessToken"]
