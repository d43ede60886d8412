"""What administrators do with accounts: other roles, closing, deleting. Nobody locks the house by it."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import queries
from groundwork.domains.accounts.errors import LastAdministrator, OwnAccount
from groundwork.domains.accounts.events import UserDeactivated
from groundwork.domains.accounts.models import User
from groundwork.domains.accounts.service import drop_after_commit, get_visible, version_of
from groundwork.domains.audit import service as audit
from groundwork.kernel.actor import Actor
from groundwork.kernel.events import publish
from groundwork.kernel.http.preconditions import IfMatch
from groundwork.kernel.permissions import Role

_ADMINISTRATORS = 0x67770002
"""The advisory lock under which administrators become fewer: two who demote each other at once would leave none."""


async def assign_role(db: AsyncSession, actor: Actor, user_id: UUID, role: Role) -> User:
    """Give a user another role; their next request has its rights.

    Raises:
        NotFound: there is no such user.
        OwnAccount: it is the actor's own.
        LastAdministrator: nobody would be left.
    """
    user = await _lock(db, actor, user_id)
    if user.role == role:
        return user
    _refuse_own(actor, user)
    await require_another_administrator(db, user)
    changed = audit.differences({"role": user.role}, {"role": str(role)})
    user.assign_role(role)
    return await _done(db, actor, user, "user.role_assigned", changed)


async def deactivate(db: AsyncSession, actor: Actor, user_id: UUID) -> User:
    """Close an account: every token is refused from now on, on this node at once, on others within a second.

    Raises:
        NotFound, OwnAccount, LastAdministrator: as for :func:`assign_role`.
    """
    user = await _lock(db, actor, user_id)
    if not user.is_active:
        return user
    _refuse_own(actor, user)
    await require_another_administrator(db, user)
    user.deactivate()
    await publish(db, UserDeactivated(user.id))
    return await _done(db, actor, user, "user.deactivated")


async def reactivate(db: AsyncSession, actor: Actor, user_id: UUID) -> User:
    """Open an account again; the person has to sign in anew.

    Raises:
        NotFound: there is no such user.
    """
    user = await _lock(db, actor, user_id)
    if user.is_active:
        return user
    user.reactivate()
    return await _done(db, actor, user, "user.reactivated")


async def delete_user(db: AsyncSession, actor: Actor, user_id: UUID, expected: IfMatch) -> None:
    """Take a user out of sight. The row and the address stay; every token is dead.

    Raises:
        NotFound, OwnAccount, LastAdministrator: as for :func:`assign_role`.
        PreconditionFailed: somebody else changed the user since.
    """
    user = await _lock(db, actor, user_id)
    expected.check(version_of(user))
    _refuse_own(actor, user)
    await require_another_administrator(db, user)
    user.delete()
    await publish(db, UserDeactivated(user.id))
    await _done(db, actor, user, "user.deleted")


async def require_another_administrator(db: AsyncSession, user: User) -> None:
    """Refuse when the user is the only administrator who can sign in, until the transaction ends.

    Raises:
        LastAdministrator: there is no other.
    """
    await db.execute(select(func.pg_advisory_xact_lock(_ADMINISTRATORS)))
    if user.role == Role.ADMIN and user.may_sign_in:
        other = await db.scalar(queries.other_administrators(user.id).limit(1))
        if other is None:
            raise LastAdministrator


async def _lock(db: AsyncSession, actor: Actor, user_id: UUID) -> User:
    """The user, locked. The administrators' lock comes first, so that two who act on each other take turns."""
    await db.execute(select(func.pg_advisory_xact_lock(_ADMINISTRATORS)))
    return await get_visible(db, actor, user_id, for_update=True)


def _refuse_own(actor: Actor, user: User) -> None:
    if actor.user_id == user.id:
        raise OwnAccount


async def _done(
    db: AsyncSession, actor: Actor, user: User, action: str, changes: dict[str, object] | None = None
) -> User:
    await db.flush()
    await audit.record(db, actor, action, resource=("user", user.id), changes=changes)
    drop_after_commit(db, user.id)
    return user
