"""The life of a session: start, rotation of its refresh token, end."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.accounts.events import UserDeactivated
from groundwork.domains.audit import service as audit
from groundwork.domains.auth.factors.challenges import drop_sign_ins
from groundwork.domains.auth.models import MailToken, Session
from groundwork.domains.auth.tokens import Tokens
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.crypto import digest
from groundwork.kernel.database import after_commit, transaction
from groundwork.kernel.errors import InvalidToken, NotFound
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime, runtime_of

_RETRY_WINDOW = timedelta(seconds=30)
"""How long the last refresh token still gets its successor: five tabs at once, or an answer lost on the way."""

IMPERSONATION_LIFE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class IssuedTokens:
    """What a client gets."""

    session_id: UUID
    access: str
    expires_in: int
    refresh: str
    refresh_expires: datetime


async def start_session(
    db: AsyncSession, actor: Actor, *, user_id: UUID, email: str, role: str, impersonator_id: UUID | None = None
) -> IssuedTokens:
    """A new session for a user who has just shown who they are, or for the administrator who acts in their name.

    Whatever was there before sign-in plays no part in it.
    """
    tokens = Tokens(runtime_of(db).settings)
    moment = now()
    ends_at = moment + (IMPERSONATION_LIFE if impersonator_id else tokens.whole_life)
    session = Session(
        id=uuid7(),
        user_id=user_id,
        ip_address=actor.origin.ip_address,
        user_agent=actor.origin.user_agent,
        expires_at=min(moment + tokens.idle_life, ends_at),
        generation=1,
        rotated_at=moment,
        last_used_at=moment,
        ends_at=ends_at,
        authenticated_at=moment,
        impersonator_id=impersonator_id,
        created_at=moment,
    )
    issued = _issue(tokens, session, email=email, role=role)
    db.add(session)
    return issued


async def refresh_session(runtime: Runtime, actor: Actor, token: str) -> IssuedTokens:
    """The next access and refresh token for the newest refresh token of a session.

    The last one before it gets the same successor for a short while. Anything older was copied by somebody: the session
    ends (ASVS 10.4.5, RFC 9700 section 4.14.2). One row lock makes concurrent calls take turns.

    Raises:
        InvalidToken: it is no good, or no longer.
    """
    claims = Tokens(runtime.settings).read_refresh(token)
    async with transaction(runtime) as db:
        issued = await _rotate(db, actor, claims.session_id, claims.user_id, digest(token))
    if issued is None:
        raise InvalidToken
    return issued


async def _rotate(
    db: AsyncSession, actor: Actor, session_id: UUID, user_id: UUID, presented: str
) -> IssuedTokens | None:
    """Rotate, answer again, or end the session; none means that the token was not good."""
    session = await db.get(Session, session_id, with_for_update=True)
    user = await accounts.find_user(db, user_id)
    moment = now()
    if session is None or session.user_id != user_id or session.has_expired(moment) or not user or not user.may_sign_in:
        return None
    tokens = Tokens(runtime_of(db).settings)
    if presented == session.refresh_token:
        session.rotate(moment, tokens.idle_life)
        return _issue(tokens, session, email=user.email, role=user.role)
    if presented == session.previous_refresh_token and moment - session.rotated_at <= _RETRY_WINDOW:
        return _issue(tokens, session, email=user.email, role=user.role)
    await _end(db, [session_id])
    await audit.record(db, actor, "session.token_reused", resource=("session", session_id), actor_id=user_id)
    return None


def _issue(tokens: Tokens, session: Session, *, email: str, role: str) -> IssuedTokens:
    """Tokens of the session's present generation; the row keeps their digests."""
    access = tokens.access(user_id=session.user_id, session_id=session.id, email=email, role=role, token_id=uuid7().hex)
    refresh = tokens.refresh(
        user_id=session.user_id,
        session_id=session.id,
        generation=session.generation,
        issued=session.rotated_at,
        expires=session.expires_at,
    )
    session.token, session.refresh_token = digest(access), digest(refresh)
    return IssuedTokens(session.id, access, int(tokens.access_life.total_seconds()), refresh, session.expires_at)


async def confirm_session(db: AsyncSession, actor: Actor, *, by: str) -> None:
    """The actor has just shown again who they are, ``by`` a factor; it counts as a fresh sign-in.

    Raises:
        InvalidToken: there is no session, or no longer.
    """
    session = await db.get(Session, actor.session_id, with_for_update=True) if actor.session_id else None
    if session is None:
        raise InvalidToken
    session.confirm(now())
    _drop_after_commit(db, [session.id])
    await audit.record(db, actor, "session.confirmed", resource=("session", session.id), changes={"by": by})


async def end_session(db: AsyncSession, actor: Actor, session_id: UUID) -> None:
    """End one of the actor's sessions.

    Raises:
        NotFound: it is not theirs, or has ended.
    """
    ended = await _end(db, [session_id], user_id=actor.signed_in_user())
    if not ended:
        raise NotFound
    await audit.record(db, actor, "session.ended", resource=("session", session_id))


async def end_sessions(db: AsyncSession, actor: Actor, user_id: UUID, *, keep: UUID | None = None) -> int:
    """End all sessions of a user but ``keep``, and what waits to become one; returns how many."""
    statement = delete(Session).where(Session.user_id == user_id).returning(Session.id)
    if keep is not None:
        statement = statement.where(Session.id != keep)
    ended = list(await db.scalars(statement))
    _drop_after_commit(db, ended)
    await drop_sign_ins(db, user_id)
    await audit.record(
        db, actor, "session.all_ended", resource=("user", user_id), changes={"ended": len(ended)}, actor_id=user_id
    )
    return len(ended)


async def end_all_of(db: AsyncSession, event: UserDeactivated) -> None:
    """End what is signed in as a user whose account was closed, or by them in another's name.

    Their tokens are refused already; without this they would be good again when the account is opened again.
    """
    theirs = (Session.user_id == event.user_id) | (Session.impersonator_id == event.user_id)
    _drop_after_commit(db, list(await db.scalars(delete(Session).where(theirs).returning(Session.id))))


async def forget_expired(db: AsyncSession) -> None:
    """Delete sessions and mail tokens that can no longer be used."""
    moment = now()
    await db.execute(delete(Session).where((Session.expires_at <= moment) | (Session.ends_at <= moment)))
    await db.execute(delete(MailToken).where(MailToken.expires_at <= moment))


async def _end(db: AsyncSession, session_ids: list[UUID], *, user_id: UUID | None = None) -> bool:
    statement = delete(Session).where(Session.id.in_(session_ids)).returning(Session.id)
    if user_id is not None:
        statement = statement.where(Session.user_id == user_id)
    ended = list(await db.scalars(statement))
    _drop_after_commit(db, ended)
    return bool(ended)


def _drop_after_commit(db: AsyncSession, session_ids: list[UUID]) -> None:
    """Other processes hear it from the database's trigger; in this one the next request must not pass already."""

    async def drop() -> None:
        for session_id in session_ids:
            runtime_of(db).local.drop(f"session:{session_id}")

    after_commit(db, drop)
