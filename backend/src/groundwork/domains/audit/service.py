"""Recording in the audit trail."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit.models import AuditLog
from groundwork.kernel.actor import Actor


async def record(
    db: AsyncSession,
    actor: Actor,
    action: str,
    *,
    resource: tuple[str, UUID | str] | None = None,
    changes: dict[str, Any] | None = None,
    actor_id: UUID | None = None,
) -> None:
    """Record an act, in the transaction that does it.

    ``action`` in the past tense (``user.registered``); ``resource`` is its type and id; ``changes`` maps fields to
    ``{"from": …, "to": …}`` and never holds a secret. ``actor_id`` names who acted when the request itself was a
    guest's, as in signing in.
    """
    resource_type, resource_id = resource or (None, None)
    db.add(
        AuditLog(
            actor_id=actor_id or actor.user_id,
            action=action,
            resource_type=resource_type,
            resource_id=str(resource_id) if resource_id is not None else None,
            changes=changes or {},
            ip_address=actor.origin.ip_address,
            user_agent=actor.origin.user_agent,
            request_id=actor.origin.request_id,
        )
    )


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """``{field: {"from": …, "to": …}}`` for each field of ``after`` that is not as before, in forms that JSON has."""
    return {
        field: {"from": _plain(before.get(field)), "to": _plain(value)}
        for field, value in after.items()
        if before.get(field) != value
    }


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | float | bool | list | dict) else str(value)
