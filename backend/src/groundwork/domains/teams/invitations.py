"""Asking people to join: each invitation belongs to an address, and its token works once, for a week."""

import secrets
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.accounts.service import User
from groundwork.domains.audit import service as audit
from groundwork.domains.teams import letters, queries
from groundwork.domains.teams.errors import (
    AlreadyInvited,
    AlreadyMember,
    InvitationOfAnother,
    InvitationSettled,
    JoinedAlready,
)
from groundwork.domains.teams.models import INVITATION_LIFE, Team, TeamInvitation, TeamMember, TeamRole
from groundwork.domains.teams.policy import UPDATE, UPDATE_OWN
from groundwork.domains.teams.schemas import InvitationOut, InvitationPreview, InvitationStatus, TeamOut
from groundwork.domains.teams.standing import Standing, enter, standing_in
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.crypto import digest
from groundwork.kernel.database import Database
from groundwork.kernel.errors import NotFound, RateLimitExceeded
from groundwork.kernel.invitations import LetIn
from groundwork.kernel.rates import Rate
from groundwork.kernel.runtime import runtime_of

_MAILS_PER_USER = Rate(50, 3600)
_MAILS_PER_INVITATION = Rate(5, 3600)


async def invite(db: AsyncSession, actor: Actor, team_id: UUID, *, email: str, role: TeamRole) -> InvitationOut:
    """Ask somebody to join, by mail. Owners ask for every role, managers for those below owner.

    Raises:
        NotFound, Forbidden: as the matrix and the role in the team say.
        AlreadyMember, AlreadyInvited: there is nothing to ask.
        RateLimitExceeded: the actor has asked too many this hour.
    """
    standing = await enter(db, actor, team_id)
    standing.require(actor, UPDATE, UPDATE_OWN, _least_for(role))
    if (await db.execute(queries.members_of(team_id).where(User.email == email))).one_or_none():
        raise AlreadyMember
    moment = now()
    before = await db.scalar(queries.unsettled_invitations(team_id).where(TeamInvitation.email == email))
    if before is not None and before.is_open(moment):
        raise AlreadyInvited
    if before is not None:
        before.revoke(moment)
        await db.flush()
    await _count(db, f"invitations-of:{actor.user_id}", _MAILS_PER_USER)
    token = _new_token()
    invitation = TeamInvitation(
        team_id=team_id,
        email=email,
        role=role,
        digest=digest(token),
        invited_by=actor.user_id,
        expires_at=moment + INVITATION_LIFE,
    )
    db.add(invitation)
    await db.flush()
    await _record(db, actor, "sent", invitation)
    return await _mail(db, actor, standing, invitation, token)


async def mail_again(db: AsyncSession, actor: Actor, team_id: UUID, invitation_id: UUID) -> InvitationOut:
    """Send an invitation again with a new token, good for a week from now; the old one is void.

    Raises:
        NotFound, Forbidden: as the matrix and the role in the team say.
        InvitationSettled: it was accepted or revoked.
        RateLimitExceeded: it was sent often enough this hour.
    """
    standing, invitation = await _unsettled(db, actor, team_id, invitation_id)
    await _count(db, f"invitations-of:{actor.user_id}", _MAILS_PER_USER)
    await _count(db, f"invitation:{invitation_id}", _MAILS_PER_INVITATION)
    token = _new_token()
    invitation.renew(digest(token), now())
    await _record(db, actor, "sent_again", invitation)
    return await _mail(db, actor, standing, invitation, token)


async def revoke(db: AsyncSession, actor: Actor, team_id: UUID, invitation_id: UUID) -> None:
    """Take an invitation back.

    Raises:
        NotFound, Forbidden: as the matrix and the role in the team say.
        InvitationSettled: it was accepted or revoked.
    """
    _, invitation = await _unsettled(db, actor, team_id, invitation_id)
    await _revoke(db, actor, invitation)


async def withdraw(db: AsyncSession, actor: Actor, team_id: UUID, *, invited_by: UUID, acting: TeamRole | None) -> None:
    """Take back what somebody asked while they could, and now, acting as ``acting`` or no longer a member, could not.

    Else who is about to be put out would keep a door open.
    """
    for invitation in await db.scalars(
        queries.unsettled_invitations(team_id).where(TeamInvitation.invited_by == invited_by)
    ):
        if acting is None or not acting.covers(invitation.role):
            await _revoke(db, actor, invitation)


async def preview(database: Database, token: str) -> InvitationPreview:
    """What the bearer of a token may know.

    Raises:
        NotFound: it is no open invitation's.
    """
    found = await queries.open_invitation.first(database, digest=digest(token), moment=now())
    if found is None:
        raise NotFound
    return InvitationPreview.model_validate({**found, "email": masked(found["email"])})


