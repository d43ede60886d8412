"""Who may do what with notes."""

from groundwork.kernel.permissions import Permission, Role

READ = "notes:read"
WRITE = "notes:write"

permissions = [
    Permission(READ, "Read notes", frozenset(Role)),
    Permission(WRITE, "Write notes", frozenset({Role.ADMIN, Role.MANAGER})),
]
