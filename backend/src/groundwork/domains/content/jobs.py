"""The jobs about articles."""

from groundwork.domains.content.publication import publish_due, publish_scheduled
from groundwork.kernel.jobs import Job

jobs = [publish_scheduled, Job("content.publish_due", publish_due, schedule="* * * * *")]
