"""What follows when somebody comes back from a provider: signing in, or linking an account to one's own."""

from uuid import UUID

import structlog
from pydantic import TypeAdapter, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.adapters.oidc import Callback, Identity, ProviderRefused, ProviderUnavailable
from groundwork.domains.accounts import service as accounts
from groundwork.domains.accounts.schemas import Email, Name
from groundwork.domains.accounts.service import User
from groundwork.domains.audit import service as audit
from groundwork.domains.auth.admission import MfaChallenge, SignedIn, admit
from groundwork.domains.auth.errors import AccountDeactivated
from groundwork.domains.auth.models import OAuthAccount
from groundwork.domains.auth.oauth import linking
from groundwork.domains.auth.oauth.attempts import Return
from groundwork.domains.auth.oauth.errors import (
    OAuthAlreadyLinked,
    OAuthEmailMissing,
    OAuthEmailNotVerified,
    OAuthFailed,
    OAuthRegistrationClosed,
    OAuthStateInvalid,
    OAuthUnavailable,
)
from groundwork.domains.auth.oauth.providers import Configured
from groundwork.domains.auth.sessions import end_sessions
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import AppError
from groundwork.kernel.metrics import SIGN_INS
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Registration

log = structlog.get_logger("groundwork.oauth")

_email: TypeAdapter[str] = TypeAdapter(Email)
_name: TypeAdapter[str] = TypeAdapter(Name)


async def identify(
    runtime: Runtime, actor: Actor, configured: Configured, came_back: Return, callback: Callback
) -> Identity:
    """Who came back, as the provider tells it. No database connection is held while it is asked.

    Raises:
        OAuthUnavailable: it does not answer.
        OAuthFailed: it says no, or what it says cannot be believed.
    """
    try:
        return await configured.provider.identify(came_back.attempt, callback)
    except (ProviderUnavailable, ProviderRefused) as problem:
        log.warning("provider's answer not accepted", provider=configured.id, reason=str(problem))
        error = OAuthUnavailable() if isinstance(problem, ProviderUnavailable) else OAuthFailed()
        await refuse(runtime, actor, configured, error, came_back.user_id)
        raise error from None


async def refuse(runtime: Runtime, actor: Actor, configured: Configured, error: AppError, user_id: UUID | None) -> None:
    """Put into the audit trail that nobody was signed in."""
    SIGN_INS.labels("refused").inc()
    async with transaction(runtime) as db:
        await _record_refusal(db, actor, configured, error, user_id)


async def sign_in(
    runtime: Runtime, actor: Actor, configured: Configured, identity: Identity
) -> SignedIn | MfaChallenge:
    """What follows for an identity: the user whom it is linked to, or whose verified address it has, or a new one.

    Raises:
        AccountDeactivated: theirs is closed.
        OAuthEmailNotVerified, OAuthEmailMissing, OAuthRegistrationClosed: it is nobody's, and cannot become anybody's.
        EmailTaken: somebody has registered the address just now.
    """
    async with transaction(runtime) as db:
        account = await linking.find(db, configured.id, identity.subject)
        email = _address_of(identity)
        user = await _whose(db, account, email)
        refusal = _refusal(runtime.settings.registration, account, user, email, verified=identity.email_verified)
        if refusal is not None:
            await _record_refusal(db, actor, configured, refusal, user.id if user else None)
        else:
            if user is None:
                user = await _register(db, actor, email, identity)
                await linking.add(db, actor, user, configured.id, identity)
            elif account is None:
                await _adopt(db, actor, configured, user, identity)
            else:
                linking.renew(account, identity)
            outcome = await admit(db, actor, user, by=f"oauth:{configured.id}")
    SIGN_INS.labels("refused" if refusal else "accepted").inc()
    if refusal is not None:
        raise refusal
    return outcome


async def link(runtime: Runtime, actor: Actor, configured: Configured, identity: Identity, user_id: UUID) -> None:
    """Link an identity to the user who has asked for it, whatever address it has.

    Raises:
        OAuthAlreadyLinked: it is another user's.
        OAuthStateInvalid: the user may no longer sign in.
    """
    refusal: AppError | None = None
    async with transaction(runtime) as db:
        account = await linking.find(db, configured.id, identity.subject)
        user = await accounts.lock_user(db, user_id)
        if user is None or not user.may_sign_in:
            refusal = OAuthStateInvalid()
        elif account is None:
            await linking.add(db, actor, user, configured.id, identity)
            await linking.tell(db, user, "auth/oauth_linked", configured.name)
        elif account.user_id == user_id:
            linking.renew(account, identity)
        else:
            refusal = OAuthAlreadyLinked()
        if refusal is not None:
            await _record_refusal(db, actor, configured, refusal, user_id)
    if refusal is not None:
        raise refusal


async def _whose(db: AsyncSession, account: OAuthAccount | None, email: str | None) -> User | None:
    """The user whom an identity is linked to, else the one with its address; locked."""
    if account is not None:
        return await accounts.lock_user(db, account.user_id)
    return await accounts.lock_user_by_email(db, email) if email is not None else None


def _refusal(
    mode: Registration, account: OAuthAccount | None, user: User | None, email: str | None, *, verified: bool
) -> AppError | None:
    """Why the identity opens nothing, or nothing."""
    if account is None and user is not None and not verified:
        return OAuthEmailNotVerified()
    if user is not None:
        return None if user.may_sign_in else AccountDeactivated()
    if mode is Registration.INVITE:
        return OAuthRegistrationClosed()
    if email is None:
        return OAuthEmailMissing()
    # Where a taken address is not told, it must not show here by what becomes of a claimed one.
    return OAuthEmailNotVerified() if mode is Registration.DISCREET and not verified else None


async def _register(db: AsyncSession, actor: Actor, email: str | None, identity: Identity) -> User:
    """A new user without a password."""
    return await accounts.create_user(
        db,
        actor,
        email=str(email),
        password_hash=None,
        first_name=_valid(_name, identity.first_name),
        last_name=_valid(_name, identity.last_name),
        email_verified=identity.email_verified,
    )


async def _adopt(db: AsyncSession, actor: Actor, configured: Configured, user: User, identity: Identity) -> None:
    """Link an identity to the user who has its address.

    When the user never showed that the address is theirs, the provider's proof wins: whoever registered it may have
    been somebody else, who must not have a way in any longer (ASVS 6.8.1; "pre-hijacked accounts").
    """
    template = "auth/oauth_linked"
    if not user.email_verified:
        await accounts.claim(db, actor, user)
        await end_sessions(db, actor, user.id)
        template = "auth/account_claimed"
    await linking.add(db, actor, user, configured.id, identity)
    await linking.tell(db, user, template, configured.name)


async def _record_refusal(
    db: AsyncSession, actor: Actor, configured: Configured, error: AppError, user_id: UUID | None
) -> None:
    resource = ("user", user_id) if user_id else None
    changes = {"reason": error.code, "by": f"oauth:{configured.id}"}
    await audit.record(db, actor, "user.sign_in_refused", resource=resource, changes=changes)


def _address_of(identity: Identity) -> str | None:
    return _valid(_email, identity.email)


def _valid(kind: TypeAdapter[str], value: str | None) -> str | None:
    """What a provider tells, in the form in which we keep it, if it can be."""
    try:
        return kind.validate_python(value)
    except ValidationError:
        return None
