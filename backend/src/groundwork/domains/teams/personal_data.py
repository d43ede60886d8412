"""What teams keep about people: how it leaves in an export, and what becomes of a team whose owner is erased."""

from typing import Any
from uuid import UUID

from sqlalchemy import case, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.accounts.service import User
from groundwork.domains.audit import service as audit
from groundwork.domains.teams import letters, queries
from groundwork.domains.teams.events import TeamDeleted
from groundwork.domains.teams.models import Team, TeamInvitation, TeamMember, TeamRole
from groundwork.kernel.actor import Actor
from groundwork.kernel.events import publish
from groundwork.kernel.personal_data import PersonalData, rows_of


async def erase_memberships(db: AsyncSession, user_id: UUID) -> None:
    """Take somebody out of all teams. One that they owned alone passes on, or ends when nobody is left in it."""
    theirs = select(Team).join(TeamMember, TeamMember.team_id == Team.id).where(TeamMember.user_id == user_id)
    for team in (await db.scalars(theirs.order_by(Team.id).with_for_update(of=Team, key_share=True))).all():
        others = queries.owners_of(team.id).where(TeamMember.user_id != user_id)
        if await db.scalar(others.limit(1)) is None:
            await _pass_on(db, team, user_id)
    await db.execute(delete(TeamMember).where(TeamMember.user_id == user_id))


async def _pass_on(db: AsyncSession, team: Team, user_id: UUID) -> None:
    """The next owner: somebody who can sign in before others, managers before members, the longest there first."""
    rank = case((TeamMember.role == TeamRole.OWNER, 0), (TeamMember.role == TeamRole.MANAGER, 1), else_=2)
    heirs = queries.members_of(team.id).where(TeamMember.user_id != user_id)
    heir = (
        await db.execute(heirs.order_by(User.is_active.desc(), rank, TeamMember.created_at, TeamMember.id).limit(1))
    ).one_or_none()
    nobody = Actor()
    if heir is None:
        await publish(db, TeamDeleted(team.id))
        await db.delete(team)
        await audit.record(db, nobody, "team.deleted", resource=("team", team.id))
        await db.flush()
        return
    member, user = heir
    if member.role != TeamRole.OWNER:
        changes = {"user_id": str(user.id), **audit.differences({"role": member.role}, {"role": str(TeamRole.OWNER)})}
        member.role = TeamRole.OWNER
        await db.flush()
        await audit.record(db, nobody, "team.member_role_changed", resource=("team", team.id), changes=changes)
        await letters.tell_of_role(db, user, team, TeamRole.OWNER)


async def _export_invitations(db: AsyncSession, user_id: UUID) -> list[dict[str, Any]]:
    """Those to the person's addresses, and those that they sent; but not who else was asked by whom."""
    addresses = await accounts.addresses_of(db, user_id, only_proven=True)
    shown = [column for column in TeamInvitation.__table__.columns if column.name != "digest"]
    rows = await db.execute(
        select(*shown).where(or_(TeamInvitation.email.in_(addresses), TeamInvitation.invited_by == user_id))
    )
    return [dict(row) for row in rows.mappings()]


async def _erase_invitations(db: AsyncSession, user_id: UUID) -> None:
    addresses = await accounts.addresses_of(db, user_id)
    await db.execute(delete(TeamInvitation).where(TeamInvitation.email.in_(addresses)))
    await db.execute(update(TeamInvitation).where(TeamInvitation.invited_by == user_id).values(invited_by=None))


personal_data = [
    PersonalData("team_members", rows_of(TeamMember).export, erase_memberships),
    PersonalData("team_invitations", _export_invitations, _erase_invitations),
]
