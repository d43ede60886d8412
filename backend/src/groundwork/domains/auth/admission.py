"""What follows a first factor, whichever it was: a session, or the question for a second factor (ASVS 6.1.3)."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts.schemas import UserSummary
from groundwork.domains.accounts.service import User
from groundwork.domains.audit import service as audit
from groundwork.domains.auth.factors.challenges import open_sign_in
from groundwork.domains.auth.factors.schemas import Method
from groundwork.domains.auth.factors.state import factors_of
from groundwork.domains.auth.sessions import IssuedTokens, start_session
from groundwork.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class SignedIn:
    """There is a session."""

    user: UserSummary
    issued: IssuedTokens


@dataclass(frozen=True, slots=True)
class MfaChallenge:
    """A second factor is asked for; ``token`` opens nothing but its verification."""

    token: str
    methods: tuple[Method, ...]


async def admit(db: AsyncSession, actor: Actor, user: User, *, by: str) -> SignedIn | MfaChallenge:
    """Let a user in who has passed a first factor. ``user`` is locked and may sign in; ``by`` names the factor."""
    methods = (await factors_of(db, user.id)).methods
    if not methods:
        return await begin_session(db, actor, user, by=by)
    token = await open_sign_in(db, user.id, first_factor=by)
    await audit.record(
        db, actor, "user.second_factor_asked", resource=("user", user.id), actor_id=user.id, changes={"after": by}
    )
    return MfaChallenge(token, methods)


async def begin_session(db: AsyncSession, actor: Actor, user: User, *, by: str) -> SignedIn:
    """A session for a user of whom all has been asked, told in the audit trail."""
    user.note_sign_in()
    issued = await start_session(db, actor, user_id=user.id, email=user.email, role=user.role)
    await audit.record(
        db,
        actor,
        "user.signed_in",
        resource=("session", issued.session_id),
        actor_id=user.id,
        changes={"by": by},
    )
    return SignedIn(UserSummary.model_validate(user), issued)
