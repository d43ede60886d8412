"""Acting in a user's name: for an hour, told in the audit trail, and never with what opens the account.

What is ``in_person`` in the permission matrix (passwords, factors, keys) is out of reach, see ``authenticator``.
"""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.accounts.schemas import UserSummary
from groundwork.domains.audit import service as audit
from groundwork.domains.auth.admission import SignedIn
from groundwork.domains.auth.sessions import start_session
from groundwork.kernel.actor import Actor
from groundwork.kernel.errors import Forbidden, Unprocessable
from groundwork.kernel.permissions import Role


async def impersonate(db: AsyncSession, actor: Actor, user_id: UUID) -> SignedIn:
    """A session of the user's, behind which the actor stands. Nobody gets its refresh token.

    Raises:
        NotFound: there is no such user.
        Forbidden: it is an administrator, whose powers nobody borrows.
        Unprocessable: it is the actor, or somebody who may not sign in.
        ReauthenticationRequired: the actor signed in too long ago.
    """
    actor.require_recent_sign_in()
    user = await accounts.get_visible(db, actor, user_id, for_update=True)
    if user.id == actor.user_id:
        raise Unprocessable("You are that user already")
    if user.role == Role.ADMIN:
        raise Forbidden("Administrators cannot be impersonated")
    if not user.may_sign_in:
        raise Unprocessable("The account is deactivated")
    issued = await start_session(
        db, actor, user_id=user.id, email=user.email, role=user.role, impersonator_id=actor.user_id
    )
    await audit.record(
        db, actor, "user.impersonated", resource=("user", user.id), changes={"session": str(issued.session_id)}
    )
    return SignedIn(UserSummary.model_validate(user), issued)
