"""f1, f2, f3: jobs of workers that are killed or frozen in the middle of them take effect once, and soon."""

import asyncio
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from groundwork.entrypoints.composition import open_runtime
from groundwork.kernel.database import transaction
from groundwork.kernel.ids import uuid7
from groundwork.kernel.jobs import defer
from tests.faults.support import Machine, repetitions, wait_for
from tests.faults.wire import Fate, Wire
from tests.kernel.external_domain.jobs import copy

_JOBS = 4


def workers(machine: Machine) -> int:
    """How many workers hold their lock."""
    return int(
        machine.query("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'groundwork worker lock'")[0][0]
    )


def put(machine: Machine, seconds: float) -> str:
    """Put jobs that take so long into the queue; returns the shelf on which they write."""
    shelf = uuid7().hex

    async def ask() -> None:
        async with open_runtime(machine.settings).running(serving=False) as runtime, transaction(runtime) as db:
            for number in range(_JOBS):
                await defer(db, copy, title=str(number), shelf=shelf, seconds=str(seconds))

    asyncio.run(ask())
    return shelf


def start(machine: Machine, **changes: str) -> tuple[int, subprocess.Popen[bytes]]:
    """A new worker, ready: the number by which the queue knows it, and its process."""
    before = workers(machine)
    process = machine.spawn("work", **changes)
    wait_for(lambda: workers(machine) == before + 1)
    return machine.query("SELECT max(id) FROM procrastinate_workers")[0][0], process


def end(machine: Machine, *processes: subprocess.Popen[bytes]) -> None:
    """Kill the workers that are left."""
    for process in processes:
        machine.kill(process)
    wait_for(lambda: workers(machine) == 0)


def cut_connections(machine: Machine) -> None:
    """End all connections of the application, as a network or the server's own timeouts do."""
    machine.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'groundwork%'")


def jobs(machine: Machine, shelf: str) -> list[tuple[Any, ...]]:
    """Status and worker of the jobs that write on a shelf."""
    return machine.query(
        "SELECT status::text, worker_id FROM procrastinate_jobs WHERE args->>'shelf' = %s ORDER BY id", shelf
    )


def written(machine: Machine, shelf: str) -> Counter[str]:
    """What stands on a shelf."""
    return Counter(title for (title,) in machine.query("SELECT title FROM notes WHERE shelf = %s", shelf))


ONCE = Counter(str(number) for number in range(_JOBS))


@pytest.mark.parametrize("_round", range(repetitions(2)))
def test_f1_jobs_of_a_killed_worker_are_picked_up_and_take_effect_once(computer: Machine, _round: int) -> None:
    """Lost 0, doubled 0, picked up again within 5 seconds."""
    by_id = dict((start(computer), start(computer)))
    shelf = put(computer, seconds=2)
    wait_for(lambda: all(status == "doing" for status, _ in jobs(computer, shelf)))
    dead = jobs(computer, shelf)[0][1]
    computer.kill(by_id.pop(dead))
    assert written(computer, shelf) == Counter(), "it was killed in the middle of them"
    took = wait_for(lambda: all(worker in by_id or status == "succeeded" for status, worker in jobs(computer, shelf)))
    assert took <= 5
    wait_for(lambda: all(status == "succeeded" for status, _ in jobs(computer, shelf)))
    assert written(computer, shelf) == ONCE
    end(computer, *by_id.values())


@pytest.mark.parametrize("_round", range(repetitions(1)))
def test_f2_a_worker_that_is_killed_between_effect_and_acknowledgement_doubles_nothing(
    computer: Machine, _round: int, record_property: Callable[[str, object], None]
) -> None:
    """The effect is committed, and the queue not told: another worker runs the job again, and finds it done."""

    def strike(statement: str, before: list[str]) -> Fate:
        if statement != "COMMIT" or not any(each.startswith("INSERT INTO notes") for each in before):
            return Fate.FINE
        killed.kill()
        return Fate.LOST

    with Wire(computer.cluster.url).listening() as wire:
        _, killed = start(computer, DATABASE_URL=wire.url)
        wire.strike = strike
        shelf = put(computer, seconds=0.5)
        killed.wait(30)
        wait_for(lambda: workers(computer) == 0)
    wait_for(lambda: written(computer, shelf) != Counter())
    there, told = written(computer, shelf), jobs(computer, shelf)
    assert sum(there.values()) > sum(status == "succeeded" for status, _ in told), "the queue was not told"
    _, second = start(computer)
    wait_for(lambda: all(status == "succeeded" for status, _ in jobs(computer, shelf)))
    assert written(computer, shelf) == ONCE
    record_property("killed", 1)
    record_property("doubled", sum(written(computer, shelf).values()) - _JOBS)
    end(computer, second)


def test_f3_a_frozen_worker_that_wakes_after_its_rescue_changes_nothing(computer: Machine) -> None:
    """Its connections are cut, and another worker takes its jobs over."""
    _, frozen = start(computer)
    shelf = put(computer, seconds=2)
    wait_for(lambda: all(status == "doing" for status, _ in jobs(computer, shelf)))
    frozen.send_signal(signal.SIGSTOP)
    cut_connections(computer)
    _, rescuer = start(computer)
    wait_for(lambda: all(status == "succeeded" for status, _ in jobs(computer, shelf)))
    assert written(computer, shelf) == ONCE
    frozen.send_signal(signal.SIGCONT)
    wait_for(lambda: workers(computer) == 2)
    time.sleep(1)
    assert written(computer, shelf) == ONCE
    assert {status for status, _ in jobs(computer, shelf)} == {"succeeded"}
    end(computer, frozen, rescuer)


def test_f7_jobs_survive_connections_that_are_cut(computer: Machine) -> None:
    """The worker lives, and starts over by itself."""
    _, survivor = start(computer)
    shelf = put(computer, seconds=1)
    wait_for(lambda: all(status == "doing" for status, _ in jobs(computer, shelf)))
    cut_connections(computer)
    wait_for(lambda: all(status == "succeeded" for status, _ in jobs(computer, shelf)))
    assert survivor.poll() is None
    assert written(computer, shelf) == ONCE
    end(computer, survivor)


def test_a_worker_that_is_asked_to_stop_finishes_what_it_does(computer: Machine) -> None:
    _, worker = start(computer)
    shelf = put(computer, seconds=1)
    wait_for(lambda: all(status == "doing" for status, _ in jobs(computer, shelf)))
    worker.terminate()
    assert worker.wait(timeout=15) == 0, computer.log("work")
    assert {status for status, _ in jobs(computer, shelf)} == {"succeeded"}
    assert written(computer, shelf) == ONCE
