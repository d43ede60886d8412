"""The operators' rows of the permission matrix."""

from groundwork.kernel.permissions import Permission, Role

READ_MAILS = "mails:read"

permissions = [
    Permission(READ_MAILS, "Read the mails that were sent", frozenset({Role.ADMIN})),
]
