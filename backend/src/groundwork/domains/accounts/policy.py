"""The accounts' rows of the permission matrix."""

from groundwork.kernel.permissions import Permission, Role

_MEMBERS = frozenset({Role.ADMIN, Role.MANAGER, Role.USER})

READ_OWN = "users:read:own"
UPDATE_OWN = "users:update:own"

permissions = [
    Permission(READ_OWN, "See one's own account and profile", _MEMBERS),
    Permission(UPDATE_OWN, "Change one's own account and profile", _MEMBERS),
]
