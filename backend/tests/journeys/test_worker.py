"""The worker's loop, in this process: it runs what waits, hears of what comes, rescues, and finishes when asked to."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from groundwork.entrypoints import worker
from groundwork.entrypoints.composition import open_runtime, wait_for_database
from groundwork.kernel.database import transaction
from groundwork.kernel.mail import send_mail
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings
from tests.conftest import make_settings

pytestmark = pytest.mark.anyio
_SENT = text("SELECT count(*) FROM mails WHERE status = 'sent'")


@pytest.fixture
async def installation(empty_database: str, migrated: Settings) -> AsyncIterator[Runtime]:
    """A runtime on a database of its own, as a worker has it."""
    runtime = open_runtime(make_settings(empty_database, migrated.groundwork_home))
    runtime.queue.serve(runtime)
    async with runtime.running(serving=False):
        yield runtime


async def ask(runtime: Runtime) -> None:
    """Put a mail into the queue."""
    async with transaction(runtime) as db:
        await send_mail(db, to="ada@example.com", template="auth/already_registered", context={})


async def until_sent(runtime: Runtime, mails: int) -> float:
    """Wait until that many mails have left; returns the seconds."""
    started = time.monotonic()
    async with asyncio.timeout(10):
        while True:
            async with transaction(runtime) as db:
                if await db.scalar(_SENT) == mails:
                    return time.monotonic() - started
            await asyncio.sleep(0.01)


async def test_it_runs_what_waits_and_what_comes_and_rescues_what_a_dead_one_had(installation: Runtime) -> None:
    await ask(installation)
    await ask(installation)
    async with transaction(installation) as db:
        await db.execute(text("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = 1"))
    stopping = asyncio.Event()
    running = asyncio.create_task(worker._work_while_alive(installation, stopping))
    await until_sent(installation, 2)
    await ask(installation)
    assert await until_sent(installation, 3) < 1, "it is told of new jobs and does not have to look"
    stopping.set()
    await asyncio.wait_for(running, 10)
    async with transaction(installation) as db:
        states = await db.scalars(text("SELECT DISTINCT status::text FROM procrastinate_jobs"))
        assert list(states) == ["succeeded"]


async def test_it_starts_over_when_its_lock_is_lost(installation: Runtime) -> None:
    stopping = asyncio.Event()
    running = asyncio.create_task(worker._work_while_alive(installation, stopping))
    cut = text(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
        " WHERE application_name = 'groundwork worker lock' AND datname = current_database()"
    )
    async with asyncio.timeout(10):
        while True:
            async with transaction(installation) as db:
                if await db.scalar(cut):
                    break
            await asyncio.sleep(0.01)
    with pytest.raises(worker.psycopg.OperationalError):
        await asyncio.wait_for(running, 10)


async def test_who_starts_before_the_database_waits_for_it(
    installation: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await wait_for_database(installation.database.url)
    monkeypatch.setattr("groundwork.entrypoints.composition._PATIENCE", 0.3)
    started = time.monotonic()
    with pytest.raises(worker.psycopg.OperationalError):
        await wait_for_database("postgresql:///nowhere?host=/nonexistent")
    assert time.monotonic() - started < 5
