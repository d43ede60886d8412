"""Jobs: rows in PostgreSQL, deferred in the caller's transaction, each taking effect once.

A job that was deferred by a transaction that rolled back never existed. A job whose worker died is run again, and a
completion row written in the job's own transaction keeps its effects from happening twice. Jobs that ask somebody else
have no transaction around them: their effect is the same, however often they run.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, cast

import orjson
import procrastinate
from procrastinate import jobs as queue
from sqlalchemy import BigInteger, delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.kernel.clock import now
from groundwork.kernel.database import Base, HasDatabase, driver_connection, transaction
from groundwork.kernel.metrics import JOBS

_LONGEST_PAUSE = 300


class JobCompletion(Base):
    """Written by a job's own transaction: this job has taken effect."""

    __tablename__ = "job_completions"

    job_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    completed_at: Mapped[datetime] = mapped_column(default=now)


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of work. ``handler(db, **arguments)`` runs in a transaction of its own; raising undoes it and tries again.

    ``schedule``: a cron line (UTC) for work that starts by the clock. ``attempts``: how often it is tried in all, with
    pauses that double up to five minutes. ``failed(db, error, **arguments)`` runs after each attempt that was undone,
    in a transaction of its own. ``in_pieces``: ``handler(runtime, **arguments)`` is in no transaction, so that none is
    open while it asks others and waits; it has short ones of its own, and a second run must find what the first did.
    """

    name: str
    handler: Callable[..., Awaitable[None]]
    failed: Callable[..., Awaitable[None]] | None = None
    schedule: str | None = None
    attempts: int = 12
    in_pieces: bool = False


class _Pauses(procrastinate.BaseRetryStrategy):
    """1, 2, 4 … 300 seconds between attempts."""

    def __init__(self, attempts: int) -> None:
        self.attempts = attempts

    def get_retry_decision(self, *, exception: BaseException, job: queue.Job) -> procrastinate.RetryDecision | None:  # noqa: ARG002
        """Again after a pause, unless all attempts are used up."""
        if job.attempts + 1 >= self.attempts:
            return None
        return procrastinate.RetryDecision(retry_in={"seconds": min(2**job.attempts, _LONGEST_PAUSE)})


class JobQueue:
    """The kinds of work this process knows, and the way into the queue."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self.app = procrastinate.App(connector=procrastinate.PsycopgConnector())
        self.jobs = tuple(jobs)
        self._runtime: HasDatabase | None = None
        for job in self.jobs:
            task = self.app.task(name=job.name, pass_context=True, retry=_Pauses(job.attempts))(self._runner(job))
            if job.schedule:
                self.app.periodic(cron=job.schedule)(task)

    def serve(self, runtime: HasDatabase) -> None:
        """From now on, jobs run with this runtime."""
        self._runtime = runtime

    def _runner(self, job: Job) -> Callable[..., Awaitable[None]]:
        async def run(context: procrastinate.JobContext, timestamp: int | None = None, **arguments: Any) -> None:  # noqa: ARG001
            if self._runtime is None:
                raise RuntimeError("The queue serves no runtime: call serve() when the worker starts")
            try:
                if job.in_pieces:
                    await job.handler(self._runtime, **arguments)
                else:
                    async with transaction(self._runtime) as db:
                        if await _is_first_effect(db, context.job.id):
                            await job.handler(db, **arguments)
            except Exception as error:
                JOBS.labels(job.name, "failed").inc()
                if job.failed:
                    async with transaction(self._runtime) as db:
                        await job.failed(db, error, **arguments)
                raise
            JOBS.labels(job.name, "succeeded").inc()

        return run


async def _is_first_effect(db: AsyncSession, job_id: int | None) -> bool:
    """Claim the job's effect for this transaction; false when another one has had it.

    Waits while that one is undecided.
    """
    claimed = await db.scalar(
        insert(JobCompletion)
        .values(job_id=job_id, completed_at=now())
        .on_conflict_do_nothing()
        .returning(JobCompletion.job_id)
    )
    return claimed is not None


class HasQueue(Protocol):
    """Of a runtime, what deferring needs."""

    @property
    def queue(self) -> JobQueue:
        """The way into the queue."""


async def defer(
    db: AsyncSession, job: Job, *, at: datetime | None = None, priority: int = 0, **arguments: str | int | bool | None
) -> None:
    """Put a job into the queue, as part of the transaction of ``db``; it starts at once, or ``at`` that time.

    ``priority``: the higher come first. Of jobs for later that are many, a lower one than that of the others keeps them
    out of the way of who looks for the next job.
    """
    if job.name not in cast(HasQueue, db.info["runtime"]).queue.app.tasks:
        raise ValueError(f"Nobody runs the job {job.name}")
    connection = await driver_connection(db)
    await connection.execute(_DEFER, (job.name, priority, orjson.dumps(arguments).decode(), at))


_DEFER = """
    SELECT procrastinate_defer_jobs_v1(ARRAY[
        ROW('default', %s::text, %s::int, NULL, NULL, %s::jsonb, %s::timestamptz)::procrastinate_job_to_defer_v1])"""
"""What procrastinate itself asks for, without the half millisecond that its objects take."""


async def _forget_completions(db: AsyncSession) -> None:
    """Completions of jobs that can no longer be run again."""
    await db.execute(delete(JobCompletion).where(JobCompletion.completed_at < now() - timedelta(days=7)))
    connection = await driver_connection(db)
    await connection.execute(
        """DELETE FROM procrastinate_jobs job
           WHERE job.status = 'succeeded'
             AND NOT EXISTS (SELECT 1 FROM procrastinate_events event
                             WHERE event.job_id = job.id AND event.at > now() - interval '3 days')"""
    )


forget_completions = Job("jobs.forget", _forget_completions, schedule="41 3 * * *")
