"""Jobs: rows of the caller's transaction, each taking effect once."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import orjson
import procrastinate
import psycopg
import pytest
import time_machine
from prometheus_client import REGISTRY
from sqlalchemy import func, select, text

from groundwork.entrypoints.composition import open_runtime
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.ids import uuid7
from groundwork.kernel.jobs import Job, JobCompletion, JobQueue, _Pauses, defer, forget_completions
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings
from tests.kernel.external_domain.jobs import attempts, copy, failures, stumble
from tests.kernel.external_domain.models import Note

pytestmark = pytest.mark.anyio
Work = Callable[[], Awaitable[None]]


async def count(runtime: Runtime, title: str) -> int:
    """How many notes have a title."""
    async with transaction(runtime) as db:
        return int(await db.scalar(select(func.count()).select_from(Note).where(Note.title == title)) or 0)


async def jobs_with(runtime: Runtime, title: str) -> list[dict[str, Any]]:
    """The queue's rows about a note."""
    async with transaction(runtime) as db:
        rows = await db.execute(
            text(
                "SELECT id, status::text, attempts, scheduled_at FROM procrastinate_jobs WHERE args->>'title' = :title"
            ),
            {"title": title},
        )
        return [dict(row) for row in rows.mappings()]


async def test_a_job_is_part_of_the_transaction_that_asks_for_it(workshop: Runtime, work: Work) -> None:
    kept, lost = uuid7().hex, uuid7().hex
    with pytest.raises(LookupError):
        async with transaction(workshop) as db:
            await defer(db, copy, title=lost, shelf="jobs")
            raise LookupError
    async with transaction(workshop) as db:
        await defer(db, copy, title=kept, shelf="jobs")
        assert await jobs_with(workshop, kept) == [], "nobody else sees it yet"
    assert await jobs_with(workshop, lost) == []
    await work()
    assert (await count(workshop, kept), await count(workshop, lost)) == (1, 0)


async def test_a_job_can_wait_for_a_time(workshop: Runtime) -> None:
    title = uuid7().hex
    at = now() + timedelta(hours=2)
    async with transaction(workshop) as db:
        await defer(db, copy, at=at, title=title, shelf="jobs")
    async with workshop.queue.app.open_async(pool=workshop.database.pool):
        await workshop.queue.app.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)
    assert await count(workshop, title) == 0
    assert (await jobs_with(workshop, title))[0]["scheduled_at"] == at


async def test_workers_hear_of_a_job_once_it_is_true_and_of_one_for_later_not_at_all(workshop: Runtime) -> None:
    async with await psycopg.AsyncConnection.connect(workshop.database.url, autocommit=True) as listening:
        await listening.execute("LISTEN procrastinate_any_queue_v1")
        async with transaction(workshop) as db:
            await defer(db, copy, at=now() + timedelta(hours=2), title="later", shelf="jobs")
        async with transaction(workshop) as db:
            await defer(db, copy, title=(title := uuid7().hex), shelf="jobs")
            assert [told async for told in listening.notifies(timeout=0.2)] == []
        (told,) = [told async for told in listening.notifies(timeout=2, stop_after=1)]
        job_id = (await jobs_with(workshop, title))[0]["id"]
        assert orjson.loads(told.payload) == {"type": "job_inserted", "job_id": job_id}
        assert [told async for told in listening.notifies(timeout=0.2)] == []


async def test_a_job_that_is_run_twice_takes_effect_once(workshop: Runtime, work: Work) -> None:
    """A worker that died after its commit and before it told the queue: the job comes again."""
    title = uuid7().hex
    async with transaction(workshop) as db:
        await defer(db, copy, title=title, shelf="jobs")
    await work()
    job = (await jobs_with(workshop, title))[0]
    assert job["status"] == "succeeded"
    async with transaction(workshop) as db:
        assert await db.get(JobCompletion, job["id"]) is not None
        await db.execute(text("UPDATE procrastinate_jobs SET status = 'todo' WHERE id = :id"), {"id": job["id"]})
    await work()
    assert await count(workshop, title) == 1
    assert (await jobs_with(workshop, title))[0]["status"] == "succeeded"


async def test_a_job_that_is_run_by_two_at_the_same_time_takes_effect_once(workshop: Runtime) -> None:
    """A worker that was taken for dead and lives: the second waits for the first, and then leaves it."""
    title = uuid7().hex
    async with transaction(workshop) as db:
        await defer(db, copy, title=title, shelf="twice", seconds="0.3")
    job_id = (await jobs_with(workshop, title))[0]["id"]
    run = workshop.queue.app.tasks["notes.copy"].func
    context = _context(workshop, job_id, {"title": title, "shelf": "twice", "seconds": "0.3"})
    await asyncio.gather(*(run(context, title=title, shelf="twice", seconds="0.3") for _ in range(3)))
    assert await count(workshop, title) == 1


