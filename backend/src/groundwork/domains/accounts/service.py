"""What can be done with users and profiles."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import queries
from groundwork.domains.accounts.errors import EmailTaken
from groundwork.domains.accounts.events import AccountClaimed, EmailChangeRequested, UserInvited, UserRegistered
from groundwork.domains.accounts.models import User as User  # noqa: PLC0414  (higher domains name the type)
from groundwork.domains.accounts.models import UserProfile
from groundwork.domains.accounts.policy import ASSIGN_ROLE, READ, UPDATE, UPDATE_OWN, UPDATE_TEAM
from groundwork.domains.audit import service as audit
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import Database, after_commit
from groundwork.kernel.errors import Forbidden, NotFound, RateLimitExceeded
from groundwork.kernel.events import publish
from groundwork.kernel.http.envelope import etag_of
from groundwork.kernel.http.preconditions import IfMatch
from groundwork.kernel.people import KnownPerson
from groundwork.kernel.permissions import Role
from groundwork.kernel.rates import Rate
from groundwork.kernel.runtime import runtime_of
from groundwork.kernel.settings import Registration

_ADDRESSES_PER_USER = Rate(5, 3600)
"""Each is a mail to somebody who may not know us."""


async def create_user(
    db: AsyncSession,
    actor: Actor,
    *,
    email: str,
    password_hash: str | None,
    first_name: str | None,
    last_name: str | None,
    role: Role = Role.USER,
    email_verified: bool = False,
) -> User:
    """A new user with an empty profile; ``email`` already normalized.

    Raises:
        EmailTaken: another account has the address.
    """
    user = User(
        email=email,
        password_hash=password_hash,
        first_name=first_name,
        last_name=last_name,
        role=role,
        email_verified=email_verified,
    )
    await _add(db, user)
    await audit.record(db, actor, "user.created", resource=("user", user.id), actor_id=user.id)
    await publish(db, UserRegistered(user.id, user.email, user.first_name, user.email_verified))
    return user


async def invite_user(
    db: AsyncSession, actor: Actor, *, email: str, first_name: str, last_name: str, role: Role
) -> User:
    """A new user without a password, who is asked by mail to choose one.

    Raises:
        Forbidden: the actor may create users, not give them other rights.
        EmailTaken: another account has the address.
    """
    if role is not Role.USER:
        actor.require(ASSIGN_ROLE)
    user = User(email=email, first_name=first_name, last_name=last_name, role=role)
    await _add(db, user)
    await audit.record(db, actor, "user.created", resource=("user", user.id), changes={"role": str(role)})
    await publish(db, UserInvited(user.id, user.email, user.first_name))
    return user


async def _add(db: AsyncSession, user: User) -> None:
    db.add(user)
    await _flush_unique_email(db)
    db.add(UserProfile(user_id=user.id))


async def get_visible(db: AsyncSession, actor: Actor, user_id: UUID, *, for_update: bool = False) -> User:
    """The user, if the actor may see them; ``for_update`` locks the row for this transaction.

    Raises:
        NotFound: there is none, or the actor may not know.
    """
    statement = queries.visible_to(actor).where(User.id == user_id)
    user = await db.scalar(statement.with_for_update() if for_update else statement)
    if user is None:
        raise NotFound
    return user


async def update_user(
    db: AsyncSession, actor: Actor, user_id: UUID, changes: dict[str, Any], expected: IfMatch
) -> User:
    """Change a user's fields. A new ``email`` is asked about there first; see :class:`EmailChangeRequested`.

    Raises:
        NotFound, Forbidden: as the matrix says.
        PreconditionFailed: somebody else changed the user since.
        ReauthenticationRequired: a new address opens the account, so the person has to be sure.
        EmailTaken: another account has the new address.
        RateLimitExceeded: there were enough new addresses for this hour.
    """
    user = await get_visible(db, actor, user_id, for_update=True)
    await require_update(db, actor, user.id)
    expected.check(version_of(user))
    email = changes.pop("email", user.email)
    if email != user.email:
        await _ask_for_new_address(db, actor, user, email)
    await _apply(db, actor, user, changes, ("user", user.id))
    drop_after_commit(db, user.id)
    return user


async def _ask_for_new_address(db: AsyncSession, actor: Actor, user: User, email: str) -> None:
    """Who manages a member of a team may not move the account to an address of their own."""
    actor.require(UPDATE_OWN if actor.user_id == user.id else UPDATE)
    actor.require_recent_sign_in()
    runtime = runtime_of(db)
    window = await runtime.limiter.hit(f"change-email:{user.id}", _ADDRESSES_PER_USER)
    if window.exceeded:
        raise RateLimitExceeded("Too many new addresses. Please try again later", retry_after=window.retry_after)
    if await db.scalar(select(User.id).where(User.email == email)):
        if runtime.settings.registration is Registration.DISCREET and not actor.may(READ):
            return
        raise EmailTaken
    user.remember_address(email, theirs=False)
    await db.flush()
    await audit.record(db, actor, "user.email_change_requested", resource=("user", user.id))
    await publish(db, EmailChangeRequested(user.id, email))


async def get_profile(db: AsyncSession, actor: Actor, user_id: UUID, *, for_update: bool = False) -> UserProfile:
    """The profile of a user whom the actor may see; ``for_update`` locks the row for this transaction.

    Raises:
        NotFound: there is none, or the actor may not know.
    """
    user = await get_visible(db, actor, user_id)
    statement = queries.profile_of(user.id)
    profile = await db.scalar(statement.with_for_update() if for_update else statement)
    if profile is None:
        raise NotFound
    return profile


async def update_profile(
    db: AsyncSession, actor: Actor, user_id: UUID, changes: dict[str, Any], expected: IfMatch
) -> UserProfile:
    """Change a profile.

    Raises:
        NotFound, Forbidden: as the matrix says.
        PreconditionFailed: somebody else changed the profile since.
    """
    profile = await get_profile(db, actor, user_id, for_update=True)
    await require_update(db, actor, user_id)
    expected.check(version_of(profile))
    await _apply(db, actor, profile, changes, ("profile", user_id))
    return profile


def version_of(row: User | UserProfile) -> str:
    """The entity tag of a row's present state."""
    return etag_of(row.id, row.updated_at)


