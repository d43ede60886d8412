"""Reads of teams, members and invitations."""

from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    DateTime,
    Select,
    Text,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    join,
    literal,
    or_,
    outerjoin,
    select,
)
from sqlalchemy.orm import aliased

from groundwork.domains.accounts.service import User
from groundwork.domains.teams.models import Team, TeamInvitation, TeamMember, TeamRole
from groundwork.domains.teams.policy import READ, READ_OWN
from groundwork.kernel.actor import Actor
from groundwork.kernel.http.lists import Listing
from groundwork.kernel.reads import Read
from groundwork.kernel.search import names

_mine = aliased(TeamMember)
_is_mine = and_(_mine.team_id == Team.id, _mine.user_id == bindparam("user_id"))
_moment = bindparam("moment", type_=DateTime(timezone=True))
_name = func.nullif(func.concat_ws(" ", User.first_name, User.last_name), "")

member_count = (
    select(func.count())
    .select_from(join(TeamMember, User, User.id == TeamMember.user_id))
    .where(TeamMember.team_id == Team.id, User.deleted_at.is_(None))
    .correlate(Team)
    .scalar_subquery()
)
_team_columns = {
    "id": Team.id,
    "name": Team.name,
    "slug": Team.slug,
    "description": Team.description,
    "memberCount": member_count,
    "myRole": _mine.role,
    "createdAt": Team.created_at,
    "updatedAt": Team.updated_at,
}

team_by_id = Read(
    select(*(column.label(name) for name, column in _team_columns.items()))
    .select_from(outerjoin(Team, _mine, _is_mine))
    .where(Team.id == bindparam("team_id"), or_(bindparam("all", type_=Boolean), _mine.id.is_not(None)))
)
"""A team, when its asker is a member, or sees all."""


def _teams(source: Select[Any]) -> Listing:
    return Listing(
        source=source,
        columns=_team_columns,
        sorts={"createdAt": Team.created_at, "name": Team.name},
        identity=Team.id,
        filters={"role": _mine.role},
        search=(Team.name, Team.slug, Team.description),
        created_at=Team.created_at,
    )


_own = select(Team).select_from(join(Team, _mine, _is_mine))
_all = select(Team).select_from(outerjoin(Team, _mine, _is_mine))
_with_member = exists().where(TeamMember.team_id == Team.id, TeamMember.user_id == bindparam("member_id"))

own_teams = _teams(_own)
own_teams_with_member = _teams(_own.where(_with_member))
all_teams = _teams(_all)
all_teams_with_member = _teams(_all.where(_with_member))

found_teams = names(
    "team",
    _all.where(or_(bindparam("all", type_=Boolean), _mine.id.is_not(None))),
    identity=Team.id,
    title=Team.name,
    beside=func.coalesce(Team.description, ""),
    path=literal("/teams/").concat(cast(Team.id, Text)),
    scope=lambda actor: (
        {"user_id": actor.user_id, "all": actor.may(READ)} if actor.may(READ) or actor.may(READ_OWN) else None
    ),
)
"""One's own teams; all, for those who may see them."""

members = Listing(
    source=select(TeamMember)
    .select_from(join(TeamMember, User, User.id == TeamMember.user_id))
    .where(TeamMember.team_id == bindparam("team_id"), User.deleted_at.is_(None)),
    columns={
        "id": TeamMember.id,
        "userId": User.id,
        "firstName": User.first_name,
        "lastName": User.last_name,
        "email": User.email,
        "profilePicture": User.profile_picture_url,
        "role": TeamMember.role,
        "joinedAt": TeamMember.created_at,
    },
    sorts={
        "joinedAt": TeamMember.created_at,
        "email": User.email,
        "firstName": func.coalesce(User.first_name, ""),
        "lastName": func.coalesce(User.last_name, ""),
    },
    identity=TeamMember.id,
    filters={"role": TeamMember.role},
    search=(User.email, User.first_name, User.last_name),
    created_at=TeamMember.created_at,
)

