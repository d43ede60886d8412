"""The worker: runs jobs and schedules. Jobs of a worker that died are run again within seconds."""

import asyncio
import signal
from contextlib import suppress

import procrastinate
import psycopg
import structlog
from procrastinate.worker import Worker

from groundwork.entrypoints.composition import open_runtime, wait_for_database
from groundwork.entrypoints.sentry import set_up_sentry
from groundwork.kernel.logging import set_up_logging
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings

log = structlog.get_logger("groundwork.worker")

_CONCURRENCY = 8
_RESCUE_EVERY = 1.0
_LOCK_SPACE = 0x67770001
"""The first half of the advisory locks that mark living workers; the second is the worker's id."""

_MOST_RESCUES = 25
_RESCUE = """
    UPDATE procrastinate_jobs job
    SET status = (CASE WHEN attempts < %(most)s THEN 'todo' ELSE 'failed' END)::procrastinate_job_status,
        attempts = attempts + 1, worker_id = NULL, abort_requested = false
    WHERE status = 'doing'
      AND NOT EXISTS (
          SELECT 1 FROM pg_locks
          WHERE locktype = 'advisory' AND classid = %(space)s AND objid = job.worker_id::oid AND granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      )
      AND NOT EXISTS (
          SELECT 1 FROM procrastinate_workers worker
          WHERE worker.id = job.worker_id AND worker.last_heartbeat > now() - interval '2 seconds'
      )
    RETURNING id"""
"""The second condition spares a worker that has registered and does not hold its lock yet."""


def work(settings: Settings) -> int:
    """Run jobs until SIGTERM or SIGINT; those under way are finished. Returns the exit code."""
    set_up_logging(settings.log_level)
    set_up_sentry(settings)
    return asyncio.run(_work(open_runtime(settings)))


async def _work(runtime: Runtime) -> int:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    runtime.queue.serve(runtime)
    async with runtime.running(serving=False):
        while not stopping.is_set():
            try:
                await wait_for_database(runtime.database.url)
                await _work_while_alive(runtime, stopping)
            except (psycopg.Error, procrastinate.exceptions.ProcrastinateException, OSError) as error:
                log.warning("worker interrupted, starting over", error=f"{type(error).__name__}: {error}".strip())
                with suppress(TimeoutError):
                    await asyncio.wait_for(stopping.wait(), 0.5)
    log.info("worker stopped")
    return 0


async def _work_while_alive(runtime: Runtime, stopping: asyncio.Event) -> None:
    """Be one worker, until told to stop or until its lock is lost.

    The lock is held by a connection of its own, so PostgreSQL releases it the moment this process dies. When the
    connection is lost while the process lives, another may take its jobs over: what runs here is abandoned.
    """
    settings = runtime.settings
    async with runtime.queue.app.open_async(pool=runtime.database.pool):
        worker = Worker(
            app=runtime.queue.app,
            name="worker",
            concurrency=_CONCURRENCY,
            install_signal_handlers=False,
            fetch_job_polling_interval=1.0,
            shutdown_graceful_timeout=settings.shutdown_timeout,
            listen_notify=True,
        )
        connection = await psycopg.AsyncConnection.connect(
            runtime.database.url, autocommit=True, application_name="groundwork worker lock"
        )
        async with connection:
            running = asyncio.create_task(worker.run())  # type: ignore[no-untyped-call]
            guarding = asyncio.create_task(_guard(connection, worker))
            stop = asyncio.create_task(stopping.wait())
            try:
                await asyncio.wait({running, guarding, stop}, return_when=asyncio.FIRST_COMPLETED)
                if stop.done():
                    worker.stop()  # type: ignore[no-untyped-call]
                    await running
                else:
                    await asyncio.gather(running, guarding)
            finally:
                for task in (running, guarding, stop):
                    task.cancel()
                await asyncio.gather(running, guarding, stop, return_exceptions=True)


async def _guard(connection: psycopg.AsyncConnection[object], worker: Worker) -> None:
    """Hold the lock that shows that this worker lives, and put the jobs of dead ones back into the queue."""
    while worker.worker_id is None:  # noqa: ASYNC110  (the queue tells by nothing else)
        await asyncio.sleep(0.01)
    await connection.execute("SELECT pg_advisory_lock(%s, %s)", [_LOCK_SPACE, worker.worker_id])
    log.info("worker started", worker_id=worker.worker_id)
    while True:
        cursor = await connection.execute(_RESCUE, {"space": _LOCK_SPACE, "most": _MOST_RESCUES})
        rescued = [row[0] for row in await cursor.fetchall()]  # type: ignore[index]
        if rescued:
            log.warning("jobs of a dead worker are run again", job_ids=rescued)
        await asyncio.sleep(_RESCUE_EVERY)
