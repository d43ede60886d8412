"""An act as a row of the trail: secrets masked, personal values sealed."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit.masking import masked, separated
from groundwork.domains.audit.sealing import NOBODY, cipher_for, sealed
from groundwork.kernel.actor import Actor

COLUMNS = (
    "id, created_at, actor_id, impersonator_id, api_key_id, action, resource_type, resource_id, person_id, changes, "
    "sealed_changes, sealed_origin, request_id"
)
"""Of a row; its place in a chain is given by the database."""

_ABOUT_PEOPLE = frozenset({"user", "profile"})
"""The types of resources that are named by a person's id."""


async def row_of(
    db: AsyncSession,
    actor: Actor,
    action: str,
    *,
    identity: UUID,
    at: datetime,
    resource: tuple[str, UUID | str] | None = None,
    changes: dict[str, Any] | None = None,
    actor_id: UUID | None = None,
    person: UUID | None = None,
    plain: Collection[str] = (),
) -> tuple[Any, ...]:
    """The values of :data:`COLUMNS`. Keys of people are made as part of the transaction of ``db``."""
    resource_type, resource_id = resource or (None, None)
    acting = actor.user_id or actor_id
    concerned = person or _person_of(resource) or actor_id
    if concerned == acting:
        concerned = None
    opened, personal = separated(masked(changes or {}), plain)
    origin = (actor.origin.ip_address, actor.origin.user_agent)
    sat_there = actor.impersonator_id or acting or concerned or NOBODY
    return (
        identity,
        at,
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


async def _seal(db: AsyncSession, person: UUID, content: Any) -> str:
    return sealed(await cipher_for(db, person), content)


def _person_of(resource: tuple[str, UUID | str] | None) -> UUID | None:
    return UUID(str(resource[1])) if resource and resource[0] in _ABOUT_PEOPLE else None
