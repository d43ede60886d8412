"""/teams and /invitations"""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query

from groundwork.domains.teams import invitations as asking
from groundwork.domains.teams import members as people
from groundwork.domains.teams import queries, service
from groundwork.domains.teams.errors import (
    AlreadyMember,
    InvitationOfAnother,
    InvitationSettled,
    JoinedAlready,
    LastOwner,
    NotAMember,
    SlugTaken,
)
from groundwork.domains.teams.models import TeamRole
from groundwork.domains.teams.policy import (
    CREATE,
    DELETE,
    DELETE_OWN,
    JOIN,
    READ,
    READ_INVITATION,
    READ_OWN,
    TRANSFER,
    TRANSFER_OWN,
    UPDATE,
    UPDATE_OWN,
)
from groundwork.domains.teams.schemas import (
    InvitationCreate,
    InvitationOut,
    InvitationPreview,
    InvitationQuery,
    InvitationToken,
    MemberOut,
    MemberQuery,
    MemberUpdate,
    TeamCreate,
    TeamOut,
    TeamQuery,
    TeamSummary,
    TeamUpdate,
    Transfer,
)
from groundwork.domains.teams.standing import version_of
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.errors import Forbidden, NotFound
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Db, Running, SignedIn
from groundwork.kernel.http.envelope import Done, Envelope, Success
from groundwork.kernel.http.lists import Page
from groundwork.kernel.http.openapi import VERSIONED, refusals
from groundwork.kernel.http.preconditions import ExpectedVersion
from groundwork.kernel.http.routing import router
from groundwork.kernel.runtime import Runtime

teams = router("/teams", "teams")
invitations = router("/invitations", "teams")

TeamId = Annotated[UUID, Path(alias="id", description="The team's id")]
MemberId = Annotated[UUID, Path(alias="userId", description="The member's user id")]
InvitationId = Annotated[UUID, Path(alias="invitationId", description="The invitation's id")]
Token = Annotated[InvitationToken, Path(description="The token of the mailed link")]


@teams.get("", response_model=Page[TeamSummary])
@requires(READ, READ_OWN)
async def list_teams(actor: SignedIn, query: Annotated[TeamQuery, Query()], runtime: Running) -> Envelope:
    """List one's own teams; administrators see all."""
    if query.member_id is not None:
        listing = queries.all_teams_with_member if actor.may(READ) else queries.own_teams_with_member
        return await listing.answer(runtime, query, user_id=actor.user_id, member_id=query.member_id)
    listing = queries.all_teams if actor.may(READ) else queries.own_teams
    return await listing.answer(runtime, query, user_id=actor.user_id)


@teams.post("", status_code=201, response_model=Success[TeamOut], responses=refusals(SlugTaken))
@requires(CREATE)
async def create_team(actor: SignedIn, form: TeamCreate, db: Db) -> Envelope:
    """Start a team, as its owner."""
    team = await service.create_team(db, actor, name=form.name, slug=form.slug, description=form.description)
    return Envelope(team, status=201, etag=version_of(team))


@teams.get("/{id}", response_model=Success[TeamOut], responses=VERSIONED)
@requires(READ, READ_OWN)
async def get_team(actor: SignedIn, team_id: TeamId, runtime: Running) -> Envelope:
    """Get a team."""
    team = await _visible(runtime, actor, team_id)
    return Envelope(team, etag=version_of(team))


@teams.patch("/{id}", response_model=Success[TeamOut], responses=refusals(SlugTaken))
@requires(UPDATE, UPDATE_OWN)
async def update_team(
    actor: SignedIn, team_id: TeamId, changes: TeamUpdate, expected: ExpectedVersion, db: Db
) -> Envelope:
    """Change a team's name, slug or description, as its owner."""
    team = await service.update_team(db, actor, team_id, changes.changes(), expected)
    return Envelope(team, etag=version_of(team))


@teams.delete("/{id}", response_model=Done)
@requires(DELETE, DELETE_OWN)
async def delete_team(actor: SignedIn, team_id: TeamId, expected: ExpectedVersion, db: Db) -> Envelope:
    """Delete a team with its memberships and invitations, as its owner."""
    await service.delete_team(db, actor, team_id, expected)
    return Envelope(message="Team deleted")


@teams.post("/{id}/transfer", response_model=Success[TeamOut], responses=refusals(NotAMember, LastOwner))
@requires(TRANSFER, TRANSFER_OWN)
async def transfer_team(actor: SignedIn, team_id: TeamId, form: Transfer, db: Db) -> Envelope:
    """Hand a team to one of its members, who becomes its owner; the owner who does it becomes a manager."""
    team = await people.transfer(db, actor, team_id, form.user_id)
    return Envelope(team, etag=version_of(team))


