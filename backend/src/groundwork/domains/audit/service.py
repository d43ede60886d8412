"""Recording in the audit trail."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit.masking import masked, separated
from groundwork.domains.audit.sealing import NOBODY, cipher_for, sealed
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction, with_commit
from groundwork.kernel.ids import uuid7
from groundwork.kernel.refusals import Refusal
from groundwork.kernel.runtime import Runtime

_ABOUT_PEOPLE = frozenset({"user", "profile"})
"""The types of resources that are named by a person's id."""


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
    resource_type, resource_id = resource or (None, None)
    acting = actor.user_id or actor_id
    concerned = person or _person_of(resource) or actor_id
    if concerned == acting:
        concerned = None
    opened, personal = separated(masked(changes or {}), plain)
    origin = (actor.origin.ip_address, actor.origin.user_agent)
    sat_there = actor.impersonator_id or acting or concerned or NOBODY
    values = (
        uuid7(),
        now(),
        acting,
        actor.impersonator_id,
        actor.api_key_id,
        action,
        resource_type,
        str(resource_id) if resource_id is not None else None,
        concerned,
        orjson.dumps(opened, default=str).decode(),
        await _seal(db, concerned or acting or NOBODY, personal) if personal else None,
        await _seal(db, sat_there, origin) if any(origin) else None,
        actor.origin.request_id,
    )
    await with_commit(db, _INSERT, values)


_INSERT = """
    INSERT INTO audit_logs (id, created_at, actor_id, impersonator_id, api_key_id, action, resource_type, resource_id,
                            person_id, changes, sealed_changes, sealed_origin, request_id)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"""
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


async def _seal(db: AsyncSession, person: UUID, content: Any) -> str:
    return sealed(await cipher_for(db, person), content)


def _person_of(resource: tuple[str, UUID | str] | None) -> UUID | None:
    return UUID(str(resource[1])) if resource and resource[0] in _ABOUT_PEOPLE else None


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | float | bool | list | dict) else str(value)
