"""Teams, their members and invitations. ``whose`` is the owner of the team."""

import secrets
from uuid import UUID

from groundwork.domains.teams.models import INVITATION_LIFE, TeamInvitation
from groundwork.kernel.clock import now
from groundwork.kernel.crypto import digest
from tests.conftest import new_email
from tests.policy.scenes.scene import About, Json, Scene, keep
from tests.policy.stage import Member, Stage


async def team(stage: Stage, whose: Member) -> Json:
    """The team."""
    return {"id": stage.teams[whose.name]}


async def colleague(stage: Stage, whose: Member) -> Json:
    """Somebody in the team."""
    return {"id": stage.teams[whose.name], "userId": stage.people["colleague"].id}


async def heir(stage: Stage, _whose: Member) -> Json:
    """Somebody to hand the team to."""
    return {"userId": stage.people["colleague"].id}


async def open_invitation(stage: Stage, whose: Member) -> Json:
    """An invitation that waits for its answer."""
    invitation_id, _ = await _invite(stage, stage.teams[whose.name], new_email())
    return {"id": stage.teams[whose.name], "invitationId": invitation_id}


async def mailed_invitation(stage: Stage, whose: Member) -> Json:
    """The token of an invitation to whoever asks, of a team that they are not in."""
    _, token = await _invite(stage, stage.teams["strangers"], whose.email)
    return {"token": token}


async def new_invitation(_stage: Stage, _whose: Member) -> Json:
    """Whom to ask."""
    return {"email": new_email(), "role": "member"}


async def new_team(_stage: Stage, _whose: Member) -> Json:
    """A team that is not there yet."""
    return {"name": "Analysts", "slug": f"analysts-{secrets.token_hex(4)}"}


async def _invite(stage: Stage, team_id: str, email: str) -> tuple[str, str]:
    token = secrets.token_urlsafe(32)
    row = TeamInvitation(
        team_id=UUID(team_id),
        email=email,
        role="member",
        digest=digest(token),
        expires_at=now() + INVITATION_LIFE,
    )
    return await keep(stage, row), token


scenes = {
    "list_teams": Scene(),
    "create_team": Scene(body=new_team),
    "get_team": Scene(About.TEAM, team),
    "update_team": Scene(About.TEAM, team, {"name": "Engineers"}, least="owner"),
    "delete_team": Scene(About.TEAM, team, least="owner"),
    "transfer_team": Scene(About.TEAM, team, heir, least="owner"),
    "list_members": Scene(About.TEAM, team),
    "update_member": Scene(About.TEAM, colleague, {"role": "manager"}, least="manager"),
    "remove_member": Scene(About.TEAM, colleague, least="manager"),
    "list_invitations": Scene(About.TEAM, team, least="manager"),
    "create_invitation": Scene(About.TEAM, team, new_invitation, least="manager"),
    "revoke_invitation": Scene(About.TEAM, open_invitation, least="manager"),
    "mail_invitation": Scene(About.TEAM, open_invitation, least="manager"),
    "get_invitation": Scene(About.NOBODY, mailed_invitation),
    "accept_invitation": Scene(About.ONESELF, mailed_invitation),
}
