"""What can be done with users and profiles."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import queries
from groundwork.domains.accounts.errors import EmailTaken
from groundwork.domains.accounts.events import AccountClaimed, UserRegistered
from groundwork.domains.accounts.models import User as User  # noqa: PLC0414  (higher domains name the type)
from groundwork.domains.accounts.models import UserProfile
from groundwork.domains.accounts.policy import UPDATE, UPDATE_OWN, UPDATE_TEAM
from groundwork.domains.audit import service as audit
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import Database, after_commit
from groundwork.kernel.errors import Forbidden, NotFound
from groundwork.kernel.events import publish
from groundwork.kernel.http.envelope import etag_of
from groundwork.kernel.http.preconditions import IfMatch
from groundwork.kernel.permissions import Role
from groundwork.kernel.runtime import runtime_of


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
    db.add(user)
    try:
        await db.flush()
    except IntegrityError as error:
        if "users_email_key" in str(error.orig):
            raise EmailTaken from None
        raise
    db.add(UserProfile(user_id=user.id))
    await audit.record(db, actor, "user.created", resource=("user", user.id), actor_id=user.id)
    await publish(db, UserRegistered(user.id, user.email, user.first_name, user.email_verified))
    return user


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
    """Change a user's fields.

    Raises:
        NotFound, Forbidden: as the matrix says.
        PreconditionFailed: somebody else changed the user since.
    """
    user = await get_visible(db, actor, user_id, for_update=True)
    await _require_update(db, actor, user.id)
    expected.check(version_of(user))
    await _apply(db, actor, user, changes, ("user", user.id))
    _drop_after_commit(db, user.id)
    return user


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
    await _require_update(db, actor, user_id)
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


async def find_user(db: AsyncSession, user_id: UUID) -> User | None:
    """The user's row, if there is one."""
    return await db.get(User, user_id)


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
    _drop_after_commit(db, user.id)


async def claim(db: AsyncSession, actor: Actor, user: User) -> None:
    """Hand an account whose address was never confirmed to somebody who has shown that the address is theirs.

    The password goes; other ways in go with those who hear ``AccountClaimed``; the caller ends the sessions.
    """
    user.forget_password()
    await audit.record(db, actor, "user.claimed", resource=("user", user.id), actor_id=user.id)
    await verify_email(db, actor, user)
    await publish(db, AccountClaimed(user.id))


async def _require_update(db: AsyncSession, actor: Actor, user_id: UUID) -> None:
    """Refuse unless the actor may change all users, or this one as themselves or as a member of a team they manage."""
    if actor.may(UPDATE) or (actor.user_id == user_id and actor.may(UPDATE_OWN)):
        return
    if not (actor.may(UPDATE_TEAM) and await runtime_of(db).manages(db, actor, user_id)):
        raise Forbidden


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


def _drop_after_commit(db: AsyncSession, user_id: UUID) -> None:
    """Other processes hear it from the database's trigger; this one must not answer with the old state in between."""

    async def drop() -> None:
        runtime_of(db).local.drop(f"user:{user_id}")

    after_commit(db, drop)


async def backdate(db: AsyncSession, email: str, *, joined: datetime, bio: str, timezone: str) -> None:
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
