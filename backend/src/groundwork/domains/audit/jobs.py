"""The upkeep of the trail."""

from groundwork.domains.audit.checkpoints import take_checkpoint
from groundwork.domains.audit.counts import add_up
from groundwork.domains.audit.partitions import keep_partitions
from groundwork.kernel.jobs import Job

jobs = [
    Job("audit.add_up", add_up, schedule="*/5 * * * *"),
    Job("audit.take_checkpoint", take_checkpoint, schedule="7 * * * *"),
    Job("audit.keep_partitions", keep_partitions, schedule="27 2 * * *"),
]
