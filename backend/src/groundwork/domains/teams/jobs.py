"""The jobs about teams."""

from groundwork.domains.teams import invitations
from groundwork.kernel.jobs import Job

jobs = [Job("teams.forget_old_invitations", invitations.forget_old, schedule="47 3 * * *")]
