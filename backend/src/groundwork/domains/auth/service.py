"""Registering, signing in and changing the password."""

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.accounts.errors import EmailTaken
from groundwork.domains.accounts.schemas import RegisteredUser
from groundwork.domains.audit import service as audit
from groundwork.domains.auth import passwords
from groundwork.domains.auth.admission import MfaChallenge, SignedIn, admit
from groundwork.domains.auth.errors import (
    AccountDeactivated,
    BadInvitation,
    InvalidCredentials,
    PersonalPassword,
    RegistrationClosed,
    WrongCurrentPassword,
)
from groundwork.domains.auth.factors import service as factors
from groundwork.domains.auth.schemas import Registration
from groundwork.domains.auth.sessions import IssuedTokens, end_sessions, start_session
from groundwork.domains.auth.throttle import SignInThrottle, device_of
from groundwork.kernel.actor import Actor
from groundwork.kernel.crypto import digest
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import AppError, Detail, InvalidToken, NotFound, RateLimitExceeded, ValidationFailed
from groundwork.kernel.invitations import LetIn
from groundwork.kernel.mail import send_mail
from groundwork.kernel.metrics import SIGN_INS
from groundwork.kernel.permissions import Role
from groundwork.kernel.rates import Rate
from groundwork.kernel.runtime import Runtime, runtime_of
from groundwork.kernel.settings import Registration as RegistrationMode

_PASSWORD_CHANGES = Rate(5, 900)
_REMINDERS = Rate(3, 3600)
"""Mails an hour to the owner of an address that somebody tries to register again."""


async def register(runtime: Runtime, actor: Actor, form: Registration) -> tuple[RegisteredUser, IssuedTokens] | None:
    """A new user, signed in; the mail that verifies the address follows from ``UserRegistered``.

    With ``REGISTRATION=discreet`` nothing is returned in any case, and the owner of a taken address gets a mail. Who
    comes with the token of an invitation reads the address's mail: it is verified, and nothing is hidden from them.

    Raises:
        EmailTaken: another account has the address (``REGISTRATION=open``, or invited).
        PersonalPassword: the password is the address or a name.
        RegistrationClosed: ``REGISTRATION=invite``, and no invitation.
        BadInvitation: the token is no open invitation's for this address.
    """
    mode, invited = runtime.settings.registration, form.invitation_token is not None
    if mode is RegistrationMode.INVITE and not invited:
        raise RegistrationClosed
    if passwords.is_personal(form.password, (form.email, form.first_name, form.last_name)):
        raise PersonalPassword("password")
    if mode is RegistrationMode.OPEN and not invited and await accounts.credentials_of(runtime.database, form.email):
        raise EmailTaken
    password_hash = await _hasher(runtime).hash(form.password)
    try:
        async with transaction(runtime) as db:
            let_in = await _invitation(db, form)
            user = await accounts.create_user(
                db,
                actor,
                email=form.email,
                password_hash=password_hash,
                first_name=form.first_name,
                last_name=form.last_name,
                email_verified=invited,
            )
            if let_in is not None:
                await let_in(actor, user.id)
            elif mode is RegistrationMode.DISCREET:
                return None
            issued = await start_session(db, actor, user_id=user.id, email=user.email, role=user.role)
        return RegisteredUser.model_validate(user), issued
    except EmailTaken:
        if mode is RegistrationMode.OPEN or invited:
            raise
    window = await runtime.limiter.hit(f"already-registered:{digest(form.email)}", _REMINDERS)
    if not window.exceeded:
        async with transaction(runtime) as db:
            await send_mail(db, to=form.email, template="auth/already_registered", context={})
    return None


