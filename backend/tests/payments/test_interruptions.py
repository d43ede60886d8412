"""f13: what stores an event, or works on it, may die at any step: another attempt leaves the same state."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import permutations
from typing import Any
from uuid import UUID

import httpx2
import orjson
import psycopg
import pytest

from groundwork.adapters.payments import signatures, webhook_secret
from groundwork.domains.payments.inbox import process_event, receive
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.conftest import Person
from tests.faults.support import repetitions
from tests.orders.support import rows
from tests.payments.support import begun, everything_sums_to_zero, send
from tests.payments.test_order_of_events import FINAL, Event, final_state, four_events

pytestmark = pytest.mark.anyio

RunJobs = Callable[[], Awaitable[None]]
_IS_PROOF = repetitions(1) > 1
_ORDERS = list(permutations(range(4))) if _IS_PROOF else [(0, 1, 2, 3), (3, 2, 1, 0)]
"""All orders of four events for the proof, and two of them every day."""
_STRIDE = 1 if _IS_PROOF else 6


class Interruption(Exception):
    """The process dies here."""


class Fuse:
    """Burns through at the ``at``-th statement of what runs under it; ``steps`` tells how many there were."""

    def __init__(self, at: int) -> None:
        self.at, self.steps = at, 0

    def step(self) -> None:
        """One statement; from the one on at which it burns through, none gets any further."""
        self.steps += 1
        if self.steps >= self.at:
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


async def store(runtime: Runtime, event: Event, fuse: Fuse, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Store an event as the API does; tells whether it lived to the end."""
    body, moment = orjson.dumps(event), now()
    try:
        async with burning(fuse, monkeypatch):
            await receive(runtime, body, signatures.sign(body, webhook_secret(runtime.settings), moment))
    except Interruption:
        return False
    return True


async def work_on(runtime: Runtime, event: Event, fuse: Fuse, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Work on an event as a worker does; tells whether it lived to the end."""
    [row] = await rows(runtime, "SELECT id FROM payment_events WHERE event_id = :id", id=event["id"])
    try:
        async with burning(fuse, monkeypatch), transaction(runtime) as db:
            await process_event.handler(db, event_id=str(UUID(str(row["id"]))))
    except Interruption:
        return False
    return True


@pytest.mark.parametrize("order_of_events", _ORDERS, ids=str)
async def test_f13_killed_at_each_step(
    order_of_events: tuple[int, ...],
    client: httpx2.AsyncClient,
    manager: Person,
    customer: Person,
    run_jobs: RunJobs,
    runtime: Runtime,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    """Each event comes three times; storing it dies at this step, and so does working on it: one state, ledger zero.

    At each statement, before the commit, and after it, until all of them live. In the everyday suite at every sixth.
    """
    never, step, deaths, died = 10**6, 1, 0, True
    while died:
        order, payment = await begun(manager, customer)
        events = await four_events(runtime, payment)
        died = False
        for number in order_of_events:
            lives = await store(runtime, events[number], Fuse(step), monkeypatch)
            assert (await send(client, runtime, events[number])).status_code == 200
            works = await work_on(runtime, events[number], Fuse(step), monkeypatch)
            assert (await send(client, runtime, events[number])).status_code == 200
            assert await work_on(runtime, events[number], Fuse(never), monkeypatch)
            deaths += (not lives) + (not works)
            died = died or not (lives and works)
        await run_jobs()
        assert await final_state(runtime, manager, order, payment) == FINAL, (order_of_events, step)
        step += _STRIDE
    assert step > 15, "so many steps there are"
    assert await everything_sums_to_zero(runtime)
    record_property("steps", step - _STRIDE)
    record_property("killed", deaths)
