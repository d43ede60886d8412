"""Reads of the audit trail."""

from collections.abc import AsyncIterator
from typing import Any, cast
from uuid import UUID

from pydantic.alias_generators import to_camel
from sqlalchemy import null, select

from groundwork.domains.audit.counts import count_entries
from groundwork.domains.audit.models import AuditLog
from groundwork.domains.audit.schemas import AuditQuery
from groundwork.domains.audit.sealing import NOBODY, ciphers_of, unsealed
from groundwork.kernel.http.envelope import Envelope
from groundwork.kernel.http.lists import Listing
from groundwork.kernel.runtime import Runtime

_CHUNK = 1000

entries = Listing(
    source=select(AuditLog),
    columns={
        "id": AuditLog.id,
        "createdAt": AuditLog.created_at,
        "action": AuditLog.action,
        "actorId": AuditLog.actor_id,
        "actorName": null(),
        "actorEmail": null(),
        "impersonatorId": AuditLog.impersonator_id,
        "apiKeyId": AuditLog.api_key_id,
        "personId": AuditLog.person_id,
        "resourceType": AuditLog.resource_type,
        "resourceId": AuditLog.resource_id,
        "changes": AuditLog.changes,
        "ipAddress": null(),
        "userAgent": null(),
        "requestId": AuditLog.request_id,
        "erased": null(),
    },
    sorts={"createdAt": AuditLog.created_at},
    identity=AuditLog.id,
    filters={
        "actor": AuditLog.actor_id,
        "action": AuditLog.action,
        "resource_type": AuditLog.resource_type,
        "resource_id": AuditLog.resource_id,
    },
    created_at=AuditLog.created_at,
    beneath={
        "_actor": AuditLog.actor_id,
        "_impersonator": AuditLog.impersonator_id,
        "_person": AuditLog.person_id,
        "_changes": AuditLog.sealed_changes,
        "_origin": AuditLog.sealed_origin,
    },
    count=count_entries,
)


async def page(runtime: Runtime, query: AuditQuery) -> Envelope:
    """The page that ``query`` asks for, opened."""
    envelope = await entries.answer(runtime, query)
    await open_rows(runtime, cast("list[dict[str, Any]]", envelope.data))
    return envelope


async def chunks(runtime: Runtime, query: AuditQuery) -> AsyncIterator[list[dict[str, Any]]]:
    """All rows that ``query`` asks for, opened, a thousand at a time."""
    async for rows in entries.chunks(runtime, query, _CHUNK):
        await open_rows(runtime, rows)
        yield rows


async def open_rows(runtime: Runtime, rows: list[dict[str, Any]]) -> None:
    """Fill in what is sealed and who the actors are; rows keep the fields that were asked for."""
    ciphers = await ciphers_of(runtime, {owner for row in rows for owner in _owners(row)})
    wants_names = bool(rows) and not {"actorName", "actorEmail"}.isdisjoint(rows[0])
    actors = {row["_actor"] for row in rows if row["_actor"]} if wants_names else set()
    known = await runtime.names_of(actors) if actors else {}
    for row in rows:
        origin_owner, changes_owner = _owners(row)
        sealed_origin, sealed_changes = row.pop("_origin"), row.pop("_changes")
        origin = unsealed(ciphers.get(origin_owner), sealed_origin) if sealed_origin else (None, None)
        changes = unsealed(ciphers.get(changes_owner), sealed_changes) if sealed_changes else {}
        person = known.get(row.pop("_actor"))
        del row["_impersonator"], row["_person"]
        filled = {
            "actorName": person.name if person else None,
            "actorEmail": person.email if person else None,
            "ipAddress": origin[0] if origin else None,
            "userAgent": origin[1] if origin else None,
            "changes": {to_camel(field): told for field, told in {**row.get("changes", {}), **(changes or {})}.items()},
            "erased": origin is None or changes is None,
        }
        row.update((name, value) for name, value in filled.items() if name in row)


def _owners(row: dict[str, Any]) -> tuple[UUID, UUID]:
    """Under whose keys a row's origin and changes are sealed."""
    actor, person = row["_actor"], row["_person"]
    return row["_impersonator"] or actor or person or NOBODY, person or actor or NOBODY