async def sign_in(
    runtime: Runtime, actor: Actor, *, email: str, password: str, device_cookie: str | None
) -> SignedIn | MfaChallenge:
    """What follows for who knows address and password.

    Whether the address is known shows neither in the answer nor in the time (ASVS 6.3.8). No database connection is
    held while the password is hashed.

    Raises:
        InvalidCredentials: one of them is wrong.
        AccountDeactivated: both are right, the account is closed.
        RateLimitExceeded: too many attempts.
    """
    known = await accounts.credentials_of(runtime.database, email)
    device = device_of(runtime.settings, device_cookie, known["id"] if known else None)
    throttle = SignInThrottle(runtime.limiter, email, actor.origin.ip_address, device)
    try:
        await throttle.count()
    except RateLimitExceeded:
        SIGN_INS.labels("throttled").inc()
        raise
    right = await _hasher(runtime).is_right(password, known["password_hash"] if known else None)
    async with transaction(runtime) as db:
        user = await accounts.lock_user(db, known["id"]) if known and right else None
        if user is None or user.password_hash != (known or {}).get("password_hash"):  # it may have changed meanwhile
            refusal: AppError | None = InvalidCredentials()
        elif not user.may_sign_in:
            refusal = AccountDeactivated()
        else:
            refusal = None
            outcome = await admit(db, actor, user, by="password")
        if refusal is not None:
            resource = ("user", known["id"]) if known else None
            await audit.record(db, actor, "user.sign_in_refused", resource=resource, changes={"reason": refusal.code})
    SIGN_INS.labels("refused" if refusal else "accepted").inc()
    if refusal is not None:
        raise refusal
    await throttle.forgive()
    return outcome


async def change_password(runtime: Runtime, actor: Actor, *, current: str, new: str) -> None:
    """Replace the actor's password and end all their other sessions (ASVS 6.2.3, 7.4.3).

    Raises:
        WrongCurrentPassword: that is not it.
        PersonalPassword: the new one is the address or a name.
        RateLimitExceeded: too many wrong ones.
        ReauthenticationRequired: signing in was too long ago.
    """
    user_id = actor.signed_in_user()
    actor.require_recent_sign_in()
    window = await runtime.limiter.hit(f"change-password:{user_id}", _PASSWORD_CHANGES)
    if window.exceeded:
        raise RateLimitExceeded("Too many attempts. Please try again in 15 minutes", retry_after=window.retry_after)
    identity = await accounts.identity_of(runtime.database, user_id)
    known = await accounts.credentials_of(runtime.database, identity["email"]) if identity else None
    if known is None:
        raise InvalidToken
    if not await _hasher(runtime).is_right(current, known["password_hash"]):
        raise WrongCurrentPassword
    if passwords.is_personal(new, (known["email"], known["first_name"], known["last_name"])):
        raise PersonalPassword("newPassword")
    password_hash = await _hasher(runtime).hash(new)
    async with transaction(runtime) as db:
        user = await accounts.lock_user(db, user_id)
        if user is None or user.password_hash != known["password_hash"]:
            raise WrongCurrentPassword
        await accounts.set_password(db, actor, user, password_hash)
        await end_sessions(db, actor, user_id, keep=actor.session_id)
        await tell_of_new_password(db, email=user.email, first_name=user.first_name)
    await runtime.limiter.clear(f"change-password:{user_id}")


async def create_verified_user(
    db: AsyncSession, actor: Actor, *, email: str, password: str, names: tuple[str, str], role: Role
) -> None:
    """A user whom the operator vouches for: no mail is sent.

    Raises:
        EmailTaken: another account has the address.
        ValidationFailed: the password breaks the rules, each named.
    """
    broken = passwords.violations(password)
    if broken:
        raise ValidationFailed(details=[Detail("password", sentence) for sentence in broken])
    await accounts.create_user(
        db,
        actor,
        email=email,
        password_hash=await _hasher(runtime_of(db)).hash(password),
        first_name=names[0],
        last_name=names[1],
        role=role,
        email_verified=True,
    )


async def reset_factors(db: AsyncSession, actor: Actor, email: str) -> None:
    """Take every second factor from somebody who has lost them all, at the word of the operator.

    Raises:
        NotFound: nobody has the address.
    """
    known = await accounts.credentials_of(runtime_of(db).database, email)
    user = await accounts.lock_user(db, known["id"]) if known else None
    if user is None:
        raise NotFound
    await factors.reset_factors(db, actor, user)


async def tell_of_new_password(db: AsyncSession, *, email: str, first_name: str | None) -> None:
    """Tell the owner that the password was changed, in case it was somebody else (ASVS 6.3.7)."""
    await send_mail(db, to=email, template="auth/password_changed", context={"first_name": first_name})


async def _invitation(db: AsyncSession, form: Registration) -> LetIn | None:
    """What lets the invited in; nothing for who does not come by invitation."""
    if form.invitation_token is None:
        return None
    let_in = await runtime_of(db).invitation(db, form.invitation_token, form.email)
    if let_in is None:
        raise BadInvitation
    return let_in


def _hasher(runtime: Runtime) -> passwords.PasswordHasher:
    return passwords.hasher(runtime.settings.password_rounds)
