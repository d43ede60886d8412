"""A person's part of the trail: what leaves with the export, and how it is erased."""

from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit.models import AuditLog, PersonKey
from groundwork.domains.audit.queries import entries, open_rows
from groundwork.domains.audit.sealing import destroy_key
from groundwork.kernel.personal_data import PersonalData, rows_of
from groundwork.kernel.runtime import runtime_of

_LEFT_OUT = frozenset({"actorName", "actorEmail", "erased"})


async def _export(db: AsyncSession, user_id: UUID) -> list[dict[str, Any]]:
    """What the person did and what was done about them, opened. Who else acted is told by the id alone."""
    shown = {name: column for name, column in entries.columns.items() if name not in _LEFT_OUT}
    columns = [column.label(name) for name, column in {**shown, **entries.beneath}.items()]
    found = await db.execute(
        select(*columns)
        .where(or_(AuditLog.actor_id == user_id, AuditLog.person_id == user_id))
        .order_by(AuditLog.created_at, AuditLog.id)
    )
    rows = [dict(row) for row in found.mappings()]
    of_others = [row["_actor"] != user_id for row in rows]
    await open_rows(runtime_of(db), rows)
    for row, others in zip(rows, of_others, strict=True):
        if others or row["impersonatorId"]:
            row["ipAddress"] = row["userAgent"] = None
    return rows


personal_data = [
    PersonalData("audit_logs", _export, destroy_key),
    rows_of(PersonKey, "person_id", secret={"key"}),
]
