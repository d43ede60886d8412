"""Teams: their members, roles and invitations. Says whom a manager manages, and who was invited to register.

Calls ``accounts`` and ``audit``.
"""

from pathlib import Path

from groundwork.domains.teams import invitations, service
from groundwork.domains.teams import routes as http
from groundwork.domains.teams.jobs import jobs
from groundwork.domains.teams.models import Team, TeamInvitation, TeamMember
from groundwork.domains.teams.personal_data import personal_data
from groundwork.domains.teams.policy import permissions
from groundwork.domains.teams.queries import found_teams
from groundwork.domains.teams.seeds import seeds
from groundwork.kernel.domain import Domain

domain = Domain(
    "teams",
    routers=[http.teams, http.invitations],
    models=[Team, TeamMember, TeamInvitation],
    permissions=permissions,
    jobs=jobs,
    searchables=[found_teams],
    seeds=seeds,
    manages=[service.manages],
    invitations=[invitations.open_for],
    personal_data=personal_data,
    mail_templates=Path(__file__).parent / "mails",
)