async def accept(db: AsyncSession, actor: Actor, token: str) -> TeamOut:
    """Join. Who has the token reads the address's mail, so an address that was not verified now is.

    Raises:
        NotFound: the token is no open invitation's.
        InvitationOfAnother: it is for another address than the actor's.
        JoinedAlready: the actor is a member.
    """
    user = await accounts.lock_user(db, actor.signed_in_user())
    invitation = await _lock_open(db, token)
    if user is None or invitation is None:
        raise NotFound
    if invitation.email != user.email:
        raise InvitationOfAnother
    await _join(db, actor, invitation, user.id)
    if not user.email_verified:
        await accounts.verify_email(db, actor, user)
    await db.flush()
    team = await db.get_one(Team, invitation.team_id)
    return (await standing_in(db, actor, team)).describe()


async def open_for(db: AsyncSession, token: str, email: str) -> LetIn | None:
    """Fills the kernel's port: lets somebody join who registers with the token, if it is for their address."""
    invitation = await _lock_open(db, token)
    if invitation is None or invitation.email != email:
        return None

    async def let_in(actor: Actor, user_id: UUID) -> None:
        await _join(db, actor, invitation, user_id)

    return let_in


async def forget_old(db: AsyncSession) -> None:
    """Delete invitations that nobody can use any more, a month after their end: their addresses are people's."""
    await db.execute(delete(TeamInvitation).where(TeamInvitation.expires_at <= now() - 4 * INVITATION_LIFE))


def masked(email: str) -> str:
    """``mina@example.com`` as ``m•••@example.com``."""
    name, _, domain = email.rpartition("@")
    return f"{name[:1]}•••@{domain}"


def _least_for(role: str) -> TeamRole:
    """Who may hand this role out: managers all but that of an owner."""
    return TeamRole.OWNER if role == TeamRole.OWNER else TeamRole.MANAGER


def _new_token() -> str:
    return secrets.token_urlsafe(32)


async def _unsettled(
    db: AsyncSession, actor: Actor, team_id: UUID, invitation_id: UUID
) -> tuple[Standing, TeamInvitation]:
    standing = await enter(db, actor, team_id)
    standing.require(actor, UPDATE, UPDATE_OWN, TeamRole.MANAGER)
    invitation = await db.get(TeamInvitation, invitation_id, populate_existing=True)
    if invitation is None or invitation.team_id != team_id:
        raise NotFound
    standing.require(actor, UPDATE, UPDATE_OWN, _least_for(invitation.role))
    if invitation.is_settled:
        raise InvitationSettled
    return standing, invitation


async def _lock_open(db: AsyncSession, token: str) -> TeamInvitation | None:
    """The open invitation of a token, its team locked, so that nothing else happens to it meanwhile."""
    by_token = select(TeamInvitation).where(TeamInvitation.digest == digest(token))
    team_id = await db.scalar(by_token.with_only_columns(TeamInvitation.team_id))
    if team_id is None:
        return None
    await db.execute(select(Team.id).where(Team.id == team_id).with_for_update(key_share=True))
    invitation = await db.scalar(by_token)
    return invitation if invitation is not None and invitation.is_open(now()) else None


async def _join(db: AsyncSession, actor: Actor, invitation: TeamInvitation, user_id: UUID) -> None:
    if (await db.execute(queries.members_of(invitation.team_id).where(TeamMember.user_id == user_id))).one_or_none():
        raise JoinedAlready
    invitation.accept(now())
    db.add(TeamMember(team_id=invitation.team_id, user_id=user_id, role=invitation.role))
    changes = {
        "user_id": str(user_id),
        "invitation_id": str(invitation.id),
        **audit.differences({}, {"role": invitation.role}),
    }
    resource = ("team", invitation.team_id)
    await audit.record(db, actor, "team.member_joined", resource=resource, changes=changes, actor_id=user_id)


async def _revoke(db: AsyncSession, actor: Actor, invitation: TeamInvitation) -> None:
    invitation.revoke(now())
    await _record(db, actor, "revoked", invitation)


async def _record(db: AsyncSession, actor: Actor, what: str, invitation: TeamInvitation) -> None:
    """The address stays out of the trail, which outlives the invitation."""
    changes = {"invitation_id": str(invitation.id), "role": str(invitation.role)}
    await audit.record(db, actor, f"team.invitation_{what}", resource=("team", invitation.team_id), changes=changes)


async def _count(db: AsyncSession, key: str, rate: Rate) -> None:
    window = await runtime_of(db).limiter.hit(key, rate)
    if window.exceeded:
        raise RateLimitExceeded(
            f"Too many invitations. Try again in {window.retry_after} seconds", retry_after=window.retry_after
        )


async def _mail(
    db: AsyncSession, actor: Actor, standing: Standing, invitation: TeamInvitation, token: str
) -> InvitationOut:
    sender = await accounts.find_user(db, actor.signed_in_user())
    await letters.send_invitation(db, standing.team, invitation, inviter=sender, token=token)
    inviter = await accounts.find_user(db, invitation.invited_by) if invitation.invited_by else None
    return InvitationOut(
        id=invitation.id,
        email=invitation.email,
        role=TeamRole(invitation.role),
        status=InvitationStatus.OPEN,
        invited_by=invitation.invited_by,
        invited_by_name=letters.name_of(inviter) or None,
        expires_at=invitation.expires_at,
        created_at=invitation.created_at,
    )
