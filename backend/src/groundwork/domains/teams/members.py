"""Who is in a team: roles, removal, leaving, handing over."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts.service import User
from groundwork.domains.audit import service as audit
from groundwork.domains.teams import invitations, letters, queries
from groundwork.domains.teams.errors import LastOwner, NotAMember
from groundwork.domains.teams.models import Team, TeamMember, TeamRole
from groundwork.domains.teams.policy import TRANSFER, TRANSFER_OWN, UPDATE, UPDATE_OWN
from groundwork.domains.teams.schemas import MemberOut, TeamOut
from groundwork.domains.teams.standing import enter, standing_in
from groundwork.kernel.actor import Actor
from groundwork.kernel.errors import Forbidden, NotFound, Unprocessable


class _Place(NamedTuple):
    member: TeamMember
    user: User


async def change_role(db: AsyncSession, actor: Actor, team_id: UUID, user_id: UUID, role: TeamRole) -> MemberOut:
    """Give a member another role. Owners give every role, managers those below owner; nobody raises their own.

    Raises:
        NotFound, Forbidden: as the matrix and the role in the team say.
        LastOwner: the team would have none.
    """
    standing = await enter(db, actor, team_id)
    acting = standing.require(actor, UPDATE, UPDATE_OWN, TeamRole.MEMBER)
    place = await _find(db, team_id, user_id)
    if place is None:
        raise NotFound
    if user_id == actor.user_id:
        if role.is_above(place.member.role):
            raise Forbidden
    elif not (acting.covers(place.member.role) and acting.covers(role)):
        raise Forbidden
    if role != place.member.role:
        await _require_other_owner(db, place.member)
        await _set_role(db, actor, standing.team, place, role)
    return _shown(place)


async def remove(db: AsyncSession, actor: Actor, team_id: UUID, user_id: UUID) -> None:
    """Put a member out, or leave when it is oneself. Owners put everybody out, managers all but owners.

    Raises:
        NotFound, Forbidden: as the matrix and the role in the team say.
        LastOwner: the team would have none.
    """
    standing = await enter(db, actor, team_id)
    acting = standing.require(actor, UPDATE, UPDATE_OWN, TeamRole.MEMBER)
    place = await _find(db, team_id, user_id)
    if place is None:
        raise NotFound
    leaves = user_id == actor.user_id
    if not leaves and not acting.covers(place.member.role):
        raise Forbidden
    await _require_other_owner(db, place.member)
    await db.delete(place.member)
    await invitations.withdraw(db, actor, team_id, invited_by=user_id, acting=None)
    action = "team.member_left" if leaves else "team.member_removed"
    changes = {"user_id": str(user_id), "role": {"from": place.member.role, "to": None}}
    await audit.record(db, actor, action, resource=("team", team_id), changes=changes)
    if not leaves:
        await letters.tell_of_removal(db, place.user, standing.team)


async def transfer(db: AsyncSession, actor: Actor, team_id: UUID, user_id: UUID) -> TeamOut:
    """Hand the team to a member, who becomes its owner; the owner who does it becomes a manager.

    When an administrator from outside does it, all present owners become managers.

    Raises:
        NotFound, Forbidden: as the matrix and the role in the team say; nobody takes a team for themselves.
        NotAMember: the next owner is not in the team.
        LastOwner: the next owner cannot sign in.
    """
    standing = await enter(db, actor, team_id)
    standing.require(actor, TRANSFER, TRANSFER_OWN, TeamRole.OWNER)
    heir = await _find(db, team_id, user_id)
    if heir is None:
        raise NotAMember
    if user_id == actor.user_id:
        raise Unprocessable("The team is yours already") if standing.role is TeamRole.OWNER else Forbidden
    if not heir.user.may_sign_in:
        raise LastOwner
    yielding = queries.members_of(team_id).where(TeamMember.role == TeamRole.OWNER, TeamMember.user_id != user_id)
    if standing.role is TeamRole.OWNER:
        yielding = yielding.where(TeamMember.user_id == actor.user_id)
    await audit.record(db, actor, "team.transferred", resource=("team", team_id), changes={"user_id": str(user_id)})
    if heir.member.role != TeamRole.OWNER:
        await _set_role(db, actor, standing.team, heir, TeamRole.OWNER)
    for row in (await db.execute(yielding)).all():
        await _set_role(db, actor, standing.team, _Place(*row), TeamRole.MANAGER)
    return (await standing_in(db, actor, standing.team)).describe()


async def _find(db: AsyncSession, team_id: UUID, user_id: UUID) -> _Place | None:
    statement = queries.members_of(team_id).where(TeamMember.user_id == user_id)
    row = (await db.execute(statement.execution_options(populate_existing=True))).one_or_none()
    return _Place(*row) if row else None


async def _require_other_owner(db: AsyncSession, member: TeamMember) -> None:
    """Refuse when an owner steps down and no other is left who can sign in."""
    if member.role == TeamRole.OWNER:
        others = queries.owners_of(member.team_id).where(TeamMember.user_id != member.user_id)
        if await db.scalar(others.limit(1)) is None:
            raise LastOwner


async def _set_role(db: AsyncSession, actor: Actor, team: Team, place: _Place, role: TeamRole) -> None:
    member = place.member
    changes = {"user_id": str(member.user_id), **audit.differences({"role": member.role}, {"role": str(role)})}
    member.role = role
    await db.flush()
    await audit.record(db, actor, "team.member_role_changed", resource=("team", team.id), changes=changes)
    await invitations.withdraw(db, actor, team.id, invited_by=member.user_id, acting=role)
    if member.user_id != actor.user_id:
        await letters.tell_of_role(db, place.user, team, role)


def _shown(place: _Place) -> MemberOut:
    member, user = place
    return MemberOut(
        id=member.id,
        user_id=user.id,
        first_name=user.first_name,
        last_name=user.last_name,
        email=user.email,
        profile_picture=user.profile_picture_url,
        role=TeamRole(member.role),
        joined_at=member.created_at,
    )
