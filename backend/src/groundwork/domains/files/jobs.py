"""The jobs about files."""

from groundwork.domains.files import removal, variants
from groundwork.kernel.jobs import Job

jobs = [
    variants.make_variants,
    removal.delete_objects,
    Job("files.sweep", removal.sweep, schedule="17 * * * *"),
]