@teams.get("/{id}/members", response_model=Page[MemberOut])
@requires(READ, READ_OWN)
async def list_members(
    actor: SignedIn, team_id: TeamId, query: Annotated[MemberQuery, Query()], runtime: Running
) -> Envelope:
    """List the members of a team."""
    await _visible(runtime, actor, team_id)
    return await queries.members.answer(runtime, query, team_id=team_id)


@teams.patch("/{id}/members/{userId}", response_model=Success[MemberOut], responses=refusals(LastOwner))
@requires(UPDATE, UPDATE_OWN)
async def update_member(actor: SignedIn, team_id: TeamId, user_id: MemberId, form: MemberUpdate, db: Db) -> Envelope:
    """Give a member another role. Owners give every role, managers those below owner; nobody raises their own."""
    return Envelope(await people.change_role(db, actor, team_id, user_id, form.role))


@teams.delete("/{id}/members/{userId}", response_model=Done, responses=refusals(LastOwner))
@requires(UPDATE, UPDATE_OWN)
async def remove_member(actor: SignedIn, team_id: TeamId, user_id: MemberId, db: Db) -> Envelope:
    """Put a member out of the team, or leave it when it is oneself. The last owner cannot."""
    await people.remove(db, actor, team_id, user_id)
    return Envelope(message="You left the team" if user_id == actor.user_id else "Member removed")


@teams.get("/{id}/invitations", response_model=Page[InvitationOut])
@requires(READ, READ_OWN)
async def list_invitations(
    actor: SignedIn, team_id: TeamId, query: Annotated[InvitationQuery, Query()], runtime: Running
) -> Envelope:
    """List the invitations of a team, as its owner or manager."""
    team = await _visible(runtime, actor, team_id)
    if not actor.may(READ) and team.my_role not in {TeamRole.OWNER, TeamRole.MANAGER}:
        raise Forbidden
    return await queries.invitations.answer(runtime, query, team_id=team_id, moment=now())


@teams.post(
    "/{id}/invitations", status_code=201, response_model=Success[InvitationOut], responses=refusals(AlreadyMember)
)
@requires(UPDATE, UPDATE_OWN)
async def create_invitation(actor: SignedIn, team_id: TeamId, form: InvitationCreate, db: Db) -> Envelope:
    """Ask somebody to join, by a mail to their address. Owners ask for every role, managers for those below owner."""
    invitation = await asking.invite(db, actor, team_id, email=form.email, role=form.role)
    return Envelope(invitation, message="Invitation sent", status=201)


@teams.delete("/{id}/invitations/{invitationId}", response_model=Done, responses=refusals(InvitationSettled))
@requires(UPDATE, UPDATE_OWN)
async def revoke_invitation(actor: SignedIn, team_id: TeamId, invitation_id: InvitationId, db: Db) -> Envelope:
    """Take an invitation back."""
    await asking.revoke(db, actor, team_id, invitation_id)
    return Envelope(message="Invitation revoked")


@teams.post(
    "/{id}/invitations/{invitationId}/mail",
    response_model=Success[InvitationOut],
    responses=refusals(InvitationSettled),
)
@requires(UPDATE, UPDATE_OWN)
async def mail_invitation(actor: SignedIn, team_id: TeamId, invitation_id: InvitationId, db: Db) -> Envelope:
    """Send an invitation again: with a new link, good for a week from now; the old one is void."""
    invitation = await asking.mail_again(db, actor, team_id, invitation_id)
    return Envelope(invitation, message="Invitation sent")


@invitations.get("/{token}", response_model=Success[InvitationPreview])
@requires(READ_INVITATION)
async def get_invitation(token: Token, runtime: Running) -> Envelope:
    """See an invitation with the token of its mail."""
    return Envelope(await asking.preview(runtime.database, token))


@invitations.post(
    "/{token}/acceptance",
    response_model=Success[TeamOut],
    responses=refusals(InvitationOfAnother, JoinedAlready),
)
@requires(JOIN)
async def accept_invitation(actor: SignedIn, token: Token, db: Db) -> Envelope:
    """Join the team, when the invitation is for one's own address; that the mail was read verifies the address."""
    return Envelope(await asking.accept(db, actor, token), message="You joined the team")


async def _visible(runtime: Runtime, actor: Actor, team_id: UUID) -> TeamOut:
    found = await queries.team_by_id.first(
        runtime.database, team_id=team_id, user_id=actor.user_id, all=actor.may(READ)
    )
    if found is None:
        raise NotFound
    return TeamOut.model_validate(found)