async def test_an_attempt_that_fails_leaves_nothing_and_is_made_again(workshop: Runtime, work: Work) -> None:
    title = uuid7().hex
    before = _counted("notes.stumble", "failed"), _counted("notes.stumble", "succeeded")
    async with transaction(workshop) as db:
        await defer(db, stumble, title=title, times=2)
    await work()
    assert await count(workshop, title) == 0
    [job] = await jobs_with(workshop, title)
    assert (job["status"], job["attempts"]) == ("todo", 1)
    assert job["scheduled_at"] > now() - timedelta(seconds=1)
    assert failures[-1] == f"{title}: stumbled over {title} (2)"
    await work()
    await work()
    assert attempts.count(title) == 3
    assert await count(workshop, title) == 1
    assert _counted("notes.stumble", "failed") - before[0] == 2
    assert _counted("notes.stumble", "succeeded") - before[1] == 1


async def test_after_its_attempts_a_job_has_failed(workshop: Runtime, work: Work) -> None:
    title = uuid7().hex
    async with transaction(workshop) as db:
        await defer(db, stumble, title=title, times=99)
    for _ in range(5):
        await work()
    assert attempts.count(title) == stumble.attempts
    assert len([told for told in failures if told.startswith(title)]) == stumble.attempts
    assert (await jobs_with(workshop, title))[0]["status"] == "failed"
    assert await count(workshop, title) == 0


async def test_pauses_double_up_to_five_minutes(workshop: Runtime) -> None:
    pauses = _Pauses(12)
    decided = [
        pauses.get_retry_decision(exception=OSError(), job=_context(workshop, 1, {}, earlier).job)
        for earlier in range(12)
    ]
    assert decided[-1] is None
    waits = [round((decision.retry_at - now()).total_seconds()) for decision in decided[:-1] if decision]
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


async def test_a_queue_that_serves_no_runtime_says_so(workshop_settings: Settings) -> None:
    idle = open_runtime(workshop_settings)
    with pytest.raises(RuntimeError, match=r"call serve\(\) when the worker starts"):
        await idle.queue.app.tasks["notes.copy"].func(_context(idle, 1, {}))


async def test_schedules_are_registered(workshop: Runtime) -> None:
    schedules = {
        name: periodic.cron for (name, _), periodic in workshop.queue.app.periodic_registry.periodic_tasks.items()
    }
    ours = {"jobs.forget": "41 3 * * *", "auth.forget_expired": "17 3 * * *", "notes.tidy": "*/5 * * * *"}
    assert schedules.items() >= ours.items()
    assert schedules == {job.name: job.schedule for job in workshop.queue.jobs if job.schedule}


async def test_every_kind_of_job_has_its_own_name() -> None:
    async def handler(_db: object) -> None: ...

    with pytest.raises(procrastinate.exceptions.TaskAlreadyRegistered):
        JobQueue([Job("same", handler), Job("same", handler)])


async def test_old_completions_are_forgotten(workshop: Runtime, work: Work) -> None:
    old, fresh = uuid7().hex, uuid7().hex
    with time_machine.travel(now() - timedelta(days=8)):
        async with transaction(workshop) as db:
            await defer(db, copy, title=old, shelf="jobs")
        await work()
    async with transaction(workshop) as db:
        await defer(db, copy, title=fresh, shelf="jobs")
    await work()
    [old_job], [fresh_job] = await jobs_with(workshop, old), await jobs_with(workshop, fresh)
    async with transaction(workshop) as db:
        await db.execute(
            text("UPDATE procrastinate_events SET at = at - interval '4 days' WHERE job_id = :id"),
            {"id": old_job["id"]},
        )
    async with transaction(workshop) as db:
        await defer(db, forget_completions)
    await work()
    async with transaction(workshop) as db:
        assert await db.get(JobCompletion, old_job["id"]) is None
        assert await db.get(JobCompletion, fresh_job["id"]) is not None
    assert await jobs_with(workshop, old) == []
    assert len(await jobs_with(workshop, fresh)) == 1
    assert await count(workshop, old) == 1


def _context(runtime: Runtime, job_id: int, arguments: dict[str, Any], attempts: int = 0) -> procrastinate.JobContext:
    """What the queue gives to a task."""
    job = procrastinate.jobs.Job(
        id=job_id,
        queue="default",
        lock=None,
        queueing_lock=None,
        task_name="notes.copy",
        task_kwargs=arguments,
        attempts=attempts,
    )
    return procrastinate.JobContext(start_timestamp=0.0, abort_reason=lambda: None, app=runtime.queue.app, job=job)


def _counted(job: str, outcome: str) -> float:
    return REGISTRY.get_sample_value("jobs_total", {"job": job, "outcome": outcome}) or 0.0
