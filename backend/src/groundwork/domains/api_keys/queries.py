"""Reads of API keys."""

from sqlalchemy import Select, bindparam, case, func, select

from groundwork.domains.api_keys.models import ApiKey
from groundwork.kernel.actor import Actor
from groundwork.kernel.http.lists import Listing
from groundwork.kernel.reads import Read

key_by_prefix = Read(
    select(ApiKey.id, ApiKey.user_id, ApiKey.digest, ApiKey.scopes, ApiKey.requests_per_hour, ApiKey.expires_at).where(
        ApiKey.prefix == bindparam("prefix"), ApiKey.revoked_at.is_(None)
    )
)

_status = case(
    (ApiKey.revoked_at.is_not(None), "revoked"),
    (ApiKey.expires_at <= func.now(), "expired"),
    else_="active",
)

own_keys = Listing(
    source=select(ApiKey).where(ApiKey.user_id == bindparam("user_id")),
    columns={
        "id": ApiKey.id,
        "name": ApiKey.name,
        "prefix": ApiKey.prefix,
        "scopes": ApiKey.scopes,
        "status": _status,
        "requestsPerHour": ApiKey.requests_per_hour,
        "expiresAt": ApiKey.expires_at,
        "lastUsedAt": ApiKey.last_used_at,
        "revokedAt": ApiKey.revoked_at,
        "createdAt": ApiKey.created_at,
    },
    sorts={"createdAt": ApiKey.created_at, "name": ApiKey.name},
    identity=ApiKey.id,
    filters={"status": _status},
    search=(ApiKey.name, ApiKey.prefix),
    created_at=ApiKey.created_at,
)


def visible_to(actor: Actor) -> Select[ApiKey]:
    """The keys that the actor may see: their own."""
    return select(ApiKey).where(ApiKey.user_id == actor.user_id)
