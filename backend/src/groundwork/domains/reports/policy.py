"""The reports' rows of the permission matrix."""

from groundwork.kernel.permissions import Permission, Role

READ = "reports:read"
CREATE = "reports:create"
READ_REVENUE = "revenue:read"

permissions = [
    Permission(READ, "See and download the monthly reports", frozenset({Role.ADMIN})),
    Permission(CREATE, "Have a monthly report made, or made again", frozenset({Role.ADMIN})),
    Permission(READ_REVENUE, "See what was earned over time", frozenset({Role.ADMIN, Role.MANAGER})),
]
