"""The jobs about signing in."""

from groundwork.domains.auth import recovery, sessions
from groundwork.domains.auth.factors import challenges
from groundwork.kernel.jobs import Job

jobs = [
    recovery.send_password_reset,
    Job("auth.forget_expired", sessions.forget_expired, schedule="17 3 * * *"),
    Job("auth.forget_challenges", challenges.forget_expired, schedule="27 3 * * *"),
]
