"""Work with notes that takes its time."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.kernel.jobs import Job
from tests.kernel.external_domain.models import Note

attempts: list[str] = []
failures: list[str] = []


async def _copy(db: AsyncSession, *, title: str, shelf: str, seconds: str = "0") -> None:
    """Write, take a while, and only then be done: what dies in between must leave nothing."""
    db.add(Note(title=title, shelf=shelf))
    await db.flush()
    await asyncio.sleep(float(seconds))


async def _stumble(db: AsyncSession, *, title: str, times: int) -> None:
    """Fail a few times after having written."""
    attempts.append(title)
    db.add(Note(title=title, shelf="stumbled"))
    await db.flush()
    if attempts.count(title) <= times:
        raise RuntimeError(f"stumbled over {title}")


async def _stumbled(_db: AsyncSession, error: Exception, *, title: str, times: int) -> None:
    failures.append(f"{title}: {error} ({times})")


copy = Job("notes.copy", _copy)
stumble = Job("notes.stumble", _stumble, failed=_stumbled, attempts=3)
tidy = Job("notes.tidy", _copy, schedule="*/5 * * * *")

jobs = [copy, stumble, tidy]
