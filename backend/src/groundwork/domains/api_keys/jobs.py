"""The jobs about API keys."""

from groundwork.domains.api_keys import service
from groundwork.kernel.jobs import Job

jobs = [Job("api_keys.forget_old", service.forget_old_keys, schedule="23 3 * * *")]
