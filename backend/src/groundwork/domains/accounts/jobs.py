"""The jobs about users."""

from groundwork.domains.accounts import avatars, erasure, exports
from groundwork.kernel.jobs import Job

jobs = [
    avatars.delete_picture,
    exports.build_export,
    erasure.erase_person,
    Job("accounts.erase_due", erasure.erase_due, schedule="23 4 * * *"),
    Job("accounts.forget_exports", exports.forget_expired, schedule="29 3 * * *"),
    Job("accounts.sweep_pictures", avatars.sweep, schedule="31 3 * * *"),
]