async def credentials_of(database: Database, email: str) -> dict[str, Any] | None:
    """Id, names, password hash and state of the user with this address: what signing in compares with."""
    return await queries.credentials_by_email.first(database, email=email)


async def identity_of(database: Database, user_id: UUID) -> dict[str, Any] | None:
    """The user as the API shows them, with ``is_active``, in one hot read."""
    return await queries.identity_by_id.first(database, user_id=user_id)


async def names_of(database: Database, user_ids: Collection[UUID]) -> dict[UUID, KnownPerson]:
    """Names and addresses of those of the users who are there."""
    rows = await queries.names_by_ids.all(database, user_ids=list(user_ids))
    return {
        row["id"]: KnownPerson(" ".join(part for part in (row["first_name"], row["last_name"]) if part), row["email"])
        for row in rows
    }


async def active_people(db: AsyncSession, role: Role) -> Sequence[User]:
    """Those with a role who can sign in, by their address."""
    found = await db.scalars(queries.active_with_role(role))
    return found.all()


async def find_user(db: AsyncSession, user_id: UUID) -> User | None:
    """The user's row, if there is one."""
    return await db.get(User, user_id)


async def addresses_of(db: AsyncSession, user_id: UUID, *, only_proven: bool = False) -> list[str]:
    """The user's address, and those that they had or asked for and that nobody else has by now.

    ``only_proven``: of these the ones that were shown to be theirs; what was mailed to another is not theirs to read.
    """
    user = await find_user(db, user_id)
    if user is None:
        return []
    known = {**dict(user.other_emails), user.email: user.email_verified}
    taken = set(await db.scalars(select(User.email).where(User.email.in_(known), User.id != user_id)))
    return [email for email, proven in known.items() if email not in taken and (proven or not only_proven)]


async def set_premium(db: AsyncSession, user_id: UUID, premium: bool) -> None:
    """Say whether the user may ask more often; every node hears of it, as of any change of who somebody is."""
    changed = await db.scalar(
        update(User).where(User.id == user_id, User.premium != premium).values(premium=premium).returning(User.id)
    )
    if changed is not None:
        drop_after_commit(db, user_id)


