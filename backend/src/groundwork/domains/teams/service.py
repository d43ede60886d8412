"""What can be done with a team itself; its members and invitations are beside."""

import re
import secrets
import unicodedata
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.teams import queries
from groundwork.domains.teams.errors import SlugTaken
from groundwork.domains.teams.events import TeamDeleted
from groundwork.domains.teams.models import Team, TeamMember, TeamRole
from groundwork.domains.teams.policy import DELETE, DELETE_OWN, UPDATE, UPDATE_OWN
from groundwork.domains.teams.schemas import TeamOut
from groundwork.domains.teams.standing import Standing, enter, version_of
from groundwork.kernel.actor import Actor
from groundwork.kernel.events import publish
from groundwork.kernel.http.preconditions import IfMatch
from groundwork.kernel.ids import uuid7


async def create_team(
    db: AsyncSession, actor: Actor, *, name: str, slug: str | None, description: str | None
) -> TeamOut:
    """A new team, owned by the actor. Without ``slug`` one is made from the name.

    Raises:
        SlugTaken: another team has the slug that was asked for.
    """
    team_id = await _insert(db, slug or slug_of(name), name, description)
    if team_id is None and slug is None:
        team_id = await _insert(db, f"{slug_of(name)}-{secrets.token_hex(3)}", name, description)
    if team_id is None:
        raise SlugTaken
    db.add(TeamMember(team_id=team_id, user_id=actor.signed_in_user(), role=TeamRole.OWNER))
    await audit.record(
        db, actor, "team.created", resource=("team", team_id), changes=audit.differences({}, {"name": name})
    )
    team = await db.get_one(Team, team_id)
    return Standing(team, TeamRole.OWNER, 1).describe()


async def update_team(
    db: AsyncSession, actor: Actor, team_id: UUID, changes: dict[str, Any], expected: IfMatch
) -> TeamOut:
    """Change a team's name, slug or description: its owners may, and administrators.

    Raises:
        NotFound, Forbidden: as the matrix and the role in the team say.
        PreconditionFailed: somebody else changed the team since.
        SlugTaken: another team has the slug.
    """
    standing = await enter(db, actor, team_id)
    standing.require(actor, UPDATE, UPDATE_OWN, TeamRole.OWNER)
    expected.check(version_of(standing.describe()))
    team = standing.team
    changed = audit.differences({field: getattr(team, field) for field in changes}, changes)
    for field in changed:
        setattr(team, field, changes[field])
    if changed:
        await audit.record(db, actor, "team.updated", resource=("team", team.id), changes=changed)
        try:
            await db.flush()
        except IntegrityError as error:
            if "teams_slug_key" in str(error.orig):
                raise SlugTaken from None
            raise
    return standing.describe()


async def delete_team(db: AsyncSession, actor: Actor, team_id: UUID, expected: IfMatch) -> None:
    """Delete a team with its memberships and invitations: its owners may, and administrators.

    Raises:
        NotFound, Forbidden: as the matrix and the role in the team say.
        PreconditionFailed: somebody else changed the team since.
    """
    standing = await enter(db, actor, team_id)
    standing.require(actor, DELETE, DELETE_OWN, TeamRole.OWNER)
    expected.check(version_of(standing.describe()))
    await publish(db, TeamDeleted(team_id))
    await db.delete(standing.team)
    await audit.record(
        db,
        actor,
        "team.deleted",
        resource=("team", team_id),
        changes={"name": {"from": standing.team.name, "to": None}},
    )


async def manages(db: AsyncSession, actor: Actor, user_id: UUID) -> bool:
    """Whether the actor manages a team in which the user is, and is not below the user there."""
    return bool(await db.scalar(queries.common_team(actor.user_id, user_id)))


def teams_of(user: ColumnElement[UUID]) -> Select[UUID]:
    """The ids of the teams in which the user is, for other domains' queries."""
    return select(TeamMember.team_id).where(TeamMember.user_id == user)


def teams_managed_by(user: ColumnElement[UUID]) -> Select[UUID]:
    """The ids of the teams that the user owns or manages, for other domains' queries."""
    return teams_of(user).where(TeamMember.role != TeamRole.MEMBER)


async def team_by_slug(db: AsyncSession, slug: str) -> UUID | None:
    """The team that goes by this slug."""
    return await db.scalar(select(Team.id).where(Team.slug == slug))


async def is_member(db: AsyncSession, actor: Actor, team_id: UUID) -> bool:
    """Whether the actor is in the team."""
    return await _is_among(db, teams_of(literal(actor.user_id, Uuid())), team_id)


async def is_manager(db: AsyncSession, actor: Actor, team_id: UUID) -> bool:
    """Whether the actor owns or manages the team."""
    return await _is_among(db, teams_managed_by(literal(actor.user_id, Uuid())), team_id)


async def _is_among(db: AsyncSession, ids: Select[UUID], team_id: UUID) -> bool:
    return await db.scalar(ids.where(TeamMember.team_id == team_id)) is not None


def slug_of(name: str) -> str:
    """A slug for a name: ``Café Nº 1`` becomes ``cafe-no-1``; a name without Latin letters or digits, ``team``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].rstrip("-")
    return slug if len(slug) >= 2 else "team"


async def _insert(db: AsyncSession, slug: str, name: str, description: str | None) -> UUID | None:
    """The new team's id, or nothing when its slug is taken, also by a transaction that is a moment ahead."""
    values = {"id": uuid7(), "name": name, "slug": slug, "description": description}
    statement = insert(Team).values(**values).on_conflict_do_nothing(constraint="teams_slug_key").returning(Team.id)
    team_id: UUID | None = await db.scalar(statement)
    return team_id
