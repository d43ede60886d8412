"""When keys were last used: written beside the requests, so that none waits for it."""

import asyncio
import time
from datetime import timedelta
from uuid import UUID

import psycopg
import structlog
from sqlalchemy import or_, update
from sqlalchemy.exc import SQLAlchemyError

from groundwork.domains.api_keys.models import ApiKey
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime

_PAUSE = timedelta(minutes=1)
_MOST_NOTED = 20_000

log = structlog.get_logger("groundwork.api_keys")


class LastUse:
    """Writes ``last_used_at`` at most once a minute for each key, whichever node sees it."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._noted: dict[UUID, float] = {}
        self._writing: set[asyncio.Task[None]] = set()

    def note(self, key_id: UUID) -> None:
        """The key has just been used."""
        moment = time.time()
        if moment - self._noted.get(key_id, 0.0) < _PAUSE.total_seconds():
            return
        if len(self._noted) >= _MOST_NOTED:
            self._noted.clear()
        self._noted[key_id] = moment
        task = asyncio.create_task(self._write(key_id))
        self._writing.add(task)  # the loop itself holds a task only weakly
        task.add_done_callback(self._writing.discard)

    async def _write(self, key_id: UUID) -> None:
        moment = now()
        old = or_(ApiKey.last_used_at.is_(None), ApiKey.last_used_at <= moment - _PAUSE)
        values = {ApiKey.last_used_at: moment, ApiKey.updated_at: ApiKey.updated_at}
        try:
            async with transaction(self._runtime) as db:
                await db.execute(update(ApiKey).where(ApiKey.id == key_id, old).values(values))
        except (psycopg.Error, SQLAlchemyError) as error:
            self._noted.pop(key_id, None)
            log.warning("the last use of a key was not noted", error=f"{type(error).__name__}: {error}".strip())
