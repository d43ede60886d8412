"""Where somebody stands in a team, and what that lets them do."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.teams import queries
from groundwork.domains.teams.models import Team, TeamRole
from groundwork.domains.teams.policy import READ
from groundwork.domains.teams.schemas import TeamOut
from groundwork.kernel.actor import Actor
from groundwork.kernel.errors import Forbidden, NotFound
from groundwork.kernel.http.envelope import etag_of


@dataclass(frozen=True, slots=True)
class Standing:
    """A team, and the actor's place in it; ``role`` is none for an administrator from outside."""

    team: Team
    role: TeamRole | None
    member_count: int

    def require(self, actor: Actor, anywhere: str, own: str, least: TeamRole) -> TeamRole:
        """What the actor acts as: an owner with the permission ``anywhere``, else their role with ``own``.

        Raises:
            Forbidden: that is below ``least``.
        """
        role = TeamRole.OWNER if actor.may(anywhere) else self.role if actor.may(own) else None
        if role is None or least.is_above(role):
            raise Forbidden
        return role

    def describe(self) -> TeamOut:
        """The team as the actor sees it."""
        team = self.team
        return TeamOut(
            id=team.id,
            name=team.name,
            slug=team.slug,
            description=team.description,
            member_count=self.member_count,
            my_role=self.role,
            created_at=team.created_at,
            updated_at=team.updated_at,
        )


async def enter(db: AsyncSession, actor: Actor, team_id: UUID) -> Standing:
    """The team, locked for this transaction, so that changes of one team take turns.

    Raises:
        NotFound: there is none, or the actor may not know.
    """
    statement = queries.visible_to(actor).where(Team.id == team_id)
    team = await db.scalar(statement.with_for_update(of=Team, key_share=True).execution_options(populate_existing=True))
    if team is None:
        raise NotFound
    standing = await standing_in(db, actor, team)
    if standing.role is None and not actor.may(READ):  # put out while this waited for the lock
        raise NotFound
    return standing


async def standing_in(db: AsyncSession, actor: Actor, team: Team) -> Standing:
    """The actor's place in the team as it is now."""
    role, count = (await db.execute(queries.place_of(actor.user_id, team.id))).one()
    return Standing(team, TeamRole(role) if role else None, count)


def version_of(team: TeamOut) -> str:
    """The entity tag of a team as somebody sees it."""
    return etag_of(team.id, team.updated_at.timestamp(), team.member_count, team.my_role)
