"""Recording in the audit trail."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit.entries import COLUMNS, row_of
from groundwork.domains.audit.past import PastEntry as PastEntry  # noqa: PLC0414  (for seeds)
from groundwork.domains.audit.past import bring_in as bring_in  # noqa: PLC0414
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction, with_commit
from groundwork.kernel.ids import uuid7
from groundwork.kernel.refusals import Refusal
from groundwork.kernel.runtime import Runtime


async def record(
    db: AsyncSession,
    actor: Actor,
    action: str,
    *,
    resource: tuple[str, UUID | str] | None = None,
    changes: dict[str, Any] | None = None,
    actor_id: UUID | None = None,
    person: UUID | None = None,
    plain: Collection[str] = (),
) -> None:
    """Record an act, in the transaction that does it.

    ``action`` in the past tense (``user.registered``); ``resource`` is its type and id; ``changes`` maps fields to
    ``{"from": …, "to": …}``; what names a secret is masked. ``actor_id`` names who acted when the request itself was a
    guest's, as in signing in. ``person`` is whom the act is about, where the resource does not say so. ``plain`` names
    fields of ``changes`` that hold nothing personal, and so outlive the person.
    """
    values = await row_of(
        db,
        actor,
        action,
        identity=uuid7(),
        at=now(),
        resource=resource,
        changes=changes,
        actor_id=actor_id,
        person=person,
        plain=plain,
    )
    await with_commit(db, _INSERT, values)


_INSERT = f"INSERT INTO audit_logs ({COLUMNS}) VALUES ({', '.join(['%s'] * len(COLUMNS.split(',')))})"  # noqa: S608  # nosec B608
"""Prepared by the driver; the unit of work would cost three times as much (docs/decisions/0011-audit-trail.md)."""


async def record_refusal(runtime: Runtime, refusal: Refusal) -> None:
    """Record that a signed-in person was refused what they asked for."""
    asked = {"method": refusal.method, "path": refusal.path, "reason": refusal.code}
    async with transaction(runtime) as db:
        await record(db, refusal.actor, "access.refused", changes=asked)


async def record_export(runtime: Runtime, actor: Actor, asked: dict[str, Any]) -> None:
    """Record that the trail leaves the house, and by which filters."""
    async with transaction(runtime) as db:
        await record(db, actor, "audit.exported", changes=asked)


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """``{field: {"from": …, "to": …}}`` for each field of ``after`` that is not as before, in forms that JSON has."""
    return {
        field: {"from": _plain(before.get(field)), "to": _plain(value)}
        for field, value in after.items()
        if before.get(field) != value
    }


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | float | bool | list | dict) else str(value)