_status = case(
    (TeamInvitation.accepted_at.is_not(None), "accepted"),
    (TeamInvitation.revoked_at.is_not(None), "revoked"),
    (TeamInvitation.expires_at <= _moment, "expired"),
    else_="open",
)

invitations = Listing(
    source=select(TeamInvitation)
    .select_from(outerjoin(TeamInvitation, User, User.id == TeamInvitation.invited_by))
    .where(TeamInvitation.team_id == bindparam("team_id")),
    columns={
        "id": TeamInvitation.id,
        "email": TeamInvitation.email,
        "role": TeamInvitation.role,
        "status": _status,
        "invitedBy": TeamInvitation.invited_by,
        "invitedByName": _name,
        "expiresAt": TeamInvitation.expires_at,
        "createdAt": TeamInvitation.created_at,
    },
    sorts={"createdAt": TeamInvitation.created_at, "email": TeamInvitation.email},
    identity=TeamInvitation.id,
    filters={"status": _status},
    search=(TeamInvitation.email,),
    created_at=TeamInvitation.created_at,
)

open_invitation = Read(
    select(
        Team.name.label("teamName"),
        _name.label("invitedByName"),
        TeamInvitation.email,
        TeamInvitation.role,
        TeamInvitation.expires_at.label("expiresAt"),
    )
    .select_from(
        join(TeamInvitation, Team, Team.id == TeamInvitation.team_id).outerjoin(
            User, User.id == TeamInvitation.invited_by
        )
    )
    .where(
        TeamInvitation.digest == bindparam("digest"),
        TeamInvitation.accepted_at.is_(None),
        TeamInvitation.revoked_at.is_(None),
        TeamInvitation.expires_at > _moment,
    )
)
"""What the bearer of an invitation's token may know."""


def visible_to(actor: Actor) -> Select[Team]:
    """The teams that the actor may see."""
    if actor.may(READ):
        return select(Team)
    own = actor.user_id if actor.may(READ_OWN) else None
    return select(Team).where(exists().where(TeamMember.team_id == Team.id, TeamMember.user_id == own))


def place_of(user_id: UUID | None, team_id: UUID) -> Select[str, int]:
    """Somebody's role in a team, if any, and how many people are in it."""
    return (
        select(_mine.role, member_count)
        .select_from(outerjoin(Team, _mine, and_(_mine.team_id == Team.id, _mine.user_id == user_id)))
        .where(Team.id == team_id)
    )


def members_of(team_id: UUID) -> Select[TeamMember, User]:
    """The places in a team, with their people."""
    return (
        select(TeamMember, User)
        .join(User, User.id == TeamMember.user_id)
        .where(TeamMember.team_id == team_id, User.deleted_at.is_(None))
    )


def owners_of(team_id: UUID) -> Select[TeamMember]:
    """Those owners of a team who can sign in."""
    return (
        select(TeamMember)
        .join(User, User.id == TeamMember.user_id)
        .where(
            TeamMember.team_id == team_id,
            TeamMember.role == TeamRole.OWNER,
            User.is_active,
            User.deleted_at.is_(None),
        )
    )


def unsettled_invitations(team_id: UUID) -> Select[TeamInvitation]:
    """The invitations of a team that were neither accepted nor revoked; expired ones are among them."""
    return select(TeamInvitation).where(
        TeamInvitation.team_id == team_id,
        TeamInvitation.accepted_at.is_(None),
        TeamInvitation.revoked_at.is_(None),
    )


def common_team(manager_id: UUID | None, user_id: UUID) -> Select[bool]:
    """Whether there is a team that the one manages and the other is in; an owner is managed by owners alone."""
    theirs = aliased(TeamMember)
    return select(
        exists(_mine.id).where(
            _mine.user_id == manager_id,
            theirs.team_id == _mine.team_id,
            theirs.user_id == user_id,
            or_(
                _mine.role == TeamRole.OWNER,
                and_(_mine.role == TeamRole.MANAGER, theirs.role != TeamRole.OWNER),
            ),
        )
    )
