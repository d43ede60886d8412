"""Linked accounts: finding, adding and removing them."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.adapters.oidc import Grant, Identity
from groundwork.domains.accounts import service as accounts
from groundwork.domains.accounts.service import User
from groundwork.domains.audit import service as audit
from groundwork.domains.auth.factors.state import factors_of
from groundwork.domains.auth.models import OAuthAccount
from groundwork.domains.auth.oauth.errors import LastWayIn
from groundwork.domains.auth.oauth.providers import providers_of
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.errors import NotFound
from groundwork.kernel.mail import send_mail
from groundwork.kernel.runtime import runtime_of


async def find(db: AsyncSession, provider_id: str, subject: str) -> OAuthAccount | None:
    """The link of an identity, if there is one; whoever else comes with this identity waits for this transaction."""
    identity = f"oauth\x1f{provider_id}\x1f{subject}"
    await db.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(identity, 0))))
    return await db.scalar(
        select(OAuthAccount).where(OAuthAccount.provider == provider_id, OAuthAccount.provider_account_id == subject)
    )


async def add(db: AsyncSession, actor: Actor, user: User, provider_id: str, identity: Identity) -> None:
    """Link an identity, which :func:`find` has not found, to a user."""
    account = OAuthAccount(user_id=user.id, provider=provider_id, provider_account_id=identity.subject)
    renew(account, identity)
    db.add(account)
    await db.flush()
    await audit.record(
        db,
        actor,
        "oauth_account.linked",
        resource=("oauth_account", account.id),
        changes={"provider": provider_id},
        actor_id=user.id,
    )


def renew(account: OAuthAccount, identity: Identity) -> None:
    """Keep what the provider has told and given this time."""
    grant: Grant = identity.grant
    account.account_name = identity.account_name
    account.access_token = grant.access_token
    account.refresh_token = grant.refresh_token or account.refresh_token
    account.expires_at = grant.expires_at
    account.token_type = grant.token_type
    account.scope = grant.scope
    account.last_used_at = now()


async def unlink(db: AsyncSession, actor: Actor, account_id: UUID) -> None:
    """Take away one of the actor's ways to sign in.

    Raises:
        NotFound: it is not theirs.
        LastWayIn: there is no other.
    """
    actor.require_recent_sign_in()
    user = await accounts.lock_user(db, actor.signed_in_user())
    links = await _of_user(db, actor.signed_in_user())
    account = next((link for link in links if link.id == account_id), None)
    if user is None or account is None:
        raise NotFound
    configured = providers_of(runtime_of(db).settings)
    others = [link for link in links if link is not account and link.provider in configured]
    if user.password_hash is None and not others and not (await factors_of(db, user.id)).passkeys:
        raise LastWayIn
    await db.delete(account)
    await audit.record(
        db,
        actor,
        "oauth_account.unlinked",
        resource=("oauth_account", account.id),
        changes={"provider": account.provider},
    )
    name = configured[account.provider].name if account.provider in configured else account.provider
    await tell(db, user, "auth/oauth_unlinked", name)


async def tell(db: AsyncSession, user: User, template: str, provider: str) -> None:
    """Tell the owner, in case it was somebody else (ASVS 6.3.7)."""
    await send_mail(db, to=user.email, template=template, context={"first_name": user.first_name, "provider": provider})


async def _of_user(db: AsyncSession, user_id: UUID) -> list[OAuthAccount]:
    return list(await db.scalars(select(OAuthAccount).where(OAuthAccount.user_id == user_id)))
