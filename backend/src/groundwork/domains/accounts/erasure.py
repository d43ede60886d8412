"""The wish to be forgotten: two weeks to change one's mind, then nothing personal is left."""

from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import queries
from groundwork.domains.accounts.administration import require_another_administrator
from groundwork.domains.accounts.errors import LastAdministrator
from groundwork.domains.accounts.events import UserDeactivated, UserErased
from groundwork.domains.accounts.models import Erasure, User
from groundwork.domains.accounts.policy import ERASE, ERASE_OWN
from groundwork.domains.accounts.service import drop_after_commit, get_visible
from groundwork.domains.audit import service as audit
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.errors import Forbidden, NotFound
from groundwork.kernel.events import publish
from groundwork.kernel.ids import uuid7
from groundwork.kernel.jobs import Job, defer
from groundwork.kernel.mail import send_mail
from groundwork.kernel.personal_data import PersonalData
from groundwork.kernel.runtime import runtime_of

TIME_TO_RECONSIDER = timedelta(days=14)

log = structlog.get_logger("groundwork.accounts")


async def request_erasure(db: AsyncSession, actor: Actor, user_id: UUID) -> Erasure:
    """Have a person's data erased in two weeks; the account can be used until then.

    Raises:
        NotFound, Forbidden: as the matrix says.
        ReauthenticationRequired: one's own account is not given up by whoever finds it open.
        LastAdministrator: nobody would be left to look after the house.
    """
    user = await _erasable(db, actor, user_id)
    if actor.user_id == user.id:
        actor.require_recent_sign_in()
    await require_another_administrator(db, user)
    known = await db.scalar(queries.erasure_of(user.id))
    if known is not None:
        return known
    erasure = Erasure(id=uuid7(), user_id=user.id, due_at=now() + TIME_TO_RECONSIDER)
    db.add(erasure)
    await db.flush()
    await audit.record(db, actor, "user.erasure_requested", resource=("user", user.id))
    context = {
        "first_name": user.first_name,
        "days": TIME_TO_RECONSIDER.days,
        "link": f"{runtime_of(db).settings.public_app_url}/settings/data",
    }
    await send_mail(db, to=user.email, template="accounts/erasure_requested", context=context)
    return erasure


async def get_erasure(db: AsyncSession, actor: Actor, user_id: UUID) -> Erasure:
    """The wish that is waiting.

    Raises:
        NotFound: there is none, or as the matrix says.
        Forbidden: as the matrix says.
    """
    user = await _erasable(db, actor, user_id)
    erasure = await db.scalar(queries.erasure_of(user.id))
    if erasure is None:
        raise NotFound
    return erasure


async def withdraw_erasure(db: AsyncSession, actor: Actor, user_id: UUID) -> None:
    """Everything stays.

    Raises:
        NotFound: there is no wish, or as the matrix says.
        Forbidden: as the matrix says.
    """
    await db.delete(await get_erasure(db, actor, user_id))
    await audit.record(db, actor, "user.erasure_withdrawn", resource=("user", user_id))


async def _erasable(db: AsyncSession, actor: Actor, user_id: UUID) -> User:
    """The user, locked. Who may erase anybody also finds those who were deleted, not those who are forgotten."""
    if actor.may(ERASE):
        user = await db.scalar(queries.not_erased(user_id).with_for_update(of=User))
        if user is None:
            raise NotFound
        return user
    user = await get_visible(db, actor, user_id, for_update=True)
    if actor.user_id != user.id or not actor.may(ERASE_OWN):
        raise Forbidden
    return user


async def erase_due(db: AsyncSession) -> None:
    """Forget whose two weeks are over, each in a job of its own."""
    for user_id in await db.scalars(queries.due_erasures(now())):
        await defer(db, erase_person, user_id=str(user_id))


async def _erase(db: AsyncSession, *, user_id: str) -> None:
    user = await db.get(User, UUID(user_id), with_for_update=True)
    erasure = await db.scalar(queries.erasure_of(UUID(user_id)).with_for_update())
    if user is None or erasure is None or erasure.completed_at is not None:
        return
    try:
        await require_another_administrator(db, user)
    except LastAdministrator:
        log.warning("the last administrator is not erased; the wish waits", user_id=user_id)
        return
    email = user.email
    await _erase_rows(db, user.id)
    erasure.complete()
    await db.flush()
    await audit.record(db, Actor(), "user.erased", resource=("user", user.id))
    await publish(db, UserDeactivated(user.id))
    await publish(db, UserErased(user.id))
    drop_after_commit(db, user.id)
    await send_mail(db, to=email, template="accounts/erased", context={}, keep=False)


async def _erase_rows(db: AsyncSession, user_id: UUID) -> None:
    """The table of users comes last: others find what is theirs by the address."""
    runtime = runtime_of(db)
    parts = [part for domain in runtime.domains for part in domain.personal_data]
    for part in sorted(parts, key=_is_users):
        files = await part.files(db, user_id) if part.files else []
        await part.erase(db, user_id)
        await db.flush()
        await runtime.storage.delete(files)


def _is_users(part: PersonalData) -> bool:
    return part.table == User.__tablename__


erase_person = Job("accounts.erase_person", _erase)
