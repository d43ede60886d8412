"""The jobs about signing in."""

from groundwork.domains.auth import recovery, sessions
from groundwork.kernel.jobs import Job

jobs = [
    recovery.send_password_reset,
    Job("auth.forget_expired", sessions.forget_expired, schedule="17 3 * * *"),
]
