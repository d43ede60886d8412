"""What the teams write to people."""

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts.service import User
from groundwork.domains.teams.models import INVITATION_LIFE, Team, TeamInvitation, TeamRole
from groundwork.kernel.mail import send_mail
from groundwork.kernel.runtime import runtime_of


async def send_invitation(
    db: AsyncSession, team: Team, invitation: TeamInvitation, *, inviter: User | None, token: str
) -> None:
    """Ask somebody to join. Whoever opens the link reads the address's mail."""
    link = f"{runtime_of(db).settings.public_app_url}/invitations/{token}"
    context = {
        "team": team.name,
        "inviter": name_of(inviter),
        "role": str(invitation.role),
        "link": link,
        "days": INVITATION_LIFE.days,
    }
    await send_mail(db, to=invitation.email, template="teams/invitation", context=context, secrets=(token,))


async def tell_of_role(db: AsyncSession, user: User, team: Team, role: TeamRole) -> None:
    """Somebody else changed the user's role."""
    link = f"{runtime_of(db).settings.public_app_url}/teams/{team.id}"
    context = {"first_name": user.first_name, "team": team.name, "role": str(role), "link": link}
    await send_mail(db, to=user.email, template="teams/role_changed", context=context)


async def tell_of_removal(db: AsyncSession, user: User, team: Team) -> None:
    """Somebody else put the user out."""
    context = {"first_name": user.first_name, "team": team.name}
    await send_mail(db, to=user.email, template="teams/removed", context=context)


def name_of(user: User | None) -> str:
    """First and last name, as far as they are known."""
    return " ".join(part for part in (user.first_name, user.last_name) if part) if user else ""
