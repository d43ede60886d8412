"""Teams of the people that are planted for developing."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.teams.models import INVITATION_LIFE, Team, TeamInvitation, TeamMember, TeamRole
from groundwork.kernel.clock import now
from groundwork.kernel.crypto import digest
from groundwork.kernel.domain import Seed
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import runtime_of

_TEAMS = (
    (
        "Helsinki studio",
        "Product design and photography; ships the seasonal catalog.",
        ("mina.kolari", "jonas.lindqvist", "hana.sato", "efua.nkrumah"),
        ("ines.duarte@example.com", TeamRole.MEMBER),
    ),
    (
        "Shop and fulfilment",
        "Keeps the shelves full and the parcels moving.",
        ("tomas.ortega", "priya.raman", "noah.becker", "marcus.webb"),
        None,
    ),
    ("Editorial", "Stories about materials and makers.", ("efua.nkrumah", "hana.sato", "mina.kolari"), None),
    ("Platform", "The software under all of it.", ("marcus.webb", "mina.kolari", "priya.raman"), None),
    (
        "Launch crew",
        "Plans launches, and the parties after them.",
        ("amara.okafor", "tomas.ortega", "olivia.grant", "lucia.fernandez", "jonas.lindqvist"),
        ("kofi.mensah@example.com", TeamRole.MANAGER),
    ),
)
"""Name, description, its people (the owner, a manager, members), and who is asked to join."""


async def _plant_teams(db: AsyncSession) -> None:
    """Five teams and two open invitations; what is there already stays as it is."""
    for index, (name, description, people, asked) in enumerate(_TEAMS):
        slug = name.lower().replace(" ", "-")
        known = [await accounts.credentials_of(runtime_of(db).database, f"{one}@example.com") for one in people]
        ids = [one["id"] for one in known if one]
        if not ids or await db.scalar(select(Team.id).where(Team.slug == slug)):
            continue
        begun = now() - timedelta(days=150 - 24 * index)
        team = Team(id=uuid7(), name=name, slug=slug, description=description, created_at=begun)
        db.add(team)
        await db.flush()
        roles = (TeamRole.OWNER, TeamRole.MANAGER, *[TeamRole.MEMBER] * len(ids))
        for place, (user_id, role) in enumerate(zip(ids, roles, strict=False)):
            joined = begun + timedelta(days=3 * place)
            db.add(TeamMember(team_id=team.id, user_id=user_id, role=role, created_at=joined))
        if asked:
            email, role = asked
            db.add(
                TeamInvitation(
                    team_id=team.id,
                    email=email,
                    role=role,
                    digest=digest(uuid7().hex),
                    invited_by=ids[0],
                    expires_at=now() + INVITATION_LIFE,
                )
            )


seeds = [Seed("teams", _plant_teams)]
