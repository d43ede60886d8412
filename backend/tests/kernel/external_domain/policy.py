"""Who may do what with notes."""

from groundwork.kernel.permissions import Permission, Role

WRITE = "notes:write"

permissions = [Permission(WRITE, "Write notes", frozenset({Role.ADMIN, Role.MANAGER}))]
