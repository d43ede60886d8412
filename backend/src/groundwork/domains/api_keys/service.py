"""What can be done with API keys."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.api_keys import queries
from groundwork.domains.api_keys.errors import NotGrantable, TooManyKeys
from groundwork.domains.api_keys.keys import new_key
from groundwork.domains.api_keys.models import ApiKey
from groundwork.domains.api_keys.schemas import ApiKeyCreate
from groundwork.domains.audit import service as audit
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import after_commit
from groundwork.kernel.errors import InvalidToken, NotFound
from groundwork.kernel.mail import send_mail
from groundwork.kernel.runtime import runtime_of

_MOST = 100
_KEPT = timedelta(days=90)
"""How long a key that opens nothing is still listed."""


async def create_key(db: AsyncSession, actor: Actor, form: ApiKeyCreate) -> tuple[ApiKey, str]:
    """A new key of the actor's, and its text, which is not kept. The owner gets a mail, in case it was somebody else.

    Raises:
        ReauthenticationRequired: the key would outlive a sign-in that may not be the owner's any more (ASVS 7.5.1).
        NotGrantable: with each scope that no key of the actor's can have.
        TooManyKeys: there are enough.
    """
    actor.require_recent_sign_in()
    grantable = actor.permissions & runtime_of(db).matrix.grantable()
    refused = [scope for scope in form.scopes if scope not in grantable]
    if refused:
        raise NotGrantable(refused)
    owner = await accounts.lock_user(db, actor.signed_in_user())  # so that two at once do not both become the last
    if owner is None or not owner.may_sign_in:
        raise InvalidToken
    if await _active_keys(db, owner.id) >= _MOST:
        raise TooManyKeys
    made = new_key()
    key = ApiKey(user_id=owner.id, prefix=made.prefix, digest=made.digest, **form.model_dump())
    db.add(key)
    await db.flush()
    changes = audit.differences({}, {"name": key.name, "prefix": key.prefix, "scopes": key.scopes})
    await audit.record(db, actor, "api_key.created", resource=("api_key", key.id), changes=changes)
    context = {"first_name": owner.first_name, "name": key.name, "prefix": key.prefix, "scopes": key.scopes}
    await send_mail(db, to=owner.email, template="api_keys/key_created", context=context)
    return key, made.text


async def revoke_key(db: AsyncSession, actor: Actor, key_id: UUID) -> None:
    """End one of the actor's keys. It bites on the next request, on every node; once more changes nothing.

    Raises:
        NotFound: it is not theirs.
    """
    key = await db.scalar(queries.visible_to(actor).where(ApiKey.id == key_id).with_for_update())
    if key is None:
        raise NotFound
    if key.revoked_at is not None:
        return
    key.revoke(now())
    await audit.record(db, actor, "api_key.revoked", resource=("api_key", key.id))

    async def drop() -> None:
        runtime_of(db).local.drop(f"api_key:{key_id}")

    after_commit(db, drop)


async def forget_old_keys(db: AsyncSession) -> None:
    """Delete keys that have opened nothing for three months; the audit trail remembers them."""
    moment = now() - _KEPT
    await db.execute(delete(ApiKey).where((ApiKey.revoked_at <= moment) | (ApiKey.expires_at <= moment)))


async def _active_keys(db: AsyncSession, user_id: UUID) -> int:
    active = ApiKey.revoked_at.is_(None) & (ApiKey.expires_at.is_(None) | (ApiKey.expires_at > now()))
    return await db.scalar(select(func.count()).where(ApiKey.user_id == user_id, active)) or 0