async def lock_user(db: AsyncSession, user_id: UUID) -> User | None:
    """The user's row, locked for this transaction, if there is one."""
    return await db.get(User, user_id, with_for_update=True)


async def lock_user_by_email(db: AsyncSession, email: str) -> User | None:
    """The row of the user with this address (as it is kept), locked for this transaction, if there is one."""
    return await db.scalar(queries.with_email(email).with_for_update())


async def set_password(db: AsyncSession, actor: Actor, user: User, password_hash: str) -> None:
    """Replace the password, and say so in the audit trail."""
    user.set_password_hash(password_hash)
    await audit.record(db, actor, "user.password_changed", resource=("user", user.id), actor_id=user.id)


async def verify_email(db: AsyncSession, actor: Actor, user: User) -> None:
    """The address is shown to be the user's."""
    user.verify_email()
    await audit.record(db, actor, "user.email_verified", resource=("user", user.id), actor_id=user.id)
    drop_after_commit(db, user.id)


async def claim(db: AsyncSession, actor: Actor, user: User) -> None:
    """Hand an account whose address was never confirmed to somebody who has shown that the address is theirs.

    The password goes; other ways in go with those who hear ``AccountClaimed``; the caller ends the sessions.
    """
    user.forget_password()
    await audit.record(db, actor, "user.claimed", resource=("user", user.id), actor_id=user.id)
    await verify_email(db, actor, user)
    await publish(db, AccountClaimed(user.id))


async def require_update(db: AsyncSession, actor: Actor, user_id: UUID) -> None:
    """Refuse unless the actor may change all users, or this one as themselves or as a member of a team they manage.

    An administrator does not come under a manager by joining a team.

    Raises:
        Forbidden: they may not.
    """
    if actor.may(UPDATE) or (actor.user_id == user_id and actor.may(UPDATE_OWN)):
        return
    user = await find_user(db, user_id)
    if user is None or user.role == Role.ADMIN or not actor.may(UPDATE_TEAM):
        raise Forbidden
    if not await runtime_of(db).manages(db, actor, user_id):
        raise Forbidden


async def change_email(db: AsyncSession, actor: Actor, user: User, email: str) -> None:
    """Replace the address by one that is shown to be the user's.

    Raises:
        EmailTaken: another account has it by now.
    """
    changes = audit.differences({"email": user.email}, {"email": email})
    user.change_email(email)
    await _flush_unique_email(db)
    await audit.record(
        db, actor, "user.email_changed", resource=("user", user.id), changes=changes, actor_id=actor.user_id or user.id
    )
    drop_after_commit(db, user.id)


async def _flush_unique_email(db: AsyncSession) -> None:
    try:
        await db.flush()
    except IntegrityError as error:
        if "users_email_key" in str(error.orig):
            raise EmailTaken from None
        raise


async def _apply(
    db: AsyncSession, actor: Actor, row: User | UserProfile, changes: dict[str, Any], resource: tuple[str, UUID]
) -> None:
    before = {field: getattr(row, field) for field in changes}
    changed = audit.differences(before, changes)
    for field in changed:
        setattr(row, field, changes[field])
    if changed:
        await audit.record(db, actor, f"{resource[0]}.updated", resource=resource, changes=changed)
        await db.flush()


def drop_after_commit(db: AsyncSession, user_id: UUID) -> None:
    """Forget what this process holds of the user, once the transaction is true.

    Other processes hear it from the database's trigger; this one must not answer with the old state in between.
    """

    async def drop() -> None:
        runtime_of(db).local.drop(f"user:{user_id}")

    after_commit(db, drop)


async def backdate(db: AsyncSession, email: str, *, joined: datetime, bio: str | None, timezone: str | None) -> None:
    """Give a user of the development data a past and a profile."""
    user = await db.scalar(select(User).where(User.email == email))
    if user is None:
        raise NotFound
    user.created_at = joined
    await db.flush()
    profile = await db.scalar(queries.profile_of(user.id))
    if profile is not None:
        profile.bio, profile.timezone = bio, timezone
    await db.flush()
