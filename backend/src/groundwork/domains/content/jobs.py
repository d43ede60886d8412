"""The jobs about articles."""

from groundwork.domains.content.cleaning import clean_again
from groundwork.domains.content.publication import publish_due, publish_scheduled
from groundwork.kernel.jobs import Job

jobs = [
    publish_scheduled,
    Job("content.publish_due", publish_due, schedule="* * * * *"),
    Job("content.clean_again", clean_again, schedule="37 2 * * *"),
]
