"""What was done before: brought in many at a time, as when a shop moves in with its books."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit.entries import COLUMNS, row_of
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import driver_connection
from groundwork.kernel.ids import dated_uuid


@dataclass(frozen=True, slots=True)
class PastEntry:
    """An act as :func:`~groundwork.domains.audit.service.record` takes it, and when it was."""

    at: datetime
    actor: Actor
    action: str
    resource: tuple[str, UUID]
    changes: dict[str, Any] = field(default_factory=dict)
    person: UUID | None = None
    plain: Collection[str] = ()


async def bring_in(db: AsyncSession, past: Iterable[PastEntry]) -> None:
    """Add the acts to the trail, the oldest first. The database chains them as it does all others: now."""
    rows = [await _row(db, entry) for entry in sorted(past, key=lambda entry: entry.at)]
    connection = await driver_connection(db)
    async with connection.cursor() as cursor, cursor.copy(f"COPY audit_logs ({COLUMNS}) FROM STDIN") as copy:
        for row in rows:
            await copy.write_row(row)


async def _row(db: AsyncSession, entry: PastEntry) -> tuple[Any, ...]:
    identity = dated_uuid(entry.at, f"audit {entry.action} {entry.resource[1]}")
    actor, origin = entry.actor, entry.actor.origin
    if origin.ip_address:
        actor = replace(actor, origin=replace(origin, request_id=f"req_{identity.hex[-16:]}"))
    return await row_of(
        db,
        actor,
        entry.action,
        identity=identity,
        at=entry.at,
        resource=entry.resource,
        changes=entry.changes,
        person=entry.person,
        plain=entry.plain,
    )
