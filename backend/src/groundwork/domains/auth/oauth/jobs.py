"""The jobs about signing in at other providers."""

from groundwork.domains.auth.oauth import attempts
from groundwork.kernel.jobs import Job

jobs = [Job("auth.forget_oauth_attempts", attempts.forget_expired, schedule="23 3 * * *")]
