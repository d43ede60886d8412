"""Tokens that mails carry: verifying an address, resetting a forgotten password."""

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.accounts.events import EmailChangeRequested, UserInvited, UserRegistered
from groundwork.domains.accounts.service import User
from groundwork.domains.auth import passwords
from groundwork.domains.auth.errors import BadMailToken, PersonalPassword
from groundwork.domains.auth.mail_tokens import new_token, redeem
from groundwork.domains.auth.models import Purpose
from groundwork.domains.auth.service import tell_of_new_password
from groundwork.domains.auth.sessions import end_sessions
from groundwork.domains.auth.throttle import SignInThrottle
from groundwork.kernel.actor import Actor
from groundwork.kernel.crypto import digest
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import NotFound, RateLimitExceeded
from groundwork.kernel.jobs import Job, defer
from groundwork.kernel.mail import send_mail
from groundwork.kernel.rates import Rate
from groundwork.kernel.runtime import Runtime, runtime_of

RESET_LIFE = timedelta(minutes=10)
VERIFICATION_LIFE = timedelta(days=2)
INVITATION_LIFE = timedelta(days=3)
_RESETS_PER_ACCOUNT = Rate(10, 3600)
_VERIFICATIONS_PER_USER = Rate(5, 3600)


class _Owner(NamedTuple):
    user_id: UUID
    email: str
    first_name: str | None


async def welcome(db: AsyncSession, event: UserRegistered) -> None:
    """Welcome a new user, and ask to verify the address; not one whom the operator vouched for."""
    if not event.email_verified:
        await _send_verification(db, _Owner(event.user_id, event.email, event.first_name), "auth/welcome")


async def resend_verification(runtime: Runtime, actor: Actor) -> bool:
    """Another mail with a new token; the old one is void. False when the address is verified already.

    Raises:
        RateLimitExceeded: there were enough for this hour.
    """
    user_id = actor.signed_in_user()
    window = await runtime.limiter.hit(f"resend-verification:{user_id}", _VERIFICATIONS_PER_USER)
    if window.exceeded:
        raise RateLimitExceeded(
            f"Too many mails. Try again in {window.retry_after} seconds", retry_after=window.retry_after
        )
    async with transaction(runtime) as db:
        user = await accounts.lock_user(db, user_id)
        if user is None:
            raise NotFound
        if user.email_verified:
            return False
        await _send_verification(db, _Owner(user.id, user.email, user.first_name), "auth/verify_email")
    return True


async def verify_email(db: AsyncSession, actor: Actor, token: str) -> None:
    """The bearer of the token reads the address's mail, so the address is theirs.

    Raises:
        BadMailToken: unknown, used, superseded or too old.
        EmailTaken: another account has the new address by now.
    """
    redeemed = await redeem(db, token, Purpose.VERIFY_EMAIL, Purpose.CHANGE_EMAIL)
    user = await accounts.lock_user(db, redeemed.user_id)
    if user is None or not user.may_sign_in:
        raise BadMailToken
    if redeemed.email is None:
        await accounts.verify_email(db, actor, user)
    else:
        await _replace_email(db, actor, user, redeemed.email)


async def request_email_change(db: AsyncSession, event: EmailChangeRequested) -> None:
    """Ask the new address whether it is the user's, and tell the old one (ASVS 6.3.7)."""
    user = await accounts.find_user(db, event.user_id)
    if user is None:
        raise NotFound
    token = await new_token(db, user.id, Purpose.CHANGE_EMAIL, VERIFICATION_LIFE, email=event.email)
    context = {"first_name": user.first_name, "days": VERIFICATION_LIFE.days, "new_email": event.email}
    link = f"{runtime_of(db).settings.public_app_url}/verify-email?token={token}"
    await send_mail(
        db, to=event.email, template="auth/change_email", context={**context, "link": link}, secrets=(token,)
    )
    await send_mail(db, to=user.email, template="auth/email_change_requested", context=context)


async def _replace_email(db: AsyncSession, actor: Actor, user: User, email: str) -> None:
    old = user.email
    await accounts.change_email(db, actor, user, email)
    context = {"first_name": user.first_name, "new_email": email}
    await send_mail(db, to=old, template="auth/email_changed", context=context)


async def invite(db: AsyncSession, event: UserInvited) -> None:
    """Let the owner of an account that an administrator made choose the password."""
    token = await new_token(db, event.user_id, Purpose.RESET_PASSWORD, INVITATION_LIFE)
    link = f"{runtime_of(db).settings.public_app_url}/reset-password?token={token}"
    context = {"first_name": event.first_name, "link": link, "days": INVITATION_LIFE.days}
    await send_mail(db, to=event.email, template="auth/invited", context=context, secrets=(token,))


async def forgot_password(runtime: Runtime, email: str) -> None:
    """Begin a reset.

    Whether there is such an account is found out by the job, so that the caller cannot tell by the time.
    """
    window = await runtime.limiter.hit(f"forgot-password:{digest(email)}", _RESETS_PER_ACCOUNT)
    if not window.exceeded:
        async with transaction(runtime) as db:
            await defer(db, send_password_reset, email=email)


async def _send_password_reset(db: AsyncSession, *, email: str) -> None:
    known = await accounts.credentials_of(runtime_of(db).database, email)
    if known is None or not known["is_active"]:
        return
    token = await new_token(db, known["id"], Purpose.RESET_PASSWORD, RESET_LIFE)
    link = f"{runtime_of(db).settings.public_app_url}/reset-password?token={token}"
    await send_mail(
        db,
        to=email,
        template="auth/reset_password",
        context={"first_name": known["first_name"], "link": link, "minutes": int(RESET_LIFE.total_seconds() // 60)},
        secrets=(token,),
    )


send_password_reset = Job("auth.send_password_reset", _send_password_reset)


async def reset_password(runtime: Runtime, actor: Actor, *, token: str, new_password: str) -> None:
    """Set a new password with the token from the mail, and end every session (ASVS 6.5.1, 6.5.5).

    The token is good once: of several at the same time one wins.

    Raises:
        BadMailToken: unknown, used, superseded or too old.
        PersonalPassword: the new one is the address or a name; the token stays good.
    """
    password_hash = await passwords.hasher(runtime.settings.password_rounds).hash(new_password)
    async with transaction(runtime) as db:
        redeemed = await redeem(db, token, Purpose.RESET_PASSWORD)
        user = await accounts.lock_user(db, redeemed.user_id)
        if user is None or not user.may_sign_in:
            raise BadMailToken
        if passwords.is_personal(new_password, (user.email, user.first_name, user.last_name)):
            raise PersonalPassword("newPassword")
        if not user.email_verified:
            await accounts.claim(db, actor, user)
        await accounts.set_password(db, actor, user, password_hash)
        await end_sessions(db, actor, user.id)
        await tell_of_new_password(db, email=user.email, first_name=user.first_name)
    # Who had to reset it has usually tried too often before.
    await SignInThrottle(runtime.limiter, user.email, actor.origin.ip_address, device=None).start_over()


async def _send_verification(db: AsyncSession, owner: _Owner, template: str) -> None:
    token = await new_token(db, owner.user_id, Purpose.VERIFY_EMAIL, VERIFICATION_LIFE)
    link = f"{runtime_of(db).settings.public_app_url}/verify-email?token={token}"
    context = {"first_name": owner.first_name, "link": link, "days": VERIFICATION_LIFE.days}
    await send_mail(db, to=owner.email, template=template, context=context, secrets=(token,))
