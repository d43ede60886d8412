"""f13 with real processes: four events in every order, each three times, and ``kill -9`` of who works on each."""

import asyncio
from collections.abc import Callable, Iterator
from itertools import permutations
from subprocess import Popen

import httpx2
import pytest

from groundwork.entrypoints.composition import open_runtime
from tests.faults.market import register
from tests.faults.support import Machine, repetitions, wait_for
from tests.faults.wire import Fate, Wire, fine
from tests.payments.support import begun, send
from tests.payments.test_order_of_events import FINAL, final_state, four_events

_ORDERS = list(permutations(range(4)))


class Killer:
    """Kills a worker at the ``step``-th statement since it has an event before it.

    A commit takes effect nevertheless, where ``commits``: what died did not live to see it.
    """

    def __init__(self, worker: Popen[bytes], step: int, *, commits: bool) -> None:
        self.worker, self.left, self.commits = worker, step, commits
        self.struck = ""
        self._has_event = False

    def __call__(self, statement: str, _before: list[str]) -> Fate:
        """Count."""
        self._has_event = self._has_event or ("FROM payment_events" in statement and "FOR UPDATE" in statement)
        if not self._has_event:
            return Fate.FINE
        self.left -= 1
        if self.left > 0:
            return Fate.FINE
        self.struck = self.struck or statement
        self.worker.kill()
        return Fate.LOST if self.commits else Fate.CUT


@pytest.fixture(scope="module")
def wire(computer: Machine) -> Iterator[Wire]:
    """The worker's way to the database; the API has one of its own."""
    with Wire(computer.cluster.url).listening() as listening:
        api = computer.serve()
        yield listening
        computer.kill(api)


@pytest.mark.parametrize("number", range(min(repetitions(1), len(_ORDERS))))
def test_f13_workers_killed_at_a_step_of_each_event(
    computer: Machine, wire: Wire, number: int, record_property: Callable[[str, object], None]
) -> None:
    """The step moves on with the order of the events, so that each kind of event is struck at each of its steps."""
    struck: list[str] = []

    async def come_about() -> None:
        worker = computer.spawn("work", DATABASE_URL=wire.url)
        async with (
            httpx2.AsyncClient(base_url=computer.address, timeout=60) as client,
            open_runtime(computer.settings).running(serving=False) as runtime,
        ):
            manager, customer = await register(client, computer, "manager"), await register(client, computer)
            order, payment = await begun(manager, customer)
            events = await four_events(runtime, payment)
            settled = "SELECT 1 FROM payment_events WHERE event_id = %s AND status <> 'received'"
            for kind in _ORDERS[number]:
                killer = wire.strike = Killer(worker, number + 1, commits=number % 2 == 0)
                for _ in range(3):
                    assert (await send(client, runtime, events[kind])).status_code == 200
                await asyncio.to_thread(worker.wait, 180)
                struck.append(killer.struck)
                wire.strike = fine
                worker = computer.spawn("work", DATABASE_URL=wire.url)
                told = events[kind]["id"]
                await asyncio.to_thread(wait_for, lambda told=told: computer.query(settled, told), 180)
            for _ in range(600):
                if await final_state(runtime, manager, order, payment) == FINAL:
                    break
                await asyncio.sleep(0.1)
            assert await final_state(runtime, manager, order, payment) == FINAL, (_ORDERS[number], struck)
        computer.kill(worker)

    asyncio.run(come_about())
    assert len(struck) == 4
    assert computer.query("SELECT 1 FROM ledger_lines GROUP BY transaction_id HAVING sum(amount_minor) <> 0") == []
    assert computer.query("SELECT status FROM payment_events WHERE status NOT IN ('processed', 'ignored')") == []
    record_property("killed", len(struck))
    record_property("deliveries", 12)
