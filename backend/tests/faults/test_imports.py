"""f1 for imports: the worker is killed in the middle of a file, and its rows are there once, or not at all before."""

import asyncio
import signal

import pytest

from groundwork.domains.catalog.imports import apply_import
from groundwork.domains.catalog.models import TRANSFER_LIFE, CatalogTransfer
from groundwork.entrypoints.composition import open_runtime
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.ids import uuid7
from groundwork.kernel.jobs import defer
from tests.faults.support import Machine, repetitions, wait_for

_ROWS = 20_000


def ask(machine: Machine, name: str) -> str:
    """Have a file imported whose products all have this name; returns the id of the import."""
    lines = [f"{name}-{number},{name},4.99,USD,{number % 9}" for number in range(_ROWS)]
    content = "\r\n".join(["sku,name,price,currency,stock", *lines]).encode()
    transfer = CatalogTransfer(id=uuid7(), kind="import", expires_at=now() + TRANSFER_LIFE)

    async def put() -> None:
        async with open_runtime(machine.settings).running(serving=False) as runtime:
            await runtime.storage.put(transfer.path, content)
            async with transaction(runtime) as db:
                db.add(transfer)
                await db.flush()
                await defer(db, apply_import, transfer_id=str(transfer.id))

    asyncio.run(put())
    return str(transfer.id)


def progress(machine: Machine, transfer: str) -> tuple[str, int]:
    """The status of an import, and how many rows it has read."""
    [(status, done)] = machine.query("SELECT status, done FROM catalog_transfers WHERE id = %s", transfer)
    return status, done


def products(machine: Machine, name: str) -> int:
    """How many products there are by this name."""
    return int(machine.query("SELECT count(*) FROM products WHERE name = %s", name)[0][0])


@pytest.mark.parametrize("number", range(repetitions(2)))
def test_f1_an_import_whose_worker_is_killed_is_applied_once(computer: Machine, number: int) -> None:
    """Nothing of it is there before; all of it is there, once, after another worker has picked it up."""
    name = f"Round {number}"
    worker = computer.spawn("work")
    transfer = ask(computer, name)
    wait_for(lambda: progress(computer, transfer)[1] > 0)
    worker.send_signal(signal.SIGSTOP)
    status, done = progress(computer, transfer)
    assert (status, done < _ROWS) == ("running", True)
    assert products(computer, name) == 0
    computer.kill(worker)
    second = computer.spawn("work")
    wait_for(lambda: progress(computer, transfer)[0] == "completed", 60)
    assert products(computer, name) == _ROWS
    row = computer.query("SELECT total, done, created, updated FROM catalog_transfers WHERE id = %s", transfer)
    assert row == [(_ROWS, _ROWS, _ROWS, 0)]
    entries = computer.query("SELECT action FROM audit_logs WHERE resource_id = %s", transfer)
    assert entries == [("products.imported",)]
    computer.kill(second)
