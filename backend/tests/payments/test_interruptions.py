"""f13: what works on an event may die at any step: another attempt leaves the same state."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import httpx2
import psycopg
import pytest

from groundwork.domains.payments.inbox import process_event
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.conftest import Person
from tests.faults.support import repetitions
from tests.orders.support import rows
from tests.payments.support import begun, everything_sums_to_zero, send
from tests.payments.test_order_of_events import FINAL, final_state, four_events

pytestmark = pytest.mark.anyio

RunJobs = Callable[[], Awaitable[None]]


class Interruption(Exception):
    """The process dies here."""


class Fuse:
    """Burns through at the ``at``-th statement of what runs under it; ``steps`` tells how many there were."""

    def __init__(self, at: int) -> None:
        self.at, self.steps = at, 0

    def step(self) -> None:
        """One statement."""
        self.steps += 1
        if self.steps == self.at:
            raise Interruption


@asynccontextmanager
async def burning(fuse: Fuse, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Every statement and the commit count, and the commit once more when it is done and its answer is lost.

    Of this task alone: what the application does beside it lives on.
    """
    task = asyncio.current_task()
    execute, commit = psycopg.AsyncCursor.execute, psycopg.AsyncConnection.commit

    async def counted(self: Any, *args: Any, **options: Any) -> Any:
        if asyncio.current_task() is task:
            fuse.step()
        return await execute(self, *args, **options)

    async def committed(self: Any) -> None:
        if asyncio.current_task() is not task:
            return await commit(self)
        fuse.step()
        await commit(self)
        return fuse.step()

    with monkeypatch.context() as patch:
        patch.setattr(psycopg.AsyncCursor, "execute", counted)
        patch.setattr(psycopg.AsyncConnection, "commit", committed)
        yield


async def work_on(runtime: Runtime, event_id: str, fuse: Fuse, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Work on an event as a worker does; tells whether it lived to the end."""
    [row] = await rows(runtime, "SELECT id FROM payment_events WHERE event_id = :id", id=event_id)
    try:
        async with burning(fuse, monkeypatch), transaction(runtime) as db:
            await process_event.handler(db, event_id=str(UUID(str(row["id"]))))
    except Interruption:
        return False
    return True


@pytest.mark.parametrize("first", ["payment_intent.succeeded", "refund.created"])
async def test_f13_killed_at_each_step(
    first: str,
    client: httpx2.AsyncClient,
    manager: Person,
    customer: Person,
    run_jobs: RunJobs,
    runtime: Runtime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """At each statement, before the commit, and after it: in the end one final state, the ledger zero.

    In the everyday suite at every third.
    """
    step, lived, stride = 0, False, 3 if repetitions(1) == 1 else 1
    while not lived:
        step += stride
        order, payment = await begun(manager, customer)
        events = await four_events(runtime, payment)
        events.sort(key=lambda event: event["type"] != first)
        for event in events:
            await send(client, runtime, event)
        lived = await work_on(runtime, events[0]["id"], Fuse(step), monkeypatch)
        await run_jobs()
        assert await final_state(runtime, manager, order, payment) == FINAL, step
    assert step > 15, "so many steps there are"
    assert await everything_sums_to_zero(runtime)
